"""Derivatives of integrals by what stands in their limits."""

from __future__ import annotations

from collections.abc import Iterator

from symcalc.grading.asked import Asked
from symcalc.grading.misconceptions.outcomes import Wrong, done_at
from symcalc.grading.misconceptions.sites import VariableBound
from symcalc.grading.misconceptions.strategy import strategy

BETWEEN = 4  # parts of an integral with limits


@strategy("derivative")
def variable_limits(asked: Asked) -> Iterator[Wrong]:
    """d/dx of an integral as a whole, whose integrand has no x."""
    body = asked.body
    if body.head != "integral" or len(body.parts) != BETWEEN or len(asked.wrt) != 1:
        return
    f, t, lower, upper = (part.expr for part in body.parts)
    x, right = asked.wrt[0], asked.right.expr
    if x in f.free_symbols and x != t:
        return
    yield from done_at(VariableBound(body, f, t, x, lower, upper, right)).wrong
