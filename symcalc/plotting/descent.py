"""Pictures of descent: paths on contours, values from step to step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from symcalc.notation import Notation
from symcalc.plotting.fields import FIELD, HUGE, levels
from symcalc.plotting.paper import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    HEIGHT,
    ORANGE,
    PURPLE,
    RED,
    SKY,
    Axes,
    Figure,
    figure,
    finish,
    label,
    line,
)
from symcalc.plotting.sampled import Array, function

Run = tuple[Array, Array]  # the points, shape (k + 1, n), and the values there
Region = tuple[float, float, float, float]
COLORS = (RED, BLUE, ORANGE, GREEN, PURPLE, SKY, BLACK)
GRID = 161  # points along each axis
AROUND = 0.25  # of the width of the paths, left free around them
LEAST = 1e-3  # half a width, at least
FIRST = 3  # steps that are shown even of a run that diverges
FLATTEST = 0.35  # of the longer side
MOST = 6  # coordinates that are drawn
DOTS = 80  # steps that are marked one by one
LOWEST = 1e-16  # of the first height above the lowest value: what a logarithmic scale shows


def drawn(body: Notation | None, letters: Sequence[sp.Symbol], curves: Mapping[str, Run]) -> Figure:
    """Paths on the contours of a formula in two letters beside the values; else the values.

    Parameters
    ----------
    body : Notation or None
        The formula; None where only gradients were given.
    letters : sequence of sympy.Symbol
        Its variables.
    curves : mapping
        By the name of each run: its points and its values.
    """
    flat = body is not None and len(letters) == 2 and not body.expr.is_Matrix
    if not flat or body is None or body.symbols - set(letters):
        fig, (axes,) = figure()
        values(axes, curves)
        return fig
    fig, (top, bottom) = figure(2, 2 * HEIGHT, shared=False)
    paths(top, body, letters, curves)
    values(bottom, curves)
    return fig


def paths(
    axes: Axes, body: Notation, letters: Sequence[sp.Symbol], curves: Mapping[str, Run]
) -> None:
    """The paths on level curves."""
    region = around(curves.values())
    x, y, z = surface(body, letters, region)
    heights = levels(z)
    filled = axes.contourf(x, y, z, levels=heights, extend="both", **FIELD)
    axes.contour(x, y, z, levels=heights, colors=GREY, linewidths=0.6)
    bar = axes.figure.colorbar(filled, ax=axes, shrink=0.92, format="%.4g")
    bar.set_label(label(body))
    for (name, (points, _)), color in zip(curves.items(), cycled(), strict=False):
        shown = points[np.isfinite(points).all(axis=1)]
        marker = "o" if len(shown) <= DOTS else ""
        style = {"color": color, "marker": marker, "markersize": 3, "linewidth": 1.4}
        line(axes, shown[:, 0], shown[:, 1], label=name, **style)
        axes.plot(*shown[-1], "*", color=color, markersize=12, markeredgecolor="white", zorder=5)
    start = next(iter(curves.values()))[0][0]
    axes.plot(*start, "o", color=BLACK, markersize=7, markeredgecolor="white", zorder=5)
    axes.set(xlim=region[::2], ylim=region[1::2])
    axes.grid(visible=False)
    finish(axes, xlabel=letters[0].name, ylabel=letters[1].name)


def values(axes: Axes, curves: Mapping[str, Run]) -> None:
    """Value against step; on a logarithmic scale above the lowest where that is wide."""
    found = [v[np.isfinite(v)] for _, v in curves.values()]
    if not any(map(len, found)):
        coordinates(axes, curves)
        return
    every = np.concatenate([f for f in found if len(f)] or [np.zeros(1)])
    low = min(0.0, float(every.min()))
    wide = low == 0 and every.max() > 100 * max(float(np.abs(every).min()), 1e-300)
    for (name, (_, heights)), color in zip(curves.items(), cycled(), strict=False):
        shown = np.where(np.isfinite(heights) & (np.abs(heights) < HUGE), heights, np.nan)
        if wide:
            shown = np.where(shown > LOWEST * every.max(), shown, np.nan)
        line(axes, np.arange(float(len(shown))), shown, color=color, label=name)
    if wide:
        axes.set_yscale("log")
    whole_steps(axes)
    finish(axes, xlabel="step", ylabel="value")


def coordinates(axes: Axes, curves: Mapping[str, Run]) -> None:
    """Where only gradients are known: the first coordinates against the step."""
    colors = iter(cycled())
    for name, (points, _) in curves.items():
        for i, column in enumerate(points.T[:MOST], 1):
            of = f"{name}: " if len(curves) > 1 else ""
            steps = np.arange(float(len(column)))
            line(axes, steps, column, color=next(colors), label=f"{of}$x_{{{i}}}$")
    whole_steps(axes)
    finish(axes, xlabel="step", ylabel="coordinate")


def whole_steps(axes: Axes) -> None:
    """No step and a half on the axis."""
    axes.xaxis.get_major_locator().set_params(integer=True)


def surface(
    body: Notation, letters: Sequence[sp.Symbol], region: Region
) -> tuple[Array, Array, Array]:
    """Heights over a rectangle."""
    x, y = grid(region, GRID)
    z = function(body.expr, tuple(letters))(x, y)
    return x, y, np.where(np.abs(z) < HUGE, z, np.nan)


def grid(region: Region, count: int) -> tuple[Array, Array]:
    """Points of a rectangle."""
    x0, y0, x1, y1 = region
    x, y = np.meshgrid(np.linspace(x0, x1, count), np.linspace(y0, y1, count))
    return x, y


def around(curves: Iterable[Run]) -> Region:
    """A rectangle around the points that are no higher than the start, and the first steps."""
    seen = []
    for points, heights in curves:
        counted = np.isfinite(points).all(axis=1)
        first = np.arange(len(points)) <= FIRST
        seen.append(points[counted & (first | (heights <= heights[0]))])
    every = np.concatenate(seen)
    low, high = every.min(axis=0), every.max(axis=0)
    half = np.maximum((high - low) / 2, LEAST)
    half = np.maximum(half, FLATTEST * half.max()) * (1 + AROUND)
    centre = (low + high) / 2
    return (*(centre - half), *(centre + half))


def cycled() -> list[str]:
    """Colours for many curves."""
    return list(COLORS) * 10


def _inside(points: Array, region: Region) -> NDArray[np.bool_]:
    low, high = np.array(region[:2]), np.array(region[2:])
    return np.asarray(((points >= low) & (points <= high)).all(axis=1))
