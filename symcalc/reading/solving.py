"""Questions about solutions: the equation, for which letters, and where."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.errors import ReadingError
from symcalc.formula import Question
from symcalc.notation import Notation, name, number, with_remarks
from symcalc.reading.grammar import parse
from symcalc.reading.names import Names
from symcalc.reading.phrases import Phrase, Tail
from symcalc.reading.tails import variables
from symcalc.structures import structure

STATED = ("relation", "and", "or", "tuple", "lines", "system", "element")


def solved(phrase: Phrase, text: str, known: Names) -> Question:
    """The equations to be solved; of a formula alone, where it is zero.

    Raises
    ------
    ReadingError
        If an interval is said, and it is not clear for which letter.
    """
    text = _in_one_line(text, phrase)
    read = parse(text, known, phrase.start, phrase.stop)
    body = read
    if read.head not in STATED:
        body = structure("relation", read, number(0), text="=")
    wrt = variables(phrase, text, known) or _first(phrase, text, known)
    for tail in phrase.tails:
        if tail.kind == "within":
            body = structure("and", body, _within(body, wrt, text, known, tail))
    return Question("equation", with_remarks(body, read.remarks), wrt, text)


def _in_one_line(text: str, phrase: Phrase) -> str:
    """Equations on lines of their own, with semicolons between them, so that none goes on.

    Braces around all of them are left out.
    """
    said = text[phrase.start : phrase.stop]
    if re.fullmatch(r"\s*\{[^{}]*=[^{}]*\}\s*", said):
        said = said.replace("{", " ").replace("}", " ")
    if not all("=" in line for line in said.split("\n")) or "\\" in said:
        return text[: phrase.start] + said + text[phrase.stop :]
    parted = re.sub(r"(?<![,;])\n", ";", said)
    return text[: phrase.start] + parted + text[phrase.stop :]


def _first(phrase: Phrase, text: str, known: Names) -> tuple[sp.Symbol, ...]:
    """The letters of "solve for x: …"."""
    said = re.search(r"\bfor\s+(.*)[:,]", text[: phrase.lead], re.IGNORECASE | re.DOTALL)
    if said is None:
        return ()
    return variables(phrase._replace(tails=(Tail("wrt", said.start(1), said.end(1)),)), text, known)


def _within(
    body: Notation, wrt: tuple[sp.Symbol, ...], text: str, known: Names, tail: Tail
) -> Notation:
    """0 ≤ x < 2π, or [0, 2π) for the one letter."""
    said = parse(text, known, tail.start, tail.stop)
    if said.head not in ("vector", "tuple", "interval"):
        return said
    among = wrt or tuple(body.symbols)
    if len(among) != 1 or len(said.parts) != 2:
        what, hint = "an interval is for one variable", "write it as 0 <= x <= 1"
        raise ReadingError(what, where=text, position=tail.start, hint=hint)
    ends = said.text if said.head == "interval" else "[]" if said.head == "vector" else "()"
    interval = structure("interval", *said.parts, text=ends)
    return structure("element", name(among[0]), interval, text="in")
