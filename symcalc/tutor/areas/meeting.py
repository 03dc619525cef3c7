"""Where two curves meet, and which of them is on top in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import sympy as sp

from symcalc.checking.breaks import breaks
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.areas import letters
from symcalc.tutor.areas.boundary import Boundary
from symcalc.tutor.areas.crossings import crossings, seen
from symcalc.tutor.areas.parts import need_order
from symcalc.tutor.extrema.numbers import near_at, sign_at, sign_of
from symcalc.tutor.extrema.places import between, is_between, within
from symcalc.tutor.extrema.zeros import Roots, ordered
from symcalc.writing.text import text

ENOUGH = 2  # ends of a piece
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
        if self.edge.letters:
            return Roots(tuple(letters.places(self.edge.gap, self.edge.x)))
        low, high = self.ends if self.limited and not self.lettered else (-sp.oo, sp.oo)
        return crossings(self.edge.gap, self.edge.x, low, high)

    @property
    def ends(self) -> tuple[sp.Expr, sp.Expr]:
        """The limits that are given."""
        assert self.low is not None
        assert self.high is not None
        return self.low, self.high

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
        bounded = self.limited and not any(end.is_infinite for end in self.ends)
        return not bounded and self.roots is not None and bool(self.roots.families)

    @cached_property
    def places(self) -> list[sp.Expr]:
        """The places where they meet; with limits those strictly between these."""
        x = self.edge.x
        if self.lettered:
            return self._with_letters()
        if self.roots is None:
            found = seen(self.edge.gap, x, self.low, self.high)
        elif self.limited and not self.endless:
            found = ordered(within(self.roots, *self.ends))
        else:
            found = self.roots.listed()
        inside = [p for p in found if not self.limited or is_between(p, *self.ends)]
        return [p for p in inside if self._defined(p)]

    @property
    def letters(self) -> frozenset[sp.Symbol]:
        """The letters in the curves and in the limits, which are positive."""
        ends = [end for end in (self.low, self.high) if end is not None]
        return self.edge.letters.union(*(end.free_symbols for end in ends))

    @property
    def lettered(self) -> bool:
        """Whether there are letters besides the variable."""
        return bool(self.letters)

    def _with_letters(self) -> list[sp.Expr]:
        if self.roots is None or self.roots.families:
            raise letters.undecided(self.edge.gap)
        found = [*self.roots.alone, *(self.ends if self.limited else ())]
        in_order = letters.ordered(found)
        if in_order is None:
            raise letters.undecided(self.edge.gap)
        if not self.limited:
            return in_order
        low, high = (in_order.index(letters.simplified(end)) for end in self.ends)
        return in_order[low + 1 : high]

    def _defined(self, place: sp.Expr) -> bool:
        here = {self.edge.x: place}
        return all(near_at(curve.expr, here) is not None for curve in self.edge.curves)

    @cached_property
    def cuts(self) -> list[sp.Expr]:
        """The ends of the pieces: the limits, the places, and what lies between without a value."""
        ends = [self.low, *self.places, self.high] if self.limited else self.places
        known = [end for end in ends if end is not None]
        if self.lettered or len(known) < ENOUGH:
            return known
        gap, x = self.edge.gap, self.edge.x
        holes = [
            p
            for p in breaks(gap, x, known[0], known[-1])
            if is_between(p, *known[:: len(known) - 1])
        ]
        poles = [p for p in holes if near_at(gap, {x: p}) is None]
        return [known[0], *ordered([*known[1:-1], *poles]), known[-1]]

    @cached_property
    def pieces(self) -> list[Piece]:
        """The pieces, neighbours with the same curve on top joined.

        Raises
        ------
        UnsupportedError
            If a curve has no values there.
        """
        found: list[Piece] = []
        for low, high in pairwise(self.cuts):
            place = _inside(low, high)
            sign = self._sign(place)
            if sign is None:
                raise UnsupportedError(
                    f"a curve has no real values at {self.edge.x} = {text(arrange(place))}",
                    where=text(arrange(self.edge.gap)),
                    hint="name limits between which both curves have values",
                )
            top = 0 if sign > 0 else 1
            last = found[-1] if found else None
            if last and sign and last.top == top and last.high == low:
                found[-1] = Piece(last.low, high, top, last.seen)
            elif sign:
                found.append(Piece(low, high, top, place))
        return found

    def _sign(self, place: sp.Expr) -> int | None:
        """The sign of the difference at a place; with letters for positive ones."""
        if not self.lettered:
            return sign_at(self.edge.gap, {self.edge.x: place})
        found = letters.sign(self.edge.gap.xreplace({self.edge.x: place}))
        if found is None:
            raise letters.undecided(self.edge.gap)
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
    if edge.letters or line.free_symbols:
        return (*_only_line(edge, line), [])
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


def _only_line(edge: Boundary, line: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """With letters: the line, and the one place where the curves meet."""
    places = [p for p in Meeting(edge).places if letters.sign(p - line) != 0]
    if len(places) != 1:
        raise letters.undecided(edge.gap)
    return need_order(line, places[0], "the region")


def _inside(low: sp.Expr, high: sp.Expr) -> sp.Expr:
    """A place between two others: the middle, where that is short to write."""
    if not (low.is_infinite or high.is_infinite):
        middle = sp.expand((low + high) / 2)
        if sp.count_ops(middle) <= SHORT and not middle.has(sp.Float, sp.CRootOf):
            return middle
    return between(low, high)
