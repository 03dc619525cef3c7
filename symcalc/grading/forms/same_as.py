"""Written as the right answer is, but for order and grouping."""

from __future__ import annotations

from typing import Any

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.forms.registry import answer_form
from symcalc.grading.forms.shape import terms
from symcalc.notation import Notation

ORDER = "Only the order and the brackets may differ from the formula that is asked for."
Key = tuple[Any, ...]


@answer_form("same-as", example="1 + x", counterexample="x + 2 - 1")
def same_as(told: Notation, asked: Asked) -> str:
    """Whether both are the same terms and factors, in whichever order."""
    right = asked.right
    entries = right.parts if right.expr.is_Matrix else ()
    return "" if key(told) in [key(node) for node in (right, *entries)] else ORDER


def key(node: Notation) -> Key:
    """A formula without its order and its brackets.

    >>> from symcalc.reading import read
    >>> key(read("a + (b - c)")) == key(read("b - c + a")), key(read("2x")) == key(read("x + x"))
    (True, False)
    """
    if node.head in ("sum", "difference"):
        return ("sum", *sorted(map(key, terms(node)), key=repr))
    if node.head in ("product", "quotient", "negation"):
        sign, above, below = _factors(node)
        if not below and len(above) == 1 and sign > 0:
            return above[0]
        return ("product", sign, tuple(sorted(above, key=repr)), tuple(sorted(below, key=repr)))
    if node.head == "number":
        return ("number", str(node.expr))
    if node.head in ("name", "constant"):
        return (node.head, str(node.expr))
    return (node.head, *(key(part) for part in node.parts))


def _factors(node: Notation) -> tuple[int, list[Key], list[Key]]:
    """The sign, what stands above and what stands below."""
    if node.head == "negation":
        sign, above, below = _factors(node.parts[0])
        return -sign, above, below
    if node.head == "quotient":
        s, above, below = _factors(node.parts[0])
        t, under, over = _factors(node.parts[1])
        return s * t, above + over, below + under
    if node.head != "product":
        value = node.expr if node.head == "number" else sp.S.One
        return 1, ([] if value == 1 and node.head == "number" else [key(node)]), []
    sign, above, below = 1, [], []
    for part in node.parts:
        s, over, under = _factors(part)
        sign, above, below = sign * s, above + over, below + under
    return sign, above, below
