"""A Numba loop over SymPy's derivatives with common parts shared, structure of arrays."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import sympy as sp
from sympy.printing.pycode import PythonCodePrinter
from workloads import Problem, Workload, aligned

from contenders import Contender, Run, Started, entries, split
from contenders._sympy import all_outputs


def build(workload: Workload) -> Run:
    """Compiled with fastmath; a tuple of columns for a batch, a vector for one point."""
    problem = workload.problem
    columns = [np.atleast_1d(np.asarray(column, dtype=float)) for column in workload.columns]
    given = np.concatenate(columns) if workload.single else tuple(columns)
    shape = sum(entries(workload)), 1 if problem.data else workload.points
    function = loop(source(workload))
    function(given, np.zeros(shape))

    def start() -> Started:
        out = aligned(np.zeros(shape))
        call = partial(function, given, out)
        return call, lambda: (call(), split(workload, out.copy()))[1]

    return Run(start)


def source(workload: Workload) -> str:
    """The function as Python."""
    problem = workload.problem
    shared, outputs = sp.cse(all_outputs(workload), symbols=sp.numbered_symbols("v_"))
    arguments = {x: sp.Symbol(f"x_{k}") for k, x in enumerate(problem.inputs)}
    printer = PythonCodePrinter({"fully_qualified_modules": True})
    spelled = [(str(name), printer.doprint(part.xreplace(arguments))) for name, part in shared]
    outputs = [printer.doprint(part.xreplace(arguments)) for part in outputs]
    body = [f"{name} = {part}" for name, part in spelled]
    if workload.single:
        body = [f"x_{k} = columns[{k}]" for k in range(len(arguments))] + body
        lines = body + [f"out[{k}, 0] = {part}" for k, part in enumerate(outputs)]
    else:
        lines = _looped(problem, body, outputs)
    return "\n    ".join(["def run(columns, out):", *lines, "return"])


def _looped(problem: Problem, body: list[str], outputs: list[str]) -> list[str]:
    """A parameter is read once; a sum over the points is kept in a variable."""
    before, inside, after = list[str](), list[str](), list[str]()
    for k, x in enumerate(problem.inputs):
        fixed = problem.data and x not in problem.data
        (before if fixed else inside).append(f"x_{k} = columns[{k}][{0 if fixed else 'i'}]")
    inside += body
    if problem.data:
        before += [f"o_{k} = 0.0" for k in range(len(outputs))]
        inside += [f"o_{k} += {part}" for k, part in enumerate(outputs)]
        after += [f"out[{k}, 0] = o_{k}" for k in range(len(outputs))]
    else:
        inside += [f"out[{k}, i] = {part}" for k, part in enumerate(outputs)]
    return [
        *before,
        "for i in range(columns[0].size):",
        *("    " + line for line in inside),
        *after,
    ]


def loop(text: str) -> Any:
    """The function of a source, to be compiled when first called."""
    import math

    import numba

    space: dict[str, Any] = {"math": math}
    exec(text, space)
    return numba.njit(fastmath=True, error_model="numpy")(space["run"])


CONTENDERS = (Contender("numba", "Numba loop", build, modules=("numba",)),)
