"""Gradients in the form that the textbooks print, typed by hand from them."""

from __future__ import annotations

import pytest

import symcalc as sc
from symcalc.matrix.adjoint import adjoints
from symcalc.matrix.interpret import interpreted
from symcalc.matrix.tidy import SYMMETRIC, tidy
from symcalc.matrix.written import written
from symcalc.writing.text import text

SHAPES = {
    "P": ("m", "n"), "w": "n", "x": "n", "y": "m", "K": ("m", "m"), "t": (), "b": (), "u": (),
    "X": ("m", "n"), "C": ("m", "m"), "B": ("m", "m"), "A": ("n", "n"), "S": ("n", "n"), "a": "n",
    "p": "n", "q": "n", "W": ("k", "n"), "Y": ("m", "k"), "g": "k", "L": ("n", "n"),
}  # fmt: skip

# Bishop (4.91), Murphy (10.16): Φᵀ(σ − t), in each of the forms that the loss is written in.
LOGISTIC = [
    "-1/m (y^T log(sigmoid(P w)) + (1 - y)^T log(1 - sigmoid(P w)))",
    "-(y^T log(sigmoid(P w)) + (1 - y)^T log(1 - sigmoid(P w)))/m",
    "-1/m sum(y ∘ log(sigmoid(P w)) + (1 - y) ∘ log(1 - sigmoid(P w)))",
    "1/m sum(-y ∘ log(sigmoid(P w)) - (1 - y) ∘ log(1 - sigmoid(P w)))",
    "1/m (-y^T log(sigmoid(P w)) - (1 - y)^T log(1 - sigmoid(P w)))",
    "-1/m (y^T log(1/(1 + exp(-P w))) + (1 - y)^T log(1 - 1/(1 + exp(-P w))))",
    "1/m (sum(log(1 + exp(P w))) - y^T P w)",
    "bce(sigmoid(P w), y)",
]
ONE_SAMPLE = [
    "-y log(sigmoid(w^T x + b)) - (1 - y) log(1 - sigmoid(w^T x + b))",
    "-(y log(sigmoid(w^T x + b)) + (1 - y) log(1 - sigmoid(w^T x + b)))",
    "-log(sigmoid(w^T x + b)) y - log(1 - sigmoid(w^T x + b)) (1 - y)",
]


def gradient(told: str, wrt: str, symmetric: str = "", **other: object) -> str:
    """The tidied gradient, as text."""
    shapes = {**SHAPES, **other}
    formula = interpreted(told, {name: s for name, s in shapes.items() if name in told})
    x = formula.symbol(wrt)
    facts = {formula.symbol(name): frozenset({SYMMETRIC}) for name in symmetric.split()}
    found = tidy(adjoints(formula.term, [x])[x], facts)
    assert tidy(found, facts) is found
    return text(written(found))


@pytest.mark.parametrize("loss", LOGISTIC)
def test_logistic_regression(loss: str) -> None:
    assert gradient(loss, "w") == "Pᵀ (sigmoid(P w) − y)/m"


@pytest.mark.parametrize("loss", ONE_SAMPLE)
def test_logistic_regression_of_one_sample(loss: str) -> None:
    assert gradient(loss, "w", y=()) == "(sigmoid(wᵀ x + b) − y) x"
    assert gradient(loss, "b", y=()) == "sigmoid(wᵀ x + b) − y"


@pytest.mark.parametrize(
    ("lines", "shapes", "delta"),
    [
        (
            "z = w^T x + b; p = sigmoid(z); -y log(p) - (1 - y) log(1 - p)",
            "w: n, x: n, y: (), b: ()",
            "δ = ∂L/∂z = p − y",
        ),
        (
            "z = P w; p = sigmoid(z); -(y^T log(p) + (1 - y)^T log(1 - p))",
            "P: (m, n), w: n, y: m",
            "δ = ∂L/∂z = p − y",
        ),
        (
            "z = P w; p = sigmoid(z); -1/m (y^T log(p) + (1 - y)^T log(1 - p))",
            "P: (m, n), w: n, y: m",
            "δ = ∂L/∂z = (p − y)/m",
        ),
    ],
)
def test_delta_of_a_network_with_a_sigmoid(lines: str, shapes: str, delta: str) -> None:
    told = sc.gradient(lines, "w", shapes=shapes)

    assert delta in told.text()
    assert told.check.status == "agrees"


