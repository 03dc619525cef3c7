"""Answers that are known in decimals only: the sums of numerical integration."""

from __future__ import annotations

import pytest

import symcalc as sc

THOUSAND = "trapezoid rule for x^2 from 0 to 2 with n = 1000"  # 8/3 + h²/3, which is 2.666668
FOUR = "trapezoid rule for x^2 from 0 to 2 with n = 4"  # 11/4
ROWS = [
    # question, answer, status
    (THOUSAND, "2.666668", "correct"),
    (THOUSAND, "2.6666680000", "correct"),
    (THOUSAND, "2.666667", "incorrect"),
    (THOUSAND, "2.67", "correct"),
    (THOUSAND, "2.7", "partial"),
    (THOUSAND, "8/3", "incorrect"),
    (THOUSAND, "x", "incorrect"),
    (THOUSAND, "oo", "incorrect"),
    (THOUSAND, "[1, 2]", "incorrect"),
    (THOUSAND, "does not exist", "incorrect"),
    (FOUR, "11/4", "correct"),
    (FOUR, "2.75", "correct"),
    (FOUR, "2.5", "incorrect"),
    ("jacobian of softmax at (0, 1)", "[[0.197, -0.197], [-0.197, 0.197]]", "correct"),  # σ'(1)
    ("2 steps of gradient descent on x^4/3 from x = 1 with rate 0.1", "0.780", "correct"),
    ("MSE of (1, 2, 3) against (1, 3, 5)", "1.667", "correct"),
    ("MSE of (1, 2, 3) against (1, 3, 5)", "1.67", "partial"),
]


@pytest.mark.parametrize(("question", "answer", "status"), ROWS)
def test_sum(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == status


def test_both_values_are_told_with_the_digits_that_differ() -> None:
    verdict = sc.grade(THOUSAND, "2.6666681", timeout=None)

    assert verdict.feedback == "Incorrect. Yours is 2.6666681, the sum is 2.666668."


def test_a_tolerance_is_heeded() -> None:
    assert sc.grade(THOUSAND, "2.67", tolerance="0.01", timeout=None).status == "correct"
    assert sc.grade(THOUSAND, "2.69", tolerance="0.01", timeout=None).status == "incorrect"


def test_letters_in_the_limits_are_not_declared() -> None:
    """The pi of ("x", 0, "pi") is π in the integrand, too."""
    assert sc.integrate("sin(x)^2/pi", ("x", 0, "pi")).answer * 2 == 1


def test_an_axis_is_no_name_of_the_answer() -> None:
    question = "gradient of sum(G ⊙ (W X + b)) with respect to b, shapes W: (3, 4), X: (4, 5), "
    question += "b: 3, G: (3, 5), samples as columns"

    assert sc.grade(question, "sum(G, axis=1)", timeout=None).status == "correct"
    assert sc.grade(question, "∂L/∂b = sum(G, axis=1)", timeout=None).status == "correct"
    assert sc.grade(question, "sum(G, axis=0)", timeout=None).status == "incorrect"
