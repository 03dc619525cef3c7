"""The conditions under which a derivative holds, without those that always do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import sympy as sp

from symcalc.formula import lettered, unevaluated
from symcalc.notation import Notation
from symcalc.primitives import TABLE
from symcalc.primitives.row import Primitive, everywhere

DEGREE = 2  # of a condition that bounds may tell

Needs = Callable[[Primitive, Sequence[sp.Basic]], Sequence[sp.Basic]]  # of a row, for its parts


def domain(body: Notation, x: sp.Symbol) -> list[sp.Basic]:
    """What the functions in a formula ask of x, for their values and their derivatives.

    The pieces of a formula by cases ask nothing: each counts only where it holds.
    """
    return _collected(body, x, _for_slopes)


def domain_of_values(body: Notation, x: sp.Symbol | None = None) -> list[sp.Basic]:
    """What the functions in a formula ask of x, or of all its letters, for their values.

    >>> from symcalc.primitives import arrange
    >>> x = sp.Symbol("x")
    >>> domain(arrange(sp.sqrt(x)), x), domain_of_values(arrange(sp.sqrt(x)))
    ([x > 0], [x >= 0])
    """
    return _collected(body, x, _for_values)


def _collected(body: Notation, x: sp.Symbol | None, needs: Needs) -> list[sp.Basic]:
    """What the rows ask of x, or of all letters, each condition solved."""
    still = x is not None and (x not in body.symbols or not body.expr.has(x))
    if body.head == "cases" or still:
        return []
    found = [condition for part in body.parts for condition in _collected(part, x, needs)]
    found = [condition for condition in found if not condition.free_symbols & body.running]
    row = TABLE.get("general-power" if _is_general(body) else body.head)
    if row is None:
        return found
    asked = needs(row, [part.expr for part in body.parts])
    return [*found, *(c for part in asked for c in solved(part))]


def _for_slopes(row: Primitive, args: Sequence[sp.Basic]) -> Sequence[sp.Basic]:
    return parts_of((row.domain if row.smooth_on is everywhere else row.smooth_on)(*args))


def _for_values(row: Primitive, args: Sequence[sp.Basic]) -> Sequence[sp.Basic]:
    return [_of_logarithm(condition) for condition in parts_of(row.domain(*args))]


def _of_logarithm(condition: sp.Basic) -> sp.Basic:
    """U ≠ 1 for ln u ≠ 0."""
    plain = isinstance(condition, sp.Ne) and condition.rhs == 0
    if plain and isinstance(condition.lhs, sp.log):
        return sp.Ne(condition.lhs.args[0] - 1, 0)
    return condition


def parts_of(condition: sp.Basic) -> tuple[sp.Basic, ...]:
    """The conditions that all have to hold."""
    return condition.args if isinstance(condition, sp.And) else (condition,)


def solved(condition: sp.Basic) -> list[sp.Basic]:
    """A condition in the form a person would give it: x ≠ 3 for x - 3 ≠ 0, x > 1/2 for 2x > 1."""
    (shown,), back = lettered(condition)
    return [part.xreplace(back) for part in _solved(shown)]


def _solved(condition: sp.Basic) -> list[sp.Basic]:
    if not (condition.is_Relational and condition.free_symbols):
        return [condition]
    gap = condition.lhs - condition.rhs
    if isinstance(condition, sp.Ne) and condition.rhs == 0:
        return [c for factor in sp.Mul.make_args(condition.lhs) for c in _not_zero(factor)]
    even = gap.is_Pow and gap.exp.is_Integer and gap.exp > 0 and gap.exp % 2 == 0
    if isinstance(condition, sp.StrictGreaterThan) and (even or isinstance(gap, sp.Abs)):
        return _not_zero(gap.args[0])
    squares = [f for f in sp.Mul.make_args(gap) if f.is_Pow and f.exp.is_Integer and f.exp.is_even]
    if isinstance(condition, sp.StrictGreaterThan) and gap.is_Mul and squares:
        apart = [c for f in squares for c in _not_zero(f.base)]
        rest = _solved(sp.Gt(gap / sp.Mul(*squares), 0))
        return [c for c in (*apart, *rest) if c != sp.true]
    return _quadratic(condition, gap) or [_linear(condition, gap)]


def _quadratic(condition: sp.Basic, gap: sp.Expr) -> list[sp.Basic]:
    """Both bounds that 2 - x² > 0 puts on x; nothing for other conditions.

    >>> x = sp.Symbol("x")
    >>> solved(2 - x**2 >= 0)
    [x >= -sqrt(2), x <= sqrt(2)]
    """
    roots = _roots(gap)
    if len(roots) != DEGREE or not isinstance(condition, sp.Gt | sp.Ge | sp.Lt | sp.Le):
        return []
    (x,) = gap.free_symbols
    lead = sp.Poly(gap, x).LC()
    if (lead > 0) == isinstance(condition, sp.Gt | sp.Ge):
        return []  # outside of both roots: no two conditions that hold together
    strict = isinstance(condition, sp.Gt | sp.Lt)
    above, below = (sp.Gt, sp.Lt) if strict else (sp.Ge, sp.Le)
    return [above(x, roots[0]), below(x, roots[1])]


def _roots(gap: sp.Expr) -> list[sp.Expr]:
    """The two real zeros of a quadratic polynomial with rational coefficients, in order."""
    symbols = gap.free_symbols
    if len(symbols) != 1 or not gap.is_polynomial(*symbols) or sp.degree(gap, *symbols) != DEGREE:
        return []
    (x,) = symbols
    a, b, c = sp.Poly(gap, x).all_coeffs()
    inside = b**2 - 4 * a * c
    if not all(k.is_Rational for k in (a, b, c)) or inside <= 0:
        return []
    return sorted(((-b + s * sp.sqrt(inside)) / (2 * a) for s in (1, -1)), key=float)


def _not_zero(factor: sp.Expr) -> list[sp.Basic]:
    if isinstance(factor, sp.Abs) or (factor.is_Pow and factor.exp.is_positive):
        return _not_zero(factor.args[0])
    if factor.is_number:
        return []
    roots = _roots(factor)
    if roots:
        (x,) = factor.free_symbols
        return [sp.Ne(x, root) for root in roots]
    return [_linear(sp.Ne(factor, 0), factor)]


def _linear(condition: sp.Basic, gap: sp.Expr) -> sp.Basic:
    """Solve a relation that is linear in its one variable, with rational coefficients."""
    symbols = gap.free_symbols
    if len(symbols) != 1 or not gap.is_polynomial(*symbols) or sp.degree(gap, *symbols) != 1:
        return condition
    (x,) = symbols
    slope, start = sp.Poly(gap, x).all_coeffs()
    if not (slope.is_Rational and start.is_Rational):
        return condition
    turned = condition.reversed if slope < 0 else condition
    return turned.func(x, -start / slope)


def _is_general(node: Notation) -> bool:
    """A power whose exponent is not a number: defined for positive bases."""
    return node.head == "power" and not node.parts[1].expr.is_number and node.parts[0].expr != sp.E


def broken(conditions: Iterable[sp.Basic], point: Mapping[sp.Symbol, sp.Expr]) -> list[sp.Basic]:
    """The conditions that do not hold at a point.

    >>> x = sp.Symbol("x")
    >>> broken([x > 0, sp.Gt(1 / x + 1, 0)], {x: 0})
    [x > 0, 1 + 1/x > 0]
    """
    return [condition for condition in conditions if _fails(condition, point)]


def _fails(condition: sp.Basic, point: Mapping[sp.Symbol, sp.Expr]) -> bool:
    (shown,), _ = lettered(condition)
    try:
        return bool(shown.subs(point) == sp.false)
    except TypeError:  # SymPy does not compare 1/0 or √(-1)
        return True


def simplified(conditions: Iterable[sp.Basic]) -> tuple[sp.Basic, ...]:
    """Drop what always holds over the reals, given the signs that other conditions tell."""
    unique = [c for c in dict.fromkeys(conditions) if c != sp.true]
    symbols = sorted({s for c in unique for s in c.free_symbols}, key=str)
    real = {s: sp.Dummy(s.name, **_sign(s, unique)) for s in symbols}
    kept = []
    for condition in unique:
        itself = condition.is_Relational and condition.lhs.is_Symbol
        if itself or not (condition.xreplace(real) == sp.true or _positive(condition)):
            kept.append(condition)
    kept = [_strict(c, kept) for c in kept]
    weaker = {other(c.lhs, c.rhs) for c in kept for other in WEAKER.get(type(c), ())}
    strong = [c for c in dict.fromkeys(kept) if c not in weaker]
    return tuple(c for c in strong if not _implied(c, strong))


def _strict(condition: sp.Basic, others: list[sp.Basic]) -> sp.Basic:
    """x > 1 for x ≥ 1, where x ≠ 1 is asked besides.

    >>> x = sp.Symbol("x")
    >>> simplified([x >= 1, sp.Ne(x, 1)])
    (x > 1,)
    """
    strict = STRICT.get(type(condition))
    excluded = strict is not None and sp.Ne(condition.lhs, condition.rhs) in others
    return strict(condition.lhs, condition.rhs) if strict and excluded else condition


def _positive(condition: sp.Basic) -> bool:
    """Whether x² + x + 1 > 0, or ≠ 0: a quadratic without real zeros, which has one sign."""
    if not condition.is_Relational or len(condition.free_symbols) != 1:
        return False
    gap, (x,) = condition.lhs - condition.rhs, condition.free_symbols
    if unevaluated(gap) or not gap.is_polynomial(x) or sp.degree(gap, x) != DEGREE:
        return False
    a, b, c = sp.Poly(gap, x).all_coeffs()
    if not all(k.is_Rational for k in (a, b, c)) or b**2 - 4 * a * c >= 0:
        return False
    signs = (sp.Gt, sp.Ge) if a > 0 else (sp.Lt, sp.Le)
    return isinstance(condition, (sp.Ne, *signs))


def possible(conditions: Iterable[sp.Basic]) -> bool:
    """Whether there may be real values for which each condition holds.

    >>> a = sp.Symbol("a")
    >>> possible([a > 0]), possible([-(a**2) > 0])
    (True, False)
    """
    return not any(
        c.xreplace({s: sp.Dummy(real=True) for s in c.free_symbols}) == sp.false for c in conditions
    )


def _implied(condition: sp.Basic, others: list[sp.Basic]) -> bool:
    """Whether bounds of its variable tell a quadratic condition: 1 - x² > 0, where -1 < x < 1.

    >>> x = sp.Symbol("x")
    >>> simplified([1 - x**2 > 0, x > -1, x < 1])
    (x > -1, x < 1)
    """
    if not condition.is_Relational or len(condition.free_symbols) != 1:
        return False
    (x,) = condition.free_symbols
    if isinstance(condition, sp.Ne) and condition.lhs == x:
        return any(_excludes(c, x, condition.rhs) for c in others)
    bounds = [c for c in others if c.is_Relational and c.lhs == x and c.rhs.is_Rational]
    gap = condition.lhs - condition.rhs
    if not bounds or not gap.is_polynomial(x) or sp.degree(gap, x) != DEGREE:
        return False
    real = sp.Dummy(real=True)
    allowed = sp.Intersection(*(c.subs(x, real).as_set() for c in bounds))
    return bool(allowed.is_subset(condition.subs(x, real).as_set()))


def _excludes(bound: sp.Basic, x: sp.Symbol, number: sp.Expr) -> bool:
    """Whether x > 0 leaves a number such as −1 out."""
    told = isinstance(bound, sp.Gt | sp.Ge | sp.Lt | sp.Le) and bound.lhs == x
    return bool(told and bound.rhs.is_number and bound.subs(x, number) == sp.false)


STRICT: dict[type, type] = {sp.Ge: sp.Gt, sp.Le: sp.Lt}
WEAKER: dict[type, tuple[type, ...]] = {
    sp.StrictGreaterThan: (sp.Ge, sp.Ne),
    sp.StrictLessThan: (sp.Le, sp.Ne),
}


def _sign(symbol: sp.Symbol, conditions: list[sp.Basic]) -> dict[str, bool]:
    """What SymPy may assume of a symbol."""
    if sp.Gt(symbol, 0) in conditions:
        return {"positive": True}
    if sp.Ge(symbol, 0) in conditions:
        return {"nonnegative": True}
    return {"real": True}
