"""What the steps of a run show, by hand."""

from __future__ import annotations

import numpy as np
import pytest

import symcalc as sc
from symcalc.errors import ShapeError

DATA = {"X": [[1, 2], [3, 4], [5, 6], [7, 8]], "y": [0, 1, 0, 1]}
NETWORK = "mean((sigmoid(X w+b)-y)^2)"


def shown(*args: object, **kwargs: object) -> str:
    return " ".join(sc.descend(*args, **kwargs).text().split())  # type: ignore[arg-type]


def test_a_gradient_over_data_is_derived_and_put_in_numbers() -> None:
    data = {"x": [0, 1], "y": [1, 3]}
    told = shown("(w x - y)^2", {"w": 2}, data=data, rate=0.5, steps=1)

    assert "d/dw (w·x − y)² = 2x·(w·x − y)" in told
    # the rows have w x − y = −1 and −1, so 2x(w x − y) is 0 and −2: the mean is −1
    assert "g = mean(2x·(w·x − y)) (2·0(2·0 − 1) + 2·1(2·1 − 3))/2 = −1" in told


def test_many_rows_give_the_mean_alone() -> None:
    data = {"x": list(range(20)), "y": list(range(20))}
    assert "g = mean(2x·(w·x − y)) −247 w" in shown(
        "(w x - y)^2", {"w": 0}, data=data, rate=0.01, steps=1
    )  # −2·mean(x²) = −2·2470/20


def test_the_gradient_of_a_network_is_shown() -> None:
    start = {"w": [0, 0], "b": 0}
    told = shown(NETWORK, start, "sgd", data=DATA, rate=0.1, steps=1)

    assert "∂f/∂w 2Xᵀ ((sigmoid(X w + b ones(N)) − y) ∘" in told


NEWTON = [
    ("x^2 - 2x", {"x": 3}, "d = −g/H (−4)/2 = −2"),
    ("x^2 + y^2 + x y", {"x": 1, "y": 2}, "d ((−4)·2 − 1(−5))/(2·2 − 1·1) = −1"),
    ("x^2 + y^2 + z^2", {"x": 1, "y": 2, "z": 3}, "H·d = −g 2(−1) + 0(−2) + 0(−3) = −2"),
]


@pytest.mark.parametrize(("f", "start", "line"), NEWTON)
def test_where_the_direction_of_newton_comes_from(
    f: str, start: dict[str, float], line: str
) -> None:
    assert line in shown(f, start, "newton", steps=1)


def test_numbers_that_look_whole_and_are_not() -> None:
    told = shown("x^2", {"x": 4}, "rmsprop", rate=0.1, steps=2)

    assert "From x = 3.000000013." in told  # 4 − 0.8/(0.8 + 1e-8)
    assert "2·3.000000013 ≈ 6.000000025" in told


def test_nothing_is_nearly_zero_where_it_is_zero() -> None:
    told = shown("x^2", {"x": 0}, schedule="rate/sqrt(t)", rate=0.5, steps=2)

    assert "0 − 0.35355339·0 = 0" in told


def test_the_rate_of_a_step_has_its_own_name() -> None:
    told = shown("x^2", {"x": 4}, schedule="step", rate=0.1, every=1, steps=2)

    assert "rate_t = rate factor^(floor(t/every)) 0.1·0.1^(floor(2/1)) = 0.001" in told
    assert "x = x − rate_t·g 3.92 − 0.001·7.84" in told


@pytest.mark.parametrize("batch", [None, 1, 2, 3, 4])
def test_mini_batches_of_a_network(batch: int | None) -> None:
    start = {"w": [0.1, -0.2], "b": 0.3}
    run = sc.descend(NETWORK, start, "sgd", data=DATA, batch=batch, rate=0.1, steps=6)
    x, y = np.array(DATA["X"], dtype=float), np.array(DATA["y"], dtype=float)
    batches = _drawn(4, batch or 1, 6)
    point = np.array([0.1, -0.2, 0.3])
    for rows, told in zip(batches, run.points[1:], strict=True):
        a = 1 / (1 + np.exp(-(x[rows] @ point[:2] + point[2])))
        slope = 2 * (a - y[rows]) * a * (1 - a)
        point = point - 0.1 * np.append(x[rows].T @ slope, slope.sum()) / len(rows)
        assert np.allclose(point, told, rtol=1e-12)


def _drawn(rows: int, size: int, steps: int) -> list[list[int]]:
    """The rows of each step, as NumPy's own generator gives them."""
    if size >= rows:
        return [list(range(rows))] * steps
    found: list[list[int]] = []
    epoch = 0
    while len(found) < steps:
        order = np.random.default_rng([0, epoch]).permutation(rows).tolist()
        found += [order[i : i + size] for i in range(0, rows, size)]
        epoch += 1
    return found[:steps]


def test_shapes_that_leave_no_room_for_a_batch() -> None:
    shapes = "X: (4, 2), y: 4, w: 2"
    with pytest.raises(ShapeError, match="a mini-batch has 2 of the 4 samples"):
        sc.descend(NETWORK, {"w": [0, 0], "b": 0}, data=DATA, batch=2, shapes=shapes, steps=1)
