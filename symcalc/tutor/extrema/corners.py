"""Around a point on kinks: the slopes in every direction, and what they tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

import numpy as np
import sympy as sp

from symcalc.checking.feasible import Array
from symcalc.tutor.extrema.composition import is_affine
from symcalc.tutor.extrema.hessians import Form, restricted
from symcalc.tutor.extrema.numbers import decimals, sign_at, sign_of, tidied, value_at
from symcalc.tutor.extrema.pieces import Piece
from symcalc.tutor.extrema.records import MAXIMUM, MINIMUM, SADDLE

NOT_CRITICAL = "not critical"
ROUNDS = 200  # towards the slope nearest to 0
NEAR = 1e-9

Point = Mapping[sp.Symbol, sp.Expr]


@dataclass(frozen=True)
class Corner:
    """A point on kinks, with the smooth pieces that meet there.

    Every piece is linear to first order, so f falls or rises in all directions as it does along
    the edges of the pieces, the `rays`, and along the kinks themselves.
    """

    formula: sp.Expr
    wrt: tuple[sp.Symbol, ...]
    point: Point
    pieces: tuple[Piece, ...]

    @cached_property
    def around(self) -> tuple[Piece, ...]:
        """The pieces with an inside that touch the point."""
        return tuple(p for p in self.pieces if not p.zero and p.touches(dict(self.point)))

    @cached_property
    def edges(self) -> list[sp.Expr]:
        """The kinks through the point."""
        every = dict.fromkeys(e for p in self.around for e, _ in p.sides)
        return [e for e in every if sign_at(e, self.point) == 0]

    @property
    def norms(self) -> list[sp.Expr]:
        """The norms that are 0 at the point."""
        every = dict.fromkeys(n for p in self.around for n in p.norms)
        return [n for n in every if sign_at(n.base, self.point) == 0]

    @cached_property
    def normals(self) -> sp.Matrix:
        """The gradients of the kinks, one a row."""
        rows = [self._slopes(e) for e in self.edges]
        return sp.Matrix(rows) if rows else sp.zeros(0, len(self.wrt))

    @cached_property
    def usable(self) -> bool:
        """Whether the pieces meet without a jump, on kinks that can be taken for planes."""
        value = value_at(self.formula, self.point)
        values = [value_at(p.formula, self.point) for p in self.around]
        if not values or value is None or any(v is None or sign_of(v - value) for v in values):
            return False
        rows = self.normals
        if any(all(sign_of(v) == 0 for v in rows.row(k)) for k in range(rows.rows)):
            return False
        return all(is_affine(e, self.wrt) for e in self.edges) or rows.rank() == rows.rows

    def _slopes(self, expr: sp.Expr) -> list[sp.Expr]:
        return [value_at(expr.diff(x), self.point) or sp.S.Zero for x in self.wrt]

    @cached_property
    def gradients(self) -> list[sp.Matrix]:
        """The gradient of each piece at the point."""
        return [sp.Matrix(self._slopes(p.formula)) for p in self.around]

    @cached_property
    def rays(self) -> list[tuple[sp.Matrix, sp.Expr]]:
        """Directions along the edges of the pieces, each with the slope of f that way."""
        rank = self.normals.rank()
        found: dict[tuple[sp.Expr, ...], sp.Matrix] = {}
        for chosen in combinations(range(self.normals.rows), rank - 1):
            rows = [self.normals.row(k) for k in chosen]
            some = sp.Matrix(rows) if rows else sp.zeros(0, len(self.wrt))
            if some.rank() == rank - 1:
                way = self._way(some)
                found |= {tuple(sign * way): sign * way for sign in (1, -1)}
        return [(way, self._slope(way)) for way in found.values()]

    def _way(self, some: sp.Matrix) -> sp.Matrix:
        """Orthogonal to all kinks at once, and along some of them."""
        along = self.normals.nullspace()
        rows = [*(some.row(k) for k in range(some.rows)), *(v.T for v in along)]
        whole = sp.Matrix(rows) if rows else sp.zeros(0, len(self.wrt))
        (way,) = whole.nullspace() if rows else [sp.Matrix([1])]
        return _scaled(way)

    def _slope(self, way: sp.Matrix) -> sp.Expr:
        piece = next(k for k, p in enumerate(self.around) if self._leads_into(p, way))
        return tidied(sp.expand(self.gradients[piece].dot(way)))

    def _leads_into(self, piece: Piece, way: sp.Matrix, *, inside: bool = False) -> bool:
        here = dict(piece.sides)
        for k, edge in enumerate(self.edges):
            side = here.get(edge)
            sign = sign_of(sp.expand(self.normals.row(k).dot(way)))
            allowed = (side,) if inside else (0, side)
            if side is not None and sign not in allowed:
                return False
        return True

    @cached_property
    def slopes(self) -> set[int | None]:
        """The signs of the slopes along the rays."""
        return {sign_of(s) for _, s in self.rays}

    @cached_property
    def along(self) -> Form | None:
        """How f curves along the kinks; None where they meet in a point."""
        if not self.normals.nullspace():
            return None
        piece, gradient = self.around[0], self.gradients[0]
        matrix = self._second(piece.formula)
        curved = [e for e in self.edges if any(v != 0 for v in self._second(e))]
        if curved:
            factors = self.normals.T.pinv() * gradient
            for factor, edge in zip(factors, self.edges, strict=True):
                matrix -= factor * self._second(edge)
        return restricted(matrix, self.normals)

    def _second(self, expr: sp.Expr) -> sp.Matrix:
        matrix = sp.hessian(expr, list(self.wrt))
        return matrix.applyfunc(lambda e: value_at(e, self.point) or sp.S.Zero)

    @cached_property
    def kind(self) -> str:
        """A minimum, a maximum, a saddle, no critical point, or "" where slopes do not tell."""
        for sign, kind, form in ((1, MINIMUM, "positive"), (-1, MAXIMUM, "negative")):
            if self.slopes != {sign}:
                continue
            if self.along is None or self.along.kind == form:
                return kind
            against = {sign_of(v) for v in self.along.eigenvalues}
            return SADDLE if -sign in against else ""
        if {1, -1} <= self.slopes:
            return NOT_CRITICAL if self.downhill is not None else SADDLE
        return ""

    @cached_property
    def downhill(self) -> sp.Matrix | None:
        """A direction in which every piece falls: then the point is not critical."""
        rows = [g for p, g in zip(self.around, self.gradients, strict=True) if self._opens(p)]
        numbers = np.array([[float(decimals(v) or 0) for v in g] for g in rows])
        nearest = _nearest(numbers)
        if np.linalg.norm(nearest) < NEAR:
            return None
        size = float(np.max(np.abs(nearest)))
        way = sp.Matrix([sp.Rational(round(-v / size * 2**20), 2**20) for v in nearest])
        falls = all(sign_of(sp.expand(g.dot(way))) == -1 for g in rows)
        return way if falls else None

    def _opens(self, piece: Piece) -> bool:
        """Whether a piece has an inside next to the point."""
        ways = [way for way, _ in self.rays if self._leads_into(piece, way)]
        middle = sum(ways, sp.zeros(len(self.wrt), 1))
        return self._leads_into(piece, middle, inside=True)

    def lowest(self, sign: int) -> bool:
        """Whether no slope is negative (1), or none positive (-1)."""
        return -sign not in self.slopes and None not in self.slopes

    def extreme_rays(self) -> list[tuple[sp.Matrix, sp.Expr]]:
        """The rays of the least and the greatest slope."""
        order = sorted(self.rays, key=lambda ray: float(ray[1]))
        return [order[0], order[-1]]


def _scaled(way: sp.Matrix) -> sp.Matrix:
    """Without fractions, the largest entry positive."""
    if all(v.is_Rational for v in way):
        way = way * sp.ilcm(*(v.q for v in way))
        way = way / sp.igcd(*(v.p for v in way))
    largest = max(way, key=lambda v: abs(float(v)))
    return way if sign_of(largest) == 1 else -way


def _nearest(points: Array) -> Array:
    """The point of the hull of some points that is nearest to 0, by stepping towards corners."""
    here: Array = points.mean(axis=0)
    for _ in range(ROUNDS):
        corner = points[int(np.argmin(points @ here))]
        step = here - corner
        size = float(step @ step)
        part = float(np.clip(here @ step / size, 0, 1)) if size else 0.0
        here = here - part * step
    return here


class AtNorm(NamedTuple):
    """For a‖·‖ + s where the norm is 0: a, the square of the slope of s in its measure, ∇s.

    f rises in all directions where a² is larger than that square, for a > 0.
    """

    factor: sp.Expr
    square: sp.Expr
    slopes: sp.Matrix


def by_norm(corner: Corner, wrt: Sequence[sp.Symbol]) -> AtNorm | None:
    """The sizes at a point where one norm is 0; None where a formula is not of that form."""
    if corner.edges or len(corner.norms) != 1 or len(corner.around) != 1:
        return None
    (root,), formula = corner.norms, corner.around[0].formula
    letter = sp.Dummy()
    put = formula.xreplace({root: letter})
    factor, rest = sp.expand(put).coeff(letter), sp.expand(put).coeff(letter, 0)
    matrix = sp.hessian(root.base, list(wrt)) / 2
    plain = sp.expand(put - factor * letter - rest) == 0 and not factor.free_symbols
    if not plain or Form(matrix).kind != "positive":
        return None
    slopes = sp.Matrix([value_at(rest.diff(x), corner.point) or sp.S.Zero for x in wrt])
    return AtNorm(factor, tidied(sp.expand((slopes.T * matrix.inv() * slopes)[0])), slopes)
