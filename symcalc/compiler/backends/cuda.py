"""NVIDIA GPUs, through numba-cuda: a Program as one kernel, compiled when it is first called.

NumPy arrays are copied to the device and results back; arrays that lie on the device stay there
(`symcalc.compiler.cuda.calls`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from symcalc.compiler.backends import BLOCK, Array, Task, alone
from symcalc.compiler.cuda.calls import answer
from symcalc.compiler.cuda.kernels import kernel_text
from symcalc.compiler.cuda.launch import grid, launch
from symcalc.errors import BackendError, TooLargeError

if TYPE_CHECKING:
    from symcalc.compiler.calling import Call

INPUTS = 500  # arrays of which a kernel's parameters can hold the addresses


def build(task: Task) -> Compiled:
    """Make `task` ready to run; nothing is compiled before it is first called.

    Raises
    ------
    BackendError
        Where there is no GPU that Numba can use.
    TooLargeError
        If there are more inputs than a kernel takes.
    """
    require()
    if len(task.program.inputs) > INPUTS:
        raise TooLargeError(
            f"{len(task.program.inputs)} inputs are more than the {INPUTS} that a kernel takes",
            hint='use backend="cpu"',
        )
    return Compiled(task)


def require() -> ModuleType:
    """Numba's CUDA.

    Raises
    ------
    BackendError
        Where there is no GPU that it can use.
    """
    try:
        cuda = import_module("numba.cuda")
    except ImportError as error:
        raise _missing(str(error)) from error
    if not cuda.is_available():
        raise _missing("no GPU and driver, or no numba-cuda, were found")
    return cuda


def _missing(reason: str) -> BackendError:
    return BackendError(
        "the cuda backend needs an NVIDIA GPU and numba-cuda",
        where=reason,
        hint='`pip install "symcalc-tutor[cuda12]"` (or [cuda13], as the driver is), '
        'or use backend="cpu"',
    )


class Compiled:
    """The `Executable` of this backend."""

    def __init__(self, task: Task) -> None:
        self.task = task

    def point(self, *given: Any) -> float | None:
        """Compute one point, of the inputs as numbers and the arrays to fill.

        A GPU is made for many: this is as slow as thousands of them.
        """
        count = len(self.task.program.inputs)
        return self.packed_point(np.array(given[:count], self.task.dtype), *given[count:])

    def packed_point(self, inputs: Array, *arrays: Array) -> float | None:
        """Compute one point, of the inputs in one array."""
        return alone(self.task, self.batch, inputs, arrays)

    def batch(
        self, columns: Sequence[Array], results: Sequence[Array], parameters: Array, points: int
    ) -> None:
        """Compute many points that lie on the host."""
        cuda = require()
        sent = [cuda.to_device(np.ascontiguousarray(column)) for column in columns]
        arrays = [cuda.device_array(result.shape, self.task.dtype) for result in results]
        self.launch(sent, parameters, points, arrays)
        for result, array in zip(results, arrays, strict=True):
            result[...] = array.copy_to_host()

    def on_device(self, call: Call, inputs: Sequence[Any], out: Any) -> Any:
        """What a call gives, where some of its inputs lie on the device: arrays there."""
        return answer(require(), self, call, inputs, out)

    def launch(
        self, columns: Sequence[Any], parameters: Array, points: int, results: Sequence[Any]
    ) -> None:
        """Compute points that lie on the device.

        `columns` are arrays of shape (N,), one for each input that differs from point to point;
        `results` of shape (size, N), or (size, ceil(N/BLOCK)) where they are reduced.
        """
        if points == 0:
            return
        blocks = grid(points, BLOCK) if self.task.reduced else grid(points)
        numbers = np.append(parameters, 0.0).astype(self.task.dtype)  # never an array of nothing
        sent = require().to_device(numbers)
        launch(self._text, blocks, *columns, sent, points, *results)

    @cached_property
    def _text(self) -> str:
        return kernel_text(self.task)
