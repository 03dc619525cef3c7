"""Eigenvalues and eigenvectors: from the characteristic polynomial, every step checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import sympy as sp

from symcalc import notation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.plotting import linear as pictures
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.characteristic import Polynomial, begun, characteristic
from symcalc.tutor.linear.claims import Same, line, step
from symcalc.tutor.linear.elimination import reduced
from symcalc.tutor.linear.given import Given, numeric, shape, shown, square, written
from symcalc.tutor.linear.large import LARGEST, eigen_in_numbers, has_long_numbers
from symcalc.tutor.linear.numbers import arranged, decimals, is_zero, tidy
from symcalc.tutor.linear.told import Eigen
from symcalc.tutor.several.parts import counted
from symcalc.tutor.words.linear import ENDINGS, REMARKS
from symcalc.tutor.words.linear_fails import CHECKS, FAILS, HINTS
from symcalc.writing.text import text

ZEROS = {2: "double", 3: "triple"}


@dataclass(frozen=True)
class Space:
    """An eigenvalue, how often it is a root, and a basis of its eigenvectors."""

    value: sp.Expr
    multiplicity: int
    basis: tuple[sp.ImmutableMatrix, ...]
    divisors: tuple[sp.Expr, ...] = ()


@lesson(
    "eigenvalues",
    "eigenvalues of {matrix}",
    "eigenvalues and eigenvectors of {matrix}",
    "eigenvectors of {matrix}",
)
def eigen(matrix: Given) -> Eigen:
    """The eigenvalues and eigenvectors of a square matrix.

    Parameters
    ----------
    matrix : text, lists, NumPy array or SymPy matrix
        Of up to five rows with exact entries, or of any size in numbers.

    Raises
    ------
    ShapeError
        If it is not square.
    """
    if max(shape(matrix)) > LARGEST:
        return eigen_in_numbers(matrix, "too-large")
    found = square(matrix)
    polynomial = None if has_long_numbers(found) else characteristic(found)
    if polynomial is None and numeric(found):
        if has_long_numbers(found):
            return eigen_in_numbers(matrix, "long-numbers")
        return eigen_in_numbers(matrix, "no-formula", begun(found)[2])
    if polynomial is None:
        raise UnsupportedError(FAILS["roots"].format(n=found.rows), hint=HINTS["roots"])
    spaces, steps = _spaces(found, polynomial)
    values = tuple(space.value for space in spaces for _ in range(space.multiplicity))
    vectors = tuple(v for space in spaces for v in space.basis)
    last, remarks = _whole(found, spaces)
    result = listed(values)
    return Eigen(
        asked("eigenvalues", shown(found), matrix=written(matrix)),
        result,
        result,
        (*polynomial.steps, *steps, *last, *_sums(found, values)),
        remarks=(*remarks, *_divided(spaces)),
        claims=_claims(found, spaces),
        told=values,
        ending=_ending(spaces),
        picture=picture(found, spaces),
        values=values,
        vectors=vectors,
    )


def listed(values: Sequence[sp.Expr]) -> Notation:
    """All eigenvalues, as a list."""
    return Notation("tuple", tuple(map(arranged, values)), expr=sp.Tuple(*values))


def _spaces(matrix: sp.MatrixBase, found: Polynomial) -> tuple[list[Space], list[Step]]:
    """For each eigenvalue the vectors that A − λI sends to 0."""
    spaces, steps = [], []
    for value, multiplicity in found.roots:
        moved = sp.ImmutableMatrix((matrix - value * sp.eye(matrix.rows)).applyfunc(tidy))
        solved = reduced(moved)
        space = Space(value, multiplicity, tuple(solved.kernel), solved.divisors)
        assert space.basis, f"{value} is no eigenvalue of {matrix}"
        spaces.append(space)
        steps += _space_steps(matrix, space, moved, solved.lines, solved.matrix)
    return spaces, steps


def _space_steps(
    matrix: sp.MatrixBase,
    space: Space,
    moved: sp.ImmutableMatrix,
    lines: Sequence[str],
    form: sp.ImmutableMatrix,
) -> list[Step]:
    """Row steps of A − λI, the eigenvectors, and A v = λ v."""
    value = text(arranged(space.value))
    how = "; ".join(lines)
    first = step(
        "row-steps",
        equalities(_moved(space.value), shown(moved)),
        value=value,
        how=f"{how[0].upper()}{how[1:]}. " if how else "",
        form=text(shown(form)),
    )
    vectors = [equalities(_name(_v(space, k)), shown(v)) for k, v in enumerate(space.basis)]
    names = vectors[0] if len(vectors) == 1 else Notation("tuple", tuple(vectors))
    second = step("eigenvectors", names, value=value, told=_dimension(space))
    proofs = [_proof(matrix, space.value, v) for v in space.basis[:1]]
    return [first, second, *proofs]


def _moved(value: sp.Expr) -> Notation:
    """A − 2I, A + I."""
    if is_zero(value):
        return _name("A")
    head = "sum" if value.is_Rational and value < 0 else "difference"
    size = -value if head == "sum" else value
    scaled = _name("I") if size == 1 else Notation("product", (arranged(size), _name("I")))
    return Notation(head, (_name("A"), scaled))


def _divided(spaces: Sequence[Space]) -> tuple[str, ...]:
    """By which letters rows were divided."""
    parts = {d: text(arranged(d)) for s in spaces for d in s.divisors if d.free_symbols}
    return (REMARKS["divided"].format(parts=" and ".join(parts.values())),) if parts else ()


def _v(space: Space, k: int) -> str:
    return "v" if len(space.basis) == 1 else f"v_{k + 1}"


def _dimension(space: Space) -> str:
    count, times = len(space.basis), space.multiplicity
    if times == 1:
        return REMARKS["simple"]
    key = "full" if count == times else "missing"
    verb = "is" if count == 1 else "are"
    zero = f"a {ZEROS[times]} zero" if times in ZEROS else f"a zero {times} times"
    return REMARKS[key].format(times=zero, count=_independent(count), verb=verb)


def _independent(count: int) -> str:
    return counted(count, "independent eigenvector")


def _proof(matrix: sp.MatrixBase, value: sp.Expr, vector: sp.ImmutableMatrix) -> Step:
    """A v = λ v, with its numbers."""
    image = sp.ImmutableMatrix((matrix * vector).applyfunc(tidy))
    product = Notation("product", (shown(sp.ImmutableMatrix(matrix)), shown(vector)), expr=image)
    scaled = Notation(
        "product", (arranged(value), shown(vector)), expr=sp.ImmutableMatrix(value * vector)
    )
    sides = line(Notation("product", (_name("A"), _name("v"))), product, shown(image), scaled)
    return step("eigenpair", sides, value=text(arranged(value)))


def _name(name: str) -> Notation:
    return notation.name(sp.Symbol(name))


def _whole(matrix: sp.MatrixBase, spaces: Sequence[Space]) -> tuple[list[Step], tuple[str, ...]]:
    """A = QΛQ⁻¹, or why there is none."""
    vectors = [v for space in spaces for v in space.basis]
    values = [space.value for space in spaces for _ in space.basis]
    short = [space for space in spaces if len(space.basis) < space.multiplicity]
    remarks = [REMARKS["complex"]] if any(not real(v) for v in values) else []
    if short:
        told = REMARKS["defective"].format(
            verb="is" if len(vectors) == 1 else "are",
            count=_independent(len(vectors)),
            n=matrix.rows,
            value=text(arranged(short[0].value)),
        )
        return [], (*remarks, told)
    q = sp.ImmutableMatrix(sp.Matrix.hstack(*map(sp.Matrix, vectors)))
    parts = (
        shown(q),
        shown(sp.ImmutableMatrix(sp.diag(*values))),
        Notation("inverse", (shown(q),)),
    )
    inverse = sp.ImmutableMatrix(q.inv().applyfunc(tidy))
    back = sp.ImmutableMatrix(q * sp.diag(*values) * inverse)
    product = Notation("product", parts, expr=back)
    law = Notation("product", (_name("Q"), _name("Lambda"), Notation("inverse", (_name("Q"),))))
    rule = (
        "diagonal"
        if matrix == sp.diag(*(matrix[i, i] for i in range(matrix.rows)))
        else "decomposition"
    )
    steps = [
        step(rule, line(equalities(_name("A"), law), product, shown(sp.ImmutableMatrix(matrix))))
    ]
    if matrix.is_symmetric() and matrix.rows > 1:
        remarks.append(REMARKS["symmetric"])
    return steps, tuple(remarks)


def real(value: sp.Expr) -> bool:
    """Whether a number is real; a formula with letters is where it has no i."""
    return not value.has(sp.I) or (not value.free_symbols and is_zero(sp.im(value)))


def _sums(matrix: sp.MatrixBase, values: Sequence[sp.Expr]) -> list[Step]:
    """The trace is the sum of the eigenvalues, the determinant their product."""
    trace = notation.add(*(arrange(matrix[i, i]) for i in range(matrix.rows)))
    sides = [notation.add(*map(arranged, values)), trace, arranged(tidy(matrix.trace()))]
    product = notation.arithmetic("product", *map(arranged, values))
    if matrix.rows == 1:
        return []
    return [
        step("trace", line(of_a("trace"), *sides)),
        step("determinant-of", line(of_a("determinant"), product, arranged(tidy(matrix.det())))),
    ]


def of_a(head: str) -> Notation:
    """tr(A), det(A)."""
    return Notation(head, (_name("A"),))


def _claims(matrix: sp.MatrixBase, spaces: Sequence[Space]) -> tuple[Same, ...]:
    pairs = [
        (sp.ImmutableMatrix(matrix * v), sp.ImmutableMatrix(space.value * v))
        for space in spaces
        for v in space.basis
    ]
    values = [space.value for space in spaces for _ in range(space.multiplicity)]
    powers = [
        (sp.Add(*(v**k for v in values)), (sp.Matrix(matrix) ** k).trace())
        for k in range(1, matrix.rows + 1)
    ]
    return (Same((*pairs, *powers), "A v = λ v", CHECKS["eigen"]),)


def _ending(spaces: Sequence[Space]) -> str:
    """λ₁ = 2, λ₂ = 6, each with its eigenvectors."""
    told = []
    for space in spaces:
        vectors = " and ".join(text(shown(v)) for v in space.basis)
        near = decimals(space.value)
        about = f" ≈ {text(near)}" if near is not None else ""
        times = ENDINGS["times"].format(times=space.multiplicity) if space.multiplicity > 1 else ""
        told.append(
            ENDINGS["pair"].format(
                value=text(arranged(space.value)), about=about, times=times, vectors=vectors
            )
        )
    return "; ".join(told)


def picture(matrix: sp.MatrixBase, spaces: Sequence[Space]) -> partial[object] | None:
    """The unit circle and its image, with the real eigenvectors."""
    if matrix.rows != 2 or not numeric(matrix):
        return None
    rows = tuple(tuple(float(e) for e in row) for row in matrix.tolist())
    directions = [
        (f"v, λ = {text(arranged(space.value))}", _unit(v))
        for space in spaces
        for v in space.basis
        if real(space.value)
    ]
    return partial(pictures.circle, rows, tuple(directions))


def _unit(vector: sp.MatrixBase) -> tuple[float, float]:
    x, y = (float(e) for e in vector)
    size = float((x * x + y * y) ** 0.5)
    return x / size, y / size
