"""What stands around an answer: names, leads in words, units, mixed numbers, remainders."""

from __future__ import annotations

import pytest

import symcalc as sc
from symcalc.formula import Question
from symcalc.grading.asked import asked_of
from symcalc.grading.tidied import tidied
from symcalc.reading import read_question

SAID = [
    ("d/dx x^2", "x = 2x", "x is a letter of the question: it cannot name the answer."),
    ("int_1^2 2x dx", "4 - 1 = 2 = 3", "4 − 1 is not 2."),
    ("derivative of x^3 at x = 2", "f'(3) = 27", "the question asks for it at 2."),
    ("int_1^2 x^2 dx", "2 1/3", "I read 2 1/3 as 2 + 1/3."),
    ("int_1^2 x^2 dx", "8/3 units^2", "Units are not graded."),
    ("limit of sin(x)/x as x -> 0", "0/0", "An indeterminate form is no value"),
]
TIDIED = [
    ("d/dx x^2", "The answer is 2x", "2x"),
    ("d/dx x^2", "2x,", "2x"),
    ("limit of x^2 as x -> 2", "-> 4", "4"),
    ("hessian of x^2 + y^2", "[2 0; 0 2]", "[2, 0; 0, 2]"),
    ("hessian of x^2 + y^2", "[2 + 0; 0 2]", "[2 + 0; 0 2]"),
    ("int_0^m x dx", "2 m", "2 m"),
    ("x^2 = 4", "the answer is 2", "the answer is 2"),
]


@pytest.mark.parametrize(("question", "answer", "sentence"), SAID)
def test_what_is_said(question: str, answer: str, sentence: str) -> None:
    assert sentence in sc.grade(question, answer, timeout=None).feedback


@pytest.mark.parametrize(("question", "answer", "alone"), TIDIED)
def test_answer_alone(question: str, answer: str, alone: str) -> None:
    asked: Question = read_question(question)

    assert tidied(asked_of(asked), answer).typed == alone
