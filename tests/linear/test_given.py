"""Matrices and vectors in every form in which they are given, and what is none."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.reading.arrays import array, numbers
from symcalc.tutor.linear.given import column, exact, floats, written

a = sp.Symbol("a")
SAME = [
    "[[1, 2], [3, 1/2]]",
    "[1, 2; 3, 0.5]",
    "((1, 2), (3, 1/2))",
    r"\begin{pmatrix} 1 & 2 \\ 3 & 1/2 \end{pmatrix}",
    [[1, 2], [3, 0.5]],
    [["1", 2], (3, "1/2")],
    np.array([[1, 2], [3, 0.5]]),
    [np.array([1, 2]), np.array([3, 0.5])],
    sp.Matrix([[1, 2], [3, sp.Rational(1, 2)]]),
]
BAD = [
    ("[[1, 2], [3]]", sc.ShapeError, "different lengths"),
    ([[1, 2], [3]], sc.ShapeError, "different lengths"),
    ([[1, 2], 3], sc.ShapeError, "different lengths"),
    ("[]", sc.ShapeError, "empty"),
    ([], sc.ShapeError, "empty"),
    (np.zeros((0, 3)), sc.ShapeError, "empty"),
    (np.zeros((2, 2, 2)), sc.ShapeError, "3 axes"),
    ([[[1]]], sc.ShapeError, "axes"),
    ("[[1, 2], [3, 4", sc.ReadingError, "not closed"),
    ("[[1, 2)]", sc.ReadingError, "closed by"),
    ("[[1,, 2], [3, 4]]", sc.ReadingError, "missing"),
    ("[" * 500, sc.SymcalcError, "not closed"),
    ("[" * 500 + "]" * 500, sc.SymcalcError, "deep"),
    ("hello", sc.ReadingError, "hello"),
    ([float("nan")], sc.UnsupportedError, "nan"),
    ([float("inf")], sc.UnsupportedError, "inf"),
    ([None], sc.UnsupportedError, "None"),
    ({"a": 1}, sc.UnsupportedError, "not a finite number"),
    (np.ones((30, 30)), sc.TooLargeError, "more than 100 entries"),
    ("[" + "1, " * 100_001 + "1]", sc.TooLargeError, "100000"),
]


@pytest.mark.parametrize("given", SAME, ids=repr)
def test_all_forms_are_the_same_matrix(given: Any) -> None:
    assert exact(given) == sp.Matrix([[1, 2], [3, sp.Rational(1, 2)]])
    assert floats(given).tolist() == [[1, 2], [3, 0.5]]
    assert exact(written(given)) == exact(given)


@pytest.mark.parametrize(("given", "kind", "told"), BAD, ids=lambda v: str(v)[:30])
def test_what_is_no_matrix(given: Any, kind: type[sc.SymcalcError], told: str) -> None:
    with pytest.raises(kind, match=told):
        exact(given)


def test_vectors_are_columns() -> None:
    assert exact("(1, 2, 3)").shape == exact([1, 2, 3]).shape == (3, 1)
    assert exact("[[1, 2, 3]]").shape == (1, 3)
    assert column("[[1, 2, 3]]").shape == (3, 1)
    with pytest.raises(sc.ShapeError, match="not a vector"):
        column("[[1, 2], [3, 4]]")


def test_letters_are_exact_and_are_no_floats() -> None:
    assert exact("[[a, 1], [1, a]]")[0, 0] == a
    with pytest.raises(sc.UnsupportedError, match="a is not a number"):
        floats("[[a, 1], [1, a]]")


def test_arrays_of_text() -> None:
    assert array("[[1, a], [0.25, 2]]") == [[1, a], [sp.Rational(1, 4), 2]]
    assert array("2a") == 2 * a
    assert numbers("[1e-3, sqrt(4)]") == [sp.Rational(1, 1000), 2]
    with pytest.raises(sc.UnsupportedError, match="a is not a number"):
        numbers("[a, 1]")
    with pytest.raises(sc.SymcalcError, match="zero"):
        numbers("[1/0, 1]")
