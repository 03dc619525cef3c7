"""The inverse of a matrix by row operations, and by the formula of two rows."""

from __future__ import annotations

from functools import partial

import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.notation import Notation
from symcalc.plotting import linear as pictures
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same, line, step
from symcalc.tutor.linear.determinants import two_rows
from symcalc.tutor.linear.echelon import (
    Echelon,
    divided,
    down_steps,
    eliminated,
    remarks,
    square,
    up_steps,
)
from symcalc.tutor.linear.given import Given, numeric, written
from symcalc.tutor.linear.numbers import is_zero, tidy
from symcalc.tutor.linear.rows import cell, column, grid
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words.elimination import CHECKS, ENDINGS, REMARKS
from symcalc.writing.text import text

SINGULAR = "singular"


@lesson(
    "inverse-matrix",
    "inverse matrix of {matrix:matrix}",
    "inverse of[ the][ matrix] {matrix:matrix}",
    "matrix inverse of {matrix:matrix}",
    "inv[erse][ ]({matrix:matrix})",
    "invert[ the][ matrix] {matrix:matrix}",
    "{matrix:matrix}^-1",
    "{matrix:matrix}^(-1)",
    "{matrix:matrix}^{-1}",
    "{matrix:matrix}⁻¹",
    "is[ the][ matrix] {matrix:matrix} invertible",
    "is[ the][ matrix] {matrix:matrix} singular",
)
def inverse_matrix(matrix: Given) -> Derivation:
    """The inverse of a square matrix, or why there is none.

    Raises
    ------
    ShapeError
        If it is not square.
    """
    found = square(matrix, "inverse-square")
    n = found.rows
    worked = eliminated(Matrix(found.row_join(sp.eye(n))), n)
    if worked.rank < n:
        return _singular(matrix, found, worked)
    inverse = Matrix(worked.reduced[:, n:])
    by_formula = n == 2 and not numeric(found)  # row operations would divide by letters
    steps = [] if by_formula else _by_rows(worked, inverse)
    formula = [_formula(found, inverse)] if n == 2 else []
    label = notation.Notation("inverse", (letter("A"),), expr=sp.Symbol("A⁻¹"))
    value = sp.Mul(*(s.pivot for s in worked.down))
    determinant = tidy((-1) ** worked.swaps * value)
    condition = [sp.Ne(determinant, 0)] if determinant.free_symbols else []
    holds = (REMARKS["formula-holds"],) if condition else ()
    told = holds if by_formula else divided(worked)
    return Derivation(
        asked("inverse-matrix", label, matrix=written(matrix)),
        label,
        grid(inverse) if n > 1 else cell(inverse[0, 0]),
        (*steps, *formula, step("inverse-test", _product(found, inverse))),
        conditions=tuple(condition),
        remarks=(*told, *remarks(found, inverse)),
        claims=(_identity(found, inverse),),
        told=sp.Matrix(inverse),
        picture=_picture(found),
    )


def _by_rows(worked: Echelon, inverse: Matrix) -> list[Step]:
    """A beside I, down, up, and what stands on the right."""
    n = worked.width
    label = Notation("inverse", (letter("A"),), expr=inverse)
    return [
        step("beside-identity", grid(worked.start, n)),
        *down_steps(worked, n),
        *up_steps(worked, n),
        step("read-inverse", line(label, grid(inverse))),
    ]


def _formula(matrix: Matrix, inverse: Matrix) -> Step:
    """One over the determinant, and the diagonal turned round."""
    _, determinant = two_rows(matrix)
    a, b, c, d = matrix
    turned = Matrix([[d, -b], [-c, a]])
    factor = notation.divide(notation.number(1), cell(determinant))
    product = Notation("product", (factor, grid(turned)), expr=inverse)
    label = Notation("inverse", (letter("A"),), expr=inverse)
    whole = line(label, product, grid(inverse))
    return step("inverse-two", whole, det=text(cell(determinant)))


def _product(matrix: Matrix, inverse: Matrix) -> Notation:
    """A A⁻¹ = I, with its numbers."""
    names = (letter("A"), Notation("inverse", (letter("A"),), expr=sp.Symbol("A⁻¹")))
    unit = Matrix(sp.eye(matrix.rows))
    product = Notation("product", (grid(matrix), grid(inverse)), expr=unit)
    return equalities(Notation("product", names), product, grid(unit))


def _identity(matrix: Matrix, inverse: Matrix) -> Same:
    unit = sp.eye(matrix.rows)
    pairs = ((Matrix(matrix * inverse), Matrix(unit)), (Matrix(inverse * matrix), Matrix(unit)))
    return Same(pairs, "multiplication", CHECKS["inverse"])


def _singular(matrix: Given, found: Matrix, worked: Echelon) -> Derivation:
    """Why there is no inverse: a vector other than 0 that becomes 0."""
    n = found.rows
    vector = eliminated(found).kernel[0]
    image = Matrix((found * vector).applyfunc(tidy))
    assert all(map(is_zero, image)), f"{vector} is not sent to 0"
    product = Notation("product", (grid(found), column(list(vector))), expr=image)
    names = Notation("product", (letter("A"), letter("v")))
    shown = column(list(vector)) if n > 1 else cell(vector[0])
    return Derivation(
        asked("inverse-matrix", letter("A"), matrix=written(matrix)),
        letter("A"),
        letter("A"),
        (
            step("beside-identity", grid(worked.start, n)),
            *down_steps(worked, n),
            step(
                "zero-row", grid(worked.form, n), column=worked.free[0] + 1, count=worked.rank, n=n
            ),
            step("null-witness", equalities(names, product, column(list(image)))),
        ),
        conditions=worked.conditions,
        remarks=(*divided(worked), *remarks(found)),
        claims=(Same(((image, Matrix(sp.zeros(n, 1))),), "A v", CHECKS["singular"]),),
        told=SINGULAR,
        ending=ENDINGS["singular"].format(vector=text(shown)),
    )


def _picture(matrix: Matrix) -> partial[object] | None:
    """The columns as arrows, in the plane."""
    if matrix.rows != 2 or not numeric(matrix):
        return None
    columns = [list(map(float, matrix.col(j))) for j in range(2)]
    arrows = tuple((f"a_{j + 1}", x, y) for j, (x, y) in enumerate(columns))
    return partial(pictures.arrows, arrows)
