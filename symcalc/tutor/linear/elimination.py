"""Row steps: a matrix to its reduced form, each step told, and the vectors that it sends to 0."""

from __future__ import annotations

import math
from dataclasses import dataclass

import sympy as sp

from symcalc.tutor.linear.numbers import is_zero, sign, tidy
from symcalc.tutor.linear.rows import Sheet


@dataclass(frozen=True)
class Reduced:
    """A matrix in reduced row form.

    Attributes
    ----------
    matrix : sympy.ImmutableMatrix
        Each pivot is 1, and alone in its column.
    pivots : tuple of int
        The columns of the pivots.
    lines : tuple of str
        What was done, in words.
    divisors : tuple of sympy.Expr
        What rows were divided by.
    """

    matrix: sp.ImmutableMatrix
    pivots: tuple[int, ...]
    lines: tuple[str, ...]
    divisors: tuple[sp.Expr, ...] = ()

    @property
    def kernel(self) -> list[sp.ImmutableMatrix]:
        """A basis of the vectors that the matrix sends to 0, one for each free column."""
        n = self.matrix.cols
        free = [j for j in range(n) if j not in self.pivots]
        return [nicely(self._solved(j, n)) for j in free]

    def _solved(self, j: int, n: int) -> sp.ImmutableMatrix:
        entries = [sp.S.Zero] * n
        entries[j] = sp.S.One
        for i, pivot in enumerate(self.pivots):
            entries[pivot] = tidy(-self.matrix[i, j])
        return sp.ImmutableMatrix(entries)


def reduced(matrix: sp.MatrixBase) -> Reduced:
    """Bring a matrix to reduced row form.

    >>> found = reduced(sp.Matrix([[3, 2], [6, 4]]))
    >>> found.pivots, found.kernel[0].T
    ((0,), Matrix([[2, -3]]))
    """
    sheet = Sheet(matrix)
    pivots: list[int] = []
    divisors: list[sp.Expr] = []
    for j in range(matrix.cols):
        i = len(pivots)
        start = sheet.first(j, i)
        if start is None:
            continue
        divisors.append(sheet.rows[start][j])
        _cleared(sheet, i, start, j)
        pivots.append(j)
    lines = tuple(operation.words for operation in sheet.done)
    return Reduced(sheet.matrix, tuple(pivots), lines, tuple(divisors))


def _cleared(sheet: Sheet, i: int, start: int, j: int) -> None:
    """Row i gets the pivot of column j, and all other rows get 0 there."""
    if start != i:
        sheet.swap(i, start)
    if sheet.rows[i][j] != 1:
        sheet.divide(i, sheet.rows[i][j])
    for k in range(len(sheet.rows)):
        factor = sheet.rows[k][j]
        if k != i and not is_zero(factor):
            sheet.subtract(k, i, factor)


def nicely(vector: sp.ImmutableMatrix) -> sp.ImmutableMatrix:
    """A multiple that is pleasant to read: whole numbers without a common factor, the first not
    negative; where roots occur, the first entry that is not 0 becomes 1.
    """
    first = next(e for e in vector if not is_zero(e))
    if not all(e.is_Rational for e in vector):
        if any(e.free_symbols for e in vector):
            return vector
        return sp.ImmutableMatrix([tidy(e / first) for e in vector])
    bottom = math.lcm(*(int(e.q) for e in vector))
    whole = [e * bottom for e in vector]
    shared = math.gcd(*map(int, whole)) * sign(first)
    return sp.ImmutableMatrix([e / shared for e in whole])
