"""Runs of gradient descent, updates of optimisers: what comes out of a wrong step."""

from __future__ import annotations

from collections.abc import Iterator

from symcalc.grading.asked import Asked
from symcalc.grading.misconceptions.outcomes import Wrong
from symcalc.grading.misconceptions.strategies.derivatives import wholly
from symcalc.grading.misconceptions.strategy import strategy


@strategy("descent", "optimiser")
def run(asked: Asked) -> Iterator[Wrong]:
    """Wrong rules about the step."""
    yield from wholly(asked)
