"""All over one denominator."""

from __future__ import annotations

from symcalc.grading.asked import Asked
from symcalc.grading.forms.registry import answer_form
from symcalc.grading.forms.shape import SUMS, divides, outside
from symcalc.notation import Notation
from symcalc.writing.text import text

APART = "Put {part} over one denominator."
NESTED = "There is a fraction inside a fraction: {part}."


@answer_form("single-fraction", example="(x + 2)/(x (x + 1))", counterexample="2/x - 1/(x + 1)")
def single_fraction(told: Notation, asked: Asked) -> str:
    """A fraction in a sum, or in another fraction."""
    del asked
    for node in outside(told):
        if node.head in SUMS and any(map(_divided, node.parts)):
            return APART.format(part=text(node))
        if node.head == "quotient" and any(map(_divided, node.parts)):
            return NESTED.format(part=text(node))
    return ""


def _divided(node: Notation) -> bool:
    return any(map(divides, outside(node)))
