"""Two points of a set whose midpoint is outside, small numbers first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from symcalc.checking.feasible import Array, Constraints, Point, values
from symcalc.checking.sets import Between
from symcalc.notation import Notation
from symcalc.tutor.extrema.numbers import sign_of, value_at

GRID = {1: (6, 2), 2: (4, 2), 3: (2, 1)}  # reach, and points for each unit
KEPT = 160  # points that are paired
CANDIDATES = 40  # pairs that are looked at exactly
CLOSE = 1e-9
DEGREE = 2


@dataclass(frozen=True)
class Side:
    """One constraint: g = 0, g ≤ 0 or g < 0, and the relation as it was written."""

    written: Notation
    gap: Notation
    sign: str

    @property
    def expr(self) -> sp.Expr:
        """g."""
        return self.gap.expr

    def holds(self, point: Point) -> bool | None:
        """Whether a point meets it; None where g has no value."""
        value = value_at(self.expr, point)
        sign = None if value is None else sign_of(value)
        if sign is None:
            return None
        return {"=": sign == 0, "<=": sign <= 0, "<": sign < 0}[self.sign]


@dataclass(frozen=True)
class Region:
    """The points that meet all constraints."""

    sides: tuple[Side, ...]
    wrt: tuple[sp.Symbol, ...]

    @property
    def constraints(self) -> Constraints:
        """As the claims take them."""
        return Constraints(
            tuple(s.expr for s in self.sides if s.sign == "="),
            tuple(s.expr for s in self.sides if s.sign != "="),
        )

    def has(self, point: Point) -> bool:
        """Whether a point belongs to the set."""
        return all(s.holds(point) for s in self.sides)

    def pair(self) -> tuple[Point, Point] | None:
        """Two points with a midpoint outside, exactly."""
        for points in (self._grid(), self._solved(), self._drawn()):
            for first, second in self._hollow(points):
                middle = {x: (first[x] + second[x]) / 2 for x in self.wrt}
                if self.has(first) and self.has(second) and not self.has(middle):
                    return first, second
        return None

    @cached_property
    def members(self) -> Array:
        """Points of the set in floats."""
        return Between(self.constraints, self.wrt).members()

    def _grid(self) -> list[list[sp.Expr]]:
        """Whole and half numbers."""
        if len(self.wrt) not in GRID:
            return []
        reach, parts = GRID[len(self.wrt)]
        axis = [sp.Rational(k, parts) for k in range(-reach * parts, reach * parts + 1)]
        points = [list(p) for p in product(axis, repeat=len(self.wrt))]
        inside = self._inside(np.array([[float(v) for v in p] for p in points]))
        kept = [p for p, good in zip(points, inside, strict=True) if good]
        return sorted(kept, key=_length)[:KEPT]

    def _solved(self) -> list[list[sp.Expr]]:
        """Points of a curve: one letter by the others, where that is a quadratic equation."""
        curve = next((s.expr for s in self.sides if s.sign == "="), None)
        if curve is None or len(self.wrt) > 2 or not curve.is_polynomial(*self.wrt):
            return []
        found = []
        for x in self.wrt:
            others = [y for y in self.wrt if y != x]
            for row in product((0, 1, -1, 2, -2), repeat=len(others)):
                put = dict(zip(others, map(sp.Integer, row), strict=True))
                equation = sp.Poly(curve.subs(put), x)
                if 0 < equation.degree() <= DEGREE:
                    roots = [r for r in sp.roots(equation) if r.is_real]
                    found += [[{**put, x: r}[y] for y in self.wrt] for r in roots]
        return sorted(found, key=_length)

    def _drawn(self) -> list[list[sp.Expr]]:
        """Random points, rounded."""
        draw = np.random.default_rng(5).permutation(len(self.members))[:KEPT]
        rounded = self.members[draw].round(2)
        inside = self._inside(rounded).tolist() if len(rounded) else []
        return [
            [sp.Rational(f"{v:.2f}") for v in row]
            for row, good in zip(rounded.tolist(), inside, strict=True)
            if good
        ]

    def _inside(self, points: Array) -> NDArray[np.bool_]:
        """Which points meet all constraints, in floats."""
        good = np.ones(len(points), dtype=bool)
        for side in self.sides:
            found = values(side.expr, self.wrt, points) + np.zeros(len(points))
            most = -CLOSE if side.sign == "<" else CLOSE
            good &= np.abs(found) < CLOSE if side.sign == "=" else found <= most
        return good

    def _hollow(self, points: Sequence[Sequence[sp.Expr]]) -> Iterator[tuple[Point, Point]]:
        """Pairs whose midpoint is outside in floats, the simplest ones first."""
        if len(points) < 2:
            return
        numbers = np.array([[float(v) for v in p] for p in points])
        pairs = np.array(list(combinations(range(len(points)), 2)))
        middle = (numbers[pairs[:, 0]] + numbers[pairs[:, 1]]) / 2
        outside = pairs[~self._inside(middle)]
        ranked = sorted(outside.tolist(), key=lambda ij: _length([*points[ij[0]], *points[ij[1]]]))
        for i, j in ranked[:CANDIDATES]:
            first, second = (dict(zip(self.wrt, points[k], strict=True)) for k in (i, j))
            yield first, second


def _length(point: Sequence[sp.Expr]) -> tuple[float, float]:
    """How long numbers are to write, and how large."""
    written = sum(abs(v.p) + 3 * v.q if v.is_Rational else 20 for v in point)
    return float(written), float(sum(abs(v) - v / 10 for v in point))
