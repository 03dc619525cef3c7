"""Statements beside the way: gradients, places where curves meet, slopes at a centre, decimals."""

from __future__ import annotations

import pytest

import symcalc as sc

ALONG = "directional derivative of x y at (1, 2) in the direction (3, 4)"
AREA = "area between y = x and y = x^2"
ROOT = "linear approximation of sqrt(x) at x = 4"
SIGMOID = "derivative of sigmoid at x = 1"

# A question, the lines, and the number of the first that is wrong; each worked out by hand.
WORKINGS = [
    (ALONG, ["∇f = (y, x)", "∇f(1,2) = (2, 1)", "u = (3/5, 4/5)", "= 2*3/5 + 1*4/5"], None),
    (ALONG, ["f_x = y = 2", "f_y = x = 1", "D = 2*3/5 + 1*4/5 = 2"], None),
    (ALONG, ["∇f = (y, x)", "∇f(1,2) = (2, 1)", "D = 4*3 + 1*4 = 16"], 3),
    (ALONG, ["∂f/∂x = y", "f_x(1,2) = 3", "D = 2"], 2),
    (AREA, ["x = x^2", "x = 0, x = 1", "= int_0^1 (x - x^2) dx", "= 1/6"], None),
    (AREA, ["x(1-x) = 0", "x = 0 or x = 1", "A = int_0^1 (x - x^2) dx", "= 1/6"], None),
    (AREA, ["x = x^2", "x = 0, x = 2"], 2),  # 2 is not 4
    (ROOT, ["f(4) = 2", "f'(4) = 1/4", "L(x) = 2 + (x-4)/4"], None),
    (ROOT, ["f(4) = 2", "f'(4) = 1/2", "L(x) = 2 + (x-4)/2"], 2),
    (ROOT, ["f'(x) = 1/(2 sqrt(x))", "L(x) = 2 + (x-4)/2"], 2),
    (SIGMOID, ["sigma(1)(1-sigma(1))", "= 0.7311*0.2689", "= 0.1966"], None),
    (SIGMOID, ["sigma(1)(1-sigma(1))", "= 0.7311*0.2689", "= 0.19659279"], None),
    (SIGMOID, ["sigma(1)(1-sigma(1))", "= 0.7311*0.2789", "= 0.2039"], 2),
    (SIGMOID, ["sigma(1)(1-sigma(1))", "= 0.1988"], 2),
    ("derivative of tanh(2x) at x = 0.5", ["= 2(1 - tanh(1)^2)", "= 2(1 - 0.7616^2)"], None),
    ("derivative of silu at x = 1", ["σ(1) + σ(1)(1-σ(1))", "= 0.9277"], None),
    ("d/dx x^2 at x = 1/3", ["2x", "= 2/3", "= 0.65"], 3),
]


@pytest.mark.parametrize(("question", "lines", "wrong"), WORKINGS)
def test_the_first_wrong_line(question: str, lines: list[str], wrong: int | None) -> None:
    assert sc.grade_working(question, lines).first_wrong == wrong


FOLLOWING = [
    (ROOT, ["f(4) = 2", "f'(4) = 1/2", "L(x) = 2 + (x-4)/2"]),
    (ALONG, ["∇f = (x, y)", "∇f(1,2) = (1, 2)", "D_u f = 3/5 + 8/5 = 11/5"]),
]


@pytest.mark.parametrize(("question", "lines"), FOLLOWING)
def test_what_follows_from_a_wrong_line_is_told_so(question: str, lines: list[str]) -> None:
    assert sc.grade_working(question, lines).lines[-1].status == "follow-through"


def test_values_are_said_in_few_digits() -> None:
    told = sc.grade_working(SIGMOID, ["sigma(1)(1-sigma(1))", "= 0.7311*0.2789"])

    assert "0.1966, and this line is 0.2039" in told.lines[1].feedback
