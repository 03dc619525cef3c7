"""Trigonometric functions of an angle that a triangle tells, and of its multiples."""

from __future__ import annotations

from functools import cache

import sympy as sp

Pairs = tuple[tuple[sp.Expr, sp.Expr], ...]
S, C = sp.Symbol("s"), sp.Symbol("c")
MULTIPLES = 6


@cache
def _multiples() -> tuple[tuple[sp.Expr, sp.Expr], ...]:
    """The sine and cosine of kθ by s = sin θ and c = cos θ."""
    angle = sp.Dummy("t")
    return tuple(
        tuple(
            sp.factor_terms(sp.expand_trig(f(k * angle)).subs({sp.sin(angle): S, sp.cos(angle): C}))
            for f in (sp.sin, sp.cos)
        )
        for k in range(2, MULTIPLES + 1)
    )


def triangle(theta: sp.Symbol, sine: sp.Expr, cosine: sp.Expr) -> Pairs:
    """What is put in for functions of θ, 2θ … 6θ, and θ/2."""
    found: list[tuple[sp.Expr, sp.Expr]] = []
    for k, (s, c) in enumerate(((S, C), *_multiples()), 1):
        values = {S: sine, C: cosine}
        found += _functions(k * theta, s.subs(values), c.subs(values))
    return (*found, (sp.tan(theta / 2), sp.cancel((1 - cosine) / sine)))


def _functions(angle: sp.Expr, sine: sp.Expr, cosine: sp.Expr) -> Pairs:
    tangent = sp.cancel(sine / cosine)
    return (
        (sp.sin(angle), sine),
        (sp.cos(angle), cosine),
        (sp.tan(angle), tangent),
        (sp.cot(angle), 1 / tangent),
        (sp.sec(angle), 1 / cosine),
        (sp.csc(angle), 1 / sine),
    )


def reduced(sine: int, cosine: int, theta: sp.Symbol) -> sp.Expr:
    """sinᵖθ cosᵠθ as a person writes it: by tan and sec where the cosine stands below.

    >>> reduced(2, -3, sp.Symbol("t"))
    tan(t)**2*sec(t)
    """
    s, c = sp.sin(theta), sp.cos(theta)
    if sine >= 0 > cosine and -cosine >= sine:
        return sp.tan(theta) ** sine * sp.sec(theta) ** (-cosine - sine)
    if cosine >= 0 > sine and -sine >= cosine:
        return sp.cot(theta) ** cosine * sp.csc(theta) ** (-sine - cosine)
    if sine < 0 and cosine < 0:
        return sp.csc(theta) ** -sine * sp.sec(theta) ** -cosine
    return s**sine * c**cosine
