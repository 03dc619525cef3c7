"""Fractions that are cancelled."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.forms.registry import answer_form
from symcalc.grading.forms.shape import outside
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.writing.text import text

COMMON = "In {part} the factor {factor} can be cancelled."
WHOLE = "Write {part} with whole numbers above and below."
SIGN = "In {part} the minus sign below goes in front, or cancels."
LARGEST = 80  # operations of a fraction whose greatest common divisor is looked for


@answer_form("lowest-terms", example="x/(x + 1)", counterexample="2x/(2x + 2)")
def lowest_terms(told: Notation, asked: Asked) -> str:
    """The first fraction with a factor above and below."""
    del asked
    return next(filter(None, map(common, outside(told))), "")


def common(node: Notation) -> str:
    """What can be cancelled in a fraction, as a sentence; "" where nothing can."""
    if node.head == "number" and "/" in node.text:
        above, below = (sp.Integer(part) for part in node.text.split("/"))
    elif node.head == "quotient":
        above, below = (part.expr for part in node.parts)
    else:
        return ""
    if above.is_number and below.is_number and not (above.is_Integer and below.is_Integer):
        return WHOLE.format(part=text(node)) if above.is_Rational and below.is_Rational else ""
    if node.parts and node.parts[1].head == "negation":
        return SIGN.format(part=text(node))
    if sp.count_ops(above) + sp.count_ops(below) > LARGEST:
        return ""
    try:
        shared = sp.gcd(above, below)
    except sp.PolynomialError:
        return ""
    if shared.is_number and (abs(shared) == 1 or not shared.is_Integer):
        return ""
    return COMMON.format(part=text(node), factor=text(arrange(shared)))
