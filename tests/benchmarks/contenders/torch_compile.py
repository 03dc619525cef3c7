"""PyTorch: `torch.compile` of `vmap` of `grad_and_value`, in doubles, by scalars and in arrays."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from workloads import Workload

from contenders import Contender, Run, unchanging
from contenders._derivatives import Both, Tool, by_columns, in_arrays, rows


def build(workload: Workload, form: Callable[..., Any]) -> Run:
    """The arguments are tensors that share memory with the columns."""
    import torch

    torch.set_num_threads(1)
    torch.compiler.reset()
    torch.set_default_dtype(torch.float64)
    function, inputs = form(_tool(), workload)
    tensors = [torch.from_numpy(one) for one in inputs]
    call = partial(torch.compile(function, fullgraph=True, dynamic=False), *tensors)
    call()
    return Run(unchanging(call, partial(rows, workload)))


def _tool() -> Tool:
    import torch

    names = ("sin", "cos", "exp", "log", "tanh", "sqrt", "where", "erf")
    functions = {name: getattr(torch, name) for name in names}
    return Tool(
        functions,
        torch,
        _value_and_grad,
        torch.func.jacrev,
        _hessian,
        torch.func.vmap,
    )


def _value_and_grad(function: Callable[..., Any], wrt: Any) -> Both:
    import torch

    swapped = torch.func.grad_and_value(function, wrt)

    def both(*args: Any) -> tuple[Any, Any]:
        derivative, value = swapped(*args)
        return value, derivative

    return both


def _hessian(function: Callable[..., Any], wrt: Any) -> Callable[..., Any]:
    """Reverse over reverse: `torch.func.hessian` is forward over reverse, and does not compile."""
    from torch.func import jacrev

    return jacrev(jacrev(function, wrt), wrt)


CONTENDERS = (
    Contender("torch", "torch.compile", partial(build, form=by_columns), ("torch",), ("g++",)),
    Contender(
        "torch-arrays",
        "torch.compile, in arrays",
        partial(build, form=in_arrays),
        ("torch",),
        ("g++",),
    ),
)
