"""Eigenvalues, definiteness, condition numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp

import symcalc as sc

MATRICES = [
    "[[4, 2], [2, 3]]",
    "[[2, 0], [0, 6]]",
    "[[4, 1], [2, 3]]",
    "[[0.5, 0.25], [0.25, 0.5]]",
    "[[2, -1, 0], [-1, 2, -1], [0, -1, 2]]",
    "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]",
    "[[2, 1, 1], [1, 2, 1], [1, 1, 2]]",
    "[[1, 2, 0, 0], [2, 1, 0, 0], [0, 0, 3, 1], [0, 0, 1, 3]]",
    "[[0, -1], [1, 0]]",
    "[[1, 0, 0], [0, 0, -1], [0, 1, 0]]",
    "[[5]]",
    "[[0, 0], [0, 0]]",
]
DEFECTIVE = ["[[1, 1], [0, 1]]", "[[2, 0, 0], [1, 2, 0], [0, 0, 3]]", "[[0, 1], [0, 0]]"]
DEFINITE = [
    ("[[4, 2], [2, 3]]", "positive definite"),
    ("[[-2, 1], [1, -2]]", "negative definite"),
    ("[[2, 4], [4, 2]]", "indefinite"),
    ("[[1, 3], [0, 1]]", "indefinite"),  # not symmetric: its eigenvalues are both 1
    ("[[1, 1], [1, 1]]", "positive semidefinite"),
    ("[[0, 0], [0, -1]]", "negative semidefinite"),
    ("[[0, 0], [0, 0]]", "zero"),
    ("[[0, 1], [1, 0]]", "indefinite"),
    ("[[1, 0], [0, -10^(-20)]]", "indefinite"),
    ("[[0, 0, 0], [0, 1, 2], [0, 2, 1]]", "indefinite"),
    (np.eye(9), "positive definite"),
    (np.diag([1.0] * 9 + [-1.0]), "indefinite"),
]
CONDITIONS = [
    ("[[2, 0], [0, 20]]", 10),
    ("[[2, 4], [4, 2]]", 3),
    ("[[1, 0], [0, 0], [0, 1]]", 1),
    ("[[1, 2], [2, 4]]", sp.oo),
    ("[[0, 0], [0, 0]]", sp.oo),
]


def spectrum(matrix: Any) -> np.ndarray:
    entries = (
        np.array(sp.Matrix(sc.parse(matrix)).tolist(), dtype=float)
        if matrix != "[[5]]"
        else np.array([[5.0]])
    )
    return np.sort_complex(np.linalg.eigvals(entries))


@pytest.mark.parametrize("matrix", MATRICES)
def test_eigenvalues_are_those_of_numpy(matrix: str) -> None:
    d = sc.eigenvalues(matrix)
    assert np.allclose(np.sort_complex([complex(v) for v in d.values]), spectrum(matrix))
    assert d.check.status == "agrees"
    assert d.verify().status == "agrees"
    whole = d.Q * sp.diag(*d.values) * d.Q.inv()
    given = sp.Matrix(sc.parse(matrix)) if matrix != "[[5]]" else sp.Matrix([[5]])
    assert sp.simplify(whole - given).is_zero_matrix
    assert sc.explain(d.question.text).answer == d.answer


@pytest.mark.parametrize("matrix", DEFECTIVE)
def test_too_few_eigenvectors_are_said(matrix: str) -> None:
    d = sc.eigenvalues(matrix)
    assert d.Q is None
    assert "no eigendecomposition" in d.text()


def test_letters() -> None:
    a, b = sp.symbols("a b")
    assert set(sc.eigenvalues("[[a, b], [b, a]]").answer) == {a - b, a + b}
    assert sc.eigenvalues("[[a, 1], [0, b]]").answer == (a, b)
    t = sp.Symbol("t")
    turned = sc.eigenvalues("[[cos t, -sin t], [sin t, cos t]]").answer
    assert sp.simplify(turned[0] * turned[1]) == 1
    assert sp.simplify(sum(turned) - 2 * sp.cos(t)) == 0
    with pytest.raises(sc.UnsupportedError, match="no short form"):
        sc.eigenvalues("[[a, b, 1], [b, 1, a], [1, a, b]]")


def test_in_numbers() -> None:
    a = np.random.RandomState(0).standard_normal((40, 40))
    d = sc.eigenvalues(a + a.T)
    assert np.allclose(d.values, np.linalg.eigvalsh(a + a.T))
    assert d.check.status == "agrees"
    assert "not real" in sc.eigenvalues(a).text()
    assert sc.eigenvalues("[[1, 2, 3], [4, 5, 6], [7, 8, 10]]").check.status == "agrees"
    jordan = np.eye(6) + np.eye(6, k=1)
    assert "nearly dependent" in sc.eigenvalues(jordan).text()


def test_no_square_matrix() -> None:
    for verb in (sc.eigenvalues, sc.definiteness):
        with pytest.raises(sc.ShapeError, match="2 × 3 matrix is not square"):
            verb("[[1, 2, 3], [4, 5, 6]]")
    with pytest.raises(sc.ShapeError, match="not square"):
        sc.eigenvalues(np.ones((20, 30)))


@pytest.mark.parametrize(("matrix", "kind"), DEFINITE, ids=str)
def test_definiteness(matrix: Any, kind: str) -> None:
    d = sc.definiteness(matrix)
    assert d.answer == kind
    assert d.check.status == "agrees"


def test_definiteness_with_letters() -> None:
    a, b, c = sp.symbols("a b c")
    found = sc.definiteness("[[a, b], [b, c]]").answer
    assert found == sp.And(a > 0, a * c - b**2 > 0)
    with pytest.raises(sc.TooLargeError, match="at most 3 rows"):
        sc.definiteness([["a", 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]])


@pytest.mark.parametrize(("matrix", "kappa"), CONDITIONS)
def test_condition(matrix: str, kappa: Any) -> None:
    d = sc.condition(matrix)
    assert d.answer == kappa
    assert d.check.status == "agrees"


@pytest.mark.parametrize(
    "matrix", ["[[1, 2], [3, 4]]", "[[1, 3], [0, 1]]", "[[1, 2, 3], [4, 5, 6]]"]
)
def test_condition_by_singular_values(matrix: str) -> None:
    given = np.array(sp.Matrix(sc.parse(matrix)).tolist(), dtype=float)
    assert float(sc.condition(matrix).answer) == pytest.approx(np.linalg.cond(given), rel=1e-12)


def test_condition_in_numbers() -> None:
    a = np.random.RandomState(1).standard_normal((30, 20))
    assert sc.condition(a).answer == pytest.approx(np.linalg.cond(a))
    assert sc.condition(np.ones((9, 9))).answer == np.inf
    with pytest.raises(sc.UnsupportedError, match="letters"):
        sc.condition("[[a, 1], [1, 2]]")


def test_the_whole_of_a_rotation() -> None:
    text = sc.definiteness("[[2, 4], [4, 2]]").text()
    assert (
        text
        == """definiteness of [[2, 4], [4, 2]]

 1  Quadratic form
    Each entry times the two variables of its row and its column.
    xᵀ A·x = [x, y]ᵀ [[2, 4], [4, 2]] [x, y] = 2x² + 8x·y + 2y²
 2  Leading principal minors
    The determinants of the upper left corners with 1, 2, … rows. The signs fit neither a positive \
