"""Least squares, covariance, Gram–Schmidt, subspaces: NumPy is the oracle."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp

import symcalc as sc

FITS = [
    ([(1, 1), (2, 3), (3, 4)], 1),
    ([(0, 1), (1, 0), (2, 1), (3, 5)], 2),
    ([(0, 1), (1, 2)], 1),
    ([(-1, 0), (0, 1), (1, 0), (2, -7)], 3),
    ([(0.5, 1.25), (1.5, 2), (2, 3.5)], 1),
    ([(1, 4), (2, 6)], 0),
]
SYSTEMS = [
    ([[1, 0], [1, 1], [1, 2]], [6, 0, 0]),
    ([[1, 2, 0], [0, 1, 1], [1, 0, 3], [2, 1, 1]], [1, 2, 3, 4]),
    ([[2], [1]], [1, 1]),
]
DATA = [
    [[1, 2], [3, 4], [5, 7]],
    [[1, 2, 0], [2, 1, 1], [0, 0, 4], [3, 3, 3]],
    [[1], [2], [4]],
    [[1, 5], [2, 5], [4, 5]],
    [[0.5, 1], [0.25, 3]],
]
BASES = [
    "(1,1,0), (1,0,1)",
    "(3,4), (1,0)",
    "(1,1,0), (1,0,1), (2,1,1)",
    "(0,0), (1,2)",
    "(1,2,2), (-1,0,2), (0,0,1)",
]


@pytest.mark.parametrize(("points", "degree"), FITS)
def test_fits_are_those_of_polyfit(points: Any, degree: int) -> None:
    d = sc.least_squares(points, degree=degree)
    xs, ys = np.array(points, dtype=float).T
    told = [float(c) for c in d.coefficients]
    assert told == pytest.approx(np.polyfit(xs, ys, degree)[::-1], abs=1e-9)
    assert float(d.squares) == pytest.approx(
        ((np.polyval(told[::-1], xs) - ys) ** 2).sum(), abs=1e-9
    )
    assert d.verify().status == "agrees"
    assert sc.explain(d.question.text).answer == d.answer


@pytest.mark.parametrize(("a", "b"), SYSTEMS)
def test_least_squares_are_those_of_lstsq(a: Any, b: Any) -> None:
    d = sc.least_squares(a, b)
    found = np.linalg.lstsq(np.array(a, float), np.array(b, float), rcond=None)
    assert [float(v) for v in d.answer] == pytest.approx(found[0])
    assert float(d.squares) == pytest.approx(found[1][0])
    assert (sp.Matrix(a).T * d.residual).is_zero_matrix
    assert d.verify().status == "agrees"


def test_dependent_columns_have_many() -> None:
    d = sc.least_squares([[1, 1], [1, 1], [1, 1]], [6, 0, 0])
    assert sp.expand(sum(d.answer)) == 2
    assert "Infinitely many fit equally well" in d.text()


@pytest.mark.parametrize("data", DATA)
def test_covariances_are_those_of_numpy(data: Any) -> None:
    d = sc.covariance_matrix(data)
    own = np.array(d.answer.tolist(), float)
    assert own == pytest.approx(np.atleast_2d(np.cov(np.array(data, float), rowvar=False)))
    assert "Divided by n =" in d.text()
    assert d.verify().status == "agrees"


def test_correlation_is_told_where_it_is_defined() -> None:
    assert "Correlation" in sc.covariance_matrix(DATA[0]).text()
    constant = sc.covariance_matrix(DATA[3]).text()
    assert "Variable 2 is constant" in constant
    assert "\n    R =" not in constant


@pytest.mark.parametrize("vectors", BASES)
def test_gram_schmidt(vectors: str) -> None:
    d = sc.gram_schmidt(vectors)
    a = sp.Matrix(sp.sympify(f"[{vectors}]")).T
    assert (d.Q.T * d.Q).applyfunc(sp.simplify) == sp.eye(d.Q.cols)
    assert (d.Q * d.R - a).applyfunc(sp.simplify).is_zero_matrix
    assert d.Q.cols == a.rank()
    own = sp.GramSchmidt([a.col(k) for k in a.columnspace() and a.rref()[1]], True)
    assert all(
        (p - q).applyfunc(sp.simplify).is_zero_matrix for p, q in zip(own, d.answer, strict=True)
    )
    assert d.verify().status == "agrees"
    assert ("left out" in d.text()) == (a.rank() < a.cols)


def test_qr_of_a_matrix_is_that_of_sympy() -> None:
    a = sp.Matrix([[1, 2], [0, 1], [1, 4]])
    d = sc.qr(a)
    q, r = a.QRdecomposition()
    assert sp.simplify(d.Q - q).is_zero_matrix
    assert sp.simplify(d.R - r).is_zero_matrix


@pytest.mark.parametrize(
    ("x", "onto"),
    [
        ("(1,2,3)", "(1,0,0), (0,1,0)"),
        ("(1,2,3)", "(1,1,0), (0,1,1)"),
        ("(1,2,3)", "(1,1,0), (2,2,0), (0,1,1)"),
        ("(0,0,1)", "(1,0,0), (0,1,0)"),
        ("(1,1,0)", "(1,0,0), (0,1,0)"),
    ],
)
def test_projection_onto_a_subspace(x: str, onto: str) -> None:
    d = sc.project(x, onto)
    a = np.array(sp.sympify(f"[{onto}]"), float).T
    given = np.array(sp.sympify(x), float)
    assert np.array(list(d.answer), float) == pytest.approx(a @ np.linalg.pinv(a) @ given)
    assert d.verify().status == "agrees"
    assert sc.explain(d.question.text).answer == d.answer


BAD = [
    (lambda: sc.least_squares("(1, 1)"), "needs 2 points"),
    (lambda: sc.least_squares("(1, 1, 2), (1, 2, 3)"), "a point has an x and a y"),
    (lambda: sc.least_squares([[1, 2], [3, 4]], [1, 2, 3]), "2 rows and b has 3"),
    (lambda: sc.least_squares([(1, 1), (2, 2)], degree=9), "9 is not a degree"),
    (lambda: sc.covariance_matrix([[1, 2]]), "two samples"),
    (lambda: sc.gram_schmidt("(0, 0), (0, 0)"), "all of the vectors are 0"),
    (lambda: sc.gram_schmidt("(a, 0), (0, 1)"), "a is not a number"),
    (lambda: sc.project("(1, 2)", "(1, 0, 0), (0, 1, 0)"), "x has 2 entries"),
    (lambda: sc.explain("fit a banana to (1,1), (2,2)"), "banana"),
]


@pytest.mark.parametrize(("call", "told"), BAD)
def test_bad_input(call: Any, told: str) -> None:
    with pytest.raises(sc.SymcalcError, match=told):
        call()


@pytest.mark.parametrize(
    "question",
    [
        "least squares line through (1,1), (2,3), (3,4)",
        "least-squares line through the points (1,1), (2,3) and (3,4)",
        "line of best fit through (1,1), (2,3), (3,4)",
        "fit a line to (1,1), (2,3), (3,4)",
        "linear regression of (1,1), (2,3), (3,4)",
        "find the regression line for the data (1,1), (2,3), (3,4)",
    ],
)
def test_sentences_of_a_line(question: str) -> None:
    assert sc.explain(question).answer == sp.sympify("3*x/2 - 1/3")


GRADED = [
    ("least squares line through (1,1), (2,3), (3,4)", "y = 3/2 x - 1/3", "correct"),
    ("least squares line through (1,1), (2,3), (3,4)", "2x - 1", "incorrect"),
    ("least squares line through (1,1), (2,3), (3,4)", "y = 1.5x - 0.333", "partial"),
    ("least squares line through (1,1), (2,3), (3,4)", "1.5x - 0.34", "incorrect"),
    ("least squares line through (1,1), (2,3), (3,4)", "1.5x + 0.333", "incorrect"),
    # 17/14 and 1/14: of short fractions the decimals are rounded
    ("least squares line through (0,0), (1,1), (2,3), (5,6)", "1.21x + 0.0714", "partial"),
    ("least squares line through (1,1), (1,3)", "2 + m(x - 1)", "correct"),
    ("least squares line through (1,1), (1,3)", "a x + 2 - a", "correct"),
    ("least squares line through (1,1), (1,3)", "y = x + 1", "partial"),
    ("least squares line through (1,1), (1,3)", "y = x", "incorrect"),
    ("least squares line through (1,1), (1,3)", "k x + 1 - k", "incorrect"),
    ("least squares solution of [[1,0],[1,1],[1,2]] x = [6,0,0]", "(5,-3)", "correct"),
    ("covariance matrix of [[1,2],[3,4],[5,7]]", "[[4,5],[5,19/3]]", "correct"),
    ("covariance matrix of [[1,2],[3,4],[5,7]]", "[[8/3,10/3],[10/3,38/9]]", "incorrect"),
    ("gram-schmidt of (3,4), (1,0)", "(3/5,4/5), (-4/5,3/5)", "correct"),
    ("gram-schmidt of (1,1), (1,0)", "(0.707,0.707), (0.707,-0.707)", "partial"),
    ("gram-schmidt of (3,4), (1,0)", "(3,4), (16/25,-12/25)", "partial"),
    ("gram-schmidt of (3,4), (1,0)", "(1,0), (0,1)", "partial"),
    ("orthonormal basis of (3,4), (1,0)", "(1,0), (0,1)", "correct"),
    ("gram-schmidt of (3,4), (1,0)", "(1,0), (1,1)", "incorrect"),
    ("QR decomposition of [[3,1],[4,0]]", "[[3/5,4/5],[4/5,-3/5]], [[5,3/5],[0,4/5]]", "correct"),
    ("QR decomposition of [[3,1],[4,0]]", "[[1,0],[0,1]], [[3,1],[4,0]]", "incorrect"),
    ("projection of (1,2,3) onto span{(1,0,0),(0,1,0)}", "(1,2,0)", "correct"),
]


@pytest.mark.parametrize(("question", "answer", "status"), GRADED)
def test_grading(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer).status == status


POINTS = "(1,1), (2,3), (3,4)"
LINE = sp.Rational(3, 2) * sp.Symbol("x") - sp.Rational(1, 3)  # by hand
ASKED = [
    "linear regression of y on x for x = (1,2,3), y = (1,3,4)",
    "simple linear regression on x = 1, 2, 3 and y = 1, 3, 4",
    "least squares line for x = [1,2,3], y = [1,3,4]",
    f"least squares fit of y = a + b x to {POINTS}",
    f"fit y = m x + b to the points {POINTS}",
    f"find the line y = mx + b that best fits {POINTS}",
]
PARTS = [
    ("slope", sp.Rational(3, 2)),
    ("intercept", sp.Rational(-1, 3)),
    ("sum of squared residuals", sp.Rational(1, 6)),
    ("mean squared error", sp.Rational(1, 18)),
    ("R^2", sp.Rational(27, 28)),
    ("residuals", sp.Matrix([-1, 2, -1]) / 6),
]


@pytest.mark.parametrize("question", ASKED)
def test_a_line_in_other_words(question: str) -> None:
    assert sc.explain(question).answer == LINE


@pytest.mark.parametrize(("what", "value"), PARTS)
def test_parts_of_a_line(what: str, value: object) -> None:
    told = sc.explain(f"{what} of the least squares line through {POINTS}")
    assert told.answer == value
    assert told.verify().status == "agrees"
    assert sc.explain(told.question.text).answer == value


def test_a_line_through_the_origin_is_not_any_line() -> None:
    with pytest.raises(sc.UnsupportedError, match="not known as a curve"):
        sc.explain(f"fit y = a x to the points {POINTS}")


def test_ridge_agrees_with_numpy() -> None:
    x, y = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]), np.array([6.0, 0.0, 0.0])
    told = sc.explain("ridge regression with lambda = 2 for X = [[1,0],[1,1],[1,2]], y = [6,0,0]")
    w = np.linalg.solve(x.T @ x + 2 * np.eye(2), x.T @ y)
    assert np.allclose(np.array(told.answer, dtype=float).ravel(), w)
    assert told.verify().status == "agrees"
    plain = sc.explain("normal equations for A = [[1,0],[1,1],[1,2]], b = [6,0,0]")
    assert plain.answer == sp.Matrix([5, -3])


def test_projection_onto_columns() -> None:
    told = sc.explain("project (6, 0, 0) onto the column space of [[1, 0], [1, 1], [1, 2]]")
    assert told.answer == sp.Matrix([5, 2, -1])
