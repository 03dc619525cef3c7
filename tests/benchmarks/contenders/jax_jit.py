"""JAX: `jit` of `vmap` of `value_and_grad`, in doubles, by scalars and in arrays."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from workloads import Workload

from contenders import Contender, Run, unchanging
from contenders._derivatives import Tool, by_columns, in_arrays, rows


def build(workload: Workload, form: Callable[..., Any]) -> Run:
    """The arguments are JAX's own arrays before, and the result is waited for."""
    import jax

    jax.config.update("jax_enable_x64", True)
    function, inputs = form(_tool(), workload)
    arguments, compiled = [jax.numpy.asarray(one) for one in inputs], jax.jit(function)

    def call() -> Any:
        return jax.block_until_ready(compiled(*arguments))

    call()
    return Run(unchanging(call, partial(rows, workload)))


def _tool() -> Tool:
    import jax
    import jax.numpy as jnp

    names = ("sin", "cos", "exp", "log", "tanh", "sqrt", "where")
    functions = {name: getattr(jnp, name) for name in names} | {"erf": jax.scipy.special.erf}
    return Tool(functions, jnp, jax.value_and_grad, jax.jacrev, jax.hessian, jax.vmap)


CONTENDERS = (
    Contender("jax", "JAX", partial(build, form=by_columns), ("jax",)),
    Contender("jax-arrays", "JAX, in arrays", partial(build, form=in_arrays), ("jax",)),
)
