"""Norms whose letters tell the shapes: graded and worked out as matrices, or refused."""

from __future__ import annotations

import pytest

import symcalc as sc
from symcalc.errors import UnsupportedError
from symcalc.tutor.matrices.inferred import inferred

SHAPES = [
    ("||A x - b||^2", {"A": ("m", "n"), "x": ("n",), "b": ("m",)}),
    (r"\frac{1}{2}\|Xw-y\|^2", {"X": ("m", "n"), "w": ("n",), "y": ("m",)}),
    ("||A^T x||", {"A": ("m", "n"), "x": ("m",)}),
    ("||x - y||^2", None),  # may be numbers
    ("||x y - 1||", None),  # two columns have no product
    ("||X w - y||^2 + w", None),  # w + a number is neither
]


@pytest.mark.parametrize(("formula", "shapes"), SHAPES)
def test_the_letters_tell_the_shapes(formula: str, shapes: dict[str, tuple[str, ...]]) -> None:
    assert inferred(formula) == shapes


ANSWERS = [  # the true gradients are those of the matrix cookbook
    ("gradient of ||A x - b||^2 with respect to x", "2 A^T (A x - b)", "correct"),
    ("gradient of ||A x - b||^2 with respect to x", "2 A (A x - b)", "incorrect"),
    ("gradient of ||Ax - b||^2 with respect to x", "2 A^T A x - 2 A^T b", "correct"),
    ("hessian of ||A x - b||^2 with respect to x", "2 A^T A", "correct"),
    ("hessian of ||A x - b||^2 with respect to x", "2 A^2", "incorrect"),
    (
        "gradient of 1/2 ||X w - y||^2 + lambda ||w||^2 with respect to w",
        "X^T (X w - y) + 2 lambda w",
        "correct",
    ),
]


@pytest.mark.parametrize(("question", "answer", "status"), ANSWERS)
def test_graded_as_matrices(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == status


def test_it_is_said_what_the_letters_are_taken_for() -> None:
    d = sc.explain("gradient of ||A x - b||^2 with respect to x")

    assert any("A is a matrix" in remark for remark in d.remarks)
    assert sc.explain(d.question.text).answer == d.answer


@pytest.mark.parametrize("question", ["minimize ||A x - b||^2", "is ||A x - b||^2 convex?"])
def test_what_is_not_told_of_matrices(question: str) -> None:
    with pytest.raises(UnsupportedError, match="norm of matrices"):
        sc.explain(question)
