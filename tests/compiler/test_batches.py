"""Many points: layouts, reductions, threads, arguments beyond vector mathematics."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import symcalc as sc
from symcalc.compiler.backends import BLOCK
from symcalc.compiler.kernel import Kernel
from symcalc.errors import ShapeError, UnsupportedError

RNG = np.random.default_rng(7)
FORMULA = "x exp(-y) + sin(x y)"
COUNT = 2 * BLOCK + 37  # two whole blocks and a part


def expected(x: Any, y: Any) -> tuple[Any, Any]:
    """Value and gradient in NumPy, derived by hand."""
    by_x = np.exp(-y) + y * np.cos(x * y)
    by_y = -x * np.exp(-y) + x * np.cos(x * y)
    return x * np.exp(-y) + np.sin(x * y), np.stack(np.broadcast_arrays(by_x, by_y), axis=-1)


def kernel(**options: Any) -> Kernel:
    return sc.compile(FORMULA, ["x", "y"], **options)


KERNEL = kernel()
X, Y = RNG.normal(size=(2, COUNT))
ROWS = RNG.normal(size=(COUNT, 2))
LAYOUTS = [
    # x, y: how the same numbers may lie in memory
    (X, Y),
    (X, 0.5),
    (0.5, Y),
    (ROWS[:, 0], ROWS[:, 1]),  # an array of structures
    (X[::2], Y[::-2]),  # every second one, backwards
    (X[:, None], Y[:5]),  # broadcast to two axes
    (np.broadcast_to(X[:3], (4, 3)), np.asfortranarray(RNG.normal(size=(4, 3)))),
    (X[:0], Y[:0]),
    (X[:1], Y[:1]),
    (X.astype("f4"), np.arange(COUNT)),
    (np.frombuffer(b"\0" + X.tobytes(), offset=1), Y),  # not aligned
]


@pytest.mark.parametrize(("x", "y"), LAYOUTS, ids=range(len(LAYOUTS)))
def test_any_layout_of_the_inputs(x: Any, y: Any) -> None:
    before = np.copy(x), np.copy(y)

    got = KERNEL.value_and_gradient(x, y)

    for one, want in zip(got, expected(np.asarray(x, float), np.asarray(y, float)), strict=True):
        np.testing.assert_allclose(one, want, rtol=1e-13, atol=1e-13)
    assert np.array_equal(before[0], x)
    assert np.array_equal(before[1], y)


OUTS = [
    lambda n: (np.empty(n), np.empty((n, 2))),
    lambda n: (np.empty(n), np.empty((2, n)).T),  # what the call itself returns
    lambda n: (np.empty(2 * n)[::2], np.empty((n, 5))[:, 1:3]),
    lambda n: (np.empty(n)[::-1], np.empty((n, 2), order="F")),
    lambda n: (np.empty(n, "f4"), np.empty((n, 2), "f4")),
]


@pytest.mark.parametrize("make", OUTS)
def test_any_layout_of_the_results(make: Any) -> None:
    out = make(COUNT)

    got = KERNEL.value_and_gradient(X, Y, out=out)

    tolerance = 1e-13 if out[0].dtype == float else 1e-6
    for one, mine, want in zip(got, out, expected(X, Y), strict=True):
        assert one is mine
        np.testing.assert_allclose(one, want, rtol=tolerance, atol=tolerance)


def test_a_result_may_replace_an_input() -> None:
    x = X.copy()

    KERNEL(x, Y, out=x)

    np.testing.assert_allclose(x, expected(X, Y)[0], rtol=1e-13, atol=1e-13)


def test_threads_change_nothing() -> None:
    many = RNG.normal(size=(2, 20 * BLOCK + 3))

    alone, shared = kernel()(*many), kernel(parallel=True)(*many)

    assert np.array_equal(alone, shared)


def test_beyond_the_reach_of_vector_mathematics_the_c_library_computes() -> None:
    """Only the block with such a point is computed again."""
    k = sc.compile("sin(x) + cos(x)", ["x"])
    x = RNG.normal(size=3 * BLOCK)
    x[BLOCK + 5 : BLOCK + 9] = 1e22, -1e300, 2.0**70, math.inf

    with np.errstate(invalid="ignore"):
        np.testing.assert_allclose(k(x), np.sin(x) + np.cos(x), rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("backend", ["cpu", "python"])
@pytest.mark.parametrize("reduce", ["sum", "mean"])
@pytest.mark.parametrize("count", [1, BLOCK, COUNT])
def test_a_reduction_is_that_of_the_points(backend: str, reduce: str, count: int) -> None:
    k = sc.compile(
        "(a x + b - y)^2", ["x", "y", "a", "b"], data=["x", "y"], reduce=reduce, backend=backend
    )
    x, y, a, b = X[:count], Y[:count], 0.7, -0.2
    form = np.sum if reduce == "sum" else np.mean
    r = a * x + b - y

    value, gradient = k.value_and_gradient(x, y, a, b)

    assert k.wrt == ("a", "b")
    assert value == pytest.approx(form(r**2), rel=1e-12)
    assert gradient == pytest.approx([form(2 * r * x), form(2 * r)], rel=1e-11, abs=1e-11)
    second = [[form(2 * x * x), form(2 * x)], [form(2 * x), form(2 + 0 * x)]]
    np.testing.assert_allclose(k.hessian(x, y, a, b), second, rtol=1e-12, atol=1e-11)
    np.testing.assert_allclose(k.hvp((x, y, a, b), [1.0, 2.0]), np.dot(second, [1, 2]), rtol=1e-9)
    assert k.vector.fun([a, b], x, y) == value


def test_a_reduction_does_not_depend_on_threads_or_on_strides() -> None:
    options = {"data": ["x"], "reduce": "sum"}
    many = RNG.normal(size=(20 * BLOCK + 3, 2))

    sums = [
        sc.compile(FORMULA, ["x", "y"], parallel=p, **options)(x, 0.3)
        for p in (False, True)
        for x in (many[:, 0], many[:, 0].copy())
    ]

    assert len(set(sums)) == 1


BAD_DATA = [
    # x, y, error, words of the message
    ([], 0.5, ShapeError, "mean of no points"),
    ([1.0, 2.0], [1.0, 2.0], ShapeError, "parameter 'y'"),
    ([[1.0, 2.0]], 0.5, ShapeError, "array of length N"),
    (1.0, 0.5, ShapeError, "array of length N"),
    (["a"], 0.5, UnsupportedError, "'x'"),
]


@pytest.mark.parametrize(("x", "y", "error", "words"), BAD_DATA)
def test_data_that_do_not_fit(x: Any, y: Any, error: type[Exception], words: str) -> None:
    k = sc.compile(FORMULA, ["x", "y"], data=["x"], reduce="mean", backend="python")

    with pytest.raises(error, match=words):
        k(x, y)


def test_a_reduction_needs_data() -> None:
    with pytest.raises(UnsupportedError, match="needs data"):
        sc.compile(FORMULA, reduce="sum")
    with pytest.raises(UnsupportedError, match="no reduction 'max'"):
        sc.compile(FORMULA, data=["x"], reduce="max")


def test_nan_in_gives_nan_out() -> None:
    value, gradient = KERNEL.value_and_gradient([1.0, math.nan, 2.0], 0.5)

    assert np.isnan(value).tolist() == [False, True, False]
    assert np.isnan(gradient).any(axis=1).tolist() == [False, True, False]


def test_data_may_be_named_in_any_order() -> None:
    k = sc.compile("x - 2 y", ["x", "y"], data=("y", "x"), reduce="sum")

    assert k([1.0, 2.0], [10.0, 20.0]) == -57.0


def test_a_sum_is_not_differentiated_by_its_data() -> None:
    with pytest.raises(UnsupportedError, match="not differentiated by its data"):
        sc.compile("x^2", ["x"], data=("x",), wrt=("x",), reduce="sum")


def test_results_that_overlap_are_refused() -> None:
    room = np.empty((3, 3))

    with pytest.raises(ShapeError, match="overlap"):
        KERNEL.value_and_gradient(X[:3], Y[:3], out=(room[:, 0], room[:, :2]))


def test_kernels_that_share_a_program_share_no_layout() -> None:
    """Six equal outputs as 2 and 4, or as 3 and 3: once the same machine code."""
    formula = "exp(x + y)"
    pair = sc.compile([formula] * 2, ["x", "y"])
    triple = sc.compile([formula] * 3, ["x", "y"], wrt=["x"])

    shapes = [[part.shape for part in k.value_and_jacobian(0.0, 0.0)] for k in (pair, triple)]

    assert shapes == [[(2,), (2, 2)], [(3,), (3, 1)]]
    assert all((part == 1).all() for part in triple.value_and_jacobian(0.0, 0.0))
    assert all((part == 1).all() for part in pair.value_and_jacobian(0.0, 0.0))


def test_arrays_of_shapes_that_do_not_fit() -> None:
    with pytest.raises(ShapeError, match="do not broadcast"):
        KERNEL(np.ones(2), np.ones(3))
