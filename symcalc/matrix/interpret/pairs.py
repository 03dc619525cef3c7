"""Functions of two vectors or matrices that are products: dot, outer, matmul …"""

from __future__ import annotations

import sympy as sp

from symcalc.matrix import algebra
from symcalc.matrix.interpret import told
from symcalc.matrix.interpret.arithmetic import entries_to, multiplied, scaled, together
from symcalc.matrix.interpret.calls import Called, called, is_vector
from symcalc.matrix.interpret.reductions import TWO
from symcalc.matrix.term import SCALAR, Term, made, same

MINUS_ONE = sp.S.NegativeOne


def product_of(call: Called, *terms: Term) -> Term:
    """A product entry by entry as it is written, in which names stay."""
    return together(terms, call.reading.defined)


def combined(call: Called, doing: str, *terms: Term) -> list[Term]:
    """Terms in one shape."""
    return call.reading.fitted(list(terms), doing, call.node.parts[: len(terms)])


def lying(x: Term, *, up: bool = False) -> Term:
    """A vector as a row, or as a column."""
    return x if x.is_column == up else made("transpose", (x,), x.shape[::-1])


@called("dot", takes="x, y")
def dot(call: Called, x: Term, y: Term) -> Term:
    """xᵀy; of matrices the sum of the products of entries."""
    if x.is_scalar and y.is_scalar:
        return scaled(x, y, kept=call.reading.defined)
    if x.is_scalar or y.is_scalar:
        raise call.wrong(f"{call.name} is of two vectors, and one of these is a number")
    if is_vector(x) and is_vector(y):
        left, right = lying(x), lying(y, up=True)
        if call.reading.equal(left.shape[1], right.shape[0]):
            return multiplied([left, right], call.reading.defined)
    if same(x.shape, y.shape):
        return made("total", (product_of(call, x, y),), SCALAR)
    error = told.misfit("the two sides of a dot product", (x, y), call.node.parts, (0, 1))
    raise call.reading.placed(error, *call.node.parts[1:2], call.node)


@called("outer", takes="x, y")
def outer(call: Called, x: Term, y: Term) -> Term:
    """x yᵀ."""
    if x.is_scalar or y.is_scalar or not (is_vector(x) and is_vector(y)):
        what = f"outer is of two vectors, not of {told.told(x.shape)} and {told.told(y.shape)}"
        raise call.wrong(what, "X Y^T is the product of matrices")
    return multiplied([lying(x, up=True), lying(y)], call.reading.defined)


@called("matmul", takes="x, y")
def matmul(call: Called, x: Term, y: Term) -> Term:
    """X Y."""
    if x.is_scalar or y.is_scalar:
        raise call.wrong("matmul is of two matrices, and one of these is a number", "write s X")
    if not call.reading.equal(x.shape[1], y.shape[0]):
        raise call.reading.placed(told.no_product(x, y, *call.node.parts[:2]), call.node.parts[1])
    return multiplied([x, y], call.reading.defined)


@called("multiply", takes="x, y")
def multiply(call: Called, x: Term, y: Term) -> Term:
    """X ∘ Y."""
    return product_of(call, *combined(call, "multiplied entry by entry", x, y))


@called("cosine_similarity", takes="x, y")
def cosine(call: Called, x: Term, y: Term) -> Term:
    """xᵀy / (‖x‖ ‖y‖)."""
    over = [algebra.power(algebra.norm(one), MINUS_ONE) for one in (x, y) if one.shape]
    return scaled(dot(call, x, y), *over)


@called("square")
def square(_call: Called, x: Term) -> Term:
    """Each entry times itself."""
    return entries_to(x, TWO)


@called("kron", takes="x, y")
def kron(call: Called, **_terms: Term) -> Term:
    """Of four indices, which matrices do not have."""
    raise call.refused(
        "the Kronecker product cannot be read yet", "outer(x, y) is x y^T, a product of vectors"
    )


@called("conv", takes="x, y")
def conv(call: Called, **_terms: Term) -> Term:
    """Of more than two sizes."""
    raise call.refused(
        "a convolution cannot be read yet", "as a product it is W x, with a W made of the kernel"
    )
