"""A likelihood: its surface over two parameters or its curve over one, and the fitted density."""

from __future__ import annotations

import numpy as np
import sympy as sp

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.notation import name
from symcalc.plotting.paper import (
    BLUE,
    GREY,
    ORANGE,
    RED,
    Axes,
    Figure,
    figure,
    finish,
    line,
    number,
)
from symcalc.plotting.sampled import Array
from symcalc.writing.text import text

GRID, WIDE = 80, 0.6  # points an axis; how far around the estimate, at least
LEVELS = 18
DROPS = 40.0  # of the log-likelihood below its maximum, which are drawn
BARS = 20

Estimate = tuple[tuple[sp.Symbol, float], ...]


def likelihood(
    density: sp.Expr,
    x: sp.Symbol,
    at: Estimate,
    draws: tuple[float, ...],
    *,
    discrete: bool = False,
    truth: sp.Expr | None = None,
    given: tuple[sp.Basic, ...] = (),
) -> Figure:
    """The log-likelihood with the estimate marked, beside the draws and the fitted law.

    Parameters
    ----------
    density : sympy.Expr
        In `x` and the letters of the estimate.
    at : tuple of pairs
        The letters with their estimates.
    draws : tuple of float
        What was drawn.
    truth : sympy.Expr
        The density in `x` that the draws come from, if it is known.
    given : tuple of sympy.Basic
        Conditions on the letters: the picture ends where one of them does not hold.
    """
    fig, (left, right) = figure(1, 4.2, columns=2, shared=False)
    fig.set_size_inches(10.0, 4.2)
    if len(at) == 1:
        _curve(left, density, x, at, np.array(draws), given)
    else:
        _surface(left, density, x, at, np.array(draws), given)
    _fitted(right, density, x, at, np.array(draws), discrete=discrete)
    if truth is not None:
        _truth(right, truth, x, np.array(draws), discrete=discrete)
    return fig


def _truth(axes: Axes, truth: sp.Expr, x: sp.Symbol, draws: Array, *, discrete: bool) -> None:
    """The law that the draws come from, beside the fitted one."""
    values = (
        np.arange(draws.min(), draws.max() + 1) if discrete else np.linspace(*_span(draws), 400)
    )
    with np.errstate(all="ignore"):
        found = np.broadcast_to(evaluate(lower([truth], [x]), [values])[0], values.shape)
    style = {"marker": "x", "linestyle": ""} if discrete else {"linestyle": "--"}
    line(
        axes,
        values,
        np.where(np.isfinite(found), found, np.nan),
        color=BLUE,
        label="true law",
        **style,
    )
    axes.legend()


def _level(density: sp.Expr, x: sp.Symbol, letters: dict[sp.Symbol, Array], draws: Array) -> Array:
    """The log-likelihood on a grid; −inf where a density is not positive."""
    program = lower([sp.log(density)], [x, *letters])
    total = np.zeros(1)
    with np.errstate(all="ignore"):
        for value in draws:
            total = total + np.asarray(evaluate(program, [np.asarray(value), *letters.values()])[0])
    return np.where(np.isfinite(total), total, -np.inf)


def _around(value: float, count: int) -> Array:
    reach = max(abs(value) * WIDE, 0.3) * min(1.0, 4 / np.sqrt(count) + 0.15)
    return np.linspace(value - reach, value + reach, GRID)


def _inside(over: Array, letter: sp.Symbol, given: tuple[sp.Basic, ...]) -> Array:
    """The numbers that the conditions on one letter admit."""
    own = [c for c in given if c.free_symbols == {letter}]
    kept = [all(c.xreplace({letter: sp.Float(v)}) == sp.true for c in own) for v in over]
    return np.asarray(over[kept])


def _curve(
    axes: Axes,
    density: sp.Expr,
    x: sp.Symbol,
    at: Estimate,
    draws: Array,
    given: tuple[sp.Basic, ...],
) -> None:
    (letter, value), *_ = at
    over = _inside(_around(value, len(draws)), letter, given)
    level = _level(density, x, {letter: over}, draws)
    line(axes, over, np.where(np.isfinite(level), level, np.nan), color=BLUE)
    axes.axvline(value, color=RED, linestyle="--", label=f"estimate {number(value)}")
    finish(axes, "log-likelihood", xlabel=text(name(letter)), ylabel="ln L")


def _surface(
    axes: Axes,
    density: sp.Expr,
    x: sp.Symbol,
    at: Estimate,
    draws: Array,
    given: tuple[sp.Basic, ...],
) -> None:
    (first, a), (second, b), *rest = at
    sides = [_inside(_around(v, len(draws)), s, given) for s, v in ((first, a), (second, b))]
    across, up = np.meshgrid(*sides)
    fixed = {s: np.asarray(v) for s, v in rest}
    level = _level(density, x, {first: across, second: up, **fixed}, draws)
    top = float(level[np.isfinite(level)].max())
    shown = np.ma.masked_less(level, top - DROPS)
    drawn = axes.contourf(across, up, shown, levels=LEVELS, cmap="viridis")
    axes.figure.colorbar(drawn, ax=axes, label="ln L")
    axes.plot([a], [b], "o", color=RED, label=f"estimate ({number(a)}, {number(b)})")
    labels = {"xlabel": text(name(first)), "ylabel": text(name(second))}
    finish(axes, "log-likelihood", **labels)


def _fitted(
    axes: Axes, density: sp.Expr, x: sp.Symbol, at: Estimate, draws: Array, *, discrete: bool
) -> None:
    fitted = lower([density.xreplace({s: sp.Float(v) for s, v in at})], [x])
    if discrete:
        values = np.arange(draws.min() - 1, draws.max() + 2)
        shares = np.array([(draws == v).mean() for v in values])
        axes.bar(values, shares, color=GREY, alpha=0.5, label="share of the draws")
        inside = values[(values >= draws.min()) & (values <= draws.max())]
        axes.plot(inside, evaluate(fitted, [inside])[0], "o", color=ORANGE, label="fitted law")
        finish(axes, "draws and fitted law", xlabel=x.name)
        return
    axes.hist(
        draws,
        bins=min(BARS, max(3, len(draws) // 4)),
        density=True,
        color=GREY,
        alpha=0.5,
        label="draws",
    )
    over = np.linspace(*_span(draws), 400)
    with np.errstate(all="ignore"):
        curve = np.broadcast_to(evaluate(fitted, [over])[0], over.shape)
    line(
        axes,
        over,
        np.where(np.isfinite(curve), curve, np.nan),
        color=ORANGE,
        label="fitted density",
    )
    finish(axes, "draws and fitted density", xlabel=x.name, ylabel="density")


def _span(draws: Array) -> tuple[float, float]:
    reach = 0.2 * max(float(np.ptp(draws)), 1e-6)
    return float(draws.min()) - reach, float(draws.max()) + reach
