"""Values as people ask for them: of formulas, of functions by name, at several points."""

from __future__ import annotations

import math

import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.errors import SymcalcError

x, y = sp.symbols("x y")


def sigmoid(u: float) -> float:
    return 1 / (1 + math.exp(-u))


def softmax(*z: float) -> list[float]:
    powers = np.exp(np.array(z) - max(z))
    return list(powers / powers.sum())


VALUES = [
    # question, value by the standard library or NumPy
    ("sigmoid(2)", sigmoid(2)),
    ("what is sigmoid(2)?", sigmoid(2)),
    ("evaluate sigmoid(2)", sigmoid(2)),
    ("compute 0.25^10", 0.25**10),
    ("-ln(0.8)", -math.log(0.8)),
    ("Phi(1) - Phi(-1)", math.erf(1 / math.sqrt(2))),
    ("calculate x^2 + 1 at x = 3", 10),
    ("sigmoid(x) at x = 2", sigmoid(2)),
    ("x y at (2, 3)", 6),
    ("value of x y at x = 2, y = 3", 6),
    ("GELU at 1", (1 + math.erf(1 / math.sqrt(2))) / 2),
    ("leaky ReLU at -2", -0.02),
    ("leaky_relu(-1, 0.2)", -0.2),  # two arguments, not a list
    ("tanh at -1, 0 and 1", [-math.tanh(1), 0, math.tanh(1)]),
    ("value of x^2 at x = -1, 0, 3", [1, 0, 9]),
    ("relu([-1, 0, 2])", [0, 0, 2]),
    ("softmax of (1, 2, 3)", softmax(1, 2, 3)),
    ("softmax([1000, 1001, 1002])", softmax(1000, 1001, 1002)),
    ("logsumexp([1, 2, 3])", 3 + math.log(math.exp(-2) + math.exp(-1) + 1)),
    ("log_softmax([1, 2])", [math.log(p) for p in softmax(1, 2)]),
    ("integral of tanh from 0 to 1", math.log(math.cosh(1))),
    ("limit of tanh as x -> oo", 1),
    ("degree 5 Maclaurin polynomial of sin x at x = 0.5", 0.5 - 0.5**3 / 6 + 0.5**5 / 120),
    ("Maclaurin polynomial of degree 2 of e^x at x = 1", 2.5),
    ("Taylor polynomial of degree 2 of e^x about 0 at x = 0.1", 1.105),
    ("Taylor polynomial of degree 2 of e^x at x = 0 evaluated at 0.1", 1.105),
    ("linear approximation of sqrt(x) near 4, value at 4.1", 2.025),
    ("use the linear approximation of sqrt(x) at 4 to estimate sqrt(4.1)", 2.025),
    ("approximate e^0.1 by its Taylor polynomial of degree 3", 1 + 0.1 + 0.005 + 0.001 / 6),
    ("estimate sqrt(4.1) by linear approximation at 4", 2.025),
]


@pytest.mark.parametrize(("question", "value"), VALUES)
def test_values(question: str, value: float | list[float]) -> None:
    told = sc.explain(question)
    found = told.answer if told.value is None else told.value

    assert np.allclose(np.ravel(np.array(found, dtype=float)), value, rtol=1e-12)
    assert told.verify().status == "agrees"
    assert sc.explain(told.question.text).answer == told.answer


POINTS = [
    # question, the values at the points
    ("slope of ln(1 + x^2) at x = -1, 0, 2", (-1, 0, sp.Rational(4, 5))),
    ("derivative of x^3 at -1, 0 and 1", (3, 0, 3)),
    ("d/dx x^2 at x = 1 and x = 2", (2, 4)),
    ("derivative of |x| at x = -1, 0, 1", (-1, sp.nan, 1)),
    ("gradient of x^2 y at (0, 0) and (1, 2)", (sp.Matrix([0, 0]), sp.Matrix([4, 1]))),
    ("gradient of x y at x = 1, y = 2 and x = 0, y = 1", (sp.Matrix([2, 1]), sp.Matrix([1, 0]))),
]


@pytest.mark.parametrize(("question", "values"), POINTS)
def test_several_points(question: str, values: tuple[object, ...]) -> None:
    assert sc.explain(question).value == values


SLOPES = [
    ("derivative of tanh at 0.5", 1 - math.tanh(0.5) ** 2),
    ("derivative of the sigmoid at 2", sigmoid(2) * (1 - sigmoid(2))),
    ("derivative of the sigmoid function at 0", 0.25),
    ("sigmoid'(2)", sigmoid(2) * (1 - sigmoid(2))),
    ("tanh''(0.5)", -2 * math.tanh(0.5) * (1 - math.tanh(0.5) ** 2)),
    ("second derivative of softplus at 0", 0.25),
]


@pytest.mark.parametrize(("question", "value"), SLOPES)
def test_functions_by_name(question: str, value: float) -> None:
    assert math.isclose(float(sc.explain(question).value), value, rel_tol=1e-12)


PARTIAL = [
    ("∂²/∂x∂y of x^2 y^3", 6 * x * y**2),
    ("∂/∂x of x^2 y", 2 * x * y),
    ("∂f/∂y of x^2 y", x**2),
    ("∂^2/(∂x ∂y) of x^2 y^3", 6 * x * y**2),
    (r"\frac{\partial^2}{\partial x \partial y} of x^2 y^3", 6 * x * y**2),
]


@pytest.mark.parametrize(("question", "answer"), PARTIAL)
def test_of_after_an_operator(question: str, answer: sp.Expr) -> None:
    assert sc.explain(question).answer == answer


REFUSED = [
    "x^2 + 1",  # nothing is asked
    "value of x y at 2",
    "linear approximation of sqrt(x) near 4 to estimate cbrt(4.1)",
    "approximate ln(1.1) with the Taylor polynomial of degree 2",  # ln has none at 0
]


@pytest.mark.parametrize("question", REFUSED)
def test_what_is_not_clear_is_refused(question: str) -> None:
    with pytest.raises(SymcalcError):
        sc.explain(question)


GRADED = [
    ("slope of ln(1 + x^2) at x = -1, 0, 2", "-1, 0, 0.8", "correct"),
    ("slope of ln(1 + x^2) at x = -1, 0, 2", "[-1, 0, 1]", "incorrect"),
    ("derivative of |x| at x = -1, 0, 1", "-1, does not exist, 1", "correct"),
    ("derivative of |x| at x = -1, 0, 1", "-1, 0, 1", "incorrect"),
    ("d/dx x^2/3 at x = 1, 2", "0.667, 1.333", "partial"),
    ("d/dx x^2 at x = 1, 2", "2 and 4", "correct"),
    ("gradient of x^2 y at (0, 0) and (1, 2)", "(0,0), (4,1)", "undecided"),
    ("degree 5 Maclaurin polynomial of sin x at x = 0.5", "1841/3840", "correct"),
    ("calculate x^2 + 1 at x = 3", "11", "incorrect"),
]


@pytest.mark.parametrize(("question", "answer", "status"), GRADED)
def test_grading(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer).status == status
