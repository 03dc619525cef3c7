"""Answers to lessons that name what they give; the truth is by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import symcalc as sc
from symcalc.derivation import Derivation

QUESTIONS: dict[str, Callable[[], Derivation]] = {
    # x: 4 → 3.2 → 2.56 by the factor 1 − 0.2; y: 2 → 0.8 → 0.32 by 1 − 0.6
    "descent": lambda: sc.descend("x^2+3y^2", {"x": 4, "y": 2}, rate=0.1, steps=2),
    "kkt": lambda: sc.kkt("x^2+y^2", subject_to="x+y>=1"),
    "kkt-one": lambda: sc.kkt("x^2", subject_to="x>=1"),  # 2x = mu at x = 1
    "penalised": lambda: sc.penalised("(w1-3)^2+w2^2", penalty="l1", weight=2),  # 2(w − 3) + 2 = 0
    "svm": lambda: sc.svm([[1, 1], [3, 3], [0, 2]], [-1, 1, -1]),
    "extrema": lambda: sc.extrema("x y", subject_to="x+y=10"),  # y = lambda = x = 5
    "optimiser": lambda: sc.optimiser("momentum"),
    "convergence": lambda: sc.convergence("x^2+10y^2"),  # 2/20
}
GRADED = [
    ("descent", "x=2.56, y=0.32", "correct"),
    ("descent", "y=0.32, x=2.56", "correct"),
    ("descent", "x=2.56, y=0.32, f=6.8608", "correct"),
    ("descent", "x=2.5, y=0.32", "incorrect"),
    ("descent", "x=2.56", "partial"),
    ("descent", "x=2.56, q=3", "undecided"),
    ("kkt", "x=1/2, y=1/2", "correct"),
    ("kkt", "x=1/2, y=1/2, mu=1", "correct"),
    ("kkt", "x=1/2, y=1/3", "incorrect"),
    ("kkt-one", "x=1, mu=2", "correct"),
    ("kkt-one", "x=1, mu=3", "incorrect"),
    ("penalised", "w1=2, w2=0", "correct"),
    ("penalised", "w_1=2, w_2=1", "incorrect"),
    ("svm", "w = (1/2, 1/2), b = -2", "correct"),
    ("svm", "w = (1/2, 1/3), b = -2", "incorrect"),
    ("svm", "w1=1/2, w2=1/2, b=-2", "correct"),
    ("extrema", "x=5, y=5, lambda=5", "correct"),
    ("extrema", "(5, 5) with λ = -5", "correct"),
    ("extrema", "x=5, y=5, lambda=4", "incorrect"),
    ("extrema", "x=5, y=4, lambda=5", "incorrect"),
    ("optimiser", "x - rate*v", "correct"),
    ("optimiser", "x = x - rate*v", "correct"),
    ("optimiser", "x + rate*v", "incorrect"),
    ("convergence", "0 < rate < 1/10", "correct"),
    ("convergence", "rate < 1/10", "correct"),
    ("convergence", "0 < rate < 1/20", "incorrect"),
    ("convergence", "0 < rate <= 1/10", "incorrect"),
    ("convergence", "rate > 0", "undecided"),
]


@pytest.mark.parametrize(("name", "answer", "status"), GRADED)
def test_named_numbers(name: str, answer: str, status: str) -> None:
    assert sc.grade(QUESTIONS[name](), answer, timeout=None).status == status


def test_what_is_missing_is_named() -> None:
    told = sc.grade(QUESTIONS["descent"](), "x = 2.56", timeout=None).feedback

    assert told == "Partly right. What there is is right; y is missing."
