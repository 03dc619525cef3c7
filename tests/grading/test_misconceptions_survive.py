"""The diagnosis costs no verdict: not by what goes wrong in it, not by its time; what it tells."""

from __future__ import annotations

from dataclasses import replace
from time import thread_time

import pytest

import symcalc as sc
from symcalc.grading.asked import asked_of
from symcalc.grading.misconceptions import failures
from symcalc.grading.misconceptions.book import book_of
from symcalc.grading.misconceptions.row import all_rows
from symcalc.reading import read_question

QUESTIONS = [
    *("d/dx |x| at x = -3", "d/dx |x| at x = 0", "d/dx |x-2| at x = 1", "d/dx |x-2| at x = 2"),
    *("d/dx x|x| at x = -1", "d/dx cbrt(x) at x = 8", "d/dx cbrt(x) at x = 0"),
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_row_fails(question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be survived is seen here; the rows' own examples are in another file."""
    monkeypatch.setattr(failures, "FAILURES", ())
    asked = asked_of(read_question(question))
    assert asked.right

    book_of.__wrapped__(asked)


def test_a_row_that_fails_costs_nothing() -> None:
    def fail(site: object) -> None:
        raise ValueError(site)

    broken = replace(all_rows()["product-of-derivatives"], wrong=fail)
    assert broken.values(None) == []


LARGE = [
    "d^5/dx^5 e^(x^2) sin x",
    "hessian of e^(x y) sin(x + y)",
    "d^3/dx^3 e^(x^2) sin(x)^2 ln(x)",
    "d/dx sin(cos(tan(x^2 + e^x)))",
]


@pytest.mark.hurried
@pytest.mark.parametrize("question", LARGE)
def test_large_formulas_are_given_up_soon(question: str) -> None:
    asked = asked_of(read_question(question))
    assert asked.right
    start = thread_time()

    book_of.__wrapped__(asked)

    assert thread_time() - start < 40  # a guard: about 1 s on a machine that is free


FIRST = [
    ("d^2/dx^2 e^(x^2)", "2x e^(x^2)", "This is a derivative of a lower order."),
    ("int_(-oo)^oo x dx", "0", "cancelled by symmetry"),
    ("int_(-1)^1 |x| dx", "0", "|x| was taken as x; where x is negative it is −x."),
    ("int_0^(2pi) |sin x| dx", "0", "where sin(x) is negative it is −sin(x)."),
    ("tangent to x^2 at x = 3", "y = 9x - 18", "The value at the point was taken for the slope."),
    ("limit of |x|/x as x -> 0", "1", "|x| was taken as x: that holds only where x is positive."),
    ("limit of x/sqrt(x^2 + 1) as x -> -oo", "1", "where x goes to −∞ it is −x."),
    ("limit of (x^2 - 4)/(x - 2) as x -> 2", "0", "The form 0/0 was taken for the number 0."),
    ("limit of (1 + 1/n)^n as n -> oo", "1", "The form 1^∞ was taken for the number 1."),
    ("dy/dx where x^2 + y^2 = 25", "-y/x", "The quotient is upside down."),
    ("dy/dx where x^2 + y^2 = 25", "y/x", "upside down, and its minus is missing."),
    ("d/dx arctan(x)", "1/(1 - x^2)", "of arctan has the wrong sign before the square."),
    ("d/dx arcsin(x)", "1/(1 - x^2)", "the root in the derivative of arcsin is missing."),
    ("int arctan x dx", "x arctan x - ln(1+x^2) + C", "the factor 1/2 that the substitution"),
    ("d/dx x^2 at x = 3", "2x", "2x is the derivative; the point is still to be put in."),
    ("d/dx tan(x^2)", "sec(x^2) tan(x^2) 2x", "sec²(u)·u′, that is (1 + tan²(u))·u′"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer", "said"), FIRST)
def test_the_likeliest_is_said_first(question: str, answer: str, said: str) -> None:
    feedback = sc.grade(question, answer, timeout=None).feedback

    assert said in feedback
    assert feedback.index(said) < 110


UNSAID = [
    ("int_(-oo)^oo 1/(1+x^2) dx", "0", "cancelled"),
    ("d/dx arcsin(sin x)", "1", "And:"),
    ("int x sin(x^2) dx", "-cos(x^2) + C", "sin(u)"),
    ("int_0^1 2x e^(x^2) dx", "e^2 - 1", "term"),
    ("d/dx x y", "2xy", "I read"),
    ("d/dx x^2", "2X", "I read"),
]


@pytest.mark.parametrize(("question", "answer", "unsaid"), UNSAID)
def test_what_is_not_believable_is_not_said(question: str, answer: str, unsaid: str) -> None:
    verdict = sc.grade(question, answer, timeout=None)

    assert verdict.status == "incorrect"
    assert unsaid not in verdict.feedback
