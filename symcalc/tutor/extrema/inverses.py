"""Functions that can be undone: where sin u = c, and the one function a formula goes through."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from symcalc.tutor.extrema.numbers import sign_of


def _within(value: sp.Expr, low: sp.Expr, high: sp.Expr) -> bool:
    below, above = sign_of(value - low), sign_of(value - high)
    return below is not None and below >= 0 and above is not None and above <= 0


def _single(found: sp.Expr, *, when: bool = True) -> list[tuple[sp.Expr, sp.Expr | None]]:
    return [(found, None)] if when else []


Inverse = list[tuple[sp.Expr, sp.Expr | None]]


INVERSES: dict[type, Callable[[sp.Expr], Inverse]] = {
    sp.log: lambda c: _single(sp.exp(c)),
    sp.exp: lambda c: _single(sp.log(c), when=sign_of(c) == 1),
    sp.Abs: lambda c: [(v, None) for v in dict.fromkeys((-c, c))] if sign_of(c) != -1 else [],
    sp.sinh: lambda c: _single(sp.asinh(c)),
    sp.tanh: lambda c: _single(sp.atanh(c), when=sign_of(1 - c**2) == 1),
    sp.atan: lambda c: _single(sp.tan(c), when=sign_of(sp.pi**2 / 4 - c**2) == 1),
    sp.asin: lambda c: _single(sp.sin(c), when=_within(c, -sp.pi / 2, sp.pi / 2)),
    sp.acos: lambda c: _single(sp.cos(c), when=_within(c, sp.S.Zero, sp.pi)),
    sp.sin: lambda c: (
        [(a, 2 * sp.pi) for a in dict.fromkeys((sp.asin(c), sp.pi - sp.asin(c)))]
        if _within(c, sp.S.NegativeOne, sp.S.One)
        else []
    ),
    sp.cos: lambda c: (
        [(a, 2 * sp.pi) for a in dict.fromkeys((sp.acos(c), 2 * sp.pi - sp.acos(c)))]
        if _within(c, sp.S.NegativeOne, sp.S.One)
        else []
    ),
    sp.tan: lambda c: [(sp.atan(c), sp.pi)],
}


def one_function(expr: sp.Expr, symbols: set[sp.Symbol]) -> tuple[sp.Expr, sp.Expr] | None:
    """The one function g(u) through which a formula depends on its symbols, and a letter for it."""
    outermost = [f for f in expr.atoms(*INVERSES) if f.free_symbols & symbols]
    for call in sorted(outermost, key=sp.count_ops, reverse=True):
        letter = sp.Dummy("g")
        rest = expr.xreplace({call: letter})
        if not rest.free_symbols & symbols:
            return call, rest.xreplace({letter: LETTER})
    return None


LETTER = sp.Dummy("g")
