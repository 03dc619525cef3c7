"""Whether an integral, a sum or a limit converges, where no more is said."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.spoken import says_convergent
from symcalc.grading.told import Told

ASKS = re.compile(
    r"\s*(?:does|whether|(?:find\s+out|determine|decide)\s+(?:whether|if))\b.*?"
    r"\b(?P<verb>converge|diverge|exist)s?(?:\s+or\s+(?:not|diverges?|converges?))?\s*[?.]?\s*",
    re.IGNORECASE | re.DOTALL,
)
ONE_NUMBER = ("integral", "limit", "formula")
VALUE = "It converges. Say also to which value."
DIVERGES = "It does not converge."
CONVERGES = "It converges."
UNCLEAR = "it is not known whether it converges."
NOT_ASKED = "it is not asked whether something converges."


@answer_kind("converging", rank=1)
def converging(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Converges, yes, no."""
    del policy
    asks = ASKS.fullmatch(asked.question.text)
    yes = says_convergent(told.typed)
    said = told.typed.lower().strip(" .!")
    if not yes and not (asks and said in ("yes", "no")):
        return None
    if asked.kind not in ONE_NUMBER:
        return undecided(NOT_ASKED, "unsupported")
    if not yes:
        assert asks is not None
        yes = (said == "yes") != (asks["verb"].lower() == "diverge")
    return _told(asked.right.expr, yes=yes, asks=bool(asks))


def _told(value: sp.Basic, *, yes: bool, asks: bool) -> Finding:
    endless = value in (sp.nan, sp.oo, -sp.oo)
    known = endless or (isinstance(value, sp.Expr) and value.is_number and value.is_finite)
    if not known or value.has(sp.Integral, sp.Sum, sp.Limit):
        return undecided(UNCLEAR)
    if endless == yes:
        return wrong(DIVERGES if endless else CONVERGES, note="convergence")
    return right(proof="exact") if asks or endless else partly("incomplete", VALUE, proof="exact")
