"""Row operations: what each does to a matrix, and how it is written, R2 ← R2 − 3·R1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.structures import structure
from symcalc.tutor.linear.numbers import arranged, is_zero, rounded, tidy
from symcalc.tutor.words.linear import ROWS
from symcalc.writing.text import text

LONG = 10**9  # of a numerator or a denominator that is written in full


@dataclass(frozen=True)
class Operation:
    """One row operation, and the matrix after it.

    Attributes
    ----------
    kind : str
        "swap", "divide" or "add".
    row, other : int
        The row that changes, and the one that it changes places with or that is added; from 0.
    factor : sympy.Expr
        What the row is divided by, or how often the other row is taken from it.
    after : sympy.ImmutableMatrix
        All rows when it is done.
    """

    kind: str
    row: int
    other: int
    factor: sp.Expr
    after: Matrix

    @property
    def sign(self) -> str:
        """R1 ↔ R2, R2 ← R2/3, R2 ← R2 − 3·R1."""
        row, other = f"R{self.row + 1}", f"R{self.other + 1}"
        if self.kind == "swap":
            return f"{row} ↔ {other}"
        if self.kind == "divide":
            return f"{row} ← {_divided(row, self.factor)}"
        plus, size = _signed(self.factor)
        times = "" if size == 1 else f"{_factor(size)}·"
        return f"{row} ← {row} {'+' if plus else '−'} {times}{other}"

    @property
    def words(self) -> str:
        """Row 2 less 3 times row 1."""
        if self.kind == "swap":
            return ROWS["swap"].format(one=self.row + 1, other=self.other + 1)
        if self.kind == "divide":
            return ROWS["divide"].format(row=self.row + 1, pivot=text(arranged(self.factor)))
        plus, size = _signed(self.factor)
        times = "" if size == 1 else ROWS["times"].format(factor=text(arranged(size)))
        sign = "plus" if plus else "less"
        return ROWS["add"].format(row=self.row + 1, other=self.other + 1, sign=sign, times=times)


def _signed(factor: sp.Expr) -> tuple[bool, sp.Expr]:
    """Whether a multiple is added, and how large it is."""
    plus = bool(factor.could_extract_minus_sign())
    return plus, -factor if plus else factor


def _factor(size: sp.Expr) -> str:
    """A factor before a row: 3, (3/2), (a + 1)."""
    told = text(cell(size))
    return told if size.is_Integer or size.is_Symbol else f"({told})"


def _divided(row: str, pivot: sp.Expr) -> str:
    """R2/3; for a half, 2·R2."""
    inverse = tidy(1 / pivot)
    if pivot.is_Rational and (inverse.is_Integer or not pivot.is_Integer):
        return f"−{row}" if inverse == -1 else f"{_whole(inverse)}·{row}"
    return f"{row}/{_whole(pivot)}"


def _whole(number: sp.Expr) -> str:
    told = text(cell(number))
    bare = number.is_Symbol or (number.is_Integer and number > 0)
    return told if bare else f"({told})"


class Sheet:
    """Rows that operations change, one after another, and what was done.

    >>> sheet = Sheet(sp.Matrix([[1, 2], [3, 4]]))
    >>> sheet.subtract(1, 0, sp.Integer(3))
    >>> sheet.done[0].sign, sheet.rows[1]
    ('R2 ← R2 − 3·R1', [0, -2])
    """

    def __init__(self, matrix: sp.MatrixBase) -> None:
        self.rows: list[list[sp.Expr]] = [list(row) for row in matrix.tolist()]
        self.done: list[Operation] = []

    @property
    def matrix(self) -> Matrix:
        """The rows as they are now."""
        return Matrix(self.rows)

    def swap(self, row: int, other: int) -> None:
        """Two rows change places."""
        self.rows[row], self.rows[other] = self.rows[other], self.rows[row]
        self._note("swap", row, other, sp.S.One)

    def divide(self, row: int, pivot: sp.Expr) -> None:
        """A row is divided by a number that is not 0."""
        self.rows[row] = [_clean(e / pivot) for e in self.rows[row]]
        self._note("divide", row, row, pivot)

    def subtract(self, row: int, other: int, factor: sp.Expr) -> None:
        """A multiple of another row is taken from a row."""
        pairs = zip(self.rows[row], self.rows[other], strict=True)
        self.rows[row] = [_clean(e - factor * p) for e, p in pairs]
        self._note("add", row, other, factor)

    def first(self, column: int, start: int) -> int | None:
        """The first row from `start` on whose entry in a column is not 0."""
        below = range(start, len(self.rows))
        return next((k for k in below if not is_zero(self.rows[k][column])), None)

    def _note(self, kind: str, row: int, other: int, factor: sp.Expr) -> None:
        self.done.append(Operation(kind, row, other, factor, self.matrix))


def _clean(entry: sp.Expr) -> sp.Expr:
    """Tidied; what is 0 is written so."""
    made = tidy(entry)
    return sp.S.Zero if is_zero(made) else made


def cell(entry: sp.Expr) -> Notation:
    """An entry as it is written; a fraction of many digits in decimals, exact inside."""
    if not is_long(entry):
        return arranged(entry)
    return replace(rounded(entry), expr=entry)


def is_long(entry: sp.Expr) -> bool:
    """Whether a fraction has too many digits to be written in full."""
    return bool(entry.is_Rational and max(abs(entry.p), entry.q) > LONG)


def grid(matrix: sp.MatrixBase, left: int | None = None) -> Notation:
    """A matrix as it is written; with a bar after its first columns, where that is said."""
    rows = [
        Notation("vector", tuple(map(cell, row)), expr=Matrix(len(row), 1, row))
        for row in matrix.tolist()
    ]
    if left is None or not 0 < left < matrix.cols:
        return Notation("matrix", tuple(rows), expr=Matrix(matrix))
    return Notation("augmented", tuple(rows), str(left), Matrix(matrix))


def column(entries: Sequence[sp.Expr]) -> Notation:
    """A vector as it is written."""
    return Notation("vector", tuple(map(cell, entries)), expr=Matrix(len(entries), 1, entries))


def changed(before: sp.MatrixBase, after: sp.MatrixBase, left: int | None = None) -> Notation:
    """A matrix, and what operations make of it."""
    return Notation("becomes", (grid(before, left), grid(after, left)), expr=Matrix(after))


def is_equal(left: Notation, right: Notation) -> Notation:
    """left = right, as an equation."""
    return structure("relation", left, right, text="=")


def number(value: sp.Expr) -> Notation:
    """A number or a formula as it is written in a line."""
    return arrange(value) if not is_long(value) else cell(value)
