"""Workings of lessons, line by line; the truth is by hand."""

from __future__ import annotations

import pytest

import symcalc as sc

EIGEN = "eigenvalues of [[2,1],[1,2]]"  # λ² − 4λ + 3 = (λ − 1)(λ − 3)
RUN = "descent on x^2 from x = 1 with rate 0.1 for 2 steps"  # 1 → 0.8 → 0.64
BOWL = "descent on x^2 + 3y^2 from x = 4, y = 2 with rate 0.1 for 1 step"  # (3.2, 0.8)
KL = "KL((0.5, 0.5) || (0.9, 0.1))"  # −0.2939 + 0.8047 = 0.5108

CASES = [
    (EIGEN, ["lambda^2 - 4 lambda + 3 = 0", "lambda = 1 or lambda = 3"], "correct", None),
    (EIGEN, ["(2-x)^2 - 1 = 0", "x = 1, x = 3"], "correct", None),
    (
        EIGEN,
        ["det(A - lambda I) = 0", "(lambda-1)(lambda-3) = 0", "lambda_1 = 1, lambda_2 = 3"],
        "correct",
        None,
    ),
    (EIGEN, ["1, 3"], "correct", None),
    (EIGEN, ["lambda^2 - 4 lambda + 5 = 0", "1, 3"], "partial", 1),
    (EIGEN, ["t^2 - 4t + 3 = 0", "t = 1"], "incorrect", 2),
    (RUN, ["x = 0.8", "x = 0.64"], "correct", None),
    (RUN, ["f'(x) = 2x", "x_1 = 1 - 0.1*2 = 0.8", "x_2 = 0.64"], "correct", None),
    (RUN, ["x = 0.8", "x = 0.65"], "incorrect", 2),
    (RUN, ["x_1 = 0.64"], "partial", 1),  # that is x_2
    (RUN, ["0.8"], "partial", None),  # unfinished
    (RUN, ["0.65"], "incorrect", 1),
    (BOWL, ["[2x, 6y]", "[8, 12]", "[4 - 0.1*8, 2 - 0.1*12]", "[3.2, 0.8]"], "correct", None),
    (BOWL, ["x = 4 - 0.1*8 = 3.2, y = 2 - 0.1*12 = 0.8"], "correct", None),
    (KL, ["0.5 ln(0.5/0.9) + 0.5 ln(0.5/0.1)", "-0.294 + 0.805", "0.511"], "correct", None),
    (KL, ["0.5 ln(0.5/0.9) + 0.5 ln(0.5/0.1)", "-0.294 + 0.905", "0.611"], "incorrect", 2),
    (KL, ["0.611"], "incorrect", 1),
    ("norm of (3, 4)", ["9 + 16", "25", "5"], "correct", None),  # 25 is no norm, and no mistake
    ("norm of (3, 4)", ["7"], "incorrect", 1),
    # e/(e + e² + e³) = 0.09003, …; deviations −4/3, −1/3, 5/3 over √(14/9 · 3/2)
    ("softmax of (1, 2, 3)", ["(0.0900, 0.2447, 0.6652)"], "correct", None),
    ("softmax of (1, 2, 3)", ["(0.0900, 0.2557, 0.6652)"], "incorrect", 1),
    ("z-scores of 1, 2, 4", ["(-0.873, -0.218, 1.091)"], "correct", None),
    ("MSE of (1,2,3) against (1,3,5)", ["(0+1+4)/3", "1.57"], "incorrect", 2),
    # (5 ± √5)/2
    ("eigenvalues of [[2,1],[1,3]]", ["3.618, 1.382"], "correct", None),
    ("eigenvalues of [[2,1],[1,3]]", ["3.628, 1.382"], "incorrect", 1),
]


@pytest.mark.parametrize(("question", "lines", "status", "first"), CASES)
def test_first_wrong_line(question: str, lines: list[str], status: str, first: int | None) -> None:
    report = sc.grade_working(question, lines, timeout=None)

    assert (report.status, report.first_wrong) == (status, first), report.text()


def test_a_rounded_line_follows() -> None:
    report = sc.grade_working("MSE of (1,2,3) against (1,3,5)", ["(0+1+4)/3", "1.67"])

    assert (report.first_wrong, [line.status for line in report.lines]) == (None, ["correct"] * 2)
