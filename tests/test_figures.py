"""Numbers as a learner reads them, held against Python's own formats and mpmath."""

from __future__ import annotations

import math
from decimal import Decimal

import mpmath
import numpy as np
import pytest
import sympy as sp

from symcalc.figures import decimal, in_figures
from symcalc.writing.text import text

CASES = [
    (0.0, 6, "0"),
    (-0.0, 6, "0"),
    (1.0, 6, "1"),
    (-1 / 3, 3, "−0.333"),
    (123456.0, 6, "123456"),
    (1234567.0, 6, "1.23457·10⁶"),
    (999999.9, 6, "10⁶"),
    (99999.99, 6, "100000"),
    (0.0001, 6, "0.0001"),
    (-0.00001, 6, "−10⁻⁵"),
    (42.0, 1, "40"),
    (1.25e-10, 6, "1.25·10⁻¹⁰"),
    (1e300, 2, "10³⁰⁰"),
    (math.inf, 6, "∞"),
    (-math.inf, 6, "−∞"),
    (math.nan, 6, "undefined"),
    (sp.oo, 6, "∞"),
    (-sp.oo, 6, "−∞"),
    (sp.nan, 6, "undefined"),
    (sp.Rational(2, 3), 4, "0.6667"),
    (-sp.sqrt(2), 6, "−1.41421"),
    (sp.pi * 10**20, 5, "3.1416·10²⁰"),
    (sp.Float("2.5e-9"), 15, "2.5·10⁻⁹"),
    # No double is as large or as small as these.
    (-sp.Integer(12) * 10**400, 6, "−1.2·10⁴⁰¹"),
    (sp.Rational(1, 3 * 10**400), 4, "3.333·10⁻⁴⁰¹"),
    (sp.exp(-2000), 4, "2.577·10⁻⁸⁶⁹"),
    (sp.Rational(99_999_999, 10**400), 3, "10⁻³⁹²"),  # rounding carries
    (sp.Integer(1) - sp.Rational(1, 10**40), 20, "1"),  # by more figures than a double has
    (sp.exp(sp.exp(50)), 3, "2.74·10²²⁵¹⁶⁸⁹⁰⁰¹³⁵⁸⁶⁴⁸⁰⁴³⁶²⁹"),  # no Decimal has such an exponent
]


@pytest.mark.parametrize(("value", "figures", "wanted"), CASES)
def test_how_a_number_is_written(value: float | sp.Expr, figures: int, wanted: str) -> None:
    assert in_figures(value, figures) == wanted
    assert text(decimal(value, figures)) == wanted


@pytest.mark.parametrize("figures", [1, 2, 6, 10, 15, 17])
def test_figures_are_those_of_python(figures: int) -> None:
    draw = np.random.default_rng(figures)
    for value in draw.normal(size=200) * 10.0 ** draw.integers(-12, 25, 200):
        said = in_figures(float(value), figures)
        assert said == text(decimal(float(value), figures))
        wanted = f"{value:.{figures}g}"
        assert float(decimal(float(value), figures).expr) == pytest.approx(float(wanted), rel=1e-15)
        assert ("·10" in said or said.lstrip("−").startswith("10")) or Decimal(wanted) == Decimal(
            said.replace("−", "-")
        )
        assert "e" not in said


def test_what_is_written_out() -> None:
    """The powers of ten that are written as decimals can be chosen."""
    assert in_figures(1234.0, 2, range(-3, 4)) == "1200"
    assert in_figures(0.00021, 2, range(-3, 4)) == "2.1·10⁻⁴"
    assert text(decimal(1234.0, 2, range(-3, 4))) == "1200"


@pytest.mark.parametrize(
    "value", [sp.sqrt(2) / 10**7, -sp.pi, sp.Float(1) / 3, sp.Rational(-2, 7) * 10**30]
)
def test_an_exact_number_keeps_its_meaning(value: sp.Expr) -> None:
    assert decimal(value, 3).expr == value
    told = decimal(float(value), 3).expr
    assert told.is_Rational  # a float means the decimal that is shown
    assert float(told) == float(mpmath.nstr(mpmath.mpf(float(value)), 3))
