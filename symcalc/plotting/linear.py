"""Pictures of linear algebra: arrows in the plane, and a circle with its image."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

import numpy as np

from symcalc.plotting.paper import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    SKY,
    Axes,
    Figure,
    figure,
    line,
    number,
)

COLOURS = (BLUE, ORANGE, GREEN, PURPLE)
HEIGHT = 5.6  # inches: the axes are equal
MARGIN = 0.12  # of the width, around the arrows

Arrow = tuple[str, float, float]
Pair = tuple[float, float]


def arrows(vectors: Sequence[Arrow]) -> Figure:
    """Vectors from the origin; where one is called p, the rest x − p goes from p to x."""
    fig, (axes,) = figure(height=HEIGHT)
    for (name, x, y), colour in zip(vectors, cycle(COLOURS), strict=False):
        _arrow(axes, (x, y), colour, f"{name} = ({number(x)}, {number(y)})")
    known = {name: (x, y) for name, x, y in vectors}
    if "p" in known:
        (a, b), (c, d) = known["p"], known["x"]
        line(axes, np.array([a, c]), np.array([b, d]), color=GREY, linestyle="--", label="x − p")
    _framed(axes, [(x, y) for _, x, y in vectors])
    return fig


def circle(matrix: Sequence[Sequence[float]], directions: Sequence[tuple[str, Pair]]) -> Figure:
    """The unit circle and its image under a matrix, with special directions before and after.

    Parameters
    ----------
    matrix : 2 × 2 numbers
    directions : sequence of (label, unit vector)
        Eigenvectors, or right singular vectors.
    """
    fig, (before, after) = figure(height=4.2, columns=2, shared=False)
    a = np.array(matrix, dtype=float)
    turn = np.linspace(0, 2 * np.pi, 361)
    ring = np.array([np.cos(turn), np.sin(turn)])
    image = a @ ring
    line(before, *ring, color=GREY)
    line(after, *ring, color=GREY, linestyle=":", linewidth=1.2)
    line(after, *image, color=SKY)
    for (name, v), colour in zip(directions, cycle((BLUE, ORANGE)), strict=False):
        moved = a @ np.array(v)
        _arrow(before, v, colour, name)
        _arrow(after, (float(moved[0]), float(moved[1])), colour, f"A {name}")
    _framed(before, list(zip(*ring, strict=True)))
    _framed(after, [*zip(*image, strict=True), *zip(*ring, strict=True)])
    before.set_title("unit circle")
    after.set_title("its image under A")
    return fig


def _arrow(axes: Axes, stop: Pair, colour: str, label: str) -> None:
    """From the origin, with a line of its colour in the legend."""
    style = {"arrowstyle": "-|>", "color": colour, "linewidth": 2, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", xy=stop, xytext=(0, 0), arrowprops={**style, "mutation_scale": 16})
    line(axes, np.array([]), np.array([]), color=colour, label=label)


def _framed(axes: Axes, points: Sequence[Pair]) -> None:
    """A square around the origin and all points, and the legend below it."""
    corners = np.array([(0.0, 0.0), *points], dtype=float)
    low, high = corners.min(axis=0), corners.max(axis=0)
    half = (0.5 + MARGIN) * max(*(high - low), 1e-9)
    (x, y) = (low + high) / 2
    axes.set(xlim=(x - half, x + half), ylim=(y - half, y + half))
    axes.set_aspect("equal")
    axes.axhline(0, color=BLACK, linewidth=0.8)
    axes.axvline(0, color=BLACK, linewidth=0.8)
    below = {"loc": "upper center", "bbox_to_anchor": (0.5, -0.08), "ncols": 2, "frameon": False}
    axes.legend(**below)
