"""Laws of probability: densities as curves, probabilities as bars of points, family by family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
import sympy as sp

from symcalc.checking.likelihoods import countable
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.plotting.paper import (
    BLUE,
    GREEN,
    HEIGHT,
    ORANGE,
    PURPLE,
    RED,
    SKY,
    Axes,
    Figure,
    figure,
    finish,
    line,
)
from symcalc.plotting.sampled import Array

COLOURS = (BLUE, ORANGE, GREEN, RED, PURPLE, SKY)
POINTS = 600
TOP = 5.0  # of a density that grows without bound, in units of its median
SHARE = 1e-3  # of the greatest value: where a curve ends
FAR = 60


@dataclass(frozen=True)
class Curve:
    """A law as plain data: its density in x between two ends."""

    title: str
    density: sp.Expr
    x: sp.Symbol
    ends: tuple[float, float]
    discrete: bool

    @property
    def family(self) -> str:
        """The name before the parenthesis."""
        return self.title.split("(")[0]

    def at(self, over: Array) -> Array:
        """Values; NaN where there is none."""
        with np.errstate(all="ignore"):
            program = lower([countable(self.density)], [self.x])
            found = np.broadcast_to(evaluate(program, [over])[0], over.shape).astype(float)
        return np.where(np.isfinite(found), found, np.nan)


def gallery(laws: Sequence[Curve]) -> Figure:
    """A picture for each family of laws, its members in one."""
    families = list(dict.fromkeys(law.family for law in laws))
    columns = min(3, len(families))
    rows = ceil(len(families) / columns)
    fig, axes = figure(rows, HEIGHT if rows == 1 else 3.2 * rows, columns=columns, shared=False)
    fig.set_size_inches(7.0 if columns == 1 else 3.8 * columns, fig.get_figheight())
    for place, family in zip(axes, families, strict=False):
        _family(place, [law for law in laws if law.family == family])
    for empty in axes[len(families) :]:
        empty.set_axis_off()
    return fig


def _family(axes: Axes, laws: Sequence[Curve]) -> None:
    width = 0.8 / len(laws)
    top = 0.0
    for k, law in enumerate(laws):
        colour, title = COLOURS[k % len(COLOURS)], law.title
        if law.discrete:
            over = _whole(law)
            shift = (k - (len(laws) - 1) / 2) * width
            axes.bar(over + shift, law.at(over), width, color=colour, label=title)
        else:
            over = span(law)
            values = law.at(over)
            top = max(top, _top(values))
            line(axes, over, values, color=colour, label=title)
    if top:
        axes.set_ylim(0, 1.08 * top)
    finish(axes, "", xlabel=laws[0].x.name, ylabel="probability" if laws[0].discrete else "density")
    if len(laws) == 1:
        axes.legend().remove()
        axes.set_title(laws[0].title)
    else:
        axes.legend(fontsize=8, loc="best", frameon=False)


def _top(values: Array) -> float:
    """The greatest value, cut where the density has a pole."""
    usual = float(np.nanmedian(values[values > 0])) if np.any(values > 0) else 1.0
    return (
        min(float(np.nanmax(values)), TOP * usual if usual > 0 else np.inf)
        if np.nanmax(values) > 50 * usual
        else float(np.nanmax(values))
    )


def _whole(law: Curve) -> Array:
    low, high = law.ends
    over = np.arange(low, min(high, low + FAR) + 1)
    values = law.at(over)
    kept = np.flatnonzero(values > SHARE * np.nanmax(values))
    return over[: kept[-1] + 1] if len(kept) else over


def span(law: Curve) -> Array:
    """Where the density is worth a look; at a finite end the picture stops."""
    low, high = law.ends
    if np.isfinite(low) and np.isfinite(high):
        inset = 1e-3 * (high - low)
        return np.linspace(low + inset, high - inset, POINTS)
    wide = np.sinh(np.linspace(-8, 8, 4001))
    wide = wide[(wide > low) & (wide < high)]
    values = law.at(wide)
    kept = wide[values > SHARE * 5 * np.nanmax(values)]
    a, b = (float(kept.min()), float(kept.max())) if len(kept) else (-1.0, 1.0)
    return np.linspace(max(low, a) + (1e-6 if np.isfinite(low) else 0), min(high, b), POINTS)
