"""Lines of backpropagation: products of numbers, and what a line runs through."""

from __future__ import annotations

from symcalc.notation import Notation
from symcalc.writing.writer import PRODUCT, QUOTIENT, RELATION, SETS, T, Writer, shape

FRONT = ("negation", "call")  # what needs no brackets before a dot


@shape("dotted", level=PRODUCT)
def dotted(w: Writer[T], node: Notation) -> T:
    """u · v, with a dot between numbers too; the first may be negative."""
    first, *others = node.parts
    pieces = [w.write(first) if first.head in FRONT else w.inside(first, QUOTIENT)]
    for part in others:
        pieces += [w.sign("·"), w.inside(part, QUOTIENT)]
    return w.spaced(*pieces)


@shape("equalities", level=RELATION)
def equalities(w: Writer[T], node: Notation) -> T:
    """u = v = w."""
    first, *others = node.parts
    pieces = [w.inside(first, SETS)]
    for part in others:
        pieces += [w.sign("="), w.inside(part, SETS)]
    return w.spaced(*pieces)
