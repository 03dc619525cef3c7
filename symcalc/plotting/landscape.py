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
    "valley": ("d", GREEN),
    "ridge": ("d", RED),
}
Marks = Sequence[tuple[tuple[float, float], str]]
Marked = NDArray[np.bool_]
TICKS = 6  # along each axis in space, about
PAD = 8
TALL = 10.0  # inches
HIGH = 97  # per cent of the heights are drawn; what is higher is cut


def drawn(
    sides: tuple[Array, Array],
    heights: Array,
    flat: Marked,
    run: tuple[Array, Array],
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
    run : two ndarrays, shapes (k + 1, 2) and (k + 1,)
        A run in the plane, and the heights there.
    marks : sequence of ((a, b), kind)
        Critical points.
    labels : mapping
        What stands along the axes.
    """
    fig, (above, below) = figure(2, TALL, shared=False)
    _plane(above, sides, heights, flat)
    _path(above, sides, run[0])
    for kind in dict.fromkeys(kind for _, kind in marks):
        shape, color = MARKS[kind]
        places = np.array([place for place, other in marks if other == kind])
        style = {"color": color, "markeredgecolor": "white", "markersize": 10, "zorder": 6}
        above.plot(places[:, 0], places[:, 1], shape, label=kind, linestyle="", **style)
    finish(above, **labels)
    spec = below.get_subplotspec()
    below.remove()
    _surface(fig.add_subplot(spec, projection="3d"), sides, heights, run, labels)
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
    run: tuple[Array, Array],
    labels: Mapping[str, str],
) -> None:
    """The surface, with the run on it; what is very high is cut."""
    a, b = np.meshgrid(*sides)
    top = np.percentile(heights[np.isfinite(heights)], HIGH)
    shown = np.where(np.isfinite(heights), np.minimum(heights, top), np.nan)
    axes.computed_zorder = False  # the run is drawn over the surface
    axes.plot_surface(a, b, shown, cmap="viridis", alpha=0.75, linewidth=0, zorder=1)
    path, lifted = run
    within = [(side[0] <= p) & (p <= side[-1]) for side, p in zip(sides, path.T, strict=True)]
    inside = within[0] & within[1] & np.isfinite(lifted)
    places, up = path[inside], np.minimum(lifted[inside], top)
    if len(places) > 1:
        axes.plot(*places.T, up, color=BLACK, linewidth=1.8, zorder=5)
        axes.plot(*places[:1].T, up[:1], "o", color=BLACK, markeredgecolor="white", zorder=6)
    if len(places):
        star = {"color": BLACK, "markeredgecolor": "white", "markersize": 12, "zorder": 6}
        axes.plot(*places[-1:].T, up[-1:], "*", **star)
    axes.locator_params(nbins=TICKS)
    axes.set(**labels)
    axes.set_zlabel("loss", labelpad=PAD)
