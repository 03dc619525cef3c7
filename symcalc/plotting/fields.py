"""Pictures of functions of two variables: contours, with what stands on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import sympy as sp

from symcalc.notation import Notation
from symcalc.plotting.critical import classified, marked
from symcalc.plotting.paper import (
    BLACK,
    BLUE,
    GREY,
    RED,
    Axes,
    Figure,
    figure,
    finish,
    label,
    plain,
)
from symcalc.plotting.sampled import Array, Function
from symcalc.plotting.subject import Drawn, Pictured, drawn, real

GRID = 241  # points along each axis of contours
ARROWS = 17  # arrows along each axis of a field
LEVELS = 14
HUGE = 1e200
REACH = 2.5  # half of the range about a point
FIELD = {"cmap": "viridis", "alpha": 0.45}

TRUE = {"angles": "xy", "scale_units": "xy", "scale": 1}  # arrows as long as they are
Region = tuple[float, float, float, float]


def gradient(d: Pictured) -> Figure:
    """Arrows of the gradient on contours, and the direction that was asked about."""
    shown = drawn(d, d.question.body)
    points = shown.points(0, 1)
    region = about(points)
    fig, axes = contours(shown, region)
    partials = _partials(d, shown)
    if partials is not None:
        _arrows(axes, partials, region)
        ways = [[float(f(np.array([p]), np.array([q]))[0]) for f in partials] for p, q in points]
        _at(axes, points, ways, region, color=RED, label="gradient at the point")
    given = [real(component.expr) for _, component in d.question.given]
    if d.question.kind == "directional-derivative" and None not in given:
        _at(axes, points, [given] * len(points), region, color=BLUE, label="direction")
    _labelled(axes, shown)
    return fig


def field(d: Pictured) -> Figure:
    """Arrows of a vector field in the plane."""
    shown = drawn(d, d.question.body.parts[0])
    region = about(shown.points(0, 1))
    fig, (axes,) = figure(height=5.6)
    u, v = (shown.function(part.expr) for part in d.question.body.parts)
    _arrows(axes, (u, v), region, name=plain(d.question.body))
    axes.set(xlim=region[::2], ylim=region[1::2], aspect="equal")
    _labelled(axes, shown)
    return fig


def about(points: Sequence[Sequence[float]], least: float = REACH) -> Region:
    """A square with all of the points well inside; about the origin where there are none."""
    spread = np.array(points, dtype=float).reshape(-1, 2) if len(points) else np.zeros((1, 2))
    low, high = spread.min(axis=0), spread.max(axis=0)
    centre, half = (low + high) / 2, max(least, *(0.8 * (high - low)))
    return (*(centre - half), *(centre + half))


def mesh(region: Region, count: int) -> tuple[Array, Array]:
    """Points of a square."""
    x0, y0, x1, y1 = region
    x, y = np.meshgrid(np.linspace(x0, x1, count), np.linspace(y0, y1, count))
    return x, y


def surface(f: Function, region: Region) -> tuple[Array, Array, Array]:
    """Points of a square with the heights over them; matplotlib cannot draw the hugest."""
    x, y = mesh(region, GRID)
    z = f(x, y)
    return x, y, np.where(np.abs(z) < HUGE, z, np.nan)


def contours(shown: Drawn, region: Region) -> tuple[Figure, Axes]:
    """Level curves over a square, filled in between."""
    fig, (axes,) = figure(height=5.6)
    x, y, z = surface(shown.function(shown.body.expr), region)
    heights = levels(z)
    filled = axes.contourf(x, y, z, levels=heights, extend="both", **FIELD)
    axes.contour(x, y, z, levels=heights, colors=GREY, linewidths=0.6)
    bar = fig.colorbar(filled, ax=axes, shrink=0.92, format="%.4g")
    bar.set_label(label(shown.body))
    axes.set(xlim=region[::2], ylim=region[1::2], aspect="equal")
    axes.grid(visible=False)
    return fig, axes


def levels(z: Array) -> Array:
    """Heights that share out the square: those of a valley are close, those of a wall are not."""
    seen = z[np.isfinite(z)]
    if not len(seen) or seen.min() == seen.max():
        return np.linspace(-1, 1, LEVELS)
    low, high = np.percentile(seen, [1, 97])
    even = np.linspace(low, high, LEVELS)
    shared = np.percentile(seen, np.linspace(1, 97, LEVELS))
    digits = 1 - int(np.floor(np.log10(high - low))) if high > low else 1
    return np.unique(np.round((even + shared) / 2, digits))


def _partials(d: Pictured, shown: Drawn) -> tuple[Function, Function] | None:
    """The two components of the gradient, where the derivation has them."""
    told = [d.result, *(step.after for step in d.steps if step.rule == "gradient")]
    for node in told:
        expr = node.expr
        if isinstance(expr, sp.MatrixBase) and expr.shape == (2, 1):
            return shown.function(expr[0]), shown.function(expr[1])
    return None


def _arrows(
    axes: Axes, parts: tuple[Function, Function], region: Region, name: str = "gradient"
) -> None:
    """Arrows of a field; a steep one is longer, but not in proportion."""
    x, y = mesh(region, ARROWS + 2)
    x, y = x[1:-1, 1:-1], y[1:-1, 1:-1]
    u, v = (f(x, y) for f in parts)
    length = np.hypot(u, v)
    seen = length[np.isfinite(length) & (length > 0)]
    typical = float(np.median(seen)) if len(seen) else 1.0
    with np.errstate(all="ignore"):
        factor = np.where(length > 0, np.sqrt(np.tanh(length / typical)) / length, 0.0)
    reach = 0.8 * (region[2] - region[0]) / ARROWS
    axes.quiver(
        *(x, y, u * factor * reach, v * factor * reach),
        color=BLACK,
        width=0.0035,
        label=name,
        **TRUE,
    )


def _at(
    axes: Axes,
    points: Sequence[Any],
    ways: Sequence[Any],
    region: Region,
    *,
    color: str,
    label: str,
) -> None:
    """An arrow at each of the points that were asked about, all of one length."""
    reach = 0.16 * (region[2] - region[0])
    for k, ((p, q), way) in enumerate(zip(points, ways, strict=True)):
        u, v = way
        length = float(np.hypot(u, v))
        named = {} if k else {"label": label}
        if np.isfinite(length) and length > 0:
            tip = [u / length * reach], [v / length * reach]
            axes.quiver([p], [q], *tip, color=color, width=0.009, zorder=4, **TRUE, **named)
        _point(axes, p, q)


def _point(axes: Axes, p: float, q: float) -> None:
    axes.plot([p], [q], "o", color=BLACK, markeredgecolor="white", markersize=8, zorder=5)


def _labelled(axes: Axes, shown: Drawn) -> None:
    """What stands along the axes."""
    x, y = shown.axes
    finish(axes, shown.said, xlabel=x.name, ylabel=y.name)


def taylor(d: Pictured) -> Figure:
    """Contours of the function, and those of the polynomial over them."""
    return _compared(d, d.result.expr, "contours of the polynomial")


def tangent(d: Pictured) -> Figure:
    """Contours of the function, and those of its tangent plane over them."""
    told = d.result
    height = told.parts[1].expr if told.head == "relation" else sp.nan
    return _compared(d, height, "contours of the tangent plane")


def _compared(d: Pictured, other: sp.Expr, name: str) -> Figure:
    """Contours of two functions at the same heights, about a point."""
    shown = drawn(d, d.question.body)
    at = dict(d.question.at)
    centre = [real(at.get(s, sp.S.Zero)) or 0.0 for s in shown.axes]
    region = about([centre], least=2.0)
    fig, axes = contours(shown, region)
    heights = levels(surface(shown.function(shown.body.expr), region)[2])
    x, y, z = surface(shown.function(other), region)
    if np.any(np.isfinite(z)):
        axes.contour(x, y, z, levels=heights[1::2], colors=RED, linewidths=1.5, linestyles="--")
        axes.plot([], [], "--", color=RED, label=name)
    _point(axes, *centre)
    _labelled(axes, shown)
    return fig


def extrema(d: Pictured) -> Figure:
    """Critical points on contours."""
    shown = drawn(d, d.question.body)
    found = classified(d, shown.axes)
    region = about([place for place, _, _ in found])
    fig, axes = contours(shown, region)
    for constraint in d.question.subject_to:
        _constraint(axes, shown, constraint, region)
    marked(axes, [(place, kind) for place, _, kind in found])
    _labelled(axes, shown)
    return fig


def _constraint(axes: Axes, shown: Drawn, constraint: Notation, region: Region) -> None:
    """The curve on which a constraint holds, or the edge up to which it does."""
    if constraint.head != "relation":
        return
    left, right = constraint.parts
    x, y, z = surface(shown.function(left.expr - right.expr), region)
    dashes = "-" if constraint.text == "=" else "--"
    axes.contour(x, y, z, levels=[0.0], colors=BLACK, linewidths=2.2, linestyles=dashes)
    axes.plot([], [], color=BLACK, linestyle=dashes, label=label(constraint))
