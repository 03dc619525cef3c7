"""Gradients of matrix formulas as derivations: what is told, and that it is true."""

from __future__ import annotations

import pickle
import re

import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.matrix.interpret.formula import interpreted
from symcalc.steps import walk
from symcalc.tutor.matrices.bearing import settled
from symcalc.writing.text import text

SHAPES = (
    "A: (n, n), B: (m, m), C: (n, n), S: (n, n), X: (m, n), D: (m, n), W: (k, n), W1: (k, n), "
    "W2: (q, k), b1: k, b2: q, b: k, x: n, y: n, z: n, u: m, w: n, p: q, c: k"
)

# What a book has, typed by hand.
ANSWERS = [
    ("||W x - c||^2", "W", "2 (W x − c) xᵀ"),
    ("||W x - c||^2", "x", "2Wᵀ (W x − c)"),
    ("||X w - u||^2 + lambda ||w||^2", "w", "2Xᵀ (X w − u) + 2λ w"),
    ("1/m ||X w - u||^2", "w", "2Xᵀ (X w − u)/m"),
    ("x^T A x", "x", "(A + Aᵀ) x"),
    ("x^T A x", "A", "x xᵀ"),
    ("tr(A)", "A", "I_n"),
    ("tr(A C)", "A", "Cᵀ"),
    ("tr(X^T B X)", "X", "(B + Bᵀ) X"),
    ("log det A", "A", "A⁻ᵀ"),
    ("det(A)", "A", "det(A) A⁻ᵀ"),
    ("tr(A^-1 C)", "A", "−A⁻ᵀ Cᵀ A⁻ᵀ"),
    ("||x||", "x", "x/‖x‖"),
    ("||X||_F^2", "X", "2X"),
    ("||x||_1", "x", "sign(x)"),
    ("logsumexp(x)", "x", "softmax(x)"),
    ("sum(sigmoid(X w))", "w", "Xᵀ (sigmoid(X w) ∘ (1 − sigmoid(X w)))"),
    ("sum(log(1 + exp(-u ∘ (X w))))", "w", "−Xᵀ (u ∘ sigmoid(−u ∘ (X w)))"),
    ("sum(relu(X w))", "w", "Xᵀ 𝟏[X w > 0]"),
    ("u^T X y", "X", "u yᵀ"),
    ("lambda x^T y", "lambda", "xᵀ y"),
    ("u^T B^-1 u", "B", "−B⁻ᵀ u uᵀ B⁻ᵀ"),
    ("sum(x)", "x", "ones(n)"),
    ("1/2 ||W x - c||^2", "c", "c − W x"),
]


@pytest.mark.parametrize(("loss", "wrt", "answer"), ANSWERS)
def test_answer(loss: str, wrt: str, answer: str) -> None:
    told = sc.gradient(loss, wrt, shapes=SHAPES)

    assert text(told.result) == answer
    assert told.verify().status == "agrees"
    assert interpreted(text(told.result), SHAPES).term.shape == interpreted(wrt, SHAPES).term.shape


def test_answer_is_a_sympy_object() -> None:
    told = sc.gradient("||W x - y||^2", "W", shapes="W: (k, n), x: n, y: k")
    k, n = sp.symbols("k n")
    w, x, y = sp.MatrixSymbol("W", k, n), sp.MatrixSymbol("x", n, 1), sp.MatrixSymbol("y", k, 1)

    assert sp.expand(told.answer - 2 * (w * x - y) * x.T).doit() == sp.ZeroMatrix(k, n)
    assert told.answer.shape == (k, n)
    assert pickle.loads(pickle.dumps(told.answer)) == told.answer
    assert sp.sympify(told) == told.answer


