"""The integral itself, to compare a rule with: by balls that prove it, and by SciPy's quad."""

from __future__ import annotations

import math
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

import mpmath
import numpy as np
import sympy as sp

from symcalc.checking.areas import Enclosure, enclosed
from symcalc.tutor.kinks import crossings, zeros
from symcalc.tutor.quadrature.lesson import Lesson

TRUSTED = 1e-6  # of an own estimate of the error, relative to max(1, |value|)
ROUGH = 1e-4  # of mpmath's, which is less careful
ROUNDING = 2.0**-50  # of a sum of doubles, relative
PANELS = 200  # of SciPy's quad


class Estimate(NamedTuple):
    """A value of the integral, how far it may be off, and who says so."""

    how: str
    value: float
    radius: float


class Reference(NamedTuple):
    """What the rule is compared with: the proved value if there is one, else the best estimate."""

    proved: Enclosure | None
    estimates: tuple[Estimate, ...]

    @property
    def best(self) -> Estimate | None:
        """The value that errors are measured against."""
        if self.proved is not None:
            return Estimate("balls", float(self.proved.middle), self.proved.radius)
        return self.estimates[0] if self.estimates else None

    def error(self, value: float) -> float:
        """How far a value is off; NaN where nothing is known."""
        if self.proved is not None and math.isfinite(value):
            error = float(abs(sp.Float(value, 30) - self.proved.middle))
            return error if error > self.proved.radius else 0.0
        return abs(value - self.best.value) if self.best else math.nan


def reference(lesson: Lesson) -> Reference:
    """The integral by every method that is there."""
    proved = enclosed(lesson.body.expr, lesson.x, lesson.low.expr, lesson.high.expr)
    estimate = by_scipy(lesson) if find_spec("scipy") else by_mpmath(lesson)
    return Reference(proved, (estimate,) if estimate else ())


def by_scipy(lesson: Lesson) -> Estimate | None:
    """SciPy's adaptive Gauss-Kronrod quadrature; None where it has doubts."""
    quad = import_module("scipy.integrate").quad
    value, radius, _, *doubts = quad(
        lambda t: float(lesson.f(np.array([t]))[0]),
        *lesson.ends,
        limit=PANELS,
        points=breaks(lesson) or None,
        full_output=True,
    )
    if doubts or not radius <= TRUSTED * max(1.0, abs(value)):
        return None
    return Estimate("scipy", float(value), float(radius))


def by_mpmath(lesson: Lesson) -> Estimate | None:
    """mpmath's tanh-sinh quadrature in doubles."""
    places = sorted({*lesson.ends, *breaks(lesson)})
    value, radius = mpmath.fp.quad(lambda t: float(lesson.f(np.array([t]))[0]), places, error=True)
    sign = 1.0 if lesson.ends[0] <= lesson.ends[1] else -1.0
    if not (math.isfinite(value) and radius <= ROUGH * max(1.0, abs(value))):
        return None
    return Estimate("mpmath", sign * float(value), max(float(radius), ROUNDING * abs(value)))


def breaks(lesson: Lesson) -> list[float]:
    """Where the integrand may have a kink or a jump, between the limits."""
    found = [zeros(c.zero, lesson.x) or [] for c in crossings(lesson.body, lesson.x)]
    a, b = sorted(lesson.ends)
    return sorted({float(z) for places in found for z in places if a < float(z) < b})
