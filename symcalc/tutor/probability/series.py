"""Means over whole numbers that are no sum of a few terms: many trials, and what grows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import sympy as sp

from symcalc.checking.numeric import Array
from symcalc.checking.precise import Precise
from symcalc.checking.report import CheckReport, Worst, short
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.figures import in_figures

TOLERANCE = 1e-9
SMALLEST = 1e-30  # weight that is left out, against the largest
DIGITS = 30
TRIED = (4, 8, 16, 32, 64)  # terms of a series that grows
CHECKED = "Checked: the sum around the likeliest value, taken numerically, is {value}; "
ERROR = "the difference is {error}."
GROWS = "Checked: the first 4, 8, 16, 32 and 64 terms sum to {sums}."


@dataclass(frozen=True)
class OverTrials:
    """The mean of a formula of the number of successes among many trials.

    The probabilities are taken from the likeliest number on, each from the one before it, and
    divided by their sum: no binomial coefficient is needed.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> OverTrials(x, x, 2000, 0.25, sp.Integer(500)).check().status
    'agrees'
    """

    body: sp.Expr
    x: sp.Symbol
    count: int
    p: float
    told: sp.Expr

    def check(self) -> CheckReport:
        """Both sides."""
        at, weights = self._weights()
        values = evaluate(lower([self.body], [self.x]), [at])[0] * np.ones_like(at)
        expected = float((values * weights).sum() / weights.sum())
        got = float(Precise(DIGITS).at(self.told, {}))
        error = abs(expected - got) / max(1.0, abs(got))
        status = "agrees" if error <= TOLERANCE else "disagrees"
        said = CHECKED.format(value=in_figures(expected, 10)) + ERROR.format(error=short(error))
        worst = Worst({}, expected, got)
        told = said.replace("-", "−")
        return CheckReport(status, 1, error, TOLERANCE, worst, "summation", told=told)

    def _weights(self) -> tuple[Array, Array]:
        """The numbers of successes that matter, and how likely they are against the likeliest."""
        top, odds = min(self.count, int((self.count + 1) * self.p)), self.p / (1 - self.p)
        found, weight, k = {top: 1.0}, 1.0, top
        while k < self.count and weight > SMALLEST:
            weight *= (self.count - k) / (k + 1) * odds
            k += 1
            found[k] = weight
        weight, k = 1.0, top
        while k > 0 and weight > SMALLEST:
            weight *= k / (self.count - k + 1) / odds
            k -= 1
            found[k] = weight
        return np.array(list(found), dtype=float), np.array(list(found.values()))


@dataclass(frozen=True)
class Growing:
    """The sum of positive terms over 1, 2, 3 … grows without bound: by more with every doubling.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Growing(sp.Rational(3, 2) ** x, x).check().status
    'agrees'
    """

    term: sp.Expr
    x: sp.Symbol

    def check(self) -> CheckReport:
        """The sums of the first terms."""
        terms = [float(self.term.subs(self.x, k)) for k in range(1, TRIED[-1] + 1)]
        sums = [sum(terms[:count]) for count in TRIED]
        grows = all(later >= 1.9 * first > 0 for first, later in pairwise(sums))
        told = GROWS.format(sums=", ".join(in_figures(one) for one in sums))
        status = "agrees" if grows else "disagrees"
        return CheckReport(status, len(sums), 0.0, TOLERANCE, None, "values", told=told)
