"""Eigenvectors for one eigenvalue, and whether a number or a vector belongs to a matrix."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc.derivation import Derivation
from symcalc.errors import ShapeError, UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import read, right_side
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same, line, step
from symcalc.tutor.linear.echelon import Echelon, eliminated
from symcalc.tutor.linear.eigen import eigen, listed
from symcalc.tutor.linear.given import Given, column, shown, square, written
from symcalc.tutor.linear.numbers import arranged, is_zero, tidy
from symcalc.tutor.linear.rows import grid
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words.linear_parts import CHECKS, ENDINGS, FAILS, HINTS, TOLD
from symcalc.writing.text import text

FOR = "{w:for|corresponding to|associated with|associated to|belonging to|with|to}"
EQUAL = re.compile(r"^\s*(?:λ|\\?lambda|x|v)(?:_\{?\d\}?)?\s*=\s*", re.IGNORECASE)


@lesson(
    "eigenvectors-for",
    "eigenvectors of {matrix} for the eigenvalue {value}",
    f"eigenvector[s] of {{matrix}} {FOR}[ the] eigenvalue {{value}}",
    f"eigenvector[s] {FOR}[ the] eigenvalue {{value}} of {{matrix}}",
    f"eigenvector[s] of {{matrix}} {FOR} {{value:eigenvalue}}",
    f"eigenspace of {{matrix}} {FOR}[ the][ eigenvalue] {{value}}",
    f"eigenspace {FOR}[ the][ eigenvalue] {{value}} of {{matrix}}",
    f"basis {{z:of|for}} the eigenspace of {{matrix}} {FOR}[ the][ eigenvalue] {{value}}",
    f"basis {{z:of|for}} the eigenspace {FOR}[ the][ eigenvalue] {{value}} of {{matrix}}",
)
def vectors_for(matrix: Given, value: Any, **_: str) -> Derivation:
    """A basis of the vectors that A stretches by a given eigenvalue.

    Raises
    ------
    UnsupportedError
        If it is no eigenvalue.
    """
    found, number = square(matrix), number_of(value)
    worked = moved(found, number)
    if not worked.free:
        known = text(listed(eigen(matrix).values))
        what = FAILS["not-own"].format(value=text(arranged(number)))
        raise UnsupportedError(what, hint=HINTS["not-own"].format(values=known))
    basis = worked.kernel
    told = text(arranged(number))
    names = [
        equalities(letter("v" if len(basis) == 1 else f"v_{k}"), shown(v))
        for k, v in enumerate(basis, 1)
    ]
    whole = names[0] if len(names) == 1 else Notation("tuple", tuple(names))
    parts = tuple(shown(v) for v in basis)
    pairs = tuple((Matrix(found * v), Matrix(number * v)) for v in basis)
    ending = ENDINGS["own" if len(basis) == 1 else "owns"]
    return Derivation(
        asked("eigenvectors-for", letter("v"), matrix=written(matrix), value=told),
        letter("v"),
        Notation("tuple", parts, expr=sp.Tuple(*basis)),
        (
            step(
                "matrix-given", line(letter("A"), grid(found)), rows=found.rows, columns=found.cols
            ),
            step("own-space", whole, value=told, form=_form(worked)),
            _image(found, basis[0], number),
        ),
        claims=(Same(pairs, "A v", CHECKS["own"]),),
        told=tuple(map(sp.Matrix, basis)),
        ending=ending.format(value=told, vectors=vectors_told(basis)),
    )


@lesson(
    "is-eigenvalue",
    "is {value} an eigenvalue of {matrix}",
)
def is_eigenvalue(matrix: Given, value: Any) -> Derivation:
    """Whether A − λI sends a vector other than 0 to 0."""
    found, number = square(matrix), number_of(value)
    worked = moved(found, number)
    told = text(arranged(number))
    holds = bool(worked.free)
    shifted = Matrix((found - number * sp.eye(found.rows)).applyfunc(tidy))
    if holds:
        vector = worked.kernel[0]
        last = [
            step(
                "own-space", equalities(letter("v"), shown(vector)), value=told, form=_form(worked)
            ),
            _image(found, vector, number),
        ]
        claim = Same(((Matrix(found * vector), Matrix(number * vector)),), "A v", CHECKS["own"])
        ending = ENDINGS["is-value"].format(value=told, vector=text(shown(vector)))
    else:
        last = [step("no-eigenvalue", grid(worked.form), value=told, form="")]
        one, other = shifted.det(method="berkowitz"), sp.Matrix(shifted).det(method="lu")
        assert not is_zero(one), f"{number} is an eigenvalue of {found}"
        claim = Same(((one, other),), "the determinant", CHECKS["not-own"])
        ending = ENDINGS["not-value"].format(value=told)
    first = step(
        "matrix-given", line(letter("A"), grid(found)), rows=found.rows, columns=found.cols
    )
    return yes_or_no(
        "is-eigenvalue",
        (first, *last),
        claim,
        ending,
        holds=holds,
        matrix=written(matrix),
        value=told,
    )


@lesson(
    "is-eigenvector",
    "is {vector:list} an eigenvector of {matrix}",
    "is the vector {vector:list} an eigenvector of {matrix}",
)
def is_eigenvector(matrix: Given, vector: Given) -> Derivation:
    """Whether A v is a multiple of v."""
    found, given = square(matrix), column(vector, "v")
    fit(found, given)
    image = Matrix((found * given).applyfunc(tidy))
    number = tidy(given.dot(image) / given.dot(given))
    rest = Matrix((image - number * given).applyfunc(tidy))
    holds = all(map(is_zero, rest))
    value = text(arranged(number))
    verdict = TOLD["multiple" if holds else "apart"].format(value=value)
    product = Notation("product", (shown(found), shown(given)), expr=image)
    name = Notation("product", (letter("A"), letter("v")))
    pair = (image, Matrix(number * given)) if holds else (image, Matrix(found * given))
    return yes_or_no(
        "is-eigenvector",
        (step("image-of", line(name, product, shown(image)), verdict=verdict),),
        Same((pair,), "A v", CHECKS["entries"]),
        ENDINGS["is-vector" if holds else "not-vector"].format(value=value),
        holds=holds,
        matrix=written(matrix),
        vector=written(vector),
    )


def yes_or_no(
    kind: str, steps: Sequence[Step], claim: Same, ending: str, *, holds: bool, **parts: str
) -> Derivation:
    """An answer that is yes or no, as SymPy's true or false."""
    label = letter("A")
    return Derivation(
        asked(kind, label, **parts),
        label,
        arrange(sp.true if holds else sp.false),
        tuple(steps),
        claims=(claim,),
        told=sp.true if holds else sp.false,
        ending=ending,
    )


