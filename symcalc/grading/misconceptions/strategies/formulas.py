"""Formulas that are rewritten."""

from __future__ import annotations

from collections.abc import Iterator

from symcalc.grading.asked import Asked
from symcalc.grading.misconceptions.outcomes import Wrong
from symcalc.grading.misconceptions.rewriting import rewritten
from symcalc.grading.misconceptions.strategy import strategy


@strategy("formula")
def formula(asked: Asked) -> Iterator[Wrong]:
    """Slips of algebra in the formula itself."""
    yield from rewritten(asked.body).wrong
