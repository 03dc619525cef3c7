"""Constraints: how they are read, where they hold, whether they bound their domain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.checking.feasible import Constraints, feasible
from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.extrema.hessians import Form
from symcalc.tutor.extrema.numbers import sign_of
from symcalc.tutor.extrema.zeros import never_zero
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text

MOST = 7  # constraints
SPLIT = 2  # absolute values in an inequality that is written as several
SIZES = (1.0, 5.0, 50.0)  # boxes in which feasible points are looked for


@dataclass(frozen=True)
class Constraint:
    """One constraint: g = 0, or h ≤ 0, and the relation as it was written."""

    written: Notation
    gap: Notation
    equality: bool

    @property
    def expr(self) -> sp.Expr:
        """g or h."""
        return self.gap.expr


def constraints_of(given: Sequence[Notation], wrt: Sequence[sp.Symbol]) -> tuple[Constraint, ...]:
    """Constraints with everything on one side.

    Raises
    ------
    UnsupportedError
        If one of them is no equation or inequality, leaves its edge out, or has no variable in it.
    TooLargeError
        If there are too many.
    """
    flat = [part for node in given for part in (node.parts if node.head == "and" else (node,))]
    if len(flat) > MOST:
        raise TooLargeError(SAYS["many"].format(most=MOST))
    return tuple(part for node in flat for part in split(_constraint(node, wrt)))


def split(constraint: Constraint) -> list[Constraint]:
    """|x| + |y| ≤ 1 as x + y ≤ 1, x − y ≤ 1, −x + y ≤ 1 and −x − y ≤ 1."""
    terms = sp.Add.make_args(constraint.expr)
    sizes = [t for t in terms if t.has(sp.Abs)]
    bare = [t.as_coeff_Mul() for t in sizes]
    plain = all(
        isinstance(a, sp.Abs) and c.is_positive and not a.args[0].has(sp.Abs) for c, a in bare
    )
    if constraint.equality or not sizes or not plain or len(sizes) > SPLIT:
        return [constraint]
    rest = sp.Add(*(t for t in terms if t not in sizes))
    ways = product(*(((c * a.args[0]), (-c * a.args[0])) for c, a in bare))
    gaps = [arrange(sp.expand(sp.Add(*way, rest))) for way in ways]
    return [Constraint(constraint.written, gap, equality=False) for gap in gaps]


def kinked(exprs: Sequence[sp.Expr]) -> bool:
    """Whether a formula may have a kink, where the conditions do not apply."""
    return any(e.has(sp.Abs, sp.Max, sp.Min, sp.Piecewise, sp.sign) for e in exprs)


def _constraint(node: Notation, wrt: Sequence[sp.Symbol]) -> Constraint:
    if node.head != "relation" or node.text == "!=":
        what = SAYS["no-relation"].format(text=text(node))
        raise UnsupportedError(what, hint=SAYS["relation-hint"])
    if node.text in ("<", ">"):
        what = SAYS["strict"].format(text=text(node))
        raise UnsupportedError(what, hint=SAYS["strict-hint"])
    left, right = node.parts
    if not node.symbols & set(wrt):
        raise UnsupportedError(SAYS["unknown"].format(text=text(node)))
    turned = (right, left) if node.text == ">=" else (left, right)
    return Constraint(node, difference(*turned), node.text == "=")


def difference(left: Notation, right: Notation) -> Notation:
    """Left minus right: x + y − 1, −x for 0 − x."""
    if notation.is_number(left, 0):
        return notation.negative(right)
    return notation.subtract(left, right)


def held(constraints: Sequence[Constraint]) -> Constraints:
    """As the claims take them."""
    return Constraints(
        tuple(c.expr for c in constraints if c.equality),
        tuple(c.expr for c in constraints if not c.equality),
    )


def never_met(constraints: Sequence[Constraint]) -> Constraint | None:
    """A constraint that no real numbers satisfy, as far as that is known."""
    return next((c for c in constraints if _is_impossible(c)), None)


def _is_impossible(constraint: Constraint) -> bool:
    if constraint.equality:
        return never_zero(constraint.expr)
    symbols = {s: sp.Dummy(s.name, real=True) for s in constraint.expr.free_symbols}
    return bool(constraint.expr.xreplace(symbols).is_positive)


def opposed(constraints: Sequence[Constraint]) -> str:
    """Why two inequalities cannot both hold: 1 ≤ x + y ≤ 0; empty where none such are found."""
    for one, two in combinations([c for c in constraints if not c.equality], 2):
        above = sp.expand(one.expr + two.expr)
        if not (above.is_number and sign_of(above) == 1):
            continue
        first, second = (text(c.written) for c in (one, two))
        for upper, lower in ((one, two), (two, one)):
            number, middle = sp.expand(upper.expr).as_coeff_Add()
            shown = text(arrange(middle))
            if not shown.startswith("−"):
                low = sp.expand(lower.expr + middle)
                chain = f"{text(arrange(low))} ≤ {shown} ≤ {text(arrange(-number))}"
                return SAYS["opposed-chain"].format(first=first, second=second, chain=chain)
        return SAYS["opposed"].format(first=first, second=second, number=text(arrange(above)))
    return ""


def found_feasible(constraints: Sequence[Constraint], wrt: Sequence[sp.Symbol]) -> bool:
    """Whether a search finds a point that meets all constraints."""
    draw = np.random.default_rng(3)
    starts = [draw.uniform(-s, s, (2000, len(wrt))) for s in SIZES]
    return len(feasible(np.concatenate(starts), wrt, held(constraints))) > 0


def bounded(constraints: Sequence[Constraint], wrt: Sequence[sp.Symbol]) -> bool:
    """Whether the points that meet the constraints form a bounded set, as far as that is proved."""
    if any(_bounds(c, wrt) for c in constraints):
        return True
    for c in constraints:
        x = next((x for x in wrt if c.equality and _is_linear(c.expr, wrt) and c.expr.has(x)), None)
        if x is not None:  # what is linear in bounded letters is bounded too
            value = sp.expand(x - c.expr / c.expr.coeff(x))
            rest = [_put(other, x, value) for other in constraints if other is not c]
            return bounded(rest, [y for y in wrt if y != x])
    return _polytope([c for c in constraints if _is_linear(c.expr, wrt)], wrt)


def _put(constraint: Constraint, x: sp.Symbol, value: sp.Expr) -> Constraint:
    gap = arrange(sp.expand(constraint.expr.subs(x, value)))
    return Constraint(constraint.written, gap, constraint.equality)


def _bounds(constraint: Constraint, wrt: Sequence[sp.Symbol]) -> bool:
    """x² + y² ≤ 1 and the like: the terms of the highest degree are positive away from 0."""
    if not constraint.expr.is_polynomial(*wrt):
        return False
    if not wrt:
        return True
    poly = sp.Poly(constraint.expr, *wrt)
    degree = poly.total_degree()
    top = {m: c for m, c in poly.terms() if sum(m) == degree}
    sign = 1 if all(c > 0 for c in top.values() if c.is_number) else -1
    if not constraint.equality and sign < 0:
        return False
    if degree == 2:
        form = sp.hessian(
            sum(c * sp.Mul(*(x**k for x, k in zip(wrt, m, strict=True))) for m, c in top.items()),
            list(wrt),
        )
        kind = Form(sp.Matrix(form)).kind if not form.free_symbols else ""
        return kind == "positive" or (kind == "negative" and constraint.equality)
    even = all(k % 2 == 0 for m in top for k in m) and all(c * sign > 0 for c in top.values())
    pure = all(any(m[i] == degree for m in top) for i in range(len(wrt)))
    return even and pure


def _is_linear(expr: sp.Expr, wrt: Sequence[sp.Symbol]) -> bool:
    return bool(expr.is_polynomial(*wrt) and sp.Poly(expr, *wrt).total_degree() == 1)


def linear(constraints: Sequence[Constraint], wrt: Sequence[sp.Symbol]) -> bool:
    """Whether all constraints are linear."""
    return all(_is_linear(c.expr, wrt) for c in constraints)


def _polytope(constraints: Sequence[Constraint], wrt: Sequence[sp.Symbol]) -> bool:
    """No direction keeps all linear constraints: every edge direction breaks one of them."""
    rows = []
    for c in constraints:
        row = [c.expr.coeff(x) for x in wrt]
        rows += [row, [-a for a in row]] if c.equality else [row]
    if not rows or any(not a.is_number for row in rows for a in row):
        return False
    matrix, n = sp.Matrix(rows), len(wrt)
    if matrix.rank() < n:
        return False
    for chosen in combinations(range(len(rows)), n - 1):
        for way in (
            matrix.extract(list(chosen), list(range(n))).nullspace() if n > 1 else [sp.Matrix([1])]
        ):
            for d in (way, -way):
                if all(v <= 0 for v in matrix * d):
                    return False
    return True
