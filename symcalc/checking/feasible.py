"""Points that meet constraints, and the values of formulas at many points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.compiler.passes.derivatives import jacobian

Array = NDArray[np.float64]


Point = Mapping[sp.Symbol, sp.Expr]


SETTLED = 1e-9  # what the last of them may be, relative to the point


PROJECTIONS = 8  # Newton's steps back to the constraints


@dataclass(frozen=True)
class Constraints:
    """Formulas that are zero, and formulas that are not positive, on the domain."""

    zero: tuple[sp.Expr, ...] = ()
    below: tuple[sp.Expr, ...] = ()


def values(formula: sp.Expr, wrt: Sequence[sp.Symbol], points: Array) -> Array:
    """A formula at many points, shape (k, n); NaN where it has no value."""
    program = lower([formula], list(wrt))
    with np.errstate(all="ignore"):
        found = np.asarray(evaluate(program, list(points.T))[0], dtype=float)
    return np.where(np.isfinite(found), found, np.nan)


def around(point: Array, radius: float, count: int) -> Array:
    """Points at all distances up to the radius, and along the axes and diagonals."""
    draw, n = np.random.default_rng(0), len(point)
    ways = draw.normal(size=(count, n))
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    axes = np.concatenate([np.eye(n), -np.eye(n)])
    ways = np.concatenate([ways, np.repeat(axes, 5, axis=0)])
    far = radius * draw.uniform(0.05, 1.0, (len(ways), 1))
    return np.asarray(point + far * ways)


def feasible(points: Array, wrt: Sequence[sp.Symbol], constraints: Constraints) -> Array:
    """The points, moved onto the equations and kept where the inequalities hold."""
    if constraints.zero:
        points = _projected(points, wrt, constraints.zero)
    for h in constraints.below:
        held = values(h, wrt, points) <= 1e-12
        points = points[held]
    return points


def _projected(points: Array, wrt: Sequence[sp.Symbol], zero: tuple[sp.Expr, ...]) -> Array:
    program = lower(list(zero), list(wrt))
    slopes = jacobian(program, list(range(len(wrt))))
    steps = points
    for _ in range(PROJECTIONS):
        left = _columns(evaluate(program, list(points.T)), len(points))
        matrix = _columns(evaluate(slopes, list(points.T)), len(points))
        matrix = matrix.reshape(-1, len(zero), len(wrt))
        fine = np.isfinite(matrix).all(axis=(1, 2)) & np.isfinite(left).all(axis=1)
        points, left, matrix = points[fine], left[fine], matrix[fine]
        steps = np.einsum("kij,kj->ki", np.linalg.pinv(matrix), left)
        points = points - steps
    settled = np.max(np.abs(steps), axis=1, initial=0.0) < SETTLED * (
        1 + np.abs(points).max(axis=1, initial=0.0)
    )
    left = _columns(evaluate(program, list(points.T)), len(points))
    return np.asarray(points[settled & (np.max(np.abs(left), axis=1, initial=0.0) < 1e-10)])


def _columns(found: Sequence[Array], count: int) -> Array:
    full = [np.broadcast_to(np.asarray(v, dtype=float), (count,)) for v in found]
    return np.stack(full, axis=-1)