LEAST_SQUARES = """\
gradient of ||W x - y||^2 with respect to W, shapes W: (k, n), x: n, y: k

 1  Shapes
    The gradient has the shape of W: (k, n).
    L = ‖W x − y‖²
    name  shape   what it is
    W     (k, n)  a matrix
    x     (n, 1)  a vector
    y     (k, 1)  a vector
 2  Differential
    W changes by dW; x and y are held.
    dL = d(‖W x − y‖²)
 3  Squared norm
    The differential of ‖W x − y‖² is twice the inner product of W x − y with its change.
    dL = 2 (W x − y)ᵀ d(W x − y)
 4  Product of matrices
    In W x, W changes: d(W x) = dW x. Under a trace, tr(A B) = tr(B A): x goes from behind dW to \
the front.
    dL = tr(2x (W x − y)ᵀ dW)
 5  Read off
    This is tr(Gᵀ dW): what stands with dW, transposed, is the gradient. It has the shape (k, n), \
as W does.
    ∂L/∂W = 2 (W x − y) xᵀ

    = 2 (W x − y) xᵀ

    At W = [[1, 2], [3, 4]], x = [1, 2], y = [1, 1]: ∂L/∂W = [[8, 16], [20, 40]]

Checked at 8 points against central differences: largest relative difference …"""

NETWORK = """\
gradient of z = W x + b; p = softmax(z); -y^T log(p) with respect to W, b, shapes W: (k, n), \
x: n, b: k, y: k

 1  Shapes
    Each gradient has the shape of its variable.
    L = −yᵀ log(p)
    name  shape   what it is
    W     (k, n)  a matrix
    x     (n, 1)  a vector
    b     (k, 1)  a vector
    y     (k, 1)  a vector
 2  Forward
    Each value between gets a name, so that the way back can use it.
    name  formula     what it is  shape
    z     W x + b     a vector    (k, 1)
    p     softmax(z)  a vector    (k, 1)
    L     −yᵀ log(p)  a number
 3  Function of each entry
    L passes −y to log(p). log works entry by entry: this is multiplied, entry by entry, by the \
derivative 1/p. Shape: (k, 1).
    ∂L/∂p = −y ⊘ p
 4  Softmax
    Each share changes with its own logit, less the average change, weighted by the shares: the \
Jacobian is diag(s) − s sᵀ. Shape: (k, 1).
    δ = ∂L/∂z = sum(y) p − y
 5  Product of matrices
    In W x, W stands to the left of x: what arrives, δ, is multiplied by xᵀ on the right. \
Shapes: (k, 1)·(1, n) = (k, n).
    ∂L/∂W = δ xᵀ
 6  Sum
    b is a term of W x + b, so it receives the same: δ. Shape: (k, 1).
    ∂L/∂b = δ

    = (δ xᵀ, δ)

If the entries of y add up to 1, as those of a one-hot label do, ∂L/∂z = p − y.

Checked at 8 points against central differences: largest relative difference …"""


def without_rounding(written: str) -> str:
    return re.sub(r"(difference) \S+\.$", r"\1 …", written)


def test_one_line_as_a_book_does_it() -> None:
    at = {"W": [[1, 2], [3, 4]], "x": [1, 2], "y": [1, 1]}
    told = sc.gradient("||W x - y||^2", "W", shapes="W: (k, n), x: n, y: k", at=at)

    assert without_rounding(told.text()) == LEAST_SQUARES
    assert told.value == sp.Matrix([[8, 16], [20, 40]])


def test_lines_backwards() -> None:
    loss = "z = W x + b; p = softmax(z); -y^T log(p)"
    told = sc.gradient(loss, "W, b", shapes="W: (k, n), x: n, b: k, y: k")

    assert without_rounding(told.text()) == NETWORK


