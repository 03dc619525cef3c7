"""Gram–Schmidt: vectors made orthogonal one after another, then of length 1, and A = QR."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same, line, step
from symcalc.tutor.linear.echelon import workable
from symcalc.tutor.linear.given import Given, written
from symcalc.tutor.linear.normal import full, together
from symcalc.tutor.linear.numbers import is_zero, root_of, tidy
from symcalc.tutor.linear.rows import cell, column
from symcalc.tutor.linear.several_vectors import listed, need_numbers, several
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words.least_squares import CHECKS, ENDINGS, FAILS, HINTS
from symcalc.writing.text import text

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"


@dataclass(frozen=True, repr=False)
class Orthonormal(Derivation):
    """An orthonormal basis of a span.

    Attributes
    ----------
    orthogonal : tuple of sympy.Matrix
        Before they are divided by their lengths.
    Q, R : sympy.Matrix
        The orthonormal vectors as columns, and R with A = QR.
    """

    orthogonal: tuple[Any, ...] = field(default=(), repr=False)
    Q: Any = field(default=None, repr=False)
    R: Any = field(default=None, repr=False)


@dataclass(frozen=True)
class Made:
    """Orthogonal vectors, the places of the vectors they were made of, and the steps."""

    vectors: tuple[Matrix, ...]
    places: tuple[int, ...]
    steps: tuple[Step, ...]


@lesson(
    "gram-schmidt",
    "Gram-Schmidt of {vectors}",
    "gram[-][ ]schmidt[ process][ procedure] {vectors:points}",
    "gram[-][ ]schmidt[ process][ procedure] of[ the][ vectors] {vectors:points}",
    "gram[-][ ]schmidt[ process][ procedure] for[ the][ vectors] {vectors:points}",
    "gram[-][ ]schmidt[ process][ procedure] on[ the][ vectors] {vectors:points}",
    "gram[-][ ]schmidt[ process][ procedure] to[ the][ vectors] {vectors:points}",
    "apply[ the] gram[-][ ]schmidt[ process][ procedure] to[ the][ vectors] {vectors:points}",
    "orthonormali[s][z]e[ the][ vectors] {vectors:points}",
    "orthogonali[s][z]e[ the][ vectors] {vectors:points}",
    "orthonormal basis of[ the][ span][ of] {vectors:points}",
    "orthonormal basis for[ the][ span][ of] {vectors:points}",
)
def gram_schmidt(vectors: Given) -> Orthonormal:
    """Vectors of length 1, orthogonal to each other, with the same span.

    Raises
    ------
    UnsupportedError
        If there are letters, or all vectors are 0.
    """
    return _orthonormal(
        several(vectors), asked("gram-schmidt", letter("q"), vectors=listed(vectors))
    )


@lesson(
    "qr",
    "QR decomposition of {matrix:matrix}",
    "QR[ ]factori[s][z]ation of[ the][ matrix] {matrix:matrix}",
    "QR decomposition of the matrix {matrix:matrix}",
)
def qr(matrix: Given) -> Orthonormal:
    """A = QR, by Gram–Schmidt on the columns."""
    found = workable(matrix)
    made = _orthonormal(found, asked("qr", letter("A"), matrix=written(matrix)))
    parts = (full(made.Q), full(made.R))
    return Orthonormal(
        made.question,
        letter("A"),
        Notation("tuple", parts, expr=sp.Tuple(Matrix(made.Q), Matrix(made.R))),
        made.steps,
        claims=made.claims,
        told=(made.Q, made.R),
        ending=f"Q = {text(parts[0])}, R = {text(parts[1])}",
        orthogonal=made.orthogonal,
        Q=made.Q,
        R=made.R,
    )


def _orthonormal(a: Matrix, question: Any) -> Orthonormal:
    need_numbers(a)
    made = orthogonalised(a)
    lengths = [root_of(tidy(u.dot(u))) for u in made.vectors]
    units = [
        Matrix([tidy(e / size) for e in u]) for u, size in zip(made.vectors, lengths, strict=True)
    ]
    q = Matrix.hstack(*units)
    r = Matrix((q.T * a).applyfunc(lambda e: sp.S.Zero if is_zero(e) else tidy(e)))
    told = [f"‖u_{k + 1}‖ = {text(cell(s))}" for k, s in zip(made.places, lengths, strict=True)]
    names = [
        equalities(letter(f"q_{k + 1}"), column(list(u)) if len(u) > 1 else cell(u[0]))
        for k, u in zip(made.places, units, strict=True)
    ]
    product = Notation("product", (full(q), full(r)), expr=a if a.shape != (1, 1) else a[0, 0])
    count = notation.number(a.cols)
    given = [equalities(letter(f"v_{k + 1}"), full(a.col(k))) for k in range(a.cols)]
    shown = [full(u) for u in units]
    ending = "single" if len(units) == 1 else "orthonormal"
    return Orthonormal(
        question,
        letter("q"),
        Notation("tuple", tuple(shown), expr=sp.Tuple(*units)),
        (
            step("vectors-given", together(given), count=text(count), power=_raised(a.rows)),
            *made.steps,
            step("to-length-one", together(names), lengths=", ".join(told)),
            step("qr", line(letter("A"), full(a), product)),
        ),
        claims=(_claim(a, q, r),),
        told=tuple(map(sp.Matrix, units)),
        ending=ENDINGS[ending].format(vectors=" and ".join(map(text, shown))),
        orthogonal=tuple(map(sp.Matrix, made.vectors)),
        Q=sp.Matrix(q),
        R=sp.Matrix(r),
    )


def _raised(number: int) -> str:
    return "".join(RAISED[int(d)] for d in str(number))


def orthogonalised(a: Matrix) -> Made:
    """The columns made orthogonal; those that depend on the ones before are left out.

    Raises
    ------
    UnsupportedError
        If all of them are 0.
    """
    vectors: list[Matrix] = []
    places: list[int] = []
    steps: list[Step] = []
    for k in range(a.cols):
        rest, made = _less(a.col(k), vectors, places, k)
        steps.append(made)
        if all(map(is_zero, rest)):
            steps.append(step("dependent", line(letter(f"u_{k + 1}"), full(rest)), k=k + 1))
            continue
        vectors.append(rest)
        places.append(k)
    if not vectors:
        raise UnsupportedError(FAILS["zero"], hint=HINTS["zero"])
    return Made(tuple(vectors), tuple(places), tuple(steps))


def _less(v: sp.MatrixBase, before: list[Matrix], places: list[int], k: int) -> tuple[Matrix, Step]:
    """A vector less its projections onto the vectors before it."""
    label = letter(f"u_{k + 1}")
    if not before:
        return Matrix(v), step("first-kept", line(label, full(v)))
    shares = [tidy(v.dot(u) / u.dot(u)) for u in before]
    rest = Matrix(v)
    put = full(v)
    for share, u in zip(shares, before, strict=True):
        rest = Matrix([tidy(a - share * b) for a, b in zip(rest, u, strict=True)])
        scaled = Notation("product", (cell(share), full(u)), expr=Matrix(share * u))
        put = Notation("difference", (put, scaled), expr=rest)
    told = [
        f"v_{k + 1}·u_{j + 1}/(u_{j + 1}·u_{j + 1}) = {quotient(tidy(v.dot(u)), tidy(u.dot(u)))}"
        for j, u in zip(places, before, strict=True)
    ]
    return rest, step(
        "made-orthogonal", line(label, put, full(rest)), k=k + 1, shares=", ".join(told)
    )


def quotient(top: sp.Expr, bottom: sp.Expr) -> str:
    """3/2 as it is; other quotients with what they come to."""
    value = text(cell(tidy(top / bottom)))
    put = f"{_enclosed(top)}/{_enclosed(bottom)}"
    return value if put == value else f"{put} = {value}"


def _enclosed(number: sp.Expr) -> str:
    told = text(cell(number))
    return told if number.is_Integer else f"({told})"


def _claim(a: Matrix, q: Matrix, r: Matrix) -> Same:
    unit = Matrix(sp.eye(q.cols))
    return Same(((Matrix(q.T * q), unit), (Matrix(q * r), a)), "multiplication", CHECKS["qr"])
