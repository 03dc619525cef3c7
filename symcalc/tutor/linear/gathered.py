"""The largest and the smallest entry of a list: max(x) is a number, where max(0, x) is a list."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symcalc.notation import Notation
from symcalc.primitives import arrange, build

OVER_ENTRIES = ("max", "min")


def gathered(node: Notation, letter: sp.Symbol, values: Sequence[sp.Expr]) -> Notation:
    """The formula with max(|x|) written as max(|3|, |−4|), the values of x being these.

    >>> from symcalc.reading import read
    >>> from symcalc.writing.text import text
    >>> text(gathered(read("x/max(x)"), sp.Symbol("x"), sp.sympify([3, -4])))
    'x/max(3, −4)'
    """
    if letter not in node.symbols or not node.parts:
        return node
    if node.head in OVER_ENTRIES and len(node.parts) == 1:
        return build(node.head, *(_put(node.parts[0], letter, value) for value in values))
    return build(node.head, *(gathered(p, letter, values) for p in node.parts), text=node.text)


def _put(node: Notation, letter: sp.Symbol, value: sp.Expr) -> Notation:
    """The formula with a number for a letter, and nothing worked out."""
    if node.head == "name" and node.expr == letter:
        return arrange(value)
    if letter not in node.symbols or not node.parts:
        return node
    return build(node.head, *(_put(part, letter, value) for part in node.parts), text=node.text)
