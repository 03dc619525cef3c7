"""The diagnosis of wrong derivatives of machine learning."""

from __future__ import annotations

import pytest
from diagnosed import QUESTIONS, is_clean, is_explained, keys

LOSS = "d/dw (sigmoid(w x + b) - y)^2"
S = "sigmoid(w x + b)"

RIGHT = [
    ("d/dz sigmoid(z)", "sigmoid(z) (1 - sigmoid(z))"),
    ("d/dz tanh z", "1 - tanh^2 z"),
    ("d/dz max(0, z)", "heaviside(z)"),
    ("∂/∂z2 e^z1/(e^z1 + e^z2)", "-e^z1/(e^z1 + e^z2) e^z2/(e^z1 + e^z2)"),
    ("d/dz (-y ln(sigmoid(z)) - (1 - y) ln(1 - sigmoid(z)))", "sigmoid(z) - y"),
    (LOSS, f"2({S} - y) {S} (1 - {S}) x"),
    ("d/dx e^(-x^2/(2 s^2))", "-x/s^2 e^(-x^2/(2 s^2))"),
    ("gradient of p (a x1 + b x2) + q (c x1 + d x2) by x1, x2", "[a p + c q, b p + d q]"),
]

WRONG = [
    (LOSS, f"({S} - y) {S} (1 - {S}) x", {"power-coefficient-lost"}),
    (LOSS, f"2({S} - y) {S} (1 - {S})", {"chain-inner-forgotten"}),
    (LOSS, f"2({S} - y) x", {"activation-derivative-omitted"}),
    (LOSS, f"2({S} - y) {S} (1 + {S}) x", {"sigmoid-plus"}),
    (LOSS, f"2(y - {S}) {S} (1 - {S}) x", {"sign-of-the-answer"}),
    ("d/dw tanh(w x)", "x (1 - tanh(w x))", {"hyperbolic-slope-confused"}),
    ("d/dw tanh(w x)", "1 - tanh(w x)^2", {"chain-inner-forgotten"}),
    ("d/dw relu(w x)", "x", {"relu-slope-wrong", "outer-derivative-omitted"}),
    ("d/dz softplus(z)", "e^z", {"softplus-slope-wrong"}),
    ("d/dz ln(1 + e^(-z))", "1/(1 + e^(-z))", {"chain-inner-forgotten"}),
    ("d/dw ((w x - y)^2 + lambda w^2)", "2x (w x - y) + lambda w", {"power-coefficient-lost"}),
    ("d/dw ((w x - y)^2 + lambda w^2)", "2x (w x - y) + 2w", {"constant-factor-lost"}),
    ("d/dmu e^(-(x - mu)^2/2)", "-(x - mu) e^(-(x - mu)^2/2)", {"sign-of-the-answer"}),
    ("gradient of (w x + b)^2 by w, b", "[2x (w x + b), 2x (w x + b)]", {"bias-input-not-one"}),
]  # fmt: skip


@pytest.mark.parametrize("key", keys("A"))
def test_the_data(key: str) -> None:
    row = QUESTIONS[key]
    is_explained(row["question"], row["answer"], row["slugs"])


@pytest.mark.parametrize(("question", "answer"), RIGHT)
def test_right_answers_have_none(question: str, answer: str) -> None:
    is_clean(question, answer)


@pytest.mark.parametrize(("question", "answer", "slugs"), WRONG)
def test_wrong_rules(question: str, answer: str, slugs: set[str]) -> None:
    is_explained(question, answer, slugs)
