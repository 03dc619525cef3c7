"""Answers that are vectors and matrices: Jacobians, Hessians, fields."""

from __future__ import annotations

import pytest

import symcalc as sc

J, H = "jacobian of [x^2 + y, x*y]", "hessian of x^2 y"

CASES = [
    # question, answer                                        status       note
    (H, "[[2y, 2x], [2x, 0]]", "correct", "correct"),
    (H, "H = [[2y, 2x], [2x, 0]]", "correct", "correct"),
    (H, "((2y, 2x), (2x, 0))", "correct", "correct"),
    (H, r"\begin{pmatrix} 2y & 2x \\ 2x & 0 \end{pmatrix}", "correct", "correct"),
    (H, "[[y + y, 2x], [x*2, 0]]", "correct", "correct"),  # the form does not matter
    (H, "[[2y, x], [2x, 0]]", "incorrect", "different"),
    (H, "[[2y, 2x], [2x, 1]]", "incorrect", "different"),
    (H, "[2y, 2x, 2x, 0]", "incorrect", "different"),  # the same numbers in another shape
    (H, "[[2y, 2x]]", "incorrect", "different"),
    (H, "2y + 2x", "incorrect", "different"),
    (H, "[2x*y, x^2]", "incorrect", "different"),  # the gradient
    (H, "[[2y, 2x], [2x, 0", "unreadable", "unreadable"),
    (H, "[[2y, 2z], [2x, 0]]", "incorrect", "unknown-variable"),
    (H + " at x=1, y=2", "[[4, 2], [2, 0]]", "correct", "correct"),
    (H + " at x=1, y=2", "[[4, 2], [2, 1]]", "incorrect", "different"),
    (J, "[[2x, 1], [y, x]]", "correct", "correct"),
    (J, "[[2x, y], [1, x]]", "incorrect", "transposed"),
    (J, "[[2x, 1], [x, y]]", "incorrect", "different"),
    (J + " at (3, 2)", "[[6, 1], [2, 3]]", "correct", "correct"),
    ("jacobian of [x^2, x*y, y^2]", "[[2x, y, 0], [0, x, 2y]]", "incorrect", "transposed"),
    ("jacobian of (x^2, x*y, y^2)", "[[2x, 0], [y, x], [0, 2y]]", "correct", "correct"),
    ("jacobian of x^2 y", "[2x*y, x^2]", "correct", "correct"),  # one row is a vector
    ("jacobian of [ln x, y]", "[[1/x, 0], [0, 1]]", "correct", "correct"),
    ("jacobian of [|x|, y]", "[[sign(x), 0], [0, 1]]", "correct", "correct"),
    ("jacobian of [|x|, y]", "[[1, 0], [0, 1]]", "incorrect", "different"),
    ("hessian of x^3", "6x", "correct", "correct"),  # a matrix of one entry is a number
    ("hessian of x^3", "3x^2", "incorrect", "different"),
    ("jacobian determinant of [r cos(t), r sin(t)]", "r", "correct", "correct"),
    ("jacobian determinant of [r cos(t), r sin(t)]", "-r", "incorrect", "different"),
    ("divergence of [x^2, x y]", "3x", "correct", "correct"),
    ("divergence of [x^2, x y]", "[2x, x]", "incorrect", "different"),
    ("curl of [-y, x, 0]", "[0, 0, 2]", "correct", "correct"),
    ("curl of [-y, x, 0]", "[0, 0, -2]", "incorrect", "different"),
    ("curl of [-y, x]", "2", "correct", "correct"),
    ("laplacian of x^2 y", "2y", "correct", "correct"),
    ("laplacian of x^2 y", "2x", "incorrect", "different"),
    ("directional derivative of x y in direction [3, 4]", "(3y + 4x)/5", "correct", "correct"),
    ("directional derivative of x y in direction [3, 4]", "3y + 4x", "incorrect", "different"),
    ("total derivative of x y where x = t^2, y = t^3", "5t^4", "correct", "correct"),
    ("total derivative of x y where x = t^2, y = t^3", "6t^4", "incorrect", "different"),
]


@pytest.mark.parametrize(("question", "answer", "status", "note"), CASES)
def test_verdict(question: str, answer: str, status: str, note: str) -> None:
    verdict = sc.grade(question, answer, timeout=None)

    assert (verdict.status, verdict.note) == (status, note)


FEEDBACK = [
    (H, "[[2y, x], [2x, 0]]", "Entry (1, 2) is wrong. At x = 1, y = 2 yours is 1, the entry"),
    (H, "[2y, 2x, 2x, 0]", "a matrix of shape 2 × 2; this is a vector of 4 components."),
    (H, "[[2y, 2x, 0], [2x, 0, 0]]", "this is a matrix of shape 2 × 3."),
    (J, "[[2x, y], [1, x]]", "Rows and columns are exchanged"),
    (J, "[[2x, y], [1, x]]", "the entry (1, 2) of the Jacobian matrix is 1."),
    ("gradient of x y", "[y, y]", "Component 2 is wrong."),
]


@pytest.mark.parametrize(("question", "answer", "said"), FEEDBACK)
def test_feedback(question: str, answer: str, said: str) -> None:
    assert said in sc.grade(question, answer, timeout=None).feedback
