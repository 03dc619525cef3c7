"""Diagonalisation A = P D P⁻¹: the factors, whether there are any, and multiplicities."""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same, step
from symcalc.tutor.linear.eigen import eigen, real
from symcalc.tutor.linear.given import Given, shown, square, written
from symcalc.tutor.linear.numbers import arranged, is_zero, tidy
from symcalc.tutor.linear.own_vectors import moved, number_of, yes_or_no
from symcalc.tutor.linear.told import Eigen
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.several.parts import counted
from symcalc.tutor.words.linear_parts import CHECKS, ENDINGS, FAILS, HINTS, TOLD
from symcalc.writing.text import text


@lesson(
    "diagonalisation",
    "diagonalisation of {matrix}",
    "diagonali[z][s]e {matrix:given} {w:as|in the form|into|using} {form}",
    "diagonali[z][s]ation of {matrix}",
    "diagonali[z][s]e {matrix}",
    "eigendecomposition of {matrix}",
    "eigen-decomposition of {matrix}",
    "eigen decomposition of {matrix}",
    "eigenvalue decomposition of {matrix}",
    "spectral decomposition of {matrix}",
    "orthogonal diagonali[z][s]ation of {matrix}",
    "orthogonally diagonali[z][s]e {matrix}",
    "diagonali[z][s]ing matrix {w:of|for} {matrix}",
    "matrices P and D {w:with|such that|so that} {matrix:matrix} = {form}",
)
def diagonalise(matrix: Given, form: str = "", w: str = "") -> Derivation:
    """The eigenvectors as the columns of P, the eigenvalues on the diagonal of D.

    Raises
    ------
    UnsupportedError
        If there are too few independent eigenvectors.
    """
    del form, w
    found = eigen(matrix)
    p, d = _factors(found)
    a = square(matrix)
    names = (letter("A"), Notation("product", (letter("P"), letter("D"), _inverse_name())))
    pair = Notation("tuple", (equalities(letter("P"), shown(p)), equalities(letter("D"), shown(d))))
    claim = Same(((Matrix(a * p), Matrix(p * d)),), "A P = P D", CHECKS["diagonal"])
    ending = ENDINGS["diagonal"].format(p=text(shown(p)), d=text(shown(d)))
    return Derivation(
        asked("diagonalisation", letter("P"), matrix=written(matrix)),
        equalities(*names),
        Notation("tuple", (shown(p), shown(d)), expr=sp.Tuple(p, d)),
        (*found.steps, step("factors-pd", pair)),
        conditions=found.conditions,
        remarks=found.remarks,
        claims=(claim,),
        told=(sp.Matrix(p), sp.Matrix(d)),
        ending=ending,
        picture=found.picture,
    )


def _inverse_name() -> Notation:
    return Notation("inverse", (letter("P"),))


def _factors(found: Eigen) -> tuple[Matrix, Matrix]:
    """P and D; eigenvectors are in the order of the eigenvalues."""
    if found.Q is None:
        what = FAILS["defective"].format(count=len(found.vectors), n=len(found.values))
        raise UnsupportedError(what, hint=HINTS["defective"])
    values = [sp.sympify(v, strict=True) for v in found.values]
    return Matrix(found.Q), Matrix(sp.diag(*values))


@lesson(
    "is-diagonalisable",
    "is {matrix} diagonalisable",
    "is[ the matrix] {matrix} diagonali[z][s]able",
    "can {matrix} be diagonali[z][s]ed",
    "is {matrix} diagonali[z][s]able over {field:the reals|R|ℝ|the complex numbers|C|ℂ}",
)
def is_diagonalisable(matrix: Given, field: str = "") -> Derivation:
    """Whether there are as many independent eigenvectors as rows."""
    del field
    found = eigen(matrix)
    count, n = len(found.vectors), len(found.values)
    values = [sp.sympify(v, strict=True) for v in found.values]
    holds = count == n
    told = TOLD["enough"].format(count=count, n=n)
    if not holds:
        told = TOLD["few"].format(
            verb="is" if count == 1 else "are",
            count=counted(count, "independent eigenvector"),
            n=n,
            value=text(arranged(_short(matrix, values))),
        )
    key = "cannot" if not holds else "can" if all(map(real, values)) else "can-complex"
    vectors = [Matrix(v) for v in found.vectors]
    a = square(matrix)
    pairs = tuple((Matrix(a * v), Matrix(_own(a, v) * v)) for v in vectors)
    return yes_or_no(
        "is-diagonalisable",
        (*found.steps, step("enough-vectors", notation.number(count), told=told)),
        Same(pairs, "A v", CHECKS["own"]),
        ENDINGS[key],
        holds=holds,
        matrix=written(matrix),
    )


def _short(matrix: Given, values: list[sp.Expr]) -> sp.Expr:
    """An eigenvalue with fewer eigenvectors than its multiplicity."""
    a = square(matrix)
    return next(v for v in values if len(moved(a, v).free) < values.count(v))


def _own(matrix: Matrix, vector: Matrix) -> sp.Expr:
    """The eigenvalue of a vector, from its first entry that is not 0."""
    image = matrix * vector
    return next(tidy(image[k] / e) for k, e in enumerate(vector) if not is_zero(e))


@lesson(
    "multiplicity",
    "{which} multiplicity of the eigenvalue {value} of {matrix}",
    "{which:algebraic|geometric} multiplicity of[ the][ eigenvalue] {value} {w:of|in|for} {matrix}",
)
def multiplicity(matrix: Given, value: Any, which: str = "algebraic", w: str = "") -> Derivation:
    """How often an eigenvalue is a zero, or how many independent eigenvectors it has."""
    del w
    found, number = eigen(matrix), number_of(value)
    a = square(matrix)
    values = [sp.sympify(v, strict=True) for v in found.values]
    times = sum(is_zero(tidy(v - number)) for v in values)
    if not times:
        told = text(arranged(number))
        known = ", ".join(text(arranged(v)) for v in dict.fromkeys(values))
        raise UnsupportedError(
            FAILS["not-own"].format(value=told), hint=HINTS["not-own"].format(values=known)
        )
    worked = moved(a, number)
    geometric = which.strip().lower() == "geometric"
    count = len(worked.free) if geometric else times
    said = text(arranged(number))
    last = (
        step("count-vectors", notation.number(count), count=count, value=said)
        if geometric
        else step("count-zero", notation.number(count), times=_times(count), value=said)
    )
    pairs = tuple((Matrix(a * v), Matrix(number * v)) for v in worked.kernel)
    return Derivation(
        asked("multiplicity", letter("m"), matrix=written(matrix), value=said, which=which.lower()),
        letter("m"),
        notation.number(count),
        (*found.steps, last),
        claims=(Same(pairs, "A v", CHECKS["own"]), *found.claims),
    )


def _times(count: int) -> str:
    return TOLD["once"] if count == 1 else TOLD["times"].format(count=count)
