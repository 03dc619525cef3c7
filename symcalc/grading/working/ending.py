"""The last line of a working as an answer."""

from __future__ import annotations

from symcalc.errors import NotFoundError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, undecided
from symcalc.grading.forms import formed
from symcalc.grading.kinds import judged
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told


def ending(asked: Asked, told: Told, policy: Policy) -> Finding:
    """The verdict on the last line as an answer, in parts."""
    try:
        seen = judged(asked, told, policy)
    except NotFoundError as error:
        return undecided(f"{error.what}.", "not-found")
    return formed(asked, told, seen, policy.form)
