"""The slope of a curve: two formulas may differ in the plane, and agree on the curve."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import sympy as sp

from symcalc.checking.curves import Slopes, points_on
from symcalc.checking.report import Worst
from symcalc.figures import in_figures
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.formulas import RIGHT_FOR, compared
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.stretches import in_pieces
from symcalc.grading.told import Told
from symcalc.primitives import arrange
from symcalc.writing.text import text

SEEN = "At the point {place} of the curve yours is {got}, the {noun} is {wanted}."
DOUBT = "too few points of the curve were found."
POINTS, FIRST, LEAST = 24, 5, 5  # of the curve: looked at, before most are given up, on a half
OPEN = "{answer} has the right value there; the point is still to be put in."
OTHER = "A number is asked for, and {answer} has another one at the point."
SAME = "On the curve it is the same as {answer}."


@answer_kind("slope-of-a-curve", rank=4)
def slope(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Compare in the plane, and if that fails, on the curve."""
    del policy
    if asked.kind != "implicit" or asked.derivation is None:
        return None
    if asked.question.at:
        return _at_point(asked, told)
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
    said, half = _seen(report.worst, asked.noun), _half(claim, told.expr)
    if not half:
        return wrong(seen=said)
    cause = RIGHT_FOR.format(where=half, seen=said[:1].lower() + said[1:])
    return partly("domain-differs", cause, proof="sampled", domain=half)


def _at_point(asked: Asked, told: Told) -> Finding:
    """A number is wanted; a formula is looked at there, and not elsewhere on the curve."""
    point, letters = dict(asked.question.at), told.expr.free_symbols
    if not isinstance(told.expr, sp.Expr) or not letters or not letters <= point.keys():
        return compared(asked, told.node)
    here = arrange(told.expr.xreplace(point))
    found = compared(asked, here)
    if found.status == "correct":
        return wrong(OPEN.format(answer=text(told.node)), proof="exact")
    return replace(found, causes=(OTHER.format(answer=text(told.node)),))


def _half(claim: Slopes, told: sp.Expr) -> str:
    """The half of the curve on which an answer is right, as an inequality; "" where there is none.

    On the other half it is wrong at a point at least.
    """
    if in_pieces(claim.gap) or in_pieces(told):
        return ""
    mine = replace(claim, told=(*claim.told[:-1], told))
    sides: dict[tuple[sp.Symbol, bool], list[str]] = {}
    for k, place in enumerate(islice(points_on(claim.gap, claim.x, claim.y), POINTS)):
        status = replace(mine, at=(place,)).check().status
        for letter in (claim.y, claim.x):
            sides.setdefault((letter, bool(place[letter] > 0)), []).append(status)
        if k == FIRST and all("disagrees" in found for found in sides.values()):
            return ""
    for (letter, above), found in sides.items():
        across = sides.get((letter, not above), [])
        if found.count("agrees") >= LEAST and "disagrees" not in found and "disagrees" in across:
            return f"{letter.name} {'>' if above else '<'} 0"
    return ""


def _seen(worst: Worst, noun: str) -> str:
    place = ", ".join(f"{name} = {in_figures(value, 4)}" for name, value in worst.point.items())
    got, wanted = (in_figures(value, 4) for value in (worst.got, worst.expected))
    return SEEN.format(place=place, got=got, noun=noun, wanted=wanted)
