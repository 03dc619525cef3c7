"""The region of a double integral: which points lie in it, and whether two descriptions agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.tutor.iterated.ask import Range

Array = NDArray[np.float64]
Truth = NDArray[np.bool_]
Place = Mapping[sp.Symbol, Array]
POINTS = 41  # of a grid, in each direction
FAR = 8.0  # how far an infinite region is looked at
EDGE = 1e-9
GROWS = 20.0  # how much larger the integrand may be near the boundary, for a continuous one


def values(expr: sp.Expr, place: Place) -> Array:
    """The values of a formula at many points; infinite limits stay infinite."""
    if expr.is_infinite:
        return np.asarray(np.inf if expr == sp.oo else -np.inf)
    with np.errstate(all="ignore"):
        found = evaluate(lower([expr], list(place)), list(place.values()))[0]
    return np.asarray(found, dtype=float)


@dataclass(frozen=True)
class Region:
    """Where two variables run, the inner one first."""

    inner: Range
    outer: Range

    def holds(self, place: Place) -> Truth:
        """Whether points lie in the region."""
        found = np.ones(np.shape(place[self.inner.x]), dtype=bool)
        for part in (self.inner, self.outer):
            low, high = (values(end, place) for end in part.ends)
            with np.errstate(all="ignore"):
                found &= (low - EDGE <= place[part.x]) & (place[part.x] <= high + EDGE)
        return found

    @cached_property
    def box(self) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """How far the inner and the outer variable reach; None where they run backwards."""
        low, high = (float(values(end, {})) for end in self.outer.ends)
        share = np.clip(np.linspace(0, 1, POINTS), EDGE, 1 - EDGE)  # at an end a root may be lost
        u = max(low, -FAR) + (min(high, FAR) - max(low, -FAR)) * share
        below, above = (
            np.broadcast_to(values(end, {self.outer.x: u}), u.shape) for end in self.inner.ends
        )
        if not low < high or not (below <= above + EDGE).all():
            return None
        return (float(below.min()), float(above.max())), (low, high)

    @cached_property
    def grid(self) -> dict[sp.Symbol, Array]:
        """Points in and around the region."""
        assert self.box is not None
        sides = [
            np.linspace(max(low, -FAR) - margin, min(high, FAR) + margin, POINTS)
            for low, high in self.box
            for margin in (0.0713 * (min(high, FAR) - max(low, -FAR)) + 1e-3,)
        ]
        inner, outer = np.meshgrid(*sides)
        return {self.inner.x: inner.ravel(), self.outer.x: outer.ravel()}

    @cached_property
    def inside(self) -> dict[sp.Symbol, Array]:
        """Points of the region, many of them close to its boundary."""
        assert self.box is not None
        low, high = self.box[1]
        share = np.concatenate([np.linspace(0.02, 0.98, 25), np.logspace(-2, -7, 6)])
        share = np.concatenate([share, 1 - share[-6:]])
        u = max(low, -FAR) + (min(high, FAR) - max(low, -FAR)) * share
        ends = [np.broadcast_to(values(e, {self.outer.x: u}), u.shape) for e in self.inner.ends]
        below, above = np.clip(ends[0], -FAR, FAR), np.clip(ends[1], -FAR, FAR)
        v = below[:, None] + (above - below)[:, None] * share
        return {self.inner.x: v.ravel(), self.outer.x: np.repeat(u, len(share))}

    def tame(self, body: sp.Expr) -> str:
        """Why the order may be exchanged: "continuous", "sign", or "" where neither is seen."""
        place = self.inside
        found = np.broadcast_to(values(body, place), place[self.inner.x].shape)
        finite = found[np.isfinite(found)]
        if len(finite) < len(found) * 0.9:
            return ""
        unbounded = any(abs(end) == np.inf for side in self.box or () for end in side)
        typical = np.median(np.abs(finite)) + 1e-9
        bounded = np.abs(finite).max() <= GROWS * typical * (1 + typical)
        if bounded and not unbounded:
            return "continuous"
        return "sign" if (finite >= -EDGE).all() or (finite <= EDGE).all() else ""


def same(region: Region, others: Sequence[Region]) -> bool:
    """Whether a region is the union of others, at all points of a grid but those on a boundary."""
    here = region.holds(region.grid)
    there = np.zeros_like(here)
    for other in others:
        there |= other.holds(region.grid)
    return bool((here == there).mean() > 0.985) and bool(here.any())
