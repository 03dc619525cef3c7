"""What is asked for in terms of `grad`, `hessian` and `vmap`, which JAX and PyTorch share.

Two forms of a problem: over columns, scalar operation by scalar operation, and in arrays, where
the workload has that form. Both give (value, derivatives) of all points.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from workloads import Workload

from contenders import Result, Unfit, entries
from contenders._sympy import function_of

Both = Callable[..., tuple[Any, Any]]


@dataclass(frozen=True)
class Tool:
    """Where the functions come from, and the four transformations."""

    functions: dict[str, Any]
    arrays: Any  # the namespace that a problem's form in arrays is given
    value_and_grad: Callable[..., Both]
    jacobian: Callable[..., Callable[..., Any]]
    hessian: Callable[..., Callable[..., Any]]
    vmap: Callable[..., Callable[..., Any]]


def by_columns(tool: Tool, workload: Workload) -> tuple[Both, list[np.ndarray]]:
    """A function of all inputs one by one, and these inputs."""
    if workload.single:
        raise Unfit("takes one point as a vector: see its form in arrays")
    problem = workload.problem
    formula = function_of(problem, tool.functions)
    wrt = tuple(problem.inputs.index(x) for x in problem.wrt)
    inputs = [np.asarray(column, dtype=float) for column in workload.columns]
    if problem.data:
        axes = tuple(0 if x in problem.data else None for x in problem.inputs)
        mapped = tool.vmap(formula, axes)
        return tool.value_and_grad(lambda *args: mapped(*args).sum(), wrt), inputs
    return tool.vmap(_at_a_point(tool, workload, formula, wrt), 0), inputs


def _at_a_point(tool: Tool, workload: Workload, formula: Any, wrt: tuple[int, ...]) -> Any:
    if workload.asked == "gradient":
        return tool.value_and_grad(formula, wrt)
    change = {"jacobian": tool.jacobian, "hessian": tool.hessian}[workload.asked](formula, wrt)
    values = formula if workload.asked == "jacobian" else lambda *_: ()
    return lambda *args: (values(*args), change(*args))


def in_arrays(tool: Tool, workload: Workload) -> tuple[Both, list[np.ndarray]]:
    """A function of the vectors to differentiate by and, where there are data, of these."""
    problem = workload.problem
    if problem.arrays is None:
        raise Unfit("has no form in arrays")
    named = dict(zip(problem.inputs, workload.columns, strict=True))
    vectors = np.array([named[x] for x in problem.wrt]).T.copy()
    data = np.array([named[x] for x in problem.data]) if problem.data else np.zeros(0)
    both = tool.value_and_grad(problem.arrays(tool.arrays), 0)
    if workload.single:
        return both, [vectors[0], data]
    return both if problem.data else tool.vmap(both, (0, None)), [vectors, data]


def rows(workload: Workload, made: tuple[Any, Any]) -> Result:
    """Component by component, whichever form it was computed in."""
    points = 1 if workload.problem.data else workload.points
    value, change = made
    values = [np.asarray(part).reshape(points) for part in _leaves(value)]
    parts = [np.asarray(part) for part in _leaves(change)]
    if len(parts) == 1 and parts[0].size == points * entries(workload)[1]:
        derivatives = parts[0].reshape(points, -1).T
    else:
        derivatives = np.array([part.reshape(points) for part in parts])
    return np.array(values).reshape(len(values), points), derivatives


def _leaves(made: Any) -> list[Any]:
    return [leaf for part in made for leaf in _leaves(part)] if isinstance(made, tuple) else [made]
