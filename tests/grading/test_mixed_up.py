"""Wrong numbers that answer a neighbouring question; the numbers are by hand."""

from __future__ import annotations

import pytest

import symcalc as sc

KL = "KL((0.5, 0.5) || (0.9, 0.1))"  # 0.5108, the other way 0.3681
CROSS = "cross-entropy of (0.5, 0.5) relative to (0.9, 0.1)"  # 0.6931 + 0.5108
BAYES = "Bayes: prior 0.3, sensitivity 0.8, false positive rate 0.2"  # 0.24/0.38
MIXED = [
    # squares 4 + 0 + 0 + 4 = 8
    ("sample variance of 2, 4, 4, 6", "2", "n − 1 = 3"),
    ("population variance of 2, 4, 4, 6", "8/3", "n = 4"),
    ("population standard deviation of 2, 4, 4, 6", "2", "square root"),
    ("MSE of (1, 2, 3) against (1, 3, 5)", "5", "the mean divides"),
    ("SSE of (1, 2, 3) against (1, 3, 5)", "1.67", "the sum"),
    ("RMSE of (1, 2, 3) against (1, 3, 5)", "5/3", "root"),
    (KL, "0.3681", "other way round"),
    (CROSS, "0.6931", "entropy of p alone"),
    (CROSS, "0.5108", "KL divergence"),
    (BAYES, "0.8", "prior"),
    (BAYES, "0.24", "divided"),
]


@pytest.mark.parametrize(("question", "answer", "said"), MIXED)
def test_the_neighbouring_question_is_named(question: str, answer: str, said: str) -> None:
    verdict = sc.grade(question, answer, timeout=None)

    assert verdict.status == "incorrect"
    assert said in verdict.feedback


RIGHT = [
    ("sample variance of 2, 4, 4, 6", "8/3"),
    ("MSE of (1, 2, 3) against (1, 3, 5)", "5/3"),
    (KL, "0.5108"),
    (CROSS, "1.204"),
    (BAYES, "12/19"),
]


@pytest.mark.parametrize(("question", "answer"), RIGHT)
def test_right_answers_stay_right(question: str, answer: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == "correct"


def test_other_wrong_numbers_are_only_wrong() -> None:
    verdict = sc.grade(KL, "0.7", timeout=None)

    assert (verdict.status, "round" in verdict.feedback) == ("incorrect", False)
