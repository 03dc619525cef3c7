"""A kernel in many processes: pools, forks, a Dask cluster; each process compiles once."""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import numpy as np
import pytest
from worker_programs import compiled, listen, report

import symcalc as sc
from symcalc.compiler.backends import BLOCK
from symcalc.compiler.kernel import Kernel

X = np.linspace(-2, 2, 12 * BLOCK + 5)
PARTS = np.array_split(X, 12)


def damped(rate: float, **options: Any) -> Kernel:
    """A kernel of its own for each rate, with machine code that nobody else has compiled."""
    return sc.compile(f"e^(-{rate} x^2) sin(a x)", ["x", "a"], **options)


def expected(rate: float, x: Any, a: float) -> Any:
    return np.exp(-rate * x * x) * np.sin(a * x)


def slope(rate: float, x: Any, a: float) -> Any:
    """By x, derived by hand."""
    return np.exp(-rate * x * x) * (a * np.cos(a * x) - 2 * rate * x * np.sin(a * x))


@pytest.mark.parametrize(
    ("method", "rate"),
    [("spawn", 0.5), ("fork", 0.625)],
)
def test_a_pool_of_processes_compiles_once_in_each(method: str, rate: float) -> None:
    """Nothing comes from the disk, so each process that worked has compiled exactly once."""
    k = damped(rate, cache=False)
    context = multiprocessing.get_context(method)

    with ProcessPoolExecutor(2, mp_context=context, initializer=listen) as pool:
        jobs = [pool.submit(report, k, part, 3.0) for part in PARTS]
        reports = [job.result() for job in jobs]

    values, workers, compilations, _ = zip(*reports, strict=True)
    np.testing.assert_allclose(np.concatenate(values), expected(rate, X, 3.0), atol=1e-15)
    assert 1 <= len(set(workers)) <= 2
    assert set(compilations) == {1}


def test_a_worker_needs_no_sympy_and_takes_machine_code_from_the_disk() -> None:
    k = damped(0.75)
    k(PARTS[0], 3.0)
    context = multiprocessing.get_context("spawn")

    with ProcessPoolExecutor(1, mp_context=context, initializer=listen) as pool:
        value, _, compilations, sympy = pool.submit(report, k, PARTS[0], 3.0).result()

    np.testing.assert_array_equal(value, k(PARTS[0], 3.0))
    assert compilations == 0
    assert not sympy


def test_a_fork_has_what_was_compiled_before() -> None:
    k = damped(0.875, cache=False)
    k(PARTS[0], 3.0)
    context = multiprocessing.get_context("fork")

    with ProcessPoolExecutor(1, mp_context=context, initializer=listen) as pool:
        value, _, compilations, _ = pool.submit(report, k, PARTS[0], 3.0).result()

    np.testing.assert_array_equal(value, k(PARTS[0], 3.0))
    assert compilations == 0


def test_threads_work_again_after_a_fork() -> None:
    """Threads do not survive a fork: whoever waits for those of the parent waits for ever."""
    k = damped(1.125, parallel=True)
    before = k(X, 3.0)

    with multiprocessing.get_context("fork").Pool(2) as pool:
        jobs = [pool.apply_async(k, (X, 3.0)) for _ in range(4)]
        after = [job.get(timeout=60) for job in jobs]

    for value in (*after, k(X, 3.0)):
        np.testing.assert_array_equal(value, before)


def test_used_kernels_are_sent_as_fresh_ones_are() -> None:
    """What was compiled stays behind: machine code cannot be pickled."""
    k = damped(1.25)
    k.gradient(X, 3.0)
    k.vector.fun_and_grad([0.5, 3.0])

    arrived = pickle.loads(pickle.dumps(k))
    vector = pickle.loads(pickle.dumps(k.vector))

    assert arrived == vector.kernel == k
    assert vector.fun_and_grad([0.5, 3.0])[1][0] == pytest.approx(slope(1.25, 0.5, 3.0))


def test_kernels_of_every_kind_arrive_whole() -> None:
    x = np.linspace(0, 1, 7)
    kernels = [
        damped(1.375, wrt=["a"]),
        sc.compile(["1.375 x + a", "a x"], ["x", "a"]),
        damped(1.375, dtype="float32"),
        damped(1.375, backend="python"),
        damped(1.375, data=["x"], reduce="mean", parallel=True),
    ]

    for k in kernels:
        arrived = pickle.loads(pickle.dumps(k))
        assert arrived == k
        np.testing.assert_array_equal(arrived.jacobian(x, 3.0), k.jacobian(x, 3.0))
        np.testing.assert_array_equal(arrived.hessian(x, 3.0), k.hessian(x, 3.0))


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A Dask cluster of two processes with two threads each, in which compilations are counted."""
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    two = {"n_workers": 2, "threads_per_worker": 2, "processes": True}
    with (
        distributed.LocalCluster(**two, dashboard_address=None) as local,
        distributed.Client(local) as client,
    ):
        client.run(listen)
        yield client


def test_dask_maps_it_over_blocks(cluster: Any) -> None:
    """Both processes compile, and both threads of each wait for the same compilation."""
    array = pytest.importorskip("dask.array")
    k = damped(1.5, cache=False)
    before = cluster.run(compiled)

    lazy = array.map_blocks(k, array.from_array(X, chunks=BLOCK), 3.0, dtype=float)
    value = lazy.compute()

    np.testing.assert_allclose(value, expected(1.5, X, 3.0), atol=1e-15)
    after = cluster.run(compiled)
    assert {after[w] - before[w] for w in after} <= {0, 1}
    assert sum(after.values()) > sum(before.values())


def test_xarray_applies_it_to_labelled_arrays(cluster: Any) -> None:
    """Labels of two arrays are matched, and every worker compiles at most once."""
    xarray = pytest.importorskip("xarray")
    k = damped(1.625, cache=False)
    before = cluster.run(compiled)
    x = xarray.DataArray(X, dims=["time"]).chunk(time=BLOCK)
    a = xarray.DataArray([1.0, 3.0], dims=["mode"])

    value = xarray.apply_ufunc(k, x, a, dask="parallelized", output_dtypes=[float]).compute()

    assert value.dims == ("time", "mode")
    np.testing.assert_allclose(value[:, 1], expected(1.625, X, 3.0), atol=1e-15)
    after = cluster.run(compiled)
    assert {after[w] - before[w] for w in after} <= {0, 1}


def test_a_function_of_its_gradient_is_mapped_too(cluster: Any) -> None:
    """Also where the kernel was used before."""
    array = pytest.importorskip("dask.array")
    k = damped(1.75)
    k.gradient(0.5, 3.0)

    def by_x(x: Any) -> Any:
        return k.gradient(x, 3.0)[..., 0]

    value = array.map_blocks(by_x, array.from_array(X, chunks=4 * BLOCK), dtype=float).compute()

    np.testing.assert_allclose(value, slope(1.75, X, 3.0), rtol=1e-12, atol=1e-14)
