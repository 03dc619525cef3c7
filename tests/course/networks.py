"""Backpropagation, both modes of automatic differentiation, layers, and vanishing gradients."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

import symcalc as sc
from symcalc.checking.relations import check_equal
from symcalc.checking.report import CheckReport

from . import Asked, Row, Said

TWO_LAYERS = (
    "z1 = W1 x + b1; a1 = relu(z1); z2 = W2 a1 + b2; a2 = sigmoid(z2);"
    "mean(-(y .* log(a2) + (1 - y) .* log(1 - a2)))"
)
COLUMNS = ("W1: (h, n), b1: h, W2: (1, h), b2: 1, x: (n, m), y: (1, m)", "columns")
MLP = "cross_entropy(W3 tanh(W2 tanh(W1 x + b1) + b2) + b3, y)"
MLP_SHAPES = "W1: (5, 4), b1: 5, W2: (5, 5), b2: 5, W3: (3, 5), b3: 3, x: 4, y: 3"
DEEP = (
    "z1 = W1 x + b1; a1 = sigmoid(z1); z2 = W2 a1 + b2; a2 = sigmoid(z2);"
    "z3 = W3 a2 + b3; a3 = sigmoid(z3); ||a3 - y||^2"
)
SEEDED = "mean((W2 relu(W1 x) - y)^2)"
SEEDED_SHAPES = "W1: (3, 4), W2: (1, 3), x: 4, y: (1, 1)"
LAYER = ("z = W X + b; sum(G ⊙ z)", "W: (3, 4), X: (4, 5), b: 3, G: (3, 5)")
NETWORK = ("sum(g ⊙ (W2 relu(W1 x)))", "W1: (3, 4), W2: (2, 3), x: 4, g: 2")
SIZES = {"W": (3, 4), "X": (4, 5), "b": 3, "G": (3, 5), "W1": (3, 4), "W2": (2, 3), "x": 4, "g": 2}


@cache
def told(loss: str, shapes: str, samples: str = "rows") -> str:
    """What backpropagation tells."""
    return sc.backprop(loss, shapes=shapes, samples=samples).text()


def lines(loss: str, shapes: tuple[str, ...], *found: str) -> Asked:
    """Lines of what backpropagation tells."""
    return lambda row: Said(told(loss, *shapes), found)


@cache
def batch() -> tuple[dict[str, Any], dict[str, Any]]:
    """A batch of four in columns: the point, and the gradients there by name."""
    rng = np.random.default_rng(1)
    point = {
        "W1": rng.normal(size=(2, 3)),
        "W2": rng.normal(size=(1, 2)),
        "b1": rng.normal(size=2),
        "b2": rng.normal(size=1),
        "x": rng.normal(size=(3, 4)),
        "y": np.array([[0.0, 1, 1, 0]]),
    }
    shapes, samples = COLUMNS
    d = sc.backprop(TWO_LAYERS, at=point, shapes=shapes, samples=samples)
    values = [np.array(v, dtype=float) for v in d.value]
    return point, dict(zip(map(str, d.question.wrt), values, strict=True))


@cache
def by_hand() -> tuple[Any, Any]:
    """∂L/∂z1 and ∂L/∂z2 of that batch, before they are divided by the number of samples."""
    p, _ = batch()
    z1 = p["W1"] @ p["x"] + p["b1"][:, None]
    logits = p["W2"] @ np.maximum(0, z1) + p["b2"][:, None]
    dz2 = 1 / (1 + np.exp(-logits)) - p["y"]
    return (p["W2"].T @ dz2) * (z1 > 0), dz2


def bias(name: str, which: int) -> Asked:
    """The gradient of a bias: the rows' sums over the samples, through their number."""

    def ask(row: Row) -> Said:
        _, gradients = batch()
        expected = by_hand()[which].sum(axis=1) / 4
        assert np.allclose(gradients[name].ravel(), expected, rtol=1e-12, atol=0)
        return Said(told(TWO_LAYERS, *COLUMNS), (f"∂L/∂{name} = ",))

    return ask


