"""The points of Newton's method for a root: in fractions while they are short, else in decimals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import sympy as sp

LONG = 12  # digits of a denominator; a longer fraction goes on as a decimal
DIGITS = 30
SHORT = 15  # digits of a decimal that is kept
SETTLED = sp.Rational(1, 10**13)
MOST = 50  # steps until the digits do not change
Point = tuple[sp.Expr, ...]


@dataclass(frozen=True)
class Newton:
    """What is to be 0, and the letters."""

    letters: tuple[sp.Symbol, ...]
    values: tuple[sp.Expr, ...]

    @property
    def is_single(self) -> bool:
        """Whether there is one equation."""
        return len(self.letters) == 1

    @cached_property
    def slopes(self) -> sp.Matrix:
        """The Jacobian matrix."""
        return sp.Matrix([[f.diff(x) for x in self.letters] for f in self.values])


@dataclass(frozen=True)
class Iterate:
    """One step: where, values and slopes there, how far it goes, and where to."""

    number: int
    point: Point
    values: Point
    slopes: sp.Matrix
    move: Point
    new: Point


@dataclass(frozen=True)
class Path:
    """All points, the steps between them, and why it ends.

    `end` is "steps", "settled", "restless", "none" where no step is, "left" where no value is.
    """

    points: tuple[Point, ...]
    iterates: tuple[Iterate, ...]
    end: str


def found_by(newton: Newton, start: Point, steps: int | None) -> Path:
    """The points of so many steps; without a number, until the digits do not change."""
    points, iterates = [start], list[Iterate]()
    for k in range(1, (MOST if steps is None else steps) + 1):
        it = _next(newton, points[-1], k)
        if isinstance(it, str):
            return Path(tuple(points), tuple(iterates), it)
        points.append(it.new)
        iterates.append(it)
        if steps is None and _is_settled(it):
            return Path(tuple(points), tuple(iterates), "settled")
    return Path(tuple(points), tuple(iterates), "restless" if steps is None else "steps")


def _is_settled(it: Iterate) -> bool:
    return all(
        abs(sp.N(d)) <= SETTLED * max(1, abs(sp.N(x))) for d, x in zip(it.move, it.new, strict=True)
    )


def _next(newton: Newton, point: Point, k: int) -> Iterate | str:
    """One step; a word where there is none."""
    at = dict(zip(newton.letters, point, strict=True))
    values = [_short(f.subs(at)) for f in newton.values]
    slopes = newton.slopes.subs(at).applyfunc(_short)
    if not all(v.is_real and v.is_finite for v in (*values, *slopes)):
        return "left"
    if slopes.det() == 0:
        return "none"
    move = slopes.LUsolve(-sp.Matrix(values))
    new = tuple(_short(x + d) for x, d in zip(point, move, strict=True))
    return Iterate(k, point, tuple(values), slopes, tuple(map(_short, move)), new)


def _short(value: sp.Expr) -> sp.Expr:
    """A fraction while it is short, else a decimal of thirty digits."""
    if value.is_Rational and len(str(value.q)) <= LONG:
        return value
    return sp.N(value, DIGITS)
