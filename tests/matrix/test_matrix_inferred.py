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
    ("||x - y||^2", {"x": ("m",), "y": ("m",)}),  # in a norm they are vectors
    ("||x y - 1||", None),  # two columns have no product
    ("||X w - y||^2 + w", None),  # w + a number is neither
    ("tr(AXB)", {"A": ("m", "n"), "X": ("n", "p"), "B": ("p", "m")}),
    ("xᵀAx", {"x": ("m",), "A": ("m", "m")}),
    ("log det X", {"X": ("m", "m")}),
    ("aᵀX⁻¹b", {"a": ("m",), "X": ("m", "m"), "b": ("m",)}),
    ("log(1 + exp(-y wᵀx))", {"w": ("m",), "x": ("m",)}),  # y is a number: its exponential is one
    ("||x||_2", {"x": ("m",)}),
    ("x^T A x / x^T x", None),  # it is no quotient as it stands
    ("log|X|", None),  # may be a number
    ("A x", None),
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
    (r"\nabla_x \|Ax-b\|_2^2", "2A^T(Ax - b)", "correct"),
    (r"\nabla_W \|XW-Y\|_F^2", "2 X^T (X W - Y)", "correct"),
    (r"\nabla_{\mathbf{w}} \|\mathbf{X}\mathbf{w}-\mathbf{y}\|^2", "2 X^T (X w - y)", "correct"),
    (r"\frac{\partial}{\partial W}\|Wx-y\|^2", "2 (W x - y) x^T", "correct"),
    (r"\frac{\partial}{\partial W}\|Wx-y\|^2", "2 (W x - y)", "incorrect"),
    (r"\frac{\partial \operatorname{tr}(AX)}{\partial X}", "A^T", "correct"),
    (r"\frac{\partial \operatorname{tr}(AX)}{\partial X}", "A", "incorrect"),
    ("∂ tr(AXB)/∂X", "A^T B^T", "correct"),
    ("d/dX tr(XᵀAX)", "(A + A^T) X", "correct"),
    ("derivative of log det X with respect to X", "X^{-T}", "correct"),
    ("gradient of aᵀXb with respect to X", "a b^T", "correct"),
    ("gradient of aᵀX⁻¹b with respect to X", "-X^{-T} a b^T X^{-T}", "correct"),
    ("gradient of x^T A x", "(A + A^T) x", "correct"),
    ("gradient of x^T A x", "2 A x", "incorrect"),
    ("gradient of f(x) = x^T A x for symmetric A", "2 A x", "correct"),
    ("gradient of ||X||_F^2", "2X", "correct"),
    ("gradient of ||x||_2 with respect to x", "x/||x||", "correct"),
    ("gradient of (wᵀx − y)² with respect to w", "2 (wᵀx − y) x", "correct"),
    ("gradient of σ(wᵀx + b) with respect to b", "σ(wᵀx + b)(1 - σ(wᵀx + b))", "correct"),
    ("Hessian of ½xᵀQx − bᵀx", "(Q + Q^T)/2", "correct"),
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
    assert not any("sigma" in said for said in sc.explain("gradient of σ(wᵀx+b) by w").remarks)
    assert sc.explain(d.question.text).answer == d.answer


@pytest.mark.parametrize("question", ["minimize ||A x - b||^2", "is ||A x - b||^2 convex?"])
def test_what_is_not_told_of_matrices(question: str) -> None:
    with pytest.raises(UnsupportedError, match="norm of matrices"):
        sc.explain(question)
