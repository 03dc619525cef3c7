"""Norms of vectors and matrices, and the extremes of a list, against NumPy."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
import pytest

import symcalc as sc

MATRICES = ([[3, 0], [4, 5]], [[1, 2], [2, 4]], [[1, -2, 3], [0, 5, -6]], [[-7]])


@pytest.mark.parametrize("order", [1, 2, np.inf, "fro", "nuc"])
@pytest.mark.parametrize("matrix", MATRICES[:3])
def test_norms_of_matrices(matrix: list[list[int]], order: Any) -> None:
    d = sc.norm(matrix, order=order)

    assert float(d.answer) == pytest.approx(np.linalg.norm(np.array(matrix), order))
    assert sc.explain(d.question.text).answer == d.answer


QUESTIONS = [
    ("norm of (3, -4)", 5),
    ("1-norm of (3, -4)", 7),
    ("L1 norm of the vector (3, -4)", 7),
    ("infinity norm of (3, -4)", 4),
    (r"\|(3,-4)\|_\infty", 4),
    ("magnitude of (3, 4)", 5),
    ("Frobenius norm of [[3, 0], [4, 12]]", 13),
    ("nuclear norm of [[3, 0], [0, -4]]", 7),
    ("spectral norm of [[0, 3], [-4, 0]]", 4),
]


@pytest.mark.parametrize(("question", "value"), QUESTIONS)
def test_norms_as_they_are_asked(question: str, value: int) -> None:
    assert sc.explain(question).answer == value


ENTRIES = [
    ("max(abs(x))", [3, -4], 4),
    ("max(x)", [3, -4, 7], 7),
    ("max(x) - min(x)", [3, -4, 7], 11),
    ("max(0, x)", [-5, 0, 5], (0, 0, 5)),  # two arguments: entry by entry
]


@pytest.mark.parametrize(("formula", "values", "answer"), ENTRIES)
def test_the_largest_entry(formula: str, values: list[int], answer: Any) -> None:
    d = sc.evaluate(formula, at={"x": values})

    assert d.answer == answer
    assert sc.explain(d.question.text).answer == answer


BEYOND = [  # of the range of doubles: the formula, where, and its value by mpmath
    ("ln(1 - sigmoid(z))", {"z": 1000}, -1000),
    ("-y^T log(softmax(z))", {"z": [1000, 0], "y": [0, 1]}, 1000),
]


@pytest.mark.parametrize(("formula", "at", "value"), BEYOND)
def test_beyond_doubles(formula: str, at: dict[str, Any], value: int) -> None:
    d = sc.evaluate(formula, at=at)

    with mpmath.workdps(600):
        assert abs(d.answer.evalf(500, maxn=2000) - value) < 1e-100
    assert d.check.status == "agrees"
