"""Products with a dot, u · v: of two vectors the scalar product, of others what no dot would be."""

from __future__ import annotations

from itertools import pairwise

from symcalc.matrix.interpret import told
from symcalc.matrix.interpret.arithmetic import multiplied, scaled
from symcalc.matrix.interpret.pairs import lying
from symcalc.matrix.interpret.reading import Reading, head
from symcalc.matrix.term import ONE, Term, ordered
from symcalc.notation import Notation

SINGLE = (ONE, ONE)
CROSS = "a cross product inside a formula cannot be worked out yet"
ALONE = "ask for it alone: cross product of (1, 0, 0) and (0, 1, 0)"
ENTRYWISE = ("map", "hadamard", "broadcast")  # beside these a dot could go entry by entry, too


@head("dotted")
def dotted(reading: Reading, node: Notation) -> Term:
    """u · v, from left to right: (u · v) · w is a number times w."""
    first, *others = node.parts
    found = reading.term(first)
    if node.text == "×" and any(is_vector(reading.term(p)) for p in others) and is_vector(found):
        raise reading.refused(CROSS, node, ALONE)
    for part in others:
        factors = pieces(reading, part)
        found = joined(reading, found, reading.term(factors[0]), factors[0])
        for factor in factors[1:]:  # a · b c is (a · b) c
            found = joined(reading, found, reading.term(factor), factor)
    return found


def pieces(reading: Reading, part: Notation) -> list[Notation]:
    """A product after a dot as one factor; of two vectors side by side, which have none, both."""
    if part.head != "product":
        return [part]
    columns = [is_vector(reading.term(p)) for p in part.parts]
    side_by_side = any(one and other for one, other in pairwise(columns))
    return list(part.parts) if side_by_side else [part]


def is_vector(term: Term) -> bool:
    """Whether it is a column of more than one entry."""
    return not term.is_scalar and term.is_column and term.shape != SINGLE


def joined(reading: Reading, left: Term, right: Term, node: Notation) -> Term:
    """Two factors with a dot between them."""
    if left.is_scalar or right.is_scalar:
        return scaled(left, right, kept=reading.defined)
    if left.is_column and right.is_column:
        return inner(reading, left, right, node)
    if reading.equal(left.shape[1], right.shape[0]):
        return multiplied([left, right], reading.defined)
    raise reading.placed(told.no_product(left, right, None, node), node)


def inner(reading: Reading, left: Term, right: Term, node: Notation) -> Term:
    """uᵀ v of two vectors; refused where a function of each entry stands beside the dot."""
    if not reading.equal(left.shape[0], right.shape[0]):
        error = told.misfit("the two sides of a dot product", (left, right), (), (0, 1))
        error.hint = "both need the same number of entries"
        raise reading.placed(error, node)
    if goes_entrywise(left) or goes_entrywise(right):
        raise reading.placed(told.no_product(left, right, None, node), node)
    return multiplied([lying(left), right], reading.defined)


def goes_entrywise(term: Term) -> bool:
    """Whether vectors are computed with entry by entry in it."""
    return any(node.op in ENTRYWISE and node.shape for node in ordered(term))
