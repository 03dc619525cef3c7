"""The picture of gradients on their way back through a deep network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module

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
)

COLORS = (BLUE, GREY, RED, GREEN, ORANGE, PURPLE)
WIDE, THIN = 3.0, 1.2  # the line of the network that is asked about, and of the others


def drawn(curves: Mapping[str, Sequence[float]]) -> Figure:
    """The norm of the gradient at each layer, on a logarithmic scale, a line for each network.

    The first one stands out. A norm of 0 has no place on the scale: its line ends before.
    """
    fig, (axes,) = figure()
    for k, ((name, norms), color) in enumerate(zip(curves.items(), COLORS, strict=False)):
        layers = np.arange(float(len(norms)))
        values = np.where(np.array(norms) > 0, norms, np.nan)
        width, size = (THIN, 3) if k else (WIDE, 6)
        style = {"linewidth": width, "markersize": size, "zorder": 2 if k else 3}
        line(axes, layers, values, color=color, label=name, marker="o", **style)
    axes.set_yscale("log")
    ticker = import_module("matplotlib.ticker")
    axes.xaxis.set_major_locator(ticker.MaxNLocator(integer=True))
    finish(axes, xlabel="layer k (0 is the input)", ylabel="‖∂L/∂a_k‖")
    return fig
