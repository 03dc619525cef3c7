"""Claims about convex sets: what lies between two points of one, tried at numbers."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
import sympy as sp

from symcalc.checking.feasible import Array, Constraints, Point, feasible, values
from symcalc.checking.report import CheckReport

DRAWN = 3000  # points in each box
SIZES = (1.0, 5.0, 50.0)
PAIRS = 2000
OUTSIDE = 1e-9  # beside the size of the point
METHOD = "points between two points of the set"


@dataclass(frozen=True)
class Between:
    """Every point between two points of the set that are tried lies in the set.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Between(Constraints(below=(x**2 - 1,)), (x,)).check().status
    'agrees'
    >>> Between(Constraints(below=(1 - x**2,)), (x,)).check().status
    'disagrees'
    """

    constraints: Constraints
    wrt: tuple[sp.Symbol, ...]

    def check(self) -> CheckReport:
        """The largest excess over a constraint."""
        points = self.members()
        if len(points) < 2:
            return CheckReport("undecided", len(points), nan, OUTSIDE, None, METHOD)
        draw = np.random.default_rng(4)
        first, second = (points[draw.integers(len(points), size=PAIRS)] for _ in range(2))
        t = draw.random((PAIRS, 1))
        middle = t * first + (1 - t) * second
        sizes = 1 + np.abs(middle).max(axis=1)
        over = [values(h, self.wrt, middle) / sizes for h in self.constraints.below]
        over += [np.abs(values(g, self.wrt, middle)) / sizes for g in self.constraints.zero]
        error = max((float(np.nan_to_num(o, nan=1.0).max()) for o in over), default=0.0)
        status = "disagrees" if error > OUTSIDE else "agrees"
        told = f"Checked: none of {PAIRS} points between two points of the set lies outside."
        error = max(error, 0.0)
        return CheckReport(status, PAIRS, error, OUTSIDE, None, METHOD, told=told)

    def members(self) -> Array:
        """Points of the set, some from each box."""
        draw = np.random.default_rng(3)
        found = [
            feasible(draw.uniform(-s, s, (DRAWN, len(self.wrt))), self.wrt, self.constraints)[:500]
            for s in SIZES
        ]
        return np.concatenate(found)


@dataclass(frozen=True)
class Nowhere:
    """No point that is tried meets all constraints.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Nowhere(Constraints(below=(x**2 + 1,)), (x,)).check().status
    'agrees'
    """

    constraints: Constraints
    wrt: tuple[sp.Symbol, ...]

    def check(self) -> CheckReport:
        """Points of three boxes."""
        count = len(Between(self.constraints, self.wrt).members())
        tried = DRAWN * len(SIZES)
        told = f"Checked: none of {tried} points meets all constraints."
        status = "disagrees" if count else "agrees"
        return CheckReport(status, tried, float(count), 0.0, None, METHOD, told=told)


@dataclass(frozen=True)
class Leaves:
    """Two points lie in the set, and the one in the middle does not."""

    constraints: Constraints
    strict: tuple[bool, ...]
    pair: tuple[Point, Point]

    def check(self) -> CheckReport:
        """By exact arithmetic."""
        first, second = self.pair
        middle = {x: (v + second[x]) / 2 for x, v in first.items()}
        inside = [self._holds(p) for p in (first, second, middle)]
        status = "agrees" if inside == [True, True, False] else "disagrees"
        told = "Checked by putting the three points into the constraints."
        error = 0.0 if status == "agrees" else 1.0
        return CheckReport(status, 3, error, 0.0, None, METHOD, told=told)

    def _holds(self, point: Point) -> bool:
        below = zip(self.constraints.below, self.strict, strict=True)
        gaps = [(sp.N(h.subs(point), 40), strict) for h, strict in below]
        zeros = [sp.N(g.subs(point), 40) for g in self.constraints.zero]
        known = all(v.is_real for v in (*(g for g, _ in gaps), *zeros))
        return (
            known
            and all(g < 0 if strict else g <= 1e-30 for g, strict in gaps)
            and all(abs(z) < 1e-30 for z in zeros)
        )
