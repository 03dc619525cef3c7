"""Pictures of curves in the plane: those of an equation, and those that a parameter runs along."""

from __future__ import annotations

import numpy as np
import sympy as sp

from symcalc.plotting.curves import through
from symcalc.plotting.fields import GRID, about, mesh
from symcalc.plotting.paper import (
    BLACK,
    BLUE,
    RED,
    Axes,
    Figure,
    figure,
    finish,
    label,
    line,
    number,
    plain,
)
from symcalc.plotting.sampled import Array, curve
from symcalc.plotting.subject import Drawn, Pictured, drawn, real

REACH = 6.0  # half of the range of an equation's curve goes so far, at least
BEYOND = 1.4  # times as far as the farthest point, it goes
TURN = float(np.pi)  # how far a parameter runs to either side
FARTHEST = 50.0  # from the middle that a curve is followed


def equation(d: Pictured) -> Figure:
    """The curve of an equation; at a point on it, the tangent."""
    shown = drawn(d, d.question.body)
    left, right = shown.body.parts
    points = shown.points(0, 1)
    farthest = max((abs(c) for point in points for c in point), default=0.0)
    region = about([(0.0, 0.0)], max(REACH, BEYOND * farthest))
    fig, (axes,) = figure(height=5.6)
    x, y = mesh(region, 2 * GRID)
    z = shown.function(left.expr - right.expr)(x, y)
    axes.contour(x, y, z, levels=[0.0], colors=BLUE, linewidths=2.2)
    axes.plot([], [], color=BLUE, label=label(shown.body))
    _tangents(axes, d, shown, (region[0], region[2]))
    axes.set(xlim=region[::2], ylim=region[1::2], aspect="equal")
    finish(axes, shown.said, xlabel=shown.axes[0].name, ylabel=shown.axes[1].name)
    return fig


def _tangents(axes: Axes, d: Pictured, shown: Drawn, ends: tuple[float, float]) -> None:
    """The tangents that the answer has: as equations, or as slopes at the points."""
    told = d.result
    if told.head == "relation" and told.parts[0].expr == shown.axes[1]:
        f = shown.function(told.parts[1].expr)
        x = np.array(ends)
        axes.plot(x, f(x, x), color=RED, label=label(told))
    values = d.value if isinstance(d.value, tuple) else (d.value,)
    for (p, q), value in zip(shown.points(0, 1), values, strict=False):
        slope = real(value) if isinstance(value, sp.Expr) else None
        if slope is not None and told.head != "relation" and len(d.question.wrt) == 1:
            named = f"tangent, slope {number(slope)}"
            through(axes, p, q, slope, ends, color=RED, label=named)
        axes.plot([p], [q], "o", color=BLACK, markersize=7, zorder=4)


def parametric(d: Pictured) -> Figure:
    """The way that a point goes; where it was asked for, the tangent."""
    first, second = d.question.body.parts
    shown = drawn(d, first)
    x, y = (shown.function(part.expr) for part in (first, second))
    points = [p for (p,) in shown.points(0)]
    middle = points[0] if points else 0.0
    t, xs = curve(x, middle - TURN, middle + TURN)
    ys = y(t)
    fig, (axes,) = figure(height=5.6)
    line(axes, *_followed(xs, ys), color=BLUE, label=plain(d.question.body))
    values = d.value if isinstance(d.value, tuple) else (d.value,)
    for p, value in zip(points, values, strict=False):
        here = float(x(np.array([p]))[0]), float(y(np.array([p]))[0])
        slope = real(value) if isinstance(value, sp.Expr) else None
        if slope is not None and len(d.question.wrt) == 1:
            ends = float(np.nanmin(xs)), float(np.nanmax(xs))
            through(axes, *here, slope, ends, color=RED, label=f"tangent, slope {number(slope)}")
        axes.plot(*[[c] for c in here], "o", color=BLACK, markersize=7, zorder=4)
    low, high = shown.axes[0].name, number(middle - TURN)
    told = f"{low} from {high} to {number(middle + TURN)}"
    axes.set_aspect("equal", adjustable="datalim")
    finish(axes, told, xlabel="x", ylabel="y")
    return fig


def _followed(xs: Array, ys: Array) -> tuple[Array, Array]:
    """A curve without the part that runs away."""
    with np.errstate(invalid="ignore"):
        near = np.hypot(xs, ys) <= FARTHEST
    return np.where(near, xs, np.nan), np.where(near, ys, np.nan)
