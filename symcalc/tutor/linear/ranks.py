"""Rank and null space: row echelon form, pivots, and the vectors that become 0."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same, line, step
from symcalc.tutor.linear.echelon import (
    Echelon,
    determinant_by_rows,
    divided,
    down_steps,
    eliminated,
    remarks,
    up_steps,
    workable,
)
from symcalc.tutor.linear.given import Given, written
from symcalc.tutor.linear.numbers import is_zero, tidy
from symcalc.tutor.linear.rank_cases import Cases, Ranked, cases
from symcalc.tutor.linear.rows import cell, column, grid
from symcalc.tutor.linear.several_vectors import need_numbers
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words.elimination import CHECKS, ENDINGS, REMARKS, TOLD
from symcalc.writing.text import text


@lesson(
    "rank",
    "rank of {matrix:matrix}",
    "rank of the matrix {matrix:matrix}",
    "rank[ ]({matrix:matrix})",
    "rank[ and nullity] of[ the][ matrix] {matrix:matrix}",
)
def rank(matrix: Given) -> Derivation:
    """The rank of a matrix, and a basis of its null space."""
    found, worked = _worked(matrix)
    split = cases(found, worked.rank)
    if split is not None:
        return _split(matrix, found, worked, split)
    vectors = worked.kernel
    shown = ENDINGS["kernel"].format(vectors=_listed(vectors)) if vectors else ENDINGS["trivial"]
    return Derivation(
        asked("rank", _rank_name(), matrix=written(matrix)),
        _rank_name(),
        notation.number(worked.rank),
        (*_to_rank(worked), *_to_kernel(worked), _dimensions(worked)),
        conditions=worked.conditions,
        remarks=(*divided(worked), *remarks(found)),
        claims=(_proof(found, worked),),
        ending=ENDINGS["rank"].format(rank=worked.rank, kernel=shown),
        told=sp.Integer(worked.rank),
    )


def _split(matrix: Given, found: Matrix, worked: Echelon, split: Cases) -> Ranked:
    """The rank for most values of a letter, and at the others."""
    there = [(Matrix(found.xreplace({split.letter: v})), form) for v, form in split.at]
    pairs = (_proof(found, worked), *(_proof(*pair) for pair in there))
    parts = " and ".join(text(cell(p)) for p in worked.lettered)
    apart = (REMARKS["rank-apart"].format(parts=parts),) if parts else ()
    return Ranked(
        asked("rank", _rank_name(), matrix=written(matrix)),
        _rank_name(),
        notation.number(worked.rank),
        (*_to_rank(worked), *split.steps(worked.rank)),
        conditions=tuple(sp.Ne(split.letter, v) for v, _ in split.at),
        remarks=(*apart, *remarks(found)),
        claims=(Same(sum((p.pairs for p in pairs), ()), "minors", CHECKS["rank-cases"]),),
        ending=split.ending(worked.rank),
        told=sp.Integer(worked.rank),
        special=split.ranks,
    )


@lesson(
    "nullity",
    "nullity of {matrix:given}",
    "dimension of the {w:null space|nullspace|kernel} of {matrix:given}",
)
def nullity(matrix: Given, w: str = "") -> Derivation:
    """How many columns have no pivot."""
    del w
    found, worked = _worked(matrix)
    need_numbers(found)
    label = letter("n")
    count = worked.width - worked.rank
    return Derivation(
        asked("nullity", label, matrix=written(matrix)),
        label,
        notation.number(count),
        (*_to_rank(worked), *_to_kernel(worked), _dimensions(worked)),
        conditions=worked.conditions,
        remarks=(*divided(worked), *remarks(found)),
        claims=(_proof(found, worked),),
    )


@lesson(
    "null-space",
    "null space of {matrix:matrix}",
    "nullspace of[ the][ matrix] {matrix:matrix}",
    "null space of the matrix {matrix:matrix}",
    "[basis of the ][basis for the ]kernel of[ the][ matrix] {matrix:matrix}",
    "basis of the null[ ]space of[ the][ matrix] {matrix:matrix}",
    "basis for the null[ ]space of[ the][ matrix] {matrix:matrix}",
)
def null_space(matrix: Given) -> Derivation:
    """A basis of the vectors that a matrix sends to 0."""
    found, worked = _worked(matrix)
    vectors = worked.kernel
    ending = (
        ENDINGS["null-space"].format(count=len(vectors), vectors=_listed(vectors))
        if vectors
        else ENDINGS["null-trivial"]
    )
    name = letter("v")
    parts = tuple(_vector(v) for v in vectors)
    return Derivation(
        asked("null-space", name, matrix=written(matrix)),
        name,
        Notation("tuple", parts, expr=sp.Tuple(*vectors)),
        (*_to_rank(worked), *_to_kernel(worked), _dimensions(worked)),
        conditions=worked.conditions,
        remarks=(*divided(worked), *remarks(found)),
        claims=(_proof(found, worked),),
        told=tuple(map(sp.Matrix, vectors)),
        ending=ending,
    )


@lesson(
    "row-reduction",
    "reduced row echelon form of {matrix:matrix}",
    "reduced row echelon form of the matrix {matrix:matrix}",
    "[reduced ]row echelon form of[ the][ matrix] {matrix:matrix}",
    "[reduced ]echelon form of[ the][ matrix] {matrix:matrix}",
    "rref of[ the][ matrix] {matrix:matrix}",
    "rref[ ]({matrix:matrix})",
    "row[-]reduce[ the][ matrix] {matrix:matrix}",
    "row reduction of[ the][ matrix] {matrix:matrix}",
    "gaussian elimination of[ the][ matrix] {matrix:matrix}",
)
def row_reduce(matrix: Given) -> Derivation:
    """A matrix in reduced row echelon form, every row operation shown."""
    found, worked = _worked(matrix)
    name = letter("R")
    told = "" if worked.rank else ": there is none, all entries are 0"
    last = step("reduced-form", line(name, grid(worked.reduced)), told=told)
    pair = [Matrix((worked.reduced * v).applyfunc(tidy)) for v in worked.kernel]
    zeros = Matrix(sp.zeros(found.rows, 1))
    claims = tuple((image, zeros) for image in pair)
    same = (Same(claims, "null space", CHECKS["reduced"]),) if claims else ()
    return Derivation(
        asked("row-reduction", name, matrix=written(matrix)),
        name,
        grid(worked.reduced),
        (*_to_rank(worked), *up_steps(worked), last),
        conditions=worked.conditions,
        remarks=(*divided(worked), *remarks(worked.reduced)),
        claims=(_proof(found, worked), *same),
        told=sp.Matrix(worked.reduced),
    )


def _worked(matrix: Given) -> tuple[Matrix, Echelon]:
    found = workable(matrix)
    return found, eliminated(found)


def _rank_name() -> Notation:
    return notation.name(sp.Symbol("rank"))


def _vector(entries: sp.MatrixBase) -> Notation:
    return column(list(entries)) if len(entries) > 1 else cell(entries[0])


def _listed(vectors: Sequence[Matrix]) -> str:
    return " and ".join(text(_vector(v)) for v in vectors)


def _to_rank(worked: Echelon) -> list[Step]:
    """Down to row echelon form, where the pivots are counted."""
    columns = ", ".join(str(j + 1) for j in worked.pivots)
    key = "none" if not worked.rank else "pivot" if worked.rank == 1 else "pivots"
    told = TOLD[key].format(columns=columns, count=worked.rank)
    rows, columns_ = worked.start.shape
    return [
        step("matrix-given", line(letter("A"), grid(worked.start)), rows=rows, columns=columns_),
        *down_steps(worked),
        step("echelon-form", grid(worked.form), told=told),
    ]


def _to_kernel(worked: Echelon) -> list[Step]:
    """Up to the reduced form, and the free columns."""
    names = equalities(Notation("product", (letter("A"), letter("v"))), notation.number(0))
    if not worked.free:
        return [step("read-kernel", names, told=TOLD["trivial"])]
    key = "free" if len(worked.free) == 1 else "frees"
    told = TOLD[key].format(columns=", ".join(str(j + 1) for j in worked.free))
    exact = [worked.direction(j) for j in worked.free]
    scaled = TOLD["scaled"] if list(worked.kernel) != exact else ""
    single = len(worked.free) == 1
    vectors = [
        equalities(letter("v" if single else f"v_{k + 1}"), _vector(v))
        for k, v in enumerate(worked.kernel)
    ]
    whole = vectors[0] if single else Notation("tuple", tuple(vectors), expr=vectors[0].expr)
    return [*up_steps(worked), step("read-kernel", whole, told=told + scaled)]


def _dimensions(worked: Echelon) -> Step:
    """2 + 1 = 3."""
    rest = worked.width - worked.rank
    parts = (notation.number(worked.rank), notation.number(rest))
    put = Notation("sum", parts, expr=sp.Integer(worked.width))
    return step("dimension-formula", equalities(put, notation.number(worked.width)))


def _proof(matrix: Matrix, worked: Echelon) -> Same:
    """The basis is sent to 0, and as many rows and columns as the rank says are independent."""
    zeros = Matrix(sp.zeros(matrix.rows, 1))
    pairs = [(Matrix((matrix * v).applyfunc(tidy)), zeros) for v in worked.kernel]
    if not worked.rank:
        return Same((*pairs, (matrix, Matrix(sp.zeros(*matrix.shape)))), "A", CHECKS["rank-zero"])
    rows = eliminated(matrix.T).pivots
    part = Matrix(matrix.extract(list(rows), list(worked.pivots)))
    minor, other = sp.Matrix(part).det(method="berkowitz"), determinant_by_rows(part)
    assert not is_zero(minor), f"the rank of {matrix} is not {worked.rank}"
    key = "rank" if worked.free else "rank-full"
    told = CHECKS[key].replace("{rank}", str(worked.rank))
    return Same((*pairs, (minor, other)), "a minor", told)
