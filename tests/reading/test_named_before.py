"""A name before its formula: swish x*sigmoid(x); D_x before what is differentiated."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc

x, z = sp.symbols("x z")
SIGMOID = 1 / (1 + sp.exp(-x))

# A question, and the formula that is meant.
DERIVATIVES = [
    ("derivative of swish x*sigmoid(x)", x * SIGMOID),
    ("derivative of softplus ln(1+e^x)", sp.log(1 + sp.exp(x))),
    ("derivative of the sigmoid function σ(x) = 1/(1+e^(-x))", SIGMOID),
    ("derivative of tanh (e^x - e^-x)/(e^x + e^-x)", sp.tanh(x)),
    ("derivative of sigmoid σ(x)", SIGMOID),
    ("derivative of gelu x Phi(x)", x * (1 + sp.erf(x / sp.sqrt(2))) / 2),
    ("derivative of sigmoid: 1/(1+e^-z)", 1 / (1 + sp.exp(-z))),
    # another formula behind the name is its argument
    ("derivative of tanh 3x", sp.tanh(3 * x)),
    ("derivative of sin sin(x)", sp.sin(sp.sin(x))),
    ("derivative of ln log(x)", sp.log(sp.log(x))),
    ("derivative of sigmoid x^2", 1 / (1 + sp.exp(-(x**2)))),
    ("D_x[sin(x) cos(x)]", sp.sin(2 * x) / 2),
    ("find D_x (x^2)", x**2),
    ("D_{x} x^3", x**3),
]


@pytest.mark.parametrize(("question", "meant"), DERIVATIVES, ids=lambda row: str(row)[:60])
def test_the_formula_behind_the_name_is_taken(question: str, meant: sp.Expr) -> None:
    (by,) = meant.free_symbols
    gap = sc.explain(question).answer - sp.diff(meant, by)

    assert all(abs(gap.subs(by, at).evalf()) < 1e-12 for at in (sp.Rational(3, 7), 2))


VALUES = [
    ("derivative of mish x*tanh(softplus(x)) at x = 0", sp.Rational(3, 5)),
    ("derivative of softsign x/(1+|x|) at x = -2", sp.Rational(1, 9)),
    ("derivative of leaky relu max(0.01x, x) at -1", sp.Rational(1, 100)),
    ("softplus ln(1+e^x) at 0", sp.log(2)),
]


@pytest.mark.parametrize(("question", "value"), VALUES)
def test_values_of_named_formulas(question: str, value: sp.Expr) -> None:
    assert abs(sp.N(sc.explain(question).value - value)) < 1e-12


REFUSED = [
    ("derivative of swish x*tanh(x)", "another one"),
    ("for which c is f(x) = {c x + 1 if x < 2; x^2 if x >= 2} continuous?", "for which c"),
    ("integrate r from 0 to 1, theta from 0 to 2 pi: r", "bounds are said twice"),
    ("integrate x y from 0 to 1, y from 0 to 2", "bounds are said twice"),
]


@pytest.mark.parametrize(("question", "message"), REFUSED)
def test_what_is_not_known_is_refused(question: str, message: str) -> None:
    with pytest.raises(sc.SymcalcError, match=message):
        sc.explain(question)
