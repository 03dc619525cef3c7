"""Which part of the axis shows what a function does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from symcalc.plotting.sampled import Array, Function

REACH = 10.0  # how far from the centre something of interest is looked for
NEAREST = 6  # how many places of interest a picture shows, at most
LEAST = 1.5  # half of the narrowest range, around 0
SCANNED = 4001


def interesting(
    functions: Sequence[Function], points: Sequence[float] = (), places: Sequence[float] = ()
) -> tuple[float, float]:
    """A range with the zeros, turning points and edges that lie nearest to what is asked about.

    Parameters
    ----------
    functions : sequence of callables
        Their zeros and turning points, jumps and edges of the domain are of interest.
    points : sequence of float
        What is asked about: they are always in the range, and in the middle of it.
    places : sequence of float
        Other places of interest: kinks.

    Examples
    --------
    >>> low, high = interesting([lambda x: x**2 - 4])
    >>> -6 < low < -2, 2 < high < 6
    (True, True)
    """
    centre = float(np.mean(points)) if points else 0.0
    scale = max(1.0, abs(centre) / 4, *(abs(p - centre) for p in points))
    x = np.linspace(centre - REACH * scale, centre + REACH * scale, SCANNED)
    found = [place for f in functions for place in features(x, f(x))]
    found = sorted([*found, *places], key=lambda place: abs(place - centre))
    near = [p for p in found if abs(p - centre) <= REACH * scale]
    chosen: list[float] = []
    for place in near:
        if all(abs(place - other) > 0.02 * scale for other in chosen):
            chosen.append(place)
    kept = [*chosen[:NEAREST], *points]
    low, high = min(kept, default=centre), max(kept, default=centre)
    room = max(0.4 * (high - low), LEAST * scale - (high - low) / 2)
    return shown(functions, low - room, high + room)


def shown(functions: Sequence[Function], low: float, high: float) -> tuple[float, float]:
    """The range without the part in which no function has a value, but for a margin."""
    x = np.linspace(low, high, SCANNED)
    alive = np.flatnonzero(np.any([np.isfinite(f(x)) for f in functions], axis=0))
    if not len(alive):
        return low, high
    margin = 0.06 * (x[alive[-1]] - x[alive[0]])
    return float(max(low, x[alive[0]] - margin)), float(min(high, x[alive[-1]] + margin))


def features(x: Array, y: Array) -> list[float]:
    """Where a sampled function is zero, turns, or begins and ends to have values."""
    alive = np.isfinite(y)
    edges = x[1:][alive[1:] != alive[:-1]]
    with np.errstate(all="ignore"):
        slope = np.diff(y)
        flat = np.abs(slope) <= 1e-12 * np.nanmax(np.abs(y), initial=1e-300)
        signs = np.sign(y)
        crossing = x[1:][(signs[1:] * signs[:-1] < 0) | ((signs[1:] == 0) & (signs[:-1] != 0))]
        turning = x[1:-1][(np.sign(slope[1:]) * np.sign(slope[:-1]) < 0) & ~flat[1:] & ~flat[:-1]]
    return [float(p) for p in np.concatenate([edges, crossing, turning])]
