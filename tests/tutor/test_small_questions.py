"""Losses of numbers, difference quotients, steepest directions, products with a vector."""

from __future__ import annotations

import math

import numpy as np
import pytest

import symcalc as sc
from symcalc.errors import SymcalcError

LOGITS = np.array([2, 1, 0.1])

VALUES = [
    # question, value by NumPy or by hand
    ("MSE of (0.9, 0.1) against (1, 0)", 0.01),
    ("mean absolute error of (0.9, 0.1) against (1, 0)", 0.1),
    ("RMSE of predictions [3, 5] and targets [1, 2]", math.sqrt(6.5)),
    ("mean squared error between (1, 2, 3) and (1, 2, 5)", 4 / 3),
    ("BCE of (0.9, 0.2) against (1, 0)", -np.mean(np.log([0.9, 0.8]))),
    ("cross-entropy of (0.7, 0.2, 0.1) against (1, 0, 0)", -math.log(0.7)),
    ("cross-entropy of (1, 0, 0) against (0.7, 0.2, 0.1)", -math.log(0.7)),  # targets are 0 and 1
    (
        "cross-entropy of logits (2, 1, 0.1) with target class 0",
        float(np.log(np.exp(LOGITS).sum()) - LOGITS[0]),
    ),
    ("Huber loss with delta 1 at r = 3", 2.5),
    ("Huber loss at r = 0.5 with delta = 1", 0.125),
    ("Huber loss with delta 2 of (0, 5) against (1, 0)", (0.5 + 2 * 4) / 2),
    ("hinge loss of (0.5, -2) against (1, -1)", 0.25),
    ("focal loss with gamma 2 at p = 0.9", -(0.1**2) * math.log(0.9)),
    ("log-cosh loss at r = 2", math.log(math.cosh(2))),
    ("quantile loss with tau 0.9 of (2, 3) against (3, 1)", (0.9 + 0.2) / 2),
    ("binary cross-entropy of 0.8 with label 1", -math.log(0.8)),
    ("binary cross-entropy of 0.7 against 0", -math.log(0.3)),
    ("log loss of prediction 0.9 for label 1", -math.log(0.9)),
    ("BCEWithLogitsLoss for logit -0.8 and target 1", math.log1p(math.exp(0.8))),
    ("hinge loss at s = 0.4 with y = -1", 1.4),
    ("hinge loss of score 0.4 with label -1", 1.4),
    ("squared hinge loss with y = 1 and score 0.3", 0.7**2),
    ("logistic loss of score 2 with label -1", math.log1p(math.exp(2))),
    ("smooth L1 loss of prediction 2.3 and target 2 with beta = 1", 0.3**2 / 2),
    ("smooth L1 loss of 3 against 0 with beta 0.5", 2.75),
    ("quantile loss at r = 2 with tau 0.9", 1.8),  # r = y − p
    ("quantile loss with tau = 0.9 of prediction 5 against target 3", 0.1 * 2),
    ("epsilon-insensitive loss of 3 against 1 with epsilon 0.5", 1.5),
    ("focal loss at p = 0.6 with gamma 2 and alpha 0.25", -0.25 * 0.4**2 * math.log(0.6)),
    ("focal loss for p = 0.9, gamma = 2, alpha = 0.25", -0.25 * 0.1**2 * math.log(0.9)),
    (
        "focal loss of 0.9 against 0 with gamma 2 and alpha 0.25",
        -0.75 * 0.9**2 * math.log(0.1),
    ),
    ("MSE of (1, 2, 3) and (1, 3, 5)", 5 / 3),
    ("squared error of 3 against 5", 4),
    ("multiclass hinge loss of scores (3.2, 5.1, -1.7) with correct class 0", 2.9),
    ("cross-entropy of (0.7, 0.2, 0.1) with true class 0", -math.log(0.7)),
    (
        "cross-entropy of softmax(2, 1, 0.1) with one-hot target class 2",
        float(np.log(np.exp(LOGITS).sum()) - LOGITS[2]),
    ),
    (
        "cross-entropy of logits (2, 1, 0.1) with target class 0 and label smoothing 0.3",
        float(np.log(np.exp(LOGITS).sum()) - LOGITS @ [0.8, 0.1, 0.1]),
    ),
    ("forward difference of x^3 at x = 2 with h = 0.1", 12.61),
    ("backward difference of x^3 at x = 2 with h = 0.1", 11.41),
    ("central difference of x^3 at x = 2 with h = 0.1", 12.01),
    ("central difference of x^3 at x = 2 with h=0.1", 12.01),
    ("central difference of |x| at 0 with h = 0.1", 0),
    ("second difference of x^4 at x = 1 with h = 0.1", (1.1**4 - 2 + 0.9**4) / 0.01),
    ("five-point formula of e^x at x = 0 with h = 0.1", 0.9999966627),
    ("derivative of x^3 at x = 2 by central difference with h = 0.1", 12.01),
    ("norm of the gradient of x^2 y at (1, 2)", math.sqrt(17)),
    ("largest directional derivative of x^2 y at (1, 2)", math.sqrt(17)),
]


@pytest.mark.parametrize(("question", "value"), VALUES)
def test_values(question: str, value: float) -> None:
    told = sc.explain(question)

    assert math.isclose(float(told.value), value, rel_tol=1e-9, abs_tol=1e-12)
    assert told.verify().status == "agrees"
    assert sc.explain(told.question.text).value == told.value


