"""Pictures of probabilities, entropies and estimates."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from symcalc.plotting.paper import BLUE, GREEN, GREY, ORANGE, Figure, figure, finish, line
from symcalc.plotting.sampled import Array

MANY = 25  # bars with a name each
WIDE = 0.4  # of a bar


def bars(names: Sequence[str], p: Sequence[float], q: Sequence[float] | None, title: str) -> Figure:
    """The probabilities of each outcome side by side."""
    fig, (axes,) = figure()
    at = np.arange(len(p))
    shift = 0.0 if q is None else WIDE / 2
    axes.bar(at - shift, p, WIDE, color=BLUE, label="p")
    if q is not None:
        axes.bar(at + shift, q, WIDE, color=ORANGE, label="q")
    if len(names) <= MANY:
        axes.set_xticks(at, names)
    finish(axes, title, xlabel="outcome", ylabel="probability")
    return fig


def curve(values: Callable[[Array], Array], letter: str, title: str, unit: str) -> Figure:
    """An entropy as its probability runs from 0 to 1."""
    fig, (axes,) = figure()
    p = np.linspace(1e-6, 1 - 1e-6, 400)
    height = values(p)
    line(axes, p, height, color=BLUE)
    top = int(np.argmax(height))
    axes.plot([p[top]], [height[top]], "o", color=ORANGE)
    axes.annotate(
        f"{height[top]:.4g} at {p[top]:.2g}",
        (p[top], height[top]),
        (0, -18),
        textcoords="offset points",
        ha="center",
    )
    finish(axes, title, xlabel=letter, ylabel=unit)
    return fig


def over_training(
    entropies: Sequence[float], losses: Sequence[float] | None, unit: str, names: Sequence[str]
) -> Figure:
    """Entropy of the predictions, and their cross-entropy with the true class, row by row."""
    fig, (axes,) = figure()
    at = np.arange(len(entropies), dtype=float)
    line(axes, at, np.array(entropies), color=BLUE, marker="o", label="entropy of the prediction")
    if losses is not None:
        line(axes, at, np.array(losses), color=ORANGE, marker="s", label="cross-entropy (loss)")
    if len(names) <= MANY:
        axes.set_xticks(at, names)
    axes.set_ylim(bottom=0)
    finish(axes, "", xlabel="prediction", ylabel=unit)
    return fig


def running_mean(count: Array, mean: Array, error: Array | None, exact: float | None) -> Figure:
    """The estimate as the sample grows, with 1.96 standard errors to each side if there are any."""
    fig, (axes,) = figure()
    line(axes, count, mean, color=BLUE, label="estimate")
    if error is not None:
        low, high = (mean + side * 1.96 * error for side in (-1, 1))
        axes.fill_between(count, low, high, color=BLUE, alpha=0.2, label="95 %")
    if exact is not None:
        axes.axhline(exact, color=GREEN, linestyle="--", label="exact")
    axes.axhline(mean[-1], color=GREY, linewidth=0.8)
    axes.set_xscale("log")
    finish(axes, "", xlabel="values drawn", ylabel="mean")
    return fig
