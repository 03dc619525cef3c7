"""Backpropagation against values worked out by hand, NumPy written out, and finite differences."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace

import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.tutor.backprop import claims
from symcalc.tutor.backprop.numbers import Numbers, at_arrays

HALF = sp.Rational(1, 2)
NEURON = "(sigmoid(w x + b) - y)^2"
POINT = {"w": 0.5, "x": 2, "b": -1, "y": 1}
WHOLE = """\
backpropagation for a·b + b at a = 2, b = 3

 1  Forward, then backward
    Forwards, every line uses the lines above it. Backwards, each line hands its adjoint times \
its local derivative to the names that it uses.
    forward    value  backward                           ∂d/∂·
    c = a·b    6      ∂d/∂c = 1                          1
    d = c + b  9      ∂d/∂a = ∂d/∂c · b = 1 · 3          3
                      ∂d/∂b = 1 + ∂d/∂c · a = 1 + 1 · 2  3
 2  Several paths
    b is used in the lines c and d. What arrives from them is added: 1 + 2 = 3.

    ∂d/∂a = 3, ∂d/∂b = 3

Checked at 3 points against"""

SCALARS = [
    # formula             point                      wrt        the derivatives, by hand
    (NEURON, POINT, "w,b,x", (-HALF, -HALF / 2, -HALF / 4)),
    ("a*b + b", {"a": 2, "b": 3}, "", (3, 3)),
    ("sigmoid(w*x + b)", {"w": 1, "x": 0, "b": 0}, "", (0, sp.Rational(1, 4), sp.Rational(1, 4))),
    ("x^2 y + x", {"x": 3, "y": 2}, "", (13, 9)),  # two paths to x
    ("(x + y)^2", {"x": 1, "y": 2}, "", (6, 6)),
    ("1/x", {"x": 2}, "", (-sp.Rational(1, 4),)),
    ("max(x, y) x", {"x": 1, "y": 2}, "", (2, 1)),
    ("max(x, y) + x", {"x": 2, "y": 1}, "", (2, 0)),
    ("relu(x) u", {"x": -1, "u": 5}, "", (0, 0)),
    ("|x|", {"x": 0}, "", (0,)),  # by convention
    ("x", {"x": 7}, "", (1,)),
    ("x + y", {"x": 7, "y": 1}, "x", (1,)),
    ("w0 x0 + w1 x1", {"w_0": 1, "x0": 2, "w1": 3, "x_1": 4}, "w0,w1", (2, 4)),
    ("z = w x; l = (z - y)^2; l + l", {"w": 1, "x": 1, "y": 0}, "w", (4,)),  # two passes add: 2g
    ("z = w x; L = (z - y)^2", {"w": 1, "x": 1, "y": 0}, "w", (2,)),
    (sp.Symbol("x") ** 3, {"x": 2}, "x", (12,)),
    ("c", {"c": 1}, "c", (1,)),
]


@pytest.mark.parametrize(("formula", "point", "wrt", "true"), SCALARS)
def test_scalar_graphs(formula: object, point: dict, wrt: str, true: tuple) -> None:
    d = sc.backprop(formula, wrt, at=point)

    assert d.value == true
    assert d.verify()


FORMULAS = [
    "exp(x)*exp(x) + sin(x*y)/x",
    "sin(x y) + e^(x y)/(1 + x^2)^2 - 2x",
    "-y log(sigmoid(w x + b)) - (1 - y) log(1 - sigmoid(w x + b))",
    "(v tanh(w x + b) + c - y)^2",
    "x^y + 2^x",
    "atan(x/y) + erf(x) + sqrt(x)",
    "(relu(u x + b) + softplus(u x) - y)^2 + 0.1 u^2",
    "log(x + sqrt(x^2 + 1))",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_answers_are_the_derivatives_of_sympy(formula: str) -> None:
    """SymPy differentiates the whole formula at once, at numbers."""
    d = sc.backprop(formula)
    whole = sc.parse(formula)
    names = sorted(whole.free_symbols, key=str)
    point = {s: sp.Rational(3 + k, 7) for k, s in enumerate(names)}

    for x, told in zip(d.question.wrt, d.answer, strict=True):
        expected = sp.N(sp.diff(whole, x).subs(point))
        assert abs(sp.N(told.subs(point)) - expected) < 1e-12


def test_the_table_by_hand() -> None:
    assert sc.backprop("a*b + b", at={"a": 2, "b": 3}).text().startswith(WHOLE)


def test_the_neuron_of_the_voice() -> None:
    text = sc.backprop(NEURON, at=POINT).text()

    for line in (
        "z = w·x + b     0      ∂L/∂a = 2(a − y)                       −1",
        "a = sigmoid(z)  0.5    ∂L/∂z = ∂L/∂a · a·(1 − a) = −1 · 0.25  −0.25",
        "L = (a − y)²    0.25   ∂L/∂w = ∂L/∂z · x = −0.25 · 2          −0.5",
        "∂L/∂x = ∂L/∂z · w = −0.25 · 0.5        −0.125",
    ):
        assert line in text


def numeric(loss: object, given: dict, name: str) -> np.ndarray:
    """Central differences of a function written in NumPy, entry by entry."""
    found = np.zeros_like(given[name])
    for place in np.ndindex(*found.shape):
        ends = []
        for h in (1e-6, -1e-6):
            moved = {k: v.copy() for k, v in given.items()}
            moved[name][place] += h
            ends.append(loss(**moved))
        found[place] = (ends[0] - ends[1]) / 2e-6
    return found


def sigmoid(z: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-z))


def xor_loss(W1, X, b1, W2, b2, y):  # noqa: N803
    a1 = np.maximum(0, W1 @ X + b1[:, None])
    a2 = sigmoid(W2 @ a1 + b2[:, None])
    return -np.mean(y * np.log(a2) + (1 - y) * np.log(1 - a2))


XOR = (
    "z1 = W1 X + b1; a1 = relu(z1); z2 = W2 a1 + b2; a2 = sigmoid(z2);"
    "mean(-(y .* log(a2) + (1 - y) .* log(1 - a2)))"
)
SHAPES = "W1: (h, 2), X: (2, m), b1: h, W2: (1, h), b2: 1, y: (1, m)"


def xor_point() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(3)
    return {
        "W1": rng.normal(size=(3, 2)),
        "X": np.array([[0.0, 0, 1, 1], [0, 1, 0, 1]]),
        "b1": rng.normal(size=3),
        "W2": rng.normal(size=(1, 3)),
        "b2": rng.normal(size=1),
        "y": np.array([[0.0, 1, 1, 0]]),
    }


def test_a_batch_in_columns() -> None:
    point = xor_point()
    d = sc.backprop(XOR, at=point, shapes=SHAPES, samples="columns")

    assert [x.name for x in d.question.wrt] == ["W1", "b1", "W2", "b2"]
    for x, told in zip(d.question.wrt, d.value, strict=True):
        expected = numeric(xor_loss, point, x.name)
        assert np.allclose(np.array(told, dtype=float).reshape(expected.shape), expected, atol=1e-8)
    text = d.text()
    assert "∂L/∂z2 = (a2 − y)/m" in text
    assert "is the same for all samples" in text


def mlp_loss(W1, b1, W2, b2, W3, b3, x, y):  # noqa: N803
    a1 = np.maximum(0, W1 @ x + b1)
    a2 = np.maximum(0, W2 @ a1 + b2)
    return ((W3 @ a2 + b3 - y) ** 2).sum()


def test_three_layers_from_arrays_alone() -> None:
    rng = np.random.default_rng(5)
    shapes = {"W1": (5, 4), "b1": 5, "W2": (5, 5), "b2": 5, "W3": (3, 5), "b3": 3, "x": 4, "y": 3}
    point = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    d = sc.backprop("||W3 relu(W2 relu(W1 x + b1) + b2) + b3 - y||^2", at=point)

    assert {x.name for x in d.question.wrt} == {"W1", "b1", "W2", "b2", "W3", "b3"}
    for x, told in zip(d.question.wrt, d.value, strict=True):
        expected = numeric(mlp_loss, point, x.name)
        assert np.allclose(np.array(told, dtype=float).reshape(expected.shape), expected, atol=1e-5)
    assert "∂L/∂W1 = δ_1 xᵀ" in d.text()


FORMATS = ("latex", "markdown", "html", "json", "text")
ASKED = [
    {"loss": NEURON, "at": POINT},
    {"loss": NEURON},
    {"loss": XOR, "shapes": SHAPES, "samples": "columns"},
    {"loss": XOR, "shapes": SHAPES, "samples": "columns", "at": xor_point()},
]


@pytest.mark.parametrize("asked", ASKED)
def test_every_format(asked: dict) -> None:
    d = sc.backprop(**asked)

    assert all(getattr(d, name)() for name in FORMATS)
    data = json.loads(d.json())
    assert data["kind"] == "backprop"
    assert data["steps"][0]["table"]["rows"]
    assert d.hint(1)
    assert pickle.loads(pickle.dumps(d)).text() == d.text()
    assert d.graph("mermaid").startswith("flowchart LR\n")
    assert d.graph("dot").startswith("digraph computation {\n")


def test_the_graph_has_values_and_adjoints() -> None:
    d = sc.backprop("a*b + b", at={"a": 2, "b": 3})
    mermaid = d.graph()

    assert 'n2["c = a·b<br/>value 6<br/>adjoint 1"]' in mermaid
    assert 'n0 -->|"3"| n2' in mermaid  # ∂d/∂c · b
    assert 'n1 -->|"2"| n2' in mermaid
    assert 'n1 -->|"1"| n3' in mermaid
    with pytest.raises(sc.UnsupportedError):
        d.graph("svg")


@pytest.mark.parametrize("formula", [NEURON, *FORMULAS])
def test_the_picture_has_no_overlaps(formula: str, tmp_path) -> None:
    pytest.importorskip("matplotlib")
    d = sc.backprop(formula)
    fig = d.plot(tmp_path / "graph.png")
    (axes,) = fig.axes
    fig.canvas.draw()
    boxes = [patch.get_window_extent() for patch in axes.patches if patch.get_zorder() == 2]

    assert (tmp_path / "graph.png").stat().st_size > 1000
    for k, one in enumerate(boxes):
        assert not any(one.overlaps(other) for other in boxes[:k])
    words = [t.get_window_extent() for t in axes.texts if t.get_zorder() == 3 and t.get_text()]
    inside = [b for b in boxes if any(b.x0 <= w.x0 and w.x1 <= b.x1 for w in words)]
    assert len(inside) == len(boxes)


def test_layers_of_one_neuron() -> None:
    """SymPy writes no expression of 1 × 1 matrices here; the numbers are there all the same."""
    point = {"W1": [[2.0]], "x": [1.0], "b1": [0.5], "W2": [[3.0]], "y": [1.0]}
    d = sc.backprop("||W2 silu(W1 x + b1) - y||^2", "W2", at=point)
    a = 2.5 / (1 + np.exp(-2.5))

    assert np.allclose(d.value[0], [[2 * (3 * a - 1) * a]])


@pytest.mark.parametrize("asked", ASKED)
def test_a_wrong_adjoint_is_found(asked: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    """An adjoint that is off by a thousandth disagrees with the differences."""

    def off(graph: object, values: object, sizes: object) -> Numbers:
        right = at_arrays(graph, values, sizes)
        _, first, *_ = right.adjoints
        return replace(right, adjoints={**right.adjoints, first: right.adjoints[first] * 1.001})

    monkeypatch.setattr(claims, "at_arrays", off)
    with pytest.raises(AssertionError):
        sc.backprop(**asked)
