"""Numerical integration as a lesson: Riemann sums, trapezoids, Simpson's rule, Monte Carlo."""

from __future__ import annotations

from symcalc.tutor.quadrature.worked import quadrature

__all__ = ["quadrature"]
