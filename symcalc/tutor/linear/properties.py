"""Yes or no: is a matrix symmetric, orthogonal …; are vectors independent, a basis."""

from __future__ import annotations

import re
from collections.abc import Callable

import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import ShapeError, UnsupportedError, shorten
from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.lessons import lesson
from symcalc.tutor.linear.claims import Same, step
from symcalc.tutor.linear.echelon import Echelon, down_steps, eliminated
from symcalc.tutor.linear.given import Given, shown, square, written
from symcalc.tutor.linear.numbers import is_zero, tidy
from symcalc.tutor.linear.own_vectors import yes_or_no
from symcalc.tutor.linear.rows import grid
from symcalc.tutor.linear.several_vectors import listed, need_numbers, several
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words.linear_parts import CHECKS, ENDINGS, FAILS, HINTS, TOLD
from symcalc.writing.text import text

Pair = tuple[str, Matrix, Matrix]  # what is compared, and both sides


def _clean(matrix: sp.MatrixBase) -> Matrix:
    return Matrix(matrix.applyfunc(tidy))


def _below(a: Matrix, *, upper: bool) -> Matrix:
    """The entries on the wrong side of the diagonal."""
    return Matrix(
        a.rows, a.cols, lambda i, j: a[i, j] if (i > j if upper else i < j) else sp.S.Zero
    )


# Each property says which two matrices are the same.
PROPERTIES: dict[str, Callable[[Matrix], Pair]] = {
    "symmetric": lambda a: ("Aᵀ = A", Matrix(a.T), a),
    "skew-symmetric": lambda a: ("Aᵀ = −A", Matrix(a.T), Matrix(-a)),
    "orthogonal": lambda a: ("AᵀA = I", _clean(a.T * a), Matrix(sp.eye(a.rows))),
    "idempotent": lambda a: ("A² = A", _clean(a * a), a),
    "diagonal": lambda a: (
        "off the diagonal all is 0",
        a,
        Matrix(sp.diag(*(a[i, i] for i in range(a.rows)))),
    ),
    "upper triangular": lambda a: (
        "below the diagonal all is 0",
        _below(a, upper=True),
        Matrix(sp.zeros(*a.shape)),
    ),
    "lower triangular": lambda a: (
        "above the diagonal all is 0",
        _below(a, upper=False),
        Matrix(sp.zeros(*a.shape)),
    ),
}
SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SPACE = re.compile(
    rf"(?:R|ℝ|\\mathbb\s*\{{?R\}}?)(?:\s*\^\s*\{{?(?P<n>\d)\}}?|(?P<sign>[{SIGNS}]))"
)
SAME = {
    "skew symmetric": "skew-symmetric",
    "antisymmetric": "skew-symmetric",
    "a projection": "idempotent",
    "a projection matrix": "idempotent",
    "a rotation matrix": "rotation",
}


@lesson(
    "matrix-property",
    "is {matrix:given} {property:symmetric|skew-symmetric|skew symmetric|antisymmetric|orthogonal"
    "|diagonal|idempotent|upper triangular|lower triangular|a projection|a projection matrix}",
    "is {matrix:given}[ a][ an] {property:symmetric|skew-symmetric|orthogonal|diagonal|idempotent"
    "|upper triangular|lower triangular} matrix",
    "is A {property:symmetric|orthogonal|diagonal|idempotent} {w:for|if|where} A = {matrix:matrix}",
)
def matrix_property(matrix: Given, property: str, w: str = "") -> Derivation:  # noqa: A002
    """Whether Aᵀ = A, AᵀA = I and the like hold.

    Raises
    ------
    UnsupportedError
        If the property is not known.
    """
    del w
    word = " ".join(property.lower().split())
    word = SAME.get(word, word)
    if word not in PROPERTIES:
        raise UnsupportedError(FAILS["property"].format(word=word), hint=HINTS["property"])
    a = square(matrix)
    told, left, right = PROPERTIES[word](a)
    apart = [(i, j) for i in range(a.rows) for j in range(a.cols) if not _same(left, right, i, j)]
    holds = not apart
    if apart and a.free_symbols:
        raise UnsupportedError(FAILS["property-letters"].format(word=word), hint=HINTS["letters"])
    if holds:
        verdict = TOLD["holds"].format(law=told)
    else:
        i, j = apart[0]
        verdict = TOLD["fails"].format(law=told, row=i + 1, column=j + 1)
    first = step("compared", grid(left), law=told, verdict=verdict)
    pair = (left, right) if holds else (left, left)
    return yes_or_no(
        "matrix-property",
        (step("matrix-given", _is(a), rows=a.rows, columns=a.cols), first),
        Same((pair,), "the entries", CHECKS["entries"]),
        ENDINGS["property" if holds else "no-property"].format(word=word),
        holds=holds,
        matrix=written(matrix),
        property=word,
    )


def _is(a: Matrix) -> Notation:
    return equalities(letter("A"), grid(a))


def _same(left: Matrix, right: Matrix, i: int, j: int) -> bool:
    return is_zero(tidy(left[i, j] - right[i, j]))


