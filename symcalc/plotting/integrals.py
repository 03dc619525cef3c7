"""Pictures of integrals: the area under a curve, a function above its antiderivative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.plotting.paper import (
    BLACK,
    BLUE,
    GREY,
    ORANGE,
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
from symcalc.plotting.subject import ONE, Drawn, Pictured, drawn, real
from symcalc.writing.text import text

BESIDE = 0.12  # of the interval is shown to each side of it
FAR = (4.0, 8.0, 16.0, 40.0)  # how far into an infinite end a picture may reach
FALLEN = 0.02  # of the largest height: what is beyond is not shown
SCANNED = 2001
SHADE = 0.45
WHOLE = 40.0  # times the usual height a curve is still shown whole
INSIDE, OUTSIDE = 2.2, 1.2  # the widths of the curve between the limits and beside them


def integral(d: Pictured) -> Figure:
    """The area between the limits; without limits, the function and its antiderivative."""
    return area(d) if len(d.question.body.parts) > 2 else antiderivative(d)


class Ends(NamedTuple):
    """The interval that is shown of an integral, in rising order, and what is said of it."""

    low: float
    high: float
    cut: str
    reversed: bool


def area(d: Pictured) -> Figure:
    """The area between the limits, what lies below the axis in another shade."""
    body, _, *limits = d.question.body.parts
    shown = with_letters(drawn(d, body), limits)
    f = shown.function(body.expr)
    ends = ends_of(shown, f, limits)
    fig, (axes,) = figure()
    room = BESIDE * (ends.high - ends.low)
    xs, ys = curve(f, ends.low - room, ends.high + room)
    shade(axes, f, ends)
    line(axes, xs, ys, color=BLUE, linewidth=OUTSIDE)
    inside = (xs >= ends.low) & (xs <= ends.high)
    line(axes, xs[inside], ys[inside], color=BLUE, linewidth=INSIDE, label=label(body))
    framed(axes, ys[inside], (ends.low - room, ends.high + room))
    for end in (ends.low, ends.high):
        axes.axvline(end, color=GREY, linewidth=0.9, linestyle=":")
    finish(axes, title(d, shown, ends), xlabel=shown.axes[0].name, ylabel=height(shown))
    return fig


def with_letters(shown: Drawn, limits: Sequence[Notation]) -> Drawn:
    """The letters of the limits have values, too."""
    free = frozenset[sp.Symbol]().union(*(limit.symbols for limit in limits))
    more = natural_order(free - set(shown.fixed) - set(shown.axes))
    place = shown.places[0] if shown.places else {}
    fixed = {**shown.fixed, **{s: place.get(s.name, ONE) for s in more}}
    return replace(shown, fixed=fixed)


def height(shown: Drawn) -> str:
    """f(x)."""
    return f"f({shown.axes[0].name})"


def framed(axes: Axes, ys: Array, reach: tuple[float, float]) -> None:
    """The heights that are shown: the curve between the limits, and the axis."""
    axes.axhline(0, color=BLACK, linewidth=0.9)
    axes.set_ylim(*heights(ys))
    axes.set_xlim(*reach)


def heights(ys: Array) -> tuple[float, float]:
    """All of the curve where it is bounded; a pole runs out of the picture."""
    seen = np.append(ys[np.isfinite(ys)], 0.0)
    if np.abs(seen).max() > WHOLE * np.percentile(np.abs(seen), 80):
        return window(ys, np.array([0.0]))
    room = 0.08 * float(np.ptp(seen))
    return (float(seen.min()) - room, float(seen.max()) + room) if room else (-1.0, 1.0)


def shade(axes: Axes, f: Function, ends: Ends) -> None:
    """Fill what is above the axis, and what is below it; nothing is filled across a gap."""
    xs, ys = curve(f, ends.low, ends.high)
    known = np.isfinite(ys)
    for positive, color, sign in ((True, SKY, "+"), (False, ORANGE, "−")):
        side = known & ((ys > 0) == positive) & (ys != 0)
        if not side.any():
            continue
        part = np.maximum(ys, 0) if positive else np.minimum(ys, 0)
        axes.fill_between(
            xs,
            part,
            0,
            where=known,
            color=color,
            alpha=SHADE,
            linewidth=0,
            label=f"counts {sign}",
        )


def title(d: Pictured, shown: Drawn, ends: Ends) -> str:
    """The value, where the interval is cut, and for which letters it is drawn."""
    value = real(d.result.expr)
    said = d.ending.rstrip(".") or ("" if value is None else f"value {number(value)}")
    turned = "limits reversed: the signs change" if ends.reversed else ""
    return ", ".join(part for part in (said, turned, ends.cut, shown.said) if part)


def ends_of(shown: Drawn, f: Function, limits: Sequence[Notation]) -> Ends:
    """The interval that is drawn; an infinite end is cut where little is left.

    Raises
    ------
    UnsupportedError
        If a limit is no number.
    """
    values = [end_of(shown, limit) for limit in limits]
    low, high = sorted(values)
    if low == high:
        raise UnsupportedError("both limits are equal: there is no area", where=text(limits[0]))
    cuts = []
    if np.isinf(high):
        high = reach(f, max(low, 0.0) if np.isinf(low) else low, 1.0)
        cuts.append(f"at {number(high)}")
    if np.isinf(low):
        low = reach(f, min(high, 0.0), -1.0)
        cuts.append(f"at {number(low)}")
    cut = f"cut {' and '.join(cuts)}, it goes on" if cuts else ""
    return Ends(low, high, cut, values[0] > values[1])


def end_of(shown: Drawn, limit: Notation) -> float:
    """A limit as a number, letters having the values that they are drawn for."""
    expr = limit.expr.subs({s: sp.Float(v) for s, v in shown.fixed.items()})
    expr = expr.subs(dict.fromkeys(expr.free_symbols, sp.S.One))
    if expr in (sp.oo, -sp.oo):
        return float(expr)
    value = real(expr)
    if value is None:
        raise UnsupportedError("a limit of the integral is not a number", where=text(limit))
    return value


def reach(f: Function, start: float, way: float) -> float:
    """How far into an infinite end the curve is drawn: until little of its height is left."""
    xs = start + way * np.linspace(0, FAR[-1], SCANNED)[1:]
    sizes = np.abs(f(xs))
    largest = np.nanpercentile(sizes, 99) if np.isfinite(sizes).any() else 0.0
    high = np.flatnonzero(sizes > FALLEN * largest)
    last = abs(float(xs[high[-1]]) - start) if len(high) else FAR[0]
    far = next((far for far in FAR if far >= last), FAR[-1])
    return way * far if abs(start) < far / 4 else start + way * far


def antiderivative(d: Pictured) -> Figure:
    """A function above an antiderivative, the one with the constant 0."""
    body = d.question.body.parts[0]
    shown = drawn(d, body)
    (x,) = shown.axes
    constants = d.result.expr.free_symbols - body.symbols - {x}
    told = d.result.expr.xreplace(dict.fromkeys(constants, sp.S.Zero))
    f, primitive = shown.function(body.expr), shown.function(told)
    low, high = interesting([f, primitive])
    fig, (above, below) = figure(2, height=6.4)
    xs, ys = curve(f, low, high)
    line(above, xs, ys, color=BLUE, label=label(body))
    above.set_ylim(*window(ys))
    xs, ys = curve(primitive, low, high)
    name = label(d.result) if not constants else f"{label(d.result)}, C = 0"
    line(below, xs, ys, color=ORANGE, label=name)
    below.set_ylim(*window(ys))
    below.set_xlim(low, high)
    above.axhline(0, color=GREY, linewidth=0.9)
    finish(above, shown.said, ylabel=f"f({x.name})")
    finish(below, xlabel=x.name, ylabel=f"F({x.name})")
    return fig
