"""Matrices as MATLAB, NumPy, Mathematica and LaTeX spell them: read as what they mean, or left."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.reading.spellings import usual

A = sp.Matrix([[4, 7, 1], [2, -6, 0], [5, 5, 9]])
B = sp.Matrix([[3, 8], [4, 6]])
S = sp.Matrix([[2, 1], [1, 2]])

VALUES = [
    ("trace of [4 7 1; 2 -6 0; 5 5 9]", A.trace()),
    ("det [4 7 1; 2 -6 0; 5 5 9]", A.det()),
    ("inv([2 1; 1 2])", S.inv()),
    ("[1 2; 3 4] * [5; 6]", sp.Matrix([17, 39])),
    ("[3 8; 4 6]'", B.T),
    ("[[3, 8], [4, 6]].T", B.T),
    (r"\begin{vmatrix}3&8\\4&6\end{vmatrix}", B.det()),
    (r"\left|\begin{matrix}3&8\\4&6\end{matrix}\right|", B.det()),
    (r"$\begin{vmatrix}4&7&1\\2&-6&0\\5&5&9\end{vmatrix}$", A.det()),
    (r"\det\left(\begin{pmatrix}3&8\\4&6\end{pmatrix}\right)", B.det()),
    (r"\det\left[\begin{array}{cc}3&8\\4&6\end{array}\right]", B.det()),
    (r"\operatorname{tr}\begin{pmatrix}3&8\\4&6\end{pmatrix}", B.trace()),
    (r"\mathrm{rank}\left(\begin{bmatrix}3&8\\6&16\end{bmatrix}\right)", 1),
    ("np.linalg.det(np.array([[3, 8], [4, 6]]))", B.det()),
    ("np.linalg.matrix_rank([[3, 8], [6, 16]])", 1),
    ("Matrix([[3, 8], [4, 6]]).det()", B.det()),
    ("Det[{{3, 8}, {4, 6}}]", B.det()),
    ("det {{3, 8}, {4, 6}}", B.det()),
    ("cond([[2, 1], [1, 2]])", 3),
    ("eig(A) where A = [[2, 1], [1, 2]]", (1, 3)),
    ("dot((1, 2), (3, 4))", 11),
    ("np.cross([1, 2, 3], [3, 4, 5])", sp.Matrix(np.cross([1, 2, 3], [3, 4, 5]))),
    ("rank of diag(1, 0, 2)", 2),
    ("determinant of eye(3)", 1),
    ("norm of [3 -4]", 5),
    ("d/dx np.exp(x) at x = 0", sp.exp(sp.Symbol("x"))),
]


@pytest.mark.parametrize(("question", "value"), VALUES)
def test_the_value_is_that_of_the_matrix(question: str, value: object) -> None:
    assert sc.explain(question).answer == value


LEFT = [
    *("[x + 1]", "[2 - 1]", "2[3 -4]", "[a b; c d]", "[1 - 1; 2 2]", "f'(2)", r"\frac{{x}}{{y}}"),
    *("x^{{2, 1}}", "{1, 2}", "Piecewise((1, x > 0), (0, True))", "integral of [x] from 0 to 1"),
    *("[1, 2]", "[[1, 2], [3, 4]]", "(1, 2]", "[0, 1)", "diag(x)", "[1 2; 3]"),
]


@pytest.mark.parametrize("text", LEFT)
def test_what_may_mean_something_else_is_left(text: str) -> None:
    assert usual(text) == text


@pytest.mark.parametrize("text", ["[1 2; 3 4]", "np.array([[1, 2], [3, 4]])", "{{1, 2}, {3, 4}}"])
def test_a_matrix_alone_asks_nothing(text: str) -> None:
    with pytest.raises(sc.UnsupportedError, match="nothing is asked"):
        sc.explain(text)
