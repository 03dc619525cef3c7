"""From a user's arguments to arrays that a backend takes, and back to the shapes of the API."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np

from symcalc.compiler.arguments import Array, Result, Shape, common_shape, target_array
from symcalc.compiler.backends import Executable, Task, find
from symcalc.compiler.cuda.arrays import DeviceArray
from symcalc.compiler.ir import Program
from symcalc.compiler.options import Options
from symcalc.compiler.plain import NONE, Plain, empty, turned
from symcalc.errors import ShapeError, UnsupportedError


@dataclass(frozen=True)
class Call:
    """One of the ways to call a kernel.

    Attributes
    ----------
    program : Program
        Its inputs are the arguments, its outputs all entries of all results, one after another.
    shapes : tuple of tuple of int
        The shape of each result at one point.
    paired : bool
        Whether the results come as a tuple.
    options : Options
        How it is computed.
    """

    program: Program
    shapes: tuple[Shape, ...]
    paired: bool
    options: Options

    @cached_property
    def task(self) -> Task:
        """What the backend is asked for."""
        options, data = self.options, set(self.options.data)
        inputs = range(len(self.program.inputs))
        return Task(
            program=self.program,
            dtype=options.dtype,
            sizes=tuple(prod(shape) for shape in self.shapes),
            number=self.shapes[0] == (),
            parameters=tuple(k for k in inputs if k not in data) if options.reduce else (),
            reduced=options.reduce is not None,
            parallel=options.parallel,
            cache=options.cache,
        )

    @cached_property
    def executable(self) -> Executable:
        """The task made ready to run when it is first needed."""
        return find(self.options.backend).build(self.task)

    @cached_property
    def plainly(self) -> Callable[..., Result | None]:
        """The result where all arrays can be taken as they are; None where they cannot.

        What cannot is left to `__call__`, which says what is wrong with it or makes copies.
        """
        direct = getattr(self.executable, "direct", None)
        return Plain(self, direct) if direct else lambda *_: None

    def __call__(self, inputs: Sequence[Array], out: Any = None) -> Result:
        """Compute, into `out` where that is given; `inputs` come from `bound` and `components`."""
        if any(isinstance(a, DeviceArray) for a in inputs):
            return self._on_device(inputs, out)
        if self.options.reduce is not None:
            return self._reduced(inputs, out)
        batch = common_shape(inputs)
        targets = self.targets(out, batch)
        if batch == ():
            arrays = [np.empty(size, self.options.dtype) for size in self.task.sizes]
            number = self.executable.point(*[a[()] for a in inputs], *arrays[self.task.number :])
            if number is not None:
                arrays[0][0] = number
            return self.delivered(arrays, batch, targets)
        columns = [_column(a, batch) for a in inputs]
        arrays = [
            self._room(target, size, batch, inputs)
            for target, size in zip(targets, self.task.sizes, strict=True)
        ]
        flat = [a.reshape(len(a), prod(batch)) for a in arrays]
        if prod(batch):
            self.executable.batch(columns, flat, NONE, prod(batch))
        return self.delivered(arrays, batch, targets)

    def _on_device(self, inputs: Sequence[Any], out: Any) -> Result:
        """The same where some inputs lie on a device, by backends that compute there."""
        answer = getattr(self.executable, "on_device", None)
        if answer is None:
            raise UnsupportedError(
                f"the {self.options.backend} backend takes no arrays on a device",
                hint='use backend="cuda"',
            )
        return answer(self, inputs, out)

    def _reduced(self, inputs: Sequence[Array], out: Any) -> Result:
        """The sum or the mean over the data, of each output."""
        data = [inputs[k] for k in self.options.data]
        parameters = self._parameters(inputs)
        (points,) = _length(data)
        if points == 0 and self.options.reduce == "mean":
            raise ShapeError("a mean of no points is not defined", hint="pass some data")
        targets = self.targets(out, ())
        sums = self.sums(points)
        columns = [_column(a, (points,)) for a in data]
        if points:
            self.executable.batch(columns, sums, parameters, points)
        return self.delivered(self.totals(sums, points), (), targets)

    def sums(self, points: int) -> list[Array]:
        """Room for the sums of each block of points, of each result."""
        blocks = -(-points // self.executable.block)
        return [np.empty((size, blocks), self.options.dtype) for size in self.task.sizes]

    def totals(self, sums: Sequence[Array], points: int) -> list[Array]:
        """What is asked for of all blocks together."""
        count = points if self.options.reduce == "mean" else 1
        return [(s.sum(axis=1, dtype=float) / count).astype(self.options.dtype) for s in sums]

    def _parameters(self, inputs: Sequence[Array]) -> Array:
        """The inputs that are no data, which are numbers."""
        for k in self.task.parameters:
            if inputs[k].ndim:
                raise ShapeError(
                    f"the parameter {self.program.names[k]!r} has the shape {inputs[k].shape}",
                    hint="parameters are numbers; only the inputs named in data= are arrays",
                )
        return np.array([inputs[k] for k in self.task.parameters], self.options.dtype)

    def targets(self, out: Any, batch: Shape) -> list[Array | None]:
        """The arrays to fill; None for a result that is made anew."""
        if out is None:
            return [None] * len(self.shapes)
        targets = list(out) if self.paired and isinstance(out, (tuple, list)) else [out]
        if len(targets) != len(self.shapes):
            raise ShapeError(
                f"out= takes {len(self.shapes)} arrays here",
                where=f"{len(targets)} given",
                hint="pass what the same call returned before",
            )
        wanted = [batch + shape for shape in self.shapes]
        arrays = [target_array(t, shape) for t, shape in zip(targets, wanted, strict=True)]
        real = [array for array in arrays if array is not None]
        if len(real) == 2 and np.shares_memory(real[0], real[1]):
            raise ShapeError("the arrays of out= overlap each other", hint="pass separate arrays")
        return arrays

    def _room(
        self, target: Array | None, size: int, batch: Shape, inputs: Sequence[Array]
    ) -> Array:
        """Where a result is computed, of shape (size, *batch): in the target itself if it can."""
        if target is not None and target.dtype == self.options.dtype and target.flags.aligned:
            front = turned(target, len(batch)).reshape((size, *batch))
            own = np.may_share_memory(front, target) and _flat(front)
            if own and not any(np.may_share_memory(target, a) for a in inputs):
                return front
        return empty(size, batch, self.options.dtype)

    def delivered(
        self, arrays: Sequence[Array], batch: Shape, targets: Sequence[Array | None]
    ) -> Result:
        """Results in the stated shapes, copied into the targets that there are."""
        results = [
            _result(turned(array.reshape(shape + batch), len(shape)), target)
            for array, shape, target in zip(arrays, self.shapes, targets, strict=True)
        ]
        return tuple(results) if self.paired else results[0]


def _length(data: Sequence[Array]) -> Shape:
    """The number of points that the data arrays have, or broadcast to."""
    shape = common_shape(data)
    if len(shape) == 1:
        return shape
    raise ShapeError(
        f"the data have the shape {shape}", hint="each data input is an array of length N"
    )


def _column(array: Array, batch: Shape) -> Array:
    """`array` over the whole batch as one axis of N points: a view where its strides allow it."""
    if array.shape == batch and len(batch) == 1 and array.flags.aligned:
        return array
    wide = np.broadcast_to(array, batch)
    if wide.size > 1 and not any(wide.strides):
        return np.broadcast_to(wide.reshape(-1)[:1], (wide.size,))
    return (wide if wide.flags.aligned else wide.copy()).reshape(-1)


def _flat(front: Array) -> bool:
    """Whether the points of each entry lie at equal distances."""
    return np.may_share_memory(front, front.reshape(len(front), -1))


def _result(view: Array, target: Array | None) -> Any:
    if target is None:
        return float(view) if view.ndim == 0 else view
    if not np.may_share_memory(view, target):
        target[...] = view
    return target
