"""Jacobians, questions in words, writers, what is assumed, and what is refused."""

from __future__ import annotations

import json
import pickle
import runpy
from pathlib import Path

import pytest
import sympy as sp

import symcalc as sc
from symcalc.errors import ReadingError, ShapeError, SymcalcError, UnsupportedError
from symcalc.matrix.interpret.formula import interpreted
from symcalc.writing.text import text

SHAPES = (
    "A: (n, n), B: (m, m), C: (n, n), S: (n, n), X: (m, n), D: (m, n), W: (k, n), W1: (k, n), "
    "W2: (q, k), b1: k, b2: q, b: k, x: n, y: n, z: n, u: m, w: n, p: q, c: k"
)

MORE = [
    (sc.jacobian, "A x", "x", "A"),
    (sc.jacobian, "softmax(z)", "z", "diag(softmax(z)) − softmax(z) softmax(z)ᵀ"),
    (sc.jacobian, "x/||x||", "x", "(I_n − x xᵀ/‖x‖²)/‖x‖"),
    (sc.jacobian, "tanh(W x + b)", "x", "diag(1 − tanh²(W x + b)) W"),
    (sc.hessian, "||X w - u||^2", "w", "2Xᵀ X"),
    (sc.hessian, "x^T A x", "x", "A + Aᵀ"),
    (sc.hessian, "logsumexp(x)", "x", "diag(softmax(x)) − softmax(x) softmax(x)ᵀ"),
]


@pytest.mark.parametrize(("verb", "formula", "wrt", "answer"), MORE)
def test_jacobians_and_hessians(verb: object, formula: str, wrt: str, answer: str) -> None:
    told = verb(formula, wrt, shapes=SHAPES)  # type: ignore[operator]

    assert text(told.result) == answer
    assert told.verify().status == "agrees"
    assert told.steps[-1].rule == "read-off"


PRODUCTS = [
    ("||X w - u||^2", "w", "v", "2Xᵀ X v"),
    ("x^T A x", "x", "v", "(A + Aᵀ) v"),
    ("||A C - S||_F^2", "C", "V", "2Aᵀ A V"),
]


@pytest.mark.parametrize(("formula", "wrt", "vector", "answer"), PRODUCTS)
def test_hessian_vector_products(formula: str, wrt: str, vector: str, answer: str) -> None:
    told = sc.hvp(formula, wrt, vector, shapes=SHAPES)

    assert text(told.result) == answer
    assert told.verify().status == "agrees"


def test_hessian_vector_product_at_numbers() -> None:
    at = {"X": [[1, 0], [1, 1]], "w": [0, 0], "u": [1, 1], "v": [1, 2]}

    assert sc.hvp("||X w - u||^2", "w", shapes=SHAPES, at=at).value == sp.Matrix([8, 6])


