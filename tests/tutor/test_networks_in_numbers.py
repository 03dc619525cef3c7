"""Weights at the start, parameters, slopes through layers, corrected averages; by hand."""

from __future__ import annotations

import math

import pytest

import symcalc as sc

average = 0.0
for number in (10, 12, 14):
    average = 0.9 * average + 0.1 * number
ROWS = [
    ("Xavier uniform bound for fan_in 256 and fan_out 128", 0.125),
    ("Glorot standard deviation for 300 inputs and 100 outputs", math.sqrt(2 / 400)),
    ("standard deviation of He initialisation with fan_in = 512", 1 / 16),
    ("Kaiming uniform bound for fan_in 96", 0.25),
    ("Kaiming uniform initialization bound for 96 inputs and 10 outputs", 0.25),
    ("LeCun normal variance for 50 inputs", 0.02),
    ("default bound of nn.Linear with 784 inputs", 1 / 28),
    ("parameters of a 784-128-10 network", 785 * 128 + 129 * 10),
    ("number of parameters of 784-128-10", 785 * 128 + 129 * 10),
    ("how many weights has a 3-4-2 network", 20),
    ("maximum slope of the sigmoid", 0.25),
    ("largest derivative of tanh", 1),
    ("maximum slope of ReLU", 1),
    ("product of tanh'(1) over 10 layers", (1 / math.cosh(1) ** 2) ** 10),
    ("bound of the gradient through 5 sigmoid layers", 1 / 1024),
    ("upper bound of the gradient after 3 tanh layers", 1),
    (
        "bias correction factor of Adam's second moment at t = 10 with beta2 = 0.999",
        1 / (1 - 0.999**10),
    ),
    ("bias-corrected first moment at step 3 with beta1 = 0.9 and m = 0.271", 1),
    ("exponentially weighted average of 10, 12, 14 with beta = 0.9", average),
    (
        "exponentially weighted average with beta = 0.9 of 10, 12, 14 starting at 0, "
        "with bias correction",
        average / (1 - 0.9**3),
    ),
    ("optimal learning rate for gradient descent on a quadratic with eigenvalues 1 and 9", 0.2),
    ("convergence rate of gradient descent with condition number 9 and the optimal step size", 0.8),
    ("strong convexity constant of 3x^2 + 3x y + 2y^2", 5 - math.sqrt(10)),  # of [6 3; 3 4]
    ("effective learning rate of momentum 0.95 with learning rate 0.01", 0.2),
]
REFUSED = [
    "Xavier uniform bound for 256 inputs",
    "He uniform bound for 256",
    "exponentially weighted average of 10, 12, 14 with gamma = 0.9",
    "bias correction factor at t = 10 with gamma = 0.9",
    "strong convexity constant of x^2 - y^2",
    "optimal learning rate for a quadratic with eigenvalues -1 and 9",
]


@pytest.mark.parametrize(("question", "value"), ROWS)
def test_value(question: str, value: float) -> None:
    d = sc.explain(question)

    assert float(d.answer) == pytest.approx(value, rel=1e-12)
    assert d.verify().status == "agrees"
    assert sc.explain(d.question.text).answer == d.answer
    assert d.hint(1)


@pytest.mark.parametrize("question", REFUSED)
def test_refused(question: str) -> None:
    with pytest.raises(sc.SymcalcError):
        sc.explain(question)


def test_three_figures_will_do() -> None:
    assert sc.grade(ROWS[16][0], "100.4508", timeout=None).status == "correct"
    assert sc.grade(ROWS[16][0], "101", timeout=None).status == "incorrect"
