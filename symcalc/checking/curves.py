"""Points of a curve, found and followed by numbers: a slope is what neighbouring points show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import sympy as sp

from symcalc.checking.evaluate import Number, Undefined, evaluate
from symcalc.checking.numeric import Array
from symcalc.checking.precise import Precise
from symcalc.checking.report import CheckReport, Worst
from symcalc.checking.sampling import Point, candidates
from symcalc.compiler.backends.python import evaluate as in_doubles
from symcalc.compiler.lower import lower
from symcalc.formula import natural_order

DIGITS = 50
STEP = 12  # neighbours are 10⁻¹² away
TOLERANCE = 1e-8  # of slopes from neighbours, relative to max(1, |slope|)
STEEP = 1e4  # beyond it neighbours tell too little
WANTED = 6  # points that are looked for
LEAST = 3  # fewer decide nothing
ACROSS = tuple(sp.Rational(k, 8) for k in (3, -5, 9, 13, -2, 20, 1, -11, 30, 6, -25, 45))
GRID = np.linspace(-12.0, 12.0, 480) + 0.00137  # values of y between which a sign may change
HALVINGS = 40
METHOD = "neighbouring points of the curve"


@dataclass(frozen=True)
class Slopes:
    """On the curve gap = 0, y has these derivatives by x: the first, the second …

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> Slopes(x**2 + y**2 - 25, x, y, (-x / y,)).check().status
    'agrees'
    >>> Slopes(x**2 + y**2 - 25, x, y, (x / y,)).check().status
    'disagrees'
    """

    gap: sp.Expr
    x: sp.Symbol
    y: sp.Symbol
    told: tuple[sp.Expr, ...]
    at: tuple[Point, ...] = ()

    def check(self) -> CheckReport:
        """Compare at points of the curve, or at those that are named."""
        places = self.at or tuple(islice(points_on(self.gap, self.x, self.y), WANTED))
        found = [pair for place in places for pair in self._compared(place)]
        if len(found) < (1 if self.at else LEAST):
            note = "Too few points of the curve were found."
            return CheckReport(
                "undecided", len(found), float("nan"), TOLERANCE, None, METHOD, note=note
            )
        errors = [abs(a - b) / max(1.0, abs(b)) for _, a, b in found]
        k = int(np.argmax(errors))
        worst = Worst({s.name: float(v) for s, v in found[k][0].items()}, *found[k][1:])
        status = "agrees" if errors[k] <= TOLERANCE else "disagrees"
        return CheckReport(status, len(found), errors[k], TOLERANCE, worst, METHOD)

    def _compared(self, place: Point) -> Iterator[tuple[Point, float, float]]:
        """What neighbours show at a point, and what is told of it."""
        arithmetic = Precise(DIGITS)
        try:
            exact = {s: arithmetic.number(v) for s, v in place.items()}
            seen = neighbours(self.gap, self.x, self.y, exact, len(self.told))
            said = [evaluate(told, exact, arithmetic) for told in self.told]
        except (Undefined, ZeroDivisionError):
            return
        for left, right in zip(seen, said, strict=True):
            if abs(left) < STEEP:
                yield place, float(left), float(right)


def neighbours(
    gap: sp.Expr, x: sp.Symbol, y: sp.Symbol, place: Mapping[sp.Symbol, Number], order: int
) -> list[Number]:
    """The first and second difference quotient of y at a point of the curve.

    Raises
    ------
    Undefined
        Where the curve cannot be followed to both sides.
    """
    arithmetic = Precise(DIGITS)
    h = arithmetic.context.mpf(10) ** -STEP
    left, here, right = (_follow(gap, x, y, place, side * h) for side in (-1, 0, 1))
    slopes = [(right - left) / (2 * h), (right - 2 * here + left) / h**2]
    apart = abs((right - here) - (here - left)) / h
    if apart > 1e-4 * max(1, abs(slopes[0])):
        raise Undefined("the curve has no slope here")
    return slopes[:order]


def _follow(
    gap: sp.Expr, x: sp.Symbol, y: sp.Symbol, place: Mapping[sp.Symbol, Number], by: Number
) -> Number:
    """The y of the curve a little beside a point, by the secant method."""
    arithmetic = Precise(DIGITS)

    def at(value: Number) -> Number:
        return evaluate(gap, {**place, x: place[x] + by, y: value}, arithmetic)

    h = arithmetic.context.mpf(10) ** -STEP
    old, new = place[y], place[y] + h
    before, now = at(old), at(new)
    for _ in range(30):
        if now == before or now == 0:
            break
        old, new, before = new, new - now * (new - old) / (now - before), now
        now = at(new)
        if abs(new - old) < h**3:
            break
    if abs(new - place[y]) > arithmetic.context.mpf(10) ** (5 - STEP):
        raise Undefined("the curve goes elsewhere")
    return new


def points_on(gap: sp.Expr, x: sp.Symbol, y: sp.Symbol) -> Iterator[Point]:
    """Points of the curve gap = 0: where the sign changes along y.

    >>> x, y = sp.symbols("x y")
    >>> place = next(points_on(x + y - 1, x, y))
    >>> round(float(place[x] + place[y]), 9)
    1.0
    """
    others = natural_order(gap.free_symbols - {x, y})
    program = lower([gap], [x, y, *others])
    for across, place in zip(ACROSS, _given(others), strict=False):
        fixed = [np.float64(across), *(np.float64(place[s]) for s in others)]

        def values(ys: Array, fixed: Sequence[np.float64] = fixed) -> Array:
            with np.errstate(all="ignore"):
                found = in_doubles(program, [fixed[0], ys, *fixed[1:]])[0]
            return np.broadcast_to(np.asarray(found, dtype=float), ys.shape)

        for root in _roots(values):
            yield {**place, x: across, y: sp.Rational(root)}


def _given(others: Sequence[sp.Symbol]) -> Iterator[Point]:
    """Values of the letters that are constant along the curve."""
    if not others:
        yield from ({} for _ in ACROSS)
    else:
        yield from candidates(others)


def zeros(expr: sp.Expr, x: sp.Symbol) -> list[sp.Expr]:
    """Where a formula in one variable changes its sign, in doubles.

    >>> x = sp.Symbol("x")
    >>> [round(float(zero), 9) for zero in zeros(x**2 - 2, x)]
    [-1.414213562, 1.414213562]
    """
    program = lower([expr], [x])

    def values(xs: Array) -> Array:
        with np.errstate(all="ignore"):
            found = in_doubles(program, [xs])[0]
        return np.broadcast_to(np.asarray(found, dtype=float), xs.shape)

    return [sp.Float(root) for root in _roots(values)]


def _roots(values: Callable[[Array], Array]) -> list[float]:
    """Where a function of y changes its sign, in doubles; poles are left out."""
    known = values(GRID)
    changes = np.flatnonzero(np.sign(known[:-1]) * np.sign(known[1:]) < 0)
    if not len(changes):
        return []
    low, high = GRID[changes], GRID[changes + 1]
    start = known[changes]
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        same = np.sign(values(middle)) == np.sign(start)
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    small = np.abs(values(low)) <= 1e-3 * np.maximum(1.0, np.abs(start))
    return [float(root) for root in low[small]]
