"""Pictures of a loss over two directions: heights with critical points, and the surface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from symcalc.plotting.fields import FIELD, levels
from symcalc.plotting.paper import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    RED,
    Axes,
    Figure,
    figure,
    finish,
)
from symcalc.plotting.sampled import Array

MARKS = {
    "minimum": ("v", GREEN),
    "maximum": ("^", RED),
    "saddle": ("X", ORANGE),
    "flat": ("s", BLUE),
}
Marks = Sequence[tuple[tuple[float, float], str]]
Marked = NDArray[np.bool_]
TALL = 10.0  # inches
HIGH = 97  # per cent of the heights are drawn; what is higher is cut


def drawn(
    sides: tuple[Array, Array],
    heights: Array,
    flat: Marked,
    path: Array,
    marks: Marks,
    labels: Mapping[str, str],
) -> Figure:
    """Heights over the plane, flat regions hatched, and the surface below.

    Parameters
    ----------
    sides : two ndarrays, shape (m,)
        The coordinates along either direction.
    heights : ndarray, shape (m, m)
        A row for each coordinate along the second.
    flat : ndarray of bool, shape (m, m)
        Where it is flat.
    path : ndarray, shape (k + 1, 2)
        A run in the plane.
    marks : sequence of ((a, b), kind)
        Critical points.
    labels : mapping
        What stands along the axes.
    """
    fig, (above, below) = figure(2, TALL, shared=False)
    _plane(above, sides, heights, flat)
    _path(above, sides, path)
    for kind in dict.fromkeys(kind for _, kind in marks):
        shape, color = MARKS[kind]
        places = np.array([place for place, other in marks if other == kind])
        style = {"color": color, "markeredgecolor": "white", "markersize": 10, "zorder": 6}
        above.plot(places[:, 0], places[:, 1], shape, label=kind, linestyle="", **style)
    finish(above, **labels)
    spec = below.get_subplotspec()
    below.remove()
    _surface(fig.add_subplot(spec, projection="3d"), sides, heights, path, labels)
    return fig


def _plane(axes: Axes, sides: tuple[Array, Array], heights: Array, flat: Marked) -> None:
    shades = levels(heights)
    filled = axes.contourf(*sides, heights, levels=shades, extend="both", **FIELD)
    axes.contour(*sides, heights, levels=shades, colors=GREY, linewidths=0.6)
    if flat.any() and not flat.all():
        area = flat.astype(float)
        axes.contourf(*sides, area, levels=[0.5, 1.5], colors="none", hatches=["...."])
        axes.plot([], [], "s", color="none", markeredgecolor=GREY, label="flat region (dots)")
    axes.figure.colorbar(filled, ax=axes, shrink=0.92, format="%.4g").set_label("loss")
    axes.grid(visible=False)


def _path(axes: Axes, sides: tuple[Array, Array], path: Array) -> None:
    if len(path) > 1:
        axes.plot(path[:, 0], path[:, 1], "-", color=BLACK, linewidth=1.6, label="run")
        axes.plot(*path[0], "o", color=BLACK, markeredgecolor="white", zorder=5)
    axes.plot(*path[-1], "*", color=BLACK, markeredgecolor="white", markersize=12, zorder=5)
    axes.set(xlim=sides[0][[0, -1]], ylim=sides[1][[0, -1]])


def _surface(
    axes: Axes,
    sides: tuple[Array, Array],
    heights: Array,
    path: Array,
    labels: Mapping[str, str],
) -> None:
    a, b = np.meshgrid(*sides)
    top = np.percentile(heights[np.isfinite(heights)], HIGH)
    shown = np.where(np.isfinite(heights), np.minimum(heights, top), np.nan)
    axes.plot_surface(a, b, shown, cmap="viridis", alpha=0.75, linewidth=0)
    within = [(side[0] <= p) & (p <= side[-1]) for side, p in zip(sides, path.T, strict=True)]
    inside = path[within[0] & within[1]]
    if len(inside) > 1:
        column, row = (
            np.clip(np.searchsorted(side, p), 0, len(side) - 1)
            for side, p in zip(sides, inside.T, strict=True)
        )
        axes.plot(*inside.T, heights[row, column], color=BLACK, linewidth=2, zorder=5)
    axes.set(zlabel="loss", **labels)
