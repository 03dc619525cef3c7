"""The derivative of an answer beside the integrand, on every interval where that has a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import sympy as sp

from symcalc.checking.evaluate import Number
from symcalc.checking.numeric import Array
from symcalc.checking.sampling import LEAST, Comparison, Point, compare, precision, value
from symcalc.checking.slopes import has_value
from symcalc.checking.stations import edges_of, places, settings, stations
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.formula import natural_order
from symcalc.tutor.integrate.forms import slope

CLOSE = 1e-7  # relative; what is farther apart in doubles is looked at with balls
ASKED, SURE = 6, 2  # points of an interval that are settled with many digits
NEAR, FAR = 1e-9, 1e-3  # how far from a place its singularity is looked for
GROWS = 3.0
STEP = sp.Rational(1, 1009)
RIGHT, WRONG, MISSING, UNKNOWN = "right", "wrong", "missing", "unknown"

Both = tuple[Number, Number]


@dataclass(frozen=True)
class Interval:
    """Between two singularities of the integrand: how an answer fares there.

    `letters` are the values of all letters but x, `point` is where it is wrong or missing.
    """

    letters: Mapping[sp.Symbol, sp.Rational]
    low: float
    high: float
    status: str
    point: Point


@dataclass(frozen=True)
class Slopes:
    """What comparing the derivative of an answer with the integrand found.

    `status` is "equal", "narrower" (right, but without a value on some intervals), "partly" (right
    on some intervals, wrong on others), "different", "nowhere" or "undecided". A difference comes
    with its witness: a point, the integrand and the derivative there.
    """

    status: str
    intervals: tuple[Interval, ...] = ()
    witness: tuple[Point, Number, Number] | None = None

    def those(self, status: str) -> list[Interval]:
        """The intervals with a status, those for positive letters in front."""
        found = [i for i in self.intervals if i.status == status]
        return sorted(found, key=lambda i: sum(bool(v < 0) for v in i.letters.values()))


def compared(
    integrand: sp.Expr,
    told: sp.Expr,
    x: sp.Symbol,
    extras: Sequence[sp.Symbol] = (),
    where: tuple[sp.Basic, ...] = (),
) -> Slopes:
    """Compare the derivative of an answer by x with the integrand.

    Parameters
    ----------
    integrand, told : sympy.Expr
        What was to be integrated, and the answer.
    x : sympy.Symbol
        The variable.
    extras : sequence of sympy.Symbol
        Letters of the answer that the question does not have.
    where : tuple of conditions
        On letters of the question.

    Raises
    ------
    UnsupportedError
        If the answer has no derivative rule.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> compared(1 / x, sp.log(sp.Abs(x)), x).status, compared(1 / x, sp.log(x), x).status
    ('equal', 'narrower')
    >>> compared(sp.cos(x), sp.sin(x) + x / 10**12, x).status
    'different'
    """
    told = moving(told, x)
    rate = rate_of(told, x)
    on = sp.Piecewise((told, sp.And(*where))) if where else told
    found = compare(integrand, rate, on=on)
    mine = tuple(c for c in extras if c in told.free_symbols)
    tried = _Tried(integrand, told, rate, x, mine, where)
    return _summary(found, tuple(tried.intervals(sure=found.status != "equal")), tried)


def moving(told: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """An answer without the constants that are added to it.

    >>> x, C = sp.symbols("x C")
    >>> moving(x**2 + C + 5, x), moving(C, x)
    (x**2, 0)
    """
    if x not in told.free_symbols:
        return sp.S.Zero
    return told.as_independent(x, as_Add=True)[1] if isinstance(told, sp.Add) else told


def rate_of(told: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """The derivative by the table, also of a formula by cases."""
    if isinstance(told, sp.Piecewise):
        return sp.Piecewise(*((rate_of(piece, x), held) for piece, held in told.args))
    if isinstance(told, sp.Add) and told.has(sp.Piecewise):
        return sp.Add(*(rate_of(term, x) for term in told.args))
    return slope(told, x)


def _summary(found: Comparison, intervals: tuple[Interval, ...], tried: _Tried) -> Slopes:
    statuses = {i.status for i in intervals}
    if found.status == "different" or WRONG in statuses:
        status = "partly" if RIGHT in statuses and WRONG in statuses else "different"
        return Slopes(status, intervals, found.witness or tried.witness)
    if MISSING in statuses:
        return Slopes("narrower" if RIGHT in statuses else "nowhere", intervals)
    few = found.status == "undecided" and found.points < LEAST
    settled = found.points + tried.settled >= LEAST
    sure = found.status == "equal" or (few and settled and RIGHT in statuses)
    return Slopes("equal" if sure else "undecided", intervals)


class _Tried:
    """Both sides at many points, in doubles at once, and with balls where these do not tell."""

    def __init__(
        self,
        integrand: sp.Expr,
        told: sp.Expr,
        rate: sp.Expr,
        x: sp.Symbol,
        extras: tuple[sp.Symbol, ...],
        where: tuple[sp.Basic, ...],
    ) -> None:
        self.sides, self.told, self.x = (integrand, rate), told, x
        self.extras, self.gap = extras, integrand - rate
        self.digits = precision(integrand, rate)
        self.at = stations((integrand, told), x, where)
        others = natural_order((integrand.free_symbols | told.free_symbols) - {x})
        self.letters = list(settings(others, where))
        self.wanted, self.got = self._columns(integrand), self._columns(rate)
        self.height = self._heights(told, extras)
        self.settled = 0
        self.witness: tuple[Point, Number, Number] | None = None

    def _columns(self, expr: sp.Expr, columns: Sequence[Array] = ()) -> Array:
        program = lower([expr], self.at.symbols)
        values = evaluate(program, list(columns or self.at.columns))[0]
        return np.broadcast_to(np.asarray(values, dtype=float), self.at.group.shape)

    def _heights(self, told: sp.Expr, extras: Sequence[sp.Symbol]) -> Array:
        """The answer; where ln(Kx) has no value, it may have one for −K."""
        values = self._columns(told)
        for letter in extras:
            turned = [
                -column if symbol == letter else column
                for symbol, column in zip(self.at.symbols, self.at.columns, strict=True)
            ]
            values = np.where(np.isfinite(values), values, self._columns(told, turned))
        return values

    def intervals(self, *, sure: bool) -> Iterator[Interval]:
        """Every interval, for each set of letters for which the answer has a value at all."""
        edges, own = (tuple(dict.fromkeys(edges_of(f, self.x))) for f in (self.sides[0], self.told))
        some = bool(np.isfinite(self.height).any())
        for k, letters in enumerate(self.letters):
            mine = self.at.group == k
            if some and not np.isfinite(self.height[mine]).any():
                continue
            cuts = [p for p in places(edges, self.x, letters) if self._is_singular(p, letters)]
            for found in self._between(mine, cuts, letters, sure=sure):
                if found.status == MISSING and not self._is_empty(mine, found):
                    inside = [p for p in places(own, self.x, letters) if found.low < p < found.high]
                    ends = [p for p in (found.low, found.high) if np.isfinite(p)]
                    halves = sorted({*ends, *inside})
                    yield from self._between(mine, halves, letters, sure=sure, whole=found)
                elif found.status != UNKNOWN:
                    yield found

    def _between(
        self,
        mine: Array,
        cuts: Sequence[float],
        letters: Mapping[sp.Symbol, sp.Rational],
        *,
        sure: bool,
        whole: Interval | None = None,
    ) -> Iterator[Interval]:
        """The stretches between cuts, all of them or those of an interval."""
        column = self.at.columns[self.at.symbols.index(self.x)]
        for low, high in pairwise([-np.inf, *cuts, np.inf]):
            if whole is not None and not whole.low <= low < high <= whole.high:
                continue
            inside = np.flatnonzero(mine & (column > low) & (column < high))
            status, point = self._status(inside, sure=sure)
            yield Interval(letters, low, high, status, point)

    def _is_empty(self, mine: Array, found: Interval) -> bool:
        """Whether the answer has a value nowhere on an interval."""
        column = self.at.columns[self.at.symbols.index(self.x)]
        inside = mine & (column > found.low) & (column < found.high)
        return not np.isfinite(self.height[inside]).any()

    def _is_singular(self, place: float, letters: Mapping[sp.Symbol, sp.Rational]) -> bool:
        """Whether the integrand has no value there, or goes to infinity."""
        f = self.sides[0].xreplace(dict(letters))
        points = np.array([place, place - NEAR, place + NEAR, place - FAR, place + FAR])
        values = evaluate(lower([f], [self.x]), [points])[0]
        sizes = np.abs(np.broadcast_to(np.asarray(values, dtype=float), points.shape))
        if not np.isfinite(sizes).all():
            return True
        return bool(sizes[:3].max() > GROWS * sizes[3:].max() + 1)

    def _status(self, inside: Array, *, sure: bool) -> tuple[str, Point]:
        with np.errstate(all="ignore"):
            known = np.isfinite(self.wanted[inside])
            there = known & np.isfinite(self.height[inside])
            apart = np.abs(self.got[inside] - self.wanted[inside])
            close = apart <= CLOSE * np.abs(self.wanted[inside])
        good, doubtful = inside[there & close], inside[there & ~close]
        found: list[str] = []
        for i in (*_spread(doubtful, ASKED), *(_spread(good, SURE) if sure else ())):
            point = self.at.point(i)
            found.append(self._settle(point))
            if found[-1] == WRONG:
                return WRONG, point
        for i in _spread(inside[known & ~there], ASKED):
            if self._is_gap(self.at.point(i)):
                return MISSING, self.at.point(i)
        fine = RIGHT in found or (len(good) and not sure)
        return (RIGHT, self.at.point(int(good[0])) if len(good) else {}) if fine else (UNKNOWN, {})

    def _settle(self, point: Point) -> str:
        """With balls: is it right, or wrong, or do they not tell?"""
        for digits in (self.digits, 2 * self.digits):
            left, right = (value(side, point, digits) for side in self.sides)
            if left is None or right is None or not has_value(self.told, point):
                return UNKNOWN
            apart = left - right
            small = value(self.gap, point, digits) if apart.contains(0) else apart
            if small is not None and not small.contains(0):
                self.witness = self.witness or (point, left, right)
                return WRONG
            if apart.rad() <= max(abs(left).upper(), abs(right).upper()) * CLOSE**3:
                self.settled += 1
                return RIGHT
        return UNKNOWN

    def _is_gap(self, point: Point) -> bool:
        """Whether the answer has no value there, nor beside it, where the integrand has one."""
        f = self.sides[0]
        if not has_value(f, point) or self._is_there(point):
            return False
        beside = [{**point, self.x: point[self.x] + step} for step in (STEP, -STEP)]
        return not all(self._is_there(b) for b in beside if has_value(f, b))

    def _is_there(self, point: Point) -> bool:
        turned = [{**point, c: -point[c]} for c in self.extras]
        return any(has_value(self.told, p) for p in (point, *turned))


def _spread(indices: Array, count: int) -> list[int]:
    """Some of the indices, evenly."""
    if len(indices) <= count:
        return [int(i) for i in indices]
    return [int(indices[k]) for k in np.linspace(0, len(indices) - 1, count).astype(int)]
