"""Gradients, Jacobians and Hessians of formulas of matrices at arrays, beside NumPy."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

import symcalc as sc

A, W = np.array([[1.0, 2], [3, 4]]), np.array([[1.0, -2], [3, 1]])
one = np.ones(2)
sigma = 1 / (1 + np.exp(-W @ one))
ROWS = [
    # question, value by NumPy
    (
        "gradient of ||A x - b||^2 at x = [1,1] for A=[[1,2],[3,4]], b=[1,1]",
        2 * A.T @ (A @ one - one),
    ),
    (
        "gradient of ||A x - b||^2 with respect to x where A=[[1,2],[3,4]], b=[1,1] and x=[1,1]",
        2 * A.T @ (A @ one - one),
    ),
    (
        "gradient of 1/2 ||Ax-b||^2 at x=(1,1) where A=[[1,2],[3,4]] and b=(1,1)",
        A.T @ (A @ one - one),
    ),
    (
        "gradient of ||W x - y||^2 with respect to W at W=[[1,2],[3,4]], x=[1,1], y=[1,1]",
        2 * np.outer(A @ one - one, one),
    ),
    (
        "gradient of ||X w - y||^2 with respect to w at X=[[1,2],[3,4]], w=[1,1], y=[1,1]",
        2 * A.T @ (A @ one - one),
    ),
    (
        "jacobian of relu(W x) with respect to x where W=[[1,-2],[3,1]] and x=(1,1)",
        np.diag((W @ one > 0).astype(float)) @ W,
    ),
    (
        "jacobian of sigmoid(W x) with respect to x where W=[[1,-2],[3,1]] and x=(1,1)",
        np.diag(sigma * (1 - sigma)) @ W,
    ),
    ("gradient of ||x||^2 at x=(1,2,3)", np.array([2.0, 4, 6])),
    ("gradient of ||x|| at x=(3,4)", np.array([0.6, 0.8])),
    ("hessian of ||x||^2 at x=(1,2)", 2 * np.eye(2)),
    ("gradient of (w·x - y)^2 with respect to w at w=(1,2), x=(3,4), y=1", np.array([60.0, 80])),
    ("gradient of log det X at X=[[2,1],[1,2]]", np.linalg.inv([[2, 1], [1, 2]]).T),
]
REFUSED = [
    # question, what is said; each would be a number of a list, or has no derivative there
    ("gradient of x^2 at x = (1, 2, 3)", "one number"),
    ("derivative of x^2 at x = (1, 2)", "is a list"),
    ("gradient of x y at x=(1,2), y=3", "by which letter"),
    ("gradient of log(x) at x = [1,2]", "one number"),
    ("hessian of x^2 y at x=[1,2], y=[3,4]", "by which letter"),
    ("jacobian of relu(x) at x=(0,1)", "kink"),
    ("gradient of ||w||_1 at w=(0,-2)", "kink"),
    ("limit of x^2 as x -> (1, 2)", "one number"),
]


@pytest.mark.parametrize(("question", "value"), ROWS)
def test_slopes(question: str, value: np.ndarray) -> None:
    d = sc.explain(question)
    assert np.allclose(np.array(d.answer, dtype=float).reshape(value.shape), value, rtol=1e-12)
    assert d.check.status == "agrees"
    assert sc.explain(d.question.text).answer == d.answer


@pytest.mark.parametrize(("question", "told"), REFUSED)
def test_what_is_refused(question: str, told: str) -> None:
    with pytest.raises(sc.SymcalcError, match=told):
        sc.explain(question)


def test_they_are_exact() -> None:
    told = sc.explain("gradient of ||x|| at x=(3,4)").answer
    assert told == sp.Matrix([3, 4]) / 5


def test_answers_are_graded() -> None:
    question = ROWS[0][0]
    assert sc.grade(question, "(40, 56)", timeout=None).status == "correct"
    assert sc.grade(question, "[40, 56]^T", timeout=None).status == "correct"
    assert sc.grade(question, "(20, 28)", timeout=None).status == "incorrect"


POINTS = [
    # question, gradient at the point
    (r"\nabla f(2,-1) for f(x,y)=x^2 y+3x y^3", (-7, 22)),
    ("f(x,y)=x^2 y+3x y^3. Find ∇f(2, -1).", (-7, 22)),
    ("gradient of f(2,-1) where f(x,y)=x^2 y+3x y^3", (-7, 22)),
]


@pytest.mark.parametrize(("question", "value"), POINTS)
def test_a_point_in_the_call(question: str, value: tuple[int, int]) -> None:
    assert tuple(sc.explain(question).value) == value


def test_other_arguments_are_refused() -> None:
    with pytest.raises(sc.SymcalcError, match="not what f is defined of"):
        sc.explain("derivative of f(2x) for f(x)=x^3")


def test_a_norm_is_of_a_vector() -> None:
    """The gradient of ‖x‖ is x/‖x‖, that of ‖x‖² is 2x; A is a matrix in the Jacobian of A x."""
    x = np.array([3.0, 4])
    told = sc.explain("gradient of ||x|| with respect to x", at=None).question.text
    value = sc.gradient("||x||", "x", shapes="x: n", at={"x": x}).value
    assert np.allclose(np.array(value, dtype=float).ravel(), x / 5)
    assert "shapes x" in told
    assert (
        sc.grade("gradient of ||x|| with respect to x", "sign(x)", timeout=None).status != "correct"
    )
    assert (
        sc.grade("gradient of ||x|| with respect to x", "x/||x||", timeout=None).status == "correct"
    )
    assert sc.explain("jacobian of A x + b with respect to x").answer == sp.MatrixSymbol(
        "A", *sp.symbols("m n")
    )
    with pytest.raises(sc.SymcalcError, match="four indices"):
        sc.explain("jacobian of W x + b with respect to W")
