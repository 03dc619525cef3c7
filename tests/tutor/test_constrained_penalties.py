"""L1 and L2 penalties: by hand, and beside coordinate descent and normal equations in NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.least import Least

a, b, k, lam = sp.symbols("a b k lambda")
SOFT = sp.sign(a) * sp.Max(sp.Abs(a) - lam, 0)

BY_HAND = [
    ("(w - a)^2/2", "l1", "lambda", SOFT),  # course 000-l1-prox
    ("(w - a)^2/2", "l2", "lambda", a / (1 + 2 * lam)),
    ("(w - a)^2", "l1", "lambda", sp.sign(a) * sp.Max(sp.Abs(a) - lam / 2, 0)),
    ("k (w - a)^2", "l2", "lambda", a * k / (k + lam)),
    ("k (w - a)^2", "l1", 1, sp.sign(a) * sp.Max(sp.Abs(a) - 1 / (2 * k), 0)),
    ("(w - 2)^2", "l1", "0.5", sp.Rational(7, 4)),
    ("(w + 2)^2", "l1", "0.5", -sp.Rational(7, 4)),
    ("(w - 2)^2", "l1", 4, sp.Integer(0)),  # just at the threshold
    ("(w1 - 3)^2 + (w2 - 1/2)^2", "l1", 2, sp.Matrix([2, 0])),
    ("(w1 - 3)^2 + (w2 - 1/2)^2", "l2", 1, sp.Matrix([sp.Rational(3, 2), sp.Rational(1, 4)])),
    ("(w1 - a)^2 + (w2 - b)^2", "l2", "lambda", sp.Matrix([a / (1 + lam), b / (1 + lam)])),
    ("(w1 + w2 - 2)^2", "l2", "lambda", sp.Matrix([2 / (lam + 2)] * 2)),
]


@pytest.mark.parametrize(("f", "penalty", "weight", "wanted"), BY_HAND)
def test_by_hand(f: str, penalty: str, weight: Any, wanted: Any) -> None:
    d = sc.penalised(f, penalty=penalty, weight=weight)

    gap = d.answer - wanted
    assert all(sp.simplify(v) == 0 for v in (gap if isinstance(gap, sp.MatrixBase) else [gap]))
    assert d.check.status == "agrees"
    assert sc.explain(d.question.text).answer == d.answer


def coordinate_descent(h: np.ndarray, g: np.ndarray, weight: float) -> np.ndarray:
    """½ wᵀHw − gᵀw + λ‖w‖₁, one weight after the other."""
    w = np.zeros(len(g))
    for _ in range(4000):
        for i in range(len(g)):
            rest = g[i] - h[i] @ w + h[i, i] * w[i]
            w[i] = np.sign(rest) * max(abs(rest) - weight, 0) / h[i, i]
    return w


@pytest.mark.parametrize("seed", range(5))
def test_beside_numpy(seed: int) -> None:
    draw = np.random.default_rng(seed)
    rows, right = draw.integers(-3, 4, (4, 2)), draw.integers(-5, 6, 4)
    while np.linalg.matrix_rank(rows) < 2:
        rows = draw.integers(-3, 4, (4, 2))
    f = (
        " + ".join(
            f"({p} w1 + {q} w2 - {r})^2"
            for (p, q), r in zip(rows.tolist(), right.tolist(), strict=True)
        )
        .replace("- -", "+ ")
        .replace("+ -", "- ")
    )
    h, g = 2.0 * rows.T @ rows, 2.0 * rows.T @ right

    lasso = sc.penalised(f, penalty="l1", weight=3).answer
    ridge = sc.penalised(f, penalty="l2", weight=3).answer
    assert [float(v) for v in lasso] == pytest.approx(list(coordinate_descent(h, g, 3)), abs=1e-7)
    assert [float(v) for v in ridge] == pytest.approx(list(np.linalg.solve(h + 6 * np.eye(2), g)))


def test_the_ball_has_the_weight_as_its_multiplier() -> None:
    """KKT on the ball through the solution tells the same point and μ = λ."""
    d = sc.penalised("(w1 - 3)^2 + (w2 - 2)^2", penalty="l2", weight=1)
    told = next(s for s in d.steps if s.rule == "ball")

    ((point, multipliers, _),) = sc.kkt(
        "(w1 - 3)^2 + (w2 - 2)^2", subject_to=[f"w1^2 + w2^2 <= {told.after.parts[1].expr}"]
    ).answer
    assert list(point.values()) == list(d.answer)
    assert list(multipliers.values()) == [1]


def test_a_minimiser_that_is_not_the_only_one_is_told() -> None:
    d = sc.penalised("(w1 + w2 - 2)^2", penalty="l1", weight=1)

    assert any(
        "at (0, 3/2) F is as small, and so it is at every point between" in r for r in d.remarks
    )


BAD = [
    ({"f": "w^3"}, "not quadratic"),
    ({"f": "sin(w)"}, "not quadratic"),
    ({"f": "-w^2", "penalty": "l1"}, "not convex"),
    ({"f": "7"}, "no variable"),
    ({"f": "(w - 1)^2", "weight": -1}, "has to be positive"),
    ({"f": "(w - 1)^2", "weight": 0}, "has to be positive"),
    ({"f": "(w - 1)^2", "weight": "w"}, "also a variable"),
    ({"f": "(w - 1)^2", "weight": "x + 1"}, "a number or one letter"),
    ({"f": "(w - 1)^2", "penalty": "l3"}, "no penalty 'l3'"),
    ({"f": "(w1 + a w2)^2", "penalty": "l1"}, "mixed"),
    ({"f": "w1^2 + w2^2 + w3^2 + w4^2 + w5^2"}, "5 variables"),
]


@pytest.mark.parametrize(("given", "told"), BAD)
def test_bad_input(given: dict[str, Any], told: str) -> None:
    with pytest.raises(sc.SymcalcError, match=told):
        sc.penalised(**given)


WHOLE = """\
minimiser of (w − a)²/2 with l1 penalty of weight λ in w

 1  Objective
    To f comes λ times the absolute value, |w|: large weights cost. λ > 0.
    F(w) = (w − a)²/2 + λ |w|
 2  Without the penalty
    ∂f/∂w = w − a: f alone is least at w = a.
    w = a
 3  Slopes of the penalty
    |w| has the slope 1 for w > 0 and −1 for w < 0. At w = 0 it has a kink: every number from −1 \
