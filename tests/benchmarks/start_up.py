"""How long compiling takes: each answer from a process of its own.

    python start_up.py cold NAME      a kernel was compiled before, nothing is stored
    python start_up.py stored NAME    Numba has started, the kernel was compiled by another process
    python start_up.py point SIZE     a graph of about SIZE statements, one point
    python start_up.py batch SIZE     the same, arrays
    python start_up.py numba SIZE     the same as a Numba loop

It prints one line of JSON.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import sympy as sp
from contenders import numba_loop
from contenders.symcalc_kernel import build
from workloads import TABLE

import symcalc as sc
from symcalc.compiler.ir import LEAVES, Builder, Program
from symcalc.compiler.kernel import Kernel
from symcalc.compiler.lower import lower
from symcalc.compiler.passes import derivatives
from symcalc.compiler.passes.optimise import optimise

POINTS = 1000
STATUS = Path("/proc/self/status")
Answer = dict[str, float]


def asked(kind: str, what: str, *, folder: str = "", limit: float = 120.0) -> Answer | None:
    """The answer of a new process; None where it failed or took more than `limit` seconds."""
    with tempfile.TemporaryDirectory(prefix="symcalc-benchmark-") as empty:
        command = [sys.executable, __file__, kind, what]
        environment = os.environ | {"XDG_CACHE_HOME": folder or empty}
        try:
            done = subprocess.run(
                command, env=environment, timeout=limit, capture_output=True, text=True, check=True
            )
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
            print(f"  {kind} {what}: {(error.stderr or str(error)).splitlines()[-1]}")
            return None
    answer: Answer = json.loads(done.stdout.splitlines()[-1])
    return answer


def workload_times(name: str, *, another_first: bool) -> Answer:
    """Seconds that Numba starts for, to lower, to the first result, and for one more."""
    workload = TABLE[name]
    assert workload.columns  # the formula and its data are made before
    numba = importlib.import_module("numba")
    begun = _timed(partial(numba.njit("float64(float64)"), lambda x: x))[1]
    if another_first:
        sc.compile("x y", ["x", "y"]).value_and_gradient(np.ones(3), np.ones(3))
    run, built = _timed(partial(build, workload))
    (call, _), first = _timed(run.start)
    return {"numba": begun, "built": built, "first": first, "again": _timed(call)[1]}


def chain(size: int) -> Program:
    """A long recurrence whose value and gradient have about `size` statements."""
    few = 50
    for_each = len(optimise(_first(_levels(few))).nodes) / few
    return _levels(round(size / for_each))


def _levels(count: int) -> Program:
    """u ← (u·y + x)·u/2, every fourth time its sine: bounded, and no level equals another."""
    x, y = sp.symbols("x y")
    ops = lower([sp.sin(x * y) + x], [x, y]).ops
    builder = Builder()
    first, other, half = builder.input("x"), builder.input("y"), builder.constant(0.5)
    u = first
    for level in range(count):
        u = builder.add("sum", builder.add("product", u, other), first)
        u = builder.add("product", u, half)
        u = builder.add("sin", u) if level % 4 == 3 else u
    return Program(builder.nodes, (first, other), (u,), ops)


def _first(program: Program) -> Program:
    return derivatives.with_values(program, derivatives.jacobian(program, (0, 1)))


def chain_times(size: int, inputs: tuple[Any, Any]) -> Answer:
    """Seconds to the first result of value and gradient, and the memory that took."""
    sc.compile("x y", ["x", "y"]).value_and_gradient(*inputs)
    program = chain(size)
    before = _peak()
    kernel = Kernel(program, scalar=True, wrt_positions=(0, 1))
    _, first = _timed(partial(kernel.value_and_gradient, *inputs))
    return {"first": first, "megabytes": _peak() - before}


def chain_in_numba(size: int, inputs: tuple[Any, Any]) -> Answer:
    """The same statements as a loop in Python, which Numba compiles."""
    program = optimise(_first(chain(size)))
    names = dict(zip(program.inputs, ("x", "y"), strict=True))
    lines = ["x = columns[0][i]", "y = columns[1][i]"]
    for i, node in enumerate(program.nodes):
        names[i] = names.get(i, f"v{i}" if node.args else repr(node.value))
        if node.op not in LEAVES:
            spelled = program.table[node.op].spelling.format(*(names[a] for a in node.args))
            lines.append(f"v{i} = {spelled}")
    lines += [f"out[{k}, i] = {names[i]}" for k, i in enumerate(program.outputs)]
    text = "\n        ".join(["def run(columns, out):\n    for i in range(out.shape[1]):", *lines])
    numba_loop.loop("def run(columns, out):\n    out[0, 0] = columns[0][0]")(
        inputs, np.ones((1, 1))
    )
    before = _peak()
    _, first = _timed(partial(numba_loop.loop(text), inputs, np.zeros((3, POINTS))))
    return {"first": first, "megabytes": _peak() - before}


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    begin = time.perf_counter()
    made = call()
    return made, time.perf_counter() - begin


def _peak() -> float:
    """The most memory that this program ever had, in megabytes.

    `getrusage` would count what the process had before it became this program.
    """
    [line] = [line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def answer(kind: str, what: str) -> Answer:
    """What is asked for on the command line."""
    points = np.linspace(0.1, 0.9, POINTS)
    kinds: dict[str, Callable[[], Answer]] = {
        "cold": lambda: workload_times(what, another_first=True),
        "stored": lambda: workload_times(what, another_first=False),
        "point": lambda: chain_times(int(what), (0.5, 0.5)),
        "batch": lambda: chain_times(int(what), (points, points)),
        "numba": lambda: chain_in_numba(int(what), (points, points)),
    }
    return kinds[kind]()


if __name__ == "__main__":
    print(json.dumps(answer(*sys.argv[1:])))
