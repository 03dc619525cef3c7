"""Other words for a question ask what the known words ask: same kind, formula and answer."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc

SAME = [
    # other words, known words
    ("classify the critical points of x^3 - 3x + y^2", "critical points of x^3 - 3x + y^2"),
    ("nature of the stationary points of x y", "stationary points of x y"),
    ("second derivative test for x^3 - 3x", "critical points of x^3 - 3x"),
    ("argmin over w of (w - 3)^2 + 2|w|", "minimum of (w - 3)^2 + 2|w|"),
    (r"\arg\min_w (w - 3)^2", "minimum of (w - 3)^2"),
    ("argmax of 4 - x^2", "maximum of 4 - x^2"),
    (
        "maximise x y z subject to x + y + z = 3 with x, y, z >= 0",
        "maximise x y z subject to x + y + z = 3, x >= 0, y >= 0, z >= 0",
    ),
    (
        "KKT conditions for minimising x^2 + y^2 subject to x + y >= 1",
        "kkt conditions of x^2 + y^2 subject to x + y >= 1",
    ),
    ("KKT for min x^2 s.t. x >= 1", "kkt conditions of x^2 subject to x >= 1"),
    (
        "hard margin SVM for (0, 0), (2, 2) with labels -1, 1",
        "support vector machine on (0, 0), (2, 2) with labels -1, 1",
    ),
    ("lasso of (w - 3)^2 with lambda 2", "minimiser of (w - 3)^2 with l1 penalty of weight 2"),
    (
        "minimise (w - 3)^2 with an L2 penalty of 2",
        "minimiser of (w - 3)^2 with l2 penalty of weight 2",
    ),
    ("gradient of the entropy -p log p - q log q", "gradient of -p log p - q log q"),
    ("is the logistic loss log(1 + e^(-x)) convex?", "is log(1 + e^(-x)) convex?"),
    ("minimise the cost function x^2 - 2x", "minimise x^2 - 2x"),
    ("minimise x + 4/x for x > 0", "minimise x + 4/x subject to x > 0"),
]


@pytest.mark.parametrize(("other", "known"), SAME)
def test_the_same_is_asked(other: str, known: str) -> None:
    assert sc.explain(other).answer == sc.explain(known).answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        # max(0, 1 + 0.3), and −ln(1 − 0.8)
        ("hinge loss at 0.3 against -1", 1.3),
        ("binary cross-entropy of 0.8 against 0", 1.6094379),
    ],
)
def test_a_loss_of_one_number(question: str, value: float) -> None:
    assert float(sc.explain(question).answer) == pytest.approx(value)


def test_at_the_origin_all_letters_are_0() -> None:
    assert sc.explain("gradient of x^2 + y^2 + 3x at the origin").value == sp.Matrix([3, 0])
    assert sc.explain("Hessian of e^x y at the origin").value == sp.Matrix([[0, 1], [1, 0]])


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("minimise x + 4/x for x > 0", [(2, 4, "minimum")]),
        ("extrema of x^3 - 3x for x > 0", [(1, -2, "minimum")]),
        ("minimise x^2 for x > 0", []),  # 0 does not belong to the range
        ("extrema of 1/x + 1/(1 - x) for 0 < x < 1", [(sp.Rational(1, 2), 4, "minimum")]),
    ],
)
def test_an_open_range_has_no_ends(question: str, rows: list[tuple[int, int, str]]) -> None:
    told = sc.explain(question)

    assert [(*place.values(), value, kind) for place, value, kind in told.answer] == rows
    assert all("Absolute" in part for part in told.ending.split(". ") if rows)
