"""The cuda backend under Numba's simulator, which must be chosen before Numba is imported.

So this is no test module by its name: `test_cuda_backend` runs it in a process of its own, with
NUMBA_ENABLE_CUDASIM set.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from code_programs import FIRST, NAMES, VALUES
from compiler_programs import X, Y, Z
from numba import cuda
from numba.cuda.simulator.cudadrv.devicearray import FakeCUDAArray
from numpy.lib.stride_tricks import as_strided

from symcalc.compiler.backends import Task, python
from symcalc.compiler.backends import cuda as backend
from symcalc.compiler.calling import Call
from symcalc.compiler.cuda import kernels, launch
from symcalc.compiler.cuda.arrays import device_array
from symcalc.compiler.ir import Program
from symcalc.compiler.lower import lower
from symcalc.compiler.options import Options
from symcalc.compiler.passes import derivatives
from symcalc.compiler.passes.dead_code import dead_code
from symcalc.errors import ShapeError, UnsupportedError


@contextmanager
def few(**limits: int) -> Iterator[None]:
    """The simulator starts one of Python's threads for each of the GPU's."""
    with pytest.MonkeyPatch.context() as patch:
        for name, limit in limits.items():
            patch.setattr(launch, name, limit)
        yield


# What the simulator lacks: the array interface, over memory of the host.


def as_cuda_array(value: Any) -> FakeCUDAArray:
    held = SimpleNamespace(owner=value, __array_interface__=dict(value.__cuda_array_interface__))
    return FakeCUDAArray(np.asarray(held))


cuda.as_cuda_array = as_cuda_array
FakeCUDAArray.__cuda_array_interface__ = property(lambda self: self._ary.__array_interface__)

PLACES = [(0.375, 1.25, 2.5), (1.75, -0.625, 0.5), (-0.4375, 0.875, -1.5), (3.25, 2.125, 1.375)]


def outputs(task: Task, columns: list[np.ndarray], parameters: np.ndarray) -> list[np.ndarray]:
    points = columns[0].size
    width = -(-points // kernels.BLOCK) if task.reduced else points
    got = [np.full((size, width), 7.0, task.dtype) for size in task.sizes]
    backend.build(task).batch(columns, got, parameters, points)
    return got


def reference(task: Task, columns: list[np.ndarray], parameters: np.ndarray) -> list[np.ndarray]:
    points = columns[0].size
    width = -(-points // kernels.BLOCK) if task.reduced else points
    wide = [np.empty((size, width)) for size in task.sizes]
    python.build(task).batch([c.astype(float) for c in columns], wide, parameters, points)
    return wide


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("dtype", "tolerance"), [("float64", 1e-13), ("float32", 1e-4)])
def test_every_operation(dtype: str, tolerance: float) -> None:
    """Where it is finite: one of Python's threads raises at log(0), a GPU does not."""
    for k, name in enumerate(NAMES):
        for program, several in ((VALUES, 1), (FIRST, 3)):
            part = program.outputs[several * k : several * (k + 1)]
            alone = dead_code(replace(program, outputs=part))
            task = Task(alone, dtype, (several,))
            points = np.array(PLACES).T
            [expected] = reference(task, list(points), np.empty(0))
            usable = np.isfinite(expected).all(axis=0)
            assert usable.any(), name
            columns = [row[usable].astype(dtype) for row in points]
            with few(THREADS=2):
                [got] = outputs(task, columns, np.empty(0))
            np.testing.assert_allclose(
                got, expected[:, usable], rtol=tolerance, atol=tolerance, err_msg=name
            )


PAIR = lower([X * np.pi + Y**2 * Z, X * Y], [X, Y, Z])
LOSS = lower([(Y - X * Z) ** 2], [X, Y, Z])


def call(program: Program, *shapes: tuple[int, ...], **options: Any) -> Call:
    return Call(program, shapes, len(shapes) > 1, Options(backend="cuda", **options))


def test_sums_do_not_depend_on_the_grid() -> None:
    first = derivatives.with_values(LOSS, derivatives.jacobian(LOSS, (2,)))
    task = Task(first, "float64", (1, 1), True, (2,), True)
    rows = [np.random.default_rng(k).normal(size=3000) for k in (1, 2)]
    expected = reference(task, rows, np.array([0.3]))
    got = outputs(task, rows, np.array([0.3]))
    assert got[0].shape == (1, 3)
    for g, e in zip(got, expected, strict=True):
        np.testing.assert_allclose(g, e, rtol=1e-13)
    with few(BLOCKS=2):
        again = outputs(task, rows, np.array([0.3]))
    assert all(np.array_equal(a, b) for a, b in zip(got, again, strict=True))


def test_more_points_than_threads() -> None:
    task = Task(PAIR, "float64", (2,))
    columns = [np.linspace(0, 1, 101) + k for k in range(3)]
    with few(BLOCKS=2, THREADS=8):
        [got] = outputs(task, columns, np.empty(0))
    np.testing.assert_allclose(got, reference(task, columns, np.empty(0))[0], rtol=1e-15)


def test_one_point() -> None:
    task = Task(PAIR, "float64", (1, 1), number=True)
    second = np.empty(1)
    assert backend.build(task).point(1.0, 2.0, 3.0, second) == np.pi + 12.0
    assert second.tolist() == [2.0]


def on_device(*values: Any) -> list[Any]:
    return [device_array(cuda.to_device(np.asarray(v)), "x") for v in values]


