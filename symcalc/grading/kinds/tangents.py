"""Tangents: an equation of the line, or its height."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding
from symcalc.grading.kinds.formulas import compared
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told
from symcalc.notation import Notation
from symcalc.primitives import arrange


@answer_kind("tangent", rank=4)
def tangent(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """The line as a formula, however the learner's equation is arranged."""
    del policy
    if asked.kind != "tangent" or asked.derivation is None:
        return None
    line = asked.derivation.result
    if line.head != "relation":
        return None
    return compared(asked, solved_for(told.whole, line.parts[0].expr))


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
