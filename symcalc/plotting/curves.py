"""Pictures of functions of one variable."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import sympy as sp

from symcalc.plotting.paper import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
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
    number,
)
from symcalc.plotting.ranges import interesting
from symcalc.plotting.sampled import Array, Function, curve, window
from symcalc.plotting.subject import Pictured, drawn, excluded

STEPS = (1.0, 0.5, 0.2)  # of a secant, in parts of the first
FIRST = 0.22  # the first step, in parts of the range
DEGREES = 5  # polynomials in one picture, at most
SECANTS = ("#E9CFDF", "#DAA6C5", PURPLE)
SHADES = (SKY, GREEN, ORANGE, RED, PURPLE)


def derivative(d: Pictured) -> Figure:
    """A function above its derivative; at a point, secants that turn into the tangent."""
    shown = drawn(d, d.question.body)
    (x,) = shown.axes
    answer = d.result.expr
    f = shown.function(shown.body.expr)
    slope = shown.function(answer[0] if isinstance(answer, sp.MatrixBase) else answer)
    points = [p for (p,) in shown.points(0)]
    gaps = excluded(d, x)
    low, high = interesting([f, slope], points, gaps)
    fig, (above, below) = figure(2, height=6.4)
    xs, ys = curve(f, low, high)
    line(above, xs, ys, color=BLUE, label=label(shown.body))
    above.set_ylim(*window(ys, *(f(np.array([p])) for p in points)))
    order = len(d.question.wrt)
    if order == 1:
        breaks = xs[np.isnan(ys)]
        _secants(above, f, points[:1], (low, high), breaks)
        _slopes(above, f, slope, points, (low, high))
    xs, ys = curve(slope, low, high, gaps)
    line(below, xs, ys, color=ORANGE, label=label(d.result))
    below.set_ylim(*window(ys))
    _open_ends(below, slope, [g for g in gaps if low < g < high], high - low)
    for p in points:
        _dot(below, p, slope, ORANGE)
    below.set_xlim(low, high)
    primes = "′" * order if order < 4 else f"⁽{order}⁾"
    finish(above, shown.said, ylabel=f"f({x.name})")
    finish(below, xlabel=x.name, ylabel=f"f{primes}({x.name})")
    below.axhline(0, color=GREY, linewidth=0.9)
    return fig


def _secants(
    axes: Axes, f: Function, points: Sequence[float], ends: tuple[float, float], breaks: Array
) -> None:
    """At a point, secants with steps that become smaller."""
    for p in points:
        room = min([FIRST * (ends[1] - ends[0]), *(0.8 * (breaks[breaks > p] - p))])
        first = round_number(room)
        for part, shade in zip(STEPS, SECANTS, strict=True):
            h = part * first
            here, there = f(np.array([p, p + h])).tolist()
            if np.isfinite(here) and np.isfinite(there):
                told = f"secant, h = {number(h)}"
                through(axes, p, here, (there - here) / h, ends, color=shade, label=told)
                axes.plot([p + h], [there], "o", color=shade, markersize=5)


def round_number(value: float) -> float:
    """The largest of 1, 2, 5, 10 … that is not larger.

    >>> round_number(0.67), round_number(31.0)
    (0.5, 20.0)
    """
    unit = 10.0 ** np.floor(np.log10(value))
    return float(max(m * unit for m in (1, 2, 5) if m * unit <= value * (1 + 1e-9)))


def tangent(d: Pictured) -> Figure:
    """A function with its tangent at a point, and secants on the way to it."""
    shown = drawn(d, d.question.body)
    (x,) = shown.axes
    f, told = shown.function(shown.body.expr), d.result
    points = [p for (p,) in shown.points(0)]
    low, high = interesting([f], points, [])
    fig, (axes,) = figure()
    xs, ys = curve(f, low, high)
    line(axes, xs, ys, color=BLUE, label=label(shown.body))
    axes.set_ylim(*window(ys, *(f(np.array([p])) for p in points)))
    _secants(axes, f, points[:1], (low, high), xs[np.isnan(ys)])
    if told.head == "relation":
        ends = np.array([low, high])
        axes.plot(ends, shown.function(told.parts[1].expr)(ends), color=RED, label=label(told))
    for p in points:
        _dot(axes, p, f, BLACK)
    axes.set_xlim(low, high)
    finish(axes, shown.said, xlabel=x.name, ylabel="y")
    return fig


def _slopes(
    axes: Axes, f: Function, slope: Function, points: Sequence[float], ends: tuple[float, float]
) -> None:
    """The tangents at points where there is one."""
    for p in points:
        here, steep = float(f(np.array([p]))[0]), float(slope(np.array([p]))[0])
        if np.isfinite(here) and np.isfinite(steep):
            through(
                axes,
                p,
                here,
                steep,
                ends,
                color=RED,
                label=f"tangent, slope {number(steep)}",
            )
            axes.plot([p], [here], "o", color=BLACK, markersize=6, zorder=4)


def through(
    axes: Axes, p: float, q: float, slope: float, ends: tuple[float, float], **style: object
) -> None:
    """The line through a point with a slope."""
    x = np.array(ends)
    axes.plot(x, q + slope * (x - p), **style)


def _dot(axes: Axes, p: float, f: Function, color: str) -> None:
    value = float(f(np.array([p]))[0])
    if np.isfinite(value):
        axes.plot([p], [value], "o", color=color, markersize=6, zorder=4)


def _open_ends(axes: Axes, f: Function, gaps: Sequence[float], span: float) -> None:
    """Open circles where a curve comes to an end on either side of a gap."""
    low, high = axes.get_ylim()
    for gap in gaps:
        ends = f(np.array([gap - 1e-7 * span, gap + 1e-7 * span]))
        for end in dict.fromkeys(ends[np.isfinite(ends)].tolist()):
            if low <= end <= high:
                axes.plot(
                    [gap],
                    [end],
                    "o",
                    markerfacecolor="white",
                    markeredgewidth=1.6,
                    color=ORANGE,
                    markersize=7,
                    zorder=4,
                )
