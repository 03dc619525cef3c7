"""Places on the line: where functions end, periods, numbers between others."""

from __future__ import annotations

import sympy as sp

from symcalc.errors import TooLargeError
from symcalc.formula import over_reals
from symcalc.notation import Notation
from symcalc.primitives import TABLE
from symcalc.tutor.extrema.numbers import decimals
from symcalc.tutor.extrema.roots import ANGLES
from symcalc.tutor.extrema.zeros import Roots, common_multiple, ordered
from symcalc.tutor.words.extrema import SAYS

SIMPLE = 120  # operations of a formula that is simplified
MOST = 60  # zeros of a family that are listed on an interval


def boundaries(body: Notation, x: sp.Symbol) -> list[sp.Expr]:
    """Expressions that are zero where a function in the formula stops to be defined or smooth."""
    found: list[sp.Expr] = []
    for node in body.walk():
        row = TABLE.get(node.head)
        if row is None or x not in node.symbols:
            continue
        exprs = [part.expr for part in node.parts]
        if node.head == "power" and not exprs[1].is_number and exprs[0].has(x):
            found.append(exprs[0])
        for condition in (row.domain(*exprs), row.smooth_on(*exprs)):
            relations = condition.atoms(sp.core.relational.Relational)
            found += [r.lhs - r.rhs for r in relations]
    return [e for e in dict.fromkeys(found) if e.has(x)]


def period_of(expr: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """The period of a formula in which x stands only inside sines and the like.

    >>> x = sp.Symbol("x")
    >>> period_of(sp.sin(2 * x) + sp.cos(3 * x), x)
    2*pi
    """
    calls = [f for f in expr.atoms(*ANGLES) if f.has(x) and _is_linear(f.args[0], x)]
    rest = expr.xreplace({f: sp.Dummy() for f in calls})
    if not calls or rest.has(x):
        return None
    periods = []
    for call in calls:
        inner = call.args[0]
        turn = sp.pi if isinstance(call, sp.tan | sp.cot) else 2 * sp.pi
        periods.append(turn / sp.Abs(sp.Poly(inner, x).all_coeffs()[0]))
    return common_multiple(periods)


def scale_after(expr: sp.Expr, x: sp.Symbol, period: sp.Expr) -> sp.Expr | None:
    """The number c with f(x + p) = c·f(x) for all x; None where it is not found.

    >>> x = sp.Symbol("x")
    >>> scale_after(sp.sin(x) * sp.exp(-x), x, 2 * sp.pi)
    exp(-2*pi)
    """
    return _constant(expr.subs(x, x + period) / expr, x)


def growth_after(expr: sp.Expr, x: sp.Symbol, period: sp.Expr) -> sp.Expr | None:
    """The number d with f(x + p) = f(x) + d for all x; None where it is not found.

    >>> x = sp.Symbol("x")
    >>> growth_after(x + sp.sin(x), x, 2 * sp.pi)
    2*pi
    """
    return _constant(sp.expand(expr.subs(x, x + period) - expr), x)


def _constant(expr: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    if sp.count_ops(expr) > SIMPLE:
        return None
    found = over_reals(sp.simplify, expr)
    return found if not found.has(x) and decimals(found) is not None else None


def _is_linear(inner: sp.Expr, x: sp.Symbol) -> bool:
    return bool(inner.is_polynomial(x) and sp.degree(inner, x) == 1)


def within(roots: Roots, low: sp.Expr, high: sp.Expr) -> list[sp.Expr]:
    """Zeros between two numbers, of families every member."""
    found = list(roots.alone)
    a, b = decimals(low) or sp.S.Zero, decimals(high) or sp.S.Zero
    for start, step in roots.families:
        first, width = decimals(start) or sp.S.Zero, decimals(step) or sp.S.One
        numbers = range(
            int(sp.ceiling((a - first) / width)), int(sp.floor((b - first) / width)) + 1
        )
        if len(numbers) > MOST:
            raise TooLargeError(SAYS["too-many"].format(count=MOST))
        found += [sp.expand(start + k * step) for k in numbers]
    return ordered(found)


def limits_of(
    low: sp.Expr, high: sp.Expr, window: tuple[float, float] | None
) -> tuple[float | None, float | None]:
    """Between two edges, and within the window if there is one."""
    left, right = finite(low), finite(high)
    if window is None:
        return left, right
    return max(left or window[0], window[0]), min(right or window[1], window[1])


def wider(one: tuple[float, float] | None, two: tuple[float, float]) -> tuple[float, float]:
    """A window that holds both."""
    return two if one is None else (min(one[0], two[0]), max(one[1], two[1]))


def finite(value: sp.Expr) -> float | None:
    """A bound as a float, None where it is infinite."""
    return None if value.is_infinite else float(decimals(value) or 0)


def is_between(value: sp.Expr, low: sp.Expr, high: sp.Expr) -> bool:
    """Whether a number lies strictly inside."""
    near = decimals(value)
    assert near is not None
    above = low.is_infinite or near > (decimals(low) or 0)
    return bool(above and (high.is_infinite or near < (decimals(high) or 0)))


def between(low: sp.Expr, high: sp.Expr) -> sp.Rational:
    """A number with few digits inside an interval."""
    if low.is_infinite and high.is_infinite:
        return sp.Rational(1, 3)
    if low.is_infinite:
        return sp.floor(decimals(high) or 0) - 1
    if high.is_infinite:
        return sp.ceiling(decimals(low) or 0) + 1
    a, b = decimals(low) or sp.S.Zero, decimals(high) or sp.S.Zero
    assert a < b, "an interval has a point inside"
    digits = 1
    while True:
        scale = sp.Integer(10) ** digits
        middle = sp.Rational(sp.floor((a + b) / 2 * scale), scale)
        if a < middle < b:
            return middle
        digits += 1
