"""The last digits of a quantile, which doubles do not have."""

from __future__ import annotations

import mpmath
import sympy as sp

from symcalc.tutor.probability.event_claims import callable_of, number_of
from symcalc.tutor.probability.law import Distribution

TIMES = 2
DIGITS = 20
MORE = 40  # where the density is infinite at the end: quadrature has half of them there
NEAR = 1e-6


def refined(law: Distribution, alpha: sp.Rational, near: float) -> float:
    """A quantile to all digits of a double, by Newton's method with more of them.

    Where that leads away, as across a kink of the density, it is the value near it that is given.
    """
    low, high = law.ends
    end, sign, level = (low, 1, alpha) if low.is_finite else (high, -1, 1 - alpha)
    infinite = end.is_finite and law.density.expr.subs(law.x, end).is_infinite
    digits = MORE if infinite else DIGITS
    with mpmath.workdps(digits):
        f = callable_of(law.density.expr, law.x, {}, digits)
        q, start, wanted = mpmath.mpf(near), number_of(end), number_of(level)
        for _ in range(TIMES):
            share = abs(mpmath.quad(f, [start, q]))
            q -= sign * (share - wanted) / f(q)
    found = float(q)
    return found if abs(found - near) <= NEAR * abs(near) else near
