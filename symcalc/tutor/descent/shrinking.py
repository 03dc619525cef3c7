"""What is claimed of descent, borne out by steps that are taken with difference quotients."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from symcalc.checking.report import CheckReport, Worst
from symcalc.plotting.sampled import function

H = 1e-3  # of a central difference
METHOD = "a step of descent with difference quotients"
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Shrinks:
    """Along a direction, one step of descent multiplies the distance to a place.

    Steps are taken from both sides of the place, so that of a formula that is no quadratic only
    its even terms count; `reach` is the distance, `tolerance` what they may leave.
    """

    expr: sp.Expr
    wrt: tuple[sp.Symbol, ...]
    centre: tuple[float, ...]
    vector: tuple[float, ...]
    rate: float
    multiplier: float
    reach: float = 1.0
    tolerance: float = 1e-6

    def check(self) -> CheckReport:
        """The step on either side, projected on the direction."""
        f, centre = function(self.expr, self.wrt), np.array(self.centre)
        unit = np.array(self.vector) / np.linalg.norm(self.vector)

        def stepped(point: Array) -> Array:
            moved = [f(*(point[:, None] + side * H * np.eye(len(point)))) for side in (1, -1)]
            return point - self.rate * (moved[0] - moved[1]) / (2 * H)

        right, left = (stepped(centre + side * self.reach * unit) for side in (1, -1))
        got = float((right - left) @ unit) / (2 * self.reach)
        error = abs(got - self.multiplier) / max(1.0, abs(self.multiplier))
        status = "agrees" if error <= self.tolerance else "disagrees"
        if not np.isfinite(got):
            status = "undecided"
        place = dict(zip((s.name for s in self.wrt), self.centre, strict=True))
        worst = Worst(place, got, self.multiplier)
        return CheckReport(status, 2, error, self.tolerance, worst, METHOD)
