"""Multiplied out, like terms collected."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.forms.registry import answer_form
from symcalc.grading.forms.shape import SUMS, outside, terms
from symcalc.notation import Notation
from symcalc.writing.text import text

BRACKET = "There is still a bracket to multiply out: {part}."
WORK = "Work out {part}."
LIKE = "There are like terms left to collect."
LARGEST = 60  # operations of a formula that is expanded to count its terms


@answer_form("expanded", example="x^2 + 2x + 1", counterexample="(x + 1)^2")
def expanded(told: Notation, asked: Asked) -> str:
    """The first product, quotient by a number or whole power of a sum; like terms."""
    del asked
    for node in outside(told):
        if _multiplied(node):
            return BRACKET.format(part=text(node))
        if _unfinished(node):
            return WORK.format(part=text(node))
    expr = told.expr
    if sp.count_ops(expr) > LARGEST:
        return ""
    fewest = len(sp.Add.make_args(sp.expand(expr, deep=False)))
    return LIKE if len(terms(told)) > fewest else ""


def _multiplied(node: Notation) -> bool:
    if node.head == "power":
        base, exponent = node.parts
        return base.head in SUMS and bool(exponent.expr.is_Integer and exponent.expr > 1)
    if node.head == "quotient":
        return node.parts[0].head in SUMS and node.parts[1].expr.is_number
    return node.head in ("product", "negation") and any(p.head in SUMS for p in node.parts)


def _unfinished(node: Notation) -> bool:
    """Numbers that are not multiplied, 2·x·3 and 2², and x·x for x²."""
    if node.head == "power":
        base, exponent = node.parts
        return base.head == "number" and bool(exponent.expr.is_Integer)
    if node.head != "product":
        return False
    numbers = sum(part.head == "number" for part in node.parts)
    one = any(part.head == "number" and part.expr == 1 for part in node.parts)
    bases = [part.expr.as_base_exp()[0] for part in node.parts if part.symbols]
    return numbers > 1 or one or len(bases) > len(set(bases))
