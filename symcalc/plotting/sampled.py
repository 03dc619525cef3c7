"""Values of a formula over a range, by the reference interpreter, with gaps where it jumps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower

Array = NDArray[np.float64]
Function = Callable[..., Array]

SAMPLES = 1201  # points of a curve
HALVINGS = 40  # of an interval that may hold a jump
STEEP = 0.02  # of the height of a curve between two points: worth looking at
MOST = 6.0  # times as high as its middle part a curve is still shown whole
BESIDE = 1.2  # of the height of the middle part is shown above it and below it
LASTING = 0.5  # of a difference that is left when its interval has been halved: a jump


def function(expr: sp.Basic, symbols: Sequence[sp.Symbol]) -> Function:
    """An expression as a function of arrays; NaN where it has no real value.

    Raises
    ------
    UnsupportedError
        If a part of it cannot be computed.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> function(sp.log(x), [x])(np.array([1.0, -1.0]))
    array([ 0., nan])
    """
    program = lower([expr], list(symbols))

    def of(*columns: Any) -> Array:
        values = np.asarray(evaluate(program, columns)[0], dtype=float)
        return np.where(np.isfinite(values), values, np.nan)

    return of


def curve(f: Function, low: float, high: float, gaps: Sequence[float] = ()) -> tuple[Array, Array]:
    """Points of a curve, with NaN between two of them where it jumps.

    Parameters
    ----------
    f : callable
        From an array to an array of the same shape.
    low, high : float
        The range.
    gaps : sequence of float
        Where it is known to have no value; the curve comes close to them from both sides.
    """
    span = high - low
    known = [p for p in gaps if low < p < high]
    beside = [p + side * span * 1e-9 for p in known for side in (-1, 1)]
    x = np.unique(np.concatenate([np.linspace(low, high, SAMPLES), beside]))
    x = x[~np.isin(x, known)]
    y = f(x)
    breaks = sorted({*known, *jumps(f, x, y)})
    at = np.searchsorted(x, breaks)
    return np.insert(x, at, breaks), np.insert(y, at, np.nan)


def jumps(f: Function, x: Array, y: Array) -> list[float]:
    """The places between neighbouring points where a function is not continuous."""
    seen = y[np.isfinite(y)]
    if len(seen) < 2:
        return []
    low, high = np.percentile(seen, [10, 90])
    height = max(high - low, 1e-9 * max(1.0, abs(high)))
    with np.errstate(all="ignore"):
        steep = np.flatnonzero(np.abs(np.diff(y)) > STEEP * height)
    left, right, below, above = x[steep], x[steep + 1], y[steep], y[steep + 1]
    first = np.abs(above - below)
    for _ in range(HALVINGS):
        middle = (left + right) / 2
        value = f(middle)
        with np.errstate(all="ignore"):
            go_left = ~(np.abs(value - below) < np.abs(above - value))
        right, above = np.where(go_left, middle, right), np.where(go_left, value, above)
        left, below = np.where(go_left, left, middle), np.where(go_left, below, value)
    with np.errstate(all="ignore"):
        lasting = ~(np.abs(above - below) < LASTING * first)
    return [float(p) for p in ((left + right) / 2)[lasting]]


def window(*curves: Array) -> tuple[float, float]:
    """The heights that show what is to be seen: poles and the like run out of the picture.

    >>> low, high = window(np.array([0.0, 1.0, 2.0, 3.0]))
    >>> low < 0, high > 3
    (True, True)
    """
    seen = np.concatenate([c[np.isfinite(c)] for c in curves])
    if not len(seen):
        return -1.0, 1.0
    low, high = float(seen.min()), float(seen.max())
    inner_low, inner_high = (float(v) for v in np.percentile(seen, [20, 80]))
    inner = inner_high - inner_low
    if 0 < MOST * inner < high - low:
        low, high = max(low, inner_low - BESIDE * inner), min(high, inner_high + BESIDE * inner)
    if high - low < 1e-9 * max(1.0, abs(high)):
        return low - 1.0, high + 1.0
    room = 0.08 * (high - low)
    return low - room, high + room
