"""Jacobians of vector functions of a vector, read off the differential: dy = J dx.

Nothing is differentiated here: `differential` gives dy, which is linear in dx, and `collected`
takes dx out to the right. Hessians are Jacobians of gradients.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from symcalc.errors import ShapeError, UnsupportedError
from symcalc.matrix import algebra
from symcalc.matrix.adjoint import adjoints
from symcalc.matrix.differential import differential
from symcalc.matrix.term import ONE, Term, depending, made, number, shown
from symcalc.matrix.tidy import Facts, tidy
from symcalc.matrix.tidy.facts import NOTHING


def jacobian(root: Term, by: Term, facts: Facts = NOTHING) -> Term:
    """The matrix of the derivatives of the entries of a column by those of a column.

    Row i is the gradient of entry i; a scalar has one row.

    Raises
    ------
    UnsupportedError
        If one of them is a matrix: such a Jacobian has four indices.

    Examples
    --------
    >>> import sympy as sp
    >>> from symcalc.matrix.term import symbol
    >>> A, x = symbol("A", sp.Symbol("m"), sp.Symbol("n")), symbol("x", sp.Symbol("n"), 1)
    >>> jacobian(algebra.matmul(A, x), x) is A
    True
    """
    for term in (root, by):
        if term.shape and not term.is_column:
            raise UnsupportedError(
                f"a Jacobian is of a column by a column, and {shown(term.shape)} is a matrix",
                hint="take vec(…) of it, or ask for the gradient of a scalar",
            )
    if by.is_scalar:
        return tidy(differential(root, {by: algebra.UNIT}), facts)
    change = made("symbol", (), by.shape, ("d", by))
    return tidy(collected(tidy(differential(root, {by: change}), facts), change), facts)


def hessian(loss: Term, by: Term, facts: Facts = NOTHING) -> Term:
    """The second derivatives of a scalar by the entries of a column."""
    if loss.shape:
        raise ShapeError(f"a Hessian is of a scalar, and this has the shape {shown(loss.shape)}")
    return jacobian(tidy(adjoints(loss, [by])[by], facts), by, facts)


def hessian_product(gradient: Term, by: Term, direction: Term, facts: Facts = NOTHING) -> Term:
    """How a gradient changes in a direction, of the shape of `by`; the Hessian is not formed."""
    return tidy(differential(gradient, {by: direction}), facts)


def collected(linear: Term, change: Term) -> Term:
    """The J of a column J dx, or the row of a scalar, which is linear in the column dx."""
    if linear is change:
        return algebra.identity(change.shape[0])
    if change not in depending([linear], [change]) or not _holds(linear, change):
        return algebra.filled(0, (linear.shape[0] if linear.shape else ONE, change.shape[0]))
    if linear.is_scalar or linear.shape == (ONE, ONE):
        return algebra.transpose(adjoints(linear, [change], _unit(linear))[change])
    rule = RULES.get(linear.op)
    if rule is None or not linear.is_column:
        raise _unread(linear)
    return rule(linear, change)


def _unit(term: Term) -> Term:
    return algebra.filled(1, term.shape) if term.shape else algebra.UNIT


def _holds(term: Term, change: Term) -> bool:
    """Whether the change is in it."""
    return term in depending([term], [change])


def _unread(term: Term) -> UnsupportedError:
    return UnsupportedError(
        f"no Jacobian is read off here: {shown(term.shape)} changes with every entry by itself",
        hint="take vec(…) of the matrix, or ask for the gradient of a scalar",
    )


def _of_multiple(term: Term, change: Term) -> Term:
    """c u: c J of a column that changes, and u times the row of a number that does."""
    found = []
    for k, arg in enumerate(term.args):
        if _holds(arg, change):
            others = [a for i, a in enumerate(term.args) if i != k]
            rest = algebra.times(number(term.value), *others)
            inside = collected(arg, change)
            found.append(
                algebra.matmul(rest, inside) if arg.is_scalar else algebra.times(rest, inside)
            )
    return algebra.plus(*found)


def _of_product(term: Term, change: Term) -> Term:
    """P u: P J. Where something else than the last factor changes, it is brought to the right."""
    factors = term.args
    k = next(i for i, factor in enumerate(factors) if _holds(factor, change))
    before, factor, after = factors[:k], factors[k], factors[k + 1 :]
    if any(_holds(other, change) for other in after):
        raise _unread(term)
    if not after:
        return algebra.matmul(*before, collected(factor, change))
    inside = _applied(factor, algebra.matmul(*after))
    return collected(algebra.matmul(*before, inside), change)


def _applied(factor: Term, column: Term) -> Term:
    """A matrix that changes, times a column that does not, with the change further right."""
    if factor.op == "transpose" and factor.args[0].is_column:
        return algebra.matmul(algebra.transpose(column), factor.args[0])
    if factor.op == "sum":
        return algebra.plus(*(algebra.matmul(arg, column) for arg in factor.args))
    if factor.op == "diagonal-matrix":
        return algebra.hadamard(factor.args[0], column)
    if factor.op == "broadcast" and factor.args[0].is_column:
        return algebra.times(algebra.total(column), factor.args[0])
    raise _unread(factor)


def _of_entries(term: Term, change: Term) -> Term:
    """u ∘ v: diag(u) J."""
    found = []
    for k, arg in enumerate(term.args):
        if _holds(arg, change):
            others = [a for i, a in enumerate(term.args) if i != k]
            found.append(weighted(algebra.hadamard(*others), collected(arg, change)))
    return algebra.plus(*found)


def weighted(column: Term, matrix: Term) -> Term:
    """diag(u) M, worked out where it is a diagonal or a product with a row."""
    if matrix.op == "identity":
        return algebra.diagonal_matrix(column)
    if matrix.op == "diagonal-matrix":
        return algebra.diagonal_matrix(algebra.hadamard(column, matrix.args[0]))
    if matrix.op == "sum":
        return algebra.plus(*(weighted(column, arg) for arg in matrix.args))
    if matrix.op == "scale":
        front = (number(matrix.value), *matrix.args[:-1])
        return algebra.times(*front, weighted(column, matrix.args[-1]))
    if matrix.op == "broadcast" and matrix.args[0].is_scalar:
        ones = algebra.filled(1, (ONE, matrix.shape[1]))
        return algebra.times(matrix.args[0], algebra.matmul(column, ones))
    if matrix.op == "broadcast" and matrix.args[0].shape[0] == ONE:
        return algebra.matmul(column, matrix.args[0])
    if matrix.op == "matmul" and matrix.args[0].is_column:
        return algebra.matmul(algebra.hadamard(column, matrix.args[0]), *matrix.args[1:])
    if matrix.op == "matmul" and matrix.args[0].op == "diagonal-matrix":
        return algebra.matmul(weighted(column, matrix.args[0]), *matrix.args[1:])
    return algebra.matmul(algebra.diagonal_matrix(column), matrix)


def _of_blocks(term: Term, change: Term) -> Term:
    return algebra.concat([collected(arg, change) for arg in term.args], 0)


def _of_part(term: Term, change: Term) -> Term:
    axis, start, stop = term.value
    inside = collected(term.args[0], change) if term.args[0].is_column else None
    if inside is None or axis:
        raise _unread(term)
    return algebra.part(inside, 0, start, stop)


def _of_repeated(term: Term, change: Term) -> Term:
    row = collected(term.args[0], change)
    return algebra.spread(row, (term.shape[0], change.shape[0]))


def _of_sum(term: Term, change: Term) -> Term:
    return algebra.plus(*(collected(arg, change) for arg in term.args))


RULES: dict[str, Callable[[Term, Term], Term]] = {
    "sum": _of_sum,
    "scale": _of_multiple,
    "matmul": _of_product,
    "hadamard": _of_entries,
    "broadcast": _of_repeated,
    "concat": _of_blocks,
    "slice": _of_part,
}


def log_volume(root: Term, by: Term, facts: Facts = NOTHING) -> Term:
    """log |det J| of a map of a space to itself, as in a normalising flow.

    The determinant of I + u vᵀ is 1 + vᵀu, and that of a diagonal is a product.
    """
    matrix = jacobian(root, by, facts)
    pair = rank_one(matrix)
    if pair is None:
        return tidy(algebra.logdet(matrix, algebra.ABSOLUTE), facts)
    inside = algebra.plus(algebra.UNIT, algebra.item(algebra.matmul(*reversed(pair))))
    return algebra.mapped("log", algebra.mapped("abs", inside))


def rank_one(matrix: Term) -> tuple[Term, Term] | None:
    """The u and vᵀ of I + u vᵀ."""
    if matrix.op != "sum" or len(matrix.args) != 2:
        return None
    rest = [arg for arg in matrix.args if arg.op != "identity"]
    if len(rest) != 1:
        return None
    front, factors = _front(rest[0])
    if len(factors) < 2 or not factors[0].is_column:
        return None
    return algebra.times(*front, factors[0]), algebra.matmul(*factors[1:])


def _front(term: Term) -> tuple[Sequence[Term], Sequence[Term]]:
    front: tuple[Term, ...] = ()
    if term.op == "scale":
        front, term = (number(term.value), *term.args[:-1]), term.args[-1]
    return front, term.args if term.op == "matmul" else (term,)
