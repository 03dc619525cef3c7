"""Where a formula has values at all, and which of its parts can jump."""

from __future__ import annotations

import sympy as sp

from symcalc.notation import Notation
from symcalc.primitives import TABLE, arrange
from symcalc.tutor.conditions import parts_of, simplified, solved
from symcalc.tutor.limits.bounds import bounds
from symcalc.tutor.limits.substitution import value_there
from symcalc.writing.text import text

JUMPING = ("floor", "ceil", "sign", "heaviside", "mod")
STEPS = (sp.floor, sp.ceiling, sp.sign, sp.Heaviside, sp.Mod, sp.frac)
DEGREE = 4  # of a polynomial whose sign is worked out
MOST = 4  # pieces of a domain that are still written out


def jumps(body: Notation, x: sp.Symbol) -> str:
    """The parts that can jump, in words; empty where all are continuous functions.

    >>> x = sp.Symbol("x")
    >>> jumps(arrange(x - sp.floor(x)), x)
    'floor(x)'
    """
    found = [node for node in body.walk() if x in node.symbols]
    named = [text(n) for n in found if n.head in JUMPING or isinstance(n.expr, STEPS)]
    cases = ["a formula by cases"] if any(n.head == "cases" for n in found) else []
    return " or ".join(dict.fromkeys([*named, *cases]))


def moving_power(node: Notation, x: sp.Symbol) -> bool:
    """Whether x stands in base and exponent: such a power has real values for bases > 0 only."""
    return node.head == "power" and all(x in p.symbols for p in node.parts)


def value_of(node: Notation, x: sp.Symbol, at: sp.Expr) -> sp.Expr | None:
    """The value as the formula is written: x²/x has none at 0."""
    if node.head == "cases":
        for piece in node.parts:
            holds = piece.parts[1].expr.subs(x, at)
            if holds == sp.true:
                return value_of(piece.parts[0], x, at)
        return None
    parts = [value_of(p, x, at) for p in node.parts if x in p.symbols]
    if None in parts:
        return None
    if moving_power(node, x) and value_there(node.parts[0].expr, x, at) == 0:
        return None
    if node.head == "quotient" and value_there(node.parts[1].expr, x, at) == 0:
        return None
    return value_there(node.expr, x, at)


def domain_of(body: Notation, x: sp.Symbol) -> str | None:
    """Where a formula has values, but for single points; None where it has none anywhere.

    Empty where nothing is asked of x.

    >>> x = sp.Symbol("x")
    >>> domain_of(arrange(sp.sqrt(x**2 - 4)), x)
    'x ≤ −2 or x ≥ 2'
    """
    asked = [c for c in _conditions(body, x) if not isinstance(c, sp.Ne)]
    if any(c is sp.false or _never(c) for c in asked):
        return None
    known = {c: _region(c, x) for c in asked}
    region: sp.Set = sp.Intersection(*(r for r in known.values() if r is not None))
    if region is sp.S.EmptySet:
        return None
    rest = [c for c, r in known.items() if r is None]
    rooted = region.has(sp.CRootOf)  # not to be read, and slow to put in
    shown = None if rooted else _intervals(_without_ends(region, body, x), x)
    if shown is None:
        rest, shown = list(known), ""
    more = [text(arrange(c)) for c in rest if c is not sp.true]
    if shown and more and " or " in shown:
        shown = f"({shown})"
    return " and ".join([*([shown] if shown else []), *more])


def _conditions(body: Notation, x: sp.Symbol) -> tuple[sp.Basic, ...]:
    """What the functions in a formula ask; the pieces of a formula by cases ask nothing."""
    found: list[sp.Basic] = []
    for node in _plain(body):
        row = TABLE.get(node.head)
        if row is None or x not in node.symbols:
            continue
        if node.head == "power" and not node.parts[1].expr.is_number:
            row = TABLE["general-power"] if x in node.parts[0].symbols else row
        asked = row.domain(*(p.expr for p in node.parts))
        found += [c for part in parts_of(asked) for c in solved(part)]
    return simplified(found)


def _plain(body: Notation) -> list[Notation]:
    """The parts that stand outside of every formula by cases."""
    if body.head == "cases":
        return []
    return [body, *(node for part in body.parts for node in _plain(part))]


def _never(condition: sp.Basic) -> bool:
    """Whether a condition fails because of the bounds of what stands in it: sin(x) − 2 > 0."""
    if not isinstance(condition, sp.StrictGreaterThan | sp.GreaterThan):
        return False
    within = bounds(condition.lhs - condition.rhs)
    return bool(within and within[1].is_negative)


def _region(condition: sp.Basic, x: sp.Symbol) -> sp.Set | None:
    """The real numbers where a condition on a polynomial holds; None where that is not known."""
    if not condition.is_Relational or condition.free_symbols != {x}:
        return None
    gap = condition.lhs - condition.rhs
    if not gap.is_polynomial(x) or not 0 < sp.degree(gap, x) <= DEGREE:
        return None
    poly = sp.Poly(gap, x)
    if not all(c.is_Rational for c in poly.all_coeffs()):
        return None
    pieces = sp.solvers.inequalities.solve_poly_inequality(poly, condition.rel_op)
    return sp.Union(*pieces)


def _without_ends(region: sp.Set, body: Notation, x: sp.Symbol) -> sp.Set:
    """The same without the ends at which the formula has no value."""
    ends = [p for p in region.boundary if value_of(body, x, p) is None] if region.args else []
    return sp.Complement(region, sp.FiniteSet(*ends)) if ends else region


def _intervals(region: sp.Set, x: sp.Symbol) -> str | None:
    """x ≤ −2 or x > 2; None where that would be long, or too hard to read."""
    pieces = region.args if isinstance(region, sp.Union) else (region,)
    if region in (sp.S.Reals, sp.S.UniversalSet):
        return ""
    known = all(isinstance(p, sp.Interval | sp.FiniteSet) for p in pieces)
    if not known or len(pieces) > MOST:
        return None
    return " or ".join(_interval(p, x) for p in pieces)


def _interval(piece: sp.Set, x: sp.Symbol) -> str:
    """−2 ≤ x < 2, as words."""
    if isinstance(piece, sp.FiniteSet):
        return " or ".join(f"{x.name} = {text(arrange(p))}" for p in piece)
    low, high = text(arrange(piece.start)), text(arrange(piece.end))
    left, right = "<" if piece.left_open else "≤", "<" if piece.right_open else "≤"
    if piece.end is sp.oo:
        return f"{x.name} {'>' if piece.left_open else '≥'} {low}"
    if piece.start is -sp.oo:
        return f"{x.name} {right} {high}"
    return f"{low} {left} {x.name} {right} {high}"