def answered(one: Call, inputs: list[Any], out: Any = None) -> Any:
    return one.executable.on_device(one, inputs, out)


def test_device_arrays_stay_there() -> None:
    x, y = np.arange(6.0).reshape(2, 3), np.array([[2.0], [5.0]])
    jacobian = call(derivatives.jacobian(PAIR, (0, 1, 2)), (2, 3))
    got = answered(jacobian, [*on_device(x, y), np.asarray(0.5)])
    assert isinstance(got, FakeCUDAArray)
    assert got.shape == (2, 3, 2, 3)
    np.testing.assert_allclose(
        got.copy_to_host(),
        [
            [[[np.pi, y[i, 0], y[i, 0] ** 2], [y[i, 0], x[i, j], 0]] for j in range(3)]
            for i in range(2)
        ],
        rtol=1e-14,
    )


def test_integers_and_strides_are_taken() -> None:
    table = np.arange(12).reshape(4, 3)
    [table_there] = on_device(table)
    transposed = table_there[..., 1][::-1]
    value = call(PAIR, (2,), dtype="float32")
    got = answered(value, [transposed, table_there[..., 0], *on_device(np.float32(2))])
    a, b = table[::-1, 1], table[:, 0]
    assert got.dtype == np.float32
    np.testing.assert_allclose(
        got.copy_to_host(), np.stack([a * np.pi + b**2 * 2, a * b], axis=-1), rtol=1e-6
    )


def test_arrays_that_must_be_spread() -> None:
    """A transposed matrix has no one stride, and a row against a column has none either."""
    x = np.arange(12.0).reshape(3, 4)
    [there] = on_device(x)
    turned = there.like(there.shadow.T)[::-1]
    value = call(PAIR, (2,))
    got = answered(value, [turned, *on_device(np.arange(3.0)), np.asarray(1.0)]).copy_to_host()
    a, b = x.T[::-1], np.arange(3.0)
    np.testing.assert_allclose(got, np.stack([a * np.pi + b**2, a * b], axis=-1), rtol=1e-15)


def test_results_into_device_arrays() -> None:
    both = call(derivatives.with_values(LOSS, derivatives.jacobian(LOSS, (0, 1))), (), (2,))
    points = on_device(np.arange(4.0), np.ones(4), np.asarray(2.0))
    made = answered(both, points)
    out = cuda.to_device(np.zeros(4)), cuda.to_device(np.zeros((4, 2)))
    again = answered(both, points, out)
    assert again == out
    for one, other in zip(made, out, strict=True):
        assert np.array_equal(one.copy_to_host(), other.copy_to_host())
    assert out[0].copy_to_host().tolist() == [1.0, 1.0, 9.0, 25.0]


def test_bad_outputs_are_refused() -> None:
    value = call(LOSS, ())
    x, y = cuda.to_device(np.arange(4.0)), cuda.to_device(np.ones(4))
    inputs = [device_array(x, "x"), device_array(y, "y"), np.asarray(2.0)]
    with pytest.raises(UnsupportedError, match="shares memory"):
        answered(value, inputs, x)
    with pytest.raises(UnsupportedError, match="is a ndarray"):
        answered(value, inputs, np.zeros(4))
    with pytest.raises(ShapeError, match="has the shape \\(5,\\)"):
        answered(value, inputs, cuda.to_device(np.zeros(5)))
    wrong = cuda.to_device(np.zeros(4, np.int64))
    with pytest.raises(UnsupportedError, match="int64 cannot be filled"):
        answered(value, inputs, wrong)


def test_complex_numbers_are_refused() -> None:
    with pytest.raises(UnsupportedError, match="complex128"):
        on_device(np.ones(3) * 1j)


def test_fields_of_records_are_refused() -> None:
    """The doubles of 12 bytes each do not lie at whole distances."""
    [whole] = on_device(np.arange(6.0))
    fields = whole.like(as_strided(np.empty(1), (3,), (12,)))
    with pytest.raises(UnsupportedError, match="lie among others"):
        device_array(fields, "x")


def test_reductions_on_the_device() -> None:
    x, y = np.random.default_rng(3).normal(size=(2, 2500))
    first = derivatives.with_values(LOSS, derivatives.jacobian(LOSS, (2,)))
    for reduce, count in (("sum", 1), ("mean", 2500)):
        one = call(first, (), (1,), data=(0, 1), reduce=reduce)
        value, slope = answered(one, [*on_device(x, y), np.asarray(0.3)])
        assert value.shape == ()
        np.testing.assert_allclose(value.copy_to_host(), ((y - 0.3 * x) ** 2).sum() / count)
        expected = [(-2 * x * (y - 0.3 * x)).sum() / count]
        np.testing.assert_allclose(slope.copy_to_host(), expected)
        out = cuda.to_device(np.zeros(())), cuda.to_device(np.zeros(1))
        answered(one, [*on_device(x, y), *on_device(0.3)], out)
        assert out[0].copy_to_host() == value.copy_to_host()
        assert np.array_equal(out[1].copy_to_host(), slope.copy_to_host())


def test_a_mean_of_nothing_is_refused() -> None:
    one = call(LOSS, (), data=(0, 1), reduce="mean")
    with pytest.raises(ShapeError, match="mean of no points"):
        answered(one, [*on_device([], []), np.asarray(1.0)])
    total = call(LOSS, (), data=(0, 1), reduce="sum")
    got = answered(total, [*on_device(np.zeros(0), np.zeros(0)), np.asarray(1.0)])
    assert got.copy_to_host() == 0.0
