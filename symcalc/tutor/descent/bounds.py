"""How long a run may be: what it keeps, and the rows of data it goes through."""

from __future__ import annotations

from symcalc.errors import TooLargeError
from symcalc.tutor.descent.objective import Objective
from symcalc.tutor.words.descent import FAILS, HINTS

LARGEST = 30_000_000  # numbers that a run keeps
WORK = 1_000_000_000  # rows of data that the steps go through, one after another


def rows(objective: Objective) -> int:
    """How many rows of data a step goes through."""
    return 1 if objective.batches is None else objective.batches.size


def bounded(steps: int, objective: Objective) -> None:
    """Let a run pass that is not too long.

    Raises
    ------
    TooLargeError
        If it keeps too many numbers, or goes through too many rows.
    """
    for key, n, most in (("large", len(objective.names), LARGEST), ("work", rows(objective), WORK)):
        if steps * n > most:
            told = FAILS[key].format(steps=steps, n=n, total=steps * n, most=most)
            raise TooLargeError(told, hint=HINTS[key])
