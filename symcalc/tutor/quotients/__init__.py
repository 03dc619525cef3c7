"""Difference quotients, worked until h may go to 0: one function for each kind of formula."""

from __future__ import annotations

from collections.abc import Callable

from symcalc.notation import Notation
from symcalc.tutor.quotients.algebra import polynomial, rational, reciprocal_root, root
from symcalc.tutor.quotients.standard import cosine, exponential, logarithm, sine
from symcalc.tutor.quotients.working import Shift, Worked, over

__all__ = ["KINDS", "Shift", "Worked", "over", "work_out"]

# In the order in which they are tried.
KINDS: tuple[Callable[[Notation, Shift], Worked | None], ...] = (
    polynomial,
    reciprocal_root,
    rational,
    root,
    exponential,
    logarithm,
    sine,
    cosine,
)


def work_out(f: Notation, shift: Shift) -> Worked | None:
    """The working for a formula that is no sum of several, None where no kind fits."""
    return next((done for kind in KINDS if (done := kind(f, shift))), None)
