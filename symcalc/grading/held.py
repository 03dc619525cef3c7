"""Where a right answer holds: elsewhere there is nothing to compare with."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.asked import Asked


def where_held(asked: Asked, wanted: sp.Expr) -> sp.Expr:
    """The right answer under its conditions on its own letters: 1/a for a > 0."""
    letters = wanted.free_symbols
    mine = [
        c
        for c in asked.conditions
        if c.free_symbols and c.free_symbols <= letters and not isinstance(c, sp.Eq)
    ]
    return sp.Piecewise((wanted, sp.And(*mine))) if mine else wanted


def bound(asked: Asked, *sides: sp.Expr) -> tuple[sp.Expr, ...]:
    """Formulas without the letters that an equation among the conditions tells: c is 1 − a − b."""
    told: dict[sp.Basic, sp.Expr] = {}
    for condition in asked.conditions:
        if not isinstance(condition, sp.Eq) or not condition.free_symbols:
            continue
        gap = condition.lhs - condition.rhs
        letter = max(condition.free_symbols, key=str)
        if gap.is_polynomial(letter) and sp.degree(gap, letter) == 1 and letter not in told:
            slope, rest = sp.Poly(gap, letter).all_coeffs()
            told[letter] = -rest / slope
    return tuple(side.xreplace(told) for side in sides)
