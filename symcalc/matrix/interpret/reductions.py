"""Sums, means and variances, of all entries or along an axis; softmax and log-sum-exp."""

from __future__ import annotations

import sympy as sp

from symcalc.matrix import algebra
from symcalc.matrix.interpret.arithmetic import added, entries_to, scaled
from symcalc.matrix.interpret.calls import Called, called, is_vector
from symcalc.matrix.term import ONE, SCALAR, Shape, Term, made, number

TWO = sp.Integer(2)
SHARES = ("softmax", "log_softmax", "logsumexp")


def summed(x: Term, axis: int | None) -> Term:
    """The sum of all entries, or along an axis, which is left with the size 1."""
    if x.is_scalar:
        return x
    if axis is None or _is_all(x, axis):
        return made("total", (x,), SCALAR)
    if x.shape[axis] == ONE:
        return x
    shape = (ONE, x.shape[1]) if axis == 0 else (x.shape[0], ONE)
    return made("sum-along", (x,), shape, axis)


def _is_all(x: Term, axis: int) -> bool:
    """Whether a sum along an axis is the sum of all entries, a number."""
    return bool(x.shape[axis] != ONE and x.shape[1 - axis] == ONE)


def averaged(x: Term, axis: int | None) -> Term:
    """The mean of all entries, or along an axis."""
    if x.is_scalar:
        return x
    count = sp.Mul(*x.shape) if axis is None else x.shape[axis]
    return scaled(number(1 / count), summed(x, axis))


def apart(call: Called, x: Term, axis: int | None) -> Term:
    """The distances from the mean."""
    fitted = call.reading.fitted([x, scaled(number(-1), averaged(x, axis))], "added")
    return added(fitted, call.reading.defined)


def spread_of(call: Called, x: Term, axis: int | None, ddof: sp.Expr = sp.S.Zero) -> Term:
    """The variance: the sum of the squared distances from the mean, over their number."""
    count = sp.Mul(*x.shape) if axis is None else x.shape[axis]
    squares = entries_to(apart(call, x, axis), TWO)
    if count == ddof:
        raise call.refused(f"with ddof={ddof} the variance divides by 0")
    return scaled(number(1 / (count - ddof)), summed(squares, axis))


@called("sum", options="axis keepdims")
def total(call: Called, x: Term) -> Term:
    """All entries, or those along an axis."""
    return summed(x, call.axis(x))


@called("mean", options="axis keepdims")
def mean(call: Called, x: Term) -> Term:
    """The sum over the number of entries."""
    return averaged(x, call.axis(x))


@called("var", options="axis ddof keepdims")
def variance(call: Called, x: Term) -> Term:
    """The mean square of the distance from the mean; ddof=1 divides by one less."""
    if x.is_scalar:
        raise call.wrong("var is of a vector or a matrix, and this is a number")
    return spread_of(call, x, call.axis(x), call.number("ddof", 0))


@called("std", options="axis ddof keepdims")
def deviation(call: Called, x: Term) -> Term:
    """The root of the variance."""
    return algebra.mapped("sqrt", variance(call, x))


@called("prod", options="axis keepdims")
def product(call: Called, x: Term) -> Term:
    """The product of all entries, as the determinant of the diagonal matrix of them."""
    if x.is_scalar:
        return x
    axis = call.axis(x)
    if axis is not None and not _is_all(x, axis):
        hint = "exp(sum(log(X), axis=0)) is it where all entries are positive"
        raise call.refused("prod along an axis cannot be read yet", hint)
    column = x if x.is_column else algebra.vec(x)
    diagonal = made("diagonal-matrix", (column,), (column.shape[0], column.shape[0]))
    return made("det", (diagonal,), SCALAR)


@called("max", "min", options="axis keepdims")
def extreme(call: Called, x: Term) -> Term:
    """The largest entry: not linear in pieces that a formula could name."""
    if x.is_scalar:
        return x
    other = "logsumexp(x)" if call.name == "max" else "-logsumexp(-x)"
    hint = f"{other} is its smooth form; {call.name}(x, y) goes entry by entry"
    raise call.refused(f"the {call.name} over entries cannot be read yet", hint)


@called("cumsum", options="axis")
def sums_so_far(call: Called, x: Term) -> Term:
    """Each entry and those before it, added."""
    if x.is_scalar:
        return x
    axis = call.axis(x, 0 if x.is_column else 1 if is_vector(x) else None)
    if axis is None:
        raise call.refused("cumsum of a matrix needs an axis", "write cumsum(X, axis=0)")
    size = x.shape[axis]
    until = triangle((size, size), "greater-equal" if axis == 0 else "less-equal")
    factors = (until, x) if axis == 0 else (x, until)
    return made("matmul", factors, x.shape)


def triangle(shape: Shape, relation: str, offset: sp.Expr = sp.S.Zero) -> Term:
    """1 where the row number and the column number less an offset compare so, 0 elsewhere."""
    rows = algebra.spread(counted(shape[0]), shape)
    columns = algebra.spread(algebra.transpose(counted(shape[1])), shape)
    if offset != 0:
        shift = algebra.spread(number(-offset), shape)
        rows = made("sum", (rows, algebra.negative(shift)), shape)
    return algebra.mapped(relation, rows, columns)


def counted(size: sp.Expr) -> Term:
    """The numbers 0, 1, … as a column."""
    return made("range", (), (size, ONE))


# ---- along the entries of a sample


def classes(call: Called, x: Term) -> int:
    """The axis of a softmax: along a vector, or over the entries of each sample."""
    if x.is_scalar:
        call.reading.shaped(call.given["x"] if "x" in call.given else call.given["z"], call.node)
        raise call.wrong(f"{call.name} is of a vector or a matrix, and this is a number")
    if is_vector(x):
        found = call.axis(x, 0 if x.is_column else 1)
    else:
        found = call.axis(x, None)
        if found is None:
            found = call.reading.classes
            lines = ("each column", 0) if found == 0 else ("each row", 1)
            if call.name in SHARES:
                call.reading.remark(f"{call.name} is taken over {lines[0]}, axis={lines[1]}")
    assert found is not None
    return found


def tempered(call: Called, x: Term) -> Term:
    """The logits over the temperature."""
    if "temperature" not in call.options:
        return x
    told = call.term("temperature", number(1))
    if told.op == "number" and not told.value.is_positive:
        raise call.refused("a temperature is above 0", "write temperature=1 or leave it out")
    over = algebra.power(told, sp.S.NegativeOne)
    return scaled(x, over, kept=call.reading.defined)


@called("softmax", options="axis temperature")
def softmax(call: Called, x: Term) -> Term:
    """e to each entry over the sum of these."""
    return algebra.softmax(tempered(call, x), classes(call, x))


@called("log_softmax", options="axis temperature")
def log_softmax(call: Called, x: Term) -> Term:
    """The logarithm of the softmax, computed without it."""
    return algebra.log_softmax(tempered(call, x), classes(call, x))


@called("logsumexp", options="axis keepdims")
def logsumexp(call: Called, x: Term) -> Term:
    """The logarithm of the sum of e to the entries; of a vector a number."""
    if x.is_scalar:
        return x
    whole = algebra.logsumexp(x, classes(call, x))
    return algebra.item(whole) if whole.shape == (ONE, ONE) else whole
