"""Whether a number of values is the least that makes an error small enough."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from symcalc.checking.report import CheckReport


@dataclass(frozen=True)
class LeastSize:
    """σ/√n is at most the error, and with n − 1 values it is not."""

    size: sp.Expr
    sigma: sp.Expr
    error: sp.Expr
    sentence: str

    def check(self) -> CheckReport:
        """At n and at n − 1."""
        n = float(self.size)
        sigma, error = float(self.sigma), float(self.error)
        enough = sigma / n**0.5 <= error * (1 + 1e-12)
        less = n <= 1 or sigma / (n - 1) ** 0.5 > error * (1 - 1e-12)
        status = "agrees" if enough and less else "disagrees"
        told = self.sentence if status == "agrees" else ""
        return CheckReport(status, 2, 0.0, 1e-12, None, "the error at n and n − 1", told=told)
