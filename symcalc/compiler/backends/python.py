"""The reference: a Program interpreted over NumPy arrays, operation by operation.

Slow, but there is nothing to compile and little to get wrong; the other backends must agree with
it. Arithmetic is IEEE's: log(0) is -inf and 0/0 is nan, and nothing warns or raises.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symcalc.compiler.backends import BLOCK, Task
from symcalc.compiler.ir import CONSTANT, LEAVES, Program
from symcalc.compiler.spelling import function

Values = NDArray[Any]

CACHED = 8192  # points at a time, so that the intermediate values stay in the cache


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


def build(task: Task) -> Interpreter:
    """Make `task` ready to run."""
    return Interpreter(task)


class Interpreter:
    """The `Executable` of this backend."""

    block = BLOCK

    def __init__(self, task: Task) -> None:
        self._task = task

    def point(self, *given: Any) -> float | None:
        """Compute one point, of the inputs as numbers and the arrays to fill."""
        kind, count = np.dtype(self._task.dtype).type, len(self._task.program.inputs)
        with np.errstate(over="ignore"):
            values, arrays = [kind(v) for v in given[:count]], given[count:]
        outputs = [float(v) for v in evaluate(self._task.optimised, values)]
        number = outputs.pop(0) if self._task.number else None
        for array in arrays:
            array[:], outputs = outputs[: len(array)], outputs[len(array) :]
        return number

    def packed_point(self, inputs: Values, *arrays: Values) -> float | None:
        """Compute one point, of the inputs in one array."""
        return self.point(*inputs, *arrays)

    def batch(
        self, columns: Sequence[Values], results: Sequence[Values], parameters: Values, points: int
    ) -> None:
        """Compute many points."""
        task, inputs = self._task, list(columns)
        rows = [row for group in results for row in group]
        for position, value in zip(task.parameters, parameters, strict=True):
            inputs.insert(position, np.broadcast_to(value, (points,)))
        size = BLOCK if task.reduced else CACHED
        for number, start in enumerate(range(0, points, size)):
            block = slice(start, start + size)
            values = evaluate(task.optimised, [column[block] for column in inputs])
            for row, value in zip(rows, values, strict=True):
                if task.reduced:
                    row[number] = value.sum()
                else:
                    row[block] = value


def _filled(value: Any, shape: tuple[int, ...]) -> Values:
    array = np.asarray(value)
    array = array.astype(float) if array.dtype.kind == "b" else array
    return array if array.shape == shape else np.broadcast_to(array, shape).copy()
