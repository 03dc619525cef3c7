"""A product of factors that cannot be factored further over the integers."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.forms.lowest_terms import common
from symcalc.grading.forms.registry import answer_form
from symcalc.grading.forms.shape import divides, factors, outside
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.writing.text import text

FURTHER = "{part} can be factored further."
CONTENT = "{part} still has the factor {content} in every term."
INSIDE = "{part} has a fraction inside: bring it into the other factors."
ONE = "The factor 1 can be left out."
LARGEST = 80  # operations of a factor that is looked at


@answer_form("factored", example="(x + 1)(x - 1)", counterexample="x^2 - 1")
def factored(told: Notation, asked: Asked) -> str:
    """The first factor that is not irreducible."""
    del asked
    bases = _bases(told)
    if len(bases) > 1 and any(base.head == "number" and base.expr == 1 for base in bases):
        return "" if told.head == "quotient" else ONE
    return next(filter(None, (*map(common, outside(told)), *map(_further, bases))), "")


def _bases(node: Notation) -> list[Notation]:
    """The factors without their exponents, above and below."""
    found: list[Notation] = []
    for factor in factors(node):
        if factor.head == "quotient":
            found += [base for part in factor.parts for base in _bases(part)]
        elif factor.head == "power" and factor.parts[1].expr.is_Integer:
            found += _bases(factor.parts[0])
        else:
            found.append(factor)
    return found


def _further(factor: Notation) -> str:
    expr = factor.expr
    if factor.head not in ("sum", "difference") or sp.count_ops(expr) > LARGEST:
        return ""
    if any(divides(part) and part.symbols for part in outside(factor)):
        return INSIDE.format(part=text(factor))
    try:
        content, irreducible = sp.factor_list(expr)
    except sp.PolynomialError:
        return ""
    whole = sp.Mul(*(f**k for f, k in irreducible))
    if len(irreducible) > 1 or any(k > 1 for _, k in irreducible):
        common = next((f for f, _ in irreducible if f.is_Symbol), None)
        if common is not None:
            return CONTENT.format(part=text(factor), content=common.name)
        return FURTHER.format(part=text(factor))
    if abs(content) != 1 and content.is_Integer and whole != expr:
        return CONTENT.format(part=text(factor), content=text(arrange(abs(content))))
    return ""
