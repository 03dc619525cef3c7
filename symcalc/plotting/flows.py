"""The picture of gradients on their way back through a deep network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike

import numpy as np

from symcalc.plotting.paper import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    RED,
    Figure,
    figure,
    finish,
    line,
    needed,
    save,
)

COLORS = (BLUE, GREY, RED, GREEN, ORANGE, PURPLE)


def drawn(curves: Mapping[str, Sequence[float]], path: str | PathLike[str] | None = None) -> Figure:
    """The norm of the gradient at each layer, on a logarithmic scale, a line for each network."""
    needed()
    fig, (axes,) = figure()
    for (name, norms), color in zip(curves.items(), COLORS, strict=False):
        layers = np.arange(float(len(norms)))
        values = np.where(np.array(norms) > 0, norms, np.nan)
        line(axes, layers, values, color=color, label=name, marker="o", markersize=4)
    axes.set_yscale("log")
    finish(axes, xlabel="layer k (0 is the input)", ylabel="‖∂L/∂a_k‖")
    if path is not None:
        save(fig, path)
    return fig
