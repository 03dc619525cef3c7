"""What courses print, graded: the right ones are right, the misprints are told."""

from __future__ import annotations

import pytest

import symcalc as sc

ROWS = [
    # question, what is printed, verdict
    ("d/dx x^2 at x = 3", "6", "correct"),
    ("d/dx x^n", "n x^(n-1)", "correct"),
    ("d/dx sqrt(x)", "1/(2 sqrt(x))", "correct"),
    ("d/dx 3x^4 + 2x^2 - 7x + 5", "12x^3 + 4x - 7", "correct"),
    ("d/dx x^2 e^x", "e^x (2x + x^2)", "correct"),
    ("d/dx x^2 e^x at x = 2", "43.51", "incorrect"),  # 8 e² = 59.11
    ("d/dx sigmoid(3x + 2) at x = 1", "0.044", "incorrect"),  # 0.0199
    ("d/dx sigmoid(3x + 2) at x = 2", "0.005", "incorrect"),  # 0.00101
    ("d/dx sigmoid(x)", "sigmoid(x) (1 - sigmoid(x))", "correct"),
    ("d/dx a^x", "a^x log(a)", "correct"),
    ("d/dx log(x)/log(a)", "1/(x log(a))", "correct"),
    ("d/dx |x|", "sign(x)", "correct"),
    ("d/dx (x^2 + 1)^3", "3(x^2+1)^2 * 2x", "correct"),
    ("gradient of w0^2 + 3 w1^2", "[2 w0, 6 w1]", "correct"),
    ("gradient of 100(y-x^2)^2+(1-x)^2", "[-400x(y-x^2)-2(1-x), 200(y-x^2)]", "correct"),
    ("jacobian of [x^2 + y, x*y]", "[[2x, 1], [y, x]]", "correct"),
    ("hessian of x^2 + 4x y + y^2", "[[2, 4], [4, 2]]", "correct"),
    ("limit of sin(x)/x as x -> 0", "1", "correct"),
]


@pytest.mark.parametrize(("question", "printed", "status"), ROWS)
def test_what_a_course_prints(question: str, printed: str, status: str) -> None:
    assert sc.grade(question, printed, timeout=None).status == status
