"""Where a right answer holds: elsewhere there is nothing to compare with."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.reading.sentences import parts_of
from symcalc.tutor.descent.origins import TIMES, row_of


def where_held(asked: Asked, wanted: sp.Expr) -> sp.Expr:
    """The right answer under its conditions on its own letters: 1/a for a > 0."""
    letters = wanted.free_symbols
    mine = [
        c
        for c in (*asked.conditions, *(x > 0 for x in _positive(asked)))
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


def _positive(asked: Asked) -> Iterator[sp.Symbol]:
    """The settings of an optimiser, and its lengths: a rate, a number of steps, ‖g‖."""
    if asked.kind != "optimiser":
        return
    row = row_of(parts_of(asked.kind, asked.question.text)["name"])
    schedule = TIMES.get(row.name)
    names = {"rate", *(schedule.settings if schedule else ()), *(("t", "T") if schedule else ())}
    for line in row.lines:
        names |= set(line.given.split(", ")) if line.kind == "equal" else set()
    yield from (x for x in asked.letters if x.name in names)
