"""Pictures of numerical integration: the panels of a rule, and how its error falls."""

from __future__ import annotations

import numpy as np

from symcalc.checking.quadrature import MONTE_CARLO, RULES, TITLES, Rule, random_points
from symcalc.plotting.integrals import end_of, framed, height
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
)
from symcalc.plotting.sampled import Array, Function, curve
from symcalc.plotting.subject import Pictured, drawn, real

MOST = 100  # panels that are drawn with their edges
FINE = 24  # points of a chord or a parabola
EDGE, SHADE = 0.8, 0.45
DOTS = 400  # random points that are drawn
COUNTS = tuple(2**k for k in range(1, 11))  # panels, or blocks of them, whose errors are drawn
FLOOR = 1e-15  # an error that is rounding, relative to the value
SHADES = dict(zip(RULES, (SKY, GREEN, ORANGE, PURPLE, RED), strict=True))


def quadrature(d: Pictured) -> Figure:
    """The panels or the random points above the errors of every rule."""
    body, _, *limits = d.question.body.parts
    shown = drawn(d, body)
    f = shown.function(body.expr)
    a, b = (end_of(shown, limit) for limit in limits)
    if a == b:
        fig, (above,) = figure()
        line(above, *curve(f, a - 1, a + 1), color=BLUE, label=label(body))
        finish(above, xlabel=shown.axes[0].name, ylabel=height(shown))
        return fig
    fig, (above, below) = figure(2, height=7.6, shared=False)
    name, n = d.question.method, d.question.degree or 1
    sums(above, f, (a, b), name, n, seed_of(d))
    xs, ys = curve(f, min(a, b), max(a, b))
    line(above, xs, ys, color=BLUE, label=label(body))
    room = 0.06 * abs(b - a)
    framed(above, ys, (min(a, b) - room, max(a, b) + room))
    finish(above, f"{TITLES[name]}, n = {n}", xlabel=shown.axes[0].name, ylabel=height(shown))
    value = reference(d)
    if value is not None:
        errors(below, f, (a, b), value, name)
    finish(below, xlabel="number of panels n", ylabel="error")
    return fig


def seed_of(d: Pictured) -> int:
    """The seed of the random points."""
    given = {symbol.name: node for symbol, node in d.question.given}
    return int(given["seed"].expr) if "seed" in given else 0


def reference(d: Pictured) -> float | None:
    """The value that errors are measured against."""
    found = (s.after for s in d.steps if s.rule == "reference" and s.after.head == "relation")
    node = next(found, None)
    return None if node is None else real(node.parts[1].expr)


def sums(axes: Axes, f: Function, ends: tuple[float, float], name: str, n: int, seed: int) -> None:
    """What the rule adds up."""
    if name == MONTE_CARLO:
        xs = random_points(seed, min(n, DOTS), *ends)
        axes.vlines(xs, 0, f(xs), color=SKY, linewidth=0.6, alpha=0.6)
        axes.plot(xs, f(xs), "o", color=ORANGE, markersize=3)
        return
    rule, width = RULES[name], EDGE if n <= MOST else 0.0
    for xs, ys in pieces(rule, f, ends, n):
        axes.fill_between(xs, np.maximum(ys, 0), 0, color=SKY, alpha=SHADE, linewidth=0)
        axes.fill_between(xs, np.minimum(ys, 0), 0, color=ORANGE, alpha=SHADE, linewidth=0)
        outline = np.r_[0, ys, 0]
        axes.plot(np.r_[xs[0], xs, xs[-1]], outline, color=GREY, linewidth=width)
    if n <= MOST:
        nodes = rule.nodes(n, *ends)
        axes.plot(nodes, f(nodes), "o", color=BLACK, markersize=4, zorder=5)


def pieces(rule: Rule, f: Function, ends: tuple[float, float], n: int) -> list[tuple[Array, Array]]:
    """The top of each panel: level, a chord, or a parabola over two panels."""
    edges = RULES["trapezoid"].nodes(n, *ends)
    if rule.name == "simpson":
        heights = f(edges)
        return [parabola(edges[k : k + 3], heights[k : k + 3]) for k in range(0, n - 1, 2)]
    if rule.name == "trapezoid":
        heights = f(edges)
        return [chord(edges[k : k + 2], heights[k : k + 2]) for k in range(n)]
    tops = f(rule.nodes(n, *ends))
    return [(edges[k : k + 2], np.array([tops[k], tops[k]])) for k in range(n)]


def chord(nodes: Array, heights: Array) -> tuple[Array, Array]:
    """The line between two points."""
    return np.linspace(nodes[0], nodes[1], FINE), np.linspace(heights[0], heights[1], FINE)


def parabola(nodes: Array, heights: Array) -> tuple[Array, Array]:
    """The parabola through three points that are equally far apart."""
    t = np.linspace(-1, 1, FINE)
    left, middle, right = heights
    ys = middle + t * (right - left) / 2 + t**2 * (left - 2 * middle + right) / 2
    return nodes[1] + t * (nodes[2] - nodes[0]) / 2, ys


def errors(axes: Axes, f: Function, ends: tuple[float, float], value: float, name: str) -> None:
    """The error of every rule against the number of panels, on logarithmic axes."""
    least = FLOOR * max(1.0, abs(value))
    for rule in RULES.values():
        found = np.array([abs(rule.sum(f, n, *ends) - value) for n in COUNTS])
        found = np.where(found > least, found, np.nan)
        if np.isfinite(found).any():
            width = 2.6 if rule.name == name else 1.2
            color = SHADES[rule.name]
            line(
                axes,
                np.array(COUNTS),
                found,
                color=color,
                linewidth=width,
                marker=".",
                label=rule.title,
            )
    if name == MONTE_CARLO:
        a, b = ends
        heights = f(random_points(0, COUNTS[-1], a, b))
        scatter = abs(b - a) * float(np.nanstd(heights))
        line(
            axes,
            np.array(COUNTS),
            scatter / np.sqrt(COUNTS),
            color=BLACK,
            linestyle="--",
            label="Monte Carlo, standard error",
        )
    if not axes.lines:
        axes.set_title("every rule gives the integral itself, but for rounding")
    axes.set_xscale("log", base=2)
    axes.set_yscale("log")
