"""Questions about areas, average values, lengths of curves and volumes of revolution."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.errors import ReadingError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation, name, number
from symcalc.reading.areas_worded import AXIS, CALLED, EQUATED, PARTED
from symcalc.reading.definitions import asked, refuse_equation
from symcalc.reading.grammar import parse
from symcalc.reading.names import Names
from symcalc.reading.phrases import Phrase, Tail
from symcalc.reading.tails import Range, bounds, variables
from symcalc.structures import structure

OPENING, CLOSING = "([{", ")]}"
AXES = {"x": "y", "y": "x"}  # the equation of an axis is that the other letter is 0


def enclosed(phrase: Phrase, text: str, known: Names) -> Question:
    """The area between y = x² and y = x, or under sin x from 0 to π."""
    curves = tuple(_curves(phrase, text, known))
    between, x = _range(phrase, text, known)
    body = structure("tuple", *curves)
    return Question("area", body, x, text, subject_to=_within(between, x, body))


def turned(phrase: Phrase, text: str, known: Names) -> Question:
    """The volume of revolution of y = x² from 0 to 1 about the x-axis."""
    curves = tuple(_curves(phrase, text, known))
    between, x = _range(phrase, text, known)
    body = structure("tuple", *curves)
    tail = phrase.first("axis")
    method, given = _axis(text, known, tail) if tail else ("x", ())
    limits = _within(between, x, body)
    return Question("revolution", body, x, text, subject_to=limits, method=method, given=given)


def _axis(
    text: str, known: Names, tail: Tail
) -> tuple[str, tuple[tuple[sp.Symbol, Notation], ...]]:
    """The x-axis, or the line y = 4, which runs along it."""
    axis = AXIS.fullmatch(text, tail.start, tail.stop)
    if axis and axis[1].lower() in AXES:
        return axis[1].lower(), ()
    called = CALLED.match(text, tail.start, tail.stop)
    start = called.end() if called else tail.start
    if EQUATED.match(text, start, tail.stop):
        letter, value = parse(text, known, start, tail.stop).parts
        return AXES[letter.text], ((letter.expr, value),)
    what, hint = "it is not clear which axis this is", "end it with: about the x-axis, or y = 2"
    raise ReadingError(what, where=text, position=tail.start, hint=hint)


def over_interval(phrase: Phrase, text: str, known: Names) -> Question:
    """The average value, or the length of the graph, of f on [a, b]."""
    read = parse(text, known, phrase.start, phrase.stop)
    function = asked(read, phrase, text, known)
    refuse_equation(function.body, text, phrase.start)
    between, x = _range(phrase, text, known)
    if between is None:
        what, hint = "it is not said on which interval", "end it with: on [0, 1]"
        raise ReadingError(what, where=text, position=len(text.rstrip()), hint=hint)
    free = natural_order(function.body.symbols)
    by = x or function.arguments or _variable(free)
    if len(by) != 1:
        what, hint = "it is not said by which variable", "end it with: from x = 0 to x = 1"
        raise ReadingError(what, where=text, position=phrase.start, hint=hint)
    limits = _within(between, by, function.body)
    return Question(phrase.kind, function.body, by, text, subject_to=limits)


def _variable(free: tuple[sp.Symbol, ...]) -> tuple[sp.Symbol, ...]:
    """x, or else t, among several letters; the only one there is."""
    usual = [s for s in (sp.Symbol("x"), sp.Symbol("t")) if s in free]
    return tuple(usual[:1]) or free or (sp.Symbol("x"),)


def _curves(phrase: Phrase, text: str, known: Names) -> Iterator[Notation]:
    """The curves between commas and "and", an axis as its equation."""
    for start, stop in pieces(text, phrase.start, phrase.stop):
        axis = AXIS.fullmatch(text, start, stop)
        if axis and axis[1].lower() in AXES:
            other = name(sp.Symbol(AXES[axis[1].lower()]))
            yield structure("relation", other, number(0), text="=")
            continue
        called = CALLED.match(text, start, stop)
        yield parse(text, known, called.end() if called else start, stop)


def pieces(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where each of several curves stands: outside parentheses."""
    begin = start
    for mark in PARTED.finditer(text, start, stop):
        before = text[begin : mark.start()]
        closed = sum(before.count(c) for c in OPENING) == sum(before.count(c) for c in CLOSING)
        if closed and before.strip():
            yield begin, mark.start()
            begin = mark.end()
    yield begin, stop


def _range(phrase: Phrase, text: str, known: Names) -> tuple[Range | None, tuple[sp.Symbol, ...]]:
    """The limits that are said, and the variable."""
    tail = phrase.first("from")
    between = bounds(text, known, tail) if tail else None
    named = (between.variable.expr,) if between and between.variable else ()
    return between, variables(phrase, text, known) or named


def _within(
    between: Range | None, x: tuple[sp.Symbol, ...], body: Notation
) -> tuple[Notation, ...]:
    """x ∈ [a, b]."""
    if between is None:
        return ()
    letters = natural_order(body.symbols - {sp.Symbol("y")}) or natural_order(body.symbols)
    variable = x[0] if x else letters[0] if letters else sp.Symbol("x")
    ends = structure("interval", between.low, between.high, text="[]")
    return (structure("element", name(variable), ends, text="in"),)
