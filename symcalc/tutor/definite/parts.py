"""An interval in parts, each with a limit where an end is open, and their sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.definite.ask import Definite, Found, listed
from symcalc.tutor.definite.values import (
    closed,
    exact,
    limit_of,
    put_in,
    value_there,
    without_zero_powers,
)
from symcalc.writing.text import text


@dataclass(frozen=True)
class Part:
    """An interval; an open end is one that is approached by a limit."""

    low: sp.Expr
    high: sp.Expr
    open_low: bool = False
    open_high: bool = False

    def halves(self, middle: sp.Expr) -> tuple[Part, ...]:
        """Two parts with one open end each, where both ends are open."""
        if not (self.open_low and self.open_high):
            return (self,)
        first = Part(self.low, middle, self.open_low)
        return first, Part(middle, self.high, open_high=self.open_high)

    @property
    def open(self) -> bool:
        """Whether there is a limit to be taken."""
        return self.open_low or self.open_high

    def line(self, ask: Definite, b: sp.Symbol, inner: Notation | None = None) -> Notation:
        """The integral over the part, as a limit where an end is open; or the limit of `inner`."""
        name = notation.name(b)
        low = name if self.open_low else arrange(self.low)
        high = name if self.open_high else arrange(self.high)
        body = inner or ask.between(low, high).whole
        if not self.open:
            return body
        to, side = self.towards
        return build("limit", body, name, arrange(to), text="" if to.is_infinite else side)

    @property
    def towards(self) -> tuple[sp.Expr, str]:
        """Where b goes, and from which side."""
        return (self.low, "+") if self.open_low else (self.high, "-")


def parts_of(low: sp.Expr, high: sp.Expr, singular: Sequence[sp.Expr]) -> tuple[Part, ...]:
    """The interval cut at the singular places, each part with one open end at most."""
    inside = [p for p in singular if low < p < high]
    places = [low, *inside, high]
    found: list[Part] = []
    for a, b in pairwise(places):
        part = Part(a, b, a in singular or a.is_infinite, b in singular or b.is_infinite)
        found += part.halves(between(a, b))
    return tuple(found)


def between(a: sp.Expr, b: sp.Expr) -> sp.Expr:
    """A handy place between two others."""
    if a.is_infinite and b.is_infinite:
        return sp.S.Zero
    if b.is_infinite:
        return sp.floor(a) + 1
    if a.is_infinite:
        return sp.ceiling(b) - 1
    return (a + b) / 2


def valued(
    ask: Definite,
    primitive: Notation,
    part: Definite,
    steps: tuple[Step, ...],
    whole: Notation,
) -> Found:
    """The limits put in, and worked out."""
    line = put_in(primitive, ask.x, part.low, part.high)
    value, asked = without_zero_powers(line.expr)
    if asked:
        return _with_zero_powers(ask, steps, whole, value, asked)
    filled = ask.step("limits-put-in", line, whole)
    ends = closed(line, ask)
    last = (*ends, filled)[0]
    return Found((*steps, filled, *ends), last.after.expr)


def _with_zero_powers(
    ask: Definite,
    steps: tuple[Step, ...],
    whole: Notation,
    value: sp.Expr,
    asked: tuple[sp.Basic, ...],
) -> Found:
    """A power of 0 with a letter in the exponent, which is 0 where that is positive."""
    told = ask.written(exact(value))
    signs = listed(text(arrange(c)) for c in asked)
    step = ask.step("zero-power", told, whole, "implies", signs=signs)
    step = replace(step, conditions=tuple(map(arrange, asked)))
    return Found((*steps, step), told.expr, conditions=asked)


def lines_of(
    ask: Definite, parts: Sequence[Part], primitive: Notation | None = None
) -> list[Notation]:
    """A line for each part: its integral, or what the antiderivative changes by."""
    found = []
    for part in parts:
        b = letter_for(ask, part)
        inner = None
        if primitive is not None:
            ends = [notation.name(b) if o else arrange(e) for e, o in ends_of(part)]
            inner = build("evaluated", primitive, notation.name(ask.x), *ends)
        found.append(part.line(ask, b, inner))
    return found


def ends_of(part: Part) -> tuple[tuple[sp.Expr, bool], ...]:
    """Both ends, and whether they are open."""
    return (part.low, part.open_low), (part.high, part.open_high)


def letter_for(ask: Definite, part: Part) -> sp.Symbol:
    """The letter that stands for an open end: a for a lower one, b for an upper one."""
    return ask.letter(*("ac" if part.open_low else "bd"))


def summed(
    ask: Definite,
    steps: tuple[Step, ...],
    primitive: Notation,
    parts: Sequence[Part],
    lines: Sequence[Notation],
) -> Found | None:
    """Each part worked out, and all of them added; the first that diverges ends it."""
    found: list[Found] = []
    conditions: tuple[sp.Basic, ...] = ()
    for part, line in zip(parts, lines, strict=True):
        one = of_part(ask, primitive, part, line)
        if one is None:
            return None
        found.append(one)
        conditions += one.conditions
        if not one.converges:
            break
    last = found[-1]
    if len(parts) == 1:
        return Found((*steps, *last.steps), last.value, last.ending, conditions=conditions)
    below = tuple(_framed(ask, p, n, f) for p, n, f in zip(parts, lines, found, strict=False))
    if not last.converges:
        return Found((*steps, *below), sp.nan, last.ending, conditions=conditions)
    before = notation.add(*lines)
    filled = notation.add(*(ask.written(f.value) for f in found))
    together = ask.step("together", filled, before)
    ends = closed(filled, ask)
    value = (*ends, together)[0].after.expr
    return Found((*steps, *below, together, *ends), value, conditions=conditions)


def _framed(ask: Definite, part: Part, line: Notation, found: Found) -> Step:
    """The steps of one part under a title."""
    low, high = text(arrange(part.low)), text(arrange(part.high))
    after = ask.written(found.value)
    return ask.step("piece", after, line, substeps=found.steps, low=low, high=high)


def of_part(
    ask: Definite,
    primitive: Notation,
    part: Part,
    line: Notation,
) -> Found | None:
    """One part: the values put in, and the limit taken where an end is open."""
    b = letter_for(ask, part)
    ends = [notation.name(b) if o else arrange(e) for e, o in ends_of(part)]
    fixed = [value_there(primitive.expr, ask.x, e) for e, o in ends_of(part) if not o]
    if None in fixed:
        return None
    low, high = (text(e) for e in ends)
    filled = put_in(primitive, ask.x, *ends).expr
    values = filled if ask.letters else exact(filled)
    if not part.open:
        whole = build("evaluated", primitive, notation.name(ask.x), *ends)
        first = ask.step("up-to", whole, line, F=text(primitive), low=low, high=high)
        opening = () if whole == line else (first,)
        return valued(ask, primitive, ask.between(*ends), opening, whole)
    after = part.line(ask, b, ask.written(values))
    first = ask.step("up-to", after, line, F=text(primitive), low=low, high=high)
    found = limit_of(ask, after, values, b, *part.towards)
    if found is None:
        return None
    return found.after(first)
