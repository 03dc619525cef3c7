"""Taylor polynomials, worked out in steps."""

from __future__ import annotations

from symcalc.tutor.taylor.polynomial import USUAL, centre_of, expanded, interval_of, taylor

__all__ = ["USUAL", "centre_of", "expanded", "interval_of", "taylor"]