BOOKS = [
    # Kullback-Leibler, entropy, the variational autoencoder's normal prior
    ("sum(p ∘ log(p ./ q))", "p", "", "log(p ⊘ q) + 1"),
    ("sum(p ∘ log(p ./ q))", "q", "", "−p ⊘ q"),
    ("x^T log(x) - sum(x)", "x", "", "log(x)"),
    ("-sum(x ∘ log(x))", "x", "", "−log(x) − 1"),
    ("-1/2 sum(1 + log(p.^2) - q.^2 - p.^2)", "p", "", "p − 1/p"),
    # The Matrix Cookbook (125), (126), (55), (53), with symmetric C and B
    (
        "tr((X^T C X)^-1 A)",
        "X",
        "C",
        "−C X (Xᵀ C X)⁻¹ (A + Aᵀ) (Xᵀ C X)⁻¹",
    ),
    (
        "tr((X^T C X)^-1 (X^T B X))",
        "X",
        "C B",
        "2 (B − C X (Xᵀ C X)⁻¹ Xᵀ B) X (Xᵀ C X)⁻¹",
    ),
    ("log det(X^T C X)", "X", "C", "2C X (Xᵀ C X)⁻¹"),
    ("det(X^T C X)", "X", "C", "2 det(Xᵀ C X) C X (Xᵀ C X)⁻¹"),
    ("x^T A x/(x^T S x)", "x", "A S", "2 (A − (xᵀ A x) S/(xᵀ S x)) x/(xᵀ S x)"),
    ("(x^T A x)^2", "x", "", "2 (xᵀ A x) (A + Aᵀ) x"),
    ("log det(L L^T)", "L", "", "2L⁻ᵀ"),
    ("tr(L^-2)", "L", "", "−2 (L⁻³)ᵀ"),
    ("tr(X (X^T X)^-1 X^T)", "X", "", "0"),
    ("||x||^t", "x", "", "t ‖x‖^(t − 2) x"),
    ("sum(x.^t)", "x", "", "t x^∘(t − 1)"),
    # Gaussian processes: Rasmussen and Williams (5.9)
    ("y^T (K + t I)^-1 y", "t", "", "−yᵀ (K + t I_m)⁻² y"),
    ("log det(K + t C)", "t", "", "tr((K + t C)⁻¹ C)"),
    ("log det(K + t I)", "t", "", "tr((K + t I_m)⁻¹)"),
    ("tr((K + t C)^-1 B)", "t", "K C B", "−tr((K + t C)⁻¹ B (K + t C)⁻¹ C)"),
    # Kernel ridge regression, symmetric factorisation, a batch in rows
    ("||K y - b ones(m)||^2 + t y^T K y", "y", "K", "2K (K y − b ones(m) + t y)"),
    ("||X X^T - B||_F^2", "X", "B", "4 (X Xᵀ − B) X"),
    ("||X X^T - B||_F^2", "X", "", "2 (2X Xᵀ − B − Bᵀ) X"),
    (
        "1/(2 m) ||X W^T + ones(m) g^T - Y||_F^2",
        "W",
        "",
        "(X Wᵀ + ones(m) gᵀ − Y)ᵀ X/m",
    ),
    (
        "-log(exp(a^T x/t)/(exp(a^T x/t) + sum(exp(P a/t))))",
        "a",
        "",
        "((e^(aᵀ x/t)/(e^(aᵀ x/t) + sum(e^(P a/t))) − 1) x"
        " + Pᵀ e^(P a/t)/(e^(aᵀ x/t) + sum(e^(P a/t))))/t",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("loss", "wrt", "symmetric", "printed"), BOOKS)
def test_form_of_the_book(loss: str, wrt: str, symmetric: str, printed: str) -> None:
    assert gradient(loss, wrt, symmetric) == printed


@pytest.mark.parametrize(("loss", "wrt", "symmetric", "_printed"), BOOKS)
def test_value_of_the_book(loss: str, wrt: str, symmetric: str, _printed: str) -> None:
    shapes = {name: shape for name, shape in SHAPES.items() if name in loss}
    said = ", ".join(f"{name} symmetric" for name in symmetric.split())
    told = sc.gradient(loss, wrt, shapes=shapes, assuming=said)

    assert told.check.status == "agrees", told.check.text()
