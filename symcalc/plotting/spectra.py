"""Pictures of singular values, low rank, principal components and random matrices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from symcalc.plotting.paper import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    RED,
    SKY,
    Axes,
    Figure,
    figure,
    finish,
    line,
    number,
)

Array = np.ndarray[Any, Any]
ROUND = 200  # points of a circle
SIDE = 1.15  # of a picture beside what it shows
IMAGES = 6  # approximations that stand side by side
SAMPLES = 5000  # dots of a picture
ENOUGH = 0.95
FAR = 100.0  # quotient of the largest and the least value on a scale that is not logarithmic
MARKED = 60  # values that are dots as well as a line


def stages(u: Array, sigma: Array, v: Array) -> Figure:
    """The unit circle, turned by Vᵀ, stretched by Σ, turned by U: an ellipse."""
    stretched = np.diag(sigma) @ v.T
    steps = [np.eye(2), v.T, stretched, u @ stretched]
    titles = [
        "unit circle",
        f"{_motion(v)} by Vᵀ",
        "stretched by Σ",
        f"{_motion(u)} by U: A",
    ]
    fig, axes = figure(2, 7.0, columns=2, shared=False)
    angles = np.linspace(0, 2 * np.pi, ROUND)
    circle = np.stack([np.cos(angles), np.sin(angles)])
    for panel, step, title in zip(axes, steps, titles, strict=True):
        curve, arrows = step @ circle, step @ v
        line(panel, *curve, color=BLUE)
        for arrow, color in zip(arrows.T, (RED, GREEN), strict=True):
            panel.annotate(
                "", arrow, (0, 0), arrowprops={"arrowstyle": "-|>", "color": color, "lw": 2}
            )
        side = SIDE * max(1.0, float(np.abs(curve).max()))
        panel.set(xlim=(-side, side), ylim=(-side, side), aspect="equal")
        finish(panel, title)
    for name, color in (("v₁", RED), ("v₂", GREEN)):
        axes[0].plot([], [], color=color, linewidth=2, label=name)
    axes[0].legend(loc="lower left")
    return fig


def _motion(orthogonal: Array) -> str:
    """A determinant of −1 turns the plane over."""
    return "turned" if np.linalg.det(orthogonal) > 0 else "reflected"


def falling(values: Array) -> Figure:
    """Singular values, and the energy of the first k with a line at 95 %."""
    fig, axes = figure(1, 3.6, columns=2, shared=False)
    spectrum(axes[0], values)
    energy(axes[1], values)
    return fig


def spectrum(axes: Axes, values: Array, ranks: Sequence[int] = ()) -> None:
    """Singular values, on a logarithmic scale where they fall far."""
    k = np.arange(1.0, len(values) + 1)
    marker = "o" if len(values) <= MARKED else None
    noise = len(values) * np.finfo(float).eps * float(values.max(initial=0.0))
    positive = np.where(values > noise, values, np.nan)
    falls = bool(noise) and float(np.nanmax(positive)) > FAR * float(np.nanmin(positive))
    line(axes, k, positive if falls else values, color=BLUE, marker=marker, markersize=4)
    if falls:
        axes.set_yscale("log")
    for rank in ranks:
        axes.axvline(rank, color=GREY, linewidth=0.8, linestyle=":")
    _whole(axes, len(values))
    finish(axes, "singular values", xlabel="k", ylabel="σ_k")


def energy(axes: Axes, values: Array, ranks: Sequence[int] = (), what: str = "energy") -> None:
    """The share of the first k squares, with a line at 95 %."""
    squares = np.cumsum(values**2)
    shares = squares / squares[-1] if squares[-1] else np.ones(len(values))
    k = np.arange(1.0, len(values) + 1)
    marker = "o" if len(values) <= MARKED else None
    line(axes, k, shares, color=BLUE, marker=marker, markersize=4)
    first = int(np.searchsorted(shares, ENOUGH - np.finfo(float).eps) + 1)
    axes.axhline(ENOUGH, color=ORANGE, linestyle="--", label=f"95 %: k = {first}")
    for rank in ranks:
        axes.axvline(rank, color=GREY, linewidth=0.8, linestyle=":")
    axes.set_ylim(0, 1.05)
    _whole(axes, len(values))
    finish(axes, f"{what} of the first k", xlabel="k", ylabel="share")


def _whole(axes: Axes, count: int) -> None:
    """Ticks at whole numbers where there are few."""
    if count <= 10:
        axes.set_xticks(range(1, count + 1))


def truncations(
    a: Array, approximations: Sequence[Array], ranks: Sequence[int], values: Array
) -> Figure:
    """The matrix and its approximations as images, singular values and energy below."""
    shown = list(zip(ranks, approximations, strict=True))
    if len(shown) > IMAGES - 1:
        chosen = np.linspace(0, len(shown) - 1, IMAGES - 1).round().astype(int)
        shown = [shown[i] for i in chosen]
    columns = min(3, len(shown) + 1)
    lines = -(-(len(shown) + 1) // columns)
    fig, _ = figure(1, 2.6 * lines + 3.0, shared=False)
    fig.clear()
    above, below = fig.subfigures(2, 1, height_ratios=[2.6 * lines, 3.0])
    panels = above.subplots(lines, columns, squeeze=False).ravel()
    low, high = float(a.min()), float(a.max())
    style = {"cmap": "gray", "vmin": low, "vmax": high if high > low else low + 1}
    norm = float(np.linalg.norm(a)) or 1.0
    for panel in panels[len(shown) + 1 :]:
        panel.axis("off")
    for panel in panels[: len(shown) + 1]:
        panel.set(xticks=(), yticks=())
        panel.grid(visible=False)
        panel.spines[:].set(visible=True, color=GREY)  # a white corner is seen
    panels[0].imshow(a, **style)
    panels[0].set_title("A")
    for panel, (rank, near) in zip(panels[1:], shown, strict=False):
        error = float(np.linalg.norm(a - near)) / norm
        panel.imshow(near, **style)
        panel.set_title(f"rank {rank}: error {number(0.0 if error < 1e-12 else error)}")
    left, right = below.subplots(1, 2)
    spectrum(left, values, ranks)
    energy(right, values, ranks)
    for panel in (left, right):
        panel.grid(visible=True, alpha=0.3)
    return fig


def parameters(rows: int, columns: int, ranks: Sequence[int]) -> Figure:
    """The entries of B and A by rank, beside those of W, and where they are as many."""
    fig, (axes,) = figure()
    dense, even = rows * columns, rows * columns / (rows + columns)
    last = max(*ranks, 1.2 * even, 2.0)
    line(axes, np.array([0, last]), np.array([0, last * (rows + columns)]), color=BLUE)
    axes.axhline(dense, color=GREY, label=f"W: {dense} entries")
    axes.axvline(even, color=ORANGE, linestyle="--", label=f"break-even: r = {number(even)}")
    counts = [rank * (rows + columns) for rank in ranks]
    axes.plot(ranks, counts, "o", color=RED, label="asked for", zorder=3)
    finish(axes, xlabel="rank r", ylabel="entries of B and A")
    return fig


def components(x: Array, mean: Array, variances: Array, directions: Array) -> Figure:
    """The samples with the components, as arrows of two standard deviations, and the variances."""
    fig, (left, right) = figure(1, 3.8, columns=2, shared=False)
    step = -(-len(x) // SAMPLES)
    if x.shape[1] == 2:
        left.plot(*x[::step].T, "o", color=SKY, markersize=4)
        for variance, arrow, color in zip(variances, directions.T, (RED, GREEN), strict=True):
            tip = mean + 2 * np.sqrt(variance) * arrow
            left.annotate("", tip, mean, arrowprops={"arrowstyle": "-|>", "color": color, "lw": 2})
            left.plot(*tip, alpha=0)  # the picture reaches so far
        left.set_aspect("equal", adjustable="datalim")
        finish(left, "samples and components", xlabel="feature 1", ylabel="feature 2")
    else:
        scores = (x[::step] - mean) @ directions[:, :2]
        second = scores[:, 1] if scores.shape[1] > 1 else np.zeros(len(scores))
        left.plot(scores[:, 0], second, "o", color=SKY, markersize=4)
        finish(left, "samples", xlabel="component 1", ylabel="component 2")
    energy(right, np.sqrt(variances), what="variance")
    return fig


def cloud(eigenvalues: Array, values: Array, root: float) -> Figure:
    """Eigenvalues with the circle of radius √c, and singular values with their quarter circle."""
    fig, (left, right) = figure(1, 4.0, columns=2, shared=False)
    angles = np.linspace(0, 2 * np.pi, ROUND)
    left.plot(eigenvalues.real, eigenvalues.imag, ".", color=BLUE, markersize=4)
    line(left, root * np.cos(angles), root * np.sin(angles), color=ORANGE, linewidth=1.5)
    left.set_aspect("equal")
    finish(left, f"{len(eigenvalues)} eigenvalues, radius √c", xlabel="real", ylabel="imaginary")
    bins = max(8, min(40, len(values) // 8))
    right.hist(values, bins=bins, density=True, color=SKY, label="measured")
    s = np.linspace(0, 2 * root, ROUND)
    density = np.sqrt(np.maximum(4 * root**2 - s**2, 0)) / (np.pi * root**2)
    line(right, s, density, color=BLACK, label="quarter-circle law")
    finish(right, "singular values", xlabel="σ", ylabel="density")
    return fig
