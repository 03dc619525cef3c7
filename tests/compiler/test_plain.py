"""Columns and results that are taken where they lie, and those that must not be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import symcalc as sc
from symcalc.compiler.backends import jobs
from symcalc.compiler.calling import Call
from symcalc.compiler.kernel import Kernel
from symcalc.errors import SymcalcError

POINTS = 37


def columns(seed: int = 0, count: int = 2) -> list[np.ndarray]:
    return list(np.random.default_rng(seed).uniform(0.5, 2.0, (count, POINTS)))


def spread(array: np.ndarray, step: int) -> np.ndarray:
    """The same numbers, `step` elements apart."""
    room = np.full(len(array) * abs(step), np.nan)[::step]
    room[: len(array)] = array
    return room[: len(array)]


@pytest.fixture(scope="module")
def kernel() -> Kernel:
    return sc.compile("x^2 y + y", ["x", "y"])


@pytest.fixture(scope="module")
def pair() -> Kernel:
    return sc.compile(["x y", "x^2 + y"], ["x", "y"])


def expected(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return x * x * y + y, np.stack([2 * x * y, x * x + 1], axis=-1)


LAYOUTS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "side by side": lambda a: a,
    "every third": lambda a: spread(a, 3),
    "backwards": lambda a: a[::-1].copy()[::-1],
    "column of a table": lambda a: np.stack([a, a + 1, a], axis=1)[:, 2],
    "read-only": lambda a: np.frombuffer(a.tobytes()),
    "one number": lambda a: np.broadcast_to(a[0], a.shape),
}


@pytest.mark.parametrize("second", LAYOUTS)
@pytest.mark.parametrize("first", LAYOUTS)
def test_layouts_of_columns(kernel: Kernel, first: str, second: str) -> None:
    x, y = columns()
    x, y = LAYOUTS[first](x), LAYOUTS[second](y)
    value, slope = kernel.calls.value_and_gradient.plainly((x, y), None)
    np.testing.assert_allclose(value, expected(x, y)[0], rtol=1e-15)
    np.testing.assert_allclose(slope, expected(x, y)[1], rtol=1e-15)


OUT: dict[str, Callable[[], np.ndarray]] = {
    "points first": lambda: np.empty((POINTS, 2)),
    "points last": lambda: np.empty((2, POINTS)).T,
    "a part of more": lambda: np.empty((3 * POINTS, 5))[::3, 1:5:2],
    "backwards": lambda: np.empty((POINTS, 2))[::-1, ::-1],
}


@pytest.mark.parametrize("layout", OUT)
def test_layouts_of_results(kernel: Kernel, layout: str) -> None:
    x, y = columns()
    out = spread(np.zeros(POINTS), 2), OUT[layout]()
    assert kernel.calls.value_and_gradient.plainly((x, y), out) is out
    np.testing.assert_allclose(out[0], expected(x, y)[0], rtol=1e-15)
    np.testing.assert_allclose(out[1], expected(x, y)[1], rtol=1e-15)


def test_results_of_three_axes(pair: Kernel) -> None:
    x, y = columns()
    out = np.empty((POINTS, 2)), np.empty((2, POINTS, 2)).transpose(1, 0, 2)
    assert pair.calls.value_and_jacobian.plainly((x, y), out) is out
    rows = [np.stack(row, axis=-1) for row in ((y, x), (2 * x, np.ones_like(x)))]
    np.testing.assert_allclose(out[1], np.stack(rows, axis=1), rtol=1e-15)


class Special(np.ndarray):
    """A subclass, which may mean anything by its operators."""


x0, y0 = columns(1)
LONG_WAY: dict[str, tuple[Any, ...]] = {
    "a number among arrays": (x0, 2.0),
    "numbers": (1.0, 2.0),
    "a list": (x0.tolist(), y0),
    "float32": (x0.astype("float32"), y0),
    "other byte order": (x0.astype(">f8"), y0),
    "whole numbers": (np.arange(POINTS), y0),
    "one point": (x0, y0[:1]),
    "no points": (x0[:0], y0[:0]),
    "a table": (np.stack([x0, y0]), np.stack([y0, x0])),
    "a number as an array": (x0, np.array(2.0)),
    "a subclass": (x0.view(Special), y0),
    "masked": (np.ma.masked_less(x0, 0.0), y0),
    "memory off the grid": (np.frombuffer(b"\0" + x0.tobytes(), np.float64, offset=1), y0),
}


@pytest.mark.parametrize("case", LONG_WAY)
def test_what_goes_the_long_way(kernel: Kernel, case: str) -> None:
    args = LONG_WAY[case]
    assert kernel.calls.value_and_gradient.plainly(args, None) is None
    value, slope = kernel.value_and_gradient(*args)
    x, y = np.broadcast_arrays(*(np.asarray(a, dtype=float) for a in args))
    np.testing.assert_allclose(value, expected(x, y)[0], rtol=1e-15)
    np.testing.assert_allclose(slope, expected(x, y)[1], rtol=1e-15)


def test_too_few_or_too_many_arguments(kernel: Kernel) -> None:
    call = kernel.calls.value_and_gradient
    assert call.plainly((x0,), None) is None
    assert call.plainly((x0, y0, y0), None) is None


def refused(call: Call, out: Any, args: tuple[np.ndarray, ...] = (x0, y0)) -> bool:
    before = [a.copy() for a in args]
    answer = call.plainly(args, out)
    assert all(np.array_equal(a, b) for a, b in zip(args, before, strict=True))
    return answer is None


def test_results_that_are_not_taken(kernel: Kernel) -> None:
    call, value, slope = kernel.calls.value_and_gradient, np.empty(POINTS), np.empty((POINTS, 2))
    assert call.plainly((x0, y0), (value, slope)) is not None
    fixed = np.empty((POINTS, 2))
    fixed.flags.writeable = False
    for other in (
        fixed,
        slope[:-1],
        slope.T,
        np.empty((POINTS, 3)),
        slope.astype("float32"),
        slope.view(Special),
        np.empty((POINTS, 2, 1)),
        slope.tolist(),
        None,
    ):
        assert refused(call, (value, other))
    assert refused(call, [value, slope])
    assert refused(call, (value,))
    assert refused(call, slope)


def test_overlaps_are_not_taken(kernel: Kernel) -> None:
    call, room = kernel.calls.value_and_gradient, np.linspace(1, 2, 5 * POINTS)
    x, y = room[:POINTS], room[POINTS : 2 * POINTS]
    free, slope = room[2 * POINTS : 3 * POINTS], np.empty((POINTS, 2))
    assert not refused(call, (free, slope), (x, y))
    assert refused(call, (x, slope), (x, y))
    assert refused(call, (room[POINTS - 1 : 2 * POINTS - 1], slope), (x, y))
    assert refused(call, (slope[:, 0], slope), (x, y))
    assert refused(call, (free, room[: 2 * POINTS].reshape(POINTS, 2)), (x, y))
    assert refused(call, (x[::-1], slope), (x, y))


def test_an_input_as_its_own_result_is_right_the_long_way(kernel: Kernel) -> None:
    x, y = x0.copy(), y0.copy()
    value, slope = expected(x, y)
    out = x, np.empty((POINTS, 2))
    kernel.value_and_gradient(x, y, out=out)
    np.testing.assert_allclose(x, value, rtol=1e-15)
    np.testing.assert_allclose(out[1], slope, rtol=1e-15)


def test_sums() -> None:
    mean = sc.compile("(y - w x)^2", ["w", "x", "y"], wrt="w", data=("x", "y"), reduce="mean")
    call = mean.calls.value_and_gradient
    value, slope = call.plainly((0.5, spread(x0, 2), y0), None)
    assert value == pytest.approx(np.mean((y0 - 0.5 * x0) ** 2), rel=1e-14)
    assert slope[0] == pytest.approx(np.mean(-2 * x0 * (y0 - 0.5 * x0)), rel=1e-14)
    assert call.plainly((np.array(0.5), x0, y0), None) is None
    assert call.plainly((10**400, x0, y0), None) is None
    with pytest.raises(SymcalcError, match="too large"):
        mean.value_and_gradient(10**400, x0, y0)


def test_float32() -> None:
    single = sc.compile("x^2 y + y", ["x", "y"], dtype="float32")
    x, y = x0.astype("float32"), y0.astype("float32")
    call = single.calls.value_and_gradient
    value, slope = call.plainly((x, y), None)
    np.testing.assert_allclose(value, expected(x, y)[0], rtol=1e-6)
    np.testing.assert_allclose(slope, expected(x, y)[1], rtol=1e-6)
    assert call.plainly((x0, y0), None) is None


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("points", [1, 5, 64, 999])
@pytest.mark.parametrize("shift", [0, 1, 3])
def test_streamed_results(
    monkeypatch: pytest.MonkeyPatch, dtype: str, points: int, shift: int
) -> None:
    monkeypatch.setattr(jobs, "STREAMED", 0)
    kernel = sc.compile(["x y", "x^2 + y", "3 y"], ["x", "y"], dtype=dtype)
    x, y = np.random.default_rng(points).uniform(1, 2, (2, points)).astype(dtype)
    room = np.full((3, points + shift + 8), -1.0, dtype)
    out = room[:, shift : shift + points].T
    kernel(x, y, out=out)
    wanted = np.stack([x * y, x * x + y, 3 * y], axis=1)
    np.testing.assert_allclose(out, wanted, rtol=8 * np.finfo(dtype).eps)
    assert (room[:, :shift] == -1).all()
    assert (room[:, shift + points :] == -1).all()


def test_streamed_points_in_doubt_are_computed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "STREAMED", 0)
    monkeypatch.setattr(jobs, "LIGHT", 1000)
    x = np.full(1000, 1.0)
    x[700] = 1e300
    np.testing.assert_allclose(sc.compile("sin(x)")(x), np.sin(x), rtol=1e-15)
