"""Claims about extrema, borne out by numbers: slopes that vanish, values that nothing beats."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.feasible import Array, Constraints, Point, around, feasible, values
from symcalc.checking.precise import Precise
from symcalc.checking.report import CheckReport, Worst
from symcalc.formula import natural_order

DIGITS = 50
TOLERANCE = 1e-9
SAMPLES = 400
SEARCHED = 4000
NOTHING = 1e-30  # what fifty digits leave of a constraint that holds
ROUNDING = 1e-12  # of a value beside its neighbours
FREE = Constraints()
LOWER = {"minimum": 1.0, "maximum": -1.0}


@dataclass(frozen=True)
class Stationary:
    """All slopes of a formula vanish at each of some points, by numeric differentiation.

    Each point comes with its own formula: the Lagrangian has the point's multipliers in it.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Stationary((x,), ((x**2 - x, {x: sp.Rational(1, 2)}),)).check().status
    'agrees'
    >>> Stationary((x,), ((x**2 - x, {x: sp.Integer(1)}),)).check().status
    'disagrees'
    """

    wrt: tuple[sp.Symbol, ...]
    places: tuple[tuple[sp.Expr, Point], ...]

    def check(self) -> CheckReport:
        """The largest slope, relative to max(1, |value|)."""
        found = [(self._slope(f, x, p), p) for f, p in self.places for x in self.wrt]
        usable = [(size, p) for size, p in found if size is not None]
        method = f"numeric differentiation (mpmath, {DIGITS} digits)"
        if not usable:
            return CheckReport("undecided", 0, float("nan"), TOLERANCE, None, method)
        error, point = max(usable, key=lambda pair: pair[0])
        status = "disagrees" if error > TOLERANCE else "agrees"
        worst = Worst({s.name: float(v) for s, v in point.items()}, error, 0.0, (), "the slope")
        return CheckReport(status, len(self.places), error, TOLERANCE, worst, method)

    @staticmethod
    def _slope(formula: sp.Expr, x: sp.Symbol, point: Point) -> float | None:
        here = {s: rational(v) for s, v in point.items()}
        try:
            size = abs(Precise(DIGITS).at(formula, here))
            return float(abs(Precise(DIGITS).slope(formula, (x,), here)) / max(1, size))
        except Undefined:
            return None


@dataclass(frozen=True)
class Zero:
    """Formulas vanish, or are not positive, at points: each point lies on the constraints.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Zero(Constraints((x - 1,)), ({x: sp.Integer(1)},)).check().status
    'agrees'
    """

    constraints: Constraints
    points: tuple[Point, ...]

    def check(self) -> CheckReport:
        """The largest excess."""
        error = max((self._excess(p) for p in self.points), default=0.0)
        error = 0.0 if error < NOTHING else error
        status = "agrees" if error <= TOLERANCE else "disagrees"
        return CheckReport(status, len(self.points), error, TOLERANCE, None, "the constraints")

    def _excess(self, point: Point) -> float:
        here = {s: rational(v) for s, v in point.items()}
        kind = Precise(DIGITS)
        sizes = [float(abs(kind.at(g, here))) for g in self.constraints.zero]
        return max([0.0, *sizes, *(float(kind.at(h, here)) for h in self.constraints.below)])


@dataclass(frozen=True)
class Around:
    """The values around a point are what its kind says: none below a minimum, both at a saddle.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> Around(x**2 - y**2, (x, y), {x: sp.Integer(0), y: sp.Integer(0)}, "saddle").check().status
    'agrees'
    """

    formula: sp.Expr
    wrt: tuple[sp.Symbol, ...]
    point: Point
    kind: str
    radius: float = 1e-2
    constraints: Constraints = FREE
    beside: tuple[Point, ...] = ()

    def check(self) -> CheckReport:
        """Values at feasible neighbours, beside the value at the point."""
        here = np.array([float(self.point[x]) for x in self.wrt])
        near = around(here, self.radius, SAMPLES)
        points = np.concatenate([self._feasible(near, edge) for edge in ((), *self._edges())])
        points = points[np.max(np.abs(points - here), axis=1) <= 2 * self.radius]
        value = float(values(self.formula, self.wrt, here[None, :])[0])
        gaps = values(self.formula, self.wrt, points) - value
        gaps = gaps[np.isfinite(gaps)]
        gaps = np.concatenate([gaps, self._besides()])
        slack = ROUNDING * max(1.0, abs(value))
        below, above = float(np.min(gaps, initial=0.0)), float(np.max(gaps, initial=0.0))
        status = self._status(below, above, slack, len(gaps))
        wrong = {"minimum": -below, "maximum": above}.get(self.kind, 0.0)
        error = max(0.0, wrong) if status == "disagrees" else 0.0
        place = {s.name: float(v) for s, v in self.point.items()}
        worst = Worst(place, value, value + (below if self.kind == "minimum" else above))
        return CheckReport(status, len(gaps), error, slack, worst, "the values around each point")

    def _besides(self) -> Array:
        """The differences at the points that are given, in fifty digits."""
        kind = Precise(DIGITS)
        points = [{s: rational(v) for s, v in p.items()} for p in (self.point, *self.beside)]
        found = [kind.at(self.formula, p) for p in points]
        return np.array([float(v - found[0]) for v in found[1:]])

    def _edges(self) -> list[tuple[sp.Expr, ...]]:
        """The inequalities that hold with equality at the point: values along them count too."""
        here = {s: rational(v) for s, v in self.point.items()}
        at = Precise(DIGITS).at
        return [(h,) for h in self.constraints.below if abs(at(h, here)) < TOLERANCE]

    def _feasible(self, near: Array, edge: tuple[sp.Expr, ...]) -> Array:
        zero, below = self.constraints.zero, self.constraints.below
        rest = tuple(h for h in below if h not in edge)
        return feasible(near, self.wrt, Constraints((*zero, *edge), rest))

    def _status(self, below: float, above: float, slack: float, count: int) -> str:
        if count == 0 or self.kind not in (*LOWER, "saddle"):
            return "undecided" if count == 0 and self.kind in LOWER else "agrees"
        if self.kind == "saddle":
            return "agrees" if below < 0 < above else "disagrees"
        wrong = -below if self.kind == "minimum" else above
        return "disagrees" if wrong > slack else "agrees"


@dataclass(frozen=True)
class Unbeaten:
    """No feasible point of a random search beats an absolute extremum.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Unbeaten(x**2, (x,), "minimum", sp.Integer(0)).check().status
    'agrees'
    """

    formula: sp.Expr
    wrt: tuple[sp.Symbol, ...]
    kind: str
    value: sp.Expr
    constraints: Constraints = FREE
    boxes: tuple[tuple[float, float], ...] = ()

    def check(self) -> CheckReport:
        """The best value that the search finds, beside the one that is told."""
        points = feasible(self._starts(), self.wrt, self.constraints)
        found = values(self.formula, self.wrt, points)
        usable = np.isfinite(found)
        method = "a random search over the domain"
        if not usable.any():
            return CheckReport("undecided", 0, float("nan"), TOLERANCE, None, method)
        told = float(self.value)
        gaps = (told - found[usable]) * LOWER[self.kind]
        k = int(np.argmax(gaps))
        error = max(0.0, float(gaps[k])) / max(1.0, abs(told))
        place = dict(zip((x.name for x in self.wrt), points[usable][k].tolist(), strict=True))
        worst = Worst(place, float(found[usable][k]), told)
        status = "disagrees" if error > 1e-7 else "agrees"
        return CheckReport(status, int(usable.sum()), error, 1e-7, worst, method)

    def _starts(self) -> Array:
        draw, n = np.random.default_rng(1), len(self.wrt)
        if self.boxes:
            low, high = np.array(self.boxes).T
            ends = np.array(np.meshgrid(*self.boxes)).reshape(n, -1).T
            return np.concatenate([draw.uniform(low, high, (SEARCHED, n)), ends])
        sizes = (1.0, 4.0, 20.0)
        return np.concatenate([draw.uniform(-s, s, (SEARCHED // 3, n)) for s in sizes])


@dataclass(frozen=True)
class Midpoints:
    """A convex function does not exceed its chords (a concave one is not below them).

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Midpoints(x**2, (x,), "convex").check().status
    'agrees'
    """

    formula: sp.Expr
    wrt: tuple[sp.Symbol, ...]
    kind: str

    def check(self) -> CheckReport:
        """Jensen's inequality at random pairs of points of the domain."""
        draw, n = np.random.default_rng(2), len(self.wrt)
        sizes = np.repeat([1.0, 5.0, 30.0], SEARCHED // 3)[:, None]
        first, second = (draw.uniform(-1, 1, (len(sizes), n)) * sizes for _ in range(2))
        t = draw.uniform(0.05, 0.95, (len(sizes), 1))
        mixed = t * first + (1 - t) * second
        others = natural_order(self.formula.free_symbols - set(self.wrt))
        same = draw.uniform(-1, 1, (len(sizes), len(others))) * sizes
        placed = (np.hstack([p, same]) for p in (first, second, mixed))
        a, b, c = (values(self.formula, (*self.wrt, *others), p) for p in placed)
        with np.errstate(all="ignore"):
            gaps = c - (t[:, 0] * a + (1 - t[:, 0]) * b)
        usable = np.isfinite(gaps)
        method = "Jensen's inequality at random pairs of points"
        if usable.sum() < 20:
            return CheckReport("undecided", 0, float("nan"), TOLERANCE, None, method)
        size = np.maximum(1.0, np.abs(a) + np.abs(b))[usable]
        signed = {"convex": gaps, "concave": -gaps}.get(self.kind, np.abs(gaps))
        error = max(0.0, float(np.max(signed[usable] / size)))
        status = "disagrees" if error > TOLERANCE else "agrees"
        return CheckReport(status, int(usable.sum()), error, TOLERANCE, None, method)


@dataclass(frozen=True)
class Above:
    """The value between two points is above the chord: the function is not convex.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> one = sp.Integer(1)
    >>> Above(-(x**2), {x: -one}, {x: one}, one / 2).check().status
    'agrees'
    """

    formula: sp.Expr
    first: Point
    second: Point
    t: sp.Expr

    def check(self) -> CheckReport:
        """Both sides in fifty digits."""
        between = {x: self.t * v + (1 - self.t) * self.second[x] for x, v in self.first.items()}
        points = (self.first, self.second, between)
        a, b, c = (Precise(DIGITS).at(self.formula, p) for p in points)
        t = Precise(DIGITS).number(self.t)
        status = "agrees" if c > t * a + (1 - t) * b else "disagrees"
        return CheckReport(status, 3, 0.0, TOLERANCE, None, "direct evaluation")


def rational(value: sp.Expr) -> sp.Rational:
    """A number as a rational one of fifty digits."""
    return value if value.is_Rational else sp.Rational(str(value.n(DIGITS + 10)))
