"""A direction: any positive multiple of it points the same way."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, right, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.shapes import paired
from symcalc.grading.told import Told
from symcalc.tutor.linear.numbers import is_zero, sign
from symcalc.writing.text import text

OPPOSITE = "This points the opposite way."
OTHER = "A right direction is {right}, or any positive multiple of it."


@answer_kind("direction", rank=1)
def direction(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """The direction of steepest descent, of whatever length."""
    del policy
    if asked.kind != "steepest" or asked.derivation is None:
        return None
    pairs = paired(asked.right.expr, told.expr)
    if pairs is None or any(side.free_symbols or not side.is_finite for p in pairs for side in p):
        return None
    wanted, mine = (sp.Matrix([p[k] for p in pairs]) for k in (0, 1))
    parallel = sp.Matrix([wanted[i] * mine[j] - wanted[j] * mine[i] for i, j in _ways(len(pairs))])
    along = sign(wanted.dot(mine))
    if all(map(is_zero, parallel)) and along > 0:
        return right(proof="exact")
    if all(map(is_zero, parallel)) and along < 0:
        return wrong(OPPOSITE, note="sign-error", proof="exact")
    off = abs(sp.N((wanted / wanted.norm() - mine / mine.norm()).norm(), 15)) if any(mine) else 1
    if off < NEAR:
        return right(proof="sampled")
    return wrong(OTHER.format(right=text(asked.right)), proof="exact")


NEAR = 1e-3  # of a direction in decimals, of length 1


def _ways(count: int) -> list[tuple[int, int]]:
    """Pairs of components; none where there is one."""
    return [(i, j) for i in range(count) for j in range(i)]
