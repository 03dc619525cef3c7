"""Pictures of areas between curves, of average values, and of lengths of curves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.checking.zeros import zeros_between
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.plotting.integrals import (
    BESIDE,
    SHADE,
    Ends,
    ends_of,
    framed,
    height,
    shade,
    with_letters,
)
from symcalc.plotting.integrals import heights as reach_of
from symcalc.plotting.integrals import title as title_of
from symcalc.plotting.paper import (
    BLACK,
    BLUE,
    GREY,
    ORANGE,
    RED,
    SKY,
    Axes,
    Figure,
    figure,
    finish,
    label,
    line,
)
from symcalc.plotting.ranges import interesting
from symcalc.plotting.sampled import Array, curve
from symcalc.plotting.subject import Drawn, Pictured, drawn, real

FINE = 721  # points of a curve in polar coordinates
POLAR = "polar-area"


def enclosed(d: Pictured) -> Figure:
    """The region between two curves, and where these meet."""
    if any(step.rule == POLAR for step in d.steps):
        return sectors(d)
    f, g = _curves(d)
    spans = _spans(d.asked)
    shown = with_letters(drawn(d, notation.subtract(f, g)), [end for span in spans for end in span])
    functions = [shown.function(node.expr) for node in (f, g)]
    ends = _ends(shown, f, g, spans)
    room = BESIDE * (ends.high - ends.low)
    fig, (axes,) = figure()
    sideways = shown.axes[0].name == "y"
    for node, of, color in zip((f, g), functions, (BLUE, ORANGE), strict=True):
        xs, ys = curve(of, ends.low - room, ends.high + room)
        pair = (ys, xs) if sideways else (xs, ys)
        line(axes, *pair, color=color, label=_name(shown, node))
    xs = np.unique(np.concatenate([curve(of, ends.low, ends.high)[0] for of in functions]))
    if spans:
        heights = [of(xs) for of in functions]
        fill = axes.fill_betweenx if sideways else axes.fill_between
        fill(xs, *heights, color=SKY, alpha=SHADE, linewidth=0)
        (axes.set_xlim if sideways else axes.set_ylim)(*reach_of(np.concatenate(heights)))
    _marked(axes, shown, (f, g), ends, sideways=sideways)
    axes.axhline(0, color=BLACK, linewidth=0.9)
    names = (shown.axes[0].name, "x" if sideways else "y")
    told = title_of(d, shown, ends) if spans else d.ending.partition(",")[0]
    finish(axes, told, xlabel=names[sideways], ylabel=names[not sideways])
    return fig


def _curves(d: Pictured) -> tuple[Notation, Notation]:
    """Both curves as formulas in one variable, as they were set equal."""
    for step in d.steps:
        if step.rule == "intersections":
            f, g = step.before.parts
            return f, g
    raise UnsupportedError("there is no region to draw", where=d.question.text)


def _spans(asked: Notation) -> list[tuple[Notation, Notation]]:
    """From where to where the integrals of an answer run."""
    found = [node for node in asked.walk() if node.head == "integral" and len(node.parts) > 2]
    return [(node.parts[2], node.parts[3]) for node in found]


def _ends(
    shown: Drawn, f: Notation, g: Notation, spans: Sequence[tuple[Notation, Notation]]
) -> Ends:
    if spans:
        gap = shown.function(f.expr - g.expr)
        return ends_of(shown, gap, (spans[0][0], spans[-1][1]))
    low, high = interesting([shown.function(node.expr) for node in (f, g)])
    return Ends(low, high, "", reversed=False)


def _name(shown: Drawn, node: Notation) -> str:
    letter = "x" if shown.axes[0].name == "y" else "y"
    return label(node, f"{letter} = ")


def _marked(
    axes: Axes, shown: Drawn, pair: Sequence[Notation], ends: Ends, *, sideways: bool
) -> None:
    """The points where the curves meet, between the ends and at them."""
    f, g = pair
    fixed = {s: sp.Rational(str(v)) for s, v in shown.fixed.items()}
    gap = (f.expr - g.expr).xreplace(fixed)
    low, high = (sp.Rational(str(end)) for end in (ends.low, ends.high))
    room = (high - low) / 1000
    found = zeros_between(gap, shown.axes[0], low - room, high + room)
    xs = np.array([float(p) for p in found])
    if len(xs):
        ys = shown.function(f.expr)(xs)
        pair_of = (ys, xs) if sideways else (xs, ys)
        axes.plot(*pair_of, "o", color=RED, markersize=6, zorder=5, label="they meet")


def sectors(d: Pictured) -> Figure:
    """What the radius of a curve in polar coordinates sweeps."""
    relation = d.question.body.parts[0]
    left, right = relation.parts
    spans = _spans(d.asked)
    shown = with_letters(drawn(d, right), [end for span in spans for end in span])
    radius = right.expr if left.head == "name" else sp.sqrt(right.expr)
    of = shown.function(radius)
    fig, (axes,) = figure(height=5.6)
    for k, span in enumerate(spans):
        ends = ends_of(shown, of, span)
        angles = np.linspace(ends.low, ends.high, FINE)
        r: Array = np.nan_to_num(of(angles))
        x, y = r * np.cos(angles), r * np.sin(angles)
        axes.fill(np.r_[0, x], np.r_[0, y], color=SKY, alpha=SHADE, linewidth=0)
        line(axes, x, y, color=BLUE, label=label(relation) if k == 0 else None)
    axes.set_aspect("equal", adjustable="datalim")
    finish(axes, title_of(d, shown, ends), xlabel="x = r cos θ", ylabel="y = r sin θ")
    return fig


def average(d: Pictured) -> Figure:
    """The graph, what lies under it, and the average as a level line."""
    fig, axes, shown, ends = _over(d)
    value = real(d.result.expr.subs({s: sp.Float(v) for s, v in shown.fixed.items()}))
    if value is not None:
        span = np.array([ends.low, ends.high])
        line(axes, span, np.full(2, value), color=RED, linestyle="--", label="average value")
        fixed = {s: sp.Rational(str(v)) for s, v in shown.fixed.items()}
        level = (d.question.body.expr - d.result.expr).xreplace(fixed)
        low, high = (sp.Rational(str(end)) for end in span)
        found = np.array([float(p) for p in zeros_between(level, shown.axes[0], low, high)])
        taken = found[np.isclose(shown.function(d.question.body.expr)(found), value)]
        axes.plot(taken, np.full(len(taken), value), "o", color=RED, markersize=6, zorder=5)
    finish(axes, title_of(d, shown, ends), xlabel=shown.axes[0].name, ylabel=height(shown))
    return fig


def arc(d: Pictured) -> Figure:
    """The graph, drawn thick between the limits."""
    fig, axes, shown, ends = _over(d, shaded=False)
    finish(axes, title_of(d, shown, ends), xlabel=shown.axes[0].name, ylabel=height(shown))
    return fig


def _over(d: Pictured, *, shaded: bool = True) -> tuple[Figure, Axes, Drawn, Ends]:
    """The graph of the formula over its interval."""
    body = d.question.body
    interval = d.question.subject_to[0].parts[1].parts
    shown = with_letters(drawn(d, body), interval)
    f = shown.function(body.expr)
    ends = ends_of(shown, f, interval)
    fig, (axes,) = figure()
    room = BESIDE * (ends.high - ends.low)
    if shaded:
        shade(axes, f, ends)
    xs, ys = curve(f, ends.low - room, ends.high + room)
    line(axes, xs, ys, color=GREY, linewidth=1.2)
    xs, ys = curve(f, ends.low, ends.high)
    line(axes, xs, ys, color=BLUE, label=label(body))
    framed(axes, ys, (ends.low - room, ends.high + room))
    return fig, axes, shown, ends
