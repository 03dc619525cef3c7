"""Hyperbolic integrands: SymPy differentiates the answers."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.steps import walk

POINTS = [sp.Rational(*p) for p in ((3, 10), (13, 10), (-7, 10), (-19, 10), (1, 7), (-1, 9))]
LETTERS = {"a": sp.Rational(7, 5), "b": sp.Rational(9, 4)}

ROWS = [
    *("sinh(x)^3", "cosh(2x)^5", "sinh(x)^3 cosh(x)^3", "sinh(x)^2", "cosh(x)^4", "sinh(x)^8"),
    *("sinh(x)^2 cosh(x)^2", "tanh(x)^2", "tanh(x)^4", "tanh(x)^5", "coth(x)^3", "sinh(a x)^2"),
    *("sech(x)", "csch(x)", "1/cosh(x)", "1/sinh(2x)", "sech(x)^3", "csch(x)^3", "1/cosh(x)^5"),
    *("sech(x)^4", "csch(x)^4", "tanh(x)^2 sech(x)^4", "tanh(x)^3 sech(x)", "coth(x)^3 csch(x)"),
    *("tanh(x)^5 sech(x)^(3/4)", "sinh(x)^2/cosh(x)", "1/(sinh(x)^2 cosh(x)^2)"),
    *("1/(sinh(x) cosh(x))", "sinh(x)/cosh(x)^3", "sinh(a x) cosh(b x)", "sinh(2x) cosh(5x)"),
    *("sinh(2x) sinh(3x)", "cosh(x) cosh(2x) cosh(3x)", "x cosh(x)^2", "x tanh(x)^2"),
    *("1/(1+cosh(x))", "1/(cosh(x)-1)", "1/(1+cosh(x))^2", "1/(2+sinh(x))", "1/(3+2cosh(x))"),
    *("1/(3sinh(x)+2cosh(x))", "sinh(x)/(sinh(x)+2cosh(x))", "1/(4+3tanh(x))"),
    *("sinh(x)/(1+cosh(x)^2)", "1/(1-sinh(x)^4)", "1/(a^2+b^2 cosh(x)^2)"),
    *("sqrt(1+cosh(x))", "sqrt(cosh(x)-1)", "1/sqrt(1+cosh(x))"),
    "sinh(x)^2 sinh(2x)/(1-sinh(x)^2)^(3/2)",
]


@pytest.mark.parametrize("formula", ROWS)
def test_answer_differentiates_back(formula: str) -> None:
    told = sc.integrate(formula, "x")
    real = {s: sp.Symbol(s.name, real=True) for s in told.answer.free_symbols}
    x = real[sp.Symbol("x")]
    letters = {s: LETTERS[s.name] for s in real.values() if s.name in LETTERS}
    gap = sp.diff(told.answer.xreplace(real), x) - sc.parse(formula).xreplace(real)
    values = [complex(gap.subs({x: p, **letters}).evalf(30)) for p in POINTS]
    inside = [v for v in values if v == v and abs(v.imag) < 1e-20]

    assert {step.status for step in walk(told.steps)} == {"proved"}
    assert inside
    assert max(map(abs, inside)) < 1e-12


SECANT = """\
∫ sech(x) dx

 1  Split off the derivative
    sech(x) = cosh(x)/(sinh²(x) + 1), and the derivative of sinh(x) is cosh(x).
"""
SQUARE = """\
∫ sinh²(x) dx

 1  Half-angle identity
    sinh²(x) = cosh(2x)/2 − 1/2.
    = 1/2 ∫ (cosh(2x) − 1) dx
"""


@pytest.mark.parametrize(("formula", "told"), [("sech(x)", SECANT), ("sinh(x)^2", SQUARE)])
def test_derivation(formula: str, told: str) -> None:
    assert sc.integrate(formula, "x").text().startswith(told)
