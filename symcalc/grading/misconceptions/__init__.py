"""Which misconception explains a wrong answer: derive with a wrong rule, and compare."""

from __future__ import annotations

from symcalc.grading.misconceptions.diagnosis import diagnosed

__all__ = ["diagnosed"]
