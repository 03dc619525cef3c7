"""Formulas by cases, and whatever has kinks at known places: piece by piece."""

from __future__ import annotations

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.kinked import KINKED, listed, pieces
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.words.integrals_kinked import WORDS
from symcalc.writing.text import text


@integration_rule("piece-by-piece", example="abs(x^2 - 1)", cost=3)
def piece_by_piece(question: Integral) -> Step | None:
    """The pieces between the places where the formula changes, each integrated by itself."""
    (factor, core), x = question.split, question.x
    if not core.has(*KINKED):
        return None
    found = pieces(core, x)
    if found is None:
        return None
    tests = [*(sp.Lt(x, place) for place in found.places), sp.true]
    line = sp.Piecewise(
        *((factor * _integral(f, x), test) for f, test in zip(found.formulas, tests, strict=True))
    )
    places = [f"{x.name} = {text(question.written(p))}" for p in found.places]
    return integral_step(question, WORDS, "piece-by-piece", line, places=listed(places))


def _integral(formula: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """What is constant is integrated at once."""
    c, moving = formula.as_independent(x, as_Add=False)
    return c * sp.Integral(moving, x) if x in moving.free_symbols else formula * x
