"""Functions of a whole matrix: inverse, determinant, trace, powers, norms, softmax."""

from __future__ import annotations

import sympy as sp

from symcalc.errors import ShapeError, TooLargeError, UnsupportedError
from symcalc.matrix.algebra.products import hadamard, item, matmul, total, transpose
from symcalc.matrix.algebra.sums import filled, identity, is_ones, mapped, plus, raised, times
from symcalc.matrix.term import ONE, SCALAR, Shape, Term, made, misfit, number, same, shown

ABSOLUTE = "absolute"  # of a logarithm: of the size of the determinant
HIGHEST = 20  # power of a matrix, whose differential has as many terms


def square(term: Term, what: str) -> None:
    """Refuse a matrix that is not square."""
    if len(term.shape) != 2 or not same(term.shape[:1], term.shape[1:]):
        raise ShapeError(
            f"the {what} is of square matrices, and this has the shape {shown(term.shape)}"
        )


def trace(term: Term) -> Term:
    """The sum of the entries on the diagonal."""
    square(term, "trace")
    if term.op == "sum":
        return plus(*map(trace, term.args))
    if term.op == "scale":
        return times(number(term.value), *term.args[:-1], trace(term.args[-1]))
    if term.op == "identity":
        return number(term.shape[0])
    if term.op == "transpose":
        return trace(term.args[0])
    if term.op == "matmul" and term.args[0].is_column:
        return item(matmul(*term.args[1:], term.args[0]))
    if term.op == "diagonal-matrix":
        return total(term.args[0])
    return made("trace", (term,), SCALAR)


def inverse(term: Term) -> Term:
    """The inverse; that of a transpose is the transpose of the inverse."""
    square(term, "inverse")
    if term.op == "inverse":
        return term.args[0]
    if term.op == "identity":
        return term
    if term.op == "transpose":
        return transpose(inverse(term.args[0]))
    if term.op == "scale":
        front = [raised(factor, sp.S.NegativeOne) for factor in term.args[:-1]]
        return times(number(1 / term.value), *front, inverse(term.args[-1]))
    if term.op == "diagonal-matrix":
        return diagonal_matrix(raised(term.args[0], sp.S.NegativeOne))
    return made("inverse", (term,), term.shape)


def matrix_power(term: Term, exponent: int) -> Term:
    """X·X·…·X, or the inverse of such a product."""
    square(term, "power")
    if abs(exponent) > HIGHEST:
        raise TooLargeError(f"a power of a matrix goes up to {HIGHEST}, and this is {exponent}")
    if exponent < 0:
        return matrix_power(inverse(term), -exponent)
    if exponent == 0:
        return identity(term.shape[0])
    if exponent == 1 or term.op == "identity":
        return term
    return made("matrix-power", (term,), term.shape, exponent)


def diagonal_matrix(term: Term) -> Term:
    """The square matrix with a column on its diagonal."""
    if not term.is_column:
        raise misfit("is not that of a column", term)
    if is_ones(term):
        return identity(term.shape[0])
    if term.op == "scale":
        return times(number(term.value), *term.args[:-1], diagonal_matrix(term.args[-1]))
    if term.op == "broadcast" and term.args[0].is_scalar:
        return times(term.args[0], identity(term.shape[0]))
    return made("diagonal-matrix", (term,), (term.shape[0], term.shape[0]))


def diagonal(term: Term) -> Term:
    """The diagonal of a square matrix, as a column."""
    square(term, "diagonal")
    if term.op == "diagonal-matrix":
        return term.args[0]
    if term.op == "identity":
        return filled(1, (term.shape[0], ONE))
    if term.op == "scale":
        return times(number(term.value), *term.args[:-1], diagonal(term.args[-1]))
    if term.op == "transpose":
        return diagonal(term.args[0])
    if term.op == "hadamard":
        return hadamard(*map(diagonal, term.args))
    if term.op == "matmul" and term.args[0].is_column:
        return hadamard(term.args[0], transpose(matmul(*term.args[1:])))
    return made("diagonal", (term,), (term.shape[0], ONE))


def kept(shape: Shape, axis: int) -> Shape:
    """A shape with the size 1 along an axis."""
    return (ONE, shape[1]) if axis == 0 else (shape[0], ONE)


def softmax(term: Term, axis: int) -> Term:
    """e to each entry over the sum of these along an axis; a column has the axis 0."""
    return made("softmax", (term,), term.shape, axis)


def log_softmax(term: Term, axis: int) -> Term:
    """The logarithm of the softmax, without a softmax that underflows."""
    return made("log-softmax", (term,), term.shape, axis)


def logsumexp(term: Term, axis: int) -> Term:
    """The logarithm of the sum of e to the entries along an axis."""
    return made("logsumexp", (term,), kept(term.shape, axis), axis)


def norm(term: Term, index: str = "2") -> Term:
    """‖·‖: "1" of the absolute values of all entries, "2" of a column, "F" of a matrix."""
    if index not in ("", "1", "2", "F"):
        raise UnsupportedError(
            f"the norm with the index {index} has no derivative rule here",
            hint="the norms are ‖x‖, ‖x‖₁ and ‖X‖_F",
        )
    return made("norm", (term,), SCALAR, index)


def logdet(term: Term, of_size: str | None = None) -> Term:
    """log det X; log |det X| with `ABSOLUTE`."""
    square(term, "determinant")
    if term.op == "diagonal-matrix" and of_size:
        return total(mapped("log", mapped("abs", term.args[0])))
    if term.op == "identity":
        return number(0)
    return made("logdet", (term,), SCALAR, of_size)


def det(term: Term) -> Term:
    """The determinant."""
    square(term, "determinant")
    if term.op == "identity":
        return number(1)
    return made("det", (term,), SCALAR)
