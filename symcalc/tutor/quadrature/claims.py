"""What a lesson on quadrature claims, borne out by arithmetic of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.checking.report import CheckReport, Worst

DIGITS = 30
MOST = 64  # nodes that are looked at, spread over all
TOLERANCE = 1e-9  # relative to the largest value


@dataclass(frozen=True)
class Values:
    """The integrand has these values at these places, which were computed in doubles.

    >>> x = sp.Symbol("x")
    >>> Values(x**2, x, (0.5, 2.0), (0.25, 4.0)).check().status
    'agrees'
    >>> Values(x**2, x, (0.5, 2.0), (0.25, 5.0)).check().status
    'disagrees'
    """

    expr: sp.Expr
    x: sp.Symbol
    places: Sequence[float]
    told: Sequence[float]

    def check(self) -> CheckReport:
        """The same in 30 digits."""
        arithmetic = Precise(DIGITS)
        chosen = np.unique(np.linspace(0, len(self.places) - 1, MOST).round().astype(int))
        scale = max(1.0, *(abs(self.told[k]) for k in chosen))
        errors: dict[int, tuple[float, float]] = {}
        for k in map(int, chosen):
            place = sp.Rational(float(self.places[k]))
            try:
                value = float(arithmetic.at(self.expr, {self.x: place}))
            except Undefined:
                continue
            errors[k] = abs(value - self.told[k]) / scale, value
        method = f"mpmath ({DIGITS} digits)"
        if not errors:
            return CheckReport("undecided", 0, float("nan"), TOLERANCE, None, method)
        k = max(errors, key=lambda i: errors[i][0])
        error, value = errors[k]
        worst = Worst({self.x.name: float(self.places[k])}, value, float(self.told[k]))
        status = "agrees" if error <= TOLERANCE else "disagrees"
        return CheckReport(status, len(errors), error, TOLERANCE, worst, method)
