"""A maximum of a likelihood, borne out by the densities of the draws alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import inf

import numpy as np
import sympy as sp

from symcalc.checking.report import CheckReport, Worst
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.ir import Program
from symcalc.compiler.lower import lower
from symcalc.formula import natural_order

NEAR = (1e-3, 3e-2)  # how far aside it is looked, relative to the estimate
SLACK = 1e-9  # relative to the log-likelihood: rounding
METHOD = "the log-likelihood at points around the estimate"
AROUND, BESIDE = "around the estimate", "around the estimate and at the other maxima"
AGREES = (
    "Checked with {draws} draws: at none of {points} points {where} is their likelihood greater."
)


def countable(density: sp.Expr) -> sp.Expr:
    """Binomial coefficients by the gamma function, which has values everywhere."""
    return density.replace(
        sp.binomial, lambda n, k: sp.gamma(n + 1) / (sp.gamma(k + 1) * sp.gamma(n - k + 1))
    )


@dataclass(frozen=True)
class GreatestLikelihood:
    """No point near the estimate, and no other maximum, gives the draws a greater likelihood.

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
    rivals : tuple of tuple of float
        Other maxima, in the order of the letters of the estimate: they are no greater.

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
    rivals: tuple[tuple[float, ...], ...] = ()

    def check(self) -> CheckReport:
        """Compare with points a little aside, in every direction of the axes and between them."""
        worth, here = self.worth, dict(self.estimate)
        best = worth(here)
        aside = [(point, worth(point)) for point in self._around()]
        place, most = max(aside, key=lambda one: one[1])
        error = max(0.0, most - best) / max(1.0, abs(best))
        wrong = error > SLACK or best == -inf
        named = {s.name: v for s, v in place.items()}
        told_of = {"points": len(aside), "draws": len(self.draws)}
        where_ = BESIDE if self.rivals else AROUND
        told = "" if wrong else AGREES.format(where=where_, **told_of)
        status = "disagrees" if wrong else "agrees"
        where = Worst(named, most, best)
        return CheckReport(status, len(aside), error, SLACK, where, METHOD, told=told)

    @cached_property
    def _program(self) -> Program:
        letters = natural_order(s for s, _ in self.estimate)
        return lower([sp.log(countable(self.density))], [self.x, *letters])

    def worth(self, point: Mapping[sp.Symbol, float]) -> float:
        """The log-likelihood at a point; −inf where there is none."""
        draws = np.array(self.draws)
        letters = natural_order(s for s, _ in self.estimate)
        with np.errstate(all="ignore"):
            columns = [draws, *(np.full(draws.shape, point[s]) for s in letters)]
            value = float(np.sum(evaluate(self._program, columns)[0]))
        return value if np.isfinite(value) else -inf

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
        for rival in self.rivals:
            yield {s: v for (s, _), v in zip(self.estimate, rival, strict=True)}
