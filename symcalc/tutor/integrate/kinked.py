"""Integrands that change their formula at some places: the pieces, and the places."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

import sympy as sp
from sympy.core.relational import Relational

DEGREE = 4  # of a polynomial whose zeros are the places
MOST = 8  # places
KINKED = (sp.Abs, sp.sign, sp.Heaviside, sp.Max, sp.Min, sp.Piecewise)


class Pieces(NamedTuple):
    """The places, ascending, and the formulas: before the first, between them, after the last."""

    places: tuple[sp.Expr, ...]
    formulas: tuple[sp.Expr, ...]


def pieces(expr: sp.Expr, x: sp.Symbol) -> Pieces | None:
    """An expression without |u|, max, sign and cases, on each interval; None if that is not known.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> pieces(sp.Abs(x**2 - 1), x)
    Pieces(places=(-1, 1), formulas=(x**2 - 1, 1 - x**2, x**2 - 1))
    """
    found = _places(expr, x)
    if not found:
        return None
    low, high = found[0] - 1, found[-1] + 1
    middles = [(a + b) / 2 for a, b in pairwise(found)]
    formulas = [_there(expr, x, point) for point in (low, *middles, high)]
    if any(f is None or _moving(f, x) for f in formulas):
        return None
    kept: list[sp.Expr] = []
    smooth = [formulas[0]]
    for place, formula in zip(found, formulas[1:], strict=True):
        if formula != smooth[-1]:
            kept.append(place)
            smooth.append(formula)
    return Pieces(tuple(kept), tuple(smooth)) if kept else None


def listed(words: Sequence[str]) -> str:
    """Words with commas, and "and" before the last.

    >>> listed(["x = 1", "x = 2", "x = 3"])
    'x = 1, x = 2 and x = 3'
    """
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _moving(expr: sp.Expr, x: sp.Symbol) -> bool:
    return any(x in part.free_symbols for part in expr.atoms(*KINKED))


def _places(expr: sp.Expr, x: sp.Symbol) -> list[sp.Expr]:
    """The zeros of what decides about the formula, ascending; none where they are not known."""
    found: set[sp.Expr] = set()
    for edge in set(_edges(expr, x)):
        zeros = _zeros(edge, x)
        if zeros is None:
            return []
        found |= zeros
    lettered = any(place.free_symbols for place in found)
    if len(found) > (1 if lettered else MOST):
        return []
    return list(found) if lettered else sorted(found, key=float)


def _zeros(edge: sp.Expr, x: sp.Symbol) -> set[sp.Expr] | None:
    """The places where an edge is 0, or has kinks itself; None where they are not known."""
    if not edge.is_polynomial(x):
        inner = pieces(edge, x) if _moving(edge, x) else None
        if inner is None or any(_moving(f, x) for f in inner.formulas):
            return None
        below = [_zeros(f, x) if x in f.free_symbols else set() for f in inner.formulas]
        return None if None in below else set(inner.places).union(*(z for z in below if z))
    poly = sp.Poly(edge, x)
    if edge.free_symbols == {x}:
        usable = poly.degree() <= DEGREE and all(c.is_Rational for c in poly.all_coeffs())
        return set(poly.real_roots()) if usable else None
    if poly.degree() == 1 and poly.LC().is_Rational:
        return {sp.expand(-edge.subs(x, 0) / poly.LC())}
    return None


def _edges(expr: sp.Expr, x: sp.Symbol) -> list[sp.Expr]:
    """What changes its sign where a formula changes."""
    found = [part.args[0] for part in expr.atoms(sp.Abs, sp.sign, sp.Heaviside)]
    for part in expr.atoms(sp.Max, sp.Min):
        found += [u - v for i, u in enumerate(part.args) for v in part.args[i + 1 :]]
    found += [r.lhs - r.rhs for p in expr.atoms(sp.Piecewise) for r in p.atoms(Relational)]
    return [sp.expand(e) for e in found if x in e.free_symbols]


def _there(expr: sp.Expr, x: sp.Symbol, point: sp.Expr) -> sp.Expr | None:
    """The formula that holds on the interval around a point."""

    def resolve(part: sp.Basic) -> sp.Basic | None:
        if isinstance(part, sp.Piecewise):
            return next((value for value, test in part.args if _holds(test, x, point)), None)
        if isinstance(part, sp.Max | sp.Min):
            pick = _larger if isinstance(part, sp.Max) else _smaller
            return reduce(lambda u, v: pick(u, v, x, point), part.args)
        sign = _sign(part.args[0], x, point)
        if sign is None or sign == 0:
            return None
        if isinstance(part, sp.Abs):
            return sign * part.args[0]
        return sp.Integer(sign if isinstance(part, sp.sign) else (sign + 1) // 2)

    while True:
        inner = [p for p in expr.atoms(*KINKED) if x in p.free_symbols]
        inner = [p for p in inner if not any(_moving(arg, x) for arg in _values(p))]
        if not inner:
            return expr
        found = {part: resolve(part) for part in inner}
        if any(value is None for value in found.values()):
            return None
        expr = expr.xreplace(found)


def _values(part: sp.Basic) -> tuple[sp.Expr, ...]:
    if isinstance(part, sp.Piecewise):
        return tuple(value for value, _ in part.args)
    return tuple(part.args)


def _larger(u: sp.Expr, v: sp.Expr, x: sp.Symbol, point: sp.Expr) -> sp.Expr:
    return v if _sign(v - u, x, point) == 1 else u


def _smaller(u: sp.Expr, v: sp.Expr, x: sp.Symbol, point: sp.Expr) -> sp.Expr:
    return v if _sign(u - v, x, point) == 1 else u


def _sign(expr: sp.Expr, x: sp.Symbol, point: sp.Expr) -> int | None:
    """The sign at a point, where it is a number that is told."""
    value = sp.expand(expr.subs(x, point))
    if not value.is_number or not value.is_extended_real:
        return None
    return 0 if value == 0 else 1 if value > 0 else -1


def _holds(condition: sp.Basic, x: sp.Symbol, point: sp.Expr) -> bool:
    if condition in (sp.true, sp.false):
        return bool(condition == sp.true)

    def tell(relation: sp.Basic) -> sp.Basic:
        sign = _sign(relation.lhs - relation.rhs, x, point)
        return sp.false if sign is None else relation.func(sp.Integer(sign), 0)

    told = condition.xreplace({r: tell(r) for r in condition.atoms(Relational)})
    return bool(told == sp.true)
