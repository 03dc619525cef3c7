"""Tidying: the form that a book prints, with the value that was there before."""

from __future__ import annotations

import pytest
import sympy as sp

from symcalc.checking.matrices import check_equal_matrices
from symcalc.errors import ShapeError, TooLargeError, UnsupportedError
from symcalc.matrix import algebra
from symcalc.matrix.interpret import interpreted
from symcalc.matrix.term import symbol
from symcalc.matrix.tidy import FACTS, ORTHOGONAL, SIGNS, SUMS_TO_1, SYMMETRIC, tidy
from symcalc.matrix.tidy.rules import RULES
from symcalc.matrix.written import meaning, written
from symcalc.writing.text import text

SHAPES = {
    "A": ("n", "n"), "B": ("n", "n"), "S": ("n", "n"), "Q": ("n", "n"), "P": ("m", "n"),
    "H": ("m", "k"), "Y": ("m", "k"), "a": "n", "x": "n", "y": "n", "z": "n", "t": (), "s": (),
}  # fmt: skip
KNOWN = {
    "S": frozenset({SYMMETRIC}),
    "Q": frozenset({ORTHOGONAL}),
    "y": frozenset({SUMS_TO_1[0]}),
    "Y": frozenset({SUMS_TO_1[1]}),
    "z": frozenset({SIGNS}),
}

# What is read, what is printed, and the rule that makes it so.
FORMS = [
    ("A x + A^T x", "(A + Aᵀ) x", "common_matrix"),
    ("A x - A a", "A (x − a)", "common_matrix"),
    ("P A x + P B x - P a", "P ((A + B) x − a)", "common_matrix"),
    ("A^{-T} - A^{-T} a a^T A^{-T}", "A⁻ᵀ − A⁻ᵀ a aᵀ A⁻ᵀ", ""),  # no I is brought in
    ("2 A x - 2 a", "2 (A x − a)", "common_scalar"),
    ("x/||x|| - (a^T x) x/||x||^3", "(x − aᵀ x x/‖x‖²)/‖x‖", "common_scalar"),
    ("softmax(x) ∘ a - (softmax(x)^T a) softmax(x)", "", "common_entries"),
    ("A ∘ B ∘ S + A ∘ B", "", "common_entries"),
    ("-a + x", "x − a", "in_order"),
    ("A^T + A", "A + Aᵀ", "in_order"),
    ("a^T x + x^T a", "2aᵀ x", "turned_items"),
    ("[A; P] + [B; P]", "vstack(A + B, 2P)", "joined_blocks"),
    ("I_n + diag(x)", "diag(1 + x)", "joined_diagonals"),
    ("log(1 + exp(x))", "softplus(x)", "softplus"),
    ("1/(1 + exp(-x))", "sigmoid(x)", "sigmoid"),
    ("exp(x)/(1 + exp(x))", "sigmoid(x)", "sigmoid_product"),
    ("exp(s)/(1 + exp(s))", "sigmoid(s)", "sigmoid_product"),
    ("log(softmax(x))", "log(softmax(x))", "logarithm"),
    ("log(sum(exp(x)))", "logsumexp(x)", "logarithm"),
    ("exp(x)/sum(exp(x))", "softmax(x)", "shares"),
    ("sqrt(x^T x)", "‖x‖", "root"),
    ("1/sqrt(x^T x)", "1/‖x‖", "root"),
    ("(x^T x) ||x||", "‖x‖³", "squared_norm"),
    ("x x^T/(x^T x) - x x^T/||x||", "", "squared_norm"),
    ("S^T x", "S x", "symmetric"),
    ("(S^{-1})^T", "S⁻¹", "symmetric"),
    ("(P^T P + t I_n)^{-T} a", "(Pᵀ P + t I_n)⁻¹ a", "symmetric"),
    ("(S + S^T) x", "2S x", "symmetric"),
    ("Q^{-1} x", "Qᵀ x", "orthogonal_inverse"),
    ("Q^T Q x", "x", "cancelled"),
    ("A^{-1} A B", "B", "cancelled"),
    ("A A x", "A² x", "powers"),
    ("sum(y)", "1", "summed_whole"),
    ("sum(Y)", "m", "summed_whole"),
    ("Y ones(k)", "ones(m)", "summed"),
    ("sum(softmax(x))", "1", "summed_whole"),
    ("sum(x - mean(x))", "0", "centred"),
    ("sum(x ∘ a)", "xᵀ a", "dotted"),
    ("z ∘ z ∘ a", "a", "squared_signs"),
    ("-2 (A - B) x", "2 (B − A) x", "sign_inside"),
    ("-(x - a) (x - a)^T", "−(x − a) (x − a)ᵀ", ""),  # a square stays one
    ("sigmoid(x) ∘ a", "a ∘ sigmoid(x)", "letters_first"),
    ("1[1 - x > 0]", "𝟏[x < 1]", "compared"),
    ("x + (y - x)", "y", ""),  # no sum in a sum
    ("A^T B^T", "Aᵀ Bᵀ", ""),
    ("(x - a)^T", "(x − a)ᵀ", ""),
    ("x x^T a", "xᵀ a x", ""),
]


@pytest.mark.parametrize(("told", "printed", "_rule"), FORMS)
def test_forms(told: str, printed: str, _rule: str) -> None:
    words = {name: shape for name, shape in SHAPES.items() if name in told}
    formula = interpreted(told, words | {"x": "n"})
    facts = {s: KNOWN[s.value] for s in formula.symbols if s.value in KNOWN}
    found = tidy(formula.term, facts)

    report = check_equal_matrices(meaning(formula.term), meaning(found), KNOWN)

    assert report.status == "agrees", report.text()
    assert found.shape == formula.term.shape
    if printed:
        assert text(written(found)) == printed


def test_every_rule_has_a_form() -> None:
    rules = {rule.__name__ for row in RULES.values() for rule in row}

    assert rules - {rule for _, _, rule in FORMS} == {"repeated_number"}


def test_facts_are_those_that_points_are_chosen_by() -> None:
    assert set().union(*KNOWN.values()) | {SUMS_TO_1[1]} == set(FACTS)


n, m = sp.symbols("n m", integer=True, positive=True)
X, P, x = symbol("X", n, n), symbol("P", m, n), symbol("x", n, 1)

REFUSED = [
    (ShapeError, lambda: algebra.plus(X, P)),
    (ShapeError, lambda: algebra.matmul(P, P)),
    (ShapeError, lambda: algebra.hadamard(X, x)),
    (ShapeError, lambda: algebra.trace(P)),
    (ShapeError, lambda: algebra.inverse(P)),
    (ShapeError, lambda: algebra.det(x)),
    (ShapeError, lambda: algebra.dot(X, x)),
    (ShapeError, lambda: algebra.item(x)),
    (ShapeError, lambda: algebra.spread(x, (m, n))),
    (ShapeError, lambda: algebra.spread(X, ())),
    (ShapeError, lambda: algebra.reshape(P, (n, n))),
    (ShapeError, lambda: algebra.concat([P, X], 1)),
    (ShapeError, lambda: algebra.part(symbol("B", 3, 4), 0, 2, 5)),
    (ShapeError, lambda: algebra.times(X, X)),
    (ShapeError, lambda: algebra.diagonal_matrix(X)),
    (UnsupportedError, lambda: algebra.norm(x, "oo")),
    (TooLargeError, lambda: algebra.matrix_power(X, 1000)),
]


@pytest.mark.parametrize(("error", "make"), REFUSED)
def test_what_does_not_fit_is_refused(error: type[Exception], make: object) -> None:
    with pytest.raises(error):
        make()
