"""What a way of working out a multiple integral found."""

from __future__ import annotations

from dataclasses import dataclass, replace

import sympy as sp

from symcalc.checking.claims import Claim
from symcalc.checking.iterated import check_volumes
from symcalc.notation import Notation
from symcalc.steps import Step, walk
from symcalc.writing.text import text


@dataclass(frozen=True)
class Found:
    """The steps to a value; `ending` is the sentence where there is none.

    `claims` bear out that an integral diverges. `way` names how it was found: "straight",
    "product", "exchanged" or "polar".
    """

    way: str
    steps: tuple[Step, ...]
    after: Notation
    ending: str = ""
    conditions: tuple[sp.Basic, ...] = ()
    remarks: tuple[str, ...] = ()
    special: bool = False
    claims: tuple[Claim, ...] = ()

    @property
    def length(self) -> int:
        """How many steps it takes."""
        return len(list(walk(self.steps)))

    def behind(self, way: str, *steps: Step) -> Found:
        """The same after steps that lead to it."""
        return replace(self, way=way, steps=(*steps, *self.steps))


def checked(step: Step) -> Step:
    """A step between integrals, once quadrature bears it out.

    A step that is wrong is our own mistake, and never shown: it raises AssertionError.
    """
    if check_volumes(step.before.expr, step.after.expr).status == "disagrees":
        raise AssertionError(f"the step {step.rule} is wrong: {text(step.before)}")
    return step
