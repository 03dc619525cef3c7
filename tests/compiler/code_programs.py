"""Every operation of the table in one Program, and what runs the code that is written for it."""

from __future__ import annotations

import ctypes
import math
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import sympy as sp
from compiler_programs import X, Y, Z

from symcalc.compiler.code import value_and_first, written
from symcalc.compiler.ir import Builder, Program
from symcalc.compiler.lower import BASE_OPS, _closure, op_name
from symcalc.compiler.passes.derivatives import jacobian
from symcalc.primitives import PRIMITIVES, Primitive

INF, NAN = math.inf, math.nan
AXIS = [0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 2.0, -2.5, 7.25, -20.75, 40.0, 800.0, INF, -INF, NAN]
GRID = tuple(axis.ravel().copy() for axis in np.meshgrid(AXIS, AXIS, [0.75, 3.0, -1.5]))

Runner = Callable[..., np.ndarray]

# Arguments other than x, y, z: an index of polygamma is a whole number, a condition is true or
# false.
CONDITIONS = {
    "and": ("x<y", "y<z"),
    "or": ("x<y", "y<z"),
    "not": ("x<y",),
    "select": ("x<y", "y", "z"),
    "piecewise": ("x", "x<y", "y", "y<z"),
}
WHOLE = {"polygamma": (3.0, "x"), "polylogarithm": (2.0, "x"), "upper-gamma": (3.0, "x")}
WHOLE |= {"elliptic-first": ("x", 0.25), "elliptic-second": ("x", 0.25)}
WHOLE |= {"root": ("x", 3.0), "power": ("x", -3.0)}
ARGUMENTS = CONDITIONS | WHOLE


def arguments(row: Primitive) -> tuple[str | float, ...]:
    count = 2 if row.associative else row.arity or 3
    return ARGUMENTS.get(row.name, ("x", "y", "z")[:count])


def everything() -> Program:
    """An output for every row, of the inputs x, y, z."""
    used = {(row.name, len(arguments(row))) for row in PRIMITIVES}
    builder = Builder()
    known: dict[str | float, int] = {name: builder.input(name) for name in "xyz"}
    inputs = tuple(known.values())
    known |= {f"{a}<{b}": builder.add("less", known[a], known[b]) for a, b in ("xy", "yz")}
    known |= {number: builder.constant(number) for number in (3.0, -3.0, 2.0, 0.25)}
    outputs = []
    for row in PRIMITIVES:
        args = arguments(row)
        outputs.append(builder.add(op_name(row, len(args)), *(known[a] for a in args)))
    ops = _closure({*BASE_OPS, ("less", 2), *used})
    return Program(builder.nodes, inputs, tuple(outputs), ops)


SYMBOLS = {"x": X, "y": Y, "z": Z, "x<y": X < Y, "y<z": Y < Z}
SYMBOLS |= {3.0: 3, -3.0: -3, 2.0: 2, 0.25: sp.Rational(1, 4)}
VALUES = everything()
FUNCTIONS = value_and_first(VALUES, jacobian(VALUES, (0, 1, 2)), scalar=False, wrt=(0, 1, 2))
FIRST = FUNCTIONS[1].program
NAMES = [row.name for row in PRIMITIVES]
# What is 0 at points of the grid, as cos(πx²/2) is, and what the last digit of π leaves there.
ZEROS = {"fresnel-cosine by x": {"float32": 1e-6}}
LABELS = NAMES + [f"{name} by {x}" for name in NAMES for x in "xyz"]


def scope_of(text: str) -> dict[str, Callable[..., object]]:
    scope: dict[str, Callable[..., object]] = {}
    exec(compile(text, "<generated>", "exec"), scope)
    return scope


def compiler(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def built(source: str, directory: Path, suffix: str, command: list[str]) -> ctypes.CDLL:
    """A library, compiled without a single warning."""
    file, library = directory / f"code{suffix}", directory / "code.so"
    file.write_text(source, encoding="utf-8")
    arguments = [*command, "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"]
    done = subprocess.run(
        [*arguments, str(file), "-o", str(library), "-lm"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return ctypes.CDLL(str(library))


def address(array: np.ndarray) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)


def run_numpy(columns: tuple[np.ndarray, ...], dtype: str, _: Path) -> np.ndarray:
    scope = scope_of(written("numpy", FUNCTIONS, dtype))
    value, first = scope["value"](*columns), scope["jacobian"](*columns)
    return np.vstack([value.T, first.reshape(len(value), -1).T])


def run_numba(columns: tuple[np.ndarray, ...], dtype: str, _: Path) -> np.ndarray:
    scope, points = scope_of(written("numba", FUNCTIONS, dtype)), len(columns[0])
    parts = []
    for function in FUNCTIONS:
        out = np.full((points, function.count), 7.0, dtype)
        scope[f"{function.name}_rows"](*(c.astype(dtype) for c in columns), out)
        parts.append(out.T)
    return np.vstack(parts)


def call_python(text: str, point: list[float], _: Path) -> float:
    return float(scope_of(text)["value"](*point))  # type: ignore[arg-type]


def call_c(text: str, point: list[float], directory: Path) -> float:
    inputs, out = np.array(point), np.empty(1)
    library_of_c(text, directory).value(address(inputs), address(out))
    return float(out[0])


def call_cuda(text: str, point: list[float], directory: Path) -> float:
    inputs, out = np.array(point), np.empty(1)
    kernel = library_of_cuda(text, directory).value_kernel
    kernel(address(inputs), address(out), ctypes.c_longlong(1))
    return float(out[0])


def library_of_c(text: str, directory: Path) -> ctypes.CDLL:
    return built(text, directory, ".c", [compiler("gcc"), "-std=c99", "-pedantic"])


def library_of_cuda(text: str, directory: Path) -> ctypes.CDLL:
    return built(DEVICE + text, directory, ".cpp", [compiler("g++")])


def run_c(columns: tuple[np.ndarray, ...], dtype: str, directory: Path) -> np.ndarray:
    library = library_of_c(written("c", FUNCTIONS, dtype), directory)
    inputs = np.array(columns, dtype).T.copy()
    parts = []
    for function in FUNCTIONS:
        out = np.full((len(inputs), function.count), 7.0, dtype)
        for row, result in zip(inputs, out, strict=True):
            getattr(library, function.name)(address(row), address(result))
        parts.append(out.T)
    return np.vstack(parts)


# What nvcc brings, for a compiler of C++: a device of one thread.
DEVICE = """
#include <math.h>
#define __device__
#define __global__
static const struct { int x; } blockIdx = {0}, blockDim = {1}, threadIdx = {0}, gridDim = {1};
"""


def run_cuda(columns: tuple[np.ndarray, ...], dtype: str, directory: Path) -> np.ndarray:
    library = library_of_cuda(written("cuda", FUNCTIONS, dtype), directory)
    inputs = np.array(columns, dtype)
    points = inputs.shape[1]
    parts = []
    for function in FUNCTIONS:
        out = np.full((function.count, points), 7.0, dtype)
        kernel = getattr(library, f"{function.name}_kernel")
        kernel(address(inputs), address(out), ctypes.c_longlong(points))
        parts.append(out)
    return np.vstack(parts)


RUNNERS: dict[str, Runner] = {
    "numpy": run_numpy,
    "numba": run_numba,
    "c": run_c,
    "cuda": run_cuda,
}
# The same for one point and one number, the function's name being `value`.
CALLERS = {
    "python": call_python,
    "numpy": call_python,
    "numba": call_python,
    "c": call_c,
    "cuda": call_cuda,
}