def overstated(row: Row) -> float:
    """How much too large a gradient is that is divided by the number of rows of y."""
    point, gradients = batch()
    wrong = by_hand()[0] @ point["x"].T / point["y"].shape[0]
    ratios = wrong / gradients["W1"]
    assert np.allclose(ratios, ratios[0, 0], rtol=1e-12)
    return float(ratios[0, 0])


def samples_counted(row: Row) -> Said:
    """The mean is over the columns of y: shape[1]."""
    assert round(overstated(row), 9) == row.at["y_shape"][1]
    return Said(told(TWO_LAYERS, *COLUMNS), ("∂L/∂z2 = (a2 − y)/m",))


def neuron(row: Row) -> list[CheckReport]:
    """y(1 - y)x, y(1 - y), y(1 - y)w."""
    answer = sc.backprop("sigmoid(w*x + b)", "w,b,x").answer
    y = "sigmoid(w x + b)"
    return [
        check_equal(part, sc.parse(f"{y} (1 - {y}) {factor}"))
        for part, factor in zip(answer, ("x", "1", "w"), strict=True)
    ]


def local_rule(row: Row) -> Said:
    """Upstream times local."""
    text = sc.backprop("sigmoid(w*x + b)", "w,b,x").text()
    return Said(text, ("∂a/∂z = a·(1 − a)", "∂a/∂w = ∂a/∂z · x"))


def accumulated(row: Row) -> Said:
    """Two passes over one graph give 2g."""
    at = {"w": 1, "x": 2, "y": 5}
    once = sc.backprop("(w x - y)^2", "w", at=at).value
    twice = sc.backprop("l = (w x - y)^2; l + l", "w", at=at)
    assert twice.value == tuple(2 * g for g in once)
    return Said(twice.text(), ("∂L/∂l = 2 ",))


def at_random(seed: int) -> dict[str, Any]:
    """Arrays for the two networks above."""
    rng = np.random.default_rng(seed)
    return {name: rng.normal(size=shape) for name, shape in SIZES.items()}


def layer(asked: tuple[str, str], wrt: str, true: Any) -> Asked:
    """A gradient of a matrix formula, by steps and compiled, against its formula in NumPy."""

    def ask(row: Row) -> CheckReport:
        formula, shapes = asked
        at = {name: v for name, v in at_random(3).items() if f"{name}:" in shapes}
        derivation = sc.gradient(formula, wrt, shapes=shapes, samples="columns", at=at)
        kernel = sc.compile(formula, wrt=wrt, shapes=shapes, samples="columns")
        expected = true(at)
        told = np.array(derivation.value, dtype=float).reshape(expected.shape)
        np.testing.assert_allclose(told, expected, rtol=1e-9)
        np.testing.assert_allclose(kernel.gradient(**at), expected, rtol=1e-12)
        return derivation.check

    return ask


def tolerance(row: Row) -> CheckReport:
    """A gradient by hand against differences: below 1e-6 in double precision."""
    formula, shapes = NETWORK
    at = at_random(4)
    kernel = sc.compile(formula, wrt="W1", shapes=shapes)
    others = {name: at[name] for name in ("W2", "x", "g")}

    def gradient(w: np.ndarray) -> np.ndarray:
        on = w.reshape(3, 4) @ at["x"] > 0
        return np.outer((at["W2"].T @ at["g"]) * on, at["x"]).ravel()

    report = sc.check_gradient(
        lambda w: float(kernel(W1=w.reshape(3, 4), **others)), gradient, at["W1"].ravel()
    )
    assert report.max_error < row.true
    return report


def seeded_point() -> dict[str, Any]:
    """The seeded 4-3-1 net: weights of 0.1 times normal, the target 1."""
    rng = np.random.RandomState(42)
    x = rng.randn(4, 1)
    return {"x": x, "W1": rng.randn(3, 4) * 0.1, "W2": rng.randn(1, 3) * 0.1, "y": [[1.0]]}


