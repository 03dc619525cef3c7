"""Where an answer is right, in words: for x > 1, for x < −1 and x > 1."""

from __future__ import annotations

import math
from collections.abc import Sequence

import sympy as sp

from symcalc.checking.continuous import named
from symcalc.grading.intervals import Interval
from symcalc.primitives import arrange
from symcalc.writing.text import text

SHOWN = 2  # intervals that are listed


def where(intervals: Sequence[Interval], x: sp.Symbol, other: str = "") -> str:
    """The intervals, if the letters do not matter; other words where they have no short names.

    >>> x = sp.Symbol("x")
    >>> where([Interval({}, -math.inf, -1.0, "right", {}), Interval({}, 2.0, 3.0, "right", {})], x)
    'x < −1 and 2 < x < 3'
    """
    groups: dict[tuple[float, ...], list[tuple[float, float]]] = {}
    for i in intervals:
        groups.setdefault(tuple(map(float, i.letters.values())), []).append((i.low, i.high))
    found = {tuple(group) for group in groups.values()}
    mine = found.pop() if len(found) == 1 else ()  # the letters do not matter
    ends = [(_end(low), _end(high)) for low, high in mine]
    if not 0 < len(mine) <= SHOWN or any(end == "" for pair in ends for end in pair):
        return other or f"some {x.name}"
    return " and ".join(_between(low, high, x.name) for low, high in ends)


def _end(place: float) -> str | None:
    """None for infinity, "" where the number has no name."""
    if math.isinf(place):
        return None
    exactly = named(place)
    return "" if exactly is None else text(arrange(exactly))


def _between(low: str | None, high: str | None, x: str) -> str:
    if low is None:
        return f"every {x}" if high is None else f"{x} < {high}"
    return f"{x} > {low}" if high is None else f"{low} < {x} < {high}"
