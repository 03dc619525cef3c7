"""Numeric differentiation, at many points at once.

Where the formula is made of analytic functions, one evaluation at x + ih gives the derivative to
full precision (complex step); elsewhere central differences are extrapolated (Richardson), with an
estimate of the error. mpmath has the last word where doubles are not enough.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symcalc.checking.held import hold
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.ir import Program
from symcalc.compiler.spelling import analytic

Array = NDArray[Any]
Function = Callable[[Any], Any]  # arrays of shape (k,), real or complex, entry by entry

LEVELS = 10  # halvings of the step
EPSILON = 2.0**-52
COMPLEX_STEP = "numeric differentiation (complex step)"
RICHARDSON = "numeric differentiation (Richardson extrapolation)"


@dataclass(frozen=True)
class Slopes:
    """Derivatives at a number of points, and an estimate of the error of each."""

    values: Array
    errors: Array
    method: str


def central_differences(
    f: Function, x: Array, step: Array | None = None, noise: Array | float = 0.0
) -> Slopes:
    """Differentiate by central differences with Richardson extrapolation.

    Parameters
    ----------
    f : callable
        Maps an array of shape (k,) to one of shape (..., k), each entry by itself.
    x : ndarray, shape (k,)
        Where to differentiate.
    step : ndarray, shape (k,), optional
        The first and largest step; |x|/8 if left out, 1/8 where x is 0.
    noise : float or array that broadcasts with the values
        What the values may be off by, beside their rounding.

    Returns
    -------
    Slopes
        Values of shape (..., k), NaN where f is not defined on both sides, and an estimate of their
        errors: the change at the last extrapolation that still improved the value, and the rounding
        of the two values that were subtracted.

    Notes
    -----
    The step goes down by halves; every halving cancels one more even power of the step (Ridders'
    tableau [1]_). Ten to twelve digits are usual for a smooth function.

    References
    ----------
    .. [1] C. J. F. Ridders, Accurate computation of F'(x) and F'(x)F''(x), Advances in Engineering
       Software 4 (1982) 75-76.

    Examples
    --------
    >>> print(f"{central_differences(np.sin, np.array([1.0])).values[0]:.9f}")
    0.540302306
    """
    h = np.where(x == 0, 0.125, np.abs(x) / 8) if step is None else step
    best, error = np.array(np.nan), np.array(np.inf)
    previous: list[Array] = []
    for level in range(LEVELS):
        up, down = x + h / 2**level, x - h / 2**level
        right, left = f(up), f(down)
        row = [(right - left) / (up - down)]
        size = np.maximum(np.abs(right), np.abs(left))
        rounding = (EPSILON * size + noise) / (up - down)
        for k, coarse in enumerate(previous):
            row.append(row[k] + (row[k] - coarse) / (4 ** (k + 1) - 1))
            change = np.maximum(np.abs(row[k + 1] - row[k]), np.abs(row[k + 1] - coarse))
            better = change + rounding < error
            best = np.where(better, row[k + 1], best)
            error = np.where(better, change + rounding, error)
        previous = row
    return Slopes(best, error, RICHARDSON)


def complex_step(f: Function, x: Array) -> Slopes:
    """Differentiate an analytic function: f'(x) = Im f(x + ih)/h, with no cancellation.

    Parameters
    ----------
    f : callable
        Maps complex arrays of shape (k,) to the same shape and is real on the real line.
    x : ndarray, shape (k,)
        Where to differentiate.

    Notes
    -----
    W. Squire and G. Trapp, Using complex variables to estimate derivatives of real functions, SIAM
    Review 40 (1998) 110-112. The error is that of evaluating f.

    Examples
    --------
    >>> complex_step(np.exp, np.array([0.0])).values
    array([1.])
    """
    h = 1e-150
    values = f(x + 1j * h).imag / h
    errors = np.abs(values) * 1e-13
    return Slopes(values, errors, COMPLEX_STEP)


def directional_derivative(
    program: Program, points: Sequence[Array], direction: Sequence[Array | float]
) -> Slopes:
    """The derivatives of all outputs of a Program along a direction, at many points.

    Parameters
    ----------
    program : Program
        With n inputs and m outputs.
    points : sequence of n ndarrays, each of shape (k,)
        The coordinates of k points.
    direction : sequence of n floats or ndarrays of shape (k,)
        How fast each input changes.

    Returns
    -------
    Slopes
        Of shape (m, k), NaN where a value is not finite.
    """
    program, points = hold(program, points)
    direction = [*direction, *[0.0] * (len(points) - len(direction))]
    zero = np.zeros(np.shape(points[0]))

    def along(t: Any) -> Any:
        moved = [x + t * v for x, v in zip(points, direction, strict=True)]
        return np.array([np.broadcast_to(a, t.shape) for a in evaluate(program, moved)])

    with np.errstate(all="ignore"):
        real = along(zero)
        if analytic(program):
            slopes = complex_step(along, zero)
        else:
            slopes = central_differences(along, zero, _step(points, direction))
        values = np.where(np.isfinite(real), slopes.values, np.nan)
    return Slopes(values, slopes.errors, slopes.method)


def partial_derivative(
    program: Program, points: Sequence[Array], index: int, output: int = 0
) -> Slopes:
    """∂/∂(input `index`) of one output of a Program, at many points.

    Parameters
    ----------
    program : Program
        With n inputs.
    points : sequence of n ndarrays, each of shape (k,)
        The coordinates of k points.
    index, output : int
        Which input and which output.
    """
    direction = [float(i == index) for i in range(len(points))]
    slopes = directional_derivative(program, points, direction)
    return Slopes(slopes.values[output], slopes.errors[output], slopes.method)


def _step(points: Sequence[Array], direction: Sequence[Array | float]) -> Array:
    """How far to go, so that no input changes by more than an eighth of itself."""
    speeds = [
        np.abs(v) / np.where(x == 0, 1.0, np.abs(x)) for x, v in zip(points, direction, strict=True)
    ]
    return np.asarray(0.125 / np.maximum(np.max(speeds, axis=0), np.finfo(float).tiny))
