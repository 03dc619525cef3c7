"""Means, variances, layer normalisation: made of sums and products."""

from __future__ import annotations

import sympy as sp

from symcalc.matrix.algebra.functions import norm
from symcalc.matrix.algebra.products import along, hadamard, inner, power, total
from symcalc.matrix.algebra.sums import mapped, minus, plus, spread, times
from symcalc.matrix.term import Term, number


def mean(term: Term) -> Term:
    """The mean of all entries."""
    return times(number(1 / sp.Mul(*term.shape)), total(term))


def mean_along(term: Term, axis: int) -> Term:
    """The mean along an axis, which is left with the size 1; that of a column is a number."""
    summed = total(term) if term.is_column and axis == 0 else along(term, axis)
    return times(number(1 / term.shape[axis]), summed)


def variance_along(term: Term, axis: int) -> Term:
    """The mean of the squared distances from the mean, along an axis."""
    apart = minus(term, spread(mean_along(term, axis), term.shape))
    return mean_along(hadamard(apart, apart), axis)


def layer_norm(
    term: Term, axis: int, epsilon: Term, weight: Term | None = None, bias: Term | None = None
) -> Term:
    """γ ∘ (x − μ)/√(σ² + ε) + β, along an axis; γ and β are repeated over the other."""
    apart = minus(term, spread(mean_along(term, axis), term.shape))
    variance = mean_along(hadamard(apart, apart), axis)
    deviation = mapped("sqrt", plus(variance, spread(epsilon, variance.shape)))
    made = hadamard(apart, spread(power(deviation, sp.S.NegativeOne), term.shape))
    if weight is not None:
        made = hadamard(spread(weight, term.shape), made)
    return made if bias is None else plus(made, spread(bias, term.shape))


def cosine(left: Term, right: Term) -> Term:
    """The cosine of the angle between two columns: xᵀy/(‖x‖ ‖y‖)."""
    over = [power(norm(one), sp.S.NegativeOne) for one in (left, right)]
    return times(inner(left, right), *over)