@cache
def seeded() -> tuple[Any, ...]:
    """Its gradients, W1 first."""
    value = sc.backprop(SEEDED, "W1,W2", at=seeded_point(), shapes=SEEDED_SHAPES).value
    return tuple(np.array(v, dtype=float) for v in value)


def seeded_loss(row: Row) -> float:
    """Its value."""
    kernel = sc.compile(SEEDED, wrt="W1", shapes=SEEDED_SHAPES)
    return float(kernel(**seeded_point()))


ROWS: dict[str, Asked] = {
    "001-09-three-layer": lines(
        DEEP,
        (MLP_SHAPES,),
        *("∂L/∂W1 = δ1 xᵀ", "∂L/∂a1 = W2ᵀ δ2", "δ2 = ∂L/∂z2 = (∂L/∂a2) ∘ a2 ∘ (1 − a2)"),
    ),
    "001-29-neuron": neuron,
    "001-29-local-rule": local_rule,
    "001-30-forward": lines(
        TWO_LAYERS,
        COLUMNS,
        *("z1 = W1 x + b1", "a1 = relu(z1)", "z2 = W2 a1 + b2", "a2 = sigmoid(z2)"),
    ),
    "001-31-dz2": lines(TWO_LAYERS, COLUMNS, "∂L/∂z2 = (a2 − y)/m"),
    "001-31-dW2": lines(TWO_LAYERS, COLUMNS, "∂L/∂W2 = δ2 a1ᵀ"),
    "001-31-db2": bias("b2", 1),
    "001-31-da1": lines(TWO_LAYERS, COLUMNS, "∂L/∂a1 = W2ᵀ δ2"),
    "001-31-dz1": lines(TWO_LAYERS, COLUMNS, "δ1 = ∂L/∂z1 = (∂L/∂a1) ∘ 𝟏[z1 > 0]"),
    "001-31-dW1": lines(TWO_LAYERS, COLUMNS, "∂L/∂W1 = δ1 xᵀ"),
    "001-31-db1": bias("b1", 0),
    "001-31-batch-size": samples_counted,
    "001-31-batch-size-ratio": overstated,
    "002-03-two-layer": layer(
        NETWORK, "W1", lambda v: np.outer((v["W2"].T @ v["g"]) * (v["W1"] @ v["x"] > 0), v["x"])
    ),
    "002-04-loss": seeded_loss,
    "002-04-dW1-shape": lambda row: seeded()[0].shape,
    "002-04-dW1": lambda row: seeded()[0],
    "002-04-dW2": lambda row: seeded()[1],
    "002-05-accumulate": accumulated,
    "003-dW": layer(LAYER, "W", lambda v: v["G"] @ v["X"].T),
    "003-dx": layer(LAYER, "X", lambda v: v["W"].T @ v["G"]),
    "003-db": layer(LAYER, "b", lambda v: v["G"].sum(axis=1)),  # axis 1: the samples
    "003-lab1-mlp": lines(
        MLP,
        (MLP_SHAPES,),
        *("δ_3 = ∂L/∂z_3 = softmax(z_3) − y", "∂L/∂a_2 = W3ᵀ δ_3"),
        *("δ_2 = ∂L/∂z_2 = (∂L/∂a_2) ∘ (1 − a_2²)", "∂L/∂a_1 = W2ᵀ δ_2"),
        *("∂L/∂W2 = δ_2 a_1ᵀ", "∂L/∂b1 = δ_1"),
    ),
    "003-lab1-tolerance": tolerance,
}
MISPRINTS: dict[str, Asked] = {
    "003-db": lambda row: sc.grade(
        sc.gradient(LAYER[0], "b", shapes=LAYER[1], samples="columns"),
        "sum(G, axis=0)",
        timeout=None,
    ),
}
