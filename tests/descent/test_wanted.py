"""Numbers of a run; on x² a step of rate 0.1 multiplies x by 0.8."""

from __future__ import annotations

import math

import numpy as np
import pytest

import symcalc as sc

RUN = "gradient descent on x^2 from x = 1 with learning rate 0.1"
E = 0.5 * (2 - 1)  # the first step of e^x − 2x from 0 with rate 0.5
ROWS = [
    (f"what is x after 2 steps of {RUN}", [0.64]),
    (f"value of f after two steps of {RUN}", [0.64**2]),
    (f"gradient norm after 3 steps of {RUN}", [2 * 0.8**3]),
    ("loss after 1 step of gradient descent on x^2 + y^2 from (1, 2), rate 0.1", [5 * 0.64]),
    (
        "first five iterates of gradient descent on x^2 from 10 with learning rate 0.8",
        [10 * (-0.6) ** k for k in range(1, 6)],
    ),
    (
        "first two iterates of gradient descent on x^2 + 2y^2 from (1, 1) with learning rate 0.1",
        [0.8, 0.6, 0.64, 0.36],
    ),
    ("x_4 of gradient descent on x^2 from x_0 = 1 with learning rate 0.1", [0.8**4]),
    (
        "minimize e^x - 2x by gradient descent starting at x0 = 0 with learning rate 0.5; "
        "what is x2?",
        [E - 0.5 * (math.exp(E) - 2)],
    ),
    (
        f"how many steps until the gradient norm is below 0.01 for {RUN}",
        [math.ceil(math.log(0.005) / math.log(0.8))],
    ),
    (
        f"how many steps does {RUN} need until the gradient norm is below 0.01?",
        [math.ceil(math.log(0.005) / math.log(0.8))],
    ),
    ("b after one step of gradient descent on (w - 2)^2 + (b - 1)^2 from w = 4, b = 2", [1.8]),
]


@pytest.mark.parametrize(("question", "numbers"), ROWS)
def test_number(question: str, numbers: list[float]) -> None:
    d = sc.explain(question)

    found = np.array(d.answer, dtype=float).ravel()
    assert list(found) == pytest.approx(numbers, rel=1e-12)
    assert d.verify().status == "agrees"
    again = np.array(sc.explain(d.question.text).answer, dtype=float).ravel()
    assert list(again) == pytest.approx(numbers, rel=1e-12)


@pytest.mark.parametrize(
    ("answer", "status"), [("0.4096", "correct"), ("0.41", "partial"), ("0.64", "incorrect")]
)
def test_graded(answer: str, status: str) -> None:
    assert sc.grade(ROWS[1][0], answer, timeout=None).status == status


def test_a_letter_that_is_not_there_is_refused() -> None:
    with pytest.raises(sc.UnsupportedError, match="z does not occur"):
        sc.explain(f"z after 2 steps of {RUN}")