to 1 is a subgradient there.
    |w|
 4  Three cases for w
    F is convex, so it is least where 0 lies between its slopes from the left and from the right.
    f′(w) = w − a
    case   condition            gives      holds
    w > 0  w − a + λ = 0        w = a − λ  if a > λ
    w < 0  w − a − λ = 0        w = a + λ  if a < −λ
    w = 0  −a − λ ≤ 0 ≤ −a + λ  w = 0      if |a| ≤ λ
 5  Soft threshold
    The three cases in one formula: a is moved towards 0 by λ, and stops there.
    w = sign(a) max(|a| − λ, 0)
 6  The same with a ball
    The L1 ball |w| ≤ t with t = max(0, |a| − λ) has the same solution: f is least in it at \
sign(a) max(0, |a| − λ), and the multiplier of the constraint is λ. Its conditions are those of F: \
∇f + λ·s = 0 with a subgradient s of ‖w‖₁. Where it is not 0, this is so for every value of the \
letters.
    |w| ≤ max(0, |a| − λ)

    = sign(a) max(|a| − λ, 0)   for λ > 0

Checked: none of 300 points, for 12 choices of a and λ, has a smaller value.
"""


def test_a_whole_derivation() -> None:
    assert sc.penalised("(w - a)^2/2", penalty="l1").text() == WHOLE.rstrip()


def test_answers_are_graded() -> None:
    d = sc.penalised("(w - a)^2/2", penalty="l1")

    assert sc.grade(d, "sign(a) max(|a| - lambda, 0)").status == "correct"
    assert sc.grade(d, "a - lambda").status == "incorrect"


def test_a_wrong_answer_is_not_borne_out() -> None:
    w = sp.Symbol("w")
    objective = (w - a) ** 2 / 2 + lam * sp.Abs(w)

    assert Least(objective, (w,), (SOFT,), (lam,)).check().status == "agrees"
    assert Least(objective, (w,), (a - lam,), (lam,)).check().status == "disagrees"


def test_pictures() -> None:
    pytest.importorskip("matplotlib")
    assert len(sc.penalised("(w1 - 3)^2 + (w2 - 1/2)^2", penalty="l1", weight=2).plot().axes) == 2
    assert sc.penalised("(w - a)^2/2", penalty="l1").plot().axes
