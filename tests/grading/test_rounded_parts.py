"""Rounded numbers that stand together, sums and percentages; values that are listed too often."""

from __future__ import annotations

import math

import pytest

import symcalc as sc

SOFTMAX = "softmax of (1,2,3)"
TAIL = "P(X >= 3) for X ~ Binomial(10, 0.3)"
SPECTRUM = "eigenvalues of [[2,1],[1,2]]"  # 3 and 1, each once
DOUBLE = "eigenvalues of [[3,0,0],[0,3,0],[0,0,1]]"
ROWS = [
    (SOFTMAX, "(0.09, 0.2447, 0.6652)", "partial"),
    (SOFTMAX, "(0.09, 0.24, 0.67)", "partial"),
    (SOFTMAX, "(0.0900, 0.2447, 0.6652)", "correct"),
    (SOFTMAX, "(0.08, 0.2447, 0.6652)", "incorrect"),
    (TAIL, "1 - 0.3828", "correct"),
    (TAIL, "1 - 0.38", "partial"),
    (TAIL, "1 - 0.3827", "incorrect"),
    ("1/3", "33%", "partial"),
    ("1/3", "34%", "incorrect"),
    (SPECTRUM, "1, 1, 3", "partial"),
    (SPECTRUM, "1, 3", "correct"),
    (DOUBLE, "1, 3, 3", "correct"),
]


@pytest.mark.parametrize(("question", "answer", "status"), ROWS)
def test_status(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == status


def test_the_rows_by_hand() -> None:
    """The values that the rows are about, from the standard library."""
    total = sum(math.exp(k) for k in (1, 2, 3))
    assert [round(math.exp(k) / total, 4) for k in (1, 2, 3)] == [0.09, 0.2447, 0.6652]
    below = sum(math.comb(10, k) * 0.3**k * 0.7 ** (10 - k) for k in range(3))
    assert round(below, 4) == 0.3828


def test_only_what_is_wrong_is_named() -> None:
    told = sc.grade(SOFTMAX, "(0.0900, 0.2447, 0.7652)", timeout=None).feedback
    assert "Component 3 is wrong" in told
    assert "more of them are wanted" in sc.grade(TAIL, "0.62", timeout=None).feedback
