"""A plane through a point of many numbers: its two directions, and what stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from symcalc.tutor.descent.objective import Objective, OfArrays

Array = NDArray[np.float64]

H = 1e-4  # of differences in the plane, times the span
NEWTON = 30  # steps that look for a critical point
STILL = 1e-7  # of the usual slope: a critical point
FLAT = 0.05  # of the usual slope: a flat region
BENT = 1e-6  # of the larger eigenvalue: not told from 0
MOST = 12  # critical points that are told
APART = 0.03  # of the span, between two of them


class Critical(NamedTuple):
    """A place where both slopes in the plane are 0."""

    a: float
    b: float
    value: float
    eigenvalues: tuple[float, float]
    kind: int  # 1 minimum, 0 saddle, -1 maximum, 2 where an eigenvalue is 0


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
        """The loss, shape (points, points): a row for each b."""
        a, b = np.meshgrid(self.axis, self.axis)
        return self.at(a.ravel(), b.ravel()).reshape(a.shape)

    def at(self, a: Array, b: Array) -> Array:
        """The loss at places of the plane."""
        places = self.centre + np.outer(a, self.u) + np.outer(b, self.v)
        return np.asarray(self.objective.values(places), dtype=float)

    @cached_property
    def steepness(self) -> Array:
        """How steep the plane's loss is, by differences between neighbours."""
        slopes = np.gradient(self.heights, self.axis, self.axis)
        return np.asarray(np.hypot(*slopes))

    @property
    def usual(self) -> float:
        """The median slope."""
        seen = self.steepness[np.isfinite(self.steepness)]
        return float(np.median(seen)) if len(seen) else 0.0

    @property
    def flat(self) -> NDArray[np.bool_]:
        """Where the slope is a small part of the usual one."""
        return self.steepness < FLAT * self.usual

    @cached_property
    def critical(self) -> list[Critical]:
        """Critical points inside the square, the lowest first."""
        found: list[Critical] = []
        for a, b in self._starts():
            point = self._refined(a, b)
            near = (np.hypot(point.a - o.a, point.b - o.b) for o in found) if point else ()
            if point is not None and all(d > APART * self.span for d in near):
                found.append(point)
        return sorted(found, key=lambda c: c.value)[:MOST]

    def _starts(self) -> list[tuple[float, float]]:
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
        order = np.argsort(steep[rows, columns])[: 3 * MOST]
        return [(float(self.axis[columns[k]]), float(self.axis[rows[k]])) for k in order]

    def _bent(self, a: float, b: float) -> tuple[float, Array, Array]:
        """Value, slopes and Hessian in the plane, by central differences."""
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

    def _refined(self, a: float, b: float) -> Critical | None:
        """Newton's method from a place; None where it leads to no critical point nearby."""
        start = np.array([a, b])
        place = start.copy()
        reach = 4 * self.span / (self.points - 1)
        for _ in range(NEWTON):
            value, slopes, hessian = self._bent(*place)
            if not (np.isfinite(slopes).all() and np.isfinite(hessian).all()):
                return None
            if np.hypot(*slopes) <= STILL * max(self.usual, 1e-300):
                break
            step = np.linalg.lstsq(hessian, -slopes, rcond=1e-10)[0]
            place = place + step
            if np.abs(place - start).max() > reach:
                return None
        value, slopes, hessian = self._bent(*place)
        if np.hypot(*slopes) > 1e3 * STILL * self.usual or np.abs(place).max() > self.span:
            return None
        low, high = np.linalg.eigvalsh(hessian)
        size = BENT * max(abs(low), abs(high), self.usual / self.span)
        kind = 2 if min(abs(low), abs(high)) <= size else 1 if low > 0 else -1 if high < 0 else 0
        return Critical(float(place[0]), float(place[1]), value, (float(high), float(low)), kind)


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
