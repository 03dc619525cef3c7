"""|x|, max, sign, cases and steps: antiderivatives that are continuous where the integrand is."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp
from scipy.integrate import quad

import symcalc as sc
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.reading import read

x = sp.Symbol("x")

CASES = [
    "abs(x)",
    "abs(2x - 3)",
    "abs(1 - x)",
    "abs(x^2 - 1)",
    "x abs(x)",
    "x abs(x - 1)",
    "x^3 abs(x + 2)",
    "abs(x) cos(x)",
    "e^(-abs(x))",
    "abs(x - 1) + abs(x + 1)",
    "abs(abs(x) - 1)",
    "sqrt(abs(x))",
    "max(0, x)",
    "relu(2x - 3) x",
    "x^2 max(0, 1 - x)",
    "max(x, 1 - x)",
    "min(x^2, 1)",
    "max(x, x^2, 1)",
    "sign(x)",
    "x sign(x - 2)",
    "sign(x - 1) e^x",
    "heaviside(x - 1) x^2",
    "piecewise((x^2, x<1), (2-x, x>=1))",
    "piecewise((0, x<0), (sin(x), x<3), (1, True))",
    "floor(x)",
    "x floor(x)",
    "x^2 floor(2x)",
    "floor(1 - 3x)",
    "ceil(x)",
    "x ceil(x/2)",
    "x - floor(x)",
]


@pytest.mark.parametrize("integrand", CASES)
def test_differences_are_areas(integrand: str) -> None:
    """SciPy's quadrature between points on both sides of every kink: no jump is left."""
    told = sc.integrate(integrand, "x")
    f, answer = read(integrand).expr, told.answer.subs(sp.Symbol("C"), 0)
    ends = np.array([-3.3, -1.6, -0.4, 0.3, 1.2, 2.7, 3.9])
    values = evaluate(lower([answer], [x]), [ends])[0]
    heights = lower([f], [x])

    def height(t: float) -> float:
        return float(np.asarray(evaluate(heights, [np.array([t])])[0]).ravel()[0])

    for k in range(len(ends) - 1):
        kinks = [p / 6 for p in range(-24, 25) if ends[k] < p / 6 < ends[k + 1]]
        area = quad(height, ends[k], ends[k + 1], points=kinks, limit=200)[0]
        assert values[k + 1] - values[k] == pytest.approx(area, abs=1e-7), (ends[k], ends[k + 1])
    assert told.check.status == "agrees"


SHORT = [
    ("abs(x)", "x*Abs(x)/2"),
    ("abs(a x + b)", "(a*x + b)*Abs(a*x + b)/(2*a)"),
    ("max(0, x)", "Max(0, x)**2/2"),
    ("sign(x)", "Abs(x)"),
    ("heaviside(x)", "Max(0, x)"),
    ("abs(x)^n", "x*Abs(x)**n/(n + 1)"),
    ("floor(x)", "x*floor(x) - floor(x)*(floor(x) + 1)/2"),
]


@pytest.mark.parametrize(("integrand", "textbook"), SHORT)
def test_usual_form(integrand: str, textbook: str) -> None:
    told = sc.integrate(integrand, "x").answer - sp.Symbol("C")

    assert sp.expand(told - sp.sympify(textbook)) == 0


PIECES = """\
∫ |x² − 1| dx

 1  Piece by piece
    |x² − 1| changes its formula at x = −1 and x = 1. Between these places each piece is \
integrated by itself.
    = {∫ (x² − 1) dx if x < −1; ∫ (1 − x²) dx if x < 1; ∫ (x² − 1) dx otherwise}
"""
MATCHED = """\
 4  Matching constants
    An antiderivative is continuous. At x = −1 the left piece is 2/3 and the right one −2/3, so \
4/3 is added to the right one. At x = 1 the left piece is 2 and the right one −2/3, so 8/3 is \
added to the right one.

    = {x³/3 − x if x < −1; x − x³/3 + 4/3 if x < 1; x³/3 − x + 8/3 otherwise} + C
"""


def test_a_whole_derivation() -> None:
    written = sc.integrate("abs(x^2 - 1)").text()

    assert written.startswith(PIECES)
    assert MATCHED in written


def test_a_letter_at_the_kink() -> None:
    told = sc.integrate("x abs(x - a)", "x")

    assert told.check.status == "agrees"
    assert not told.remarks


def test_where_it_breaks_again_and_again() -> None:
    told = sc.integrate("abs(sin(x))")

    assert any("x = πk for every whole number k" in remark for remark in told.remarks)
