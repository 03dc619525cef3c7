"""SymPy's derivatives, and its code for NumPy with common parts shared."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import sympy as sp
from workloads import Workload

from contenders import Contender, Result, Run, split, unchanging
from contenders._sympy import all_outputs


def build(workload: Workload) -> Run:
    """A function that returns a list of arrays; it allocates them itself."""
    problem = workload.problem
    outputs = all_outputs(workload)
    function = sp.lambdify(problem.inputs, outputs, ["scipy", "numpy"], cse=True)
    columns = [float(column[0]) for column in workload.columns] if workload.single else None
    columns = columns or workload.columns
    call = _summed(function, columns) if problem.data else lambda: function(*columns)
    points = 1 if problem.data else workload.points
    return Run(unchanging(call, lambda made: _rows(workload, made, points)))


def _summed(function: Callable[..., list], columns: list) -> Callable[[], list]:
    return lambda: [np.sum(part) for part in function(*columns)]


def _rows(workload: Workload, made: list, points: int) -> Result:
    return split(workload, np.array([np.broadcast_to(part, points) for part in made]))


CONTENDERS = (Contender("lambdify", "lambdify, NumPy", build, modules=("scipy",)),)
