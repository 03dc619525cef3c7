"""The singular value decomposition: by hand, by NumPy, and what cannot be decomposed."""

from __future__ import annotations

import json

import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.errors import SymcalcError, TooLargeError, UnsupportedError

ROOT = sp.sqrt
BY_HAND = [
    # matrix                        singular values           why the row exists
    ("[[3, 0], [4, 5]]", [3 * ROOT(5), ROOT(5)]),  # a textbook's first one
    ("[[3, 2, 2], [2, 3, -2]]", [5, 3]),  # wide: AAᵀ is smaller
    ("[[1, 1], [0, 1], [1, 0]]", [ROOT(3), 1]),  # tall: U is completed
    ("[[1, 2], [2, 4]]", [5, 0]),  # rank 1
    ("[[2, 0], [0, 2]]", [2, 2]),  # a repeated value
    ("[[0, 0], [0, 0]]", [0, 0]),
    ("[[0, 1, 0], [0, 0, 2], [0, 0, 0]]", [2, 1, 0]),  # nilpotent: all eigenvalues of A are 0
    ("[[3, 1, 1], [1, 3, 1], [1, 1, 3]]", [5, 2, 2]),  # three orthogonal eigenvectors
    ("(1, 2, 2)", [3]),  # a column
    ("[[1, 2], [3, 4]]", [ROOT(15 + ROOT(221)), ROOT(15 - ROOT(221))]),  # no fractions
    ("[[0.1, 0.7], [-0.3, 0.2]]", None),  # decimals are fractions
    ("[[1, -1], [1, 1], [0, 0], [2, 5]]", None),
    ("[[-7]]", [7]),  # a negative number: the sign is in U
]


@pytest.mark.parametrize(("matrix", "values"), BY_HAND)
def test_by_hand(matrix: str, values: list[sp.Expr] | None) -> None:
    """U Σ Vᵀ is A, with orthonormal columns; NumPy has the same values."""
    a = np.array(json.loads(matrix.replace("(", "[").replace(")", "]")), float)
    a = a if a.ndim == 2 else a.reshape(-1, 1)
    d = sc.svd(matrix)
    u, sigma, v = (np.array(part.evalf(30), float) for part in d.answer)

    assert u.shape + v.shape == (a.shape[0],) * 2 + (a.shape[1],) * 2
    assert sigma.shape == a.shape
    assert np.allclose(u @ sigma @ v.T, a)
    assert np.allclose(u.T @ u, np.eye(len(u)))
    assert np.allclose(v.T @ v, np.eye(len(v)))
    assert np.allclose(np.diag(sigma), np.linalg.svd(a, compute_uv=False), atol=1e-12)
    if values is not None:
        found = d.answer[1]
        assert [sp.N(found[i, i] - value, 30) for i, value in enumerate(values)] == pytest.approx(
            [0] * len(values), abs=1e-25
        )


@pytest.mark.parametrize(("matrix", "values"), BY_HAND)
def test_every_form_and_the_question_again(matrix: str, values: object) -> None:
    d = sc.svd(matrix, thin=True)
    assert sc.explain(d.question.text).text() == d.text()
    assert json.loads(d.json())["check"]["status"] == "agrees"
    assert d.verify().status == "agrees"
    assert d.html()
    assert d.latex()
    assert all(d.hint(k + 1) for k in range(len(d.hints)))


def test_thin_leaves_columns_out() -> None:
    u, sigma, v = sc.svd("[[1, 1], [0, 1], [1, 0]]", thin=True).answer
    assert (u.shape, sigma.shape, v.shape) == ((3, 2), (2, 2), (2, 2))
    assert u * sigma * v.T == sp.Matrix([[1, 1], [0, 1], [1, 0]])


@pytest.mark.parametrize("shape", [(20, 30), (30, 20), (1, 40), (70, 70)])
def test_large_by_numpy(shape: tuple[int, int]) -> None:
    a = np.random.RandomState(1).randn(*shape)
    d = sc.svd(a)
    u, sigma, v = d.answer
    assert isinstance(u, np.ndarray)
    assert np.allclose(u @ sigma @ v.T, a)
    assert sigma.shape == shape


def test_cubic_eigenvalues_go_to_numpy() -> None:
    d = sc.svd("[[1, 2, 3], [4, 5, 6], [7, 8, 9]]")
    assert "The rank is 2." in d.text()
    assert "the condition number is infinite" in d.text()


