"""Sixty questions about several variables, with answers worked out by hand."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc

PARTIAL = [
    ("∂/∂x (3x^2 y + 2x y^3 - 5)", "6*x*y + 2*y**3"),
    ("∂/∂y (3x^2 y + 2x y^3 - 5)", "3*x**2 + 6*x*y**2"),
    ("∂/∂x x/(x + y)", "y/(x + y)**2"),
    ("∂/∂y x/(x + y)", "-x/(x + y)**2"),
    ("∂/∂y x^y", "x**y*log(x)"),
    ("∂/∂z sin(x y z)", "x*y*cos(x*y*z)"),
    ("∂/∂t e^(-k t) cos(x)", "-k*exp(-k*t)*cos(x)"),
    ("∂/∂x arctan(y/x)", "-y/(x**2 + y**2)"),
    ("∂/∂z (x + y)", "0"),  # z does not occur
]
GRADIENT = [
    ("gradient of x^2 + 3y^2", "[2*x, 6*y]"),
    ("gradient of x y z", "[y*z, x*z, x*y]"),
    ("gradient of sqrt(x^2 + y^2)", "[x/sqrt(x**2 + y**2), y/sqrt(x**2 + y**2)]"),
    ("gradient of ln(x^2 + y^2)", "[2*x/(x**2 + y**2), 2*y/(x**2 + y**2)]"),
    ("gradient of e^(x y)", "[y*exp(x*y), x*exp(x*y)]"),
    (
        "gradient of 100(y - x^2)^2 + (1 - x)^2",
        "[-400*x*(y - x**2) - 2*(1 - x), 200*(y - x**2)]",
    ),
    ("gradient of sin(theta) w0^2", "[w0**2*cos(theta), 2*w0*sin(theta)]"),
]
JACOBIAN = [
    ("jacobian of [x^2 + y, x*y]", "[[2*x, 1], [y, x]]"),
    ("jacobian of (x^2 + y, x*y)", "[[2*x, 1], [y, x]]"),
    ("jacobian of [x1^2, x1*x2, x2^2]", "[[2*x1, 0], [x2, x1], [0, 2*x2]]"),
    ("jacobian of [r cos(t), r sin(t)]", "[[cos(t), -r*sin(t)], [sin(t), r*cos(t)]]"),
    ("jacobian of x^2 y", "[[2*x*y, x**2]]"),
    ("jacobian of [x, y, z] with respect to x, y, z", "[[1, 0, 0], [0, 1, 0], [0, 0, 1]]"),
    ("jacobian of [x, y] with respect to y, x", "[[0, 1], [1, 0]]"),
    ("jacobian of [e^x sin(y), e^x cos(y)]", "[[S(y), C(y)], [C(y), -S(y)]]"),
    (
        "jacobian of [x y, x/y, ln(y)]",
        "[[y, x], [1/y, -x/y**2], [0, 1/y]]",
    ),
    ("jacobian of [a x + b y, c x + d y] with respect to x, y", "[[a, b], [c, d]]"),
    ("jacobian of [7, 8]", "[[0], [0]]"),
    ("jacobian of [t^2, t^3, sin(t)]", "[[2*t], [3*t**2], [cos(t)]]"),
]
HESSIAN = [
    ("hessian of x^2 + 3y^2", "[[2, 0], [0, 6]]"),
    ("hessian of x^2 + 4x y + y^2", "[[2, 4], [4, 2]]"),
    ("hessian of x^2 y", "[[2*y, 2*x], [2*x, 0]]"),
    ("hessian of x y z", "[[0, z, y], [z, 0, x], [y, x, 0]]"),
    (
        "hessian of 100(y-x^2)^2 + (1-x)^2",
        "[[1200*x**2 - 400*y + 2, -400*x], [-400*x, 200]]",
    ),
    ("hessian of e^(x y)", "exp(x*y)*Matrix([[y**2, 1 + x*y], [1 + x*y, x**2]])"),
    ("hessian of x/y", "[[0, -1/y**2], [-1/y**2, 2*x/y**3]]"),
    ("hessian of sin(x) cos(y)", "[[-SC, -CS], [-CS, -SC]]"),
    ("hessian of ln(x y)", "[[-1/x**2, 0], [0, -1/y**2]]"),
    ("hessian of x^3", "[[6*x]]"),
    ("hessian of x + y", "[[0, 0], [0, 0]]"),
    (
        "hessian of sqrt(x^2 + y^2)",
        "Matrix([[y**2, -x*y], [-x*y, x**2]])/(x**2 + y**2)**Rational(3, 2)",
    ),
]
FIELDS = [
    ("jacobian determinant of [x^2 + y, x*y]", "2*x**2 - y"),
    ("jacobian determinant of [r cos(t), r sin(t)]", "r"),
    ("determinant of the jacobian of [x y, y z, z x]", "2*x*y*z"),
    ("divergence of [x^2, y^2]", "2*x + 2*y"),
    ("divergence of [x^2, x y, z]", "3*x + 1"),
    ("divergence of [x, y, z]", "3"),
    ("divergence of [-y, x]", "0"),
    ("divergence of [x/sqrt(x^2 + y^2), y/sqrt(x^2 + y^2)]", "1/sqrt(x**2 + y**2)"),
    ("divergence of [a x, b y]", "a + b"),  # a and b are no coordinates
    ("divergence of [e^x cos(y), e^x sin(y)]", "2*exp(x)*cos(y)"),
    ("curl of [-y, x]", "2"),
    ("curl of [x, y]", "0"),
    ("curl of [-y, x, 0]", "[0, 0, 2]"),
    ("curl of [y z, x z, x y]", "[0, 0, 0]"),  # a gradient
    ("curl of [y z^2, x z, x y]", "[0, 2*y*z - y, z - z**2]"),
    ("curl of [z, x, y]", "[1, 1, 1]"),
    ("laplacian of x^2 + y^2", "4"),
    ("laplacian of ln(x^2 + y^2)", "0"),
    ("laplacian of 1/sqrt(x^2 + y^2 + z^2)", "0"),
    ("laplacian of x^2 y + y^3", "8*y"),
    ("laplacian of e^x sin(y)", "0"),
    ("laplacian of x^4", "12*x**2"),
]
TOTAL = [
    ("directional derivative of x^2 y in the direction [3, 4]", "(6*x*y + 4*x**2)/5"),
    ("directional derivative of x y in the direction [1, 1]", "(x + y)/sqrt(2)"),
    ("directional derivative of x y z in the direction [0, 0, -2]", "-x*y"),
    ("directional derivative of e^x in the direction [5]", "exp(x)"),
    ("total derivative of x^2 y where x = cos t, y = sin t", "cos(t)**3 - 2*sin(t)**2*cos(t)"),
    ("total derivative of x y where x = t^2, y = t^3", "5*t**4"),
    ("total derivative of x y + t where x = t, y = t^2", "3*t**2 + 1"),
    ("total derivative of sin(u) where u = t^2", "2*t*cos(t**2)"),
    (
        "total derivative of x y where x = s + t, y = s t",
        "[2*s*t + t**2, s**2 + 2*s*t]",
    ),
    ("total derivative of x^2 + y^2 where x = r cos(t), y = r sin(t)", "[2*r, 0]"),
]
TABLE = [*PARTIAL, *GRADIENT, *JACOBIAN, *HESSIAN, *FIELDS, *TOTAL]

x, y, t = sp.symbols("x y t")
SHORT = {
    "S": lambda u: sp.exp(x) * sp.sin(u),
    "C": lambda u: sp.exp(x) * sp.cos(u),
    "SC": sp.sin(x) * sp.cos(y),
    "CS": sp.cos(x) * sp.sin(y),
}


def typed(written: str) -> sp.Basic:
    meaning = sp.sympify(written, locals=SHORT)
    return sp.Matrix(meaning) if isinstance(meaning, list) else meaning


def test_there_are_sixty() -> None:
    assert len(TABLE) >= 60


@pytest.mark.parametrize(("question", "written"), TABLE, ids=[row[0] for row in TABLE])
def test_answer(question: str, written: str) -> None:
    told, right = sc.explain(question), typed(written)

    assert list(sp.Matrix([sp.simplify(told.answer - right)])) == [0] * len(sp.Matrix([right]))
    assert getattr(told.answer, "shape", None) == getattr(right, "shape", None)
    assert told.check.status == told.verify().status == "agrees"


@pytest.mark.parametrize("question", [row[0] for row in TABLE[len(PARTIAL) :]])
def test_the_question_is_read_again(question: str) -> None:
    told = sc.explain(question)

    assert sc.explain(told.question.text).answer == told.answer


FORMULAS = ["x^2 y + sin(x y)", "x e^(y z) - z/x", "ln(x + y^2) sqrt(z)", "(x + y)^5/(1 + z^2)"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_sympy_agrees(formula: str) -> None:
    f = sc.parse(formula)
    wrt = sp.symbols("x y z")

    assert sp.simplify(sc.hessian(formula, wrt).answer - sp.hessian(f, wrt)) == sp.zeros(3)
    assert sp.simplify(
        sc.jacobian([formula, "x y z"], wrt).answer - sp.Matrix([f, x * y * wrt[2]]).jacobian(wrt)
    ) == sp.zeros(2, 3)
    assert sp.simplify(sc.laplacian(formula, wrt).answer - sum(f.diff(s, 2) for s in wrt)) == 0
