"""Notation from its parts: what every head means."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import sympy as sp

from symcalc import notation
from symcalc.notation import ARITHMETIC, Notation
from symcalc.primitives.table import TABLE
from symcalc.structures import STRUCTURES, structure


def build(head: str, *parts: Notation, text: str = "") -> Notation:
    """Make a node of any head that has parts; its meaning follows from theirs.

    >>> x = notation.name(sp.Symbol("x"))
    >>> build("sin", notation.multiply(notation.number(2), x)).expr
    sin(2*x)
    """
    if head in ARITHMETIC:
        return notation.arithmetic(head, *parts)
    if head in STRUCTURES:
        return structure(head, *parts, text=text)
    return Notation(head, parts, text, TABLE[head].formula(*(part.expr for part in parts)))


# Arithmetic that is rewritten drops the zeros and ones that a change leaves behind.
TIDY: dict[str, Callable[..., Notation]] = {
    "sum": notation.add,
    "difference": notation.subtract,
    "negation": notation.negative,
    "product": notation.multiply,
    "quotient": notation.divide,
    "power": notation.power,
}


def replace_nodes(node: Notation, change: Callable[[Notation], Notation | None]) -> Notation:
    """The tree with every node that `change` answers for replaced, outermost first."""
    changed = change(node)
    if changed is not None:
        return changed
    parts = tuple(replace_nodes(part, change) for part in node.parts)
    if all(new is old for new, old in zip(parts, node.parts, strict=True)):
        return node
    tidy = TIDY.get(node.head)
    return tidy(*parts) if tidy else build(node.head, *parts, text=node.text)


def put(node: Notation, values: Mapping[sp.Basic, Notation]) -> Notation:
    """The formula with its variables replaced by other formulas, as written.

    A variable that only runs in a part, such as k in a sum over k, stays there.
    """

    def change(part: Notation) -> Notation | None:
        if part.head == "name":
            return values.get(part.expr)
        hidden = part.running & values.keys()
        if not hidden:
            return None
        outside = {x: value for x, value in values.items() if x not in hidden}
        inner = [put(p, outside) for p in part.parts[:2]]
        return build(part.head, *inner, *(put(p, values) for p in part.parts[2:]), text=part.text)

    return replace_nodes(node, change)