def test_arrays_come_back_as_arrays() -> None:
    u, sigma, v = sc.svd(np.array([[3, 0], [4, 5]])).answer
    assert isinstance(u, np.ndarray)
    assert np.allclose(u @ sigma @ v.T, [[3, 0], [4, 5]])


def test_random_is_numpy_s() -> None:
    d = sc.svd("randn(6, 4, seed=3)")
    assert np.allclose(np.diag(d.answer[1]), np.linalg.svd(np.random.RandomState(3).randn(6, 4))[1])


def test_text() -> None:
    """A whole derivation, typed by hand."""
    told, _, difference = sc.svd("[[1, 2], [2, 4]]").text().rpartition(" ")
    assert told == TEXT
    assert float(difference.rstrip(".")) < 1e-14


TEXT = """\
singular value decomposition of [[1, 2], [2, 4]]

 1  The matrix Aᵀ A
    If A = U Σ Vᵀ, then Aᵀ A = V Σᵀ Σ Vᵀ: the columns of V are eigenvectors of Aᵀ A, and the \
squares of the singular values are its eigenvalues.
    Aᵀ A = [[5, 10], [10, 20]]
 2  Eigenvalues of Aᵀ A
    The determinant is λ·(λ − 25), which is zero at λ = 25 and λ = 0.
    det(λ·I − Aᵀ A) = λ² − 25λ
 3  Singular values
    They are the roots of the eigenvalues, σ = √λ, the largest first.
    σ = [5, 0]
 4  Eigenvector for λ = 25
    (Aᵀ A − λI)·v = 0 is solved by v = [1, 2]. Its length is √5: divide by it.
    v_1 = [√5/5, 2 √5/5]
 5  Eigenvector for λ = 0
    (Aᵀ A − λI)·v = 0 is solved by v = [2, −1]. Its length is √5: divide by it.
    v_2 = [2 √5/5, −√5/5]
 6  Left singular vector 1
    A v_1 = [√5, 2 √5], and this is σ_1 u_1: divide by σ_1 = 5.
    u_1 = [√5/5, 2 √5/5]
 7  The basis is completed
    U needs u_2 as well. It is taken from the solutions of Aᵀ x = 0: orthogonal to the columns \
before, and of length 1.
    u_2 = [2 √5/5, −√5/5]
 8  Put together
    U has the columns u, V the columns v, and Σ the singular values on its diagonal. Multiplied \
out, U Σ Vᵀ is A.
    A = U·Σ Vᵀ
    matrix  entries
    U       [[√5/5, 2 √5/5], [2 √5/5, −√5/5]]
    Σ       [[5, 0], [0, 0]]
    V       [[√5/5, 2 √5/5], [2 √5/5, −√5/5]]

    A = U Σ Vᵀ with the singular values 5 and 0. The rank is 1.

u and v of one singular value may both change their sign: the product stays the same.

Checked: U Σ Vᵀ gives A back, the columns of U and of V are orthonormal, and NumPy finds the same \
singular values: largest relative difference"""

U = "[[1/sqrt(10), 3/sqrt(10)], [3/sqrt(10), -1/sqrt(10)]]"
S = "[[3sqrt(5), 0], [0, sqrt(5)]]"
V = "[[1/sqrt(2), 1/sqrt(2)], [1/sqrt(2), -1/sqrt(2)]]"
MINUS_U = "[[1/sqrt(10), -3/sqrt(10)], [3/sqrt(10), 1/sqrt(10)]]"
MINUS_V = "[[1/sqrt(2), -1/sqrt(2)], [1/sqrt(2), 1/sqrt(2)]]"
GRADED = [
    ("[3 sqrt(5), sqrt(5)]", "correct"),
    ("[sqrt(45), sqrt(5)]", "correct"),
    ("[6.7082, 2.23607]", "correct"),
    ("[6.7, 2.2]", "partial"),
    ("[45, 5]", "incorrect"),  # the eigenvalues, and not their roots
    (f"{U}, {S}, {V}", "correct"),  # by hand: v = (1, 1)/√2, (1, −1)/√2, and u = A v/σ
    (f"({U}, {S}, {V})", "correct"),
    (f"{MINUS_U}, {S}, {MINUS_V}", "correct"),  # another sign of u_2 and v_2
    (f"{MINUS_U}, {S}, {V}", "incorrect"),  # of one of them only
    (f"{U}, [[sqrt(5), 0], [0, 3sqrt(5)]], {V}", "incorrect"),
    (f"{U}, [[3, 0], [4, 5]], {V}", "incorrect"),  # Σ is diagonal
    ("[[1, 0], [0, 1]], [[3, 0], [4, 5]], [[1, 0], [0, 1]]", "incorrect"),
    (f"[[1, 2, 3], [0, 1, 3]], {S}, {V}", "incorrect"),  # no such product
    (f"[[2, 0], [0, 1]], {S}, {V}", "incorrect"),  # no columns of length 1
    (f"{U}, {S}, [[a, 0], [0, 1]]", "undecided"),
    (
        "[[.316, .949], [.949, -.316]], [[6.708, 0], [0, 2.236]], [[.707, .707], [.707, -.707]]",
        "partial",
    ),
]


