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

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.ir import Program
from symcalc.compiler.spelling import analytic

Array = NDArray[np.float64]
Function = Callable[[Any], Any]  # arrays of shape (k,), real or complex, entry by entry

LEVELS = 10  # halvings of the step


@dataclass(frozen=True)
class Slopes:
    """Derivatives at a number of points, and an estimate of the error of each."""

    values: Array
    errors: Array
    method: str


def central_differences(f: Function, x: Array) -> Slopes:
    """Differentiate by central differences with Richardson extrapolation.

    Parameters
    ----------
    f : callable
        Maps an array of shape (k,) to one of the same shape, each entry by itself.
    x : ndarray, shape (k,)
        Where to differentiate.

    Returns
    -------
    Slopes
        Values of shape (k,), NaN where f is not defined on both sides, and an estimate of their
        errors: the change at the last extrapolation that still improved the value.

    Notes
    -----
    The step goes from |x|/8 down by halves; every halving cancels one more even power of the step
    (Ridders' tableau [1]_). Ten to twelve digits are usual for a smooth function.

    References
    ----------
    .. [1] C. J. F. Ridders, Accurate computation of F'(x) and F'(x)F''(x), Advances in Engineering
       Software 4 (1982) 75-76.

    Examples
    --------
    >>> print(f"{central_differences(np.sin, np.array([1.0])).values[0]:.9f}")
    0.540302306
    """
    h = np.where(x == 0, 0.125, np.abs(x) / 8)
    best, error = np.full_like(x, np.nan), np.full_like(x, np.inf)
    previous: list[Array] = []
    for level in range(LEVELS):
        step = h / 2**level
        row = [(f(x + step) - f(x - step)) / ((x + step) - (x - step))]
        for k, coarse in enumerate(previous):
            row.append(row[k] + (row[k] - coarse) / (4 ** (k + 1) - 1))
            change = np.maximum(np.abs(row[k + 1] - row[k]), np.abs(row[k + 1] - coarse))
            better = change < error
            best, error = np.where(better, row[k + 1], best), np.where(better, change, error)
        previous = row
    return Slopes(best, error, "numeric differentiation (Richardson extrapolation)")


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
    return Slopes(values, errors, "numeric differentiation (complex step)")


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

    def along(values: Any) -> Any:
        moved = [*points[:index], values, *points[index + 1 :]]
        answer = evaluate(program, moved)[output]
        return np.broadcast_to(answer, values.shape)

    with np.errstate(all="ignore"):
        real = along(points[index])
        method = complex_step if analytic(program) else central_differences
        slopes = method(along, points[index])
        values = np.where(np.isfinite(real), slopes.values, np.nan)
    return Slopes(values, slopes.errors, slopes.method)
