"""The rows of the course on backpropagation, both modes and vanishing gradients, by public verbs.

The ids are those of the course's table of facts; the true values stand there, typed again here.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import sympy as sp

import symcalc as sc

AB = {"a": 2, "b": 3}
TWO_LAYERS = (
    "z1 = W1 x + b1; a1 = relu(z1); z2 = W2 a1 + b2; a2 = sigmoid(z2);"
    "mean(-(y .* log(a2) + (1 - y) .* log(1 - a2)))"
)
COLUMNS = {
    "shapes": "W1: (h, n), b1: h, W2: (1, h), b2: 1, x: (n, m), y: (1, m)",
    "samples": "columns",
}
MLP = "cross_entropy(W3 tanh(W2 tanh(W1 x + b1) + b2) + b3, y)"
MLP_SHAPES = "W1: (5, 4), b1: 5, W2: (5, 5), b2: 5, W3: (3, 5), b3: 3, x: 4, y: 3"
DEEP = (
    "z1 = W1 x + b1; a1 = sigmoid(z1); z2 = W2 a1 + b2; a2 = sigmoid(z2);"
    "z3 = W3 a2 + b3; a3 = sigmoid(z3); ||a3 - y||^2"
)

LINES = [
    # id                  what is asked                                   a line of what is told
    ("001-09-three-layer", (DEEP, MLP_SHAPES, "rows"), "∂L/∂W1 = δ1 xᵀ"),
    ("001-09-three-layer", (DEEP, MLP_SHAPES, "rows"), "∂L/∂a1 = W2ᵀ δ2"),
    ("001-09-three-layer", (DEEP, MLP_SHAPES, "rows"), "δ2 = ∂L/∂z2 = (∂L/∂a2) ∘ a2 ∘ (1 − a2)"),
    ("001-30-forward", (TWO_LAYERS, *COLUMNS.values()), "a1 = relu(z1)"),
    ("001-30-forward", (TWO_LAYERS, *COLUMNS.values()), "a2 = sigmoid(z2)"),
    ("001-31-dz2", (TWO_LAYERS, *COLUMNS.values()), "∂L/∂z2 = (a2 − y)/m"),
    ("001-31-dW2", (TWO_LAYERS, *COLUMNS.values()), "∂L/∂W2 = δ2 a1ᵀ"),
    ("001-31-da1", (TWO_LAYERS, *COLUMNS.values()), "∂L/∂a1 = W2ᵀ δ2"),
    ("001-31-dz1", (TWO_LAYERS, *COLUMNS.values()), "δ1 = ∂L/∂z1 = (∂L/∂a1) ∘ 𝟏[z1 > 0]"),
    ("001-31-dW1", (TWO_LAYERS, *COLUMNS.values()), "∂L/∂W1 = δ1 xᵀ"),
    ("003-lab1-mlp", (MLP, MLP_SHAPES, "rows"), "δ_3 = ∂L/∂z_3 = softmax(z_3) − y"),
    ("003-lab1-mlp", (MLP, MLP_SHAPES, "rows"), "∂L/∂a_2 = W3ᵀ δ_3"),
    ("003-lab1-mlp", (MLP, MLP_SHAPES, "rows"), "δ_2 = ∂L/∂z_2 = (∂L/∂a_2) ∘ (1 − a_2²)"),
    ("003-lab1-mlp", (MLP, MLP_SHAPES, "rows"), "∂L/∂a_1 = W2ᵀ δ_2"),
    ("003-lab1-mlp", (MLP, MLP_SHAPES, "rows"), "∂L/∂W2 = δ_2 a_1ᵀ"),
    ("003-lab1-mlp", (MLP, MLP_SHAPES, "rows"), "∂L/∂b1 = δ_1"),
]


@cache
def told(loss: str, shapes: str, samples: str) -> list[str]:
    """What backpropagation tells, line by line."""
    text = sc.backprop(loss, shapes=shapes, samples=samples).text()
    return [line.strip() for line in text.splitlines()]


@pytest.mark.parametrize(("asked", "line"), [pytest.param(*row, id=name) for name, *row in LINES])
def test_lines(asked: tuple[str, str, str], line: str) -> None:
    assert any(shown.startswith(line) for shown in told(*asked))


def test_the_batch_of_four() -> None:
    """001-31-db1, -db2, -batch-size: m counts columns; biases receive sums over the samples."""
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(3, 4)), np.array([[0.0, 1, 1, 0]])
    weights = {"W1": rng.normal(size=(2, 3)), "W2": rng.normal(size=(1, 2))}
    biases = {"b1": rng.normal(size=2), "b2": rng.normal(size=1)}
    d = sc.backprop(TWO_LAYERS, at={**weights, **biases, "x": x, "y": y}, **COLUMNS)
    values = dict(zip(map(str, d.question.wrt), d.value, strict=True))

    z1 = weights["W1"] @ x + biases["b1"][:, None]
    dz2 = 1 / (1 + np.exp(-(weights["W2"] @ np.maximum(0, z1) + biases["b2"][:, None]))) - y
    dz1 = (weights["W2"].T @ dz2) * (z1 > 0)
    m = y.shape[1]
    assert np.allclose(np.array(values["b2"], dtype=float), dz2.sum(axis=1) / m)
    assert np.allclose(np.array(values["b1"], dtype=float).ravel(), dz1.sum(axis=1) / m)
    wrong = dz1 @ x.T / y.shape[0]  # 001-31-batch-size-ratio: 4 times too large
    assert np.allclose(wrong, 4 * np.array(values["W1"], dtype=float))


def test_one_neuron() -> None:
    """001-29-neuron: y(1 − y)x, y(1 − y), y(1 − y)w."""
    d = sc.backprop("sigmoid(w*x + b)", "w,b,x")
    w, b, x = sp.symbols("w b x")
    y = 1 / (1 + sp.exp(-w * x - b))

    for told, true in zip(d.answer, (y * (1 - y) * x, y * (1 - y), y * (1 - y) * w), strict=True):
        assert sp.simplify(told - true) == 0
    assert "∂a/∂z = a·(1 − a)" in d.text()
    assert "∂a/∂w = ∂a/∂z · x" in d.text()  # 001-29-local-rule: upstream times local


def test_a_graph_of_two_operations() -> None:
    """001-35-c, -d, -dda, -ddb: 6, 9, 3 and 3."""
    d = sc.backprop("a*b + b", at=AB)
    forward = [row[1] for row in d.steps[0].table.rows[:2]]

    assert [node.expr for node in forward] == [6, 9]
    assert d.value == (3, 3)
    assert "1 + 2 = 3" in d.text()


LOCAL = [
    pytest.param("a + b", (1, 1), id="001-35-local-add"),
    pytest.param("a*b", sp.symbols("b a"), id="001-35-local-mul"),
]


@pytest.mark.parametrize(("formula", "true"), LOCAL)
def test_local_derivatives(formula: str, true: tuple) -> None:
    assert sc.backprop(formula).answer == true


def test_passes_and_cost() -> None:
    """001-35-passes: n and 1; 002-cost: a constant factor, whatever n is."""
    text = sc.modes(" + ".join(f"x_{k}^2" for k in range(7))).text()

    assert "forward      7 " in text
    assert "reverse      1 " in text
    assert "however many inputs there are" in text


def test_dual_numbers() -> None:
    """001-35-dual: (u, u′)(v, v′) = (uv, u′v + uv′)."""
    step = sc.modes("u v", mode="forward").steps[0]
    told = sc.modes("u v", at={"u": 2, "v": 5}, direction=[3, 7])

    assert r"u'\,v + u\,v'" in step.statement
    assert told.value == sp.Matrix([3 * 5 + 2 * 7])


def test_products() -> None:
    """000-forward-mode: J v by a forward pass; 000-reverse-mode: Jᵀu by a reverse pass."""
    f, point = "[x y, sin x, x^2]", {"x": 2, "y": 3}
    jacobian = sp.Matrix([[3, 2], [sp.cos(2), 0], [4, 0]])
    forward = sc.modes(f, at=point, direction=[1, -1]).value
    backward = sc.modes(f, at=point, cotangent=[1, 2, 3]).value

    assert max(abs(sp.N(c)) for c in forward - jacobian * sp.Matrix([1, -1])) < 1e-14
    assert max(abs(sp.N(c)) for c in backward - jacobian.T * sp.Matrix([1, 2, 3])) < 1e-14


def test_two_backward_passes_add() -> None:
    """002-05-accumulate: 2g."""
    once = sc.backprop("(w x - y)^2", "w", at={"w": 1, "x": 2, "y": 5}).value
    twice = sc.backprop("l = (w x - y)^2; l + l", "w", at={"w": 1, "x": 2, "y": 5}).value

    assert twice == tuple(2 * g for g in once)


def test_the_seeded_net() -> None:
    """002-04: seed 42, 4-3-1, weights 0.1 randn, mean squared error, target 1."""
    rng = np.random.RandomState(42)
    x = rng.randn(4, 1)
    point = {"x": x, "W1": rng.randn(3, 4) * 0.1, "W2": rng.randn(1, 3) * 0.1, "y": [[1.0]]}
    loss = "mean((W2 relu(W1 x) - y)^2)"
    d = sc.backprop(loss, "W1,W2", at=point, shapes="W1: (3, 4), W2: (1, 3), x: 4, y: (1, 1)")
    w1, w2 = (np.array(v, dtype=float) for v in d.value)
    loss_line = d.steps[0].table.rows[-1]

    assert abs(float(loss_line[-1].expr) - 1.043151207309762) < 5e-6  # 002-04-loss, 6 figures
    assert w1.shape == (3, 4)  # 002-04-dW1-shape
    row = [0.10276546693223788, -0.028605578044793578, 0.1340006412965467, 0.3151004927012227]
    assert np.allclose(w1, [row, [0] * 4, [0] * 4], rtol=1e-12, atol=0)  # 002-04-dW1
    assert np.allclose(w2, [[-0.43054495922066394, 0, 0]], rtol=1e-12, atol=0)  # 002-04-dW2


def test_powers_of_a_quarter() -> None:
    """001-11-quarter-10, 001-33-quarter-n, 004-iv-quarter-50."""
    text = sc.gradient_flow("sigmoid", layers=10).text()

    for power in ("0.0009765625", "9.5367431640625·10⁻⁷", "9.094947017729282·10⁻¹³"):
        assert power in text
    assert "7.888609052210118·10⁻³¹" in text


def test_products_of_jacobians() -> None:
    """001-33-product, 004-chain-network, 004-iv-plain: the chain of Jacobians."""
    step = sc.gradient_flow("sigmoid").steps[0]

    assert r"J_1^\top J_2^\top \cdots J_n^\top" in step.statement
    assert "diag(sigmoid′(z_k)) W_k" in step.explanation


def test_shortcuts() -> None:
    """001-33-skip, 004-iv-residual: I + ∂F/∂x; 004-iv-residual-claim: it can be singular."""
    text = sc.gradient_flow("tanh", residual=True).text()

    assert "J_k = I + diag(tanh′(z_k)) W_k" in text
    assert "with F = −x it is 0" in text
    assert sc.backprop("x + F", "x", at={"x": 1, "F": 2}).value == (1,)
    assert sc.backprop("x + (-x) + 0 c", "x", at={"x": 1, "c": 1}).value == (0,)
