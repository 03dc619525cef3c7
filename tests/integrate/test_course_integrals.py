"""The integrals that courses on calculus for machine learning print, with their true values."""

from __future__ import annotations

import math

import pytest
import sympy as sp

import symcalc as sc
from symcalc.reading import read

x, a, t = sp.symbols("x a t")
f = sp.Function("f")

ANSWERS = [
    # what is asked                    the true answer          of the course's section
    ("d/dx int_a^x f(t) dt", f(x)),  # the fundamental theorem
    ("int_0^2 60 dt", 120),  # a distance
    ("integrate 2x from 0 to 3", 9),
    ("int 2x dx", "x^2 + C"),
    ("int_0^2 x^2 dx", sp.Rational(8, 3)),
    ("int x^n dx", "x^(n+1)/(n+1) + C"),
    ("int e^x dx", "e^x + C"),
    ("int 1/x dx", "ln|x| + C"),
    ("int cos x dx", "sin(x) + C"),
    ("int sin x dx", "-cos(x) + C"),
    ("int 2x e^(x^2) dx", "e^(x^2) + C"),
    ("int_0^pi sin x dx", 2),
    ("int_0^1 x y dy", "x/2"),  # x held fixed
    ("int_0^2 int_0^1 x y dy dx", 1),
    ("int_0^1 int_0^2 x y dx dy", 1),
    ("int x/2 dx", "x^2/4 + C"),
    ("int_(-oo)^oo e^(-x^2/2)/sqrt(2 pi) dx", 1),  # a density has the mass 1
    ("int_0^1 1 dx", 1),
]

# rule, integrand, from, to, n, what the sum comes to in double precision
SUMS = [
    ("trapezoid", "x^2", 0, 2, 999, 2.666668002670672),  # 1000 points
    ("trapezoid", "x^2", 0, 2, 1000, 2.666668),
    ("left", "x^2", 0, 2, 1000, 2.662668),
    ("trapezoid", "2x", 0, 3, 9999, 9.0),
    ("simpson", "sin x", 0, "pi", 1000, 2.0000000000010827),
]


@pytest.mark.parametrize(("asked", "true"), ANSWERS)
def test_true_answers(asked: str, true: object) -> None:
    expected = read(true).expr if isinstance(true, str) else sp.sympify(true)
    d = sc.explain(asked)
    assert sp.simplify(d.answer - expected) == 0
    assert d.check.status == "agrees"


@pytest.mark.parametrize(("rule", "integrand", "low", "high", "n", "true"), SUMS)
def test_true_sums(
    rule: str, integrand: str, low: object, high: object, n: int, true: float
) -> None:
    d = sc.quadrature(integrand, "x", low, high, rule=rule, n=n)
    assert math.isclose(d.answer, true, rel_tol=3e-16 * n**0.5)


def test_the_exponent_is_not_minus_one() -> None:
    assert sp.Ne(sp.Symbol("n"), -1) in sc.integrate("x^n", "x").conditions


def test_simpson_weights() -> None:
    """1, 4, 2, …, 4, 1, and exact for cubics."""
    d = sc.quadrature("x^3 - x + 7", "x", 0, 2, n=6)
    panels = next(step for step in d.steps if step.rule == "panels")
    assert [row[-1] for row in panels.table.rows] == ["1", "4", "2", "4", "2", "4", "1"]
    assert math.isclose(d.answer, 16, rel_tol=1e-15)


def test_monte_carlo() -> None:
    """Of 100 000 points the standard error is 0.003057: four decimals are not to be had."""
    d = sc.quadrature("sin x", "x", 0, "pi", rule="monte-carlo", n=100_000)
    step = next(step for step in d.steps if step.rule == "standard-error")
    assert abs(float(step.after.parts[1].expr) - 0.0030574535164817787) < 3e-5
    assert abs(float(d.answer) - 2) < 5 * 0.00306


def test_integration_undoes_differentiation() -> None:
    for formula in ("x^2 sin x", "e^(-x^2)", "ln(1 + x^2)"):
        slope = sc.diff(formula).answer
        back = sc.integrate(slope, "x").answer
        assert sp.simplify((back - sc.parse(formula)).diff(x)) == 0
