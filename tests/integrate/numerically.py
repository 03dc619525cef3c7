"""Integrals by mpmath, for tables of them: values between limits, and differences F(b) - F(a)."""

from __future__ import annotations

import math
from itertools import pairwise

import mpmath
import sympy as sp

DIGITS = 20
CLOSE = 1e-8  # relative to max(1, |value|)
ASIDE = 0.37  # where an interval is cut a second time
SURE = 1e-11  # how far mpmath may doubt its value for it to count
# Where an antiderivative is tried: narrow intervals, then wide ones, which show jumps.
NARROW = [(-0.31, -0.07), (0.06, 0.29), (0.31, 0.42)]
NARROW += [(p / 10, p / 10 + 0.55) for p in (-47, -33, -19, -9, 2, 7, 12, 21, 34, 51)]
WIDE = [(-7.0, 7.5), (0.1, 9.4)]
LETTERS = (1.4, 2.25, 1.57, 2.17, 0.8)


def numeric(expr: sp.Basic, x: sp.Symbol):
    """An expression as a function of mpmath numbers; NaN where it is not real and finite."""
    compiled = sp.lambdify([x], expr, "mpmath")

    def f(t):
        try:
            value = mpmath.mpmathify(compiled(mpmath.mpf(t)))
        except (
            ZeroDivisionError,
            ValueError,
            OverflowError,
            TypeError,
            mpmath.libmp.NoConvergence,
        ):
            return mpmath.nan
        if isinstance(value, mpmath.mpc):
            value = value.real if abs(value.imag) < 1e-12 * (1 + abs(value)) else mpmath.nan
        return value if mpmath.isfinite(value) else mpmath.nan

    return f


def with_numbers(*exprs: sp.Basic, but: tuple[sp.Symbol, ...]) -> list[sp.Basic]:
    """Numbers for the letters, the same in every expression; C is 0."""
    free = sorted(set().union(*(e.free_symbols for e in exprs)) - set(but), key=str)
    values = dict(
        zip([s for s in free if s.name != "C"], map(sp.Rational, map(str, LETTERS)), strict=False)
    )
    values |= {s: sp.S.Zero for s in free if s.name == "C"}
    return [e.xreplace(values) for e in exprs]


def area(f, low: float, high: float) -> mpmath.mpf | None:
    """The integral, cut at whole and half numbers; None where mpmath is not sure of it."""
    first, last = math.floor(2 * low) + 1, math.ceil(2 * high)
    cuts = [low, *(k / 2 for k in range(first, last)), high]
    total = mpmath.mpf(0)
    for left, right in pairwise(cuts):
        if not all(mpmath.isfinite(f(left + (right - left) * k / 4)) for k in range(5)):
            return None
        value, doubt = mpmath.quad(f, [left, right], error=True)
        again = mpmath.quad(f, [left, left + (right - left) * ASIDE, right])
        if not max(doubt, abs(value - again)) <= SURE * max(1, abs(value)):
            return None  # a pole between, which the two see differently
        total += value
    return total


def wrong_between(integrand: sp.Expr, told: sp.Expr, x: sp.Symbol, *, wide: bool) -> str | None:
    """Where F(b) - F(a) is not the integral; None if it is, on at least one interval."""
    integrand, told = with_numbers(integrand, told, but=(x,))
    f, primitive = numeric(integrand, x), numeric(told, x)
    tried = 0
    with mpmath.workdps(DIGITS):
        for low, high in [*NARROW, *(WIDE if wide else ())]:
            expected = area(f, low, high)
            if expected is None:
                continue
            tried += 1
            found = primitive(high) - primitive(low)
            if not abs(found - expected) <= CLOSE * max(1, abs(expected)):
                return (
                    f"from {low} to {high}: {mpmath.nstr(found, 9)}, not {mpmath.nstr(expected, 9)}"
                )
    return None if tried else "no interval on which the integrand is real"
