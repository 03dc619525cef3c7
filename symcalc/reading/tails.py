"""What is said after the formula of a question: variables, bounds, where it tends, a point."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import sympy as sp

from symcalc.errors import ReadingError
from symcalc.notation import Notation, negative, number
from symcalc.reading.calculus import right_of
from symcalc.reading.grammar import parse
from symcalc.reading.names import Names
from symcalc.reading.phrases import Phrase, Tail
from symcalc.reading.wording import ARROWS, METHOD, METHODS

SEPARATOR = re.compile(r",|\band\b")
BRACKETED = re.compile(r"\s*[(\[](.*)[)\]]\s*\.?\s*", re.DOTALL)
TO = re.compile(r"\bto\b|\band\b|\.\.|\\to(?![a-z])")
ARROW = re.compile(ARROWS)
EQUALS = re.compile(rf"(?<=[\w}}])\s*=|{ARROWS}")
SIDE = re.compile(
    r"(?:,?\s*from\s+(?:the\s+)?(left|right|below|above))\s*$|\^?\s*\{?\s*([+\-⁺⁻−])\s*\}?\s*$"
)
SIDES = {"right": "+", "above": "+", "+": "+", "⁺": "+"}
HOW = re.compile(rf"{METHOD}\s*\.?\s*", re.IGNORECASE)
SIGNED = re.compile(r"\s*(?:(minus|negative)|plus|positive)\s+", re.IGNORECASE)
COUNTED = re.compile(r"\s*(zero|one|two|three|ten)\s*\.?\s*", re.IGNORECASE)
COUNTS = {"zero": 0, "one": 1, "two": 2, "three": 3, "ten": 10}


class Range(NamedTuple):
    """From where to where, and the variable if it is said."""

    low: Notation
    high: Notation
    variable: Notation | None = None


def names_of(text: str, known: Names, tail: Tail) -> tuple[sp.Symbol, ...]:
    """Names between commas, in parentheses or without."""
    found: list[sp.Symbol] = []
    bracketed = BRACKETED.fullmatch(text, tail.start, tail.stop)
    start, stop = bracketed.span(1) if bracketed else (tail.start, tail.stop)
    stop = start + len(text[start:stop].rstrip(" .$,"))
    ends = [match.span() for match in SEPARATOR.finditer(text, start, stop)]
    for end, following in [*ends, (stop, stop)]:
        name = parse(text, known, start, end)
        if name.head != "name":
            what = "the name of a variable should stand here"
            raise ReadingError(what, where=text, position=start)
        found.append(name.expr)
        start = following
    return tuple(found)


def bounds(text: str, known: Names, tail: Tail) -> Range:
    """0 to 1, x = 0 to x = 1, [0, 1], 0 <= x <= 1."""
    between = TO.search(text, tail.start, tail.stop)
    if between is None:
        return _as_range(parse(text, known, tail.start, tail.stop), text, tail)
    spans = ((tail.start, between.start()), (between.end(), tail.stop))
    equations = [value(text, known, *span) for span in spans]
    low, high = (right_of(equation) for equation in equations)
    named = [e.parts[0] for e, v in zip(equations, (low, high), strict=True) if e is not v]
    if any(variable != named[0] for variable in named):
        what = "the bounds are those of two variables"
        raise ReadingError(what, where=text, position=tail.start)
    if any(n.head == "differential" for e in equations for n in e.walk()):
        what = "a differential stands in the bounds"
        raise ReadingError(what, where=text, position=tail.start)
    return Range(low, high, named[0] if named else None)


def _as_range(both: Notation, text: str, tail: Tail) -> Range:
    """The range in [0, 1] and in 0 <= x <= 1."""
    if both.head in ("vector", "interval", "tuple") and len(both.parts) == 2:
        return Range(*both.parts)
    if both.head == "and" and [part.text[:1] for part in both.parts] == ["<", "<"]:
        first, second = both.parts
        return Range(first.parts[0], second.parts[1], first.parts[1])
    what, hint = "two bounds should stand here", "write: from 0 to 1"
    raise ReadingError(what, where=text, position=tail.start, hint=hint)


def value(text: str, known: Names, start: int, stop: int) -> Notation:
    """A number or a formula of one, or x = 1; "minus infinity" and "zero" too."""
    signed = SIGNED.match(text, start, stop)
    if signed:
        unsigned = value(text, known, signed.end(), stop)
        return negative(unsigned) if signed[1] else unsigned
    counted = COUNTED.fullmatch(text, start, stop)
    return number(COUNTS[counted[1].lower()]) if counted else parse(text, known, start, stop)


def approach(text: str, known: Names, tail: Tail, body: Notation) -> tuple[Notation, Notation, str]:
    """x -> 0, x → 0⁺, x approaches 0 from the left; at x = 0, and at 0 where x is the only name."""
    arrow = (EQUALS if tail.kind == "at" else ARROW).search(text, tail.start, tail.stop)
    alone = tail.kind == "at" and arrow is None and len(body.symbols) == 1
    if arrow is None and not alone:
        what, hint = "an arrow should stand here", "write: as x -> 0"
        raise ReadingError(what, where=text, position=tail.start, hint=hint)
    start = arrow.end() if arrow else tail.start
    variable = (
        parse(text, known, tail.start, arrow.start())
        if arrow
        else known.notation(next(iter(body.symbols)))
    )
    if variable.head != "name":
        what = "the name of a variable should stand here"
        raise ReadingError(what, where=text, position=tail.start)
    sided = SIDE.search(text[: tail.stop], start)
    side = SIDES.get(sided[1] or sided[2], "-") if sided else ""
    to = right_of(value(text, known, start, sided.start() if sided else tail.stop))
    if not isinstance(to.expr, sp.Expr) or to.expr.is_Matrix:
        what = f"{variable.text} tends to one number, and this is a list"
        raise ReadingError(what, where=text, position=start, hint="write: as x -> 0")
    if to.expr.has(variable.expr):
        what = f"the point that {variable.text} tends to depends on it"
        raise ReadingError(what, where=text, position=start)
    return variable, to, side


ORIGIN = re.compile(r"\s*(?:the\s+)?origin\s*[.?]?\s*", re.IGNORECASE)
Point = tuple[tuple[sp.Symbol, sp.Expr], ...]


def point(text: str, known: Names, tail: Tail, among: tuple[sp.Symbol, ...]) -> Point:
    """x = 2, y = 3; the point (2, 3) of the variables `among`; 2 where there is one."""
    if ORIGIN.fullmatch(text, tail.start, tail.stop):
        return tuple((x, sp.S.Zero) for x in among)
    said = parse(text, known, tail.start, tail.stop)
    entries = said.parts if said.head in ("tuple", "vector", "and", "interval") else (said,)
    named = all(right_of(entry) is not entry for entry in entries)
    strange = named and any(entry.parts[0].expr not in among for entry in entries)
    if strange and tail.kind == "given":
        what = "it is not clear what this says about the question"
        raise ReadingError(what, where=text, position=tail.start)
    if named:
        need_numbers(entries, text, tail)
        return tuple((entry.parts[0].expr, entry.parts[1].expr) for entry in entries)
    if len(entries) != len(among) or not all(entry.expr.is_number for entry in entries):
        what, hint = "it is not clear which point this is", "write: at x = 2, y = 3"
        raise ReadingError(what, where=text, position=tail.start, hint=hint)
    return tuple((x, entry.expr) for x, entry in zip(among, entries, strict=True))


def need_numbers(entries: Sequence[Notation], text: str, tail: Tail) -> None:
    """Refuse x = (1, 2), where x is a number of the formula.

    Raises
    ------
    ReadingError
        If the value of a variable is a list.
    """
    for entry in entries:
        value = right_of(entry).expr
        if not isinstance(value, sp.Expr) or value.is_Matrix:
            name = entry.parts[0].text
            what = f"{name} is a number in the formula, and its value here is a list"
            hint = (
                f"several points are written {name} = 1, 2; a vector has a shape: shapes {name}: 3"
            )
            raise ReadingError(what, where=text, position=tail.start, hint=hint)


def points(text: str, known: Names, tails: tuple[Tail, ...], among: tuple[sp.Symbol, ...]) -> Point:
    """The point that all of the tails say, one value for each variable."""
    found = tuple(entry for tail in tails for entry in point(text, known, tail, among))
    if len({variable for variable, _ in found}) < len(found):
        what, hint = "a variable is given two values", "ask for one point at a time"
        raise ReadingError(what, where=text, position=tails[0].start, hint=hint)
    return found


def variables(phrase: Phrase, text: str, known: Names) -> tuple[sp.Symbol, ...]:
    """The variables that are named beside the formula."""
    return tuple(s for t in phrase.tails if t.kind == "wrt" for s in names_of(text, known, t))


def method_of(phrase: Phrase, text: str) -> str:
    """How a derivative is to be worked out, if that is said: "numeric", "definition" …"""
    tail = phrase.first("method")
    if tail is not None and not HOW.fullmatch(text, tail.start, tail.stop):
        what, hint = "it is not clear which method this is", "end it with: from first principles"
        raise ReadingError(what, where=text, position=tail.start, hint=hint)
    said = text[tail.start : tail.stop] if tail else text[: phrase.lead]
    return next((method for method, word in METHODS.items() if word.search(said)), "")
