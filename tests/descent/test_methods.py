"""The rows of the table of methods against the same written by hand in NumPy, and by torch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import symcalc as sc
from symcalc.errors import UnsupportedError
from symcalc.tutor.descent.methods import METHODS, Method, method_of

Array = np.ndarray[Any, Any]
GRADIENTS = np.random.default_rng(3).normal(size=(30, 3)) * [1.0, 1e-3, 50.0]
START = np.array([1.0, -2.0, 3.0])
ELEMENTWISE = [row for row in METHODS if row.kind == "elementwise"]


def momentum(x: Array, g: Array, t: int, kept: list[Array], *, nesterov: bool = False) -> Array:
    v = kept[0] = 0.9 * kept[0] + g
    return x - 0.05 * (g + 0.9 * v if nesterov else v)


def averaged(x: Array, g: Array, t: int, kept: list[Array]) -> Array:
    kept[0] = 0.9 * kept[0] + 0.1 * g
    return x - 0.05 * kept[0]


def adagrad(x: Array, g: Array, t: int, kept: list[Array]) -> Array:
    kept[0] = kept[0] + g * g
    return x - 0.05 * g / (np.sqrt(kept[0]) + 1e-10)


def rmsprop(x: Array, g: Array, t: int, kept: list[Array]) -> Array:
    kept[0] = 0.99 * kept[0] + 0.01 * g * g
    return x - 0.05 * g / (np.sqrt(kept[0]) + 1e-8)


def adam(x: Array, g: Array, t: int, kept: list[Array], decay: float = 0.0) -> Array:
    kept[0] = 0.9 * kept[0] + 0.1 * g
    kept[1] = 0.999 * kept[1] + 0.001 * g * g
    m, v = kept[0] / (1 - 0.9**t), kept[1] / (1 - 0.999**t)
    return x * (1 - 0.05 * decay) - 0.05 * m / (np.sqrt(v) + 1e-8)


BY_HAND: dict[str, Callable[[Array, Array, int, list[Array]], Array]] = {
    "gradient": lambda x, g, t, kept: x - 0.05 * g,
    "sgd": lambda x, g, t, kept: x - 0.05 * g,
    "momentum": momentum,
    "averaged-momentum": averaged,
    "weight-decay": lambda x, g, t, kept: 0.9995 * x - 0.05 * g,
    "nesterov": lambda x, g, t, kept: momentum(x, g, t, kept, nesterov=True),
    "adagrad": adagrad,
    "rmsprop": rmsprop,
    "adam": adam,
    "adamw": lambda x, g, t, kept: adam(x, g, t, kept, decay=0.01),
}


def by_hand(name: str) -> Array:
    points, kept = [START], [np.zeros(3), np.zeros(3)]
    for t, g in enumerate(GRADIENTS, 1):
        points.append(BY_HAND[name](points[-1], g, t, kept))
    return np.array(points)


def ours(name: str) -> sc.Trace:
    return sc.descend(None, START.tolist(), name, gradients=GRADIENTS, rate=0.05)


@pytest.mark.parametrize("row", ELEMENTWISE, ids=lambda row: row.name)
def test_the_updates_are_those_of_the_field(row: Method) -> None:
    np.testing.assert_allclose(ours(row.name).points, by_hand(row.name), rtol=1e-12, atol=1e-12)


TORCH: dict[str, tuple[str, dict[str, Any]]] = {
    "gradient": ("SGD", {}),
    "momentum": ("SGD", {"momentum": 0.9}),
    "nesterov": ("SGD", {"momentum": 0.9, "nesterov": True}),
    "adagrad": ("Adagrad", {}),
    "rmsprop": ("RMSprop", {}),
    "adam": ("Adam", {}),
    "adamw": ("AdamW", {}),
}


@pytest.mark.parametrize("name", TORCH)
def test_torch_goes_the_same_way(name: str) -> None:
    torch = pytest.importorskip("torch")
    kind, more = TORCH[name]
    x = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimiser = getattr(torch.optim, kind)([x], lr=0.05, **more)
    points = [x.detach().numpy().copy()]
    for g in GRADIENTS:
        x.grad = torch.tensor(g)
        optimiser.step()
        points.append(x.detach().numpy().copy())
    np.testing.assert_allclose(ours(name).points, points, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("row", METHODS, ids=lambda row: row.name)
def test_a_row_is_found_by_all_its_names(row: Method) -> None:
    for spelling in (row.name, row.title, *row.spellings, row.name.upper()):
        assert method_of(spelling) is row


@pytest.mark.parametrize("row", METHODS, ids=lambda row: row.name)
def test_the_lines_of_a_row_need_only_what_it_has(row: Method) -> None:
    known = {"x", "g", "d", "t", "rate", *row.state, *row.settings}
    for line in row.lines:
        assert {s.name for s in line.formula.expr.free_symbols} <= known
        known.add(line.letter.name)
    assert row.lines[-1].letter.name == "x"


def test_a_method_that_is_misspelt() -> None:
    with pytest.raises(UnsupportedError) as error:
        method_of("adma")
    assert error.value.hint == "did you mean 'adam'?"
