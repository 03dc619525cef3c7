"""What the results must be: the derivatives by SymPy, evaluated by mpmath with 50 digits."""

from __future__ import annotations

from functools import cache

import mpmath
import numpy as np
import sympy as sp
from contenders import Array, Result, split
from contenders._sympy import all_outputs
from workloads import Workload

DIGITS = 50
POINTS = 40  # of a batch, evenly spread over it; a sum takes them all
CLOSE = 1e-9  # relative; beyond it something else was computed


@cache
def exact(workload: Workload) -> tuple[Array, Result]:
    """The points looked at, and what is right there, rounded to doubles."""
    problem = workload.problem
    function = sp.lambdify(problem.inputs, all_outputs(workload), "mpmath", cse=True)
    count = workload.points if problem.data else min(POINTS, workload.points)
    chosen = np.linspace(0, workload.points - 1, count).astype(int)
    table = [np.broadcast_to(np.asarray(c), workload.points)[chosen] for c in workload.columns]
    with mpmath.workdps(DIGITS):
        rows = [function(*map(mpmath.mpf, map(float, point))) for point in zip(*table, strict=True)]
        if problem.data:
            rows, chosen = [[mpmath.fsum(part) for part in zip(*rows, strict=True)]], chosen[:1]
        return chosen, split(workload, np.array(rows).T)


def errors(workload: Workload, result: Result) -> tuple[float, float]:
    """The largest error of value and derivatives, relative to the largest entry at a point."""
    chosen, right = exact(workload)
    with mpmath.workdps(DIGITS):
        value, derivatives = (
            _worst(got[:, chosen], wanted) for got, wanted in zip(result, right, strict=True)
        )
    return value, derivatives


def _worst(got: Array, wanted: np.ndarray) -> float:
    if wanted.size == 0:
        return 0.0
    exactly = np.vectorize(mpmath.mpf, otypes=[object])
    off = np.abs(exactly(got.astype(object)) - wanted).max(axis=0)
    return float((off / np.maximum(np.abs(wanted).max(axis=0), mpmath.mpf(10) ** -300)).max())


def differs(result: Result, other: Result) -> bool:
    """Whether two contenders disagree anywhere, on any of the points.

    Relative to the largest entry at a point or, where a function crosses zero, at a typical one.
    """
    for one, two in zip(result, other, strict=True):
        if one.shape != two.shape:
            return True
        scale = np.abs(two).max(axis=0, initial=1e-300)
        if not np.all(np.abs(one - two) <= CLOSE * np.maximum(scale, np.median(scale))):
            return True
    return False
