"""Answers about extrema as learners write them: values first, values alone, no point at all."""

from __future__ import annotations

import pytest

import symcalc as sc

PARABOLA = "minimise x^2 - 4x + 7"  # 3 at x = 2
CUBIC = "extrema of x^3 - 12x"  # 16 at −2, −16 at 2
NOWHERE = "minimise x + y subject to x^2 + y^2 = 1, x + y = 5"  # |x + y| ≤ √2 on the circle
PLATEAU = "minimise x^2 + |y - 1| + |x - y|"  # 3/4, on an edge

ROWS = [
    # question, answer, status
    (PARABOLA, "3 at 2", "correct"),
    (PARABOLA, "3, at 2", "correct"),
    (PARABOLA, "2 at 3", "incorrect"),
    (PARABOLA, "min = 3", "correct"),
    (PARABOLA, "min = 2", "incorrect"),
    (PARABOLA, "x* = 2", "correct"),
    (PARABOLA, "x^* = 2, f(x^*) = 3", "correct"),
    (PARABOLA, "unbounded", "incorrect"),
    (CUBIC, "max 16 at -2, min -16 at 2", "correct"),
    (CUBIC, "max 16 at 2, min -16 at -2", "incorrect"),
    (CUBIC, "16 and -16", "partial"),
    (CUBIC, "16 and -15", "incorrect"),
    ("extreme values of x^3 - 12x", "16 and -16", "correct"),
    ("minimise x^3 - 12x", "unbounded", "correct"),
    ("minimise x^3 - 12x", "-oo", "correct"),
    ("minimise x + y subject to x - y = 1", "unbounded", "correct"),
    ("minimise e^x", "unbounded", "undecided"),  # it is not, but 0 is not taken
    (NOWHERE, "infeasible", "correct"),
    (NOWHERE, "no solution", "correct"),
    (NOWHERE, "-sqrt(2)", "incorrect"),
    ("minimise x subject to x <= 1, x >= 2", "empty", "correct"),
    ("minimise x + y subject to x^2 + y^2 = 1", "infeasible", "incorrect"),
    (PLATEAU, "3/4", "correct"),
    (PLATEAU, "4/5", "undecided"),
]


@pytest.mark.parametrize(("question", "answer", "status"), ROWS)
def test_status(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == status


def test_the_letter_of_the_question_stands_in_what_is_asked_back() -> None:
    verdict = sc.grade("minimise (2w - 3)^2 + 4w^2", "0.75", timeout=None)

    assert "Write w = 0.75" in verdict.feedback


def test_a_number_that_is_no_value_is_named_and_not_an_empty_place() -> None:
    verdict = sc.grade("maximise x + y subject to x^2 + y^2 = 2", "3", timeout=None)

    assert (verdict.status, "()" in verdict.feedback) == ("incorrect", False)
