"""Wrong rules of integration, each recognised by its answer; right answers are left alone."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp
from diagnosed import QUESTIONS, keys, slips

import symcalc as sc
from symcalc.grading.asked import Asked, asked_of
from symcalc.grading.misconceptions.book import book_of
from symcalc.grading.misconceptions.primitives import primitive_of
from symcalc.grading.misconceptions.strategy import wrong_answers
from symcalc.grading.verdict import Verdict
from symcalc.reading import read_question

OWN = slips("slips_of_integration")
IDS = keys("I")
FLOOR = 0.85  # of wrong answers that are explained by the true cause, or a tie that holds it


def graded(row: dict[str, Any], answer: str) -> Verdict:
    return sc.grade(row["question"], answer, timeout=None, **row.get("options", {}))


@pytest.mark.parametrize("id_", IDS)
def test_a_known_slip_is_recognised(id_: str) -> None:
    row = QUESTIONS[id_]
    verdict = graded(row, row["answer"])

    assert verdict.status in ("incorrect", "partial")
    assert set(row["slugs"]) <= set(verdict.misconceptions)


@pytest.mark.parametrize("id_", IDS)
def test_no_slip_is_seen_in_the_right_answer(id_: str) -> None:
    row = QUESTIONS[id_]
    verdict = graded(row, row["right"])

    assert (verdict.status, verdict.misconceptions) == ("correct", ())


def test_every_row_of_the_table_is_there() -> None:
    assert [f"I{k:02}" for k in range(1, 39)] == IDS


def test_slips_in_other_problems_are_explained() -> None:
    """Typed by hand: the slips of textbooks, on problems that the table has not as examples."""
    found = [set(r["misconceptions"]) <= set(graded(r, r["answer"]).misconceptions) for r in OWN]

    assert len(OWN) >= 40
    assert sum(found) / len(found) >= FLOOR


BOTH = [
    # question                answer                       two slips
    ("int 3x^2 + cos(x) dx", "x^3/3 - sin(x) + C", {"trig-integral-sign"}),
    ("int x^3 + e^(2x) dx", "x^4 + e^(2x) + C", {"power-integral-without-divisor"}),
    ("int x^4 + sin(2x) dx", "x^5 + cos(2x)/2 + C", {"trig-integral-sign"}),
    ("int x^2 e^x dx", "x^2 e^x - 2x e^x - 2e^x + C", {"by-parts-sign"}),  # the second time only
]


@pytest.mark.parametrize(("question", "answer", "slugs"), BOTH)
def test_two_slips(question: str, answer: str, slugs: set[str]) -> None:
    verdict = sc.grade(question, answer, timeout=None)

    assert verdict.status == "incorrect"
    assert slugs <= set(verdict.misconceptions)


SAYS = [
    (
        "int x^3 dx",
        "x^4 + C",
        "In x³ the exponent was raised, and the division by the new exponent is missing.",
    ),
    ("int_1^2 x^2 dx", "8/3", "Only the upper limit was put in"),
    ("int 2x cos(x^2) dx", "2x sin(x^2) + C", "dx was replaced by du in x cos(x²)"),
    ("d/dx int_0^(x^2) cos(t) dt", "cos(x^2)", "the derivative of the limit is missing"),
    ("int 1/(x+x^2) dx", "ln|x| - 1/x + C", "the sum in the denominator was split"),
]


@pytest.mark.parametrize(("question", "answer", "said"), SAYS)
def test_feedback(question: str, answer: str, said: str) -> None:
    assert said in sc.grade(question, answer, timeout=None).feedback


NOTHING = [
    # wrong, and by no rule: nothing is claimed
    ("int x^2 dx", "x^3/3 + sin(7x) + C"),
    ("int x cos(x) dx", "arctan(x^5) + C"),
    ("int_0^1 x^2 dx", "0.77231"),
]


@pytest.mark.parametrize(("question", "answer"), NOTHING)
def test_what_no_rule_explains(question: str, answer: str) -> None:
    verdict = sc.grade(question, answer, timeout=None)

    assert (verdict.status, verdict.misconceptions) == ("incorrect", ())


USUAL = """
int x^2 cos(x) dx; int x/(x^2+1) dx; int e^x sin(x) dx; int 3x^2 + 2x - 5 dx
int (x+1)/(x^2-5x+6) dx; int sin(x)^3 dx; int sqrt(4-x^2) dx; int x ln(x) dx
int (x^2+1)^3 dx; int 1/(x^2+4x+13) dx; int x sqrt(x+1) dx; int tan(x)^2 dx
int_0^1 x e^x dx; int_0^2 2x e^(x^2) dx; int_1^e ln(x)/x dx; int (3x-2)^5 dx
int arctan(x) dx; int 1/(x^2 (x+1)) dx; int (x^3-2x+1)/x^2 dx; int (2x+1)(x-3) dx
"""


def fresh(question: str) -> Asked:
    asked = asked_of(read_question(question))
    assert asked.right
    return asked


def test_a_usual_question_has_a_book_of_some_size() -> None:
    for question in USUAL.replace("\n", ";").split(";"):
        if question.strip():
            assert len(book_of(fresh(question.strip())).pages) > 0, question


def test_the_right_steps_are_right() -> None:
    """SymPy is the oracle: what a slip goes on with is an antiderivative."""
    x = sp.Symbol("x")
    for f in (x * sp.log(x), 1 / (x**2 + 4), sp.sin(x) ** 3, sp.sqrt(x + 1) * x, sp.atan(x)):
        found = primitive_of(f, x)

        assert found is not None
        assert sp.simplify(found.diff(x) - f).subs(x, sp.Rational(3, 7)).n() == pytest.approx(0)


def test_wrong_antiderivatives_are_wrong() -> None:
    """No wrong answer with one slip has the integrand as its derivative."""
    for question, f in (("int x^3 dx", "x**3"), ("int sin(3x) dx", "sin(3*x)")):
        x, integrand = sp.Symbol("x"), sp.sympify(f, strict=False)
        for one in wrong_answers(asked_of(read_question(question))):
            assert sp.simplify(one.value.diff(x) - integrand) != 0