@pytest.mark.parametrize(("answer", "status"), GRADED)
def test_grade(answer: str, status: str) -> None:
    assert sc.grade(sc.svd("[[3, 0], [4, 5]]"), answer).status == status


def test_grade_of_its_own_parts() -> None:
    """A tall matrix, thin, with V and with Vᵀ."""
    d = sc.svd("[[1, 1], [0, 1], [1, 0]]", thin=True)
    u, s, v = d.answer
    assert sc.grade(d, f"{u.tolist()}, {s.tolist()}, {v.tolist()}").status == "correct"
    assert sc.grade(d, f"{u.tolist()}, {s.tolist()}, {v.T.tolist()}").status == "correct"


def test_no_nested_roots() -> None:
    """The golden ratio, and what is rounded is not said to be equal."""
    d = sc.svd("[[1, 1], [0, 1]]")
    assert d.answer[1][0, 0] == (1 + ROOT(5)) / 2
    assert "σ = [(1 + √5)/2, (−1 + √5)/2]" in d.text()
    assert "v = [1, (1 + √5)/2]" in d.text()
    assert "v_1 ≈ [0.525731, 0.850651]" in d.text()
    assert d.answer[2][0, 0] ** 2 == (5 - ROOT(5)) / 10  # 1/(1 + φ²)


def test_latex_has_commands_for_letters() -> None:
    """No font of pdflatex has Σ or …."""
    told = sc.svd("[[3, 0], [4, 5]]").latex()
    assert r"U \Sigma V^{\top}" in told
    assert "[U+" not in told
    assert "[U+" not in sc.low_rank("randn(9, seed=1)", [1, 2]).latex()


REFUSED = [
    ("[[a, 0], [0, 1]]", UnsupportedError),
    ("[[1, 2], [3]]", SymcalcError),
    ("", SymcalcError),
    ("[[1, 2], [3, 4", SymcalcError),
    ("[[1, oo], [3, 4]]", SymcalcError),
    ("[[1e200, 0], [0, 1]]", UnsupportedError),  # its square is no double
    ("an array of 200 × 300", UnsupportedError),
    ("randn(0)", UnsupportedError),
    ("randn(99999, 99999)", TooLargeError),
    (np.ones((3000, 3000)), TooLargeError),
    (np.ones((5000, 3)), TooLargeError),  # the full U
    (np.ones((2, 2, 2)), SymcalcError),
    (np.array([[1.0, np.nan]]), SymcalcError),
    (None, SymcalcError),
]


@pytest.mark.parametrize(("matrix", "error"), REFUSED, ids=range(len(REFUSED)))
def test_refused(matrix: object, error: type[SymcalcError]) -> None:
    with pytest.raises(error):
        sc.svd(matrix)


def test_no_such_form() -> None:
    with pytest.raises(UnsupportedError, match="no form"):
        sc.explain("singular value decomposition of [[1, 2], [3, 4]] in fat form")


@pytest.mark.parametrize("matrix", ["[[3, 0], [4, 5]]", "randn(12, 8)", "[[0, 0], [0, 0]]"])
def test_picture(matrix: str) -> None:
    pytest.importorskip("matplotlib")
    assert sc.svd(matrix).plot().axes


def test_picture_says_what_is_reflected() -> None:
    """V of this matrix has the determinant −1."""
    pytest.importorskip("matplotlib")
    titles = [axes.get_title() for axes in sc.svd("[[3, 0], [4, 5]]").plot().axes]
    assert titles == ["unit circle", "reflected by Vᵀ", "stretched by Σ", "reflected by U: A"]
