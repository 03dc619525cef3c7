"""Row steps: a matrix to its reduced form, each step told, and the vectors that it sends to 0."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import sympy as sp

from symcalc.tutor.linear.numbers import arranged, is_zero, sign, tidy
from symcalc.tutor.words.linear import ROWS
from symcalc.writing.text import text


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
    rows = [list(row) for row in matrix.tolist()]
    lines: list[str] = []
    pivots: list[int] = []
    divisors: list[sp.Expr] = []
    for j in range(matrix.cols):
        i = len(pivots)
        start = next((k for k in range(i, len(rows)) if not is_zero(rows[k][j])), None)
        if start is None:
            continue
        divisors.append(rows[start][j])
        lines += _cleared(rows, i, start, j)
        pivots.append(j)
    return Reduced(sp.ImmutableMatrix(rows), tuple(pivots), tuple(lines), tuple(divisors))


def _cleared(rows: list[list[sp.Expr]], i: int, start: int, j: int) -> Iterator[str]:
    """Row i gets the pivot of column j, and all other rows get 0 there."""
    if start != i:
        rows[i], rows[start] = rows[start], rows[i]
        yield ROWS["swap"].format(one=i + 1, other=start + 1)
    pivot = rows[i][j]
    if pivot != 1:
        rows[i] = [tidy(e / pivot) for e in rows[i]]
        yield ROWS["divide"].format(row=i + 1, pivot=text(arranged(pivot)))
    for k, row in enumerate(rows):
        factor = row[j]
        if k != i and not is_zero(factor):
            rows[k] = [
                _without_dust(tidy(e - factor * p)) for e, p in zip(row, rows[i], strict=True)
            ]
            yield _added(k, i, factor)
    rows[:] = [[_without_dust(e) for e in row] for row in rows]


def _added(k: int, i: int, factor: sp.Expr) -> str:
    """Row 2 less 3 times row 1."""
    sign = "plus" if factor.could_extract_minus_sign() else "less"
    size = -factor if sign == "plus" else factor
    times = "" if size == 1 else ROWS["times"].format(factor=text(arranged(size)))
    return ROWS["add"].format(row=k + 1, other=i + 1, sign=sign, times=times)


def _without_dust(entry: sp.Expr) -> sp.Expr:
    return sp.S.Zero if is_zero(entry) else entry


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
