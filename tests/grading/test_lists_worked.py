"""Lists with factors, divisors and sums as answers, and matrices as other tools spell them."""

from __future__ import annotations

import pytest

import symcalc as sc
from symcalc.reading.combined import combined

OWN = "eigenvectors of [[2, 1], [1, 2]]"
KERNEL = "null space of [[1, 2], [2, 4]]"
SCHMIDT = "gram-schmidt of (1, 1, 0) and (1, 0, 1)"
STEEP = "direction of steepest descent of x^2 + 3 y^2 at (1, 3)"  # −(2, 18), of length 2√82
INVERSE = "inverse of [[2, 0], [0, 4]]"
SUM = "(1, 2, 3) + 2*(4, 5, 6)"
ANSWERS = [
    (OWN, "(1,1)/sqrt(2), (1,-1)/sqrt(2)", "correct"),
    (OWN, r"\frac{1}{\sqrt2}\begin{pmatrix}1\\1\end{pmatrix}, (1, -1)", "correct"),
    (OWN, "[1 1], [1 -1]", "correct"),
    (OWN, "(1,2)/sqrt(5), (1,-1)/sqrt(2)", "incorrect"),
    (KERNEL, "t(-2, 1)", "correct"),
    (KERNEL, "t[-2; 1]", "correct"),
    (KERNEL, "t(2, 1)", "incorrect"),
    (SCHMIDT, "(1,1,0)/sqrt2, (1,-1,2)/sqrt6", "correct"),
    (STEEP, "(-1,-9)/sqrt(82)", "correct"),
    (STEEP, "(1,9)/sqrt(82)", "incorrect"),
    (INVERSE, "diag(1/2, 1/4)", "correct"),
    (INVERSE, "diag(2, 4)", "incorrect"),
    (INVERSE, "{{1/2, 0}, {0, 1/4}}", "correct"),
    (INVERSE, "np.array([[0.5, 0], [0, 0.25]])", "correct"),
    (INVERSE, "1/4 [2 0; 0 1]", "correct"),
    (SUM, "8(1,1,1) + (1,4,7)", "correct"),
    (SUM, "(18,24,30)/2", "correct"),
    (SUM, "(18,24,30)/3", "incorrect"),
    (SUM, r"\begin{bmatrix}9&12&15\end{bmatrix}^T", "correct"),
    ("gradient of x^2 y at (1, 2)", "[4 1]", "correct"),
    ("gradient of x^2 y at (1, 2)", "[1 4]", "incorrect"),
    ("principal components of (1,2), (2,4), (3,6)", "(2,1)/sqrt5", "incorrect"),
]


@pytest.mark.parametrize(("question", "answer", "status"), ANSWERS)
def test_graded_as_the_list_that_it_means(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == status


LEFT = [
    *("(1, 2)", "[1, 2], [3, 4]", "f(1, 2)", "max(1, 2)/3", "log(x, 2)/3", "2 max(1, 2)"),
    *("x in (1, 2)", "(1, 2) u (3, 4)", "f(x) = 2", "[[1, 2], [3, 4]]/2", "(1, 2)/(x + 1)"),
    *("x = 1, y = 2", "sin(1)(1, 2)", "(-oo, -1), (1, oo)", "((1, 2), (3, 4))"),
]


@pytest.mark.parametrize("text", LEFT)
def test_points_intervals_and_calls_are_left(text: str) -> None:
    assert combined(text) == text
