"""What is said after the formula of a question: variables, bounds, where it tends, a point."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.errors import ReadingError
from symcalc.formula import natural_order
from symcalc.notation import Notation, negative
from symcalc.reading.calculus import right_of
from symcalc.reading.grammar import parse
from symcalc.reading.names import Names
from symcalc.reading.phrases import Tail

SEPARATOR = re.compile(r",|\band\b")
TO = re.compile(r"\bto\b|\band\b|\.\.")
ARROW = re.compile(
    r"->|→|⟶|\\to(?![a-z])|\\(?:long)?rightarrow|\b(?:approaches|tends\s+to|goes\s+to)\b"
)
SIDE = re.compile(
    r"(?:,?\s*from\s+(?:the\s+)?(left|right|below|above))\s*$|\^?\s*\{?\s*([+\-⁺⁻−])\s*\}?\s*$"
)
SIDES = {"right": "+", "above": "+", "+": "+", "⁺": "+"}
MINUS = re.compile(r"\s*(?:minus|negative)\s+", re.IGNORECASE)


def names_of(text: str, known: Names, tail: Tail) -> tuple[sp.Symbol, ...]:
    """Names between commas."""
    found: list[sp.Symbol] = []
    start, stop = tail.start, tail.start + len(text[tail.start : tail.stop].rstrip(" .$"))
    ends = [match.span() for match in SEPARATOR.finditer(text, start, stop)]
    for end, following in [*ends, (stop, stop)]:
        name = parse(text, known, start, end)
        if name.head != "name":
            what = "the name of a variable should stand here"
            raise ReadingError(what, where=text, position=start)
        found.append(name.expr)
        start = following
    return tuple(found)


def bounds(text: str, known: Names, tail: Tail) -> tuple[Notation, Notation]:
    """0 to 1, x = 0 to x = 1, [0, 1]."""
    between = TO.search(text, tail.start, tail.stop)
    if between is None:
        both = parse(text, known, tail.start, tail.stop)
        if both.head in ("vector", "interval", "tuple") and len(both.parts) == 2:
            return both.parts[0], both.parts[1]
        what, hint = "two bounds should stand here", "write: from 0 to 1"
        raise ReadingError(what, where=text, position=tail.start, hint=hint)
    low = value(text, known, tail.start, between.start())
    return low, value(text, known, between.end(), tail.stop)


def value(text: str, known: Names, start: int, stop: int) -> Notation:
    """A number or a formula of one; "minus infinity" too."""
    minus = MINUS.match(text, start, stop)
    if minus:
        return negative(value(text, known, minus.end(), stop))
    return right_of(parse(text, known, start, stop))


def approach(text: str, known: Names, tail: Tail) -> tuple[Notation, Notation, str]:
    """x -> 0, x → 0⁺, x approaches 0 from the left."""
    arrow = ARROW.search(text, tail.start, tail.stop)
    if arrow is None:
        what, hint = "an arrow should stand here", "write: as x -> 0"
        raise ReadingError(what, where=text, position=tail.start, hint=hint)
    variable = parse(text, known, tail.start, arrow.start())
    if variable.head != "name":
        what = "the name of a variable should stand here"
        raise ReadingError(what, where=text, position=tail.start)
    sided = SIDE.search(text, arrow.end(), tail.stop)
    side = SIDES.get(sided[1] or sided[2], "-") if sided else ""
    stop = sided.start() if sided else tail.stop
    to = value(text, known, arrow.end(), stop)
    if to.expr.has(variable.expr):
        what = f"the point that {variable.text} tends to depends on it"
        raise ReadingError(what, where=text, position=arrow.end())
    return variable, to, side


def point(
    text: str, known: Names, tail: Tail, body: Notation
) -> tuple[tuple[sp.Symbol, sp.Expr], ...]:
    """x = 2, y = 3; the point (2, 3) of variables in natural order; 2 where there is one."""
    said = parse(text, known, tail.start, tail.stop)
    entries = said.parts if said.head in ("tuple", "vector", "and") else (said,)
    among = natural_order(body.symbols)
    if all(right_of(entry) is not entry for entry in entries):
        return tuple((entry.parts[0].expr, entry.parts[1].expr) for entry in entries)
    if len(entries) != len(among) or not all(entry.expr.is_number for entry in entries):
        what, hint = "it is not clear which point this is", "write: at x = 2, y = 3"
        raise ReadingError(what, where=text, position=tail.start, hint=hint)
    return tuple((x, entry.expr) for x, entry in zip(among, entries, strict=True))
