"""Questions about numerical integration: which rule, and on how many panels."""

from __future__ import annotations

import re
from dataclasses import replace

import sympy as sp

from symcalc.errors import ReadingError
from symcalc.formula import Question
from symcalc.notation import number, with_remarks
from symcalc.reading.integrals import integrated
from symcalc.reading.names import Names
from symcalc.reading.phrases import Phrase, Tail
from symcalc.reading.rules_worded import COUNT, NAMED

COUNTED = re.compile(COUNT, re.IGNORECASE)
WHOLE = re.compile(r"\d+")
LONGEST = 9  # digits of a number of panels
LEFT = (
    "a Riemann sum may take any point of each panel; the left ends are taken here: say left, right "
    "or midpoint"
)
POINTS = re.compile(r"(?<!random )\b(?:points|samples)", re.IGNORECASE)


def summed_up(phrase: Phrase, text: str, known: Names) -> Question:
    """The sum of a rule for f, from a to b, with n = 4."""
    others = tuple(tail for tail in phrase.tails if tail.kind in ("wrt", "from", "given"))
    made = integrated(phrase._replace(kind="integral", tails=others), text, known)
    said = [
        text[: phrase.lead],
        *(text[t.start : t.stop] for t in phrase.tails if t.kind == "rule"),
    ]
    rule = next((name for name, words in NAMED.items() if any(map(words.search, said))), "")
    body = made.body
    if rule == "left" and not re.search(r"\bleft", " ".join(said), re.IGNORECASE):
        body = with_remarks(body, (*body.remarks, LEFT))
    seeds = [whole(text, tail) for tail in phrase.tails if tail.kind == "seed"]
    given = tuple((sp.Symbol("seed"), number(seed)) for seed in seeds[:1])
    return replace(
        made,
        kind="quadrature",
        body=body,
        degree=counted(phrase, text, rule),
        method=rule,
        given=given,
    )


def counted(phrase: Phrase, text: str, rule: str) -> int | None:
    """The number of panels that is said, in the words before the formula or after it."""
    tails = [tail for tail in phrase.tails if tail.kind == "count"]
    inside = COUNTED.search(text[: phrase.lead])
    if inside is not None:
        tails.insert(0, Tail("count", inside.start(), inside.end()))
    if len(tails) > 1:
        what = "the number of panels is said twice"
        raise ReadingError(what, where=text, position=tails[1].start)
    if not tails:
        return None
    n = whole(text, tails[0])
    if rule != "monte-carlo" and POINTS.search(text[tails[0].start : tails[0].stop]):
        what = f"{n} points make {n - 1} panels, and it is panels that a rule counts"
        hint = f"end it with: with n = {n - 1}"
        raise ReadingError(what, where=text, position=tails[0].start, hint=hint)
    return n


def whole(text: str, tail: Tail) -> int:
    """The whole number in a tail."""
    found = WHOLE.search(text, tail.start, tail.stop)
    goes_on = found is not None and re.match(r"\s*[\^*]|[.eE]\d", text[found.end() :])
    if found is None or goes_on or len(found[0]) > LONGEST:
        what = "a whole number of a few digits should stand here"
        raise ReadingError(what, where=text, position=tail.start)
    return int(found[0])
