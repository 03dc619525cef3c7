"""Taylor polynomials in words: of which degree, and where."""

from __future__ import annotations

import re
from dataclasses import replace

from symcalc.errors import ReadingError
from symcalc.formula import Question
from symcalc.reading.phrases import Phrase
from symcalc.reading.wording import ORDERS

NAMED = {"constant": 0, "linear": 1, "quadratic": 2, "cubic": 3}
WORDS = {**ORDERS, **NAMED}
SAID = re.compile(rf"\b(?:(?P<word>{'|'.join(WORDS)})|(?P<digits>\d+))", re.IGNORECASE)
LINEAR = re.compile(r"lineari[sz]ation", re.IGNORECASE)


def with_degree(asked: Question, phrase: Phrase, text: str) -> Question:
    """The degree that the words say: "degree 4", "third-order", "up to order 5", "quadratic"."""
    tail = phrase.first("degree")
    said = text[tail.start : tail.stop] if tail else text[: phrase.lead]
    found = SAID.search(said)
    if tail is not None and found is None:
        what, hint = "the degree should stand here", "end it with: of degree 4"
        raise ReadingError(what, where=text, position=tail.start, hint=hint)
    degree = None if found is None else WORDS.get((found["word"] or "").lower())
    if found is not None and degree is None:
        degree = int(found["digits"])
    if LINEAR.search(text[: phrase.lead]):
        degree = 1
    return replace(asked, degree=degree)