QUESTIONS = [
    "gradient of ||W x - y||^2 with respect to W, shapes W: (k, n), x: n, y: k",
    "Jacobian of softmax(z) with respect to z, shapes z: n",
    "Hessian of x^T A x with respect to x, shapes A: (n, n), x: n",
    "Hessian-vector product of x^T x with respect to x in the direction v, shapes x: n",
    "gradient of ||W X + b||_F^2 with respect to W, b, shapes W: (k, n), X: (n, m), b: k, "
    "samples as columns",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_questions_read_back(question: str) -> None:
    told = sc.explain(question)

    assert told.question.text == question
    assert json.loads(told.json())["question"]["text"] == question
    assert told.check.status == "agrees"


def test_explain_takes_shapes() -> None:
    told = sc.explain("gradient of x^T A x with respect to x", shapes="A: (n, n), x: n")

    assert text(told.result) == "(A + Aᵀ) x"


REMARKS = [
    ("sum(relu(X w))", "w", "relu has no derivative at 0"),
    ("x^T A x", "x", "If A is symmetric, this is 2A x."),
    ("-y^T log(softmax(x))", "x", "∂L/∂x = softmax(x) − y"),
    ("sum(X ∘ softmax(D))", "D", "add up to 1 in every row"),
    ("log det A", "A", "The determinant of A must be positive."),
    ("cross_entropy(x, y)", "x", "for labels y that add up to 1"),
]


@pytest.mark.parametrize(("loss", "wrt", "remark"), REMARKS)
def test_remarks(loss: str, wrt: str, remark: str) -> None:
    assert remark in "\n".join(sc.gradient(loss, wrt, shapes=SHAPES).remarks)


def test_all_forms_of_writing() -> None:
    at = {"W": [[1, 2], [3, 4]], "x": [1, 2], "c": [1, 1.5]}
    told = sc.gradient("sum(relu(W x - c))", "W, x", shapes=SHAPES, at=at)

    assert r"\mathbf{1}[W x - c > 0] x^{\top}" in told.latex()
    assert "$$" in told.markdown()
    assert "<math" in told.html()
    assert told.graph("mermaid").startswith("flowchart")
    assert told.graph("dot").startswith("digraph")
    assert len(told.text("full").splitlines()) > len(told.text().splitlines())
    assert len(told.text("brief").splitlines()) < len(told.text().splitlines())
    assert pickle.loads(pickle.dumps(told)).answer == told.answer


def test_picture() -> None:
    told = sc.gradient("||W x||^2", "W", at={"W": [[1, 2], [3, 4]], "x": [1, 2]})

    assert told.plot().axes[0].get_title() == "|∂L/∂W|"
    with pytest.raises(UnsupportedError, match="needs numbers"):
        sc.gradient("||W x||^2", "W", shapes="W: (k, n), x: n").plot()


# Formulas of every head: text reads back to the same term, and is written as here in LaTeX.
WRITTEN = [
    ("W x + b", r"W x + b"),
    ("Wᵀ b", r"W^{\top} b"),
    ("A⁻¹ x", r"A^{-1} x"),
    ("A⁻ᵀ x", r"A^{-\top} x"),
    ("x ∘ y", r"x \circ y"),
    ("(A x) ∘ y", r"(A x) \circ y"),
    ("x ⊘ y", r"x \oslash y"),
    ("𝟏[x > 0]", r"\mathbf{1}[x > 0]"),
    ("tr(A C)", r"\operatorname{tr}(A C)"),
    ("log(det(A))", r"\log(\det(A))"),
    ("‖x‖", r"\left\|x\right\|"),
    ("‖X‖_F", r"\left\|X\right\|_{F}"),
    ("softmax(x)", r"\operatorname{softmax}(x)"),
    ("sum(X ∘ D)/m", r"\frac{\operatorname{sum}(X \circ D)}{m}"),
    ("u ones(n)ᵀ", r"u \mathbf{1}_{n}^{\top}"),
    ("A^{∘2}", r"A^{\circ 2}"),
    ("2A x − 3y", r"2A x - 3y"),
    ("2 (x + y)", r"2 (x + y)"),
    ("diag(x) A", r"\operatorname{diag}(x) A"),
    ("I_n + A", r"I_{n} + A"),
    ("1 − sigmoid(x)", r"1 - \operatorname{sigmoid}(x)"),
    ("2λ x", r"2\lambda x"),
    ("(xᵀ y) z", r"(x^{\top} y) z"),
]


@pytest.mark.parametrize(("formula", "latex"), WRITTEN)
def test_writers(formula: str, latex: str) -> None:
    from symcalc.matrix.written import written
    from symcalc.writing.latex import latex as as_latex
    from symcalc.writing.mathml import mathml
    from symcalc.writing.pretty import pretty

    node = written(interpreted(formula, SHAPES).term)

    assert as_latex(node) == latex
    assert interpreted(text(node), SHAPES).term is interpreted(formula, SHAPES).term
    assert "·" not in text(node) + pretty(node)
    assert mathml(node).startswith("<math")


BAD = [
    ("x^T A x / x^T x", "x", None, ShapeError, "x is used as a matrix (x^T) but has no shape"),
    ("tr(A x)", "x", None, ShapeError, 'declare it: --shapes "A: (n, n)"'),
    ("sum(softmax(W x))", "W", None, ShapeError, "no shapes are declared"),
    ("X^T y", "y", "y: n", ShapeError, "X is used as a matrix"),
    ("W x - y", "W", "W: (k, n), x: n, y: k", ShapeError, "a gradient needs one number"),
    (
        "||W x - y||",
        "W",
        "W: (k, n), x: k, y: k",
        ShapeError,
        "W is a (k, n) matrix and x is a vector of k",
    ),
    ("||W x||", "V", "W: (k, n), x: n", UnsupportedError, "V does not occur in the formula"),
    ("||foo(W x)||", "W", "W: (k, n), x: n", ReadingError, "foo"),
    ("||W x||", "W", "W: (k, n, m), x: n", SymcalcError, ""),
    ("||W x", "W", "W: (k, n), x: n", ReadingError, ""),
]


@pytest.mark.parametrize(("loss", "wrt", "shapes", "error", "told"), BAD)
def test_bad_input(loss: str, wrt: str, shapes: str | None, error: type, told: str) -> None:
    with pytest.raises(error) as raised:
        sc.gradient(loss, wrt, shapes=shapes)
    assert told in str(raised.value)


def test_a_misfit_has_a_caret() -> None:
    with pytest.raises(ShapeError) as raised:
        sc.gradient("||W x - y||", "W", shapes="W: (k, n), x: k, y: k")
    assert raised.value.position == 4


NUMBERS = [
    ({"W": [[1, 2]]}, UnsupportedError, "no value to x"),
    ({"W": [[1, 2]], "x": [1, 2, 3]}, ShapeError, "n is 2 in W and 3 in x"),
    ({"W": [1, 2], "x": [1, 2]}, ShapeError, "W has the shape (k, n)"),
    ({"W": "[[1, 2]", "x": [1, 2]}, UnsupportedError, "W is not an array of numbers"),
    ({"W": [[1, 2]], "x": [1, float("nan")]}, UnsupportedError, "not finite"),
    ({"W": [[1, 2]], "x": [1, 2], "q": 1}, UnsupportedError, "q does not occur"),
    ({"W": [[1, 2], [3]], "x": [1, 2]}, UnsupportedError, "W is not an array"),
]


@pytest.mark.parametrize(("at", "error", "told"), NUMBERS)
def test_bad_numbers(at: dict[str, object], error: type, told: str) -> None:
    with pytest.raises(error) as raised:
        sc.gradient("||W x||^2", "W", shapes="W: (k, n), x: n", at=at)
    assert told in str(raised.value)


OTHERS = [
    (lambda: sc.jacobian("A C", "A", shapes=SHAPES), "four indices"),
    (lambda: sc.hessian("tr(A C)", "A", shapes=SHAPES), "four indices"),
    (lambda: sc.hessian("A x", "x", shapes=SHAPES), "needs one number"),
    (lambda: sc.hvp("x^T A x", "x", "A", shapes=SHAPES), "A is in the formula already"),
    (lambda: sc.hvp("x^T A x", "x, A", shapes=SHAPES), "not said by which"),
    (lambda: sc.explain("integral of x^T x", shapes=SHAPES), "no question"),
]


@pytest.mark.parametrize(("ask", "told"), OTHERS)
def test_bad_questions(ask: object, told: str) -> None:
    with pytest.raises(SymcalcError, match=told):
        ask()  # type: ignore[operator]


def test_a_formula_with_the_name_of_the_loss() -> None:
    told = sc.gradient("||L x||^2", "L", shapes="L: (n, n), x: n")

    assert "L′ = ‖L x‖²" in told.text()
    assert "∂L′/∂L = 2L x xᵀ" in told.text()


def test_constant() -> None:
    told = sc.gradient("x^T x + y^T y", "x, y", shapes=SHAPES)

    assert text(told.result) == "(2x, 2y)"
    assert text(sc.gradient("n x^T x", "x, n", shapes={"x": 3, "n": ()}).result) == "(2n x, xᵀ x)"


def test_the_page_of_identities() -> None:
    """docs/matrix-calculus.md; `python docs/make_matrix_calculus.py` writes it anew."""
    docs = Path(sc.__file__).parent.parent / "docs"
    maker = runpy.run_path(str(docs / "make_matrix_calculus.py"))

    assert maker["page"]() == (docs / "matrix-calculus.md").read_text(encoding="utf-8")


ASSUMED = [
    ("x^T S x", "x", "S symmetric", "2S x"),
    ("log det S", "S", "S symmetric", "S⁻¹"),
    ("-y^T log(softmax(x))", "x", "y one-hot", "softmax(x) − y"),
    ("-1/2 (x - y)^T S^-1 (x - y)", "y", "S is symmetric", "S⁻¹ (x − y)"),
]


@pytest.mark.parametrize(("loss", "wrt", "assuming", "answer"), ASSUMED)
def test_what_is_assumed(loss: str, wrt: str, assuming: str, answer: str) -> None:
    told = sc.gradient(loss, wrt, shapes=SHAPES, assuming=assuming)

    assert text(told.result) == answer
    assert told.verify().status == "agrees"
    assert text(sc.explain(told.question.text).result) == answer


def test_a_hessian_with_what_is_assumed() -> None:
    assert text(sc.hessian("x^T S x", "x", shapes=SHAPES, assuming="S symmetric").result) == "2S"


@pytest.mark.parametrize("assuming", ["S triangular", "X symmetric", "Q symmetric", "S"])
def test_what_cannot_be_assumed(assuming: str) -> None:
    with pytest.raises(UnsupportedError):
        sc.gradient("sum(S x) + sum(X)", "x", shapes=SHAPES, assuming=assuming)
