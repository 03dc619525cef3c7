"""Integrals in several variables, worked out from the inside."""

from __future__ import annotations

from symcalc.tutor.iterated.ask import inwards
from symcalc.tutor.iterated.worked import iterated

__all__ = ["inwards", "iterated"]
