"""Taylor polynomials in words: of which degree, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import sympy as sp

from symcalc.errors import ReadingError
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.reading.grammar import parse
from symcalc.reading.names import Names
from symcalc.reading.phrases import Phrase, Tail
from symcalc.reading.wording import DEGREE, ESTIMATED, ORDERS, PLEASE, SERIES

NAMED = {"constant": 0, "linear": 1, "quadratic": 2, "cubic": 3}
WORDS = {**ORDERS, **NAMED}
SAID = re.compile(rf"\b(?:(?P<word>{'|'.join(WORDS)})|(?P<digits>\d+))", re.IGNORECASE)
LINEAR = re.compile(r"lineari[sz]ation", re.IGNORECASE)

ESTIMATE = re.compile(rf"{ESTIMATED}\Z", re.IGNORECASE)
LONGEST = 1000  # characters of a question in words
MACLAURIN = re.compile(r"maclaurin", re.IGNORECASE)
USUAL = 4  # the degree where none is said


class Wanted(NamedTuple):
    """A value of a Taylor polynomial: what is left of the question, and where it is wanted."""

    phrase: Phrase
    place: Tail | None


def apart(phrase: Phrase, text: str) -> Wanted:
    """The question for the polynomial itself, and the tail that says where its value is wanted.

    Of "about 4 at x = 4.1" it is the second; a Maclaurin polynomial is expanded at 0, whatever
    is said of x.
    """
    about = [tail for tail in phrase.tails if tail.kind in ("about", "at")]
    named = phrase.first("there")
    centred = [tail for tail in about if tail.kind == "about"]
    maclaurin = MACLAURIN.search(text[: phrase.lead]) is not None
    places = [tail for tail in about if tail.kind == "at"]
    if named is None and places and (centred or maclaurin):
        named = None if maclaurin and _is_zero(text, places[-1]) else places[-1]
    if named is None and len(places) == 2:  # "at 0 at x = 0.1"
        named = places[-1]
    kept = tuple(t._replace(kind="at") if t.kind == "about" else t for t in phrase.tails)
    kept = tuple(t for t in kept if named is None or t.start != named.start)
    return Wanted(phrase._replace(tails=kept), named)


def _is_zero(text: str, tail: Tail) -> bool:
    """Whether it is said that x = 0."""
    said = text[tail.start : tail.stop].rpartition("=")[2]
    return said.strip(" .()") in ("0", "0.0")


def at_place(asked: Question, wanted: Wanted, text: str, known: Names) -> Question:
    """The question for the value of a polynomial."""
    place = wanted.place
    if place is None:
        return asked
    degree = USUAL if asked.degree is None else asked.degree
    tail = wanted.phrase.first("at")
    f = text[wanted.phrase.start : wanted.phrase.stop].strip(" ,.:")
    point = text[place.start : place.stop].strip(" ,.")
    if ESTIMATE.search(text[: place.start]):
        point = _argument(asked.body, text, known, place)
    centre = text[tail.start : tail.stop].strip(" ,.") if tail else "0"
    said = f"Taylor approximation of {f} at {point} of degree {degree} about {centre}"
    return Question("taylor-value", asked.body, asked.wrt, said)


def _argument(body: Notation, text: str, known: Names, place: Tail) -> str:
    """x = 4.1 of "to estimate sqrt(4.1)", where the formula is sqrt(x)."""
    value = parse(text, known, place.start, place.stop)
    letters = list(body.symbols)
    alone = value.parts[0] if value.head == "apply" and len(value.parts) == 1 else None
    found = {alone.expr} if alone is not None else set(_unified(body, value))
    if len(letters) != 1 or len(found) != 1 or not all(f.is_number for f in found):
        what = "it is not clear at which point this is a value of the formula"
        raise ReadingError(what, where=text, position=place.start, hint="write: at x = 4.1")
    return f"{letters[0]} = {found.pop()}"


def _unified(body: Notation, value: Notation) -> Iterator[sp.Expr]:
    """What stands in the value where the formula has its letter; nan where the two differ."""
    if body.head == "name":
        yield value.expr
    elif (body.head, body.text, len(body.parts)) != (value.head, value.text, len(value.parts)):
        yield sp.nan if body.parts or body.expr != value.expr else value.expr
    for mine, other in zip(body.parts, value.parts, strict=False):
        if mine.symbols or mine.expr != other.expr:
            yield from _unified(mine, other)


APPROXIMATE = re.compile(
    rf"{PLEASE}(?:approximate|estimate)\s+(?P<value>[^,;]{{1,200}}?)\s+(?:by|using|with|from)\s+"
    rf"(?:its\s+|the\s+|an?\s+)?(?P<lead>(?:{DEGREE})?(?:{SERIES}))(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
DECIMAL = re.compile(r"(?<![\w.])[-−]?\d*\.\d+(?![\w.])|(?<![\w.])[-−]?\d*\.\d+(?=[)}])")
CENTRED = re.compile(r"\b(?:about|around|near|at|cent(?:er|re)d)\b", re.IGNORECASE)


def rearranged(text: str) -> str | None:
    """ "approximate e^0.1 by its Taylor polynomial of degree 3", in the usual order.

    >>> rearranged("approximate e^0.1 by its Taylor polynomial of degree 3")
    'Taylor polynomial of e^(x) of degree 3 about 0 at x = 0.1'
    """
    found = APPROXIMATE.fullmatch(text.strip(" .?")) if len(text) <= LONGEST else None
    if found is None:
        return None
    value, lead, rest = found["value"], found["lead"], found["rest"]
    if re.match(r"\s+of\s+(?!(?:degree|order)\b)", rest):
        return f"{lead}{rest} to estimate {value}"
    numbers = DECIMAL.findall(value)
    if len(numbers) != 1 or re.search(r"[xyz]", re.sub(r"exp|max", "", value)):
        return None
    f = value.replace(numbers[0], "(x)")
    centre = "" if CENTRED.search(rest) else " about 0"
    return f"{lead} of {f}{rest}{centre} at x = {numbers[0]}"


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
