"""Limits, worked out: one file a method."""

from __future__ import annotations

from symcalc.tutor.limits.worked import answered, limit

__all__ = ["answered", "limit"]
