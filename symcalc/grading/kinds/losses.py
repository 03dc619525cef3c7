"""Losses from likelihoods: right up to a factor and a constant is not the whole of it."""

from __future__ import annotations

import sympy as sp

from symcalc.checking.sampling import compare
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told

SMALL = 200  # operations of what is compared
SCALED = (
    "It is least at the same {theta}: it is the negative log-density up to a factor and a constant "
    "that {theta} does not change. All of it is asked for."
)


@answer_kind("loss", rank=5)
def loss(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """(y − m)² for the loss of a normal law."""
    found = asked.derivation if asked.kind == "loss-from-likelihood" else None
    if found is None or policy.tolerance or len(found.question.wrt) != 1:
        return None
    (theta,), mine = found.question.wrt, told.expr
    scalar = isinstance(mine, sp.Expr) and not mine.is_Matrix
    if not scalar or sp.count_ops(mine) > SMALL or theta not in mine.free_symbols:
        return None
    wanted = asked.right.expr
    fixed = set().union(*(c.free_symbols for c in asked.conditions), set()) - {theta}
    positive = {
        s: sp.Dummy(s.name, positive=True) for s in fixed if sp.Gt(s, 0) in asked.conditions
    }
    slopes = [side.diff(theta) for side in (wanted, mine)]
    ratio = sp.simplify(slopes[1] / slopes[0]).xreplace(positive)
    if ratio.free_symbols - set(positive.values()) or not ratio.is_positive:
        return None
    held = sp.Piecewise((wanted, sp.And(*asked.conditions)))
    if ratio == 1 and compare(wanted, mine, on=held).status == "equal":
        return right(proof="sampled")
    back = {dummy: s for s, dummy in positive.items()}
    if not _is_left_out(wanted, mine, ratio.xreplace(back), theta, fixed):
        return None
    return partly("incomplete", SCALED.format(theta=theta), proof="sampled")


def _is_left_out(
    wanted: sp.Expr, mine: sp.Expr, ratio: sp.Expr, theta: sp.Symbol, scales: set[sp.Symbol]
) -> bool:
    """Whether all that is left out is a factor, and terms; ln s + (y − m)²/s² mixes them up."""
    free, core = wanted.as_independent(theta, as_Add=True)
    rest = sp.simplify(mine - ratio * core)
    whole = sp.simplify(sp.expand_log(rest - ratio * free, force=True))
    return not rest.free_symbols & scales or not whole.free_symbols & scales