nor a negative form, and the last is not 0: A is indefinite.
    (A_1 = 2, A_2 = det([[2, 4], [4, 2]]) = −12)
 3  A positive value
    For x = [1, 0] the form is positive.
    xᵀ A·x = [1, 0]ᵀ [[2, 4], [4, 2]] [1, 0] = 2
 4  A negative value
    For x = [1, −1] the form is negative.
    xᵀ A·x = [1, −1]ᵀ [[2, 4], [4, 2]] [1, −1] = −4

    A is indefinite: xᵀAx takes values of both signs.

Checked: the signs of the eigenvalues, computed by numbers, say the same."""
    )


GRADED = [
    ("eigenvalues of [[2,1],[1,2]]", "3, 1", "correct"),
    ("eigenvalues of [[2,1],[1,2]]", "lambda = 1 or lambda = 3", "correct"),
    ("eigenvalues of [[2,1],[1,2]]", "1, 4", "incorrect"),
    ("eigenvalues of [[2,1],[1,2]]", "3", "incorrect"),
    ("eigenvalues of [[4,2],[2,3]]", "1.44, 5.56", "correct"),
    ("eigenvalues of [[4,2],[2,3]]", "1.45, 5.56", "incorrect"),
    ("eigenvalues of [[4,2],[2,3]]", "(7 + sqrt 17)/2, (7 - sqrt 17)/2", "correct"),
    ("eigenvalues of [[1,0,0],[0,1,0],[0,0,2]]", "1,1,2", "correct"),
    ("eigenvalues of [[1,0,0],[0,1,0],[0,0,2]]", "foo(", "undecided"),
    ("eigenvalues of [[2,1,0],[1,2,0],[0,0,3]]", "1, 3, 1", "partial"),
    ("eigenvalues of [[0,-1],[1,0]]", "i, -i", "correct"),
    ("definiteness of [[2,0],[0,6]]", "positive definite", "correct"),
    ("definiteness of [[2,0],[0,6]]", "It is positive semi-definite.", "partial"),
    ("definiteness of [[2,0],[0,6]]", "indefinite", "incorrect"),
    ("definiteness of [[2,0],[0,6]]", "blue", "undecided"),
    ("condition number of [[2,0],[0,6]]", "3", "correct"),
    ("condition number of [[2,0],[0,6]]", "4", "incorrect"),
]


@pytest.mark.parametrize(("question", "answer", "status"), GRADED)
def test_grading(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer).status == status


def test_pictures() -> None:
    assert sc.eigenvalues("[[2, 1], [1, 2]]").plot().axes
    assert sc.condition("[[2, 1], [0, 2]]").plot().axes


def test_a_gram_matrix_of_doubles_is_semidefinite() -> None:
    x = np.random.RandomState(0).randn(6, 3)
    d = sc.definiteness(x @ x.T)
    assert d.answer == "positive semidefinite"
    assert "doubles are rounded" in d.text()


def test_singular_only_where_it_is() -> None:
    hilbert = 1 / (np.arange(12)[:, None] + np.arange(12) + 1.0)
    for matrix, kappa in ((np.diag([1, 1e-17]), 1e17), (hilbert, np.linalg.cond(hilbert))):
        d = sc.condition(matrix)
        assert 0.5 * kappa < d.answer < 2 * kappa
        assert "not singular" in d.text()
    assert sc.condition(np.ones((50, 50))).ending.startswith("The smallest singular value is 0 to")


def test_rounding_is_no_complex_eigenvalue() -> None:
    told = sc.eigenvalues(np.arange(36.0).reshape(6, 6)).text()
    assert "not real" not in told
    assert "Of the eigenvalues, 4 may be 0" in told


def test_an_irrational_cubic_shows_its_polynomial_and_vectors() -> None:
    d = sc.eigenvalues("[[2,1,0],[1,3,1],[0,1,5]]")
    told = d.text()
    assert "−λ³ + 10λ² − 29λ + 23" in told
    assert "A is symmetric" in told
    assert "[0.12, 0.415261, 0.901753]" in told
    given = np.array([[2.0, 1, 0], [1, 3, 1], [0, 1, 5]])
    assert np.allclose(d.values, np.linalg.eigvalsh(given))
