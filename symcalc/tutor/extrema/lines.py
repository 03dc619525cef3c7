"""A function on the line: where it may break, its derivatives, their zeros and their signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.notation import Notation
from symcalc.primitives import TABLE, arrange, replace_nodes
from symcalc.tutor.diff import Part, differentiated
from symcalc.tutor.differentiate import differentiate
from symcalc.tutor.extrema.numbers import decimals, near_at, sign_of
from symcalc.tutor.extrema.numeric import CROWDED, crowded, scan
from symcalc.tutor.extrema.places import (
    between,
    boundaries,
    is_between,
    limits_of,
    period_of,
    scale_after,
    wider,
    within,
)
from symcalc.tutor.extrema.roots import exact_roots
from symcalc.tutor.extrema.zeros import Roots, ordered
from symcalc.tutor.kinks import crossings, holds
from symcalc.tutor.tidy import written_out

DIGITS = 40
PART = (sp.Integer(-10), sp.Integer(10))  # of a line with endless families of zeros


@dataclass(frozen=True)
class Zeros:
    """Zeros of a formula on the line; `looked` is where they were looked for by numbers."""

    places: tuple[sp.Expr, ...]
    looked: tuple[float, float] | None = None
    flat: tuple[tuple[sp.Expr, sp.Expr], ...] = ()

    @property
    def exact(self) -> bool:
        """Whether no others exist, and these are known exactly."""
        return self.looked is None


@dataclass(frozen=True)
class Interval:
    """An open interval in which f′ and f″ keep their signs; None where f is not defined."""

    low: sp.Expr
    high: sp.Expr
    slope: int | None
    bend: int | None


@dataclass(frozen=True)
class Line:
    """A function of one variable, on an interval if one is given, cut where it may break."""

    body: Notation
    x: sp.Symbol
    on: tuple[sp.Expr, sp.Expr] | None = None

    @cached_property
    def plain(self) -> Notation:
        """The formula with norms and functions of the user's own written out."""
        return written_out(self.body)

    @cached_property
    def slope(self) -> Part:
        """The derivative, with its steps."""
        return differentiated(self.body, self.x, "d")

    @cached_property
    def second(self) -> Part:
        """The second derivative, with its steps."""
        return differentiated(self.slope.after, self.x, "d")

    @cached_property
    def edges(self) -> Roots:
        """Where the function or its derivative may not exist."""
        found = Roots()
        zeros = [c.zero for c in crossings(self.plain, self.x)]
        for zero in dict.fromkeys([*zeros, *boundaries(self.plain, self.x)]):
            part = exact_roots(zero, self.x)
            if part is None:
                seen = scan(zero, self.x)
                part = Roots(tuple(seen.roots))
            found = found.joined(replace(part, everywhere=False))
        return found

    @cached_property
    def exact(self) -> tuple[Roots | None, Roots | None]:
        """The zeros of f′ and of f″ where textbook means suffice."""
        found = [exact_roots(p.after.expr, self.x) for p in (self.slope, self.second)]
        first, second = [None if r is None or r.everywhere else r for r in found]
        return first, second

    @cached_property
    def period(self) -> sp.Expr | None:
        """After which f or f′ repeats, or else the zeros of f′ where all of them are families."""
        if self.on is not None:
            return None
        own = period_of(self.body.expr, self.x) or period_of(self.slope.after.expr, self.x)
        if own is not None:
            return self._smallest(own)
        first = self.exact[0]
        alone = first is None or first.alone or self.edges.families
        return (
            None if alone or first is None or first.period is None else self._scaled(first.period)
        )

    def _scaled(self, period: sp.Expr) -> sp.Expr | None:
        """The period of the zeros of f′, or twice it: after it f′ has its signs again."""
        slope = self.slope.after.expr
        for whole in (period, 2 * period):
            factor = scale_after(slope, self.x, whole)
            if factor is not None and sign_of(factor) == 1:
                return whole
        return None

    def _smallest(self, period: sp.Expr) -> sp.Expr:
        """sin²x repeats after π already."""
        half, slope = period / 2, self.slope.after.expr
        if not self.repeats:
            return period
        for place in (sp.Rational(1, 7), sp.Rational(5, 3), sp.Rational(-9, 4)):
            here, there = (near_at(slope, {self.x: p}) for p in (place, place + half))
            if here is None or there is None or sign_of(here - there) != 0:
                return period
        return half

    @property
    def repeats(self) -> bool:
        """Whether f itself has the period."""
        return period_of(self.body.expr, self.x) is not None

    @cached_property
    def frame(self) -> tuple[sp.Expr, sp.Expr] | None:
        """What is looked at: the interval, three periods, or of endless families a part."""
        if self.on is not None:
            return self.on
        if self.period is not None:
            return -self.period * sp.Rational(9, 8), 2 * self.period
        endless = [r for r in (self.edges, *self.exact) if r is not None and r.families]
        return PART if endless else None

    @property
    def breaks(self) -> list[sp.Expr]:
        """The edges within the frame."""
        return self.spread(self.edges)

    def spread(self, roots: Roots) -> list[sp.Expr]:
        """Zeros within the frame, of families every member."""
        if self.frame is None:
            return roots.listed()
        return [r for r in within(roots, *self.frame) if is_between(r, *self.frame)]

    @cached_property
    def flat(self) -> Zeros:
        """The zeros of f′."""
        return self._zeros(1, None)

    @cached_property
    def bends(self) -> Zeros:
        """The zeros of f″, as far as those of f′ were looked for."""
        return self._zeros(2, self.flat.looked)

    @cached_property
    def range(self) -> tuple[sp.Expr, sp.Expr]:
        """The frame, or where zeros were looked for, or the whole line."""
        if self.frame is not None:
            return self.frame
        windows = [z.looked for z in (self.flat, self.bends) if z.looked]
        if not windows:
            return -sp.oo, sp.oo
        lows, highs = zip(*windows, strict=True)
        return sp.Rational(max(lows)), sp.Rational(min(highs))

    def _zeros(self, order: int, window: tuple[float, float] | None) -> Zeros:
        whole = self.exact[order - 1]
        if whole is None:
            return self._by_pieces(order, window)
        part = (float(PART[0]), float(PART[1])) if self.frame == PART else None
        return Zeros(tuple(self.spread(whole)), part)

    def _by_pieces(self, order: int, window: tuple[float, float] | None) -> Zeros:
        """Where f has kinks, or no exact way leads on: between its edges, by numbers if need be."""
        low, high = self.frame or (-sp.oo, sp.oo)
        cuts = [low, *self.breaks, high]
        found: list[sp.Expr] = []
        flat: list[tuple[sp.Expr, sp.Expr]] = []
        looked = window
        for left, right in pairwise(cuts):
            inside = between(left, right)
            if near_at(self.body.expr, {self.x: inside}) is None:
                continue
            piece = self.on_piece(inside)
            for _ in range(order):
                piece = differentiate(piece, self.x)[-1].after
            roots = exact_roots(piece.expr, self.x)
            if roots is None:
                seen = scan(piece.expr, self.x, *limits_of(left, right, window))
                found += seen.roots
                if len(found) > CROWDED:
                    raise crowded(low, high)
                looked = wider(looked, (seen.low, seen.high))
            elif roots.everywhere:
                flat.append((left, right))
            else:
                found += [r for r in self.spread(roots) if is_between(r, left, right)]
        return Zeros(tuple(ordered(found)), looked, tuple(flat))

    def on_piece(self, inside: sp.Expr) -> Notation:
        """The formula as it is around a point where it has no kink: |u| is u or −u."""
        beside = {self.x: decimals(inside) or sp.S.Zero}

        def branch(node: Notation) -> Notation | None:
            if self.x not in node.symbols:
                return node
            if node.head == "cases":
                return next(
                    (p.parts[0] for p in node.parts if holds(p.parts[1].expr, beside)), None
                )
            if node.head not in TABLE:
                return None
            exprs = [part.expr for part in node.parts]
            row = TABLE[node.head]
            for zero, (below, above) in zip(row.kinks(*exprs), row.branches(*exprs), strict=False):
                if zero.has(self.x):
                    return arrange(above if holds(zero > 0, beside) else below, like=node)
            return None

        before, after = None, self.plain
        while after != before:
            before, after = after, replace_nodes(after, branch)
        return after

    def intervals(self, places: Sequence[sp.Expr]) -> list[Interval]:
        """The intervals between places, with the signs of f′ and f″ in each."""
        cuts = [self.range[0], *places, self.range[1]]
        return [self._interval(a, b) for a, b in pairwise(cuts)]

    def _interval(self, low: sp.Expr, high: sp.Expr) -> Interval:
        inside = between(low, high)
        if near_at(self.body.expr, {self.x: inside}) is None:
            return Interval(low, high, None, None)
        signs = [self.sign(part.after.expr, inside) for part in (self.slope, self.second)]
        return Interval(low, high, *signs)

    def sign(self, expr: sp.Expr, place: sp.Expr) -> int | None:
        """The sign of a formula at a place, None where it has no value."""
        try:
            found = Precise(DIGITS).at(expr, {self.x: decimals(place, DIGITS) or sp.S.Zero})
        except Undefined:
            return None
        if abs(found) > 1e-25:
            return 1 if found > 0 else -1
        return sign_of(expr.subs(self.x, decimals(place, DIGITS) or sp.S.Zero))
