"""Means over a standard normal variable, by a quadrature that is exact for polynomials."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import sympy as sp

from symcalc.checking.report import CheckReport, Worst
from symcalc.formula import natural_order
from symcalc.plotting.sampled import function

Z = sp.Symbol("z")
NODES = 16  # exact up to degree 31
TRIED = ((0.5, 1.5), (1.25, 0.75), (2.0, 3.0))  # values for two letters
TOLERANCE = 1e-10
METHOD = "Gauss–Hermite quadrature"


@dataclass(frozen=True)
class Mean:
    """The mean of a polynomial in z, standard normal, for any value of its letters.

    >>> Mean(Z**4, sp.Integer(3)).check().status
    'agrees'
    """

    expr: sp.Expr
    told: sp.Expr

    def check(self) -> CheckReport:
        """Both sides at a few values of the letters."""
        letters = natural_order((self.expr.free_symbols | self.told.free_symbols) - {Z})
        f = function(self.expr, (Z, *letters))
        g = function(self.told, letters) if letters else None
        nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
        weights = weights / weights.sum()
        worst, error = None, -1.0
        for values in TRIED:
            at = values[: len(letters)]
            mean = float(weights @ f(nodes, *(np.full_like(nodes, v) for v in at)))
            told = float(g(*(np.array([v]) for v in at))[0]) if g else float(self.told)
            gap = abs(mean - told) / max(1.0, abs(told))
            if gap > error:
                place = dict(zip((s.name for s in letters), at, strict=True))
                worst, error = Worst(place, mean, told), gap
        status = "agrees" if error <= TOLERANCE else "disagrees"
        return CheckReport(status, len(TRIED), error, TOLERANCE, worst, METHOD)
