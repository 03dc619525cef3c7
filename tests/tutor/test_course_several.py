"""What a course prints about gradients, Jacobians and Hessians, and what is true.

The rows are those of a course's notebooks that have a formula, under their own names. `printed` is
None where the course shows no output; no row of these topics is a misprint.
"""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

import symcalc as sc

BOWL, ROSENBROCK = "w0^2+3*w1^2", "100*(y-x^2)^2+(1-x)^2"
CUBIC, PAIR, TRIPLE = "3*x^2*y+2*x*y^3-5", "[x^2+y, x*y]", "[x1^2, x1*x2, x2^2]"

ANSWERS = [
    # row, question                                           true
    ("001-21-partial-x", f"∂/∂x ({CUBIC})", "6*x*y+2*y^3"),
    ("001-21-partial-y", f"∂/∂y ({CUBIC})", "3*x^2+6*x*y^2"),
    ("001-22-gradient-formula", f"gradient of {BOWL}", "[2*w0, 6*w1]"),
    ("001-27-jacobian-formula", f"jacobian of {PAIR}", "[[2*x, 1], [y, x]]"),
    ("001-28-gradient", "gradient of x^2+3*y^2", "[2*x, 6*y]"),
    ("001-28-hessian", "hessian of x^2+3*y^2", "[[2, 0], [0, 6]]"),
    ("002-06-analytic", "gradient of t^3+2*t", "3*t^2+2"),  # each term of the sum
    (
        "002-rosenbrock-grad",
        f"gradient of {ROSENBROCK}",
        "[-400*x*(y-x^2)-2*(1-x), 200*(y-x^2)]",
    ),
    ("004-grad-paraboloid", "gradient of x^2+y^2", "[2*x, 2*y]"),
    ("004-jac-formula", f"jacobian of {TRIPLE}", "[[2*x1, 0], [x2, x1], [0, 2*x2]]"),
    ("004-ex1-grad", "gradient of x^2+10*y^2", "[2*x, 20*y]"),
]
VALUES = [
    # row, question, at                                                     true
    ("001-05-gradient-bowl", f"gradient of {BOWL}", {"w0": 2, "w1": 1}, [4, 6]),
    ("001-21-partial-x-at", f"∂/∂x ({CUBIC})", {"x": 1, "y": 2}, 28),
    ("001-21-partial-y-at", f"∂/∂y ({CUBIC})", {"x": 1, "y": 2}, 27),
    ("001-22-gradient-bowl", f"gradient of {BOWL}", {"w0": 4, "w1": 2}, [8, 12]),
    ("001-27-jacobian-at", f"jacobian of {PAIR}", {"x": 3, "y": 2}, [[6, 1], [2, 3]]),
    ("001-28-hessian-numeric", "hessian of x^2+3*y^2", {"x": 1, "y": 1}, [[2, 0], [0, 6]]),
    ("002-rosenbrock-grad-0", f"gradient of {ROSENBROCK}", {"x": 0, "y": 0}, [-2, 0]),
    (
        "002-rosenbrock-hessian",
        f"hessian of {ROSENBROCK}",
        {"x": 1, "y": 1},
        [[802, -400], [-400, 200]],
    ),
    ("004-jac-at", f"jacobian of {TRIPLE}", {"x1": 2, "x2": 3}, [[4, 0], [3, 2], [0, 6]]),
    ("004-hessian", "hessian of x^2+4*x*y+y^2", {"x": 1, "y": 1}, [[2, 4], [4, 2]]),
]


@pytest.mark.parametrize(("row", "question", "true"), ANSWERS, ids=[r[0] for r in ANSWERS])
def test_answer(row: str, question: str, true: str) -> None:
    told = sc.explain(question)

    assert sp.expand(sp.Matrix([told.answer])) == sp.expand(sp.Matrix([sc.parse(true)]))
    assert sc.grade(question, true, timeout=None).status == "correct"
    assert sc.grade(question, "[[x, x], [x, x]]", timeout=None).status == "incorrect"


@pytest.mark.parametrize(("row", "question", "at", "true"), VALUES, ids=[r[0] for r in VALUES])
def test_value(row: str, question: str, at: dict[str, int], true: object) -> None:
    told = sc.explain(question, at=at)

    assert sp.Matrix([told.value]) == sp.Matrix(
        [sp.Matrix(true) if isinstance(true, list) else true]
    )


def test_steepest_descent() -> None:
    """001-22-steepest and 001-22-norm: the direction -∇f/‖∇f‖, and how steep it is there."""
    at = {"w0": 4, "w1": 2}
    gradient = sc.gradient(BOWL, at=at).value
    told = sc.directional(BOWL, direction=-gradient, at=at)
    unit = next(step for step in told.steps if step.rule == "unit-vector").after.expr

    assert np.array(unit, dtype=float).ravel() == pytest.approx(
        [-0.5547001962252291, -0.8320502943378437], rel=1e-15
    )
    assert float(told.value) == pytest.approx(-14.422205101855956, rel=1e-15)


def test_determinant() -> None:
    """001-27-det: 2x² - y, which is 16 at (3, 2)."""
    told = sc.jacobian(PAIR, at={"x": 3, "y": 2})

    steps = [step.after.expr for step in told.steps if step.rule == "determinant"]
    assert steps == [sc.parse("2*x^2 - y"), 16]


def test_shape() -> None:
    """001-27-shape: outputs by inputs."""
    assert sc.jacobian("[x y z, x + y + z]").answer.shape == (2, 3)


@pytest.mark.parametrize("formula", ["x^2 y^3 z", "sin(x y) z", "e^(x/y) + z^2 x"])
def test_symmetry(formula: str) -> None:
    """001-28-symmetry: H = Hᵀ."""
    matrix = sc.hessian(formula).answer

    assert matrix == matrix.T


EIGENVALUES = [
    # row, formula                                    eigenvalues    condition number
    ("001-28-eigenvalues, 001-28-condition", "x^2+3*y^2", [2, 6], 3),
    ("004-hessian-eig, 004-hessian-cond", "x^2+4*x*y+y^2", [-2, 6], 3),
    ("004-ex1-cond", "x^2+10*y^2", [2, 20], 10),
    ("004-ex5-cond", "x^2+100*y^2", [2, 200], 100),
]


@pytest.mark.parametrize(("row", "formula", "true", "condition"), EIGENVALUES)
def test_eigenvalues(row: str, formula: str, true: list[int], condition: int) -> None:
    """Of the Hessian that is worked out, by NumPy."""
    found = np.linalg.eigvalsh(np.array(sc.hessian(formula).answer, dtype=float))

    assert found == pytest.approx(true)
    assert max(abs(found)) / min(abs(found)) == pytest.approx(condition)
