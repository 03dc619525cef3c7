"""Answers about curves: an equation for a line, a slope that holds on the curve alone."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.checking.curves import Slopes
from symcalc.checking.report import Worst
from symcalc.derivation import Derivation
from symcalc.grading.verdict import Verdict
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.writing.text import text

WRONG = "Incorrect. At the point {place} of the curve yours is {got}, the {noun} is {wanted}."
DOUBT = "I could not decide: too few points of the curve were found."
SAME = "Correct. On the curve it is the same as {answer}."


def solved_for(told: Notation, letter: sp.Symbol) -> Notation:
    """6x − 9 of 6x − y = 9, for the letter y; anything that is no such line as it is."""
    if told.head != "relation" or told.text != "=":
        return told
    left, right = told.parts
    if left.head == "name" and left.expr == letter and letter not in right.symbols:
        return right
    gap = left.expr - right.expr
    slope = gap.diff(letter)
    if not slope.is_number or slope == 0:
        return told
    return arrange(sp.expand(letter - gap / slope))


def on_curve(right: Derivation, told: Notation, noun: str, verdict: Verdict) -> Verdict:
    """The verdict on a slope: two formulas may differ in the plane, and agree on the curve."""
    (claim,) = right.claims
    if verdict.note != "different" or not isinstance(told.expr, sp.Expr):
        return verdict
    assert isinstance(claim, Slopes)
    report = replace(claim, told=(*claim.told[:-1], told.expr)).check()
    if report.status == "agrees":
        return Verdict(
            "correct", "correct", SAME.format(answer=text(right.result)), proof="sampled"
        )
    if report.status == "undecided" or report.worst is None:
        return Verdict("undecided", "undecided", DOUBT)
    return Verdict("incorrect", "different", _seen(report.worst, noun))


def _seen(worst: Worst, noun: str) -> str:
    place = ", ".join(f"{name} = {value:.4g}" for name, value in worst.point.items())
    got, wanted = (f"{value:.4g}" for value in (worst.got, worst.expected))
    told = WRONG.format(place=place, got=got, noun=noun, wanted=wanted)
    return told.replace("-", "−")
