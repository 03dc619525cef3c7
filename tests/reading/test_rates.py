"""Related rates: how fast a formula changes where its letters change with time."""

from __future__ import annotations

import math

import pytest

import symcalc as sc

# A question, the rate at its point, from a difference quotient of the letters moved on.
VALUES = [
    (
        "dA/dt for A = pi r^2 when r = 3 and dr/dt = 0.5",
        lambda h: math.pi * (3 + 0.5 * h) ** 2,
    ),
    ("dV/dt for V = x^3 when x = 2, dx/dt = 3", lambda h: (2 + 3 * h) ** 3),
    (
        "A = pi r^2, dr/dt = 0.5, find dA/dt when r = 3",
        lambda h: math.pi * (3 + 0.5 * h) ** 2,
    ),
    (
        "dV/dt for V = pi r^2 h when dr/dt = 2, dh/dt = -1, h = 5, r = 3",
        lambda h: math.pi * (3 + 2 * h) ** 2 * (5 - h),
    ),
    (
        "derivative of pi r^2 with respect to t when r = 3 and dr/dt = 0.5",
        lambda h: math.pi * (3 + 0.5 * h) ** 2,
    ),
]


@pytest.mark.parametrize(("question", "moved"), VALUES, ids=[q for q, _ in VALUES])
def test_rates_are_put_in(question: str, moved: object) -> None:
    h = 1e-5
    slope = (moved(h) - moved(-h)) / (2 * h)

    assert float(sc.explain(question).value) == pytest.approx(slope, rel=1e-7)


GRADED = [
    ("find dA/dt if A = pi r^2", "2 pi r dr/dt", "correct"),
    ("find dA/dt if A = pi r^2", "2 pi r r'", "correct"),
    ("find dA/dt if A = pi r^2", "2 pi r", "incorrect"),
    ("find dA/dt if A = pi r^2", "0", "incorrect"),
    ("dP/dt for P = V I", "I dV/dt + V dI/dt", "correct"),
    ("dP/dt for P = V I", "dV/dt dI/dt", "incorrect"),
    ("find dA/dt if A = pi r^2 and dr/dt = 2", "4 pi r", "correct"),
    ("dA/dt for A = pi r^2 when r = 3", "6 pi dr/dt", "correct"),
    ("dA/dt for A = pi r^2 when r = 3 and dr/dt = 0.5", "0", "incorrect"),
]


@pytest.mark.parametrize(("question", "answer", "status"), GRADED)
def test_answers_may_name_the_rates(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == status


REFUSED = [
    ("dV/dt for V = pi r^2 h when dr/dt = 2, r = 3", "not said how h changes"),
    ("dV/dt for V = r^2 when dr/dt = 2, dh/dt = 3", "h does not stand in the formula"),
    ("dy/dx if y = u^2", "has no x in it"),
]


@pytest.mark.parametrize(("question", "message"), REFUSED)
def test_rates_that_are_not_said_are_asked_for(question: str, message: str) -> None:
    with pytest.raises(sc.SymcalcError, match=message):
        sc.explain(question)
