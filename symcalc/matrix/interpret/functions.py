"""Functions as heads: norms, traces, determinants, comparisons, choices, blocks, entry by entry."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import sympy as sp

from symcalc.matrix import algebra
from symcalc.matrix.interpret import told
from symcalc.matrix.interpret.arithmetic import (
    added,
    inverted,
    is_square,
    scaled,
    square_only,
    together,
    unrepeated,
)
from symcalc.matrix.interpret.reading import Reading, head
from symcalc.matrix.term import ONE, SCALAR, Term, made, number
from symcalc.notation import Notation
from symcalc.primitives.table import TABLE

SINGLE = (ONE, ONE)


@head("trace", "determinant")
def of_square(reading: Reading, node: Notation) -> Term:
    """What only square matrices have."""
    term = reading.term(node.parts[0])
    reading.shaped(node.parts[0], node)
    if term.is_scalar:
        return term
    square_only(reading, term, node, f"no {node.head}")
    return made("trace" if node.head == "trace" else "det", (term,), SCALAR)


@head("inverse")
def inverse(reading: Reading, node: Notation) -> Term:
    """inv(X)."""
    return inverted(reading, reading.term(node.parts[0]), node)


@head("norm")
def norm(reading: Reading, node: Notation) -> Term:
    """‖x‖, ‖x‖₁, ‖x‖_∞, ‖X‖ of Frobenius."""
    term, index = reading.term(node.parts[0]), node.text
    reading.shaped(node.parts[0], node)
    if term.is_scalar:
        return algebra.mapped("abs", term)
    vector = ONE in term.shape
    if index == "1" and vector:
        return algebra.norm(term, index)
    if index == "F" or (index == "" and not vector):
        if index == "":
            reading.remark("the norm of a matrix is read as its Frobenius norm")
        return algebra.norm(term, "F")
    if vector and index != "oo":
        return algebra.norm(term, "2")
    what = f"the norm ‖·‖_{index.replace('oo', '∞')} of {told.told(term.shape)} cannot be read yet"
    raise reading.refused(what, node, NORMS.get(index, "‖X‖_F is the Frobenius norm"))


NORMS = {
    "1": "sum(abs(X)) adds the absolute values of all entries",
    "oo": "‖x‖ and ‖x‖_1 are read",
}


@head("log")
def log(reading: Reading, node: Notation) -> Term:
    """log det X has a derivative of its own."""
    inner = node.parts[0]
    sized = inner.parts[0] if inner.head == "abs" and inner.parts else inner
    if sized.head == "determinant":
        term = reading.term(sized)
        if term.op == "det":
            of_size = algebra.ABSOLUTE if inner.head == "abs" else None
            return made("logdet", term.args, SCALAR, of_size)
    return entrywise(reading, node)


@head("indicator")
def indicator(reading: Reading, node: Notation) -> Term:
    """1 where a condition holds, 0 elsewhere."""
    return reading.term(node.parts[0])


COMPARED = {
    "<": "less",
    "<=": "less-equal",
    ">": "greater",
    ">=": "greater-equal",
    "=": "equal",
    "!=": "not-equal",
}


@head("relation")
def relation(reading: Reading, node: Notation) -> Term:
    """1 where it holds, 0 elsewhere."""
    if node.text not in COMPARED:
        raise reading.refused(f"the sign {node.text} of matrices cannot be read yet", node)
    sides = reading.fitted_parts(node, "compared")
    if all(side.op == "number" for side in sides):
        holds = TABLE[COMPARED[node.text]].formula(*(side.value for side in sides))
        return number(1 if holds == sp.true else 0)
    return algebra.mapped(COMPARED[node.text], *map(unrepeated, sides))


@head("and")
def both(reading: Reading, node: Notation) -> Term:
    """1 where all hold: the product."""
    return together(reading.fitted_parts(node, "compared"), reading.defined)


@head("or")
def either(reading: Reading, node: Notation) -> Term:
    """1 where one holds: the largest."""
    sides = reading.fitted_parts(node, "compared")
    return reduce(lambda u, v: algebra.mapped("max", u, v), sides)


@head("not")
def opposite(reading: Reading, node: Notation) -> Term:
    """1 where it does not hold."""
    (term,) = reading.parts(node)
    return added(
        reading.fitted([number(1), scaled(number(-1), term, kept=reading.defined)], "added"),
        reading.defined,
    )


@head("cases")
def cases(reading: Reading, node: Notation) -> Term:
    """The first value whose condition holds, entry by entry."""
    pieces = [piece.parts for piece in node.parts]
    if len(pieces[-1]) == 2 and pieces[-1][1].head != "otherwise":
        reading.remark("the last case is taken for all other entries")
    found = reading.term(pieces[-1][0])
    for value, condition in reversed(pieces[:-1]):
        given = [reading.term(condition), reading.term(value), found]
        found = chosen(reading, given, (condition, value, node))
    return found


def chosen(reading: Reading, terms: list[Term], nodes: tuple[Notation, ...]) -> Term:
    """The second where the first is not 0, else the third."""
    fitted = reading.fitted(terms, "the parts of one choice", nodes)
    return algebra.mapped("select", *map(unrepeated, fitted))


@head("vector")
def stacked(reading: Reading, node: Notation) -> Term:
    """[A; B], one below the other; numbers are entries."""
    return joined(reading, reading.parts(node), 0, node.parts)


@head("matrix")
def blocks(reading: Reading, node: Notation) -> Term:
    """[A, B; C, D], rows of blocks."""
    rows = [joined(reading, reading.parts(row), 1, row.parts) for row in node.parts]
    return joined(reading, rows, 0, node.parts)


BESIDE = ("put below one another", "put side by side")


def joined(reading: Reading, terms: Sequence[Term], axis: int, nodes: Sequence[Notation]) -> Term:
    """Matrices below one another (axis 0) or side by side (axis 1)."""
    flat = [algebra.spread(term, SINGLE) if term.is_scalar else term for term in terms]
    for k, term in enumerate(flat):
        if not reading.equal(term.shape[1 - axis], flat[0].shape[1 - axis]):
            error = told.misfit(BESIDE[axis], flat, nodes, (0, k))
            side = ("columns", "rows")[axis]
            error.hint = f"they need the same number of {side}"
            raise reading.placed(error, nodes[k], nodes[0])
    return algebra.concat(flat, axis)


@head("entrywise")
def entrywise(reading: Reading, node: Notation) -> Term:
    """A function of the table of primitives, applied to each entry."""
    if node.head not in TABLE:
        name = (node.text or node.head).replace("-", " ")
        hint = "`symcalc functions` lists what symcalc can differentiate"
        raise reading.refused(f"{name} of matrices cannot be read yet", node, hint)
    name = node.text or node.head
    doing = f"arguments of one {name}"
    parts = [unrepeated(part) for part in reading.fitted_parts(node, doing)]
    if node.head == "exp" and node.text == "e" and is_square(parts[0]):
        shown = told.label(node.parts[0]) or "a square matrix"
        reading.remark(f"e to the power {shown} is taken of each entry, not of the matrix")
    if node.head in ("max", "min"):
        return reduce(lambda u, v: algebra.mapped(node.head, u, v), parts)
    return algebra.mapped(node.head, *parts)
