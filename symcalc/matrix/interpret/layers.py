"""Layers and losses of networks, put together from sums and products."""

from __future__ import annotations

import sympy as sp

from symcalc.errors import ShapeError
from symcalc.matrix import algebra
from symcalc.matrix.interpret import told
from symcalc.matrix.interpret.arithmetic import (
    added,
    entries_to,
    scaled,
    unrepeated,
)
from symcalc.matrix.interpret.calls import Called, called, is_vector
from symcalc.matrix.interpret.pairs import MINUS_ONE, combined, lying, product_of
from symcalc.matrix.interpret.reductions import (
    TWO,
    apart,
    averaged,
    classes,
    spread_of,
    summed,
)
from symcalc.matrix.term import ONE, Term, made, number, same

SMALL = sp.Rational(1, 10**5)  # what normalisations add to a variance, as PyTorch does


def negative(call: Called, term: Term) -> Term:
    """−u, as it is written."""
    return scaled(number(-1), term, kept=call.reading.defined)


def sum_of(call: Called, *terms: Term) -> Term:
    """A sum as it is written, in which names stay."""
    return added(terms, call.reading.defined)


def plus_number(call: Called, x: Term, value: sp.Expr) -> Term:
    """x + ε, or x alone where ε is 0."""
    return x if value == 0 else sum_of(call, *call.reading.fitted([x, number(value)], "added"))


def normed(call: Called, centred: Term, square: Term) -> Term:
    """What is centred, over the root of a mean square."""
    small = plus_number(call, square, call.number("eps", SMALL))
    root = algebra.mapped("sqrt", small)
    top, bottom = call.reading.fitted([centred, root], "divided")
    return product_of(call, top, algebra.power(bottom, MINUS_ONE))


def affine(call: Called, x: Term, gamma: Term | None, beta: Term | None) -> Term:
    """γ ∘ x + β."""
    if gamma is not None:
        nodes = call.given["x"], call.given["gamma"]
        x, gamma = call.reading.fitted([x, gamma], "multiplied entry by entry", nodes)
        x = product_of(call, gamma, x)
    if beta is None:
        return x
    nodes = call.given["x"], call.given["beta"]
    return sum_of(call, *call.reading.fitted([x, beta], "added", nodes))


@called("layernorm", takes="x, gamma=, beta=", options="eps axis")
def layernorm(call: Called, x: Term, gamma: Term | None = None, beta: Term | None = None) -> Term:
    """γ ∘ (x − μ)/√(σ² + ε) + β over the entries of each sample."""
    axis = classes(call, x)
    return affine(
        call,
        normed(call, apart(call, x, axis), spread_of(call, x, axis)),
        gamma,
        beta,
    )


@called("batchnorm", takes="x, gamma=, beta=", options="eps axis")
def batchnorm(call: Called, x: Term, gamma: Term | None = None, beta: Term | None = None) -> Term:
    """γ ∘ (x − μ)/√(σ² + ε) + β over the samples."""
    if x.is_scalar or is_vector(x):
        what = "batchnorm is of a batch of samples, a matrix"
        raise call.wrong(what, "layernorm(x) is over the entries of one vector")
    axis = call.axis(x, 1 - call.reading.classes)
    assert axis is not None
    return affine(
        call,
        normed(call, apart(call, x, axis), spread_of(call, x, axis)),
        gamma,
        beta,
    )


@called("rmsnorm", takes="x, gamma=", options="eps axis")
def rmsnorm(call: Called, x: Term, gamma: Term | None = None) -> Term:
    """γ ∘ x/√(mean of x² + ε) over the entries of each sample."""
    axis = classes(call, x)
    square = averaged(entries_to(x, TWO), axis)
    return affine(call, normed(call, x, square), gamma, None)


@called("normalize", options="axis p eps")
def normalize(call: Called, x: Term) -> Term:
    """x / ‖x‖; of a matrix each sample."""
    if x.is_scalar:
        raise call.wrong("normalize is of a vector or a matrix, and this is a number")
    if call.number("p", 2) != 2 or "eps" in call.options:
        raise call.refused("normalize with p or eps cannot be read yet", "write x / norm(x, 1)")
    if is_vector(x) and "axis" not in call.options:
        over = algebra.power(algebra.norm(x), MINUS_ONE)
        return scaled(over, x, kept=call.reading.defined)
    axis = classes(call, x)
    lengths = algebra.mapped("sqrt", summed(entries_to(x, TWO), axis))
    top, bottom = call.reading.fitted([x, lengths], "divided")
    return product_of(call, top, algebra.power(bottom, MINUS_ONE))


# ---- losses