def fit(matrix: sp.MatrixBase, vector: sp.MatrixBase) -> None:
    """Refuse a vector of another length, and the zero vector."""
    if vector.rows != matrix.cols:
        what = FAILS["sizes"].format(n=matrix.cols, count=vector.rows)
        raise ShapeError(what, hint=HINTS["sizes"])
    if all(map(is_zero, vector)):
        raise UnsupportedError(FAILS["zero-vector"], hint=HINTS["zero-vector"])


def number_of(given: Any) -> sp.Expr:
    """A number, λ = 3 as 3."""
    if not isinstance(given, str):
        return sp.sympify(given, strict=True)
    made = right_side(read(EQUAL.sub("", given))).expr
    if not isinstance(made, sp.Expr):
        raise UnsupportedError(FAILS["no-number"].format(value=given), hint=HINTS["no-number"])
    return made


def moved(matrix: Matrix, value: sp.Expr) -> Echelon:
    """A − λI in row echelon form."""
    return eliminated(Matrix((matrix - value * sp.eye(matrix.rows)).applyfunc(tidy)))


def _shown(a: Matrix) -> Step:
    """A = …, where the steps begin."""
    return step("matrix-given", line(letter("A"), grid(a)), rows=a.rows, columns=a.cols)


def _form(worked: Echelon) -> str:
    return TOLD["form"].format(form=text(grid(worked.reduced)))


def _image(matrix: sp.MatrixBase, vector: sp.MatrixBase, value: sp.Expr) -> Step:
    """A v = λ v, with its numbers."""
    image = Matrix((matrix * vector).applyfunc(tidy))
    product = Notation("product", (shown(Matrix(matrix)), shown(Matrix(vector))), expr=image)
    name = Notation("product", (letter("A"), letter("v")))
    return step("eigenpair", line(name, product, shown(image)), value=text(arranged(value)))


def vectors_told(vectors: Sequence[sp.MatrixBase]) -> str:
    """[1, 1] and [1, −1]."""
    return " and ".join(text(shown(Matrix(v))) for v in vectors)
