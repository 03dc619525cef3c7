"""Integrals between limits, worked out."""

from __future__ import annotations

from symcalc.tutor.definite.worked import definite

__all__ = ["definite"]
