"""A prior, the likelihood of the data, and the posterior, in one picture."""

from __future__ import annotations

import numpy as np
import sympy as sp

from symcalc.checking.likelihoods import countable
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.notation import name
from symcalc.plotting.distributions import Curve, span
from symcalc.plotting.paper import BLUE, GREY, ORANGE, Figure, figure, finish, line
from symcalc.plotting.sampled import Array
from symcalc.writing.text import text

SEEN = 0.01  # of the greatest likelihood: where its curve may end


def posterior(
    prior: Curve, after: Curve, density: sp.Expr, x: sp.Symbol, draws: tuple[float, ...]
) -> Figure:
    """Densities of the parameter before and after the data.

    The likelihood is no density of the parameter: it is scaled to area one.
    """
    fig, (axes,) = figure()
    ends = [span(law) for law in (prior, after)]
    low, high = min(e[0] for e in ends), max(e[-1] for e in ends)
    given = density, x, prior.x
    if np.isinf(prior.ends).all():  # the data may lie far from both
        wide = np.linspace(low - 3 * (high - low), high + 3 * (high - low), 2000)
        far = _likelihood(*given, wide, np.array(draws))
        seen = wide[far > SEEN * far.max()]
        low, high = min(low, seen.min()), max(high, seen.max())
    over = np.linspace(low, high, 600)
    chance = _likelihood(*given, over, np.array(draws))
    line(axes, over, prior.at(over), color=GREY, label=f"prior {prior.title}")
    line(axes, over, chance, color=ORANGE, linestyle="--", label="likelihood, scaled to area 1")
    line(axes, over, after.at(over), color=BLUE, label=f"posterior {after.title}")
    finish(axes, "", xlabel=text(name(prior.x)), ylabel="density")
    return fig


def _likelihood(
    density: sp.Expr, x: sp.Symbol, theta: sp.Symbol, over: Array, draws: Array
) -> Array:
    program = lower([sp.log(countable(density))], [x, theta])
    total = np.zeros(over.shape)
    with np.errstate(all="ignore"):
        for value in draws:
            total = total + evaluate(program, [np.full(over.shape, value), over])[0]
        total = np.where(np.isfinite(total), total, -np.inf)
        shape = np.exp(total - total.max())
    area = float(np.sum((shape[1:] + shape[:-1]) / 2 * np.diff(over)))
    return np.asarray(shape / area)
