"""Newton's method for a root; the truth is worked out in fractions, or found by SciPy."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

import pytest
import sympy as sp

import symcalc as sc

Number = Fraction | float


def gone(
    f: Callable[[Number], Number], slope: Callable[[Number], Number], x: Number, steps: int
) -> float:
    """x − f/f′, so many times."""
    for _ in range(steps):
        x = x - f(x) / slope(x)
    return float(x)


CUBIC = gone(lambda x: x**3 - 2 * x - 5, lambda x: 3 * x * x - 2, Fraction(2), 2)
ROWS = [
    ("two iterations of Newton's method for x^3 - 2x - 5 = 0 starting at x = 2", CUBIC),
    ("root of x^3 - 2x - 5 with two iterations of Newton's method starting at 2", CUBIC),
    ("root of x^3 - 2x - 5 by Newton's method from x = 2 in 2 steps", CUBIC),
    (
        "Newton-Raphson on cos(x) = x from x0 = 1, three steps",
        gone(lambda x: math.cos(x) - x, lambda x: -math.sin(x) - 1, 1.0, 3),
    ),
    ("approximate sqrt(7) with two Newton iterations from 3", 127 / 48),
    ("root of x^2 - 2 by Newton's method from x = 1", math.sqrt(2)),
    ("solve e^x = 3 by Newton's method from 1", math.log(3)),
]


@pytest.mark.parametrize(("question", "root"), ROWS)
def test_root(question: str, root: float) -> None:
    d = sc.explain(question)

    assert float(d.answer) == pytest.approx(root, rel=1e-12)
    assert d.verify().status == "agrees"
    assert sc.explain(d.question.text).answer == d.answer


def test_system() -> None:
    d = sc.explain("one Newton step for the system x^2 + y^2 = 4, x y = 1 from (2, 0)")

    jacobian, values = sp.Matrix([[4, 0], [0, 2]]), sp.Matrix([0, -1])
    assert d.answer == sp.Matrix([2, 0]) - jacobian.inv() * values
    assert d.verify().status == "agrees"


def test_no_step() -> None:
    question = "one step of Newton's method for x^2 = 2 from x = 0"

    assert sc.explain(question).answer is sp.nan
    assert sc.grade(question, "undefined", timeout=None).status == "correct"


@pytest.mark.parametrize(
    ("answer", "status"), [("2.0945681", "correct"), ("2.095", "correct"), ("2.1", "partial")]
)
def test_graded(answer: str, status: str) -> None:
    assert sc.grade(ROWS[0][0], answer, timeout=None).status == status


@pytest.mark.parametrize(
    "question",
    [
        "one Newton step for the system x^2 + y^2 = 4, x y = 1 from x = 2",
        "one step of Newton's method for x^2 + y = 4 from x = 1",
        "one step of Newton's method for x^2 = 4 from x = 1 with momentum 0.9",
    ],
)
def test_refused(question: str) -> None:
    with pytest.raises(sc.SymcalcError):
        sc.explain(question)


def test_minimise_is_no_root() -> None:
    d = sc.explain("one damped Newton step to minimise x^4 from x = 1 with step size 0.5")

    assert float(d.answer[0]) == pytest.approx(1 - 0.5 * 4 / 12)
