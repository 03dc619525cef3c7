"""The cuda backend: simulated, compiled without a GPU, and run where there is one."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import sympy as sp
from code_programs import FIRST, NAMES, VALUES
from compiler_programs import X, Y

from symcalc.compiler.backends import Task, cuda, python
from symcalc.compiler.cuda import kernels
from symcalc.compiler.ir import Program
from symcalc.compiler.lower import lower
from symcalc.compiler.passes.dead_code import dead_code
from symcalc.compiler.passes.derivatives import jacobian, with_values
from symcalc.errors import BackendError, TooLargeError

SIMULATED = Path(__file__).with_name("cuda_simulated.py")


def gpu() -> bool:
    try:
        return bool(importlib.import_module("numba.cuda").is_available())
    except ImportError:
        return False


def test_values_under_the_simulator() -> None:
    pytest.importorskip("numba.cuda.simulator", reason="this Numba has no CUDA simulator")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(SIMULATED)],
        env={**os.environ, "NUMBA_ENABLE_CUDASIM": "1"},
        capture_output=True,
        text=True,
        timeout=600,  # a thread that fails leaves the others waiting at a barrier
    )
    assert done.returncode == 0, done.stdout + done.stderr


def module(text: str) -> ModuleType:
    made = ModuleType("kernel")
    exec(compile(text, "<kernel>", "exec"), vars(made))
    return made


def ptx(text: str, *signature: object) -> str:
    compiled, _ = importlib.import_module("numba.cuda").compile_ptx(
        module(text).kernel, signature, cc=(8, 0)
    )
    return str(compiled)


def ptx_of(task: Task) -> str:
    from numba import types

    real = getattr(types, task.dtype)
    return ptx(
        kernels.kernel_text(task),
        *[types.Array(real, 1, "A")] * (len(task.program.inputs) - len(task.parameters)),
        types.Array(real, 1, "C"),
        types.int64,
        *[types.Array(real, 2, "C")] * len(task.sizes),
    )


@pytest.fixture(scope="module")
def compilers() -> None:
    """Those of numba-cuda, which need no GPU."""
    pytest.importorskip("numba_cuda", reason="numba-cuda is not installed")


@pytest.mark.usefixtures("compilers")
@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("k", range(len(NAMES)), ids=NAMES.__getitem__)
def test_every_operation_becomes_ptx(k: int, dtype: str) -> None:
    """Value and derivative in one kernel, which calls no function of its own."""
    outputs = (VALUES.outputs[k], *FIRST.outputs[3 * k : 3 * k + 3])
    value = dead_code(Program(VALUES.nodes, VALUES.inputs, outputs[:1], VALUES.ops))
    first = dead_code(Program(FIRST.nodes, FIRST.inputs, outputs[1:], FIRST.ops))
    for program in (value, first):
        assert ".visible .entry" in ptx_of(Task(program, dtype, (len(program.outputs),)))


@pytest.mark.usefixtures("compilers")
def test_singles_stay_singles() -> None:
    """A GPU for graphics is many times slower in doubles, and one constant would bring them in."""
    program = lower([sp.exp(X * 0.1) + 1 / (1 + sp.exp(-Y)) + sp.floor(X) + sp.asec(Y)], [X, Y])
    first = with_values(program, jacobian(program, (0, 1)))

    assert ".f64" not in ptx_of(Task(first, "float32", (1, 2)))


@pytest.mark.usefixtures("compilers")
def test_sums_become_ptx() -> None:
    from numba import types

    program = lower([(Y - X) ** 2], [X, Y])
    task = Task(program, "float32", (1,), parameters=(1,), reduced=True)
    rows, row = types.Array(types.float32, 2, "C"), types.Array(types.float32, 1, "A")
    counts = types.Array(types.int64, 1, "C")

    assert "bar.sync" in ptx_of(task)
    assert "bar.sync" in ptx(kernels.TOTALS, rows, types.float64, rows)
    assert ".visible .entry" in ptx(kernels.SPREAD, row, types.int64, counts, counts, row)


TASK = Task(lower([X * Y], [X, Y]), "float64", (1,), number=True)


@pytest.mark.skipif(gpu(), reason="there is a GPU")
def test_without_a_gpu_the_message_says_what_to_install() -> None:
    with pytest.raises(BackendError, match="NVIDIA GPU") as caught:
        cuda.build(TASK)

    assert 'pip install "symcalc-tutor[cuda12]"' in str(caught.value)
    assert 'backend="cpu"' in str(caught.value)


def test_without_numba_the_message_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numba.cuda", None)

    with pytest.raises(BackendError, match="NVIDIA GPU"):
        cuda.build(TASK)


def test_too_many_inputs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cuda, "require", lambda: None)
    monkeypatch.setattr(cuda, "INPUTS", 1)

    with pytest.raises(TooLargeError, match="2 inputs are more than the 1"):
        cuda.build(TASK)


@pytest.mark.skipif(not gpu(), reason="there is no GPU that Numba can use")
@pytest.mark.parametrize(("dtype", "tolerance"), [("float64", 1e-12), ("float32", 2e-4)])
def test_a_gpu_computes_what_the_reference_does(dtype: str, tolerance: float) -> None:
    generator = np.random.default_rng(5)
    columns = [generator.uniform(0.1, 3, 5000).astype(dtype) for _ in range(3)]
    for program in (VALUES, FIRST):
        task = Task(program, dtype, (len(program.outputs),))
        got, expected = (np.empty((len(program.outputs), 5000), dtype) for _ in range(2))
        cuda.build(task).batch(columns, [got], np.empty(0), 5000)
        wide = [column.astype(float) for column in columns]
        python.build(task).batch(wide, [expected], np.empty(0), 5000)
        np.testing.assert_allclose(got, expected, rtol=tolerance, atol=tolerance)


@pytest.mark.skipif(not gpu(), reason="there is no GPU that Numba can use")
def test_a_launch_on_device_arrays(capsys: pytest.CaptureFixture[str]) -> None:
    """Says how long ten million points take; what it says is not tested."""
    from numba import cuda as numba_cuda

    points = 10_000_000
    program = with_values(TASK.program, jacobian(TASK.program, (0, 1)))
    compiled = cuda.build(Task(program, "float64", (1, 2)))
    columns = [numba_cuda.to_device(np.linspace(0, k, points)) for k in (1, 2)]
    results = [numba_cuda.device_array((size, points)) for size in (1, 2)]
    compiled.launch(columns, np.empty(0), points, results)
    begin, end = numba_cuda.event(), numba_cuda.event()
    begin.record()
    compiled.launch(columns, np.empty(0), points, results)
    end.record()
    end.synchronize()
    with capsys.disabled():
        print(f"\n{numba_cuda.event_elapsed_time(begin, end) * 1e6 / points:.3f} ns a point")

    x, y = (column.copy_to_host() for column in columns)
    np.testing.assert_allclose(results[0].copy_to_host()[0], x * y, rtol=1e-15)
    np.testing.assert_allclose(results[1].copy_to_host(), [y, x], rtol=1e-15)
