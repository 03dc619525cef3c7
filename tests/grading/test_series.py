"""Answers to questions for a series: first terms with dots, sums to infinity, other degrees."""

from __future__ import annotations

import pytest

import symcalc as sc

EXP, LN = "Maclaurin series of e^x", "Taylor series of ln(x) at x = 1"

# A question, an answer, what it is; the series are those of every table.
ANSWERS = [
    (EXP, "1 + x + x^2/2! + x^3/3! + ...", "correct"),
    (EXP, "e^x = 1 + x + x^2/2! + ...", "correct"),
    (EXP, "1 + x + x^2/2 + x^3/6 + x^4/24", "correct"),
    (EXP, "1 + x + x^2/2 + x^3/6", "partial"),  # it goes on
    (EXP, "1 + x + ...", "partial"),
    (EXP, "1 + x + x^2/2 + x^3/3 + ...", "incorrect"),
    (EXP, "sum_{n=0}^oo x^n/n!", "correct"),
    (EXP, "sum_{n=0}^oo x^n/(n+1)!", "incorrect"),
    ("Maclaurin series of 1/(1-x)", "1 + x + x^2 + x^3 + ...", "correct"),
    ("Maclaurin series of sin(x)", "x - x^3/3! + x^5/5! - ...", "correct"),
    ("Maclaurin series of sin(x)", "sum_{n=0}^oo (-1)^n x^(2n+1)/(2n+1)!", "correct"),
    (LN, "sum_{n=1}^oo (-1)^(n+1) (x-1)^n/n", "correct"),
    (LN, "(x-1) - (x-1)^2/2 + (x-1)^3/3 - …", "correct"),
    (LN, "sum_{n=1}^oo (x-1)^n/n", "incorrect"),
    ("Taylor polynomial of e^x of degree 3", "1 + x + x^2/2", "incorrect"),
]


@pytest.mark.parametrize(("question", "answer", "status"), ANSWERS)
def test_series_as_answers(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == status


def test_it_is_said_that_the_degree_is_chosen() -> None:
    assert "No degree is said" in sc.explain(EXP).remarks[0]
    assert not sc.explain("Taylor polynomial of e^x of degree 3").remarks
