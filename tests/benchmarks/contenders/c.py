"""C by hand: the same graph, compiled by gcc for this machine, called through ctypes."""

from __future__ import annotations

import ctypes
import subprocess
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from graphs import program_of
from program_c import batch_source, point_source
from workloads import Workload, aligned

from contenders import Contender, Run, Started, entries, split

# gcc joins sin and cos of one argument into a call that no vector library has: that pass is off.
FLAGS = "-O3 -march=native -ffast-math -fopenmp-simd -mprefer-vector-width=512"
FLAGS += " -fdisable-tree-sincos -w"
LIBRARIES = "-lmvec -lm"


def library(source: str) -> ctypes.CDLL:
    """Compile and load."""
    folder = Path(tempfile.mkdtemp(prefix="symcalc-benchmark-"))
    text, code, binary = (folder / f"formula.{ending}" for ending in ("c", "o", "so"))
    text.write_text(source)
    # Linked apart: with -ffast-math gcc adds code that turns off subnormal numbers when the
    # library is loaded, for everything else in the process too.
    commands = [
        f"gcc {FLAGS} -fPIC -c -o {code} {text}",
        f"gcc -shared -o {binary} {code} {LIBRARIES}",
    ]
    for command in commands:
        subprocess.run(command.split(), check=True, capture_output=True)
    return ctypes.CDLL(str(binary))


def build(workload: Workload) -> Run:
    """A loop over structure of arrays, or one point."""
    return _point(workload) if workload.single else _batch(workload)


def _batch(workload: Workload) -> Run:
    problem = workload.problem
    parameters = {x.name for x in problem.inputs if problem.data and x not in problem.data}
    source = batch_source(program_of(workload), parameters, summed=bool(problem.data))
    columns = [np.atleast_1d(np.asarray(column, dtype=float)) for column in workload.columns]
    shape = sum(entries(workload)), 1 if problem.data else workload.points
    function, count = _void(library(source).batch), ctypes.c_long(workload.points)

    def start() -> Started:
        out = aligned(np.zeros(shape))
        call = partial(function, _addresses(columns), _addresses(list(out)), count)
        return call, lambda: (call(), split(workload, out.copy()))[1]

    return Run(start, holds=columns)


def _point(workload: Workload) -> Run:
    point, out = aligned(np.array(workload.columns)), np.zeros((sum(entries(workload)), 1))
    pointers = [ctypes.c_void_p(array.ctypes.data) for array in (point, out)]
    call = partial(_void(library(point_source(program_of(workload))).point), *pointers)
    return Run(lambda: (call, lambda: (call(), split(workload, out.copy()))[1]), holds=point)


def _addresses(arrays: list[np.ndarray]) -> ctypes.Array[ctypes.c_void_p]:
    return (ctypes.c_void_p * len(arrays))(*(array.ctypes.data for array in arrays))


def _void(function: Any) -> Callable[..., object]:
    function.restype = None
    return function


CONTENDERS = (Contender("c", "C", build, programs=("gcc",)),)
