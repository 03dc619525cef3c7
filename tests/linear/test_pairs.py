"""Two vectors beside each other, and arrays with signs between them, against NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import symcalc as sc
from symcalc.errors import ShapeError

X, Y = np.array([1, 2]), np.array([3, -4])
U, V = np.array([1, 2, 3]), np.array([4, 5, 6])
A, B = np.array([[1, 2], [3, 4]]), np.array([[0, 1], [1, 0]])
SOFT = np.exp(np.array([2, 1, 0])) / np.exp(np.array([2, 1, 0])).sum()
WARM = np.exp(np.array([1, 0.5, 0])) / np.exp(np.array([1, 0.5, 0])).sum()

VALUES: list[tuple[str, Any]] = [
    ("cosine similarity of (1, 2) and (3, -4)", X @ Y / np.linalg.norm(X) / np.linalg.norm(Y)),
    ("Euclidean distance between (1, 2) and (3, -4)", np.linalg.norm(X - Y)),
    ("Manhattan distance between (1, 2) and (3, -4)", np.abs(X - Y).sum()),
    ("scalar projection of (1, 2) onto (3, -4)", X @ Y / np.linalg.norm(Y)),
    ("cross product of (1, 2, 3) and (4, 5, 6)", np.cross(U, V)),
    ("(1, 2, 3) × (4, 5, 6)", np.cross(U, V)),
    ("(1, 2, 3) . (4, 5, 6)", U @ V),
    (r"\langle(1, 2), (3, -4)\rangle", X @ Y),
    ("(1, 2, 3) + (4, 5, 6)", U + V),
    ("2*(1, 2, 3)", 2 * U),
    ("[[1, 2], [3, 4]] @ [[0, 1], [1, 0]]", A @ B),
    ("[[1, 2], [3, 4]]^3", A @ A @ A),
    (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}\begin{pmatrix}1\\2\end{pmatrix}", A @ X),
    ("trace of [[1, 2], [3, 4]]", 5),
    ("transpose of [[1, 2], [3, 4]]", A.T),
    ("Hadamard product of [[1, 2], [3, 4]] and [[0, 1], [1, 0]]", A * B),
    ("outer product of (1, 2) and (3, -4)", np.outer(X, Y)),
    ("softmax of (2, 1, 0)", SOFT),
    ("softmax of (2, 1, 0) at temperature 2", WARM),
    ("eigenvalues of the Hessian of x^2 + 25y^2", [2, 50]),
    ("condition number of the Hessian of x^2 + 25y^2", 25),
    ("eigenvalues of A = [[2, 1], [1, 2]]", [1, 3]),
]


@pytest.mark.parametrize(("question", "value"), VALUES)
def test_values(question: str, value: Any) -> None:
    d = sc.explain(question)
    found = np.array(d.answer.tolist() if hasattr(d.answer, "tolist") else d.answer, dtype=float)

    assert np.allclose(found.ravel(), np.ravel(value))
    assert d.check.status == "agrees"
    assert sc.explain(d.question.text).answer == d.answer


def test_a_cross_product_is_of_three_entries() -> None:
    with pytest.raises(ShapeError, match="three entries"):
        sc.explain("cross product of (1, 2) and (3, 4)")
