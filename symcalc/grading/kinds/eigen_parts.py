"""Characteristic polynomials, eigenvectors for one eigenvalue, and A = P D P⁻¹."""

from __future__ import annotations

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.eigenvectors import is_own
from symcalc.grading.kinds.eliminated import as_matrix
from symcalc.grading.kinds.registry import answer_kind, as_typed
from symcalc.grading.listed import LABEL, raw_pieces, vectors_in
from symcalc.grading.points.numbers import INEXACT_VALUES
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told
from symcalc.primitives import arrange
from symcalc.reading import read_strictly
from symcalc.reading.sentences import parts_of
from symcalc.tutor.linear.given import square
from symcalc.tutor.linear.numbers import is_zero
from symcalc.writing.text import text

CLOSE = sp.Rational(1, 100)  # what rounded entries may be off by, relative
SIGNED = "It is det(λI − A); with det(A − λI) the sign is the other one."
NOT_IT = "Its zeros are not the eigenvalues of A."
SCALED = "Its zeros are right. The characteristic polynomial begins with λ to the power {n} alone."
NO_VECTOR = "A v is not {value} times v for v = {vector}."
ZERO = "The zero vector is no eigenvector."
FEWER = "What there is is right; the eigenspace has dimension {count}."
UNCLEAR = "I cannot tell which vectors the answer lists."
TWO = "Write two matrices: P = [[…], […]], D = [[…], […]]."
NOT_DIAGONAL = "D has an entry off its diagonal that is not 0."
NOT_PRODUCT = "A P is not P D."
NOT_INVERTIBLE = "P has no inverse: its columns are dependent."
LONG = "It has the right direction. Divide it by its length."
SIZES = "P and D have the size of A."


@as_typed("characteristic-polynomial")
def polynomial(asked: Asked, typed: str, policy: Policy) -> Finding | None:
    """In whichever letter, of either sign, set to 0 or not."""
    del policy
    try:
        node = read_strictly(typed)
    except SymcalcError:
        return None
    if node.head == "relation" and node.text == "=":
        left, right_ = (part.expr for part in node.parts)
        named = node.parts[0].head in ("name", "apply", "determinant")
        expr = right_ if named else left - right_ if isinstance(left, sp.Expr) else right_
    else:
        expr = node.expr
    derivation = asked.derivation
    if derivation is None or not isinstance(expr, sp.Expr) or expr.is_Matrix:
        return None
    wanted = derivation.answer
    (letter,) = derivation.result.symbols & wanted.free_symbols & _unknowns(asked)
    others = expr.free_symbols - (wanted.free_symbols - {letter})
    if len(others) != 1:
        return None
    return _compared(expr.xreplace({next(iter(others)): letter}), wanted, letter)


def _unknowns(asked: Asked) -> set[sp.Symbol]:
    """The letter of the polynomial: what the matrix does not have."""
    matrix = square(parts_of(asked.kind, asked.question.text)["matrix"])
    assert asked.derivation is not None
    found: set[sp.Symbol] = asked.derivation.answer.free_symbols - matrix.free_symbols
    return found


def _compared(mine: sp.Expr, wanted: sp.Expr, letter: sp.Symbol) -> Finding:
    if is_zero(sp.expand(mine - wanted)):
        return right(proof="exact")
    if is_zero(sp.expand(mine + wanted)):
        odd = sp.degree(wanted, letter) % 2 == 1
        return right(*([SIGNED] if odd else []), proof="exact")
    if not mine.is_polynomial(letter):
        return wrong(NOT_IT, proof="exact")
    n = sp.degree(wanted, letter)
    lead = sp.Poly(mine, letter).LC() / sp.Poly(wanted, letter).LC()
    if sp.degree(mine, letter) == n and is_zero(sp.expand(mine - lead * wanted)):
        return partly("incomplete", SCALED.format(n=n), proof="exact")
    return wrong(NOT_IT, proof="exact")


