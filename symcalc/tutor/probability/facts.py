"""Probabilities of two events and what follows from them, rule by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import sympy as sp

from symcalc import notation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.tutor.probability.event_lines import written
from symcalc.tutor.words.chained import FAILS, HINTS

NOT = re.compile(r"(?:not\s+|no\s+|¬\s*|~\s*|\\(?:neg|lnot)\s*|\\(?:bar|overline)\s*)(.+)", re.I)
AFTER = re.compile(r"(.+?)\s*(?:\^\s*\{?\s*(?:c|C|\\complement)\s*\}?|'|ᶜ|\u0304)")
AND = re.compile(r"\s*(?:\band\b|∩|&|\\cap|\\land|∧|,)\s*", re.IGNORECASE)
OR = re.compile(r"\s*(?:\bor\b|∪|\\cup|\\lor|∨)\s*", re.IGNORECASE)
QUOTED = re.compile(r"^['\"“‘](.+)['\"”’]$")
BAR = re.compile(r"\s*(?:\||\\mid\b|\bgiven\b)\s*")


class Event(NamedTuple):
    """An event by its name, or that it does not happen."""

    name: str
    holds: bool = True

    @property
    def other(self) -> Event:
        """That it is the other way."""
        return Event(self.name, not self.holds)

    def __str__(self) -> str:
        return self.name if self.holds else f"not {self.name}"


class Fact(NamedTuple):
    """What a probability is of: one event, both, one of both, or one under another.

    `kind` is "one", "both", "any" or "under"; `second` is None of one event.
    """

    kind: str
    first: Event
    second: Event | None = None

    def __str__(self) -> str:
        sign = {"both": " and ", "any": " or ", "under": " | "}.get(self.kind, "")
        return f"P({self.first}{sign}{self.second or ''})"


class Known(NamedTuple):
    """A probability with its rule, the facts it rests on, and its line of numbers."""

    value: sp.Expr
    rule: str = "given"
    uses: tuple[Fact, ...] = ()
    line: Notation | None = None


Facts = Mapping[Fact, Known]


def event_named(said: str) -> Event:
    """An event, with not, a prime or a bar for its complement."""
    text = QUOTED.sub(r"\1", said.strip()).strip("{} ")
    before, after = NOT.fullmatch(text), AFTER.fullmatch(text)
    if before:
        return event_named(before[1].strip("() ")).other
    if after and len(after[1].strip()) < 20:
        return event_named(after[1]).other
    if not re.fullmatch(r"[\w+−\- ]{1,30}", text):
        raise UnsupportedError(FAILS["given"].format(part=said.strip()), hint=HINTS["given"])
    return Event(text)


def fact_of(inner: str) -> Fact:
    """What stands in P(…).

    >>> str(fact_of("B|not A")), str(fact_of("A and B"))
    ('P(B | not A)', 'P(A and B)')
    """
    for kind, split in (("under", BAR), ("both", AND), ("any", OR)):
        sides = split.split(inner.strip())
        if len(sides) == 2:
            return usual(Fact(kind, *map(event_named, sides)))
    return Fact("one", event_named(inner))


def usual(fact: Fact) -> Fact:
    """A and B in the order of their names, where the order means nothing."""
    if fact.second is None or fact.kind == "under" or fact.first.name <= fact.second.name:
        return fact
    return Fact(fact.kind, fact.second, fact.first)


def both(a: Event, b: Event) -> Fact:
    """That both happen."""
    return usual(Fact("both", a, b))


def follow(
    known: Facts, names: tuple[str, str], *, independent: bool
) -> Iterator[tuple[Fact, Known]]:
    """What follows in one step from what is known."""
    events = [Event(name, holds) for name in names for holds in (True, False)]
    for a in events:
        yield from _alone(known, a)
        for b in (e for e in events if e.name != a.name):
            yield from _together(known, a, b, independent=independent)


def _alone(known: Facts, a: Event) -> Iterator[tuple[Fact, Known]]:
    rest = Fact("one", a.other)
    if rest in known:
        yield Fact("one", a), _made("rest", known, rest, sign="1-")


def _together(
    known: Facts, a: Event, b: Event, *, independent: bool
) -> Iterator[tuple[Fact, Known]]:
    """Of two events in this order."""
    here, one, other = both(a, b), Fact("one", a), Fact("one", b)
    under, spare = Fact("under", a, b), Fact("under", a.other, b)
    either, apart = usual(Fact("any", a, b)), both(a, b.other)
    neither = both(a.other, b.other)
    rows: list[tuple[Fact, str, str, tuple[Fact, ...]]] = [
        (here, "both", "*", (under, other)),
        *([(here, "both", "*", (one, other))] if independent else []),
        (here, "union", "+-", (one, other, either)),
        (either, "union", "+-", (one, other, here)),
        (one, "total", "+", (here, apart)),
        (here, "total", "-", (one, apart)),
        (both(a.other, b), "left", "-", (either, one)),
        (either, "rest", "1-", (neither,)),
        (neither, "rest", "1-", (either,)),
        (under, "rest", "1-", (spare,)),
        (under, "quotient", "/", (here, other)),
        (other, "quotient", "/", (here, under)),
    ]
    for fact, rule, sign, uses in rows:
        if all(use in known for use in uses) and (sign != "/" or known[uses[1]].value != 0):
            yield fact, _made(rule, known, *uses, sign=sign)


def _made(rule: str, known: Facts, *uses: Fact, sign: str) -> Known:
    """A value with the line that it is worked out in."""
    values = [known[fact].value for fact in uses]
    shown = [written(value) for value in values]
    if sign == "1-":
        return Known(1 - values[0], rule, uses, notation.subtract(notation.number(1), shown[0]))
    if sign == "*":
        line = notation.arithmetic("product", *shown)
        return Known(values[0] * values[1], rule, uses, line)
    if sign == "/":
        return Known(values[0] / values[1], rule, uses, notation.divide(*shown))
    if sign == "+":
        return Known(values[0] + values[1], rule, uses, notation.add(*shown))
    if sign == "-":
        return Known(values[0] - values[1], rule, uses, notation.subtract(*shown))
    line = notation.subtract(notation.add(*shown[:2]), shown[2])
    return Known(values[0] + values[1] - values[2], rule, uses, line)
