"""Antiderivatives, worked out: a search over methods, one file a method."""

from __future__ import annotations

from symcalc.tutor.integrate.worked import antiderivative

__all__ = ["antiderivative"]
