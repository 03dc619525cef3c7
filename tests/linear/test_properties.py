"""Yes or no of matrices and vectors; SymPy is the oracle."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc

MATRICES = (
    [[0, 1], [-1, 0]],
    [[2, 1], [1, 2]],
    [[2, 1], [0, 2]],
    [[3, 0], [0, 2]],
    [["1/2", "1/2"], ["1/2", "1/2"]],
    [["3/5", "4/5"], ["-4/5", "3/5"]],
)
ORACLES = {
    "symmetric": lambda a: a == a.T,
    "skew-symmetric": lambda a: a == -a.T,
    "orthogonal": lambda a: a.T * a == sp.eye(a.rows),
    "diagonal": lambda a: a.is_diagonal(),
    "idempotent": lambda a: a * a == a,
    "upper triangular": lambda a: a.is_upper,
    "lower triangular": lambda a: a.is_lower,
}


@pytest.mark.parametrize("rows", MATRICES, ids=str)
@pytest.mark.parametrize("word", ORACLES)
def test_properties(rows: list[list[object]], word: str) -> None:
    told = sc.explain(f"is {str(rows).replace(chr(39), '')} {word}?")
    a = sp.Matrix([[sp.Rational(str(e)) for e in row] for row in rows])
    assert bool(told.answer) == ORACLES[word](a)
    assert told.verify().status == "agrees"
    assert sc.explain(told.question.text).answer == told.answer


VECTORS = (
    "(1, 2, 3), (4, 5, 6), (7, 8, 9)",
    "(1, 0), (1, 1)",
    "(1, 2), (2, 4)",
    "(1, 0, 0), (0, 1, 0)",
)


@pytest.mark.parametrize("vectors", VECTORS)
def test_independence(vectors: str) -> None:
    rows = sp.Matrix([list(v) for v in rows_of(vectors)])
    independent = rows.rank() == rows.rows
    assert bool(sc.explain(f"are {vectors} linearly independent?").answer) == independent
    assert bool(sc.explain(f"are {vectors} linearly dependent?").answer) != independent
    basis = independent and rows.rows == rows.cols
    told = sc.explain(f"do {vectors} form a basis of R^{rows.cols}?")
    assert bool(told.answer) == basis
    assert sc.explain(told.question.text).answer == told.answer


def rows_of(vectors: str) -> list[list[int]]:
    parts = vectors.strip("()").split("), (")
    return [[int(n) for n in part.split(",")] for part in parts]


def test_what_depends_on_letters_is_refused() -> None:
    with pytest.raises(sc.UnsupportedError, match="letters"):
        sc.explain("is [[1, a], [2, 1]] symmetric?")
    with pytest.raises(sc.UnsupportedError):
        sc.explain("are (1, 2), (2, a) linearly independent?")
    with pytest.raises(sc.ShapeError, match="entries"):
        sc.explain("do (1, 1), (1, -1) form a basis of R^3?")


GRADED = [
    ("is [[2, 1], [1, 2]] symmetric?", "yes", "correct"),
    ("is [[2, 1], [1, 2]] symmetric?", "it is not symmetric", "incorrect"),
    ("are (1,2) and (2,4) linearly dependent?", "yes", "correct"),
    ("are (1,2) and (2,4) linearly dependent?", "they are independent", "incorrect"),
    ("are (1,2) and (2,4) linearly independent?", "no, they are dependent", "correct"),
    ("do (1, 1), (1, -1) form a basis of R^2?", "yes", "correct"),
    ("are the columns of [[1,2],[2,4]] linearly independent?", "yes", "incorrect"),
]


@pytest.mark.parametrize(("question", "answer", "status"), GRADED)
def test_answers(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == status
