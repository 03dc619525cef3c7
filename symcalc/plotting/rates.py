"""The picture of convergence: what a step does at each rate, and the distance step by step."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from symcalc.plotting.descent import LOWEST, cycled, whole_steps
from symcalc.plotting.paper import BLACK, GREY, HEIGHT, Axes, Figure, figure, finish, line, number
from symcalc.plotting.sampled import Array

BEYOND = 1.3  # times the bound: as far as rates go
FINE = 601  # rates
STEPS = 40  # at most
NEAR, FAR = 1e-3, 1e3  # of the distance at the start: enough is seen
LEAST = 6  # steps


def drawn(
    ways: Sequence[tuple[str, float]], bound: float, rate: float, beta: float, marked: str
) -> Figure:
    """The factor of a step over the rates, and below the distance over steps at one rate.

    Parameters
    ----------
    ways : sequence of (str, float)
        Each direction and its eigenvalue.
    bound : float
        The rate from which on descent does not converge.
    rate : float
        The rate of the picture below.
    beta : float
        Momentum, 0 of plain descent.
    marked : str
        What this rate is called.
    """
    fig, (above, below) = figure(2, 1.7 * HEIGHT, shared=False)
    _factors(above, ways, bound, beta)
    above.axvline(rate, color=BLACK, linewidth=1.2, label=f"{marked} {number(rate)}")
    finish(above, xlabel="rate", ylabel="factor of a step")
    _distances(below, ways, rate, beta)
    whole_steps(below)
    title = f"at rate {number(rate)}"
    finish(below, title, xlabel="step", ylabel="distance / distance at the start")
    return fig


def _factors(axes: Axes, ways: Sequence[tuple[str, float]], bound: float, beta: float) -> None:
    rates = np.linspace(0, BEYOND * bound, FINE)
    for (name, curvature), color in zip(ways, cycled(), strict=False):
        line(axes, rates, sizes(rates * curvature, beta), color=color, label=f"along {name}")
    axes.axhline(1, color=GREY, linewidth=1)
    axes.axvline(bound, color=GREY, linestyle="--", label=f"bound {number(bound)}")
    axes.set(xlim=(0, BEYOND * bound), ylim=(0, None))


def sizes(multiplied: Array, beta: float) -> Array:
    """The factor of a step from rate·λ; with momentum the larger root's size.

    >>> sizes(np.array([0.5, 3.0]), 0.0)
    array([0.5, 2. ])
    """
    middle = 1 + beta - multiplied
    inside = np.sqrt((middle**2 - 4 * beta).astype(complex))
    return np.asarray(np.maximum(abs(middle + inside), abs(middle - inside)) / 2)


def _distances(axes: Axes, ways: Sequence[tuple[str, float]], rate: float, beta: float) -> None:
    curvatures = np.array([curvature for _, curvature in ways])
    e, v = np.ones(len(ways)), np.zeros(len(ways))
    seen = [e]
    while len(seen) <= STEPS and np.abs(e).max() < FAR:
        v = beta * v + curvatures * e
        e = e - rate * v
        seen.append(e)
        if len(seen) > LEAST and np.abs(e[curvatures != 0]).max() < NEAR:
            break
    table = np.abs(np.array(seen))
    for (name, _), column, color in zip(ways, table.T, cycled(), strict=False):
        steps = np.arange(float(len(column)))
        line(axes, steps, column, color=color, label=f"along {name}", marker="o", markersize=3)
    if (table > LOWEST).all():  # a distance of 0 has no logarithm
        axes.set_yscale("log")
    else:
        axes.set_ylim(0, None)
