"""The slope of a curve: two formulas may differ in the plane, and agree on the curve."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.checking.curves import Slopes
from symcalc.checking.report import Worst
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, right, undecided, wrong
from symcalc.grading.kinds.formulas import compared
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told
from symcalc.writing.text import text

SEEN = "At the point {place} of the curve yours is {got}, the {noun} is {wanted}."
DOUBT = "too few points of the curve were found."
SAME = "On the curve it is the same as {answer}."


@answer_kind("slope-of-a-curve", rank=4)
def slope(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Compare in the plane, and if that fails, on the curve."""
    del policy
    if asked.kind != "implicit" or asked.derivation is None:
        return None
    found = compared(asked, told.node)
    if found.note != "different" or not isinstance(told.expr, sp.Expr):
        return found
    (claim,) = asked.derivation.claims
    assert isinstance(claim, Slopes)
    report = replace(claim, told=(*claim.told[:-1], told.expr)).check()
    if report.status == "agrees":
        return right(SAME.format(answer=text(asked.right)), proof="sampled")
    if report.status == "undecided" or report.worst is None:
        return undecided(DOUBT)
    return wrong(seen=_seen(report.worst, asked.noun))


def _seen(worst: Worst, noun: str) -> str:
    place = ", ".join(f"{name} = {value:.4g}" for name, value in worst.point.items())
    got, wanted = (f"{value:.4g}" for value in (worst.got, worst.expected))
    return SEEN.format(place=place, got=got, noun=noun, wanted=wanted).replace("-", "−")
