"""Questions about extrema and convexity: what is said of constraints and intervals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from symcalc.errors import ReadingError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation, name
from symcalc.reading.grammar import parse
from symcalc.reading.names import Names
from symcalc.reading.phrases import Phrase, Tail
from symcalc.structures import structure

OPENING, CLOSING = "([{", ")]}"
JOINED = re.compile(r"\s*(?:and\s+)?")


def constrained(made: Question, phrase: Phrase, text: str, known: Names) -> Question:
    """The question with its constraints; an interval is one for the only variable."""
    found: list[Notation] = []
    for tail in phrase.tails:
        if tail.kind == "subject":
            found += [parse(text, known, start, stop) for start, stop in _pieces(text, tail)]
        if tail.kind == "on":
            found.append(_within(made, parse(text, known, tail.start, tail.stop), text, tail))
    free = made.body.symbols.union(*(node.symbols for node in found))
    return replace(made, wrt=made.wrt or natural_order(free), subject_to=tuple(found))


def within(made: Question, phrase: Phrase, text: str, known: Names) -> Question:
    """The question with the interval that is said."""
    tails = [tail for tail in phrase.tails if tail.kind == "on"]
    if not tails:
        return made
    made = replace(made, wrt=made.wrt or tuple(x for x, _ in made.at))
    said = (_within(made, parse(text, known, t.start, t.stop), text, t) for t in tails)
    return replace(made, subject_to=tuple(said))


def _pieces(text: str, tail: Tail) -> Iterator[tuple[int, int]]:
    """Where each of several constraints stands: commas part them, outside parentheses."""
    depth, start = 0, tail.start
    for place in range(tail.start, tail.stop):
        depth += (text[place] in OPENING) - (text[place] in CLOSING)
        if text[place] in ",;" and depth == 0:
            yield start, place
            after = JOINED.match(text, place + 1)
            start = after.end() if after else place + 1
    if text[start : tail.stop].strip():
        yield start, tail.stop


def _within(made: Question, said: Notation, text: str, tail: Tail) -> Notation:
    """x ∈ [0, 3], where only the interval is said, or 0 ≤ x ≤ 3 as it is."""
    if said.head not in ("vector", "tuple", "interval"):
        return said
    among = made.wrt or natural_order(made.body.symbols)
    if len(among) != 1 or len(said.parts) != 2:
        what = "an interval is for one variable"
        hint = "write the constraints, as in: subject to 0 <= x <= 1, 0 <= y <= 1"
        raise ReadingError(what, where=text, position=tail.start, hint=hint)
    interval = structure("interval", *said.parts, text="[]")
    return structure("element", name(among[0]), interval, text="in")