@as_typed("eigenvectors-for")
def own_vectors(asked: Asked, typed: str, policy: Policy) -> Finding | None:
    """Vectors of any length, as many as the eigenspace has dimensions."""
    del policy
    mine = vectors_in(typed)
    if asked.derivation is None or not mine:
        return None
    basis = asked.derivation.answer
    if len(mine) == len(basis[0]) and all(len(v) == 1 for v in mine):
        mine = [[entry for v in mine for entry in v]]
    if any(len(entries) != len(basis[0]) for entries in mine):
        return undecided(UNCLEAR, "unsupported")
    matrix = square(parts_of(asked.kind, asked.question.text)["matrix"])
    value = _eigenvalue(matrix, basis[0])
    columns = [sp.Matrix([node.expr for node in entries]) for entries in mine]
    decimals = "." in typed
    for vector in columns:
        if not any(vector):
            return wrong(ZERO, proof="exact")
        if not is_own(sp.Matrix(matrix), vector, value, decimals=decimals):
            shown = text(arrange(sp.ImmutableMatrix(vector)))
            said = NO_VECTOR.format(value=text(arrange(value)), vector=shown)
            return wrong(said, proof="exact")
    rank = sp.Matrix.hstack(*columns).rank(iszerofunc=is_zero)
    if rank < len(basis):
        return partly("incomplete", FEWER.format(count=len(basis)), proof="exact")
    return right(proof="exact")


def _eigenvalue(matrix: sp.MatrixBase, vector: sp.Matrix) -> sp.Expr:
    image = matrix * vector
    return next(image[k] / e for k, e in enumerate(vector) if not is_zero(e))


@as_typed("diagonalisation")
def factors(asked: Asked, typed: str, policy: Policy) -> Finding | None:
    """Any invertible P and diagonal D with A P = P D."""
    del policy
    if asked.derivation is None:
        return None
    parts = [LABEL.sub("", part) for part in raw_pieces(typed)]
    made = [_matrix(part) for part in parts]
    pair = [m for m in made if m is not None]
    if len(pair) not in (2, 3) or len(pair) != len(made):
        return undecided(TWO, "unsupported")
    wanted, _ = asked.derivation.answer
    if any(m.shape != wanted.shape for m in pair[:2]):
        return wrong(SIZES, note="wrong-shape", proof="exact")
    p, d = pair[:2]
    if p.is_diagonal() and not d.is_diagonal():
        p, d = d, p
    matrix = square(parts_of(asked.kind, asked.question.text)["matrix"])
    return _checked(sp.Matrix(matrix), p, d, CLOSE if "." in typed else sp.S.Zero)


def _checked(a: sp.Matrix, p: sp.Matrix, d: sp.Matrix, off: sp.Expr) -> Finding:
    n = a.rows
    if not all(_none(d[i, j], off) for i in range(n) for j in range(n) if i != j):
        return wrong(NOT_DIAGONAL, proof="exact")
    gap = a * p - p * d
    size = max([1, *(abs(sp.N(e)) for e in (*(a * p), *p))])
    if not all(_none(e, off * size) for e in gap):
        return wrong(NOT_PRODUCT, proof="exact")
    if _none(p.det(), off):
        return wrong(NOT_INVERTIBLE, proof="exact")
    exactly = all(map(is_zero, gap))
    return right(proof="exact") if exactly else partly("rounded", INEXACT_VALUES, proof="sampled")


def _none(entry: sp.Expr, off: sp.Expr) -> bool:
    return bool(abs(sp.N(entry, 30)) <= off) if off else is_zero(entry)


def _matrix(typed: str) -> sp.Matrix | None:
    """A matrix as it is typed; diag(1, 2) as well."""
    try:
        return sp.Matrix(square(typed))
    except SymcalcError:
        return None


@answer_kind("power-iteration", rank=1)
def iterated(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """A multiple of the vector has the direction, and is not divided by its length."""
    del policy
    if asked.kind != "power-iteration" or asked.derivation is None:
        return None
    mine, wanted = as_matrix(told), asked.derivation.answer
    if mine is None or mine.shape != wanted.shape or mine.free_symbols:
        return None
    crossed = [
        mine[i] * wanted[j] - mine[j] * wanted[i] for i in range(len(mine)) for j in range(i)
    ]
    size = sp.sqrt(mine.dot(mine))
    long = any(mine) and not is_zero(size - 1) and abs(sp.N(size - 1)) > CLOSE
    if long and all(map(is_zero, crossed)):
        return partly("wrong-form", LONG, proof="exact")
    return None
