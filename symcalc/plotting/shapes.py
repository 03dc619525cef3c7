"""Pictures of one curve: near a point, with its breaks, its polynomials, its critical points."""

from __future__ import annotations

import numpy as np
import sympy as sp

from symcalc.plotting.critical import classified, marked
from symcalc.plotting.paper import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    RED,
    SKY,
    Figure,
    figure,
    finish,
    label,
    line,
    number,
)
from symcalc.plotting.ranges import interesting
from symcalc.plotting.sampled import Function, curve, window
from symcalc.plotting.subject import Pictured, drawn, real

SIDE = 1e-7  # of the range, beside a hole
OPEN = {"markerfacecolor": "white", "markeredgewidth": 1.8, "color": RED, "markersize": 8}
DEGREES = 5  # polynomials in one picture, at most
SHADES = (SKY, GREEN, ORANGE, RED, PURPLE)


def limit(d: Pictured) -> Figure:
    """The function near the point, or far out, and the value that it comes close to."""
    body, variable, to = d.question.body.parts[:3]
    shown = drawn(d, body)
    f = shown.function(body.expr)
    value, place = real(d.result.expr), real(to.expr)
    if place is None:
        sign = 1 if to.expr == sp.oo else -1
        low, high = sorted((sign * 0.5, sign * 30.0))
    else:
        low, high = _near(f, place)
    xs, ys = curve(f, low, high, [] if place is None else [place])
    fig, (axes,) = figure()
    line(axes, xs, ys, color=BLUE, label=label(body))
    if value is not None:
        axes.axhline(
            value, color=RED, linewidth=1.2, linestyle="--", label=f"limit {number(value)}"
        )
    if value is not None and place is not None:
        axes.plot(
            [place],
            [value],
            "o",
            **OPEN,
        )
    elif place is not None:
        axes.axvline(place, color=GREY, linewidth=1.0, linestyle=":")
    axes.set_ylim(*window(ys, np.array([value if value is not None else np.nan])))
    axes.set_xlim(low, high)
    finish(axes, shown.said, xlabel=variable.text, ylabel=f"f({variable.text})")
    return fig


def _near(f: Function, place: float) -> tuple[float, float]:
    """A range about a point, wide enough to see the function come and go."""
    reach = max(1.5, 0.75 * abs(place))
    low, high = interesting([f], [place], [])
    return max(low, place - 3 * reach), min(high, place + 3 * reach)


def continuity(d: Pictured) -> Figure:
    """A function with its breaks: a hole is an open circle, any other break a dotted line."""
    shown = drawn(d, d.question.body)
    (x,) = shown.axes
    f = shown.function(shown.body.expr)
    rows = d.told if isinstance(d.told, tuple) else ()
    breaks = [(real(sp.sympify(place, strict=True)), kind) for place, kind in rows]
    found = [(place, kind) for place, kind in breaks if place is not None]
    low, high = interesting([f], [], [place for place, _ in found])
    xs, ys = curve(f, low, high, [place for place, _ in found])
    fig, (axes,) = figure()
    line(axes, xs, ys, color=BLUE, label=label(shown.body))
    axes.set_ylim(*window(ys))
    for place, kind in found:
        named = f"{kind} at {x.name} = {number(place)}"
        beside = f(np.array([place - SIDE * (high - low), place + SIDE * (high - low)]))
        if kind == "hole":
            axes.plot([place], [beside.mean()], "o", **OPEN, label=named)
        else:
            axes.axvline(place, color=GREY, linewidth=1.2, linestyle=":", label=named)
    axes.set_xlim(low, high)
    finish(axes, shown.said, xlabel=x.name, ylabel=f"f({x.name})")
    return fig


def taylor(d: Pictured) -> Figure:
    """Polynomials of growing degree on the function."""
    shown = drawn(d, d.question.body)
    (x,) = shown.axes
    f = shown.function(shown.body.expr)
    centre = dict(d.question.at).get(x, sp.S.Zero)
    at = real(centre) or 0.0
    low, high = interesting([f], [at], [])
    xs, ys = curve(f, low, high)
    fig, (axes,) = figure(height=5.0)
    line(axes, xs, ys, color=BLACK, linewidth=2.8, label=label(shown.body))
    axes.set_ylim(*window(ys))
    for (degree, polynomial), shade in zip(
        truncated(d.result.expr, x, centre), SHADES, strict=False
    ):
        px, py = curve(shown.function(polynomial), low, high)
        line(axes, px, py, color=shade, linewidth=1.7, label=f"degree {degree}")
    axes.plot([at], f(np.array([at])), "o", color=BLACK, markersize=7, zorder=4)
    axes.set_xlim(low, high)
    finish(axes, shown.said, xlabel=x.name, ylabel=f"f({x.name})")
    return fig


def truncated(expr: sp.Expr, x: sp.Symbol, centre: sp.Expr) -> list[tuple[int, sp.Expr]]:
    """A Taylor polynomial, cut after some of its degrees, and whole.

    >>> x = sp.Symbol("x")
    >>> truncated(x - x**3 / 6, x, sp.S.Zero)
    [(1, x), (3, -x**3/6 + x)]
    """
    t = sp.Dummy("t")
    poly = sp.Poly(expr.subs(x, centre + t), t)
    terms = sorted((degree, c) for (degree,), c in poly.terms() if c != 0)
    degrees = [degree for degree, _ in terms if degree > 0] or [0]
    if len(degrees) > DEGREES:
        spread = np.linspace(0, len(degrees) - 1, DEGREES).round().astype(int)
        degrees = [degrees[i] for i in spread]
    return [(n, sp.Add(*(c * (x - centre) ** k for k, c in terms if k <= n))) for n in degrees]


def extrema(d: Pictured) -> Figure:
    """The critical points on the curve, or on contours."""
    shown = drawn(d, d.question.body)
    (x,) = shown.axes
    f = shown.function(shown.body.expr)
    found = classified(d, shown.axes)
    low, high = interesting([f], [], [p for (p,), _, _ in found])
    xs, ys = curve(f, low, high)
    fig, (axes,) = figure()
    line(axes, xs, ys, color=BLUE, label=label(shown.body))
    heights = np.array([v for _, v, _ in found if v is not None])
    axes.set_ylim(*window(ys, heights))
    marked(axes, [((p, v), kind) for (p,), v, kind in found if v is not None])
    axes.set_xlim(low, high)
    finish(axes, shown.said, xlabel=x.name, ylabel=f"f({x.name})")
    return fig
