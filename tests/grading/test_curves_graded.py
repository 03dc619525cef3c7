"""Answers about tangents and slopes, and the names of what was asked."""

from __future__ import annotations

import pytest

import symcalc as sc

TANGENT, CIRCLE = "tangent to y = x^2 at x = 3", "dy/dx where x^2 + y^2 = 25"
SECOND = "d^2y/dx^2 where x^2 + y^2 = 25"

CASES = [
    (TANGENT, "y = 6x - 9", "correct"),
    (TANGENT, "6x - y = 9", "correct"),
    (TANGENT, "y - 9 = 6(x - 3)", "correct"),
    (TANGENT, "y = 6x", "incorrect"),
    (TANGENT, "x^2", "incorrect"),
    (TANGENT, "x = 3", "incorrect"),
    ("tangent to x^2 + y^2 = 25 at (3, 4)", "3x + 4y = 25", "correct"),
    ("tangent to x^2 + y^2 = 25 at (5, 0)", "x = 5", "correct"),
    ("tangent to x^2 + y^2 = 25 at (5, 0)", "y = 5", "incorrect"),
    ("tangent plane to z = x^2 y at (1, 2)", "z = 4x + y - 4", "correct"),
    ("tangent to y = |x| at x = 0", "does not exist", "correct"),
    (CIRCLE, "-x/y", "correct"),
    (CIRCLE, "dy/dx = -x/y", "correct"),
    (CIRCLE, "x/y", "incorrect"),
    (CIRCLE, "-x y/(25 - x^2)", "correct"),  # on the circle 25 − x² is y²
    (CIRCLE, "-x/z", "incorrect"),
    (f"{CIRCLE} at (3, 4)", "-3/4", "correct"),
    (SECOND, "-25/y^3", "correct"),
    (SECOND, "-(x^2 + y^2)/y^3", "correct"),
    (SECOND, "25/y^3", "incorrect"),
    ("dy/dx where x = cos t, y = sin t", "-cot t", "correct"),
    ("dy/dx where x = cos t, y = sin t", "cot t", "incorrect"),
    ("dy/dx where x = cos t, y = sin t at t = pi/4", "-1", "correct"),
    ("derivative of the inverse of x^3 + x at 2", "0.25", "correct"),
    ("derivative of the inverse of x^3 + x at 2", "4", "incorrect"),
    ("derivative of x^2 from first principles", "2x", "correct"),
    # what is no formula, or rounded, is not judged
    ("numeric derivative of sin x at x = 1", "0.5403", "undecided"),
    ("continuity of 1/x", "1/x", "undecided"),
]


@pytest.mark.parametrize(("question", "answer", "status"), CASES)
def test_status(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == status


ECHOED = [
    ("d/dx x^2", "x^2", "derivative"),
    ("second derivative of x^3", "x^3", "second derivative"),
    ("gradient of x^2 y", "x^2 y", "gradient"),
    ("Hessian of x^2 y", "x^2 y", "Hessian matrix"),
    ("Jacobian of [x^2, y]", "[x^2, y]", "Jacobian matrix"),
    ("Laplacian of x^2 y", "x^2 y", "Laplacian"),
    ("Taylor polynomial of e^x of degree 2", "e^x", "Taylor polynomial"),
    ("directional derivative of x y in the direction [3, 4]", "x y", "directional derivative"),
]


@pytest.mark.parametrize(("question", "answer", "noun"), ECHOED)
def test_an_echo_is_told_what_was_asked(question: str, answer: str, noun: str) -> None:
    verdict = sc.grade(question, answer, timeout=None)

    assert verdict.note == "question-echoed"
    assert f"the question asks for its {noun}." in verdict.feedback
