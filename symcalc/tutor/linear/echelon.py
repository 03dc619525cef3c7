"""Elimination in stages, one for each pivot: down to row echelon form, and up from there."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc.errors import ShapeError, TooLargeError
from symcalc.steps import Step
from symcalc.tutor.linear.claims import step
from symcalc.tutor.linear.elimination import nicely
from symcalc.tutor.linear.given import LARGEST, Given, column, real, shape
from symcalc.tutor.linear.numbers import is_zero, tidy
from symcalc.tutor.linear.rows import Operation, Sheet, cell, changed, is_long
from symcalc.tutor.words.elimination import FAILS, HINTS, REMARKS
from symcalc.writing.text import text

HEAVY = 4  # rows and columns of a matrix whose entries are no fractions
LETTERED = 9  # of its entries may have letters


@dataclass(frozen=True)
class Stage:
    """The operations for one pivot.

    Attributes
    ----------
    row, column : int
        Where the pivot stands, from 0.
    pivot : sympy.Expr
        What it is when its turn comes.
    before, after : sympy.ImmutableMatrix
        All rows.
    operations : tuple of Operation
        What is done; nothing, where the column is as it should be.
    """

    row: int
    column: int
    pivot: sp.Expr
    before: Matrix
    after: Matrix
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class Echelon:
    """A matrix brought to row echelon form, and on to the reduced one.

    Attributes
    ----------
    start, form, reduced : sympy.ImmutableMatrix
        As given, with zeros below the pivots, and with pivots 1 that are alone in their columns.
    pivots : tuple of int
        The columns of the pivots.
    down, up : tuple of Stage
        What was done.
    width : int
        How many columns pivots are looked for in.
    """

    start: Matrix
    form: Matrix
    reduced: Matrix
    pivots: tuple[int, ...]
    down: tuple[Stage, ...]
    up: tuple[Stage, ...]
    width: int

    @property
    def rank(self) -> int:
        """How many pivots there are."""
        return len(self.pivots)

    @property
    def free(self) -> tuple[int, ...]:
        """The columns without a pivot."""
        return tuple(j for j in range(self.width) if j not in self.pivots)

    @property
    def swaps(self) -> int:
        """How often rows changed places on the way down."""
        return sum(o.kind == "swap" for stage in self.down for o in stage.operations)

    @property
    def lettered(self) -> tuple[sp.Expr, ...]:
        """The pivots with letters, which must not be 0."""
        return tuple(dict.fromkeys(s.pivot for s in self.down if s.pivot.free_symbols))

    @property
    def conditions(self) -> tuple[sp.Basic, ...]:
        """That no pivot is 0, as far as numbers for its letters can make it so."""
        told = [sp.Ne(sp.fraction(sp.together(p))[0], 0) for p in self.lettered]
        return tuple(dict.fromkeys(c for c in told if c is not sp.true))

    def direction(self, j: int) -> Matrix:
        """The vector that is sent to 0 and has 1 at the free column j and 0 at the others."""
        entries = [sp.S.Zero] * self.width
        entries[j] = sp.S.One
        for i, pivot in enumerate(self.pivots):
            entries[pivot] = tidy(-self.reduced[i, j])
        return Matrix(entries)

    @property
    def kernel(self) -> tuple[Matrix, ...]:
        """A basis of the vectors that are sent to 0."""
        return tuple(nicely(self.direction(j)) for j in self.free)


def workable(given: Given) -> Matrix:
    """A matrix that can be worked on by hand: of 100 fractions, or a few roots and letters.

    Raises
    ------
    TooLargeError
        If it is larger.
    """
    rows, columns = shape(given)
    if rows * columns > LARGEST:
        what = FAILS["large"].format(rows=rows, columns=columns, most=LARGEST)
        raise TooLargeError(what, hint=HINTS["large"])
    found = real(given)
    need_workable(found)
    return Matrix(found)


def square(given: Given, what: str) -> Matrix:
    """A square matrix to be worked on; `what` names what only such a one has.

    Raises
    ------
    ShapeError
        If it is not square.
    """
    found = workable(given)
    if found.rows != found.cols:
        told = FAILS[what].format(rows=found.rows, columns=found.cols)
        raise ShapeError(told, hint=HINTS[what])
    return found


def beside(given: Given, right: Given, hint: str = "sizes") -> tuple[Matrix, Matrix]:
    """A matrix and the right side of its equations.

    Raises
    ------
    ShapeError
        If b has not as many entries as A has rows.
    """
    a, b = workable(given), column(right, "b")
    if a.rows != b.rows:
        told = FAILS["sizes"].format(rows=a.rows, entries=b.rows)
        raise ShapeError(told, hint=HINTS[hint])
    return a, b


def need_workable(found: sp.MatrixBase) -> None:
    """Refuse letters and roots in a matrix of many rows."""
    heavy = [e for e in found if not e.is_Rational]
    letters = [e for e in heavy if e.free_symbols]
    if heavy and (min(found.shape) > HEAVY or len(letters) > LETTERED):
        what = FAILS["heavy"].format(rows=found.rows, columns=found.cols)
        hint = HINTS["heavy"].format(most=HEAVY, letters=LETTERED)
        raise TooLargeError(what, hint=hint)


def eliminated(matrix: sp.MatrixBase, width: int | None = None) -> Echelon:
    """Bring a matrix to row echelon form, and to the reduced one; pivots in the first columns.

    >>> found = eliminated(sp.Matrix([[1, 2], [3, 4]]))
    >>> found.form, [o.sign for o in found.down[0].operations]
    (Matrix([
    [1,  2],
    [0, -2]]), ['R2 ← R2 − 3·R1'])
    """
    wide = matrix.cols if width is None else width
    sheet = Sheet(matrix)
    pivots: list[int] = []
    down: list[Stage] = []
    for j in range(wide):
        start = sheet.first(j, len(pivots))
        if start is not None:
            down.append(_below(sheet, len(pivots), start, j))
            pivots.append(j)
    form = sheet.matrix
    up = [_above(sheet, i, pivots[i]) for i in reversed(range(len(pivots)))]
    start_form = Matrix(matrix)
    return Echelon(start_form, form, sheet.matrix, tuple(pivots), tuple(down), tuple(up), wide)


def _below(sheet: Sheet, i: int, start: int, j: int) -> Stage:
    """Zeros below the pivot."""
    before, known = sheet.matrix, len(sheet.done)
    if start != i:
        sheet.swap(i, start)
    pivot = sheet.rows[i][j]
    for k in range(i + 1, len(sheet.rows)):
        if not is_zero(sheet.rows[k][j]):
            sheet.subtract(k, i, tidy(sheet.rows[k][j] / pivot))
    return Stage(i, j, pivot, before, sheet.matrix, tuple(sheet.done[known:]))


def _above(sheet: Sheet, i: int, j: int) -> Stage:
    """The pivot becomes 1, and zeros stand above it."""
    before, known = sheet.matrix, len(sheet.done)
    pivot = sheet.rows[i][j]
    if pivot != 1:
        sheet.divide(i, pivot)
    for k in reversed(range(i)):
        if not is_zero(sheet.rows[k][j]):
            sheet.subtract(k, i, sheet.rows[k][j])
    return Stage(i, j, pivot, before, sheet.matrix, tuple(sheet.done[known:]))


def determinant_by_rows(matrix: sp.MatrixBase) -> sp.Expr:
    """The product of the pivots, with the sign of the swaps."""
    found = eliminated(matrix)
    diagonal = (found.form[i, i] for i in range(matrix.rows))
    return tidy((-1) ** found.swaps * sp.Mul(*diagonal))


def down_steps(found: Echelon, left: int | None = None) -> list[Step]:
    """A step for each pivot on the way down."""
    return [_stage("pivot-down", stage, left) for stage in found.down if stage.operations]


def up_steps(found: Echelon, left: int | None = None) -> list[Step]:
    """A step for each pivot on the way up."""
    return [_stage("pivot-up", stage, left) for stage in found.up if stage.operations]


def _stage(rule: str, stage: Stage, left: int | None) -> Step:
    """All operations for a pivot; where they are several, each by itself below."""
    befores = [stage.before, *(o.after for o in stage.operations)]
    single = [
        step("row-operation", changed(before, o.after, left), sign=o.sign)
        for before, o in zip(befores, stage.operations, strict=False)
    ]
    kinds = {o.kind for o in stage.operations}
    swaps = [o for o in stage.operations if o.kind == "swap"]
    why = (
        REMARKS["swapped"].format(one=swaps[0].row + 1, column=stage.column + 1) if swaps else "",
        REMARKS["to-one"] if "divide" in kinds else "",
        REMARKS[rule].format(pivot=text(cell(stage.pivot))) if "add" in kinds else "",
    )
    return step(
        rule,
        changed(stage.before, stage.after, left),
        substeps=single if len(single) > 1 else (),
        column=stage.column + 1,
        signs=", ".join(o.sign for o in stage.operations),
        why=" ".join(filter(None, why)),
    )


def remarks(*matrices: sp.MatrixBase) -> tuple[str, ...]:
    """That long fractions are shown in decimals."""
    return (REMARKS["decimals"],) if any(is_long(e) for m in matrices for e in m) else ()


def divided(found: Echelon) -> tuple[str, ...]:
    """By which letters the row operations divide."""
    parts = " and ".join(text(cell(p)) for p in found.lettered)
    return (REMARKS["divided"].format(parts=parts),) if parts else ()
