"""Multiplied out, like terms collected."""

from __future__ import annotations

from symcalc.grading.asked import Asked
from symcalc.grading.forms.registry import answer_form
from symcalc.grading.told import Told
from symcalc.notation import Notation
from symcalc.writing.text import text

SUMS = ("sum", "difference")
BRACKET = "There is still a bracket to multiply out: {part}."


@answer_form("expanded", example="x^2 + 2x + 1", counterexample="(x + 1)^2")
def expanded(told: Told, asked: Asked) -> str:
    """The first product or whole power of a sum."""
    del asked
    for node in told.node.walk():
        if _multiplied(node):
            return BRACKET.format(part=text(node))
    return ""


def _multiplied(node: Notation) -> bool:
    if node.head == "power":
        base, exponent = node.parts
        return base.head in SUMS and bool(exponent.expr.is_Integer and exponent.expr > 1)
    return node.head == "product" and any(part.head in SUMS for part in node.parts)
