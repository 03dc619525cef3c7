"""Extrema of functions that come again, as a maximum at x = π/2 + 2kπ."""

from __future__ import annotations

import re

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, right, undecided, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.points.claims import MAXIMUM, MINIMUM, Unclear, claims_of
from symcalc.grading.points.recurring import GAINED, LOST, VALUE, counts, recurring
from symcalc.grading.policy import Policy
from symcalc.grading.solutions.saying import place
from symcalc.grading.spoken import COUNTING
from symcalc.grading.told import Told
from symcalc.reading import read_strictly

OTHERS = re.compile(r"critical|stationary|saddle|inflection|absolute|global|value", re.IGNORECASE)
NO_SUCH = "At {place} there is no {kind}."
MISSING = "The {kind} at {place} is missing."
HEIGHT = "The places are right. A value is not."
DOUBTFUL = "the points could not all be compared."


@answer_kind("endless-extrema", rank=1)
def endless_extrema(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """All points together; only where the answer has a letter that counts."""
    del policy
    if asked.kind != "extrema" or asked.question.subject_to or len(asked.body.symbols) != 1:
        return None
    (x,) = asked.body.symbols
    typed, text = COUNTING.sub("", told.typed), asked.question.text
    if OTHERS.search(text):
        return None
    try:
        claims = claims_of(typed, (x,), lambda piece: read_strictly(piece, symbols=(x,)))
    except Unclear:
        return None
    if not counts(claims, x):
        return None
    named = [k for k, word in ((MINIMUM, "minim"), (MAXIMUM, "maxim")) if word in text.lower()]
    found, kind, where = recurring(asked.body.expr, x, claims, named or (MINIMUM, MAXIMUM))
    if not found:
        return undecided(DOUBTFUL)
    if where is None:
        return wrong(HEIGHT) if found == VALUE else right(proof="exact")
    notes = {GAINED: (NO_SUCH, "solutions-gained"), LOST: (MISSING, "solutions-lost")}
    said, note = notes[found]
    return wrong(said.format(kind=kind, place=place({x: where}, (x,))), note=note, proof="exact")
