"""Kernels over data in every language that code is written in; NumPy is the oracle."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from code_programs import address, built, compiler, scope_of

import symcalc as sc
from symcalc.compiler.kernel import Kernel

T, Y = np.array([1.0, 2.0, -0.5, 4.0]), np.array([4.0, -1.0, 2.5, 0.25])
A, B = 1.5, -0.75
RESIDUAL = A * T + B - Y
# By hand: d/da of the squares is 2tr, d/db is 2r.
ROWS = np.stack([RESIDUAL**2, 2 * T * RESIDUAL, 2 * RESIDUAL])
EXPECTED = {"sum": ROWS.sum(axis=1), "mean": ROWS.mean(axis=1)}


def loss(reduce: str) -> Kernel:
    """The data stand between the parameters, so that positions matter."""
    inputs, data = ["t", "a", "y", "b"], ["t", "y"]
    return sc.compile("(a t + b - y)^2", inputs, data=data, reduce=reduce, backend="python")


def called(scope: dict[str, Callable[..., Any]]) -> np.ndarray:
    return np.array([scope["value"](T, A, Y, B), *scope["gradient"](T, A, Y, B)])


def run_text(kernel: Kernel, language: str, _: Path) -> np.ndarray:
    return called(scope_of(kernel.code(language)))


def run_c(kernel: Kernel, language: str, directory: Path) -> np.ndarray:
    command = [compiler("gcc"), "-std=c99", "-pedantic"]
    library = built(kernel.code(language), directory, ".c", command)
    found = []
    for name, count in (("value", 1), ("gradient", 2)):
        given, out = np.array([A, B]), np.full(count, 7.0)
        columns = (address(T), address(Y), ctypes.c_longlong(len(T)))
        getattr(library, name)(address(given), *columns, address(out))
        found += out.tolist()
    return np.array(found)


# What nvcc brings, for a compiler of C++: a block of one thread.
DEVICE = """
#include <math.h>
#define __device__
#define __global__
#define __shared__ static
#define __syncthreads()
static const struct { int x; } blockIdx = {0}, blockDim = {1}, threadIdx = {0}, gridDim = {1};
"""


def run_cuda(kernel: Kernel, language: str, directory: Path) -> np.ndarray:
    library = built(DEVICE + kernel.code(language), directory, ".cpp", [compiler("g++")])
    found = []
    for name, count in (("value", 1), ("gradient", 2)):
        given, out = np.array([A, B]), np.full(count, 7.0)
        columns = (address(T), address(Y), ctypes.c_longlong(len(T)))
        getattr(library, f"{name}_kernel")(address(given), *columns, address(out))
        found += out.tolist()
    return np.array(found)


RUNNERS = {"python": run_text, "numpy": run_text, "numba": run_text, "c": run_c, "cuda": run_cuda}


@pytest.mark.parametrize("reduce", EXPECTED)
@pytest.mark.parametrize("language", RUNNERS)
def test_code_forms_what_the_kernel_forms(language: str, reduce: str, tmp_path: Path) -> None:
    kernel = loss(reduce)

    got = RUNNERS[language](kernel, language, tmp_path)

    np.testing.assert_allclose(got, EXPECTED[reduce], rtol=1e-14)
    np.testing.assert_allclose(kernel(T, A, Y, B), EXPECTED[reduce][0], rtol=1e-14)


def test_nvcc_takes_reductions(tmp_path: Path) -> None:
    file = tmp_path / "code.cu"
    file.write_text(loss("mean").code("cuda"), encoding="utf-8")
    command = [compiler("nvcc"), "-Werror", "all-warnings", "-ptx", "-o", "-", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(".visible .entry") == 2


@pytest.mark.parametrize("before", ['sys.modules["numba"] = None', "import numba"])
@pytest.mark.parametrize("reduce", EXPECTED)
def test_a_saved_module_reduces(before: str, reduce: str, tmp_path: Path) -> None:
    loss(reduce).save(tmp_path / "saved.py")
    script = (
        f"import sys; {before}; sys.path.insert(0, {str(tmp_path)!r}); import saved\n"
        f"given = ({T.tolist()}, {A}, {Y.tolist()}, {B})\n"
        "print(saved.value(*given), *saved.gradient(*given))"
    )

    done = subprocess.run(
        [sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True
    )

    np.testing.assert_allclose(
        [float(n) for n in done.stdout.split()], EXPECTED[reduce], rtol=1e-14
    )


@pytest.mark.parametrize("language", ["python", "numpy"])
def test_a_mean_of_nothing_and_unequal_data_are_errors(language: str) -> None:
    value = scope_of(loss("mean").code(language))["value"]

    with pytest.raises(ValueError, match="a mean of no rows"):
        value([], A, [], B)
    with pytest.raises(ValueError, match="length"):
        value([1.0, 2.0], A, [1.0], B)


def test_a_sum_of_nothing_is_zero() -> None:
    for language in ("python", "numpy"):
        scope = scope_of(loss("sum").code(language))
        assert scope["value"]([], A, [], B) == 0
        assert list(scope["gradient"]([], A, [], B)) == [0, 0]


def test_names_of_data_become_safe(tmp_path: Path) -> None:
    inputs = ["rows", "total0", "i", "at"]
    kernel = sc.compile("(rows*total0 + i - at)^2", inputs, data=["rows", "at"], reduce="sum")
    square = (np.float64(2.0) * T + 1 - Y) ** 2
    library = built(kernel.code("c"), tmp_path, ".c", [compiler("gcc"), "-std=c99"])
    given, out = np.array([2.0, 1.0]), np.empty(1)
    library.value(address(given), address(T), address(Y), ctypes.c_longlong(4), address(out))

    assert out[0] == pytest.approx(square.sum(), rel=1e-14)
    for language in ("python", "numpy"):
        value = scope_of(kernel.code(language))["value"]
        assert value(T, 2.0, 1.0, Y) == pytest.approx(square.sum(), rel=1e-14)
