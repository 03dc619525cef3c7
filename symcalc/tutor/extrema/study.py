"""All that is found out about a function of one variable."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from symcalc.tutor.extrema.lines import Interval, Line, Zeros
from symcalc.tutor.extrema.numbers import decimals, near_at, sign_at, value_at
from symcalc.tutor.extrema.numeric import crowded
from symcalc.tutor.extrema.places import is_between
from symcalc.tutor.extrema.records import (
    INCONCLUSIVE,
    INFLECTION,
    MAXIMUM,
    MINIMUM,
    Extremum,
    Function,
)
from symcalc.tutor.extrema.zeros import ordered
from symcalc.tutor.kinks import kink_at

CURVED = {MINIMUM: 1, MAXIMUM: -1}
SLACK = sp.Rational(1, 10**12)  # a zero found by numbers may be the period itself


@dataclass(frozen=True)
class Study:
    """All that is found out about a function of one variable."""

    named: Function
    line: Line

    @property
    def x(self) -> sp.Symbol:
        """The variable."""
        return self.line.x

    @property
    def flat(self) -> Zeros:
        """The zeros of f′."""
        return self.line.flat

    @property
    def period(self) -> sp.Expr | None:
        """After which everything comes again."""
        return self.line.period

    @cached_property
    def critical(self) -> list[sp.Expr]:
        """Where f′ is zero, and f is defined."""
        defined = [p for p in self.flat.places if self.defined(p)]
        return [
            p
            for p in defined
            if near_at(self.line.slope.after.expr, {self.x: p}) is not None or p not in self.edges
        ]

    @cached_property
    def edges(self) -> list[sp.Expr]:
        """Where f or f′ may not exist."""
        return [b for b in self.line.breaks if is_between(b, *self.line.range)]

    @cached_property
    def kinks(self) -> list[sp.Expr]:
        """Where f has a value and no derivative."""
        slope = self.line.slope.after.expr
        here = [p for p in self.edges if self.defined(p) and p not in self.critical]
        return [p for p in here if near_at(slope, {self.x: p}) is None or self.is_kink(p)]

    def is_kink(self, place: sp.Expr) -> bool:
        """Whether the two sides have different slopes, or one has none."""
        return not kink_at(self.line.plain, self.x, place).exists

    @cached_property
    def places(self) -> list[sp.Expr]:
        """Every place where something may change, in order."""
        found = ordered([*self.critical, *self.edges, *self.line.bends.places])
        return [p for p in found if is_between(p, *self.line.range)]

    @cached_property
    def intervals(self) -> list[Interval]:
        """Between the places; one more than there are places."""
        return self.line.intervals(self.places)

    @cached_property
    def jumps(self) -> bool:
        """Whether the function jumps at one of its edges."""
        here = [p for p in self.edges if self.defined(p)]
        return any(kink_at(self.line.plain, self.x, p).jumps for p in here)

    def sides(self, place: sp.Expr) -> tuple[Interval, Interval]:
        """The intervals to the left and to the right of a place."""
        k = self.places.index(place)
        return self.intervals[k], self.intervals[k + 1]

    def value(self, place: sp.Expr) -> sp.Expr | None:
        """f at a place, None where it is not defined."""
        return value_at(self.named.expr, {self.x: place})

    def defined(self, place: sp.Expr) -> bool:
        """Whether f has a value at a place."""
        return near_at(self.named.expr, {self.x: place}) is not None

    def told(self, place: sp.Expr) -> bool:
        """Whether a place is one of those that are told: of a family, in one period."""
        near = decimals(place)
        if self.period is None or near is None:
            return True
        return bool(0 <= near < (decimals(self.period) or 0) - SLACK)

    @cached_property
    def found(self) -> list[Extremum]:
        """The extrema and inflection points, in order."""
        return [e for p in self.places if self.told(p) and (e := self.judged(p))]

    def judged(self, place: sp.Expr) -> Extremum | None:
        """What kind of point a place is; None where it is nothing to tell."""
        value = self.value(place)
        if value is None:
            return None
        left, right = self.sides(place)
        kind = self._kind(place, left, right)
        if not self.flat.exact and kind in CURVED:
            second = sign_at(self.line.second.after.expr, {self.x: place})
            if second == -CURVED[kind]:  # a zero between two points of the scan was not seen
                raise crowded(*self.line.range)
        sloping = kind == INFLECTION and place not in (*self.critical, *self.kinks)
        return None if kind is None else Extremum({self.x: place}, value, kind, sloping=sloping)

    def _kind(self, place: sp.Expr, left: Interval, right: Interval) -> str | None:
        if left.slope is None or right.slope is None:
            return self._end_kind(left, right)
        if place in self.edges and kink_at(self.line.plain, self.x, place).jumps:
            return INCONCLUSIVE
        if left.slope <= 0 <= right.slope and (left.slope, right.slope) != (0, 0):
            return MINIMUM
        if left.slope >= 0 >= right.slope and (left.slope, right.slope) != (0, 0):
            return MAXIMUM
        if None not in (left.bend, right.bend) and left.bend == -(right.bend or 0) != 0:
            return INFLECTION
        return INCONCLUSIVE if place in self.critical and left.slope else None

    @staticmethod
    def _end_kind(left: Interval, right: Interval) -> str | None:
        if left.slope is None and right.slope:
            return MINIMUM if right.slope > 0 else MAXIMUM
        if right.slope is None and left.slope:
            return MAXIMUM if left.slope > 0 else MINIMUM
        return None


def sign_of_all(study: Study) -> int | None:
    """0 where f′ is 0 in every interval."""
    signs = {i.slope for i in study.intervals if i.slope is not None}
    return 0 if signs == {0} else None
