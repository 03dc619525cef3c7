"""Numbers in the tables of a lesson: how many digits of them are shown."""

from __future__ import annotations

import math

import sympy as sp

from symcalc import notation
from symcalc.checking.report import short
from symcalc.notation import Notation


def digits(value: float) -> str:
    """All digits that a double has."""
    sign = "−" if value < 0 else ""
    return f"{sign}{abs(value):.16g}" if math.isfinite(value) else "undefined"


def size(value: float) -> str:
    """An error, two digits of it."""
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else "—"
    mantissa, _, exponent = f"{value:.1e}".partition("e")
    return f"{mantissa}e{int(exponent)}"


def power(h: float) -> str:
    """1e-8."""
    return short(h)


def order(value: float) -> str:
    """An observed order, two decimals of it."""
    return f"{value:.2f}".replace("-", "−") if math.isfinite(value) else "—"


def decimal(value: float) -> Notation:
    """A number with two digits as a formula."""
    rounded = f"{value:.1e}"
    mantissa, _, exponent = rounded.partition("e")
    if -3 <= int(exponent) <= 3 or value == 0:
        return notation.number(sp.Rational(rounded), f"{float(rounded):g}")
    ten = notation.power(notation.number(10), notation.rational(sp.Integer(int(exponent))))
    return notation.multiply(notation.number(sp.Rational(mantissa), f"{float(mantissa):g}"), ten)
