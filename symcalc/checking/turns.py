"""Points where the inner functions of a formula turn: the middle of a bump, or of a step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import sympy as sp

from symcalc.primitives.meant import Meant

DEGREE = 8  # of a polynomial whose zeros are looked for
FEW = 4  # zeros of each inner function, and inner functions of each formula
HIGH = 20  # an exponent from which the zero of a base is not enough: sin(x)^1000
WAVES = (sp.sin, sp.cos)
HALF = sp.Rational(str(sp.pi.n(40))) / 2


@lru_cache(maxsize=512)
def turns(
    formula: sp.Expr, symbols: tuple[sp.Symbol, ...]
) -> tuple[dict[sp.Symbol, sp.Rational], ...]:
    """Points where the argument of a function is zero or has its extremum.

    >>> x = sp.Symbol("x")
    >>> turns(sp.exp(-((x - 17) ** 2)), (x,))
    ({x: 17},)
    """
    found: list[dict[sp.Symbol, sp.Rational]] = []
    for u in list(dict.fromkeys(inner(formula, symbols)))[: 2 * FEW]:
        for first in sorted(u.free_symbols & set(symbols), key=str):
            ones = {s: sp.S.One for s in symbols if s != first}
            middles = _middles(u.xreplace(ones), first)
            found += [_others(u, symbols, {**ones, first: m}, first) for m in middles]
    return tuple(found)


def inner(formula: sp.Basic, symbols: Sequence[sp.Symbol]) -> Iterator[sp.Expr]:
    """Polynomials that are arguments of functions, or high powers of waves."""
    letters = set(symbols)
    for part in sp.preorder_traversal(formula):
        if isinstance(part, sp.Pow) and part.exp.is_Integer and abs(part.exp) >= HIGH:
            waves = [w.args[0] for w in part.base.atoms(*WAVES)]
            inside = [u + k * HALF for u in waves for k in (0, -1)]
        elif isinstance(part, sp.Function | Meant) or (
            isinstance(part, sp.Pow) and part.base.is_number
        ):
            inside = [u for u in part.args if isinstance(u, sp.Expr)]
        else:
            continue
        for u in inside:
            free = u.free_symbols & letters
            if free and not (u.is_Symbol or u.as_independent(*free, as_Add=False)[1].is_Symbol):
                yield from (p for p in (u,) if p.is_polynomial(*free))


def _others(
    u: sp.Expr,
    symbols: Sequence[sp.Symbol],
    point: dict[sp.Symbol, sp.Rational],
    first: sp.Symbol,
) -> dict[sp.Symbol, sp.Rational]:
    """The middles in the other letters, one after the other."""
    for x in symbols:
        if x != first and x in u.free_symbols:
            rest = {s: v for s, v in point.items() if s != x}
            zero = next(iter(_middles(u.xreplace(rest), x, turning=True)), None)
            point = point if zero is None else {**rest, x: zero}
    return {s: point[s] for s in symbols}


def _middles(u: sp.Expr, x: sp.Symbol, *, turning: bool = False) -> list[sp.Rational]:
    """Rational numbers close to where a polynomial turns, and where it is zero."""
    if u.free_symbols != {x}:
        return []
    poly = sp.Poly(u, x)
    if not 0 < poly.degree() <= DEGREE or not all(c.is_Rational for c in poly.all_coeffs()):
        return []
    sides = [poly.diff(x)] if poly.degree() > 1 else []
    if not turning or not sides:
        sides.append(poly)
    roots = [r for side in sides if side.degree() > 0 for r in side.real_roots()]
    return [r if r.is_Rational else sp.Rational(str(r.n(20))) for r in dict.fromkeys(roots)][:FEW]
