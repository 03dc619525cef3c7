"""Limits as questions: numbers, letters, infinity, and that there is none."""

from __future__ import annotations

import pytest

import symcalc as sc

CASES = [
    # question, answer, status
    ("limit of sin(x)/x as x -> 0", "1", "correct"),
    ("limit of sin(x)/x as x -> 0", "0", "incorrect"),
    (r"\lim_{x\to 0} \frac{1-\cos x}{x^2}", "1/2", "correct"),
    ("limit of (e^(a x) - 1)/x as x -> 0", "a", "correct"),
    ("limit of (e^(a x) - 1)/x as x -> 0", "1", "incorrect"),
    ("limit of (1 + 1/n)^n as n -> oo", "e", "correct"),
    ("limit of 1/x as x -> 0", "does not exist", "correct"),
    ("limit of 1/x as x -> 0", "DNE", "correct"),
    ("limit of 1/x as x -> 0", "0", "incorrect"),
    ("limit of 1/x^2 as x -> 0", "oo", "correct"),
    ("limit of 1/x^2 as x -> 0", "-oo", "incorrect"),
    ("limit of 1/x^2 as x -> 0", "7", "incorrect"),
    ("limit of 1/x^2 as x -> 0", "does not exist", "partial"),  # true, and not all
    ("limit of sin(x)/x as x -> 0", "does not exist", "incorrect"),
]


@pytest.mark.parametrize(("question", "answer", "status"), CASES)
def test_limits(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == status
