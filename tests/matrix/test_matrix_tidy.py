"""Tidying: the form that a book prints, with the value that was there before."""

from __future__ import annotations

import pytest
import sympy as sp

from symcalc.checking.matrices import check_equal_matrices
from symcalc.checking.matrices.samples import DIAGONAL, POSITIVE_DEFINITE
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
    "p": "n",
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
    ("x/||x|| - (a^T x) x/||x||^3", "(x − (aᵀ x) x/‖x‖²)/‖x‖", "common_scalar"),
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
    ("x x^T a", "(xᵀ a) x", ""),
    ("(P^T P)^{-1} P^T P x", "x", "cancelled"),
    ("P^T P (P^T P)^{-1} x", "x", "cancelled"),
    ("A^{-T} A^T x", "x", "cancelled"),
    ("(A A^T)^{-1} A", "A⁻ᵀ", "opened_inverse"),
    ("B (A B)^{-1}", "A⁻¹", "opened_inverse"),
    ("(A^T S A)^T", "Aᵀ S A", "symmetric"),
    ("((A^T S A + t I_n)^{-1})^T x", "(Aᵀ S A + t I_n)⁻¹ x", "symmetric"),
    ("(A^T A)^T - A^T A", "0", "symmetric"),
    ("(S x a^T S + A^T S A)^T", "S a xᵀ S + Aᵀ S A", "symmetric"),
    ("A A^T - B + (A A^T - B)^T", "2A Aᵀ − B − Bᵀ", "transposed_sum"),
    ("a^T B^{-T} A^{-T} x", "xᵀ A⁻¹ B⁻¹ a", "standing"),
    ("sum(A ∘ I_n)", "tr(A)", "traced"),
    ("sum(B ∘ A^{-T})", "tr(A⁻¹ B)", "traced"),
    ("sum(B ∘ (P^T P)^{-1})", "tr((Pᵀ P)⁻¹ B)", "traced"),
    ("tr(A x a^T B)", "aᵀ B A x", "rotated"),
    ("tr(B^T A^T)", "tr(A B)", "rotated"),
    ("(A^{-1} A^{-1} x)", "A⁻² x", "powers"),
    ("p ∘ (1 - p) ∘ ((1 - a) ./ (1 - p) - a ./ p)", "p − a", "multiplied_out"),
    ("s (1 - s) ((1 - t)/(1 - s) - t/s)", "s − t", "multiplied_out"),
    ("x ∘ (a - 1 ./ x)", "a ∘ x − 1", "multiplied_out"),
    ("x ∘ (a - p)", "x ∘ (a − p)", ""),  # nothing cancels
    ("A (-x - a)", "−A (x + a)", "sign_out"),
    ("t (-s - 1) x", "−t (s + 1) x", "sign_out"),
    ("-(s - t) x", "(t − s) x", "sign_inside"),
    ("-(1 - t) x", "−(1 − t) x", ""),
    ("x ./ (x ./ a)", "a", "opened_power"),
    ("log(x) + 1 - ones(n)", "log(x)", "levels"),
    ("-1 - x", "−x − 1", "levels"),
    ("x.^(t + 1)", "x^∘(t + 1)", "plain_exponent"),
    ("||x||^t/||x|| x", "‖x‖^(t − 1) x", "same_base"),
    ("exp(-x) ./ (1 + exp(-x)).^2", "sigmoid(x) ∘ (1 − sigmoid(x))", "sigmoid_product"),
    ("t A + t B", "t (A + B)", "common_scalar"),
    ("2 (A x - a) + 2 t x", "2 (A x − a + t x)", "common_scalar"),
    ("A (2 B (x - a) + 2 S a)", "2A (B (x − a) + S a)", "number_out"),
    ("sum(B ∘ (A^{-1} S A^{-1}))", "tr(Bᵀ A⁻¹ S A⁻¹)", "traced"),
    ("2 A (x - a) + 2 t x", "2A (x − a) + 2t x", ""),  # no bracket around a bracket
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
    assert tidy(found, facts) is found
    if printed:
        assert text(written(found)) == printed


def test_every_rule_has_a_form() -> None:
    rules = {rule.__name__ for row in RULES.values() for rule in row}

    assert rules - {rule for _, _, rule in FORMS} == {"repeated_number"}


def test_facts_are_those_that_points_are_chosen_by() -> None:
    implying = {DIAGONAL, POSITIVE_DEFINITE}  # a matrix that is so counts as symmetric here

    assert set().union(*KNOWN.values()) | implying == set(FACTS)


n, m = sp.symbols("n m")
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
