"""Values of formulas at numbers, vectors and matrices, line by line."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp

import symcalc as sc

half = sp.Rational(1, 2)
VALUES = [
    ("x^2 + 3x y - y/2", {"x": 2, "y": -1}, sp.Rational(-3, 2)),
    ("2 + 3*4", None, 14),
    ("max(0, x)", {"x": [-5, 0, 5]}, (0, 0, 5)),
    ("max(a*x, x)", {"x": [-2, 1], "a": 0.01}, (sp.Rational(-1, 50), 1)),
    ("1 - 2*r/d", {"d": 768, "r": [1, 4]}, (sp.Rational(383, 384), sp.Rational(95, 96))),
    ("x y", [{"x": 1, "y": 2}, {"x": 3, "y": 4}], (2, 12)),
    ("x!", {"x": "5"}, 120),
    ("A B", {"A": [[1, 2], [3, 4]], "B": [[5], [6]]}, sp.Matrix([17, 39])),
    ("A^T", {"A": "[[1, 2], [3, 4]]"}, sp.Matrix([[1, 3], [2, 4]])),
    ("D .* E", {"D": [[1, 2], [3, 4]], "E": [[5, 6], [7, 8]]}, sp.Matrix([[5, 12], [21, 32]])),
    ("x + y", {"x": [1, 2], "y": [3, 0.5]}, sp.Matrix([4, 5 * half])),
    ("norm(x/norm(x))", {"x": [1, 2, 3]}, 1),
    ("mean((p-y)^2)", {"p": [0.9, 0.1, 0.8], "y": [1, 0, 1]}, sp.Rational(1, 50)),
    ("||W x - y||^2", {"W": [[1, 2], [3, 4]], "x": [1, 1], "y": [0, 1]}, 45),
    ("inv(A) b", {"A": [[2, 1], [1, 3]], "b": [1, 2]}, sp.Matrix([1, 3]) / 5),
    ("det(A)", {"A": [[2, 1], [1, 3]]}, 5),
    ("2||a||", {"a": [3, 4]}, 10),
    ("||2a||^2", {"a": [3, 4]}, 100),
    ("u·v", {"u": [1, 2, 3], "v": [4, 5, 6]}, 32),
    ("a·b/(||a|| ||b||)", {"a": [3, 4], "b": [4, 3]}, sp.Rational(24, 25)),
    (r"\frac{u\cdot v}{\|u\|\|v\|}", {"u": [3, 4], "v": [4, 3]}, sp.Rational(24, 25)),
    ("a·b/(|a||b|)", {"a": [3, 4], "b": [4, 3]}, sp.Rational(24, 25)),
    ("(a·b)/(b·b) b", {"a": [1, 2], "b": [3, 4]}, sp.Matrix([33, 44]) / 25),
    ("(a·b)/||b||^2 b", {"a": [1, 2], "b": [3, 4]}, sp.Matrix([33, 44]) / 25),
    ("a·b c", {"a": [1, 2], "b": [3, 4], "c": [5, 6]}, sp.Matrix([55, 66])),
    ("x·A x", {"A": [[1, 2], [3, 4]], "x": [1, 1]}, 10),
    ("A·x", {"A": [[1, 2], [3, 4]], "x": [1, 1]}, sp.Matrix([3, 7])),
    ("w·x + b", {"w": [1, 2], "x": [3, -1], "b": 1}, 2),
    ("x·(x + 1)", {"x": [1, 2]}, (2, 6)),  # a number is added: x has several values
    ("|x|", {"x": [-3, 4]}, (3, 4)),
    ("X W + b", {"X": [[1, 2]], "W": [[1, 0], [0, 1]], "b": [1, 1]}, sp.Matrix([[2, 3]])),
]
WRONG = [
    ("x y", {"x": 3}, "no value is given to y"),
    ("x", {"x": 3, "z": 4}, "z does not occur"),
    ("1/x", {"x": 0}, "no finite real value"),
    ("log x", {"x": -1}, "no finite real value"),
    ("x^x^x", {"x": 10}, "thousands of digits"),
    ("x^2 + y", {"x": "a", "y": 1}, "no real number"),
    ("x^2", {"x": [1, [2, 3]]}, "no vector and no matrix"),
    ("A B", {"A": [[1, 2]], "B": [[1, 2]]}, "cannot be multiplied"),
    ("tan(x)", {"x": "pi/2"}, "no finite real value"),
    ("1 + 2tan(x)", {"x": "pi/2"}, "no finite real value"),
    ("A^-1", {"A": [[1, 2], [2, 4]]}, "A has no inverse"),
    ("foo bar(", {"x": 1}, "not closed"),
    ("exp(A)", {"A": [[0, 1], [-1, 0]]}, "function of the whole matrix"),
    ("e^A b", {"A": [[0, 1], [-1, 0]], "b": [1, 2]}, "function of the whole matrix"),
    ("a × b", {"a": [1, 2, 0], "b": [3, 4, 0]}, "cross product"),
    ("u·v", {"u": [1, 2, 3], "v": [4, 5]}, "same number of entries"),
    ("x^2", [], "no points"),
    ("x^2", 5, "gives no letter a value"),
]


@pytest.mark.parametrize(("formula", "at", "value"), VALUES)
def test_values(formula: str, at: Any, value: Any) -> None:
    d = sc.evaluate(formula, at=at)
    assert d.answer == value
    assert d.check.status == "agrees"
    assert sc.explain(d.question.text).answer == d.answer


@pytest.mark.parametrize(("formula", "at", "told"), WRONG)
def test_what_has_no_value(formula: str, at: Any, told: str) -> None:
    with pytest.raises(sc.SymcalcError, match=told):
        sc.evaluate(formula, at=at)


SENTENCES = [
    # question, value
    ("||a||^2 for a=(3,4)", 25),
    ("x/||x|| for x=(3,4)", sp.Matrix([3, 4]) / 5),
    ("|a| for a=(3,4)", 5),  # as a vector is written
    ("|a - b|^2 for a=(1,2), b=(3,5)", 13),
    ("|x| for x = [-1, 2]", (1, 2)),  # as a list of values is
    (r"\vec{u}\cdot\vec{v} for u=(1,2,3), v=(4,5,6)", 32),
    (r"\mathbf{u}\cdot\mathbf{v} for u=(1,2,3), v=(4,5,6)", 32),
    (r"|\vec a||\vec b| for a=(3,4), b=(5,12)", 65),
    ("A^{-2} for A=[[1,2],[3,4]]", sp.Matrix([[22, -10], [-15, 7]]) / 4),
    ("mean(a) for a=(1,2,3)", 2),
    ("I - 2 v v^T/(v^T v) for v=(3,4)", sp.Matrix([[7, -24], [-24, -7]]) / 25),
    ("sum(a) for a=(1,2,3)", 6),
    ("softmax(a) for a=(0,0)", sp.Matrix([1, 1]) / 2),
    ("A ∘ B for A=[[1,2],[3,4]], B=[[0,1],[1,0]]", sp.Matrix([[0, 2], [3, 0]])),
    ("A .* B for A=[[1,2],[3,4]], B=[[0,1],[1,0]]", sp.Matrix([[0, 2], [3, 0]])),
    ("[[1,2],[3,4]]·(1,1)", sp.Matrix([3, 7])),
    ("(1,2)·(3,4) + (1,0)·(2,1)", 13),
]


@pytest.mark.parametrize(("question", "value"), SENTENCES)
def test_sentences(question: str, value: Any) -> None:
    d = sc.explain(question)
    assert d.answer == value
    assert sc.explain(d.question.text).answer == d.answer


def test_softmax_is_that_of_numpy() -> None:
    z = np.array([2.0, 1.0, 0.1])
    found = sc.evaluate("softmax(z)", at={"z": z}).answer
    powers = np.exp(z)
    assert np.allclose(np.array(found, dtype=float).ravel(), powers / powers.sum(), rtol=1e-14)


def test_large_arrays_are_worked_out_in_numbers() -> None:
    rng = np.random.RandomState(0)
    w, x = rng.standard_normal((50, 60)), rng.standard_normal(60)
    found = sc.evaluate("relu(W x)", at={"W": w, "x": x}).answer
    assert np.allclose(np.array(found, dtype=float).ravel(), np.maximum(w @ x, 0))


def test_far_from_one() -> None:
    values = sc.evaluate("1/(1+exp(-x))", at={"x": [-800, 800]}).answer
    assert [float(v) for v in values] == [0, 1]
    assert "3.667875·10⁻³⁴⁸" in sc.evaluate("1/(1+exp(-x))", at={"x": -800}).text()


def test_the_whole_of_a_matrix_product() -> None:
    assert (
        sc.evaluate("A B", at={"A": [[1, 2], [3, 4]], "B": [[5], [6]]}).text()
        == """value of A B at A = [[1, 2], [3, 4]], B = (5, 6)

 1  Matrix product
    Each entry is a row of the first times a column of the second. The shape is (2, 1).
    A B = [1·5 + 2·6, 3·5 + 4·6] = [17, 39]

    = [17, 39]

