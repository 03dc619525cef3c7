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
LARGE, DENOMINATORS, NEAR = 20, 24, 1e-7  # of an end that is recognised


def where(intervals: Sequence[Interval], x: sp.Symbol, unnamed: str | None = None) -> str:
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
        return f"some {x.name}" if unnamed is None else unnamed
    return " and ".join(_between(low, high, x.name) for low, high in ends)


def _end(place: float) -> str | None:
    """None for infinity, "" where the number has no name."""
    if math.isinf(place):
        return None
    exactly = exact_end(place)
    return "" if exactly is None else text(arrange(exactly))


def exact_end(place: float) -> sp.Expr | None:
    """A small fraction, one of π, or the root of one, that a number is.

    >>> exact_end(0.333333333), exact_end(-1.414213562)
    (1/3, -sqrt(2))
    """
    exactly = named(place)
    if exactly is not None or abs(place) > LARGE:
        return exactly
    square = sp.Rational(place * place).limit_denominator(DENOMINATORS)
    for near in (sp.Rational(place).limit_denominator(DENOMINATORS), sp.sqrt(square)):
        for signed in (near, -near):
            if abs(float(signed) - place) < NEAR:
                return signed
    return None


def _between(low: str | None, high: str | None, x: str) -> str:
    if low is None:
        return f"every {x}" if high is None else f"{x} < {high}"
    return f"{x} > {low}" if high is None else f"{low} < {x} < {high}"
