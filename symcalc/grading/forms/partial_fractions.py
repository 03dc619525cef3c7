"""Split into partial fractions."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.forms.registry import answer_form
from symcalc.grading.forms.shape import terms, variable
from symcalc.notation import Notation
from symcalc.writing.text import text

SEVERAL = "The denominator of {part} has several factors: split it."
DEGREE = "In {part} the numerator must have a lower degree than the factor below."
TWICE = "Two terms have the same denominator: join them."


@answer_form(
    "partial-fractions", example="1/(2(x - 1)) - 1/(2(x + 1))", counterexample="1/(x^2 - 1)"
)
def partial_fractions(told: Notation, asked: Asked) -> str:
    """The first term that is no partial fraction."""
    del asked
    x = variable((told.expr,))
    if x is None:
        return ""
    below: list[sp.Expr] = []
    for term in terms(told):
        missing = _missing(term, x, below)
        if missing:
            return missing
    return TWICE if len(below) > len(set(below)) else ""


def _missing(term: Notation, x: sp.Symbol, below: list[sp.Expr]) -> str:
    above, under = sp.fraction(sp.together(term.expr))
    if not (above.is_polynomial(x) and under.is_polynomial(x)) or x not in under.free_symbols:
        return ""
    irreducible = [(f, k) for f, k in sp.factor_list(under, x)[1] if x in f.free_symbols]
    if len(irreducible) > 1:
        return SEVERAL.format(part=text(term))
    factor, power = irreducible[0]
    below.append(factor**power)
    too_high = sp.degree(above, x) >= sp.degree(factor, x)
    return DEGREE.format(part=text(term)) if too_high else ""
