"""Answers to lessons with a name before the number, or with it rounded; the truth is by hand."""

from __future__ import annotations

import pytest

import symcalc as sc

MAP = "MAP estimate for a Beta(3, 2) prior after 4 heads and 6 tails"  # (3+4−1)/(5+10−2) = 6/13
BAYES = "Bayes: prior 0.3, sensitivity 0.8, false positive rate 0.2"  # 0.24/0.38 = 12/19
PAIR = "mean and variance of exponential(4)"  # 1/4 and 1/16
TAIL = "P(X > 130) for X ~ N(100, 15)"  # 1 − Φ(2) = 0.02275
KL = "KL((0.5, 0.5) || (0.9, 0.1))"  # 0.5108

ANSWERS = [
    (MAP, "6/13 = 0.4615", "correct"),
    (MAP, "6/13 ≈ 0.4615", "correct"),
    (MAP, r"\frac{6}{13} \approx 0.4615", "correct"),
    (MAP, "≈ 0.4615", "correct"),
    (MAP, "approximately 0.4615", "correct"),
    (MAP, "6/13 = 0.4715", "incorrect"),
    (MAP, "6/14 ≈ 0.4286", "incorrect"),
    (BAYES, "P(H|E) = 0.632", "correct"),
    (BAYES, "P(D|+) = 0.632", "correct"),
    (BAYES, "P(H | E) = 12/19 ≈ 0.632", "correct"),
    (BAYES, "about 63.2%", "correct"),
    (BAYES, "P(H|E) = 0.24", "incorrect"),
    (BAYES, "P(E|H) = 0.632", "unreadable"),  # that is the sensitivity
    (PAIR, "1/4 and 1/16", "correct"),
    (PAIR, "mean 1/4, variance 1/16", "correct"),
    (PAIR, "E[X] = 1/4, Var(X) = 1/16", "correct"),
    (PAIR, "variance 1/16 and mean 1/4", "correct"),
    (PAIR, "variance 1/4 and mean 1/16", "incorrect"),
    (TAIL, "P(X > 130) = P(Z > 2) = 0.0228", "correct"),
    (KL, "KL(p||q) = 0.511", "correct"),
    (KL, "the KL divergence is 0.511 nats", "correct"),
    (KL, "the KL divergence is 0.611 nats", "incorrect"),
    ("MSE of (1,2,3) against (1,3,5)", "MSE = 5/3", "correct"),
    ("d/dx x^2 at x=1/3", "2/3 ≈ 0.667", "correct"),
    ("d/dx x^2 at x=1/3", "2/3 = 0.677", "incorrect"),
    (r"\int x\,dx", "x^2/2 + C ≈ 3", "incorrect"),
]


@pytest.mark.parametrize(("question", "answer", "status"), ANSWERS)
def test_named_and_rounded(question: str, answer: str, status: str) -> None:
    verdict = sc.grade(question, answer, timeout=None)

    assert verdict.status == status, verdict.feedback