def reduced(call: Called, x: Term, count: sp.Expr | None = None) -> Term:
    """The mean over the entries, or what reduction= says; over `count`, if that is given."""
    given = call.options.get("reduction")
    word = given.text if given is not None else "mean"
    if word == "none":
        return x
    if word not in ("sum", "mean"):
        raise call.refused(f"the reduction {word} is not known", 'it is "mean", "sum" or "none"')
    if word == "sum" or x.is_scalar:
        return summed(x, None)
    return averaged(x, None) if count is None else scaled(number(1 / count), summed(x, None))


@called("mse", takes="p, y", options="reduction")
def mse(call: Called, p: Term, y: Term) -> Term:
    """The mean of the squares of the differences."""
    left, right = combined(call, "subtracted", p, y)
    return reduced(call, entries_to(sum_of(call, left, negative(call, right)), TWO))


@called("mae", takes="p, y", options="reduction")
def mae(call: Called, p: Term, y: Term) -> Term:
    """The mean of the absolute differences."""
    left, right = combined(call, "subtracted", p, y)
    return reduced(call, algebra.mapped("abs", sum_of(call, left, negative(call, right))))


@called("huber", takes="p, y, delta=", options="reduction")
def huber(call: Called, p: Term, y: Term, delta: Term | None = None) -> Term:
    """Half the square of a difference up to δ, and a line from there on."""
    left, right = combined(call, "subtracted", p, y)
    gap = sum_of(call, left, negative(call, right))
    edge = number(1) if delta is None else delta
    if not edge.is_scalar:
        raise call.wrong(f"delta is a number, and this is {told.told(edge.shape)}")
    size = algebra.mapped("abs", gap)
    inside = scaled(number(sp.S.Half), entries_to(gap, TWO))
    shifted = call.reading.fitted([size, scaled(number(-sp.S.Half), edge)], "subtracted")
    line = scaled(edge, sum_of(call, *shifted))
    return reduced(
        call, algebra.mapped("select", algebra.mapped("less-equal", size, edge), inside, line)
    )


@called("binary_cross_entropy", takes="p, y", options="reduction")
def binary_cross_entropy(call: Called, p: Term, y: Term) -> Term:
    """The mean of −y log p − (1 − y) log(1 − p)."""
    p, y = combined(call, "compared", p, y)
    left, right = one_less(call, p), one_less(call, y)
    yes = product_of(call, y, algebra.mapped("log", unrepeated(p)))
    no = product_of(call, right, algebra.mapped("log", left))
    return reduced(call, sum_of(call, negative(call, yes), negative(call, no)))


def one_less(call: Called, x: Term) -> Term:
    """1 − x."""
    return sum_of(call, *call.reading.fitted([number(1), negative(call, x)], "added"))


@called("bce_with_logits", takes="z, y", options="reduction")
def bce_with_logits(call: Called, z: Term, y: Term) -> Term:
    """The mean of softplus(z) − y z: binary cross-entropy of sigmoid(z)."""
    z, y = combined(call, "compared", z, y)
    return reduced(
        call, sum_of(call, algebra.mapped("softplus", z), negative(call, product_of(call, y, z)))
    )


@called("cross_entropy", takes="z, y", options="reduction")
def cross_entropy(call: Called, z: Term, y: Term) -> Term:
    """Of logits and one-hot labels: the mean over the samples of logsumexp(z) − yᵀz."""
    if z.is_scalar or not same(z.shape, y.shape):
        raise _labels(call, z, y)
    axis = classes(call, z)
    summed_up = algebra.logsumexp(z, axis)
    if summed_up.shape == (ONE, ONE):
        product = made("matmul", (lying(y), lying(z, up=True)), (ONE, ONE))
        return sum_of(call, algebra.item(summed_up), negative(call, algebra.item(product)))
    if call.options.get("reduction") is not None and call.options["reduction"].text == "none":
        return sum_of(call, summed_up, negative(call, summed(product_of(call, y, z), axis)))
    right = summed(product_of(call, y, z), None)
    loss = sum_of(call, summed(summed_up, None), negative(call, right))
    if call.options.get("reduction") is not None and call.options["reduction"].text == "sum":
        return loss
    return scaled(number(1 / z.shape[1 - axis]), loss)


def _labels(call: Called, z: Term, y: Term) -> Exception:
    """The error of labels that are not of the shape of the logits."""
    names = [told.label(part) for part in call.node.parts[:2]]
    what = (
        f"the logits {names[0]}".rstrip()
        + f" are {told.told(z.shape)} and the labels {names[1]}".rstrip()
        + f" are {told.told(y.shape)}: both need one shape"
    )
    hint = "labels are one-hot, of the shape of the logits"
    axis = call.reading.classes
    if names[1] and y.is_column and z.shape and same(z.shape[1 - axis :][:1], y.shape[:1]):
        hint = f"labels are one-hot: write onehot({names[1]}, {z.shape[axis]})"
    error = ShapeError(what, hint=hint)
    return call.reading.placed(error, *call.node.parts[1:2], call.node)
