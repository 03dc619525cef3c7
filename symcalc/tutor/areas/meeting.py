"""Where two curves meet, and which of them is on top in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.areas.boundary import Boundary
from symcalc.tutor.areas.parts import need_order
from symcalc.tutor.extrema.numbers import near_at, sign_at, sign_of
from symcalc.tutor.extrema.numeric import scan
from symcalc.tutor.extrema.places import between, finite, is_between, within
from symcalc.tutor.extrema.roots import exact_roots
from symcalc.tutor.extrema.zeros import Roots, ordered
from symcalc.writing.text import text

DIGITS = 9  # of a place that numbers tell
SHORT = 3  # operations of a place that is put into the formulas


@dataclass(frozen=True)
class Piece:
    """An interval on which one curve is on top: which, by its number, and where that was seen."""

    low: sp.Expr
    high: sp.Expr
    top: int
    seen: sp.Expr

    @property
    def ends(self) -> tuple[sp.Expr, sp.Expr]:
        """From where to where."""
        return self.low, self.high


@dataclass(frozen=True)
class Meeting:
    """Two curves between limits, or between the outermost of the places where they meet."""

    edge: Boundary
    low: sp.Expr | None = None
    high: sp.Expr | None = None

    @cached_property
    def roots(self) -> Roots | None:
        """All places where they meet, where these are found exactly."""
        return exact_roots(sp.expand(self.edge.gap), self.edge.x)

    @property
    def limited(self) -> bool:
        """Whether limits are given."""
        return self.low is not None and self.high is not None

    @property
    def exact(self) -> bool:
        """Whether no other places exist, and these are known exactly."""
        return self.roots is not None

    @property
    def endless(self) -> bool:
        """Whether they meet again and again, and the limits do not end that."""
        ends = (self.low, self.high)
        bounded = self.limited and not any(end is None or end.is_infinite for end in ends)
        return not bounded and self.roots is not None and bool(self.roots.families)

    @cached_property
    def places(self) -> list[sp.Expr]:
        """The places where they meet; with limits those strictly between these."""
        if self.low is None or self.high is None:
            roots = self.roots
            found = self._seen() if roots is None else roots.listed()
            return [p for p in ordered(found) if self._defined(p)]
        if self.roots is None:
            return ordered(self._seen())
        listed = self.roots.listed() if self.endless else within(self.roots, self.low, self.high)
        inside = ordered(listed)
        return [p for p in inside if is_between(p, self.low, self.high) and self._defined(p)]

    def _seen(self) -> list[sp.Expr]:
        """The places that numbers tell, rounded: an area hardly changes with its own ends."""
        limits = () if self.low is None or self.high is None else (self.low, self.high)
        roots = scan(self.edge.gap, self.edge.x, *map(finite, limits)).roots
        return [sp.Float(f"{float(root):.{DIGITS}g}") for root in roots]

    def _defined(self, place: sp.Expr) -> bool:
        here = {self.edge.x: place}
        return all(near_at(curve.expr, here) is not None for curve in self.edge.curves)

    @cached_property
    def cuts(self) -> list[sp.Expr]:
        """The ends of the pieces."""
        if self.low is None or self.high is None:
            return self.places
        return [self.low, *self.places, self.high]

    @cached_property
    def pieces(self) -> list[Piece]:
        """The pieces, neighbours with the same curve on top joined."""
        found: list[Piece] = []
        for low, high in pairwise(self.cuts):
            seen = _inside(low, high)
            sign = sign_at(self.edge.gap, {self.edge.x: seen})
            if not sign:
                continue
            top = 0 if sign > 0 else 1
            last = found[-1] if found else None
            if last and last.top == top and last.high == low:
                found[-1] = Piece(last.low, high, top, last.seen)
            else:
                found.append(Piece(low, high, top, seen))
        return found

    def difference(self, piece: Piece) -> tuple[Notation, Notation]:
        """The upper and the lower curve."""
        curves: Sequence[Notation] = self.edge.curves
        return curves[piece.top], curves[1 - piece.top]


def by_lines(
    edge: Boundary,
) -> tuple[sp.Expr, sp.Expr, list[tuple[sp.Expr, sp.Expr]]]:
    """The limits that vertical lines tell: two of them, or one and the nearest meeting point.

    With them come that line and that point, where there are others.

    Raises
    ------
    UnsupportedError
        If there is one line, and no place where the curves meet.
    """
    if len(edge.lines) > 1:
        return (*need_order(edge.lines[0], edge.lines[1], "the region"), [])
    (line,) = edge.lines
    places = [p for p in Meeting(edge).places if sign_of(p - line) != 0]
    if not places:
        raise UnsupportedError(
            "the curves do not meet, so this is no region",
            where=text(arrange(edge.gap)),
            hint="name two limits: from x = 0 to x = 1",
        )
    nearest = min(places, key=lambda p: abs(float(p - line)))
    ends = need_order(line, nearest, "the region")
    return (*ends, [(line, nearest)] if len(places) > 1 else [])


def _inside(low: sp.Expr, high: sp.Expr) -> sp.Expr:
    """A place between two others: the middle, where that is short to write."""
    if not (low.is_infinite or high.is_infinite):
        middle = sp.expand((low + high) / 2)
        if sp.count_ops(middle) <= SHORT and not middle.has(sp.Float, sp.CRootOf):
            return middle
    return between(low, high)
