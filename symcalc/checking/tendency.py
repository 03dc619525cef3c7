"""The values of a formula near a point: where they go, found from the values alone.

No rule of the tutor and no symbolic limit is used: balls of high precision at points that come
closer and closer, and extrapolation of what they show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import sympy as sp

from symcalc.checking.evaluate import Number, Undefined
from symcalc.checking.nearby import DIGITS, Beyond, Near, beside, value_beside
from symcalc.checking.sampling import Point

# How close: 10⁻²⁴ first; e^x has no value where x is 10²⁴, and e^(x²) none where it is 1000.
FAR = (*(sp.Rational(1, 10**e) for e in (24, 12, 6, 4, 3, 2, 1)), sp.Rational(1, 3))
TINY = FAR[1]  # so close that values which have not settled never do, or slowly
NEAR = FAR[-3:]  # closenesses whose values are compared with those far along
SLOW = (12, 24, 48, 96, 192)  # for logarithms, whose values settle only with the exponent
PART = sp.Rational(137, 1733)  # of which these are the powers
STEPS = 6  # points at each closeness, each half as far as the one before
FEW = 4  # that are enough where there are no closer ones
UNEVEN = sp.Rational(173, 137)  # so that no point is a zero of sin(π/x) by chance
SETTLED = 1e-9  # how much settled values differ, relative to max(1, |value|)
STILL = 1e-14  # the same for values at steps halved
SAME = 1e-6  # how much a limit may differ from what is claimed of it
LARGE = 1e4
MANY = 50  # is large where nothing closer to the point has a value


@dataclass(frozen=True)
class Tendency:
    """Where values go: "finite" with the value, "infinite" with the sign, "varies", "undefined".

    "unknown" is said where the values do not tell.
    """

    kind: str
    value: float = float("nan")

    @property
    def number(self) -> float:
        """The value, or ±inf; nan where there is none."""
        return self.value * float("inf") if self.kind == "infinite" else self.value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tendency) or self.kind != other.kind:
            return False
        return self.kind not in ("finite", "infinite") or close(self.value, other.value)

    def __hash__(self) -> int:
        return hash(self.kind)


def close(left: float, right: float) -> bool:
    """Whether two limits found numerically are the same number."""
    return abs(left - right) <= SAME * max(1.0, abs(left), abs(right))


def tendency(expr: sp.Expr, x: sp.Symbol, to: sp.Expr, side: str, point: Point) -> Tendency:
    """Where the values of `expr` go as x approaches `to`.

    Parameters
    ----------
    expr : sympy.Expr
        A scalar formula.
    x : sympy.Symbol
        The variable.
    to : sympy.Expr
        A real number, a formula in other letters, or ±oo.
    side : str
        "+", "-", or "" for both; a side where the formula has no value is left out.
    point : mapping
        Rational values of the other letters.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> tendency(sp.sin(x) / x, x, sp.S.Zero, "", {})
    Tendency(kind='finite', value=1.0)
    >>> tendency(sp.sin(1 / x), x, sp.S.Zero, "+", {}).kind
    'varies'
    """
    return _tendency(expr, x, to, side, tuple(sorted(point.items(), key=str)))


@lru_cache(maxsize=4096)
def _tendency(
    expr: sp.Expr,
    x: sp.Symbol,
    to: sp.Expr,
    side: str,
    point: tuple[tuple[sp.Symbol, sp.Expr], ...],
) -> Tendency:
    if to.is_infinite or side:
        return _Approach(expr, x, to, side, dict(point)).tendency()
    left, right = (_Approach(expr, x, to, s, dict(point)).tendency() for s in "-+")
    if "undefined" in (left.kind, right.kind):
        return right if left.kind == "undefined" else left
    if left == right:
        return left
    unknown = "unknown" in (left.kind, right.kind)
    return Tendency("unknown" if unknown else "varies")


@dataclass(frozen=True)
class _Approach:
    expr: sp.Expr
    x: sp.Symbol
    to: sp.Expr
    side: str
    point: Point

    def tendency(self) -> Tendency:
        """By the closest values that there are, then by those that settle slowly."""
        for h in FAR:
            values = self.values(h)
            if len(values) == STEPS or (h == FAR[-1] and len(values) >= FEW):
                return self._judged(values, h) or self._slow() or Tendency("unknown")
            if h == TINY and self._nowhere():
                return Tendency("undefined")
        return Tendency("unknown")

    def _nowhere(self) -> bool:
        """Whether there is no value close by, not even one that is too large to be computed."""
        places = [UNEVEN * h / 2**k for h in FAR[:2] for k in range(STEPS)]
        return all(self.at(h) is None and not self._too_large(h) for h in places)

    def _too_large(self, h: sp.Rational) -> bool:
        """Whether a value is only too large to be computed."""
        expr, place = beside(self.expr, self.x, self.to, self._sign * h, self.point)
        try:
            Near(DIGITS[0]).at(expr, place)
        except Beyond:
            return True
        except Undefined:
            return False
        return False

    def values(self, h: sp.Rational) -> list[Number]:
        """At points about `h` away, or 1/h out, up to the first that has no value."""
        found: list[Number] = []
        for k in range(STEPS):
            value = self.at(UNEVEN * h / 2**k)
            if value is None:
                break
            found.append(value)
        return found

    def at(self, h: sp.Rational) -> Number | None:
        """The value at a point, as an mpmath number of many digits."""
        return value_beside(self.expr, self.x, self.to, self._sign * h, self.point)

    @property
    def _sign(self) -> int:
        return -1 if self.to == -sp.oo or self.side == "-" else 1

    def _judged(self, values: Sequence[Number], h: sp.Rational) -> Tendency | None:
        """What values so close together say; None where they do not tell."""
        grown = self._grown(values, h)
        if grown:
            return grown
        scale = max(1, abs(values[-1]))
        if max(abs(b - a) for a, b in pairwise(values[-3:])) <= STILL * scale:
            return Tendency("finite", rounded(values[-1]))
        better = extrapolated(values)
        if better is not None and abs(better - values[-1]) <= 0.1 * scale:
            return Tendency("finite", rounded(better))
        return Tendency("varies") if h <= TINY and self._varies(values) else None

    def _grown(self, values: Sequence[Number], h: sp.Rational) -> Tendency | None:
        """Infinite, where all have one sign, are large, and grow towards the point."""
        sign = 1 if values[-1] > 0 else -1
        sizes = [v * sign for v in values]
        rising = all(a < b for a, b in pairwise(sizes))
        coarse = h > TINY and sizes[-1] > MANY and all(b > 1.4 * a for a, b in pairwise(sizes))
        large = sizes[0] > LARGE or sizes[-1] > max(LARGE, 1000 * sizes[0])
        if not (rising and (large or coarse)):
            return None
        near = [abs(v) for other in NEAR if other > h for v in self.values(other)]
        larger = not near or sizes[-1] > 4 * max(near)
        return Tendency("infinite", sign) if larger else None

    def _varies(self, values: Sequence[Number]) -> bool:
        """Whether the values go up and down without settling."""
        more = [*self.values(TINY), *self.values(FAR[0]), *values]
        steps = [b - a for a, b in pairwise(more)]
        turns = sum(a * b < 0 for a, b in pairwise(steps))
        size = max(abs(v) for v in more)
        apart = max(values) - min(values) > 1e-3 * size
        return bool(turns >= 3 and apart and size > SETTLED)

    def _slow(self) -> Tendency | None:
        """By doubling the exponent: a + b/ln x then settles like a power of 1/2."""
        found = [self.at(PART**e) for e in SLOW]
        values = [v for v in found if v is not None]
        if len(values) < len(SLOW):
            return None
        if all(abs(w) > 1.4 * abs(v) and v * w > 0 for v, w in pairwise(values)):
            grown = abs(values[-1]) > 20
            return Tendency("infinite", 1 if values[-1] > 0 else -1) if grown else None
        steps = [b - a for a, b in pairwise(values)]
        if all(0.97 < later / step < 1.03 for step, later in pairwise(steps)):
            return Tendency("infinite", 1 if steps[0] > 0 else -1)  # like ln ln x
        a, b, c, d = values[1:]
        if abs(d - c) <= SETTLED:
            return Tendency("finite", rounded(d))
        first, second = aitken(a, b, c), aitken(b, c, d)
        if first is None or second is None:
            return None
        settled = abs(first - second) <= SAME * max(1, abs(second)) and abs(d - c) < abs(b - a)
        return Tendency("finite", rounded(second)) if settled else None


def aitken(a: Number, b: Number, c: Number) -> Number | None:
    """What a sequence of three tends to, if its steps shrink by one factor."""
    bend = c - 2 * b + a
    if bend == 0:
        return c
    return c - (c - b) ** 2 / bend


def extrapolated(values: Sequence[Number]) -> Number | None:
    """Richardson's extrapolation for steps halved each time; None where it does not settle."""
    table = [list(values)]
    for k in range(1, len(values)):
        last, weight = table[-1], 2**k
        table.append([(weight * b - a) / (weight - 1) for a, b in pairwise(last)])
    best, before = table[-1][0], table[-2][-1]
    return best if abs(best - before) <= SETTLED * max(1, abs(best)) else None


def rounded(value: Number) -> float:
    """A float; what is too small or too large for one is 0 or infinite."""
    size = float(value)
    return 0.0 if abs(size) < 1e-12 else size
