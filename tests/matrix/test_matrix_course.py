"""Rows of the course on matrix calculus, through the public verbs, against their formulas in NumPy.

G stands for what arrives at z, ∂L/∂z: the loss ⟨G, z⟩ has it as its adjoint.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

import symcalc as sc

Arrays = Mapping[str, Any]
LAYER = "z = W X + b; sum(G ⊙ z)", "W: (3, 4), X: (4, 5), b: 3, G: (3, 5)"
NETWORK = (
    "sum(g ⊙ (W2 relu(W1 x)))",  # for any loss L, g is ∂L/∂ŷ
    "W1: (3, 4), W2: (2, 3), x: 4, g: 2",
)
ROWS: list[tuple[str, tuple[str, str], str, Callable[[Arrays], Any]]] = [
    ("003-dW", LAYER, "W", lambda v: v["G"] @ v["X"].T),
    ("003-dx", LAYER, "X", lambda v: v["W"].T @ v["G"]),
    # The course sums over axis 0, the outputs; the samples are axis 1 in this layout.
    ("003-db", LAYER, "b", lambda v: v["G"].sum(axis=1)),
    (
        "002-03-two-layer",
        NETWORK,
        "W1",
        lambda v: np.outer((v["W2"].T @ v["g"]) * (v["W1"] @ v["x"] > 0), v["x"]),
    ),
]


ARRAYS: dict[str, Arrays] = {
    LAYER[1]: {
        name: np.random.default_rng(3).normal(size=shape)
        for name, shape in {"W": (3, 4), "X": (4, 5), "b": 3, "G": (3, 5)}.items()
    },
    NETWORK[1]: {
        name: np.random.default_rng(4).normal(size=shape)
        for name, shape in {"W1": (3, 4), "W2": (2, 3), "x": 4, "g": 2}.items()
    },
}


@pytest.mark.parametrize(("row", "asked", "wrt", "true"), ROWS, ids=[row[0] for row in ROWS])
def test_rows_of_the_course(
    row: str, asked: tuple[str, str], wrt: str, true: Callable[[Arrays], Any]
) -> None:
    formula, shapes = asked
    at = ARRAYS[shapes]
    derivation = sc.gradient(formula, wrt, shapes=shapes, samples="columns", at=at)
    kernel = sc.compile(formula, wrt=wrt, shapes=shapes, samples="columns")

    expected = true(at)
    told = np.array(derivation.value, dtype=float).reshape(expected.shape)
    np.testing.assert_allclose(told, expected, rtol=1e-9)
    np.testing.assert_allclose(kernel.gradient(**at), expected, rtol=1e-12)
    assert derivation.check.status == "agrees"


@pytest.mark.parametrize(("name", "true"), [("a", 3), ("b", 3)], ids=["001-35-dda", "001-35-ddb"])
def test_reverse_mode_of_the_course(name: str, true: int) -> None:
    assert sc.backprop("a*b + b", [name], at={"a": 2, "b": 3}).value == (true,)


def test_the_tolerance_of_the_lab() -> None:
    """003-lab1-tolerance: by hand against finite differences below 1e-6, in double precision."""
    formula, shapes = NETWORK
    at = ARRAYS[shapes]
    kernel = sc.compile(formula, wrt="W1", shapes=shapes)

    report = sc.check_gradient(
        lambda w: float(kernel(**{**at, "W1": w.reshape(3, 4)})),
        lambda w: ROWS[-1][3]({**at, "W1": w.reshape(3, 4)}).ravel(),
        at["W1"].ravel(),
    )
    assert report.status == "agrees"
    assert report.max_error < 1e-6
