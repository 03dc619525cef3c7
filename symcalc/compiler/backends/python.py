"""The reference: a Program interpreted over NumPy arrays, operation by operation.

Slow, but there is nothing to compile and little to get wrong; the other backends must agree with
it. Arithmetic is IEEE's: log(0) is -inf and 0/0 is nan, and nothing warns or raises.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symcalc.compiler.ir import CONSTANT, LEAVES, Program
from symcalc.compiler.spelling import function

Values = NDArray[Any]

BLOCK = 8192  # points at a time, so that the intermediate values stay in the cache


def evaluate(program: Program, inputs: Sequence[Any]) -> list[Values]:
    """The outputs at `inputs`, which are numbers or arrays that broadcast to one shape `batch`.

    Parameters
    ----------
    program : Program
        With n inputs and m outputs.
    inputs : sequence of float or ndarray
        n of them, real, or complex where `analytic(program)`.

    Returns
    -------
    list of ndarray
        m arrays of shape `batch`, a constant output included.

    Examples
    --------
    >>> from symcalc.compiler.ir import Builder, Op
    >>> builder = Builder()
    >>> x = builder.input("x")
    >>> root = builder.add("sqrt", x)
    >>> program = Program(builder.nodes, (x,), (root,), (Op("sqrt", 1, "math.sqrt({0})"),))
    >>> evaluate(program, [np.array([4.0, -1.0])])
    [array([ 2., nan])]
    """
    values: dict[int, Any] = {}
    for i, value in zip(program.inputs, inputs, strict=True):
        array = np.asarray(value)
        values[i] = array if array.dtype.kind in "fc" else array.astype(float)
    shape = np.broadcast_shapes(*(values[i].shape for i in program.inputs))
    with np.errstate(all="ignore"):
        for i, node in enumerate(program.nodes):
            if node.op == CONSTANT:
                values[i] = np.float64(node.value)
            elif node.op not in LEAVES:
                values[i] = function(program.table[node.op])(*[values[a] for a in node.args])
    return [_filled(values[i], shape) for i in program.outputs]


def build(program: Program, dtype: str) -> Interpreter:  # noqa: ARG001  the arrays have their dtype
    """Make `program` ready to run."""
    return Interpreter(program)


class Interpreter:
    """The `Executable` of this backend."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def point(self, inputs: Values, out: Values) -> None:
        """Compute one point."""
        out[:] = evaluate(self._program, list(inputs))

    def batch(self, columns: Sequence[Values], out: Values) -> None:
        """Compute out.shape[1] points."""
        for start in range(0, out.shape[1], BLOCK):
            block = slice(start, start + BLOCK)
            values = evaluate(self._program, [column[block] for column in columns])
            for row, result in zip(out, values, strict=True):
                row[block] = result


def _filled(value: Any, shape: tuple[int, ...]) -> Values:
    array = np.asarray(value)
    array = array.astype(float) if array.dtype.kind == "b" else array
    return array if array.shape == shape else np.broadcast_to(array, shape).copy()
