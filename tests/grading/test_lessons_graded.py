"""Answers to backpropagation, estimates and densities; the truth is by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import symcalc as sc
from symcalc.derivation import Derivation

QUESTIONS: dict[str, Callable[[], Derivation]] = {
    # q = x + y = 3: ∂L/∂x = ∂L/∂y = z, ∂L/∂z = q
    "backprop": lambda: sc.backprop("(x+y)*z", at={"x": -2, "y": 5, "z": -4}),
    "poisson": lambda: sc.likelihood("poisson(lambda)"),  # the mean
    "exponential": lambda: sc.likelihood("exponential(lambda)"),  # one over the mean
    "uniform": lambda: sc.likelihood("uniform(0, b)"),  # the largest
    "normal": lambda: sc.likelihood("normal(0, sigma)"),  # √(mean of the squares)
    "density": lambda: sc.distribution("c x^2 on [0, 3]"),  # 9c = 1
    "posterior": lambda: sc.posterior("bernoulli(p)", "beta(2, 2)", data=[1, 0, 1, 1]),  # 1/B(5, 3)
    "gradient": lambda: sc.gradient("x^2 + y^2"),
}
GRADED = [
    ("backprop", "[-4, -4, 3]", "correct"),
    ("backprop", "(-4, -4, 3)", "correct"),
    ("backprop", "-4, -4, 3", "correct"),
    ("backprop", "dL/dz = 3, dL/dx = -4, dL/dy = -4", "correct"),
    ("backprop", "[-4, -4, 2]", "incorrect"),
    ("backprop", "∂L/∂z = 3", "partial"),
    ("poisson", "1/n sum_(i=1)^n x_i", "correct"),
    ("poisson", "x_bar", "correct"),
    ("poisson", "mean of the data", "correct"),
    ("poisson", r"\hat{\lambda} = \bar{x}", "correct"),
    ("poisson", "n/sum(x_i)", "incorrect"),
    ("poisson", "(x_1 + x_2)/2", "incorrect"),
    ("exponential", "n/sum(x_i)", "correct"),
    ("exponential", "1/mean(x)", "correct"),
    ("exponential", "x_bar", "incorrect"),
    ("uniform", "max(x_i)", "correct"),
    ("uniform", "the maximum of the data", "correct"),
    ("uniform", "2 x_bar", "incorrect"),
    ("normal", "sqrt(1/n sum x_i^2)", "correct"),
    ("normal", "1/n sum x_i^2", "incorrect"),
    ("density", "c = 1/9", "correct"),
    ("density", "1/9", "correct"),
    ("density", "c = 1/3", "incorrect"),
    ("posterior", "105 p^4 (1-p)^2", "correct"),
    ("posterior", "p^4 (1-p)^2", "partial"),
    ("posterior", "p^4 (1-p)", "incorrect"),
    ("gradient", "2 (x, y)", "correct"),
    ("gradient", "2*[x, y]", "correct"),
    ("gradient", "2 (y, x)", "incorrect"),
]


@pytest.mark.parametrize(("name", "answer", "status"), GRADED)
def test_status(name: str, answer: str, status: str) -> None:
    verdict = sc.grade(QUESTIONS[name](), answer, timeout=None)

    assert verdict.status == status, verdict.feedback


def test_a_number_times_a_matrix() -> None:
    # det = 10
    answer = "1/10 [[6, -7], [-2, 4]]"
    assert sc.grade("inverse of [[4,7],[2,6]]", answer, timeout=None).status == "correct"
