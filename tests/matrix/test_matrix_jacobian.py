"""Jacobians and Hessians: the form of the books, and the value by finite differences."""

from __future__ import annotations

import pytest
import sympy as sp

from symcalc.checking.matrices import check_equal_matrices, check_matrix
from symcalc.errors import ShapeError, UnsupportedError
from symcalc.matrix import algebra
from symcalc.matrix.adjoint import adjoints
from symcalc.matrix.interpret import interpreted
from symcalc.matrix.jacobian import hessian, hessian_product, jacobian, log_volume
from symcalc.matrix.term import Term, symbol
from symcalc.matrix.tidy import SIGNS, SYMMETRIC
from symcalc.matrix.written import meaning, written
from symcalc.writing.text import text

n, m = sp.symbols("n m")
SHAPES = {"A": ("n", "n"), "P": ("m", "n"), "W": ("k", "n"), "V": ("n", "k"), "S": ("n", "n")}
SHAPES |= {"a": "n", "x": "n", "y": "m", "c": "k", "u": "n", "v": "n", "g": "n", "h": "n"}

JACOBIANS = [
    ("A x", "A"),
    ("x", "I_n"),
    ("a", "0"),
    ("A x + x", "A + I_n"),
    ("softmax(x)", "diag(softmax(x)) − softmax(x) softmax(x)ᵀ"),
    ("x/||x||", "(I_n − x xᵀ/‖x‖²)/‖x‖"),
    ("exp(x)", "diag(e^x)"),
    ("x ∘ x", "2 diag(x)"),
    ("tanh(W x + c)", "diag(1 − tanh²(W x + c)) W"),
    ("V relu(W x + c)", "V diag(𝟏[W x + c > 0]) W"),
    ("x + V tanh(W x)", "I_n + V diag(1 − tanh²(W x)) W"),
    ("(a^T x) x", "x aᵀ + (aᵀ x) I_n"),
    ("x x^T a", "(xᵀ a) I_n + x aᵀ"),
    ("diag(x) A x", "diag(A x) + diag(x) A"),
    ("log_softmax(x)", "I_n − ones(n) softmax(x)ᵀ"),
    ("x + u tanh(v^T x)", "I_n + (1 − tanh²(vᵀ x)) u vᵀ"),
    ("a^T x", "aᵀ"),
    ("g ∘ (x - mean(x))/sqrt(var(x) + 1/10) + h", ""),
    ("(A + (a^T x) S)^{-1} a", ""),
    ("sigmoid(A sigmoid(A x))", ""),
    ("x sum(x)/n", ""),
    ("[P x; exp(x)]", ""),
]


def read(told: str) -> Term:
    used = {name: shape for name, shape in SHAPES.items() if name in told.replace("tanh", "")}
    return interpreted(told, used | {"x": "n"}).term


x = symbol("x", n, 1)


def by_x(term: Term) -> tuple[Term, Term]:
    """A term that is read, and the x in it, whose size is that of the reader's letter."""
    return term, symbol("x", SIZE, 1)


SIZE = read("x").shape[0]


@pytest.mark.parametrize(("told", "printed"), JACOBIANS)
def test_jacobians(told: str, printed: str) -> None:
    term, by = by_x(read(told))
    found = jacobian(term, by)
    value = meaning(term)
    column = value if term.shape else sp.Matrix([[value]])

    report = check_matrix(column, meaning(by), meaning(found))

    assert report.status == "agrees", report.text()
    if printed:
        assert text(written(found)) == printed


HESSIANS = [
    ("||P x - y||^2", "2Pᵀ P"),
    ("x^T A x", "A + Aᵀ"),
    ("x^T S x / 2", "S"),
    ("logsumexp(x)", "diag(softmax(x)) − softmax(x) softmax(x)ᵀ"),
    ("sum(log(1 + exp(-y ∘ (P x))))", ""),
    ("||x||", "(I_n − x xᵀ/‖x‖²)/‖x‖"),
    ("||x||^4", ""),
    ("sum(log(1 + exp(P x)))", ""),
    ("a^T x", "0"),
    ("1/2 ||V relu(W x + c) - a||^2", ""),
    ("exp(-x^T x/2)", ""),
]


@pytest.mark.parametrize(("told", "printed"), HESSIANS)
def test_hessians(told: str, printed: str) -> None:
    term, by = by_x(read(told))
    facts = {symbol("S", SIZE, SIZE): frozenset({SYMMETRIC})}
    named = {"S": frozenset({SYMMETRIC})}
    found = hessian(term, by, facts)
    slope = algebra.transpose(jacobian(term, by, facts))

    report = check_matrix(meaning(slope), meaning(by), meaning(found), named)

    assert report.status == "agrees", report.text()
    if printed:
        assert text(written(found)) == printed


@pytest.mark.parametrize("told", [told for told, _ in HESSIANS])
def test_hessian_products_are_those_of_the_hessian(told: str) -> None:
    term, by = by_x(read(told))
    d = symbol("d", SIZE, 1)
    product = algebra.matmul(hessian(term, by), d)
    found = hessian_product(adjoints(term, [by])[by], by, d)

    report = check_equal_matrices(meaning(product), meaning(found))

    assert report.status == "agrees", report.text()


def test_labels_of_two_classes_have_the_square_1() -> None:
    term, by = by_x(read("sum(log(1 + exp(-y ∘ (P x))))"))
    y = symbol("y", *read("y").shape)

    found = hessian(term, by, {y: frozenset({SIGNS})})

    s = "sigmoid(−y ∘ (P x))"
    assert text(written(found)) == f"Pᵀ diag({s} ∘ (1 − {s})) P"


VOLUMES = [
    ("x + u tanh(v^T x)", "log(|1 + (1 − tanh²(vᵀ x)) vᵀ u|)"),
    ("exp(x) + x", "sum(log(|e^x + 1|))"),
    ("A x", "log(|det(A)|)"),
]


@pytest.mark.parametrize(("told", "printed"), VOLUMES)
def test_log_volumes(told: str, printed: str) -> None:
    term, by = by_x(read(told))
    found = log_volume(term, by)
    full = sp.log(sp.Abs(sp.Determinant(meaning(jacobian(term, by)))))

    assert check_equal_matrices(full, meaning(found)).status == "agrees"
    assert text(written(found)) == printed


def test_matrices_have_no_jacobian() -> None:
    square = symbol("X", n, n)

    with pytest.raises(UnsupportedError, match="a column by a column") as caught:
        jacobian(square, x)
    assert "vec" in str(caught.value)
    with pytest.raises(UnsupportedError):
        jacobian(algebra.matmul(square, x), square)
    with pytest.raises(ShapeError):
        hessian(x, x)


def test_what_changes_entry_by_entry_inside_a_product_is_refused() -> None:
    inside = algebra.mapped("exp", algebra.matmul(x, algebra.transpose(x)))

    with pytest.raises(UnsupportedError, match="no Jacobian"):
        jacobian(algebra.matmul(inside, symbol("a", n, 1)), x)
