"""Maximum likelihood estimates from data: whatever makes the likelihood as great is one."""

from __future__ import annotations

import sympy as sp

from symcalc.checking.likelihoods import SLACK, GreatestLikelihood
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, right
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.shapes import paired
from symcalc.grading.told import Told
from symcalc.writing.text import text

APART = 1e-3  # a rounded estimate is another matter
AS_GREAT = "The likelihood is as great there as at {estimate}: the estimate is not the only one."


@answer_kind("estimates", rank=5)
def estimates(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Another point at which the likelihood of the draws is as great as at the estimate."""
    claim = _claim(asked)
    if policy.tolerance or claim is None:
        return None
    pairs = paired(asked.right.expr, told.expr)
    if pairs is None or len(pairs) != len(claim.estimate):
        return None
    if any(mine.free_symbols or not mine.is_real or mine.has(sp.Float) for _, mine in pairs):
        return None
    if all(sp.N(wanted - mine, 20) == 0 for wanted, mine in pairs):
        return None
    if any(
        abs(float(v) - float(w)) > APART
        for (_, v), (w, _) in zip(claim.estimate, pairs, strict=True)
    ):
        return None  # a function of the estimate is asked for
    letters = [s for s, _ in claim.estimate]
    point = {s: float(mine) for s, (_, mine) in zip(letters, pairs, strict=True)}
    best = claim.worth(dict(claim.estimate))
    off = max(abs(float(wanted - mine)) for wanted, mine in pairs)
    if off < APART or abs(claim.worth(point) - best) > SLACK / 1000 * max(1.0, abs(best)):
        return None
    return right(AS_GREAT.format(estimate=text(asked.right)), proof="sampled")


def _claim(asked: Asked) -> GreatestLikelihood | None:
    """What bears out an estimate from data, where the question asks for one."""
    if asked.kind != "likelihood" or asked.derivation is None or asked.derivation.value is None:
        return None
    found = asked.derivation.claims
    return next((c for c in found if isinstance(c, GreatestLikelihood)), None)
