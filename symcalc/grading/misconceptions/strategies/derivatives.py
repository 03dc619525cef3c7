"""Derivatives, with a wrong rule or a slip of algebra."""

from __future__ import annotations

from collections.abc import Iterator

from symcalc.grading.asked import Asked
from symcalc.grading.misconceptions.outcomes import Wrong
from symcalc.grading.misconceptions.slopes import sloped
from symcalc.grading.misconceptions.strategy import strategy


@strategy("derivative")
def derivative(asked: Asked) -> Iterator[Wrong]:
    """A first derivative, the formula as written."""
    if len(asked.wrt) == 1 and not asked.question.at:
        yield from sloped(asked.body, asked.wrt[0]).wrong