@lesson(
    "linear-independence",
    "are {vectors:points} linearly {word:independent|dependent}",
    "are[ the][ vectors] {vectors:points} linearly {word:independent|dependent}",
    "are[ the][ vectors] {vectors:points} {word:independent|dependent}",
    "are[ the] columns of {matrix:given} linearly {word:independent|dependent}",
    "is[ the][ set][ of][ vectors] {vectors:points} linearly {word:independent|dependent}",
    "linear {noun:independence|dependence} of[ the][ vectors] {vectors:points}",
)
def independence(
    vectors: Given = "", word: str = "independent", matrix: Given = "", noun: str = ""
) -> Derivation:
    """Whether only the trivial combination of vectors is 0."""
    a = square_or_not(matrix) if matrix else several(vectors)
    need_numbers(a)
    worked = eliminated(a)
    asked_for = "dependent" if noun.lower() == "dependence" or word.lower() == "dependent" else ""
    independent = worked.rank == a.cols
    ending = ENDINGS["independent"] if independent else _combination(a, worked)
    claim = _rank_claim(a, worked)
    return yes_or_no(
        "linear-independence",
        _counting(a, worked),
        claim,
        ending,
        holds=independent != bool(asked_for),
        vectors=listed(sp.Matrix(a.T)) if matrix else listed(vectors),
        word=asked_for or "independent",
    )


@lesson(
    "is-basis",
    "do {vectors:points} form a basis of {space}",
    "do[ the][ vectors] {vectors:points} form a basis[ {o:of|for} {space}]",
    "is[ the][ set][ of][ vectors] {vectors:points} a basis[ {o:of|for} {space}]",
    "are[ the][ vectors] {vectors:points} a basis[ {o:of|for} {space}]",
)
def is_basis(vectors: Given, space: str = "", o: str = "") -> Derivation:
    """Whether vectors are independent, and as many as they have entries.

    Raises
    ------
    UnsupportedError
        If there are letters, or the space is not ℝⁿ.
    ShapeError
        If the vectors have not n entries.
    """
    del o
    a = several(vectors)
    need_numbers(a)
    _need_space(space, a.rows)
    worked = eliminated(a)
    holds = worked.rank == a.rows == a.cols
    key = (
        "basis"
        if holds
        else "too-many"
        if worked.rank == a.rows
        else "too-few"
        if a.cols < a.rows and worked.rank == a.cols
        else "no-basis"
    )
    ending = ENDINGS[key].format(n=a.rows, count=a.cols)
    ending += "" if worked.rank == a.cols else f" {_combination(a, worked)}"
    return yes_or_no(
        "is-basis",
        _counting(a, worked),
        _rank_claim(a, worked),
        ending,
        holds=holds,
        vectors=listed(vectors),
        space=f"R^{a.rows}",
    )


def _need_space(space: str, n: int) -> None:
    """Refuse what is not ℝⁿ, and vectors of another length."""
    said = SPACE.fullmatch(space.strip())
    if space.strip() and said is None:
        raise UnsupportedError(FAILS["space"].format(space=shorten(space)), hint=HINTS["space"])
    size = (said["n"] or said["sign"]) if said else ""
    if size and (int(size) if size.isdecimal() else SIGNS.index(size)) != n:
        raise ShapeError(FAILS["other-space"].format(space=space, n=n), hint=HINTS["space"])


def square_or_not(matrix: Given) -> Matrix:
    """A matrix of any shape, whose columns are the vectors."""
    return Matrix(several(matrix).T)


def _counting(a: Matrix, worked: Echelon) -> tuple[Step, ...]:
    return (
        step("as-columns", _is(a)),
        *down_steps(worked),
        step("pivots-of", grid(worked.form), count=worked.rank, columns=a.cols),
    )


def _combination(a: Matrix, worked: Echelon) -> str:
    """2 v_1 − v_2 = 0."""
    vector = worked.kernel[0]
    names = [letter(f"v_{k}") for k in range(1, a.cols + 1)]
    terms = [_term(c, v) for c, v in zip(vector, names, strict=True) if not is_zero(c)]
    told = text(terms[0] if len(terms) == 1 else notation.add(*terms))
    return ENDINGS["dependent"].format(combination=told)


def _term(factor: sp.Expr, name: Notation) -> Notation:
    size = notation.arithmetic("product", shown(Matrix([[abs(factor)]])), name)
    made = name if abs(factor) == 1 else size
    return notation.negative(made) if factor.could_extract_minus_sign() else made


def _rank_claim(a: Matrix, worked: Echelon) -> Same:
    """The kernel is sent to 0; the pivot columns have a minor that is not."""
    zeros = Matrix(sp.zeros(a.rows, 1))
    pairs: tuple[tuple[object, object], ...] = tuple((_clean(a * v), zeros) for v in worked.kernel)
    if not worked.rank:
        return Same(pairs, "A c", CHECKS["independent"])
    rows = eliminated(Matrix(a.T)).pivots
    part = a.extract(list(rows), list(worked.pivots))
    minor = part.det(method="berkowitz")
    assert not is_zero(minor), f"the rank of {a} is not {worked.rank}"
    other = (minor, sp.Matrix(part).det(method="lu"))
    return Same((*pairs, other), "a minor", CHECKS["independent"])
