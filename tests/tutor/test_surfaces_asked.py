"""One critical point, a Hessian's numbers, a Lagrangian: asked in words, each worked by hand."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc

x, y, lam, mu = sp.symbols("x y lambda mu")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        # H of x²y + y³ at (1, 2) is [[4, 2], [2, 12]]
        ("determinant of the Hessian of x^2 y + y^3 at (1, 2)", 44),
        ("trace of the Hessian of x^2 y + y^3 at (1, 2)", 16),
        ("trace of the Hessian of x^2 y + y^3", 8 * y),
        # [[2, 1], [1, 2]] has 1 and 3
        ("largest eigenvalue of the Hessian of x^2 + x y + y^2", 3),
        ("smallest eigenvalue of the Hessian of x^2 + x y + y^2 at the origin", 1),
        ("is the Hessian of x^2 + x y + y^2 positive definite?", "positive definite"),
        ("is the Hessian of x^4 + y^2 at (0, 1) positive definite?", "positive semidefinite"),
        ("definiteness of the Hessian of x^2 - y^2", "indefinite"),
        ("nature of the critical point (1, 0) of x^3 - 3x + y^2", "minimum"),
        ("second derivative test for x^3 - 3x + y^2 at (-1, 0)", "saddle point"),
        ("is (0, 0) a saddle point of x^2 - y^2?", "saddle point"),
        ("is x = 1 a local maximum of x^3 - 3x?", "minimum"),
        ("is (1, 1) a critical point of x^2 - y^2?", "no critical point"),
        ("Lagrangian of x y subject to x + y = 10", x * y - lam * (x + y - 10)),
        ("Lagrangian of x^2 subject to x >= 1", x**2 + mu * (1 - x)),
    ],
)
def test_answers(question: str, answer: object) -> None:
    told = sc.explain(question)

    same = told.answer == answer
    assert same or sp.expand(told.answer - answer) == 0
    assert told.check.status == "agrees"
    assert sc.explain(told.question.text).answer == told.answer


@pytest.mark.parametrize(
    ("question", "answer", "status"),
    [
        ("is (0, 0) a saddle point of x^2 - y^2?", "yes", "correct"),
        ("is (0, 0) a minimum of x^2 - y^2?", "no", "correct"),
        ("is (0, 0) a minimum of x^2 - y^2?", "yes", "incorrect"),
        ("is (0, 0) a minimum of x^2 - y^2?", "it is a saddle point", "correct"),
        ("nature of the critical point (1, 0) of x^3 - 3x + y^2", "local minimum", "correct"),
        ("nature of the critical point (1, 0) of x^3 - 3x + y^2", "maximum", "incorrect"),
        ("is the Hessian of x^2 + x y + y^2 positive definite?", "yes", "correct"),
        ("is the Hessian of x^2 - y^2 positive definite?", "yes", "incorrect"),
        ("Lagrangian of x y subject to x + y = 10", "xy + lambda(x + y - 10)", "correct"),
        ("Lagrangian of x y subject to x + y = 10", "L(x, y, λ) = xy - λ(x + y - 10)", "correct"),
        ("Lagrangian of x y subject to x + y = 10", "x + y - 10 + lambda x y", "incorrect"),
        ("Lagrangian of x^2 subject to x >= 1", "x^2 - mu(x - 1)", "correct"),
        ("Lagrangian of x^2 subject to x >= 1", "x^2 + mu(x - 1)", "undecided"),
        ("determinant of the Hessian of x^2 y + y^3 at (1, 2)", "44", "correct"),
    ],
)
def test_grades(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == status


def test_a_hessian_that_depends_on_the_place_needs_one() -> None:
    with pytest.raises(sc.errors.UnsupportedError, match="depends on the place"):
        sc.explain("is the Hessian of x^4 + y^2 positive definite?")
