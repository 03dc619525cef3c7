"""Functions that integrals define: the fundamental theorem and Leibniz's rule, by hand."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.integrals import check_integrals

x, t = sp.symbols("x t")

INTEGRALS = [
    # integral                                rule                    derivative by x, by hand
    (r"\int_0^x e^{-t^2} dt", "fundamental-theorem", "e^(-x^2)"),
    (r"\int_x^1 \sin(t^2) dt", "fundamental-theorem", "-sin(x^2)"),
    (r"\int_x^{x^2} \sin(t)/t dt", "fundamental-theorem", "(2sin(x^2) - sin(x))/x"),
    (r"\int_1^{e^x} \ln t dt", "fundamental-theorem", "x e^x"),
    (r"\int_0^{\sin x} \sqrt{1 - t^2} dt", "fundamental-theorem", "cos(x) |cos(x)|"),
    (r"\int_0^x |t - 1| dt", "fundamental-theorem", "|x - 1|"),
    (r"\int_0^x \int_0^t s ds dt", "fundamental-theorem", r"\int_0^x s ds"),
    (r"\int_0^1 e^{x t} dt", "leibniz", r"\int_0^1 t e^{x t} dt"),
    (r"\int_0^x \sin(x t) dt", "leibniz", r"\sin(x^2) + \int_0^x t \cos(x t) dt"),
    (r"\int_0^{x^2} \ln(1 + x t) dt", "leibniz", r"2x \ln(1+x^3) + \int_0^{x^2} t/(1+x t) dt"),
    (r"\int_0^1 t^2 dt", "constant", "0"),
]


@pytest.mark.parametrize(("formula", "rule", "by_hand"), INTEGRALS)
def test_integrals_are_differentiated(formula: str, rule: str, by_hand: str) -> None:
    d = sc.diff(formula, "x")

    assert d.steps[0].rule == rule
    assert check_integrals(d.answer, sc.parse(by_hand)).status == "agrees"
    assert d.verify().status == "agrees"


def test_inside_other_formulas() -> None:
    assert sc.diff(r"x \int_0^1 x t dt + x \int t^2 dt", "x").check.status == "agrees"
    d = sc.diff(r"x^2 \int_0^x e^{-t^2} dt", "x")
    assert d.steps[0].rule == "product"
    assert d.answer == x**2 * sp.exp(-(x**2)) + 2 * x * sp.Integral(sp.exp(-(t**2)), (t, 0, x))
    assert sc.diff(r"\int_0^x e^{t^2} dt", "x", 2).answer == 2 * x * sp.exp(x**2)
    assert list(sc.gradient(r"\int_x^y \sin(t^2) dt").answer) == [
        -sp.sin(x**2),
        sp.sin(sp.Symbol("y") ** 2),
    ]


def test_a_pole_between_the_bounds_is_not_borne_out() -> None:
    assert sc.diff(r"\int_{-x}^{x} 1/t dt", "x").check.status == "undecided"


def test_wrong_answers_are_refuted() -> None:
    area = sp.Integral(sp.sin(x * t), (t, 0, x))
    assert check_integrals(sp.Derivative(area, x), sp.sin(x**2)).status == "disagrees"


@pytest.mark.parametrize("formula", [r"\int x^2 dx", r"\int_{-\infty}^x e^{-t^2} dt"])
def test_what_is_not_worked_out_is_said(formula: str) -> None:
    with pytest.raises(sc.UnsupportedError):
        sc.diff(formula, "x")
