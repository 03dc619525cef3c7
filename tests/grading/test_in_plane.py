"""Formulas with the imaginary unit: read, parsed and graded where complex=True says so."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

import symcalc as sc
from symcalc.errors import ReadingError, UnsupportedError

X, UNIT = sp.Symbol("x"), sp.I

PARSED = [
    ("i", UNIT),
    ("(1 + 2i) x", (1 + 2 * UNIT) * X),
    ("e^(i pi)", sp.Integer(-1)),
    ("sqrt(-1)", UNIT),
    ("i^2", sp.Integer(-1)),
    ("|3 + 4i|", sp.Integer(5)),
]


@pytest.mark.parametrize(("text", "meaning"), PARSED)
def test_i_is_the_unit_where_that_is_said(text: str, meaning: sp.Expr) -> None:
    assert sc.parse(text, complex=True) == meaning
    assert sc.read(text, complex=True).expr == meaning


def test_without_the_word_i_is_a_name() -> None:
    assert sc.parse("i") == sp.Symbol("i")
    assert sc.read("i x").remarks == ("i is read as a name, not as the square root of -1",)
    with pytest.raises(ReadingError, match="not a real number"):
        sc.parse("sqrt(-1)")


def test_a_declared_i_stays_a_name() -> None:
    assert sc.parse("2i", names=["i"], complex=True) == 2 * sp.Symbol("i")


GRADED = [
    # question, answer, status
    ("x^2 + 1", "(x + i)(x - i)", "correct"),
    ("x^2 + 1", "(x + i)^2", "incorrect"),
    ("(1 + i)^2", "2i", "correct"),
    ("(1 + i)^2", "2", "incorrect"),
    ("1/i", "-i", "correct"),
    ("e^(i x)", "cos x + i sin x", "correct"),
    ("cos x", "(e^(i x) + e^(-i x))/2", "correct"),
    ("cos x", "(e^(i x) - e^(-i x))/2", "incorrect"),
    ("d/dx e^(i x)", "i e^(i x)", "correct"),
    ("d/dx e^(i x)", "e^(i x)", "incorrect"),
    ("sqrt(x^2)", "x", "incorrect"),  # another branch in half of the plane
    ("x", "x +", "unreadable"),
]


@pytest.mark.parametrize(("question", "answer", "status"), GRADED)
def test_graded_in_the_plane(question: str, answer: str, status: str) -> None:
    verdict = sc.grade(question, answer, complex=True, timeout=None)

    assert verdict.status == status


@pytest.mark.parametrize(("question", "answer", "status"), GRADED[:5])
def test_sympy_agrees(question: str, answer: str, status: str) -> None:
    """SymPy alone is the oracle of those that expand."""
    gap = sp.expand(sc.parse(question, complex=True) - sc.parse(answer, complex=True))
    assert (gap == 0) == (status == "correct")


def test_the_worker_knows_it_too() -> None:
    verdict = sc.grade("(1 + i)^2", "2", complex=True)

    assert verdict.status == "incorrect"
    assert verdict.feedback == "Incorrect. Yours is 2, the formula is 2i."


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("int x dx", {}),
    ("x^2 + 1", {"form": "factored"}),
]


@pytest.mark.parametrize(("question", "options"), REFUSED)
def test_other_questions_are_refused(question: str, options: dict[str, Any]) -> None:
    with pytest.raises(UnsupportedError, match="complex=True"):
        sc.grade(question, "x", complex=True, timeout=None, **options)
