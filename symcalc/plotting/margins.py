"""Points of two labels, the line between them, and its margin."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from symcalc.plotting.paper import (
    BLACK,
    BLUE,
    GREY,
    ORANGE,
    RED,
    Axes,
    Figure,
    figure,
    finish,
    line,
)

ROOM = 0.35  # around the points, beside their spread


def drawn(
    points: Sequence[Sequence[float]],
    labels: Sequence[int],
    plane: tuple[Sequence[float], float] | None,
    support: Sequence[int],
    common: Sequence[float] = (),
) -> Figure:
    """One or two coordinates; without a plane, the hulls and a point of both."""
    fig, (axes,) = figure()
    places = np.array([[*p, 0.0][:2] for p in points])
    sides = np.array(labels)
    for side, colour, mark in ((1, BLUE, "o"), (-1, ORANGE, "s")):
        own = places[sides == side]
        name = f"label {side}".replace("-", "−")
        axes.scatter(*own.T, color=colour, marker=mark, s=55, zorder=3, label=name)
    low, high = _box(places)
    if plane is None:
        for side, colour in ((1, BLUE), (-1, ORANGE)):
            _hull(axes, places[sides == side], colour)
        axes.plot(*[*common, 0.0][:2], "*", color=RED, markersize=15, zorder=5, label="common")
    else:
        _margins(axes, plane, low, high)
        ringed = places[list(support)]
        ring = {"facecolors": "none", "edgecolors": BLACK, "linewidths": 1.6}
        axes.scatter(*ringed.T, s=190, zorder=4, label="support vectors", **ring)
    flat = len(points[0]) == 1
    axes.set_xlim(low[0], high[0])
    axes.set_ylim(low[1], high[1])
    axes.set_aspect("auto" if flat else "equal", adjustable="box")
    finish(axes, xlabel="$x$" if flat else "$x_1$", ylabel="" if flat else "$x_2$")
    if flat:
        axes.set_yticks([])
    return fig


def _box(places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    low, high = places.min(axis=0), places.max(axis=0)
    room = ROOM * max(float((high - low).max()), 1.0)
    return low - room, high + room


def _margins(
    axes: Axes, plane: tuple[Sequence[float], float], low: np.ndarray, high: np.ndarray
) -> None:
    """w·x + b = 0, and where it is 1 and −1."""
    w, b = np.array([*plane[0], 0.0][:2]), plane[1]
    along = np.array([-w[1], w[0]]) / np.linalg.norm(w)
    far = float(np.linalg.norm(high - low))
    for level, style, name in ((0, "-", "w·x + b = 0"), (1, "--", "w·x + b = ±1"), (-1, "--", "")):
        foot = w * (level - b) / (w @ w)
        centre = foot + along * (along @ ((low + high) / 2 - foot))
        ends = np.stack([centre - far * along, centre + far * along])
        line(
            axes, *ends.T, color=BLACK if level == 0 else GREY, linestyle=style, label=name or None
        )


def _hull(axes: Axes, places: np.ndarray, colour: str) -> None:
    """The hull of points in a plane, shaded."""
    around = _outline([(float(x), float(y)) for x, y in places])
    axes.fill(*np.array(around).T, color=colour, alpha=0.2, linewidth=2)


def _outline(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The corners of the hull in order, by Andrew's monotone chain."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return [*ordered, ordered[0]]
    return [*_chain(ordered)[:-1], *_chain(ordered[::-1])[:-1]]


def _chain(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    kept: list[tuple[float, float]] = []
    for p in points:
        while len(kept) > 1 and _turn(kept[-2], kept[-1], p) <= 0:
            kept.pop()
        kept.append(p)
    return kept


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
