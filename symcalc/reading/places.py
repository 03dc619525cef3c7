"""Several points of one question: "at x = −1, 0, 2", "at (0, 0) and (1, 2)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import sympy as sp

from symcalc.notation import Notation
from symcalc.reading.calculus import right_of
from symcalc.reading.grammar import parse
from symcalc.reading.names import Names
from symcalc.reading.phrases import Tail
from symcalc.reading.tails import ORIGIN, SEPARATOR, Point, need_numbers, points

ROWS = 50  # points of one question
LISTS = ("tuple", "vector", "interval")


def places(
    text: str, known: Names, tails: tuple[Tail, ...], among: tuple[sp.Symbol, ...]
) -> tuple[Point, ...]:
    """The points that the tails say; none where they say nothing.

    >>> x, tail = sp.Symbol("x"), Tail("at", 0, 10)
    >>> places("x = 0, 1/2", Names(), (tail,), (x,))
    (((x, 0),), ((x, 1/2),))
    """
    found = _several(text, known, tails[0], among) if len(tails) == 1 else ()
    single = found or (points(text, known, tails, among),)
    return tuple(point for point in single if point)


def one_place(
    text: str, known: Names, tails: tuple[Tail, ...], among: tuple[sp.Symbol, ...]
) -> tuple[Point, ...]:
    """The only point that the tails say."""
    return (points(text, known, tails, among),)


def _several(text: str, known: Names, tail: Tail, among: Sequence[sp.Symbol]) -> tuple[Point, ...]:
    """One point for each piece; empty where the pieces make one point, or are no points."""
    if ORIGIN.fullmatch(text, tail.start, tail.stop):
        return ()
    spans = list(_pieces(text, tail))
    if not 1 < len(spans) <= ROWS:
        return ()
    parts = [parse(text, known, *span) for span in spans]
    named = [right_of(part) is not part for part in parts]
    if all(named):
        need_numbers(parts, text, tail)
        return _grouped([(part.parts[0].expr, right_of(part).expr) for part in parts], among)
    if named[0] and not any(named[1:]):
        x = parts[0].parts[0].expr
        values = [right_of(parts[0]), *parts[1:]]
        return _valued((x,), [(value,) for value in values]) if x in among else ()
    if len(among) == 1 or any(part.head in LISTS for part in parts):
        return _valued(among, [p.parts if p.head in LISTS else (p,) for p in parts])
    return ()


def _pieces(text: str, tail: Tail) -> Iterator[tuple[int, int]]:
    """What stands between the commas and the ands outside brackets."""
    ends = [
        match.span()
        for match in SEPARATOR.finditer(text, tail.start, tail.stop)
        if not _depth(text[tail.start : match.start()])
    ]
    bounds = [(tail.start, tail.start), *ends, (tail.stop, tail.stop)]
    for (_, start), (stop, _) in pairwise(bounds):
        if text[start:stop].strip():
            yield start, stop


def _depth(text: str) -> int:
    """How many brackets are open at the end of a text."""
    return sum(c in "([{" for c in text) - sum(c in ")]}" for c in text)


def _grouped(
    pairs: list[tuple[sp.Symbol, sp.Expr]], among: Sequence[sp.Symbol]
) -> tuple[Point, ...]:
    """x = 0, y = 1 and x = 1, y = 2: a new point begins where a variable comes again."""
    found: list[Point] = []
    for variable, value in pairs:
        again = not found or any(x == variable for x, _ in found[-1])
        point = () if again else found.pop()
        found.append((*point, (variable, value)))
    same = all({x for x, _ in point} == {x for x, _ in found[0]} for point in found)
    return tuple(found) if len(found) > 1 and same and {x for x, _ in found[0]} <= {*among} else ()


def _valued(among: Sequence[sp.Symbol], rows: Sequence[Sequence[Notation]]) -> tuple[Point, ...]:
    """Each row of values as a point."""
    fits = all(len(row) == len(among) and all(v.expr.is_number for v in row) for row in rows)
    if not fits:
        return ()
    return tuple(tuple(zip(among, (v.expr for v in row), strict=True)) for row in rows)
