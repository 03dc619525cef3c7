"""Terms brought to one shape, as NumPy does it, with a bias along the samples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from symcalc.matrix import algebra
from symcalc.matrix.interpret import told
from symcalc.matrix.term import ONE, SCALAR, Shape, Term, made
from symcalc.notation import Notation

if TYPE_CHECKING:
    from symcalc.matrix.interpret.reading import Reading

ENTRYWISE = ("map", "scale", "sum", "hadamard")
REDUCED = ("sum-along", "logsumexp")
SINGLE = (ONE, ONE)


class Fitting:
    """The terms of one sum, or of another operation entry by entry."""

    def __init__(
        self, reading: Reading, terms: Sequence[Term], doing: str, nodes: Sequence[Notation]
    ) -> None:
        self.reading = reading
        self.terms = terms
        self.doing = doing
        self.nodes: Sequence[Notation | None] = nodes or [None] * len(terms)

    def terms_of_one_shape(self) -> list[Term]:
        """All of them, repeated where they have to be."""
        shape = self.shape()
        return [self.repeated(k, shape) for k in range(len(self.terms))]

    def shape(self) -> Shape:
        """The shape of them all."""
        shaped = [k for k, term in enumerate(self.terms) if term.shape]
        if not shaped:
            return SCALAR
        wide = [k for k in shaped if ONE not in self.terms[k].shape]
        if wide:
            return self.terms[wide[0]].shape
        columns = [k for k in shaped if self.terms[k].shape[0] != ONE]
        rows = [k for k in shaped if self.terms[k].shape[1] != ONE]
        if columns and rows:
            return self.of_column_and_row(columns, rows)
        return self.terms[(columns or rows or shaped)[0]].shape

    def of_column_and_row(self, columns: list[int], rows: list[int]) -> Shape:
        """Columns and rows: a matrix if that is meant, or vectors of which some lie."""
        column, row = self.terms[columns[0]].shape, self.terms[rows[0]].shape
        if all(self.stands(self.terms[k]) for k in columns):
            self.reading.remark(
                f"a column of {column[0]} and a row of {row[1]} make"
                f" {told.told((column[0], row[1]))}, as in NumPy"
            )
            return column[0], row[1]
        if self.reading.equal(column[0], row[1]):
            if all(is_reduced(self.terms[k]) for k in rows):
                return column
            if all(is_sample(self.terms[k]) for k in rows):
                return row
        raise self.misfit(*sorted((columns[0], rows[0])))

    def repeated(self, k: int, shape: Shape) -> Term:
        """One of the terms, repeated to a shape."""
        term = self.terms[k]
        if term.is_scalar:
            return made("broadcast", (term,), shape) if shape else term
        ways = [way for way in self.ways(term, shape) if self.reaches(way.shape, shape)]
        if not ways:
            first = next(i for i, other in enumerate(self.terms) if _begins(other.shape, shape))
            raise self.misfit(*sorted((first, k)))
        self.tell(k, ways, shape)
        if ways[0] in self.reading.defined and ways[0].shape != shape:
            return made("broadcast", (ways[0],), shape)
        return algebra.spread(ways[0], shape)

    def ways(self, term: Term, shape: Shape) -> list[Term]:
        """A term as it may be repeated: a vector may stand or lie, first as the samples say."""
        if term.is_column and shape[0] == ONE and shape != SINGLE:
            return [turned(term)]
        if is_reduced(term) and term.shape[0] == ONE and shape[1] == ONE:
            return [turned(term)]
        if not term.is_column or ONE in shape or self.stands(term):
            return [term]
        return [turned(term), term] if self.reading.samples == "rows" else [term, turned(term)]

    def reaches(self, shape: Shape, goal: Shape) -> bool:
        """Whether each size is the wanted one, or 1."""
        return all(
            size == ONE or self.reading.equal(size, wanted)
            for size, wanted in zip(shape, goal, strict=True)
        )

    def stands(self, term: Term) -> bool:
        """Whether a vector is a column on purpose: declared as (m, 1), or a sum of rows."""
        if term.op == "symbol":
            return term.value in self.reading.standing
        if term.op in REDUCED:
            return bool(term.value == 1)
        if term.op in ENTRYWISE:
            return any(self.stands(arg) for arg in term.args if arg.shape)
        return False

    def tell(self, k: int, ways: list[Term], shape: Shape) -> None:
        """A remark where a vector could lie along both sides, or lies across the samples."""
        term = self.terms[k]
        if not term.is_column or ONE in shape or self.stands(term):
            return
        name = told.label(self.nodes[k]) or f"the vector of {term.shape[0]}"
        lies = ways[0] is not term
        if len(ways) > 1:
            self.reading.remark(f"{name} is repeated for every {'row' if lies else 'column'}")
        elif lies != (self.reading.samples == "rows"):
            self.reading.remark(
                f"{name} is repeated for every {'row' if lies else 'column'}: that is where it fits"
            )

    def misfit(self, first: int, second: int) -> Exception:
        """The error of two of the terms, at the place of the second."""
        error = told.misfit(self.doing, self.terms, self.nodes, (first, second))
        return self.reading.placed(error, self.nodes[second], self.nodes[first])


def turned(term: Term) -> Term:
    """A column as a row, or a row as a column."""
    if term.op == "transpose":
        return term.args[0]
    return made("transpose", (term,), term.shape[::-1])


def is_sample(term: Term) -> bool:
    """Whether a row is declared as one, or is made of such a row: a batch of one sample."""
    if term.op == "symbol":
        return bool(term.shape[0] == ONE)
    if term.op == "matmul":
        return is_sample(term.args[0])
    return term.op in ENTRYWISE and any(is_sample(arg) for arg in term.args if arg.shape)


def is_reduced(term: Term) -> bool:
    """Whether a row is a sum over rows, or is made of one entry by entry."""
    if term.op in REDUCED:
        return True
    return term.op in ENTRYWISE and any(is_reduced(arg) for arg in term.args if arg.shape)


def _begins(shape: Shape, goal: Shape) -> bool:
    """Whether this is the shape that the others are to reach, or a side of it."""
    return bool(shape) and (
        shape == goal or any(a == b != ONE for a, b in zip(shape, goal, strict=False))
    )
