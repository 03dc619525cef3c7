"""Proved bounds: the largest size of a formula on an interval, by ball arithmetic."""

from __future__ import annotations

import math
from dataclasses import dataclass
from heapq import heapify, heappush, heapreplace
from itertools import pairwise
from typing import NamedTuple

import flint
import sympy as sp

from symcalc.checking.balls import Balls
from symcalc.checking.evaluate import Number, Undefined, evaluate
from symcalc.formula import unevaluated

DIGITS = 30
FIRST = 16  # pieces that an interval is cut into at once
MOST = 2000  # pieces, at most
CLOSE = 1.001  # how much a bound may exceed what is reached
BALLS = Balls(DIGITS)
NARROW = sp.Rational(1, 2**30)  # of the whole: pieces are not cut further


class Largest(NamedTuple):
    """An upper bound of |f|, and on how many pieces it was found."""

    bound: sp.Rational
    pieces: int


def largest(expr: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Largest | None:
    """Bound |expr| between low and high; None where that cannot be proved.

    Parameters
    ----------
    expr : sympy.Expr
        In x only.
    x : sympy.Symbol
        The variable.
    low, high : sympy.Expr
        Real numbers, low < high.

    Returns
    -------
    Largest or None
        The bound has three digits, rounded up, and exceeds the largest value by about a thousandth.

    Notes
    -----
    Branch and bound: each piece is a ball, whose value is a ball that contains every value on the
    piece. The piece with the largest bound is halved until a value that is reached is as large.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> largest(sp.exp(x), x, sp.S.Zero, sp.S.One).bound
    68/25
    >>> largest(1 / x, x, sp.S.NegativeOne, sp.S.One) is None
    True
    """
    return _bounded(expr, x, (low, high), CLOSE)


def has_values(expr: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> bool:
    """Whether it is proved that a formula has a value everywhere between low and high.

    >>> x = sp.Symbol("x")
    >>> has_values(sp.log(x), x, sp.S.One, sp.Integer(2)), has_values(1 / x, x, -sp.S.One, sp.S.One)
    (True, False)
    """
    return _bounded(expr, x, (low, high), math.inf) is not None


def never_zero(expr: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> bool:
    """Whether it is proved that a formula is zero nowhere between low and high."""
    return has_values(1 / expr, x, low, high)


def monotonic(expr: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> bool:
    """Whether it is proved that a formula rises, or falls, all the way from low to high.

    Its derivative may be 0 at an end, if it is then strictly monotonic itself close to that end.

    >>> x = sp.Symbol("x")
    >>> monotonic(sp.cos(x), x, sp.S.Zero, sp.S.One), monotonic(sp.cos(x), x, -sp.S.One, sp.S.One)
    (True, False)
    """
    slope = expr.diff(x)
    if slope == 0:
        return True
    step = (high - low) / FIRST
    for flat, other in ((low, low + step), (high, high - step)):
        if slope.subs(x, flat) == 0:
            if not never_zero(slope.diff(x), x, min(flat, other), max(flat, other)):
                return False
            low, high = (other, high) if flat == low else (low, other)
    return never_zero(slope, x, low, high)


def _bounded(
    expr: sp.Expr, x: sp.Symbol, ends: tuple[sp.Expr, sp.Expr], close: float
) -> Largest | None:
    if unevaluated(expr) or expr.free_symbols - {x}:
        return None
    before = flint.ctx.dps
    flint.ctx.dps = DIGITS
    try:
        return _largest(Pieces(expr, x, *(evaluate(end, {}, BALLS) for end in ends)), close)
    except Undefined:
        return None
    finally:
        flint.ctx.dps = before


@dataclass(frozen=True)
class Pieces:
    """An interval that is cut into pieces, from share 0 to share 1, and a formula on them."""

    expr: sp.Expr
    x: sp.Symbol
    start: Number
    stop: Number

    def place(self, share: sp.Rational) -> Number:
        """A point of the interval."""
        return self.start + (self.stop - self.start) * BALLS.number(share)

    def most(self, left: sp.Rational, right: sp.Rational) -> float:
        """At least as large as any value on a piece; infinite where there may be none."""
        piece = self.place(left).union(self.place(right))
        try:
            return as_float(abs(evaluate(self.expr, {self.x: piece}, BALLS)).upper(), 1)
        except Undefined:
            return math.inf

    def reached(self, share: sp.Rational) -> float:
        """At most as large as the value at a point."""
        return as_float(abs(evaluate(self.expr, {self.x: self.place(share)}, BALLS)).lower(), -1)


def _largest(pieces: Pieces, close: float) -> Largest | None:
    shares = [sp.Rational(k, FIRST) for k in range(FIRST + 1)]
    heap = [(-pieces.most(*ends), *ends) for ends in pairwise(shares)]
    heapify(heap)
    reached = 0.0
    while True:
        worst, left, right = heap[0]
        middle = (left + right) / 2
        if worst > -math.inf:
            reached = max(reached, *(pieces.reached(share) for share in (left, middle, right)))
            near = close == math.inf or -worst <= close * reached
            if near or len(heap) >= MOST:
                return Largest(rounded_up(sp.Rational(-worst)), len(heap))
        elif len(heap) >= MOST or right - left < NARROW:
            return None
        heapreplace(heap, (-pieces.most(left, middle), left, middle))
        heappush(heap, (-pieces.most(middle, right), middle, right))


def as_float(value: Number, side: int) -> float:
    """The next float above (side 1) or below (side -1)."""
    return float(value) * (1 + side * 2.0**-50)


def rounded_up(value: sp.Rational, digits: int = 3) -> sp.Rational:
    """The next larger decimal of a few digits.

    >>> rounded_up(sp.Rational(2718281, 1000000)), rounded_up(sp.Rational(1, 3000))
    (68/25, 167/500000)
    """
    if value == 0:
        return sp.S.Zero
    exponent = digits - 1 - int(sp.floor(sp.log(value, 10)))
    scale = sp.Rational(10) ** exponent
    return sp.ceiling(value * scale) / scale
