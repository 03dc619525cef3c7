"""Numbers in the tables of a lesson: how many digits of them are shown."""

from __future__ import annotations

import math
from functools import partial

from symcalc.checking.report import short
from symcalc.figures import decimal, in_figures

digits = partial(in_figures, figures=16)  # all that a double has
short_decimal = partial(decimal, figures=2, plain=range(-3, 4))  # a number in a formula


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
