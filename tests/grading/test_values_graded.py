"""Answers that are numbers: at a point, in decimals, with a unit; the truth is by hand or NumPy."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import symcalc as sc
from symcalc.derivation import Derivation

POINTED: list[tuple[Callable[[], Derivation], str, str]] = [
    (lambda: sc.diff("x^2", at={"x": 3}), "6", "correct"),
    (lambda: sc.diff("x^2", at={"x": 3}), "2x", "incorrect"),
    (lambda: sc.explain("derivative of x^2 at x = 3"), "6", "correct"),
    (lambda: sc.gradient("x^2 y", at={"x": 1, "y": 2}), "(4, 1)", "correct"),
    (lambda: sc.gradient("x^2 y", at={"x": 1, "y": 2}), "(4, 2)", "incorrect"),
    (lambda: sc.hessian("x^2 y", at={"x": 1, "y": 2}), "[[4, 2], [2, 0]]", "correct"),
    (lambda: sc.jacobian(["x^2 y", "x"], at={"x": 1, "y": 2}), "[[4, 1], [1, 0]]", "correct"),
    (lambda: sc.laplacian("x^2 y", at={"x": 1, "y": 2}), "4", "correct"),
    (lambda: sc.implicit("x^2 + y^2 = 25", at={"x": 3, "y": 4}), "-3/4", "correct"),
    (lambda: sc.chain("x^2 y", {"x": "t", "y": "t^2"}, at={"t": 1}), "4", "correct"),
    (lambda: sc.distribution("normal(1, 2)", at={"x": 3}), "0.121", "correct"),
    (lambda: sc.distribution("bernoulli(p)", at={"x": 1}), "p", "correct"),
]


@pytest.mark.parametrize(("asked", "answer", "status"), POINTED)
def test_a_derivation_is_graded_at_its_point(
    asked: Callable[[], Derivation], answer: str, status: str
) -> None:
    assert sc.grade(asked(), answer, timeout=None).status == status


def test_a_worker_is_told_the_point() -> None:
    assert sc.grade(sc.diff("x^2", at={"x": 3}), "6").status == "correct"


DOUBLE = repr(float(np.cos(1.0)))  # 0.5403023058681398, a little off cos 1
STEPS = "origin of step at rate=0.1, factor=0.5, every=20, t="
HUBER = "derivative of {r^2/2 if |r| <= 1; |r| - 1/2 otherwise} at r = "
SINC = r"\begin{cases} \frac{\sin x}{x} & x \ne 0 \\ 1 & x = 0 \end{cases}"
CIRCLE = "dy/dx for x^2 + y^2 = 25 at (3, 4)"
ROWS = [
    (STEPS + "45", "0.025", "correct"),  # 0.1·0.5²
    (STEPS + "[0, 29, 60]", "[0.1, 0.05, 0.0125]", "correct"),
    (STEPS + "[0, 29, 60]", "[0.1, 0.05, 0.025]", "incorrect"),
    ("0.8^50", "1.43e-5", "partial"),
    ("0.8^50", "1.43*10^-5", "partial"),
    ("0.8^50", r"1.427 \times 10^{-5}", "partial"),
    ("0.8^50", "1.44e-5", "incorrect"),
    ("1/3", "3.33e-1", "partial"),
    ("1/3", "33.3%", "partial"),
    ("derivative of sin(x) at x = 1", DOUBLE, "partial"),
    ("derivative of sin(x) at x = 1", "0.5403023058681", "partial"),
    ("derivative of sin(x) at x = 1", "0.540302305868", "partial"),
    ("derivative of sin(x) at x = 1", "0.540302305869", "incorrect"),
    ("sigmoid(2)", repr(1 / (1 + float(np.exp(-2.0)))), "partial"),
    ("x^2 = 2", f"x = ±{float(np.sqrt(2.0))!r}", "partial"),
    ("norm of (5, 1, 2)", "5.477", "correct"),  # √30, where decimals are usual
    ("norm of (5, 1, 2)", "5.5", "partial"),
    ("norm of (5, 1, 2)", "5.478", "incorrect"),
    ("singular values of [[1, 2], [3, 4]]", "5.465, 0.366", "correct"),
    ("condition number of [[1, 2], [3, 4]]", "14.933", "correct"),
    ("eigenvalues of [[2, 2], [1, 5]]", "1.44, 5.56", "correct"),
    ("eigenvalues of [[2, 2], [1, 5]]", "1.4, 5.6", "partial"),
    ("entropy of [0.2, 0.3, 0.5]", "1.03", "correct"),
    ("descent on x^2 from x = 1 with rate 0.1", "0", "correct"),
    ("descent on x^2 from x = 1 with rate 0.1", "0.01", "incorrect"),
    ("descent on x^2 from x = 1 with rate 0.1 for 20 steps", "0", "incorrect"),  # 0.8^20
    (HUBER + "1", "1", "correct"),
    (HUBER + "-1", "-1", "correct"),
    (HUBER + "1", "does not exist", "incorrect"),
    ("derivative of |cos x - 1| at x = 0", "0", "correct"),  # |cos x − 1| ≤ x²/2
    ("derivative of |sin x| at x = pi", "does not exist", "correct"),
    (f"derivative of {SINC} at x = 0", "0", "undecided"),  # the rules do not tell
    ("local maxima of x^3 - 3x", "(-1, 2), (1, -2)", "incorrect"),  # the second is a minimum
    ("local maxima of x^3 - 3x", "(-1, 2)", "correct"),
    ("local minima of x^3 - 3x", "x = 1", "correct"),
    ("extrema of x^2 + y^2 subject to x + y = 1", "x = y = 1/2", "correct"),
    ("extrema of x^2 + y^2 subject to x + y = 1", "x = y = 1/3", "incorrect"),
    (CIRCLE, "-3/4", "correct"),
    (CIRCLE, "-x/y", "incorrect"),  # the point is still to be put in
    (CIRCLE, "-3/y", "incorrect"),
    (CIRCLE, "-y/x", "incorrect"),
    ("entropy of a fair coin in nats", "1 bit", "correct"),
    ("entropy of a fair coin in nats", "ln 2 nats", "correct"),
    ("entropy of a fair coin in nats", "1", "incorrect"),
    ("entropy of a fair coin in nats", "1 nat", "incorrect"),
    ("entropy of [0.5, 0.25, 0.25] in bits", "1.5 bits", "correct"),
    ("entropy of [0.5, 0.25, 0.25] in bits", "1.0397 nats", "correct"),
    ("entropy of [0.5, 0.25, 0.25] in bits", "1.0397", "incorrect"),
    ("angle between (1,0) and (1,1) in radians", "45 degrees", "correct"),
    ("angle between (1,0) and (0,1) in radians", "90", "incorrect"),
]


@pytest.mark.parametrize(("question", "answer", "status"), ROWS)
def test_numbers(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == status


SAID = [
    ("local maxima of x^3 - 3x", "(-1, 2), (1, -2)", "x = 1 is no maximum"),
    ("dot product of (1,2) and (3,4)", "10", "the dot product is 11"),
    ("entropy of a fair coin in nats", "1", "That is the entropy in bits"),
    (CIRCLE, "-3/y", "the point is still to be put in"),
    (CIRCLE, "-y/x", "Yours is −1.333, the derivative is −0.75."),
]


@pytest.mark.parametrize(("question", "answer", "said"), SAID)
def test_what_is_said(question: str, answer: str, said: str) -> None:
    assert said in sc.grade(question, answer, timeout=None).feedback


def test_one_variable_has_no_sum_of_partial_derivatives() -> None:
    question = "gradient of 1/2 (w x - y)^2 with respect to w at w = 1, x = 2, y = 3"
    assert "added" not in sc.grade(question, "2", timeout=None).feedback


SEAMS = ["{r^2/2 if |r| <= 1; |r| - 1/2 otherwise}", "{r^2 if r <= 1; 2r - 1 otherwise}"]


@pytest.mark.parametrize("formula", SEAMS)
def test_second_derivatives_bear_themselves_out_beside_a_seam(formula: str) -> None:
    assert sc.diff(formula, "r", 2).verify().status == "agrees"


def test_a_letter_decides_which_piece_holds() -> None:
    huber = "{r^2/2 if |r| <= d; d(|r| - d/2) otherwise}"
    assert not any("from the left −d" in r for r in sc.diff(huber, "r").remarks)
    assert [sc.diff(huber, "r", at={"r": r, "d": 1}).value for r in (-1, 0, 1)] == [-1, 0, 1]
