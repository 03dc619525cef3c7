"""Answers to "are X and Y independent?"."""

from __future__ import annotations

import re

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, right, undecided, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.spoken import plainly
from symcalc.grading.told import Told

SUBJECT = r"(?:they are |x and y are |it is |are )?"
YES = re.compile(rf"yes(?:,? {SUBJECT}independent)?|{SUBJECT}independent|true")
NO = re.compile(
    rf"no(?:,? {SUBJECT}(?:not independent|dependent))?"
    rf"|{SUBJECT}(?:not independent|dependent)|false"
)
UNCLEAR = "I cannot tell whether the answer is yes or no."


@answer_kind("independence", rank=1)
def independence(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Yes or no, in a few words."""
    del policy
    if asked.kind != "independence" or asked.derivation is None:
        return None
    said = plainly(told.typed)
    if not YES.fullmatch(said) and not NO.fullmatch(said):
        return undecided(UNCLEAR, "unsupported")
    agrees = bool(YES.fullmatch(said)) == (asked.derivation.answer == "independent")
    return right(proof="exact") if agrees else wrong(proof="exact")
