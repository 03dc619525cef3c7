"""A call with arrays that lie on a device: its results lie there too, nothing passes the host."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from symcalc.compiler.arguments import common_shape
from symcalc.compiler.backends import BLOCK
from symcalc.compiler.cuda.arrays import INTERFACE, DeviceArray, Shape, device_array
from symcalc.compiler.cuda.kernels import SPREAD, TOTALS
from symcalc.compiler.cuda.launch import grid, launch
from symcalc.errors import ShapeError, UnsupportedError

if TYPE_CHECKING:
    from types import ModuleType

    from symcalc.compiler.backends.cuda import Compiled
    from symcalc.compiler.calling import Call

NONE = np.empty(0)


def answer(
    cuda: ModuleType, compiled: Compiled, call: Call, inputs: Sequence[Any], out: Any
) -> Any:
    """What the call gives, as arrays on the device.

    Parameters
    ----------
    cuda : module
        `numba.cuda`.
    compiled : Compiled
        The call's task on this backend.
    call : Call
        For its shapes and options.
    inputs : sequence of ndarray and DeviceArray
        In order.
    out : array, tuple of arrays or None
        On the device, in the shapes of the results.

    Raises
    ------
    ShapeError, UnsupportedError
        For arrays that do not fit, or that a result would overwrite.
    """
    work = _Work(cuda, call)
    if call.options.reduce is not None:
        return work.reduced(compiled, inputs, out)
    return work.pointwise(compiled, inputs, out)


class _Work:
    """One call's arrays on the device."""

    def __init__(self, cuda: ModuleType, call: Call) -> None:
        self.cuda = cuda
        self.call = call
        self.dtype = call.options.dtype

    def pointwise(self, compiled: Compiled, inputs: Sequence[Any], out: Any) -> Any:
        """At every point of the shape to which the inputs broadcast."""
        batch = common_shape(inputs)
        columns = [self.column(a, batch) for a in inputs]
        targets, results = self.rooms(out, batch, inputs)
        compiled.launch(columns, NONE, prod(batch), [self.seen(r) for r in results])
        return self.delivered(results, batch, targets)

    def reduced(self, compiled: Compiled, inputs: Sequence[Any], out: Any) -> Any:
        """The sum or the mean over the data."""
        task, data = compiled.task, [inputs[k] for k in self.call.options.data]
        parameters = np.array([self.parameter(inputs[k], k) for k in task.parameters])
        shape, mean = common_shape(data), self.call.options.reduce == "mean"
        if len(shape) != 1:
            raise ShapeError(
                f"the data have the shape {shape}", hint="each data input is an array of length N"
            )
        points = shape[0]
        if points == 0 and mean:
            raise ShapeError("a mean of no points is not defined", hint="pass some data")
        columns = [self.column(a, shape) for a in data]
        targets, results = self.rooms(out, (), inputs)
        blocks = -(-points // BLOCK)
        sums = [self.cuda.device_array((size, blocks), self.dtype) for size in task.sizes]
        compiled.launch(columns, parameters, points, sums)
        for rows, result in zip(sums, results, strict=True):
            if rows.shape[0]:
                scale = 1.0 / points if mean else 1.0
                launch(TOTALS, rows.shape[0], rows, scale, self.seen(result))
        return self.delivered(results, (), targets)

    def column(self, value: Any, batch: Shape) -> Any:
        """A value over the batch, as an array of one axis on the device."""
        if not isinstance(value, DeviceArray):
            sent = self.cuda.to_device(np.ascontiguousarray(value))
            return self.column(device_array(sent, "a number"), batch)
        wide = value.broadcast(batch)
        row = wide.reshaped((prod(batch),))
        return self.seen(row) if row is not None else self.spread(wide)

    def spread(self, wide: DeviceArray) -> Any:
        """A copy whose points lie one after another."""
        size = wide.dtype.itemsize
        first, end = wide.extent
        memory = DeviceArray(
            first, ((end - first) // size,), (size,), wide.dtype, wide.owner, wide.stream
        )
        row = self.cuda.device_array((prod(wide.shape),), wide.dtype)
        shape = np.array(wide.shape, np.int64)
        steps = np.array(wide.strides, np.int64) // size
        launch(
            SPREAD,
            grid(prod(wide.shape)),
            self.seen(memory),
            (wide.address - first) // size,
            self.cuda.to_device(shape),
            self.cuda.to_device(steps),
            row,
        )
        return row

    def parameter(self, value: Any, k: int) -> float:
        """One number, which kernels take from the host."""
        if value.ndim:
            raise ShapeError(
                f"the parameter {self.call.program.names[k]!r} has the shape {value.shape}",
                hint="parameters are numbers; only the inputs named in data= are arrays",
            )
        if isinstance(value, DeviceArray):
            value = self.seen(value).copy_to_host()
        return float(value)

    def rooms(
        self, out: Any, batch: Shape, inputs: Sequence[Any]
    ) -> tuple[list[Any], list[DeviceArray]]:
        """The arrays to fill (None for one that is made anew), and where each is computed."""
        call, sizes = self.call, self.call.task.sizes
        targets = [None] * len(sizes) if out is None else [out]
        if call.paired and isinstance(out, (tuple, list)):
            targets = list(out)
        if len(targets) != len(sizes):
            raise ShapeError(
                f"out= takes {len(sizes)} arrays here",
                where=f"{len(targets)} given",
                hint="pass what the same call returned before",
            )
        wanted = zip(targets, sizes, call.shapes, strict=True)
        return targets, [self.room(t, size, shape, batch, inputs) for t, size, shape in wanted]

    def room(
        self, target: Any, size: int, shape: Shape, batch: Shape, inputs: Sequence[Any]
    ) -> DeviceArray:
        """Where a result is computed, of shape (size, N)."""
        if target is None:
            made = self.cuda.device_array((size, prod(batch)), self.dtype)
            return device_array(made, "the result")
        place = self.fitting(target, batch + shape)
        if any(place.overlaps(a) for a in inputs if isinstance(a, DeviceArray)):
            raise UnsupportedError("out= shares memory with an input", hint="pass another array")
        axes = [*range(len(batch), place.ndim), *range(len(batch))]
        front = place.like(place.shadow.transpose(axes)).reshaped((size, prod(batch)))
        if front is None:
            raise ShapeError(
                "the points of out= do not lie at equal distances",
                hint="pass what the same call returned before, or a contiguous array",
            )
        return front

    def fitting(self, target: Any, shape: Shape) -> DeviceArray:
        """The array to fill, if it can be."""
        if not hasattr(target, INTERFACE):
            raise UnsupportedError(
                f"out= is a {type(target).__name__}", hint="pass an array on the device"
            )
        place = device_array(target, "out")
        if place.shape != shape:
            raise ShapeError(
                f"out= has the shape {place.shape}", hint=f"this call returns the shape {shape}"
            )
        if place.dtype != self.dtype or place.readonly:
            raise UnsupportedError(
                f"out= of type {place.dtype} cannot be filled",
                hint=f"pass a writeable array of {self.dtype}",
            )
        return place

    def delivered(
        self, results: Sequence[DeviceArray], batch: Shape, targets: Sequence[Any]
    ) -> Any:
        """The targets, or results in the stated shapes as views."""
        given = [
            self.turned(result, shape, batch) if target is None else target
            for result, shape, target in zip(results, self.call.shapes, targets, strict=True)
        ]
        return tuple(given) if self.call.paired else given[0]

    def turned(self, result: DeviceArray, shape: Shape, batch: Shape) -> Any:
        """A result of its own memory, its points first."""
        whole = result.shadow.reshape(shape + batch, copy=False)
        axes = [*range(len(shape), whole.ndim), *range(len(shape))]
        return self.seen(result.like(whole.transpose(axes)))

    def seen(self, array: DeviceArray) -> Any:
        """Numba's own array over the same memory."""
        return self.cuda.as_cuda_array(array)