SOFT = np.exp([1, 2, 3]) / np.exp([1, 2, 3]).sum()
ARRAYS = [
    # question, array by NumPy
    (
        "gradient in the logits of cross-entropy of softmax(1, 2, 3) with one-hot target class 1",
        (SOFT - [0, 1, 0])[:, None],
    ),
    ("Jacobian of softmax at (0, 0, 0)", np.eye(3) / 3 - 1 / 9),
    ("Jacobian of the softmax function at z = (1, 2, 3)", np.diag(SOFT) - np.outer(SOFT, SOFT)),
    ("Jacobian matrix of relu at (-1, 2)", np.diag([0, 1])),
    ("gradient of log-sum-exp at (1, 2, 3)", SOFT[:, None]),
]


@pytest.mark.parametrize(("question", "array"), ARRAYS)
def test_slopes_of_arrays(question: str, array: np.ndarray) -> None:
    told = sc.explain(question)

    assert np.allclose(np.array(told.answer, dtype=float), array, rtol=1e-12)
    assert told.verify().status == "agrees"
    assert sc.explain(told.question.text).answer == told.answer
    assert sc.grade(question, str(array.tolist())).status == "correct"


VECTORS = [
    # question, vector from J = [[2xy, x²], [1, 1]] or H = [[2y, 2x], [2x, 6y]] by hand
    ("Jacobian-vector product of [x^2 y, x + y] with v = [1, 2] at (1, 3)", [8, 3]),
    ("vjp of (x^2 y, x + y) with u = (2, 1) at (1, 3)", [13, 3]),
    ("Hessian-vector product of x^2 y + y^3 with v = [1, 1] at x = 1, y = 2", [6, 14]),
    ("direction of steepest descent of x^2 + y^2 at (1, 2)", [-2, -4]),
]


@pytest.mark.parametrize(("question", "vector"), VECTORS)
def test_vectors(question: str, vector: list[int]) -> None:
    told = sc.explain(question)

    assert list(told.answer) == vector
    assert told.verify().status == "agrees"
    assert sc.explain(told.question.text).answer == told.answer


def test_hvp_takes_numbers() -> None:
    told = sc.hvp("x^2 y + y^3", ["x", "y"], [1, 1], at={"x": 1, "y": 2})

    assert list(told.answer) == [6, 14]


REFUSED = [
    "cross-entropy of (0.5, 0.5) against (0.7, 0.3)",  # which are the targets?
    "MSE of (1, 2) against (1, 2, 3)",
    "quantile loss of (2, 3) against (3, 1)",  # without tau
    "direction of steepest descent of x^2 + y^2 at (0, 0)",
    "central difference of x^3 at x = 2 with h = -1",
]


@pytest.mark.parametrize("question", REFUSED)
def test_what_is_not_clear_is_refused(question: str) -> None:
    with pytest.raises(SymcalcError):
        sc.explain(question)


GRADED = [
    ("MSE of (0.9, 0.1) against (1, 0)", "0.01", "correct"),
    ("central difference of x^3 at x = 2 with h = 0.1", "12", "incorrect"),
    ("central difference of x^3 at x = 2 with h = 0.1", "12.01", "correct"),
    ("direction of steepest descent of x^2 + y^2 at (1, 2)", "(-1, -2)", "correct"),
    ("direction of steepest descent of x^2 + y^2 at (1, 2)", "(1, 2)", "incorrect"),
    ("direction of steepest descent of x^2 + y^2 at (1, 2)", "(-1, -1)", "incorrect"),
]


@pytest.mark.parametrize(("question", "answer", "status"), GRADED)
def test_grading(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer).status == status


CANCELLING = [
    # formula, what no line may say, what the last says
    ("(sqrt(1 + 10^-16) - 1)/10^-16", "(1 − 1)", "= 0.5"),
    ("sqrt(10^16 + 1) - 10^8", "100000000 − 100000000", "5·10⁻⁹"),
    ("ln(1 - tanh(15))", "ln(1 − 1)", "−29.30685"),
]


@pytest.mark.parametrize(("formula", "false", "last"), CANCELLING)
def test_lines_in_decimals_are_true(formula: str, false: str, last: str) -> None:
    told = sc.evaluate(formula).text()

    assert false not in told
    assert last in told
    assert "digits cancel" in told


FINE = [  # the slope, and how far the quotient is off by its Taylor series
    ("central difference of x^3 at x = 0 with h = 1e-10", "0", "10⁻²⁰"),
    ("central difference of x^5 at x = 0 with h = 1e-10", "0", "10⁻⁴⁰"),
    ("second difference of x^4 at x = 0 with h = 1e-10", "0", "2·10⁻²⁰"),
    ("forward difference of sin(x) at 0 with h = 1e-8", "1", "1.67·10⁻¹⁷"),
    ("central difference of exp(x) at 0 with h = 1e-8", "1", "1.67·10⁻¹⁷"),
    ("central difference of sin(x) at x = 1 with h = 1e-9", "0.54030231", "9.01·10⁻²⁰"),
    ("central difference of x^2 at x = 3 with h = 0.1", "6", "0"),
]


@pytest.mark.parametrize(("question", "slope", "error"), FINE)
def test_the_error_of_a_fine_quotient_is_told(question: str, slope: str, error: str) -> None:
    told = sc.explain(question)
    assert f"is {slope}; the quotient is off by {error}." in told.steps[-1].explanation
    assert told.check.status == "agrees"


def test_a_value_below_the_doubles_is_not_zero() -> None:
    told = str(sc.explain("softplus(-800)"))
    assert "3.667875·10⁻³⁴⁸" in told  # ln(1 + u) is u, up to u²/2, and u is e⁻⁸⁰⁰
