"""Questions about areas as they are read, accumulated functions, and convergence in words."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.reading import read_question
from symcalc.steps import walk

READ = [
    ("area between y = x^2 and y = x", "area", 2),
    ("the area bounded by the curve y = x^2, the x-axis, x = 1 and x = 3", "area", 4),
    ("area inside the ellipse x^2/9 + y^2/4 = 1", "area", 1),
    ("volume of revolution of y = x and y = x^2 about the y-axis", "revolution", 2),
]


@pytest.mark.parametrize(("text", "kind", "count"), READ)
def test_reading(text: str, kind: str, count: int) -> None:
    asked = read_question(text)

    assert (asked.kind, len(asked.body.parts)) == (kind, count)


# The fundamental theorem as a question: the accumulated function, and its derivative.
ACCUMULATED = [
    ("int_0^x t^2 dt", "x**3/3"),
    ("int_a^x cos(t) dt", "sin(x) - sin(a)"),
    ("int_1^x 2t dt", "x**2 - 1"),
    ("d/dx int_0^(x^2) sin(t) dt", "2*x*sin(x**2)"),
]


@pytest.mark.parametrize(("text", "answer"), ACCUMULATED)
def test_the_fundamental_theorem(text: str, answer: str) -> None:
    told = sc.explain(text)

    assert sp.simplify(told.answer - sp.sympify(answer)) == 0
    titles = [step.title for step in walk(told.steps)]
    assert any(title.startswith("Fundamental theorem") for title in titles)


CONVERGENCE = [
    ("does int_1^oo 1/x^2 dx converge", "1", ""),
    ("does the integral of 1/x from 1 to oo converge?", "oo", "The integral diverges."),
    ("determine whether int_0^1 1/sqrt(x) dx converges or diverges", "2", ""),
]


@pytest.mark.parametrize(("text", "answer", "ending"), CONVERGENCE)
def test_does_it_converge(text: str, answer: str, ending: str) -> None:
    told = sc.explain(text)

    assert (str(told.answer), told.ending) == (answer, ending)
