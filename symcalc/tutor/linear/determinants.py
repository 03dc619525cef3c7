"""Determinants: the formula of two rows, cofactors of three, row operations of more."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same, line, step
from symcalc.tutor.linear.echelon import (
    Echelon,
    determinant_by_rows,
    down_steps,
    eliminated,
    remarks,
    square,
)
from symcalc.tutor.linear.given import Given, numeric, written
from symcalc.tutor.linear.numbers import is_zero, tidy
from symcalc.tutor.linear.rows import cell, grid
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words.elimination import CHECKS, REMARKS, TOLD
from symcalc.writing.text import text

EXPANDED = 3  # rows that are expanded along a row or a column

Worked = tuple[list[Step], sp.Expr]


@lesson(
    "determinant",
    "determinant of {matrix:matrix}",
    "determinant of the matrix {matrix:matrix}",
    "det[erminant][ of][ ]{matrix:matrix}",
    "det[ ]({matrix:matrix})",
    "|{matrix:matrix}|",
    r"\\det[ ]{matrix:matrix}",
)
def determinant(matrix: Given) -> Derivation:
    """The determinant of a square matrix, and what it says of it.

    Raises
    ------
    ShapeError
        If it is not square.
    """
    found = square(matrix, "det-square")
    steps, value = worked(found)
    label = _label(found)
    return Derivation(
        asked("determinant", grid(found), matrix=written(matrix)),
        label,
        cell(value),
        tuple(steps),
        remarks=(*_meaning(found, value), *remarks(found, Matrix([value]))),
        claims=(_another_way(found, value),),
    )


def _label(matrix: sp.MatrixBase) -> Notation:
    return Notation("determinant", (letter("A"),), expr=sp.Symbol(f"det{matrix.rows}"))


def worked(matrix: Matrix) -> Worked:
    """The steps to the determinant of a square matrix, and what it is."""
    label = _label(matrix)
    n = matrix.rows
    if n == 1:
        return [step("det-one", line(label, cell(matrix[0, 0])))], matrix[0, 0]
    if n == 2:
        put, value = two_rows(matrix)
        return [step("det-two", line(label, put, *_between(matrix), cell(value)))], value
    if matrix.is_upper or matrix.is_lower:
        return _triangular(matrix)
    return _cofactors(matrix) if n <= EXPANDED else _by_rows(matrix)


def two_rows(matrix: sp.MatrixBase) -> tuple[Notation, sp.Expr]:
    """a d − b c as it is written, and what it comes to."""
    a, b, c, d = matrix
    put = notation.subtract(
        notation.arithmetic("product", cell(a), cell(d)),
        notation.arithmetic("product", cell(b), cell(c)),
    )
    return put, tidy(a * d - b * c)


def _between(matrix: sp.MatrixBase) -> list[Notation]:
    """Both products worked out, of numbers."""
    a, b, c, d = matrix
    return [notation.subtract(cell(tidy(a * d)), cell(tidy(b * c)))] if numeric(matrix) else []


def _triangular(matrix: Matrix) -> Worked:
    value = tidy(sp.Mul(*(matrix[i, i] for i in range(matrix.rows))))
    return [step("det-triangular", line(_label(matrix), _diagonal(matrix), cell(value)))], value


def _diagonal(matrix: Matrix) -> Notation:
    entries = [cell(matrix[i, i]) for i in range(matrix.rows)]
    return notation.arithmetic("product", *entries)


def _cofactors(matrix: Matrix) -> Worked:
    """Along the row or the column with most zeros."""
    is_row, k = _emptiest(matrix)
    places = [(k, j) if is_row else (j, k) for j in range(matrix.cols)]
    entries = [matrix[place] for place in places]
    signs = [(-1) ** (i + j) for i, j in places]
    kept = [n for n, e in enumerate(entries) if not is_zero(e)]
    zeros = len(entries) - len(kept)
    why = TOLD["all-zero"] if not kept else TOLD["zeros"] if zeros else TOLD["any-line"]
    label, names = _label(matrix), [_minor_name(*place) for place in places]
    plan = _sum([_times(cell(entries[n]), names[n]) for n in kept], signs, kept)
    first = step(
        "cofactors",
        line(label, plan) if kept else line(label, notation.number(0)),
        line=f"{'row' if is_row else 'column'} {k + 1}",
        signs=", ".join("+" if s > 0 else "−" for s in signs),
        why=why,
    )
    if not kept:
        return [first], sp.S.Zero
    parts = [_without(matrix, *places[n]) for n in kept]
    minors = [two_rows(part) for part in parts]
    told = [
        line(names[n], put, *_between(part), cell(value))
        for n, part, (put, value) in zip(kept, parts, minors, strict=True)
    ]
    both = told[0] if len(told) == 1 else Notation("tuple", tuple(told), expr=told[0].expr)
    second = step("minors-of", both)
    value = tidy(
        sp.Add(*(signs[n] * entries[n] * m for n, (_, m) in zip(kept, minors, strict=True)))
    )
    terms = [_times(cell(entries[n]), cell(m)) for n, (_, m) in zip(kept, minors, strict=True)]
    last = step("cofactor-sum", line(label, _sum(terms, signs, kept), cell(value)))
    return [first, second, last], value


def _emptiest(matrix: Matrix) -> tuple[bool, int]:
    """The row or the column with most zeros; of several, the first row."""
    n = matrix.rows
    counts = [(sum(map(is_zero, matrix.row(k))), True, k) for k in range(n)]
    counts += [(sum(map(is_zero, matrix.col(k))), False, k) for k in range(n)]
    best = max(count for count, _, _ in counts)
    return next((is_row, k) for count, is_row, k in counts if count == best)


def _minor_name(i: int, j: int) -> Notation:
    return letter(f"M_{{{i + 1}{j + 1}}}")


def _times(entry: Notation, minor: Notation) -> Notation:
    """An entry times its determinant."""
    return minor if notation.is_number(entry, 1) else notation.arithmetic("product", entry, minor)


def _sum(terms: Sequence[Notation], signs: Sequence[int], kept: Sequence[int]) -> Notation:
    """The terms with the signs of the chessboard."""
    total: Notation | None = None
    for term, n in zip(terms, kept, strict=True):
        if total is None:
            total = term if signs[n] > 0 else notation.negative(term)
        else:
            total = notation.add(total, term) if signs[n] > 0 else notation.subtract(total, term)
    return total or notation.number(0)


def _without(matrix: Matrix, i: int, j: int) -> Matrix:
    """The matrix without a row and a column."""
    rows = [k for k in range(matrix.rows) if k != i]
    columns = [k for k in range(matrix.cols) if k != j]
    return Matrix(matrix.extract(rows, columns))


def _by_rows(matrix: Matrix) -> Worked:
    """The product of the pivots, with the sign of the swaps."""
    found = eliminated(matrix)
    opening = step("det-rows", line(letter("A"), grid(matrix)))
    value = determinant_by_rows(matrix)
    product = _diagonal(found.form)
    if found.swaps % 2:
        product = notation.negative(product)
    last = step("det-pivots", line(_label(matrix), product, cell(value)), how=_how(found))
    return [opening, *down_steps(found), last], value


def _how(found: Echelon) -> str:
    """Of the swaps, and of a column without a pivot."""
    swaps, free = found.swaps, found.free
    key = "unswapped" if not swaps else "once" if swaps == 1 else "odd" if swaps % 2 else "even"
    told = TOLD[key].format(count=swaps)
    return f"{TOLD['no-pivot'].format(column=free[0] + 1)} {told}" if free else told


def _meaning(matrix: Matrix, value: sp.Expr) -> tuple[str, ...]:
    """Whether there is an inverse, and an area or a volume."""
    if value.free_symbols or not numeric(matrix):
        return ()
    if is_zero(value):
        return (REMARKS["singular-so"],)
    sizes = {2: "area", 3: "volume"}
    size = text(cell(tidy(sp.Abs(value))))
    spanned = [REMARKS[sizes[matrix.rows]].format(size=size)] if matrix.rows in sizes else []
    return (REMARKS["regular-so"], *spanned)


def _another_way(matrix: Matrix, value: sp.Expr) -> Same:
    """Of three rows by row operations; of more, and with letters, without division."""
    if matrix.rows > EXPANDED or not numeric(matrix):
        other = sp.Matrix(matrix).det(method="berkowitz")
        return Same(((value, other),), "Berkowitz", CHECKS["det-cofactors"])
    product = determinant_by_rows(matrix)
    return Same(((value, product),), "row operations", CHECKS["det-rows"])
