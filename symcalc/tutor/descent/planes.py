"""A plane through a point of many numbers: its two directions, and what stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from symcalc.checking.report import CheckReport, Worst
from symcalc.tutor.descent.bowl import KINKED
from symcalc.tutor.descent.corners import Critical, at_kink, is_kink
from symcalc.tutor.descent.objective import Objective, Of, OfArrays, OverData

Array = NDArray[np.float64]

SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1))
H = 1e-4  # of differences in the plane, times the span
NEWTON = 60  # steps that look for a critical point
SINGULAR = 1e-13  # of the larger singular value of a Hessian: taken for 0
ARRIVED = 1e-14  # of the span: a step of Newton's method that ends it
NOISE = 1e-7  # of the span: a coordinate that is taken for 0
EVEN = 1e-14  # by which equal values differ
STILL = 1e-7  # of the usual slope: a critical point
FLAT = 0.05  # of the usual slope: a flat region
BENT = 1e-6  # of the larger eigenvalue: not told from 0
STARTS = (40, 400)  # places from which critical points are looked for; of a smooth formula
TOLERANCE = 1e-5
TRIED = 5  # places at which slopes are compared
APART = 0.03  # of the span, between two of them


@dataclass(frozen=True)
class Plane:
    """The loss at p + a·u + b·v for a and b between -span and span.

    `path` has the coordinates (a, b) of a run, shape (k + 1, 2), and `away` how far it lies off.
    """

    objective: Objective
    centre: Array
    u: Array
    v: Array
    span: float
    points: int
    path: Array
    away: float = 0.0

    @cached_property
    def axis(self) -> Array:
        """The values of a, and of b; 0 is among them."""
        return np.linspace(-self.span, self.span, self.points)

    @cached_property
    def heights(self) -> Array:
        """The loss, shape (points, points): a row for each b; NaN where it has no value."""
        a, b = np.meshgrid(self.axis, self.axis)
        found = self.at(a.ravel(), b.ravel()).reshape(a.shape)
        found = np.where(np.isfinite(found), found, np.nan)
        least = EVEN * np.nanmax(np.abs(found), initial=0.0)
        return np.where(np.abs(found) < least, 0.0, found)

    def at(self, a: Array, b: Array) -> Array:
        """The loss at places of the plane."""
        places = self.centre + np.outer(a, self.u) + np.outer(b, self.v)
        return np.asarray(self.objective.values(places), dtype=float)

    @cached_property
    def steepness(self) -> Array:
        """How steep the plane's loss is, by differences between neighbours."""
        slopes = np.gradient(self.heights, self.axis, self.axis)
        steep = np.asarray(np.hypot(*slopes))
        apart = 2 * self.span / (self.points - 1)
        noise = EVEN * np.nanmax(np.abs(self.heights), initial=0.0) / apart
        return np.where(steep < noise, 0.0, steep)

    def _beside(self) -> Array:
        """The slope at every place, the larger one of its sides where there is a kink."""
        a, b = (side.ravel() for side in np.meshgrid(self.axis, self.axis))
        h, here = H * self.span, self.at(a, b)
        sides = [(self.at(a + h * i, b + h * j) - here) / h for i, j in SIDES]
        along = [np.maximum(np.abs(sides[k]), np.abs(sides[k + 1])) for k in (0, 2)]
        return np.hypot(*along).reshape(self.points, self.points)

    @property
    def usual(self) -> float:
        """The median slope."""
        seen = self.steepness[np.isfinite(self.steepness)]
        return float(np.median(seen)) if len(seen) else 0.0

    @cached_property
    def flat(self) -> NDArray[np.bool_]:
        """Where the slope is a small part of the usual one; where it is 0, if that is usual."""
        usual, steep = self.usual, self.steepness
        if isinstance(self.objective, Of | OverData) and not self.is_smooth:
            steep = np.maximum(steep, self._beside())
        return steep < FLAT * usual if usual else steep == 0

    @cached_property
    def is_constant(self) -> bool:
        """Whether the loss is the same at all places."""
        seen = self.heights[np.isfinite(self.heights)]
        return bool(len(seen) == self.heights.size and np.ptp(seen) <= EVEN * np.abs(seen).max())

    @cached_property
    def critical(self) -> list[Critical]:
        """Critical points inside the square, the lowest first."""
        found: list[Critical] = []
        for a, b in () if self.is_constant else self._starts():
            point = self._refined(a, b)
            near = (np.hypot(point.a - o.a, point.b - o.b) for o in found) if point else ()
            if point is not None and all(d > APART * self.span for d in near):
                found.append(point)
        return sorted(found, key=lambda c: c.value)

    @property
    def is_cut(self) -> bool:
        """Whether there are more places to look from than were tried."""
        return len(self._lowest) > STARTS[self.is_smooth]

    def _starts(self) -> list[tuple[float, float]]:
        """The places with the least slopes first, as many as are tried."""
        return self._lowest[: STARTS[self.is_smooth]]

    @cached_property
    def _lowest(self) -> list[tuple[float, float]]:
        """Where the slope is less than at all neighbours."""
        steep = np.where(np.isfinite(self.steepness), self.steepness, np.inf)
        padded = np.pad(steep, 1, constant_values=np.inf)
        n = self.points
        beside = [
            padded[1 + i : 1 + i + n, 1 + j : 1 + j + n]
            for i in (-1, 0, 1)
            for j in (-1, 0, 1)
            if i or j
        ]
        least = np.all([steep <= other for other in beside], axis=0)
        rows, columns = np.nonzero(least & (steep < self.usual))
        order = np.argsort(steep[rows, columns], kind="stable")
        return [(float(self.axis[columns[k]]), float(self.axis[rows[k]])) for k in order]

    @cached_property
    def is_smooth(self) -> bool:
        """Whether the formula has second derivatives, and no kinks."""
        objective = self.objective
        return isinstance(objective, Of | OverData) and not objective.body.expr.has(*KINKED)

    def _bent(self, a: float, b: float) -> tuple[float, Array, Array]:
        """Value, slopes and Hessian in the plane; by central differences where it has kinks."""
        if not self.is_smooth:
            return self._by_differences(a, b)
        assert isinstance(self.objective, Of | OverData)
        place, basis = self.centre + a * self.u + b * self.v, np.array([self.u, self.v])
        value = float(self.at(np.array([a]), np.array([b]))[0])
        slopes = basis @ np.asarray(self.objective.slope(place), dtype=float)
        return value, slopes, basis @ self.objective.hessian(place) @ basis.T

    def _by_differences(self, a: float, b: float) -> tuple[float, Array, Array]:
        h = H * self.span * 10
        da = np.array([0, h, -h, 0, 0, h, h, -h, -h])
        db = np.array([0, 0, 0, h, -h, h, -h, h, -h])
        z = self.at(a + da, b + db)
        slopes = np.array([z[1] - z[2], z[3] - z[4]]) / (2 * h)
        mixed = (z[5] - z[6] - z[7] + z[8]) / (4 * h * h)
        hessian = np.array(
            [[(z[1] - 2 * z[0] + z[2]) / h**2, mixed], [mixed, (z[3] - 2 * z[0] + z[4]) / h**2]]
        )
        return float(z[0]), slopes, hessian

    def _newton(self, a: float, b: float) -> Array | None:
        """Where Newton's method leads; None where that is no critical point nearby."""
        start = place = np.array([a, b])
        reach = 4 * self.span / (self.points - 1)
        for _ in range(NEWTON):
            _, slopes, hessian = self._bent(*place)
            if not (np.isfinite(slopes).all() and np.isfinite(hessian).all()):
                return None
            if np.hypot(*slopes) <= (0 if self.is_smooth else STILL * self.usual):
                break
            step = np.linalg.lstsq(hessian, -slopes, rcond=SINGULAR)[0]
            place = place + step
            if np.abs(place - start).max() > reach:
                return None
            if np.abs(step).max() <= ARRIVED * self.span:
                break
        slopes = self._bent(*place)[1]
        return place if np.hypot(*slopes) <= 1e3 * STILL * self.usual else None

    def _refined(self, a: float, b: float) -> Critical | None:
        """The critical point near a place; None where there is none in the square."""
        place = self._newton(a, b)
        if place is None or np.abs(place).max() > self.span:
            return None
        if not self.is_smooth and is_kink(self.at, self.span, self.usual, place):
            return at_kink(self.at, self.span, place)
        value, _, hessian = self._bent(*place)
        curvatures, ways = np.linalg.eigh(hessian)
        size = BENT * max(*np.abs(curvatures), self.usual / self.span)
        low, high = (0.0 if abs(c) <= size else float(c) for c in curvatures)
        kind = 2 if 0 in (low, high) else 1 if low > 0 else -1 if high < 0 else 0
        if kind == 2 and (low or high) and self._goes_on(place, value, ways[:, int(low != 0)]):
            kind = 3 if high > 0 else 4
        a, b = (0.0 if abs(c) < NOISE * self.span else float(c) for c in place)
        if abs(value) < NOISE**2 * np.nanmax(np.abs(self.heights)):
            value = 0.0
        return Critical(a, b, value, (high, low), kind)

    def _goes_on(self, place: Array, value: float, way: Array) -> bool:
        """Whether the point lies on a curve of critical points with one value."""
        if not self.is_smooth:
            return False
        length = 2 * self.span / (self.points - 1)
        ends = [self._newton(*(place + side * length * way)) for side in (1, -1)]
        far = [e for e in ends if e is not None and np.hypot(*(e - place)) > length / 2]
        level = NOISE * float(np.ptp(self.heights[np.isfinite(self.heights)]))
        return len(far) == len(ends) and all(abs(self._bent(*e)[0] - value) <= level for e in far)


