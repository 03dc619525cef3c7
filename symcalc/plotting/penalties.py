"""Penalties: the ball that touches the contours, and how one weight is shrunk."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from symcalc.plotting.paper import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    RED,
    Axes,
    Figure,
    figure,
    finish,
    line,
)

COUNT = 241
LEVELS = 9
TITLES = ("L1 ball", "L2 ball")


def balls(
    names: Sequence[str],
    matrix: Sequence[Sequence[float]],
    centre: Sequence[float],
    solutions: Sequence[Sequence[float]],
) -> Figure:
    """Contours of f, and the L1 and the L2 ball of each solution."""
    fig, pair = figure(columns=2, shared=False)
    places = np.array([centre, *solutions])
    reach = 1.25 * max(float(np.abs(places).max()), 1e-9)
    for axes, solution, order, title in zip(pair, solutions, (1, 2), TITLES, strict=True):
        _contours(axes, np.array(matrix), np.array(centre), np.array(solution), reach)
        _ball(axes, np.array(solution), order)
        axes.plot(*centre, "x", color=BLACK, markersize=9, label="least of f")
        axes.plot(*solution, "o", color=RED, markersize=8, zorder=4, label="with the penalty")
        axes.set_xlim(-reach, reach)
        axes.set_ylim(-reach, reach)
        axes.set_aspect("equal")
        axes.axhline(0, color=GREY, linewidth=0.8)
        axes.axvline(0, color=GREY, linewidth=0.8)
        axes.set(xlabel=_letter(names[0]), ylabel=_letter(names[1]), title=title)
    handles, words = pair[0].get_legend_handles_labels()
    fig.legend(handles, words, loc="outside lower center", ncols=2, frameon=False)
    return fig


def _contours(
    axes: Axes, matrix: np.ndarray, centre: np.ndarray, solution: np.ndarray, reach: float
) -> None:
    """One of them goes through the solution."""
    grid = np.linspace(-reach, reach, COUNT)
    x, y = np.meshgrid(grid, grid)
    away = np.stack([x - centre[0], y - centre[1]])
    height = np.einsum("iab,ij,jab->ab", away, matrix, away) / 2
    own = solution - centre
    level = float(own @ matrix @ own) / 2
    levels = np.linspace(0, np.sqrt(height.max()), LEVELS + 1)[1:] ** 2
    axes.contour(x, y, height, levels=levels, colors=GREY, linewidths=0.7)
    if level > 0:
        axes.contour(x, y, height, levels=[level], colors=ORANGE, linewidths=1.8)


def _ball(axes: Axes, solution: np.ndarray, order: int) -> None:
    radius = float(np.linalg.norm(solution, order))
    angle = np.linspace(0, 2 * np.pi, 361)
    around = np.stack([np.cos(angle), np.sin(angle)])
    edge = radius * around / np.linalg.norm(around, order, axis=0)
    axes.fill(*edge, color=BLUE, alpha=0.25)
    line(axes, *edge, color=BLUE)


def shrunk(
    name: str,
    curvature: float,
    weight: float,
    place: tuple[float, float] | None,
    *,
    kind: str,
) -> Figure:
    """The weight with the penalty, against the one without it."""
    fig, (axes,) = figure()
    threshold = weight / curvature
    reach = max(3 * threshold, 1.3 * abs(place[0]) if place else 0.0)
    c = np.linspace(-reach, reach, COUNT)
    soft = np.sign(c) * np.maximum(np.abs(c) - threshold, 0)
    ridge = curvature * c / (curvature + 2 * weight)
    line(axes, c, c, color=GREY, linestyle="--", label="no penalty")
    rows = (("l1", soft, BLUE, "L1: soft threshold"), ("l2", ridge, GREEN, "L2: ridge"))
    for own, curve, colour, word in rows:
        line(axes, c, curve, color=colour, label=word, alpha=1.0 if own == kind else 0.45)
    if place:
        axes.plot(*place, "o", color=RED, zorder=4, label="here")
    finish(axes, xlabel=f"{name} without a penalty", ylabel=f"{name} with it")
    return fig


def _letter(name: str) -> str:
    head, _, index = name.partition("_")
    return f"${head}_{{{index}}}$" if index else head