# The lines of the way back, typed by hand.
BACKWARDS = [
    (
        "sum((W2*relu(W1*x) - p)^2)",
        "W1",
        ["∂L/∂a = 2W2ᵀ (W2 a − p)", "δ = ∂L/∂z = 2 ((W2ᵀ (W2 a − p)) ∘ 𝟏[z > 0])", "∂L/∂W1 = δ xᵀ"],
    ),
    (
        "cross_entropy(W2 tanh(W1 x + b1) + b2, p)",
        "W1, b1, W2, b2",
        [
            "δ_2 = ∂L/∂z_2 = softmax(z_2) − p",
            "∂L/∂a_1 = W2ᵀ δ_2",
            "δ_1 = ∂L/∂z_1 = (W2ᵀ δ_2) ∘ (1 − a_1²)",
            "∂L/∂W1 = δ_1 xᵀ",
            "∂L/∂b1 = δ_1",
            "∂L/∂W2 = δ_2 a_1ᵀ",
            "∂L/∂b2 = δ_2",
        ],
    ),
    (
        "1/(2m) ||sigmoid(D W^T + b) c - u||^2",
        "b",
        [
            "∂L/∂a = (a c − u) cᵀ/m",
            "δ = ∂L/∂z = (a ∘ ((a c − u) cᵀ) ∘ (1 − a))/m",
            "∂L/∂b = sum(δ, axis=0)ᵀ",
        ],
    ),
]


@pytest.mark.parametrize(("loss", "wrt", "lines"), BACKWARDS)
def test_backward_lines(loss: str, wrt: str, lines: list[str]) -> None:
    told = sc.gradient(loss, wrt, shapes=SHAPES)
    steps = [step for step in told.steps if step.rule in ("adjoint", "parameter")]

    assert [text(step.after) for step in steps] == lines
    assert told.verify().status == "agrees"


def test_every_step_has_words() -> None:
    told = sc.gradient("cross_entropy(W2 relu(W1 x + b1) + b2, p)", "W1, b1, W2, b2", shapes=SHAPES)
    steps = list(walk(told.steps))

    assert len(steps) > 15
    assert [s.rule for s in steps if not s.title or not s.explanation] == []
    assert [s.explanation for s in steps if "{" in s.explanation] == []
    assert not any("{" in hint for hint in told.hints)
    assert told.hint(1)


def test_a_wrong_line_is_refused() -> None:
    with pytest.raises(AssertionError, match="refute the line of W"):
        settled([None, False], "of W")
    settled([False, True], "of W")  # near a kink another point decides
    settled([None, None], "of W")  # where there are no numbers, the claim tells


def test_several_variables_are_a_tuple() -> None:
    told = sc.gradient("u^T X y", "X, y", shapes=SHAPES, at=None)
    m, n = sp.symbols("m n")
    x, y, u = (sp.MatrixSymbol(*s) for s in (("X", m, n), ("y", n, 1), ("u", m, 1)))

    assert told.answer == (u * y.T, x.T * u)


def test_all_declared_variables_without_wrt() -> None:
    told = sc.gradient("lambda x^T y", shapes="x: n, y: n")

    assert len(told.answer) == 2


def test_value_is_numpys() -> None:
    rng = np.random.default_rng(1)
    x, w, b, y = (rng.normal(size=s) for s in ((5, 3), (3, 4), (4,), (5, 4)))
    told = sc.gradient(
        "1/2 ||tanh(X W + b) - Y||_F^2",
        "W, b",
        shapes="X: (m, n), W: (n, k), b: k, Y: (m, k)",
        at={"X": x, "W": w, "b": b, "Y": y},
    )
    a = np.tanh(x @ w + b)
    delta = (a - y) * (1 - a**2)

    assert np.allclose(np.array(told.value[0].tolist(), dtype=float), x.T @ delta)
    assert np.allclose(np.array(told.value[1].tolist(), dtype=float)[:, 0], delta.sum(axis=0))


def test_arrays_tell_the_shapes() -> None:
    told = sc.gradient("||W x||^2", "x", at={"W": [[1, 0], [0, 2]], "x": "[1, 1]"})

    assert told.value == sp.Matrix([2, 8])


def test_several_points() -> None:
    told = sc.gradient("x^T x", "x", shapes="x: n", at=[{"x": [1, 2]}, {"x": [3, 4, 5]}])

    assert told.value == (sp.Matrix([2, 4]), sp.Matrix([6, 8, 10]))
