"""Pictures of double integrals: the region, coloured by the heights over it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.plotting.integrals import reach
from symcalc.plotting.paper import BLUE, RED, Figure, figure, finish, label, number
from symcalc.plotting.sampled import Array, Function
from symcalc.plotting.subject import Drawn, Pictured, drawn, real
from symcalc.writing.text import text

FINE = 161  # points along each side of a region
LEVELS = 16
ANGLES = ("theta", "phi", "t")
RADII = ("r", "rho")
ROOM = 0.08  # of the region, beside it


class Region(NamedTuple):
    """The points of a region as a grid, the inner variable along the second axis."""

    inner: Array
    outer: Array
    heights: Array
    cut: str


def region(d: Pictured) -> Figure:
    """The region of a double integral in the plane of its variables.

    Raises
    ------
    UnsupportedError
        If the integrals have no limits.
    """
    whole = d.question.body
    inside = whole.parts[0]
    if len(whole.parts) < 4 or len(inside.parts) < 4:
        raise UnsupportedError("there is no region without limits", where=text(whole))
    body = inside.parts[0]
    shown = drawn(d, body)
    found = grid(shown, inside, whole)
    inner, outer = shown.axes
    x, y, names = placed(found, inner, outer)
    fig, (axes,) = figure(height=5.6)
    if np.isfinite(found.heights).any() and np.ptp(found.heights[np.isfinite(found.heights)]) > 0:
        filled = axes.contourf(x, y, found.heights, levels=LEVELS, cmap="viridis", alpha=0.6)
        bar = fig.colorbar(filled, ax=axes, shrink=0.92, format="%.4g")
        bar.set_label(label(body))
    else:
        axes.fill(np.r_[x[:, 0], x[::-1, -1]], np.r_[y[:, 0], y[::-1, -1]], alpha=0.4)
    for side, color in ((0, BLUE), (-1, RED)):
        limit = inside.parts[2 if side == 0 else 3]
        axes.plot(x[:, side], y[:, side], color=color, label=f"${named(inner)}$ = {label(limit)}")
    axes.margins(ROOM)
    axes.set_aspect("equal", adjustable="datalim")
    value = real(d.result.expr)
    said = (f"value {number(value)}" if value is not None else "", found.cut, shown.said)
    finish(axes, ", ".join(s for s in said if s), xlabel=names[0], ylabel=names[1])
    return fig


def named(symbol: sp.Symbol) -> str:
    """The variable as it is set."""
    return str(sp.latex(symbol))


def grid(shown: Drawn, inside: Notation, whole: Notation) -> Region:
    """The outer variable between its limits, and for each value the inner one between its own."""
    _, outer = shown.axes
    low, high = (limit_of(shown, end, ()) for end in whole.parts[2:])
    below, above = (limit_of(shown, end, (outer,)) for end in inside.parts[2:])
    (start,), (stop,) = low(np.zeros(1)), high(np.zeros(1))
    cut = "cut, it goes on" if np.isinf([start, stop]).any() else ""
    start, stop = finite(start, stop, None)
    outside = np.linspace(start, stop, FINE)
    starts, stops = below(outside), above(outside)
    if np.isinf(starts).any() or np.isinf(stops).any():
        cut = "cut, it goes on"
    pairs = [finite(*pair, along(shown)) for pair in zip(starts, stops, strict=True)]
    share = np.linspace(0, 1, FINE)
    left, right = (np.array(column)[:, None] for column in zip(*pairs, strict=True))
    places = left + (right - left) * share
    others = np.broadcast_to(outside[:, None], places.shape)
    heights = shown.function(shown.body.expr)(places.ravel(), others.ravel()).reshape(places.shape)
    return Region(places, others, heights, cut)


def along(shown: Drawn) -> Function:
    """The integrand along the inner variable, the outer one being 0."""
    f = shown.function(shown.body.expr)
    return lambda xs: f(xs, np.zeros_like(xs))


def finite(low: float, high: float, f: Function | None) -> tuple[float, float]:
    """Limits that can be drawn: infinite ones are cut."""
    far = f or (lambda xs: np.exp(-np.abs(xs)))
    if np.isinf(high):
        high = reach(far, 0.0 if np.isinf(low) else low, float(np.sign(high)))
    if np.isinf(low):
        low = reach(far, min(high, 0.0), float(np.sign(low)))
    return float(low), float(high)


def limit_of(shown: Drawn, end: Notation, variables: tuple[sp.Symbol, ...]) -> Function:
    """A limit as a function of the outer variable."""
    expr = end.expr.subs({s: sp.Float(v) for s, v in shown.fixed.items()})
    expr = expr.subs(dict.fromkeys(expr.free_symbols - set(variables), sp.S.One))
    if not expr.free_symbols:
        constant = float(expr)
        return lambda xs: np.full_like(xs, constant)
    swapped = Drawn(shown.body, variables, {}, ())
    return swapped.function(expr)


def placed(
    found: Region, inner: sp.Symbol, outer: sp.Symbol
) -> tuple[Array, Array, tuple[str, str]]:
    """The points in the plane: polar coordinates as they are meant, x to the right, else y."""
    polar = {inner.name: found.inner, outer.name: found.outer}
    radius = next((polar[name] for name in RADII if name in polar), None)
    angle = next((polar[name] for name in ANGLES if name in polar), None)
    if radius is not None and angle is not None:
        return radius * np.cos(angle), radius * np.sin(angle), ("x = r cos θ", "y = r sin θ")
    if inner.name < outer.name:
        return found.inner, found.outer, (inner.name, outer.name)
    return found.outer, found.inner, (outer.name, inner.name)
