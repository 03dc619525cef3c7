"""symcalc itself, as a user calls it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from workloads import Workload

import symcalc as sc
from contenders import Contender, Result, Run, Started

CALLS = {
    "gradient": "value_and_gradient",
    "jacobian": "value_and_jacobian",
    "hessian": "hessian",
}


def compiled(workload: Workload) -> Any:
    """The kernel of a workload."""
    problem = workload.problem
    formulas = problem.formulas if workload.asked == "jacobian" else problem.formulas[0]
    reduced = {"data": problem.data, "reduce": "sum"} if problem.data else {}
    return sc.compile(formulas, problem.inputs, wrt=problem.wrt, **reduced)


def build(workload: Workload) -> Run:
    """Batches go in as columns; what a call returned is its `out` then. One point is bound."""
    kernel = compiled(workload)
    if workload.single:
        point = np.array(workload.columns).ravel()
        return Run(partial(_bound, kernel, point), partial(_value, kernel, point))
    whole = partial(getattr(kernel, CALLS[workload.asked]), *workload.columns)
    value = partial(kernel, *workload.columns)
    return Run(partial(_started, whole, workload), partial(_started, value, workload))


def _bound(kernel: Any, point: np.ndarray) -> Started:
    """Arrays that are bound in advance, as those of CasADi's buffers are."""
    slope = np.empty(point.size)
    call = kernel.vector.bound(point, slope)
    return call, lambda: (np.array([[call()]]), slope[:, None].copy())


def _value(kernel: Any, point: np.ndarray) -> Started:
    call = partial(kernel.vector.fun, point)
    return call, lambda: (np.array([[call()]]), np.empty((0, 1)))


def _started(whole: Callable[..., Any], workload: Workload) -> Started:
    call = partial(whole, out=whole())
    return call, lambda: _rows(workload, call())


def _rows(workload: Workload, made: Any) -> Result:
    """What a call returned, component by component."""
    problem, points = workload.problem, 1 if workload.problem.data else workload.points
    if workload.asked == "hessian":
        return np.empty((0, points)), made.reshape(points, -1).T
    value, derivatives = (np.asarray(part) for part in made)
    return value.reshape(points, len(problem.formulas)).T, derivatives.reshape(points, -1).T


CONTENDERS = (Contender("symcalc", "symcalc", build),)
