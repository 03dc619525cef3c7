"""Tangents: an equation of the line, or its height."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly
from symcalc.grading.kinds.formulas import compared
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told
from symcalc.notation import Notation
from symcalc.primitives import arrange

SLOPE = "That is the slope of the tangent. Its equation is wanted."


@answer_kind("tangent", rank=4)
def tangent(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """The line as a formula, however the learner's equation is arranged."""
    del policy
    if asked.kind != "tangent" or asked.derivation is None:
        return None
    line = asked.derivation.result
    if line.head != "relation":
        return None
    found = compared(asked, solved_for(told.whole, line.parts[0].expr))
    height = asked.right.expr
    if found.status == "incorrect" and told.expr.is_number and isinstance(told.expr, sp.Expr):
        slopes = {derived(height, x) for x in asked.wrt[:1]}
        if len(height.free_symbols) == 1 and slopes == {told.expr}:
            return partly("incomplete", SLOPE, proof="exact")
    return found


def solved_for(told: Notation, letter: sp.Symbol) -> Notation:
    """6x − 9 of 6x − y = 9, for the letter y; anything that is no such line as it is."""
    if told.head != "relation" or told.text != "=":
        return told
    left, right = told.parts
    named = left.head == "name" and left.expr == letter
    function = left.head == "apply" and all(part.head == "name" for part in left.parts)
    if (named or function) and letter not in right.symbols:
        return right
    gap = left.expr - right.expr
    slope = gap.diff(letter)
    if not slope.is_number or slope == 0:
        return told
    return arrange(sp.expand(letter - gap / slope))
