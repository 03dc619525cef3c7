"""Assumptions and conditions of matrix gradients, at points and in remarks."""

from __future__ import annotations

import pytest

import symcalc as sc

SHAPES = "S: (n, n), A: (n, n), B: (n, n), X: (m, n), P: (m, n), x: n, a: n, y: n, z: n, s: ()"

BROKEN = [
    ("x^T S x", "x", "S symmetric", {"S": [[1, 2], [0, 1]], "x": [1, 1]}, "entry (1, 2) is 2"),
    ("-y^T log(softmax(z))", "z", "y one-hot", {"z": [0, 1], "y": [3, 5]}, "add up to 8"),
    ("tr(S^-1 A)", "S", "S orthogonal", {"S": [[1, 2], [0, 1]], "A": [[1, 0], [0, 1]]}, "is 5"),
    ("x^T S x", "x", "S diagonal", {"S": [[1, 2], [2, 1]], "x": [1, 1]}, "entry (1, 2) is 2"),
    ("x^T S x", "x", "S positive definite", {"S": [[1, 2], [2, 1]], "x": [1, 1]}, "eigenvalue −1"),
]


@pytest.mark.parametrize(("loss", "wrt", "assuming", "at", "why"), BROKEN)
def test_points_that_break_an_assumption_are_refused(
    loss: str, wrt: str, assuming: str, at: dict[str, object], why: str
) -> None:
    with pytest.raises(sc.UnsupportedError) as raised:
        sc.gradient(loss, wrt, shapes=SHAPES, assuming=assuming, at=at)
    assert "at this point" in str(raised.value)
    assert why in str(raised.value)


def test_hessians_refuse_such_points_too() -> None:
    at = {"A": [[1, 2], [0, 1]], "x": [1, 1]}
    with pytest.raises(sc.UnsupportedError, match="A is not symmetric at this point"):
        sc.hessian("x^T A x/(x^T x)", "x", shapes=SHAPES, assuming="A symmetric", at=at)


def test_points_that_keep_an_assumption_have_a_value() -> None:
    at = {"S": [[1, 2], [2, 1]], "x": [1, 1]}
    told = sc.gradient("x^T S x", "x", shapes=SHAPES, assuming="S symmetric", at=at)
    assert list(told.value) == [6, 6]


NO_VALUE = [
    ("||x||", "x", {"x": [0, 0]}, "x must not be 0"),
    ("log(a^T x)", "x", {"a": [1, 1], "x": [-1, -1]}, "aᵀ x must be positive"),
    ("sum(log(x))", "x", {"x": [-1, 2]}, "Every entry of x must be positive"),
    ("log det S", "S", {"S": [[1, 2], [2, 4]]}, "determinant of S must be positive"),
    ("tr(S^-1 A)", "S", {"S": [[1, 2], [2, 4]], "A": [[1, 0], [0, 1]]}, "S must be invertible"),
]


@pytest.mark.parametrize(("loss", "wrt", "at", "why"), NO_VALUE)
def test_points_without_a_value(loss: str, wrt: str, at: dict[str, object], why: str) -> None:
    with pytest.raises(sc.UnsupportedError) as raised:
        sc.gradient(loss, wrt, shapes=SHAPES, at=at)
    assert why in str(raised.value)


CONDITIONS = [
    ("||x||", "x", ["x must not be 0."]),
    ("||x||^2", "x", []),
    ("a^T x/(||a|| ||x||)", "x", ["a must not be 0.", "x must not be 0."]),
    ("sqrt(x^T S x)", "x", ["xᵀ S x must be positive."]),
    ("x^T A x/(x^T B x)", "x", ["xᵀ B x must not be 0."]),
    ("1/(a^T x)", "x", ["aᵀ x must not be 0."]),
    ("x^T log(x)", "x", ["Every entry of x must be positive."]),
    ("exp(-||x - a||^2/(2 s^2))", "s", ["s must not be 0."]),
    ("1/det(S)", "S", ["S must be invertible."]),
    ("sqrt(det(X^T X))", "X", ["Xᵀ X must be invertible."]),
    ("log det S", "S", ["The determinant of S must be positive."]),
    ("prod(x)", "x", ["No entry of x may be 0."]),
    ("sum(log(1 + exp(x)))", "x", []),
    ("-sum(y .* log(sigmoid(x)) + (1 - y) .* log(1 - sigmoid(x)))", "x", []),
    ("-y^T log(softmax(z))", "z", []),
]


@pytest.mark.parametrize(("loss", "wrt", "told"), CONDITIONS)
def test_conditions(loss: str, wrt: str, told: list[str]) -> None:
    remarks = sc.gradient(loss, wrt, shapes=SHAPES).remarks
    assert [r for r in remarks if " must " in r or " may " in r] == told


def test_positive_definite_matrices_are_invertible() -> None:
    told = sc.gradient("x^T S^-1 x", "x", shapes=SHAPES, assuming="S positive definite")
    assert told.remarks == ()
    assert "positive definite" in told.text()
    assert "assuming S positive definite" in told.question.text


UNKNOWN = [
    ("S symetric", "did you mean S symmetric?"),
    ("S nice", "symmetric, orthogonal, diagonal or positive definite"),
    ("X symmetric", "X is not square"),
    (5, "assumptions are a text"),
]


@pytest.mark.parametrize(("assuming", "why"), UNKNOWN)
def test_what_cannot_be_assumed(assuming: object, why: str) -> None:
    with pytest.raises(sc.SymcalcError) as raised:
        sc.gradient("||X S x||^2", "x", shapes=SHAPES, assuming=assuming)  # type: ignore[arg-type]
    assert why in str(raised.value)


def test_shapes_that_are_none() -> None:
    with pytest.raises(sc.SymcalcError, match="tells no shapes"):
        sc.gradient("x^T x", "x", shapes=5)


def test_the_size_of_a_matrix_in_a_power() -> None:
    told = sc.gradient("det(S)^(1/n)", "S", shapes=SHAPES, at={"S": [[2, 0], [0, 2]]})
    assert list(told.value) == pytest.approx([0.5, 0, 0, 0.5])
