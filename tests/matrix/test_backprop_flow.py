"""Gradients through deep networks against NumPy written out and against the bounds."""

from __future__ import annotations

import json

import numpy as np
import pytest

import symcalc as sc


def by_hand(layers: int, width: int, sigma: float, seed: int) -> list[float]:
    """The norms of ∂L/∂a_k in a network of sigmoids."""
    rng = np.random.default_rng(seed)
    weights = sigma * rng.standard_normal((layers, width, width))
    a, out = rng.standard_normal((2, width))
    slopes = []
    for w in weights:
        a = 1 / (1 + np.exp(-(w @ a)))
        slopes.append(a * (1 - a))
    g = out / np.linalg.norm(out)
    norms = [1.0]
    for w, slope in zip(weights[::-1], slopes[::-1], strict=True):
        g = w.T @ (g * slope)
        norms.append(float(np.linalg.norm(g)))
    return norms[::-1]


def test_the_norms() -> None:
    told = sc.gradient_flow("sigmoid", layers=6, width=8, start="xavier", seed=2).answer

    assert np.allclose(told, by_hand(6, 8, 8**-0.5, 2), rtol=1e-9)


def test_powers_of_a_quarter() -> None:
    text = sc.gradient_flow("sigmoid").text()

    for line in ("5   0.0009765625", "10  9.5367431640625·10⁻⁷", "20  9.094947017729282·10⁻¹³"):
        assert line in text
    assert "50  7.888609052210118·10⁻³¹" in text
    assert "1/4 − (s − 1/2)²" in text


RUNS = [
    # activation  further                                 what the norm does
    ("sigmoid", {"layers": 10}, "falls"),
    ("sigmoid", {"layers": 40}, "falls"),
    ("relu", {"layers": 20, "start": "he"}, "near 1"),
    ("relu", {"layers": 20, "start": "1"}, "grows"),
    ("tanh", {"layers": 10, "normalised": True}, "near 1"),
    ("sigmoid", {"layers": 20, "residual": True}, "near 1"),
    ("softplus", {"layers": 5}, "falls"),
    ("sin", {"layers": 5}, "falls"),
    ("sigmoid", {"layers": 1, "width": 1}, "falls"),
]


@pytest.mark.parametrize(("name", "further", "trend"), RUNS)
def test_trends(name: str, further: dict, trend: str) -> None:
    d = sc.gradient_flow(name, **further)

    assert trend in d.text()
    assert len(d.answer) == further["layers"] + 1
    assert d.check
    assert all(getattr(d, form)() for form in ("latex", "markdown", "html"))
    assert json.loads(d.json())["kind"] == "gradient-flow"


def test_a_shortcut_may_be_singular() -> None:
    assert "F = −x" in sc.gradient_flow("tanh", residual=True).text()


def test_the_picture(tmp_path) -> None:
    pytest.importorskip("matplotlib")
    fig = sc.gradient_flow("sigmoid").plot(tmp_path / "flow.svg")

    (axes,) = fig.axes
    assert axes.get_yscale() == "log"
    assert len(axes.lines) == 6


BAD = [
    ({"activation": "foo"}, "foo is not an elementwise function"),
    ({"activation": "softmax"}, "softmax is not an elementwise function"),
    ({"activation": "relu", "layers": 0}, "from 1 to 200"),
    ({"activation": "relu", "width": 10**6}, "from 1 to 200"),
    ({"activation": "relu", "start": "big"}, "no start 'big'"),
    ({"activation": "relu", "start": "-1"}, "no start '-1'"),
    ({"activation": "relu", "seed": -1}, "-1 is not a seed"),
    ({"activation": "exp"}, "double"),
    ({"activation": ""}, "not an elementwise function"),
]


@pytest.mark.parametrize(("call", "told"), BAD)
def test_bad_input(call: dict, told: str) -> None:
    with pytest.raises(sc.UnsupportedError) as caught:
        sc.gradient_flow(**call)

    assert told in str(caught.value)


def test_a_dead_layer_is_told() -> None:
    d = sc.gradient_flow("relu", layers=4, width=3, seed=3)

    assert d.answer[0] == 0
    assert "the layer is dead" in d.text()


def test_the_largest_slope_is_the_catalogues() -> None:
    assert "1.1289 at x = √2" in sc.gradient_flow("gelu").text()
    assert "comes close to 1 as x → ∞" in sc.gradient_flow("softplus").text()
    assert "1 + 1 = 2" in sc.gradient_flow("relu", residual=True).text()
