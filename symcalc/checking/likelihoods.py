"""A maximum of a likelihood, borne out by the densities of the draws alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import inf

import numpy as np
import sympy as sp

from symcalc.checking.report import CheckReport, Worst
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.formula import natural_order

NEAR = (1e-3, 3e-2)  # how far aside it is looked, relative to the estimate
SLACK = 1e-9  # relative to the log-likelihood: rounding
METHOD = "the log-likelihood at points around the estimate"
AGREES = (
    "Checked with {draws} draws: at {points} points around the estimate their likelihood is less."
)


def countable(density: sp.Expr) -> sp.Expr:
    """Binomial coefficients by the gamma function, which has values everywhere."""
    return density.replace(
        sp.binomial, lambda n, k: sp.gamma(n + 1) / (sp.gamma(k + 1) * sp.gamma(n - k + 1))
    )


@dataclass(frozen=True)
class GreatestLikelihood:
    """No point near the estimate gives the draws a greater likelihood.

    Attributes
    ----------
    density : sympy.Expr
        In `x` and the letters of the estimate.
    x : sympy.Symbol
        Its variable.
    draws : tuple of float
        What was drawn.
    estimate : tuple of (sympy.Symbol, float)
        The letters and their values.
    given : tuple of sympy.Basic
        Conditions on the letters; points that break them are left out.

    Examples
    --------
    >>> x, rate = sp.symbols("x rate")
    >>> density = rate * sp.exp(-rate * x)
    >>> GreatestLikelihood(density, x, (1.0, 3.0), ((rate, 0.5),)).check().status
    'agrees'
    >>> GreatestLikelihood(density, x, (1.0, 3.0), ((rate, 0.6),)).check().status
    'disagrees'
    """

    density: sp.Expr
    x: sp.Symbol
    draws: tuple[float, ...]
    estimate: tuple[tuple[sp.Symbol, float], ...]
    given: tuple[sp.Basic, ...] = ()

    def check(self) -> CheckReport:
        """Compare with points a little aside, in every direction of the axes and between them."""
        letters = natural_order(s for s, _ in self.estimate)
        program = lower([countable(self.density)], [self.x, *letters])
        draws = np.array(self.draws)

        def worth(point: dict[sp.Symbol, float]) -> float:
            with np.errstate(all="ignore"):
                columns = [draws, *(np.full(draws.shape, point[s]) for s in letters)]
                value = float(np.sum(np.log(evaluate(program, columns)[0])))
            return value if np.isfinite(value) else -inf

        here = dict(self.estimate)
        best = worth(here)
        aside = [(point, worth(point)) for point in self._around()]
        place, most = max(aside, key=lambda one: one[1])
        error = max(0.0, most - best) / max(1.0, abs(best))
        wrong = error > SLACK or best == -inf
        named = {s.name: v for s, v in place.items()}
        told = "" if wrong else AGREES.format(points=len(aside), draws=len(draws))
        status = "disagrees" if wrong else "agrees"
        where = Worst(named, most, best)
        return CheckReport(status, len(aside), error, SLACK, where, METHOD, told=told)

    def _around(self) -> Iterator[dict[sp.Symbol, float]]:
        for size in NEAR:
            for signs in product((-1, 0, 1), repeat=len(self.estimate)):
                point = {
                    s: v + sign * size * max(abs(v), 0.1)
                    for (s, v), sign in zip(self.estimate, signs, strict=True)
                }
                at = {s: sp.Float(v) for s, v in point.items()}
                if any(signs) and not any(c.xreplace(at) == sp.false for c in self.given):
                    yield point
