"""Infinity, and that there is no such number."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.formula import Question
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.named import same
from symcalc.grading.policy import Policy
from symcalc.grading.spoken import says_divergent
from symcalc.grading.told import Told
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.structures import structure
from symcalc.tutor.answer import answer
from symcalc.writing.text import text

ENDLESS = frozenset((sp.nan, sp.oo, -sp.oo))
SIDES = {"-": "left", "+": "right"}
OTHER_SIGN = "It is infinite, with the other sign."
# An infinite limit is no number, so "does not exist" is true of it, as some books say it.
INFINITE = "As a number it does not exist; say how it fails: the values {grow} without bound."
ONE_SIDED = "That is what comes from the {side}; from the {other} it is {value}."
SEVERAL = "A limit is one value: where the sides give two, it does not exist."
NO_NUMBER = "a formula was asked for; say for which x it has no value."


@answer_kind("endless", rank=3)
def endless(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Where one of the two is infinite, or says that there is none."""
    del policy
    mine = told.expr
    if asked.kind == "formula" and mine is sp.nan:
        return undecided(NO_NUMBER)
    if asked.kind == "limit" and isinstance(mine, sp.Tuple) and len(set(mine.args)) > 1:
        return wrong(SEVERAL)
    wanted = asked.right.expr
    if not ENDLESS & {wanted, mine}:
        return None
    if mine == wanted or (wanted in ENDLESS and says_divergent(told.typed)):
        return right(proof="exact")
    if not all(side in ENDLESS or side.is_finite for side in (mine, wanted)):
        return undecided("is the answer a number?")
    return _wrong(asked, wanted, mine)


def _wrong(asked: Asked, wanted: sp.Expr, mine: sp.Expr) -> Finding:
    if wanted is sp.nan:
        return wrong(f"The {asked.noun} does not exist.", *_sided(asked, mine))
    if wanted not in ENDLESS:
        return wrong(f"The {asked.noun} exists, and is a number.")
    if mine is sp.nan and asked.kind == "limit":
        grow = "grow" if wanted is sp.oo else "fall"
        return partly("infinite-limit", INFINITE.format(grow=grow), proof="exact")
    return wrong(OTHER_SIGN if mine == -wanted else f"The {asked.noun} is infinite.")


def _sided(asked: Asked, mine: sp.Expr) -> list[str]:
    """What is said to a learner who gives the limit from one side."""
    limits = sides_of(asked.question) if asked.kind == "limit" else {}
    near = [side for side, value in limits.items() if value is not sp.nan and _equal(value, mine)]
    if len(limits) < len(SIDES) or len(near) != 1:
        return []
    (side,) = near
    (other,) = set(SIDES) - {side}
    value = limits[other]
    shown = "none" if value is sp.nan else text(arrange(value))
    return [ONE_SIDED.format(side=SIDES[side], other=SIDES[other], value=shown)]


def _equal(value: sp.Expr, mine: sp.Expr) -> bool:
    return value == mine or (not ENDLESS & {value, mine} and same(value, mine))


@lru_cache(maxsize=256)
def sides_of(question: Question) -> dict[str, sp.Expr]:
    """The limits from the left and from the right of a limit that has neither sign."""
    body = question.body
    if body.head != "limit" or body.text in SIDES or len(body.parts) != 3:
        return {}
    found = {}
    for side in SIDES:
        limit: Notation = structure("limit", *body.parts, text=side)
        try:
            found[side] = answer(replace(question, body=limit)).answer
        except SymcalcError:
            return {}
    return found