Checked against NumPy: relative difference 0."""
    )


def test_the_whole_of_a_scalar() -> None:
    assert (
        sc.evaluate("x^2 + y/2", at={"x": 3, "y": 1}).text()
        == """value of x² + y/2 at x = 3, y = 1

 1  Put in x = 3, y = 1
    3² + 1/2
 2  Powers
    = 9 + 1/2
 3  Sums

    = 19/2

Checked against mpmath at 30 digits: relative difference 0."""
    )


def test_grading() -> None:
    assert sc.grade("value of x^2 at x = 3", "9").status == "correct"
    assert sc.grade("value of x^2 at x = 3", "6").status == "incorrect"


def test_the_working_of_matrices_is_shown() -> None:
    form = sc.evaluate("x^T A x", at={"A": [[2, 1], [1, 3]], "x": [1, -2]}).text()
    assert "[[1, −2]] [0, −5] = 1·0 + (−2)(−5) = 10" in form
    det = sc.evaluate("det(A)", at={"A": [[1, 2, 3], [4, 5, 6], [7, 8, 10]]}).text()
    assert "5·10 − 6·8 − 2(4·10 − 6·7) + 3(4·8 − 5·7) = −3" in det
    inverse = sc.evaluate("A^-1", at={"A": [[1, 2], [3, 4]]}).text()
    assert "1/(−2)·[[4, −2], [−3, 1]]" in inverse
    assert "their sum is 30.19287" in sc.evaluate("softmax(z)", at={"z": [1, 2, 3]}).text()


def test_a_large_product_is_named() -> None:
    a = np.random.RandomState(0).rand(30, 30)
    assert sc.evaluate("A B", at={"A": a, "B": a}).ending == "A B is a 30 × 30 matrix."


def test_zero_to_the_power_zero_is_a_convention() -> None:
    assert "indeterminate" in sc.evaluate("x^y", at={"x": 0, "y": 0}).text()
    assert "indeterminate" not in sc.evaluate("x^y", at={"x": 2, "y": 0}).text()


GRADED = [
    # question, answer
    ("||a||^2 for a=(3,4)", "25"),
    ("x^T A x for A=[[1,2],[3,4]], x=(1,1)", "10"),
    ("A^T A where A=[[1,2],[3,4]]", "[[10,14],[14,20]]"),
    ("tr(A^T B) for A=[[1,2],[3,4]], B=[[0,1],[1,0]]", "5"),
    ("det(2A) for A=[[1,2],[3,4]]", "-8"),
]


@pytest.mark.parametrize(("question", "answer"), GRADED)
def test_answers_are_graded(question: str, answer: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == "correct"
    assert sc.grade(question, "[[7]]" if "[" in answer else "7", timeout=None).status == "incorrect"
