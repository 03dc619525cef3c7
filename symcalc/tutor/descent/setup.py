"""Setup: everything that a run is asked to be, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from symcalc.notation import Notation
from symcalc.tutor.descent.methods import Method
from symcalc.tutor.descent.objective import Objective
from symcalc.tutor.descent.run import Plan
from symcalc.tutor.descent.schedules import Schedule


@dataclass(frozen=True)
class Setup:
    """A run that is asked for.

    Attributes
    ----------
    objective : Objective
        What is made small.
    body : Notation or None
        Its formula as written; None of gradients as given.
    method : Method
        The row of the table.
    schedule : Schedule
        How the rate changes.
    rate : float
        What the schedule begins with.
    plan : Plan
        The rest, in numbers.
    more : mapping of names to floats
        The settings of the schedule.
    shown : int
        Of how many steps every number is shown.
    said : mapping of names to text
        The parts of the question's sentence.
    noted : tuple of str
        Remarks on how it was read.
    """

    objective: Objective
    body: Notation | None
    method: Method
    schedule: Schedule
    rate: float
    plan: Plan
    more: Mapping[str, float]
    shown: int
    said: Mapping[str, str] = field(repr=False)
    noted: tuple[str, ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The coordinates."""
        return self.objective.names