@dataclass(frozen=True)
class Slopes:
    """The slopes of the plane, by differences of its values, are those of the gradient."""

    plane: Plane

    def check(self) -> CheckReport:
        """At a few places on the diagonal of the plane."""
        plane, worst, error = self.plane, None, 0.0
        h = 1e-5 * plane.span
        for a in np.linspace(-0.83, 0.71, TRIED) * plane.span:
            place = plane.centre + a * plane.u - a * plane.v / 2
            gradient = np.asarray(plane.objective.slope(place), dtype=float)
            ends = plane.at(np.array([a + h, a - h]), np.array([-a / 2, -a / 2]))
            got, told = (ends[0] - ends[1]) / (2 * h), float(gradient @ plane.u)
            gap = abs(got - told) / max(1.0, abs(told))
            if np.isfinite(gap) and gap > error:
                worst, error = Worst({"a": float(a), "b": float(-a / 2)}, got, told), gap
        status = "agrees" if error <= TOLERANCE else "undecided"
        method = "differences of the values in the plane"
        note = "The slopes in the plane have kinks." if status == "undecided" else ""
        return CheckReport(status, TRIED, error, TOLERANCE, worst, method, note=note)


def random_directions(objective: Objective, centre: Array, seed: int) -> tuple[Array, Array]:
    """Two random directions, block by block as long as the parameters.

    Of a matrix each row is a block, as in H. Li et al., Visualizing the loss landscape of neural
    nets (2018); any other array is one block, and a block of zeros stays as it is.
    """
    draw = np.random.default_rng(seed)
    first, second = (
        _scaled(objective, draw.standard_normal(len(centre)), centre) for _ in range(2)
    )
    return first, second


def _scaled(objective: Objective, way: Array, centre: Array) -> Array:
    if not isinstance(objective, OfArrays):
        length = float(np.linalg.norm(centre)) or 1.0
        return way * (length / float(np.linalg.norm(way)))
    ways, places = objective.layout.arrays(way), objective.layout.arrays(centre)
    scaled = []
    for name, array in ways.items():
        rows = array.reshape(len(array), -1) if array.ndim > 1 else array.reshape(1, -1)
        goal = places[name].reshape(rows.shape)
        lengths = np.linalg.norm(goal, axis=1, keepdims=True)
        scaled.append(rows * lengths / np.linalg.norm(rows, axis=1, keepdims=True))
    return objective.layout.vector(scaled)


def principal_directions(path: Array) -> tuple[Array, Array, float]:
    """The two directions in which a path moves most, unit vectors, and their share of it."""
    moved = path - path[-1]
    _, sizes, rows = np.linalg.svd(moved, full_matrices=False)
    share = float((sizes[:2] ** 2).sum() / (sizes**2).sum()) if sizes[0] > 0 else 1.0
    return rows[0], rows[1], share
