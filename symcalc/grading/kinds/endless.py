"""Infinity, and that there is no such number."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, right, undecided, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told

ENDLESS = frozenset((sp.nan, sp.oo, -sp.oo))


@answer_kind("endless", rank=3)
def endless(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Where one of the two is infinite, or says that there is none."""
    del policy
    mine = told.expr
    if asked.kind == "formula" and mine is sp.nan:
        return undecided("a formula was asked for; say for which x it has no value.")
    wanted = asked.right.expr
    if not ENDLESS & {wanted, mine}:
        return None
    if mine == wanted:
        return right(proof="exact")
    if not all(side in ENDLESS or side.is_finite for side in (mine, wanted)):
        return undecided("is the answer a number?")
    if wanted is sp.nan:
        why = "does not exist"
    else:
        why = "is infinite" if wanted in ENDLESS else "exists, and is a number"
    return wrong(f"The {asked.noun} {why}.")
