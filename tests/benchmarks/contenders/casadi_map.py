"""CasADi: reverse mode on its scalar graph, run by its virtual machine or by C that it generates.

Batches go through `map`, all calls through the buffer interface, so nothing is allocated. A point
is a column of its inputs, as CasADi has it.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from workloads import Workload, aligned

from contenders import Contender, Result, Run, Started, entries
from contenders._sympy import function_of

FLAGS = ["-O3", "-march=native", "-ffast-math"]
JIT = {"jit": True, "compiler": "shell", "jit_options": {"flags": FLAGS, "verbose": False}}


def build(workload: Workload, options: dict[str, Any]) -> Run:
    """The function of one point, mapped over all of them."""
    problem, points = workload.problem, workload.points
    inputs = problem.data or problem.inputs
    fixed = [x for x in problem.inputs if problem.data and x not in problem.data]
    function = _graph(workload, list(inputs), fixed, options if workload.single else {})
    summed = [0, 1] if problem.data else []
    if not workload.single:
        function = _compiled(function.map("batch", "serial", points, [1], summed, {}), options)
    values = dict(zip(problem.inputs, workload.columns, strict=True))
    columns = aligned(np.array([values[x] for x in inputs]).T.ravel())
    parameters = aligned(np.array([values[x] for x in fixed] or [0.0]))
    return Run(partial(_started, workload, function, columns, parameters))


def _started(workload: Workload, function: Any, *given: np.ndarray) -> Started:
    """All calls through a buffer: CasADi reads and writes these arrays."""
    points = 1 if workload.problem.data else workload.points
    out = [aligned(np.zeros(points * count)) for count in entries(workload)]
    buffer, trigger = function.buffer()
    for k, array in enumerate(given):
        buffer.set_arg(k, memoryview(array))
    for k, array in enumerate(out):
        buffer.set_res(k, memoryview(array))

    def rows(_: object = (buffer, given)) -> Result:  # these must live as long as the call
        trigger()
        value, derivatives = (part.reshape(points, part.size // points).T.copy() for part in out)
        return value, derivatives

    return trigger, rows


def _graph(workload: Workload, inputs: list, fixed: list, options: dict[str, Any]) -> Any:
    """Inputs and parameters to values and derivatives, row by row."""
    import casadi as ca

    names = ("sin", "cos", "exp", "log", "tanh", "sqrt", "erf")
    functions = {name: getattr(ca, name) for name in names} | {"where": ca.if_else}
    data, more = ca.SX.sym("data", len(inputs)), ca.SX.sym("more", max(len(fixed), 1))
    known = {x: data[k] for k, x in enumerate(inputs)} | {x: more[k] for k, x in enumerate(fixed)}
    problem = workload.problem
    values = function_of(problem, functions)(*(known[x] for x in problem.inputs))
    values = ca.vertcat(*values) if isinstance(values, tuple) else values
    wrt = ca.vertcat(*(known[x] for x in problem.wrt))
    if workload.asked == "hessian":
        outputs = [ca.SX(0, 1), ca.hessian(values, wrt)[0]]
    else:
        outputs = [values, ca.jacobian(values, wrt)]
    flat = [ca.densify(ca.vec(part.T)) for part in outputs]
    return ca.Function("point", [data, more], flat, options)


def _compiled(function: Any, options: dict[str, Any]) -> Any:
    """`map` itself ignores the options; a function that calls it does not."""
    import casadi as ca

    inputs = [ca.MX.sym(f"in{k}", function.size1_in(k), function.size2_in(k)) for k in range(2)]
    return ca.Function("all", inputs, function(*inputs), options) if options else function


CONTENDERS = (
    Contender("casadi", "CasADi", partial(build, options={}), modules=("casadi",)),
    Contender("casadi-jit", "CasADi, jit", partial(build, options=JIT), ("casadi",), ("gcc",)),
)
