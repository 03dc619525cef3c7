"""What the Hessian's eigenvalues say of descent: numbers, no words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import sympy as sp

from symcalc.tutor.extrema.hessians import Form
from symcalc.tutor.extrema.numbers import sign_of, tidied

MOST = 6  # variables
NOISE = 1e-12  # of a part of a unit vector
STEPS = 10**9  # that are counted

Vector = tuple[sp.Expr, ...]


@dataclass(frozen=True)
class Direction:
    """A direction in which the gradient points along itself: an eigenvector of the Hessian.

    `axis` is the variable whose axis it is, None of a direction that is oblique.
    """

    curvature: sp.Expr
    vector: Vector
    axis: sp.Symbol | None = None

    @cached_property
    def sign(self) -> int:
        """Of the curvature."""
        return sign_of(self.curvature) or 0


@dataclass(frozen=True)
class Spectrum:
    """The Hessian's eigenvalues with their directions."""

    directions: tuple[Direction, ...]

    @cached_property
    def positive(self) -> list[sp.Expr]:
        """The eigenvalues that are, the smallest first."""
        values = [d.curvature for d in self.directions if d.sign > 0]
        return sorted(values, key=float)

    @property
    def smallest(self) -> sp.Expr:
        """μ."""
        return self.positive[0]

    @property
    def largest(self) -> sp.Expr:
        """L."""
        return self.positive[-1]

    @property
    def has_minimum(self) -> bool:
        """Whether no direction bends down, and one bends up."""
        return bool(self.positive) and all(d.sign >= 0 for d in self.directions)

    @property
    def is_definite(self) -> bool:
        """Whether every direction bends up."""
        return all(d.sign > 0 for d in self.directions)

    def bound(self, beta: sp.Expr = sp.S.Zero) -> sp.Expr:
        """The rate from which on descent does not converge: 2(1 + β)/L."""
        return tidied(2 * (1 + beta) / self.largest)

    @property
    def condition(self) -> sp.Expr:
        """κ = L/μ."""
        return tidied(sp.radsimp(self.largest / self.smallest))

    @property
    def best_rate(self) -> sp.Expr:
        """2/(μ + L): the fastest and the slowest direction shrink alike."""
        return tidied(2 / tidied(sp.expand(self.smallest + self.largest)))

    @property
    def best_factor(self) -> sp.Expr:
        """(κ − 1)/(κ + 1)."""
        return tidied(sp.radsimp((self.condition - 1) / (self.condition + 1)))

    def multipliers(self, rate: sp.Expr) -> Vector:
        """By what each direction's distance to the minimum is multiplied in a step."""
        return tuple(tidied(sp.expand(1 - rate * d.curvature)) for d in self.directions)


def spectrum(hessian: sp.Matrix, wrt: Sequence[sp.Symbol]) -> Spectrum:
    """Eigenvalues and directions of a symmetric matrix: the axes where it is diagonal.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> s = spectrum(sp.Matrix([[2, 0], [0, 6]]), [x, y])
    >>> s.bound(), s.condition, s.best_rate, s.best_factor
    (1/3, 3, 1/4, 1/2)
    """
    n = hessian.rows
    if hessian.is_diagonal():
        units = sp.eye(n).tolist()
        return Spectrum(tuple(Direction(hessian[k, k], tuple(units[k]), wrt[k]) for k in range(n)))
    values = [v.n(15) if v.has(sp.CRootOf) else v for v in Form(hessian).eigenvalues]
    vectors = _of_two(hessian, values) if n == 2 else _numeric(hessian)
    pairs = zip(values, vectors, strict=True)
    return Spectrum(tuple(Direction(value, vector) for value, vector in pairs))


def _of_two(hessian: sp.Matrix, values: Sequence[sp.Expr]) -> list[Vector]:
    """(b, λ − a), whole numbers without a common factor where it is rational."""
    a, b = hessian[0, 0], hessian[0, 1]
    found = []
    for value in values:
        pair = [b, tidied(sp.expand(value - a))]
        if all(p.is_Rational for p in pair):
            scale = sp.ilcm(*(p.q for p in pair))
            whole = [p * scale for p in pair]
            common = sp.igcd(*whole) * (-1 if whole[0] < 0 else 1)
            pair = [p / common for p in whole]
        else:
            pair = [sp.Integer(1), tidied(sp.radsimp(pair[1] / b))]
        found.append(tuple(pair))
    return found


def _numeric(hessian: sp.Matrix) -> list[Vector]:
    """Unit vectors as floats, those of the largest eigenvalue first, their first part positive."""
    _, columns = np.linalg.eigh(np.array(hessian.evalf().tolist(), dtype=float))
    found = []
    for column in columns.T[::-1]:
        lead = column[np.argmax(np.abs(column) > NOISE)]
        clean = np.where(np.abs(column) > NOISE, column, 0.0) * np.sign(lead)
        found.append(tuple(sp.Float(float(v), 15) if v else sp.S.Zero for v in clean))
    return found


def momentum_size(multiplied: float, beta: float) -> float:
    """The larger root's size of r² − (1 + β − rate·λ) r + β, from rate·λ."""
    return float(np.abs(np.roots([1.0, -(1.0 + beta - multiplied), beta])).max())


def steps_needed(
    spectrum_: Spectrum,
    rate: sp.Expr,
    offset: Mapping[sp.Symbol, sp.Expr],
    wrt: Sequence[sp.Symbol],
    tolerance: float,
) -> int | None:
    """After how many steps the gradient's length is below a tolerance, by the closed form.

    None where it never is, or where there are more than a thousand million.
    """
    start = np.array([float(offset[x]) for x in wrt])
    units = [np.array(d.vector, dtype=float) for d in spectrum_.directions]
    shares = np.array([start @ u / np.linalg.norm(u) for u in units])
    curved = np.array([float(d.curvature) for d in spectrum_.directions])
    factors = np.abs(np.array([float(m) for m in spectrum_.multipliers(rate)]))

    def length(k: int) -> float:
        with np.errstate(over="ignore", under="ignore"):
            return float(np.linalg.norm(curved * shares * factors ** float(k)))

    moving = curved * shares != 0
    if np.any(factors[moving] >= 1):
        return 0 if length(0) < tolerance else None
    high = 1
    while length(high) >= tolerance:
        high *= 2
        if high > STEPS:
            return None
    low = -1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if length(middle) < tolerance else (middle, high)
    return high
