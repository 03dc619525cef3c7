"""Emitted code, compiled by Numba in a loop over arrays, which LLVM turns into vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numba
import numpy as np
from numba.core import cgutils
from numba.extending import intrinsic

from symcalc.compiler.llvm.machine import Lane, Machine

Emit = Callable[..., Lane | Sequence[Lane]]
Arrays = tuple[np.ndarray, ...]


def apply(emit: Emit, *inputs: np.ndarray, results: int = 1) -> Arrays:
    """What the code computes on arrays of one shape and type; a condition gives 1 or 0."""
    outputs = tuple(np.empty_like(inputs[0]) for _ in range(results))
    loop(emit, inputs[0].dtype.name, len(inputs), results)(inputs, outputs)
    return outputs


@cache
def loop(emit: Emit, dtype: str, arity: int, results: int = 1) -> Any:
    """The compiled `f(inputs, outputs)` of tuples of arrays."""

    @intrinsic
    def at(_: Any, inputs: Any, outputs: Any, i: Any) -> Any:
        def write(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            columns, targets = (
                [
                    context.make_array(kind.dtype)(context, builder, array).data
                    for array in cgutils.unpack_tuple(builder, value)
                ]
                for kind, value in zip(signature.args[:2], args[:2], strict=True)
            )
            machine = Machine(builder, dtype)
            found = emit(machine, *(machine.lane(element(builder, c, args[2])) for c in columns))
            lanes = (found,) if isinstance(found, Lane) else found
            for target, lane in zip(targets, lanes, strict=True):
                number = lane if lane.is_float else machine.where(lane, 1.0, 0.0)
                builder.store(number.value, builder.gep(target, [args[2]]))
            return context.get_dummy_value()

        return numba.types.void(inputs, outputs, i), write

    def run(inputs: Any, outputs: Any) -> None:
        for i in range(outputs[0].shape[0]):
            at(inputs, outputs, i)

    array = numba.types.Array(getattr(numba.types, dtype), 1, "C")
    tuples = (numba.types.UniTuple(array, arity), numba.types.UniTuple(array, results))
    return numba.njit(tuples, error_model="numpy")(run)


def element(builder: Any, pointer: Any, i: Any) -> Any:
    """The i-th element of an array."""
    return builder.load(builder.gep(pointer, [i]))
