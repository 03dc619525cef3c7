"""Support vector machines of toy sets: by hand, and beside SciPy's SLSQP."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.separation import InBoth, Widest

HALF = sp.Rational(1, 2)

BY_HAND = [
    # points, labels, w, b, multipliers
    ([[1, 1], [3, 3]], [-1, 1], (HALF, HALF), -2, (HALF / 2, HALF / 2)),
    ([[-1], [1]], [-1, 1], (1,), 0, (HALF, HALF)),
    ([0, 2, 4], [-1, -1, 1], (1,), -3, (0, HALF, HALF)),
    ([[0, 0], [2, 0], [2, 2]], [-1, 1, 1], (1, 0), -1, (HALF, HALF, 0)),
    ([[0, 0, 0], [0, 0, 2]], [-1, 1], (0, 0, 1), -1, (HALF, HALF)),
    # three support vectors, one of them against two
    ([[0, 1], [0, -1], [2, 0]], [-1, -1, 1], (1, 0), -1, (HALF / 2, HALF / 2, HALF)),
    # far from the origin and close to each other: rounding must not reject the active set
    ([["1000000.5", 0], [1000001, 0]], [-1, 1], (4, 0), -4000003, (8, 8)),
]  # fmt: skip


@pytest.mark.parametrize(("points", "labels", "w", "b", "weights"), BY_HAND)
def test_by_hand(points: Any, labels: list[int], w: tuple, b: Any, weights: tuple) -> None:
    d = sc.svm(points, labels)

    assert d.answer == (sp.Matrix(w), b, weights)
    assert d.check.status == "agrees"
    assert sc.explain(d.question.text).answer == d.answer


def primal(points: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The same by SciPy's SLSQP."""
    optimize = pytest.importorskip("scipy.optimize")
    rows = np.hstack([points, np.ones((len(points), 1))]) * labels[:, None]
    held = {"type": "ineq", "fun": lambda v: rows @ v - 1, "jac": lambda v: rows}
    start = np.zeros(points.shape[1] + 1)
    found = optimize.minimize(
        lambda v: v[:-1] @ v[:-1] / 2,
        start,
        jac=lambda v: np.append(v[:-1], 0.0),
        constraints=[held],
        method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 500},
    )
    return np.asarray(found.x)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("size", [2, 3])
def test_beside_slsqp(seed: int, size: int) -> None:
    draw = np.random.default_rng(seed)
    points = draw.integers(-6, 7, size=(9, size))
    labels = np.where(points @ np.arange(1, size + 1) >= 1, 1, -1)
    if abs(labels.sum()) == len(labels):
        labels[0] = -labels[0]

    d = sc.svm(points, labels)
    if d.answer == "not separable":
        assert d.check.status == "agrees"
        return
    w, b, _ = d.answer
    assert [float(v) for v in (*w, b)] == pytest.approx(list(primal(points, labels)), abs=1e-5)


INSEPARABLE = [
    ([[0, 0], [1, 1], [0, 1], [1, 0]], [1, 1, -1, -1], (HALF, HALF)),  # XOR
    ([[1, 2], [1, 2]], [1, -1], (1, 2)),  # the same point twice
    ([[0, 0], [4, 0], [0, 4], [1, 1]], [1, 1, 1, -1], (1, 1)),  # inside a triangle
    ([0, 2, 1], [1, 1, -1], (1,)),
]


@pytest.mark.parametrize(("points", "labels", "place"), INSEPARABLE)
def test_labels_that_no_plane_separates(points: Any, labels: list[int], place: tuple) -> None:
    d = sc.svm(points, labels)

    assert d.answer == "not separable"
    assert d.claims[0].place == place
    assert "No w and b meet all constraints." in d.ending
    assert d.check.status == "agrees"
    assert d.steps[-1].after.parts[-1].expr == sp.Ge(0, 2, evaluate=False)


BAD = [
    ("[[1, 2], [3]]", "[1, -1]", "different lengths"),
    ([[1, 2], [3, 4]], [1, 1], "nothing to keep apart"),
    ([[1, 2], [3, 4]], [1, 2], "2 is among them"),
    ([[1, 2], [3, 4]], [1], "2 points have 1 labels"),
    ([], [], "no rows"),
    (5, 3, "no rows"),
    ([[1, float("nan")], [2, 3]], [1, -1], "nan is not"),
    ("[[a, 2], [3, 4]]", "[1, -1]", "a is not a number"),
    ("[[sqrt(2), 1], [0, 0]]", "[1, -1]", "not a rational number"),
    ([[k, k * k] for k in range(30)], [1, -1] * 15, "30 points are more than 20"),
    ([[1, 2, 3, 4], [2, 3, 4, 5]], [1, -1], "4 coordinates"),
]


@pytest.mark.parametrize(("points", "labels", "told"), BAD)
def test_bad_input(points: Any, labels: Any, told: str) -> None:
    with pytest.raises(sc.SymcalcError, match=told):
        sc.svm(points, labels)


WHOLE = """\
support vector machine on [-1, 1] with labels [-1, 1]

 1  Primal problem
    Wanted is the point w·x + b = 0 that keeps the labels apart with the widest margin. Scaled so \
that y_i·(w·x_i + b) ≥ 1 for every point, the margin is 2/‖w‖ wide: make 1/2·w² as small as \
possible, under one constraint for each point.
    {−(−w + b) ≥ 1; w + b ≥ 1}
 2  Lagrangian
    Every constraint comes with a multiplier α_i ≥ 0, and what it exceeds 1 by is subtracted.
    L = 1/2·w² − α_1·(−(−w + b) − 1) − α_2·(w + b − 1)
 3  Stationarity
    ∂L/∂w = w − α_1 − α_2, ∂L/∂b = α_1 − α_2. All are 0 where
    {w = α_1 + α_2; −α_1 + α_2 = 0}
 4  Dual problem
    Put into L, these leave a function of the α alone: b drops out, since −α_1 + α_2 = 0. Make W \
as large as possible, with every α_i ≥ 0 and −α_1 + α_2 = 0.
    W = α_1 + α_2 − 1/2·(α_1 + α_2)²
"""


def test_a_whole_derivation() -> None:
    assert sc.svm([-1, 1], [-1, 1]).text().startswith(WHOLE)


def test_answers_are_graded() -> None:
    d = sc.svm([[1, 1], [3, 3]], [-1, 1])

    assert sc.grade(d, "(1/2, 1/2, -2)").status == "correct"
    assert sc.grade(d, "(1, 1, -4)").status == "incorrect"


def test_labels_0_and_1() -> None:
    d = sc.svm([[1, 1], [3, 3]], [0, 1])

    assert d.answer == sc.svm([[1, 1], [3, 3]], [-1, 1]).answer
    assert "The label 0 is taken as −1." in d.remarks


def test_a_wrong_answer_is_not_borne_out() -> None:
    points, labels = ((sp.Integer(-1),), (sp.Integer(1),)), (-1, 1)
    two = sp.Integer(2)

    assert Widest(points, labels, (two,), sp.S.Zero, (two, two)).check().status == "disagrees"
    assert InBoth(points, labels, (sp.S.One,) * 2, (sp.S.Zero,)).check().status == "disagrees"


def test_pictures() -> None:
    pytest.importorskip("matplotlib")
    assert sc.svm([[1, 1], [3, 3]], [-1, 1]).plot().axes
    assert sc.svm([0, 2, 1], [1, 1, -1]).plot().axes
