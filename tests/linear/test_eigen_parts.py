"""One thing of the eigenvalues at a time; NumPy and SymPy are the oracles."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

import symcalc as sc

A = [[4, 2], [1, 3]]
STEP = "one step of power iteration on [[2, 1], [1, 3]] from (1, 0)"
NEAR = 1e-12
NUMBERS = [
    ("largest eigenvalue of {}", max),
    ("smallest eigenvalue of {}", min),
    ("dominant eigenvalue of {}", lambda w: max(w, key=abs)),
    ("spectral radius of {}", lambda w: max(abs(w))),
]
MATRICES = (
    [[2, 1], [1, 2]],
    [[1, 2], [3, 4]],
    [[2, 1], [1, -3]],
    [[2, 0, 0], [1, 2, 1], [-1, 0, 1]],
)


@pytest.mark.parametrize(("asked", "pick"), NUMBERS)
@pytest.mark.parametrize("rows", MATRICES, ids=str)
def test_numbers_agree_with_numpy(asked: str, pick: object, rows: list[list[int]]) -> None:
    told = sc.explain(asked.format(rows))
    assert callable(pick)
    assert abs(float(told.answer) - pick(np.linalg.eigvals(rows).real)) < 1e-6
    assert told.verify().status == "agrees"
    assert sc.explain(told.question.text).answer == told.answer


@pytest.mark.parametrize("rows", MATRICES, ids=str)
def test_the_polynomial_agrees_with_sympy(rows: list[list[int]]) -> None:
    x = sp.Symbol("lambda")
    told = sc.explain(f"characteristic polynomial of {rows}")
    sign = (-1) ** len(rows)
    assert sp.expand(told.answer - sign * sp.Matrix(rows).charpoly(x).as_expr()) == 0


def test_singular_values() -> None:
    rows = [[3, 0], [4, 5]]
    values = np.linalg.svd(rows)[1]
    assert abs(float(sc.explain(f"largest singular value of {rows}").answer) - values[0]) < NEAR
    assert abs(float(sc.explain(f"smallest singular value of {rows}").answer) - values[1]) < NEAR


def test_formulas_of_matrices() -> None:
    """A may be put in for a letter, and worked on first."""
    told = sc.explain("eigenvalues of A + 3I for A = [[2, 1], [1, 2]]")
    assert told.answer == (4, 6)
    assert sc.explain("eigenvalues of A^T A for A = [[1, 0], [0, 2]]").answer == (1, 4)
    assert sc.explain("eigenvalues of diag(1, 2, 3)").answer == (1, 2, 3)
    assert sc.explain("eigenvalues of A^{-1} for A = [[2, 1], [1, 2]]").answer == (
        sp.Rational(1, 3),
        1,
    )
    with pytest.raises(sc.UnsupportedError, match="needs an inverse"):
        sc.explain("eigenvalues of A^{-1} for A = [[1, 2], [2, 4]]")


def test_words_are_no_letters() -> None:
    """What stands behind a matrix is not multiplied into it."""
    told = sc.explain("diagonalise A = [[1, 4], [2, 3]] as P D P^{-1}")
    p, d = told.answer
    assert p * d * p.inv() == sp.Matrix([[1, 4], [2, 3]])
    with pytest.raises(sc.SymcalcError):
        sc.explain("eigenvalues of [[1, 2], [2, 1]] as k m")


def test_refusals_say_why() -> None:
    with pytest.raises(sc.UnsupportedError, match="not all real"):
        sc.explain("largest eigenvalue of [[0, 1], [-1, 0]]")
    with pytest.raises(sc.UnsupportedError, match="no diagonalisation"):
        sc.explain("diagonalize [[3, 1], [0, 3]]")
    with pytest.raises(sc.UnsupportedError, match="no eigenvalue"):
        sc.explain("eigenvectors of [[2, 1], [1, 2]] for the eigenvalue 4")
    with pytest.raises(sc.UnsupportedError, match="probabilities"):
        sc.explain("stationary distribution of [[1, 2], [3, 4]]")


def test_power_iteration_and_stationary() -> None:
    rows = np.array([[2.0, 1.0], [1.0, 3.0]])
    x = np.array([1.0, 1.0])
    for _ in range(5):
        x = rows @ x / np.linalg.norm(rows @ x)
    told = sc.explain("5 steps of power iteration on [[2, 1], [1, 3]] from (1, 1)")
    assert np.allclose(np.array(told.answer, dtype=float).ravel(), x, atol=NEAR)
    chain = sc.explain(
        "stationary distribution of the Markov chain with transition matrix "
        "[[0.9, 0.1], [0.5, 0.5]]"
    )
    law = sp.Matrix(chain.answer)
    assert law.T * sp.Matrix([[9, 1], [5, 5]]) / 10 == law.T


GRADED = [
    (f"characteristic polynomial of {A}", "(x-2)(x-5)", "correct"),
    (f"characteristic polynomial of {A}", "lambda^2 - 7 lambda + 10 = 0", "correct"),
    (f"characteristic polynomial of {A}", "lambda^2 + 7 lambda + 10", "incorrect"),
    ("characteristic polynomial of [[2,0,0],[1,2,1],[-1,0,1]]", "(t-2)^2 (t-1)", "correct"),
    ("eigenvectors of [[2,1],[1,2]] for the eigenvalue 3", "(1/sqrt(2), 1/sqrt(2))", "correct"),
    ("eigenvectors of [[2,1],[1,2]] for the eigenvalue 3", "(1, -1)", "incorrect"),
    ("eigenspace of [[2,0],[0,2]] for the eigenvalue 2", "(1, 0)", "partial"),
    ("is 3 an eigenvalue of [[2,1],[1,2]]?", "yes", "correct"),
    ("is 2 an eigenvalue of [[2,1],[1,2]]?", "yes", "incorrect"),
    ("is (1, 2) an eigenvector of [[2,1],[1,2]]?", "no", "correct"),
    ("is [[3, 1], [0, 3]] diagonalizable?", "no, it is defective", "correct"),
    ("is [[3, 1], [0, 3]] diagonalizable?", "yes", "incorrect"),
    ("diagonalize [[1, 4], [2, 3]]", "P = [[1, 2], [1, -1]], D = [[5, 0], [0, -1]]", "correct"),
    ("diagonalize [[1, 4], [2, 3]]", "P = [[1, 2], [1, 1]], D = [[5, 0], [0, -1]]", "incorrect"),
    ("geometric multiplicity of the eigenvalue 3 of [[3, 1], [0, 3]]", "1", "correct"),
    ("algebraic multiplicity of 3 in [[3, 1], [0, 3]]", "1", "incorrect"),
    ("Rayleigh quotient of [[2, 1], [1, 3]] at x = (1, 2)", "3.6", "correct"),
    ("one step of power iteration on [[2, 1], [1, 3]] from (1, 0)", "(2, 1)", "partial"),
    (
        "one step of power iteration on [[2, 1], [1, 3]] from (1, 0)",
        "(2/sqrt(5), 1/sqrt(5))",
        "correct",
    ),
]


@pytest.mark.parametrize(("question", "answer", "status"), GRADED)
def test_answers_are_graded(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == status
