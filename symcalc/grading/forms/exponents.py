"""No negative exponents, and no roots below."""

from __future__ import annotations

from symcalc.grading.asked import Asked
from symcalc.grading.forms.registry import answer_form
from symcalc.grading.forms.shape import has_negative_exponent, is_root, outside
from symcalc.notation import Notation
from symcalc.writing.text import text

NEGATIVE = "{part} has a negative exponent: write it as a fraction."
ROOT = "The denominator of {part} still has a root: {root}."


@answer_form("no-negative-exponents", example="1/x^2", counterexample="x^-2")
def no_negative_exponents(told: Notation, asked: Asked) -> str:
    """The first power with one; e^(-x) may stay."""
    del asked
    found = (n for n in outside(told) if has_negative_exponent(n))
    return next((NEGATIVE.format(part=text(n)) for n in found), "")


@answer_form("rationalised-denominator", example="sqrt(2)/2", counterexample="1/sqrt(2)")
def rationalised_denominator(told: Notation, asked: Asked) -> str:
    """The first denominator with a root in it."""
    del asked
    for node in outside(told):
        below = node.parts[1] if node.head == "quotient" else None
        if has_negative_exponent(node):
            below = node
        roots = [n for n in outside(below) if is_root(n)] if below else []
        if roots:
            return ROOT.format(part=text(node), root=text(roots[0]))
    return ""
