"""The short way for arrays: columns and results that are taken where they lie.

Where they lie is found by compiled code in one pass; looking at each array in Python would take as
long as a small formula over thousands of points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from symcalc.compiler.arguments import Array, Result, Shape
from symcalc.compiler.backends import LINE, aligned

if TYPE_CHECKING:
    from symcalc.compiler.calling import Call

NONE = np.empty(0)
PLAIN = {np.ndarray}
NUMBERS = {float, np.float64}
MOST_AXES = 2  # of a result at one point


class Plain:
    """One of the ways to call a kernel, where every input that varies is an array of shape (N,).

    `direct` is the backend's, which computes only where nothing has to be copied.
    """

    def __init__(self, call: Call, direct: Callable[..., bool]) -> None:
        task = call.task
        self._call, self._direct, self._dtype = call, direct, call.options.dtype
        self._parameters = task.parameters
        self._count = len(call.program.inputs)
        self._columns = [k for k in range(self._count) if k not in set(task.parameters)]
        self._wanted = np.array([_lengths(shape) for shape in call.shapes], np.int64).ravel()
        if task.reduced:
            self._wanted = np.array([(2, 1, size) for size in task.sizes], np.int64).ravel()
        self._possible = bool(self._columns) and max(map(len, call.shapes)) <= MOST_AXES

    def __call__(self, args: Sequence[Any], out: Any) -> Result | None:
        """The result, or None where there is anything else among the arguments."""
        if not self._possible or len(args) != self._count:
            return None
        data = tuple([args[k] for k in self._columns])
        if set(map(type, data)) != PLAIN or data[0].ndim != 1 or not len(data[0]):
            return None
        return (self._sums if self._call.task.reduced else self._points)(args, data, out)

    def _points(self, _args: Sequence[Any], data: tuple[Array, ...], out: Any) -> Result | None:
        call, points = self._call, len(data[0])
        results = out if call.paired else (out,)
        if out is None:
            results = tuple([self._fresh(shape, points) for shape in call.shapes])
        if type(results) is not tuple or len(results) != len(call.shapes):
            return None
        if not self._direct(data, results, self._wanted, NONE, (points, points)):
            return None
        return results if call.paired else results[0]

    def _sums(self, args: Sequence[Any], data: tuple[Array, ...], out: Any) -> Result | None:
        call, points = self._call, len(data[0])
        given = [args[k] for k in self._parameters]
        if not set(map(type, given)) <= NUMBERS:
            return None
        targets, sums = call.targets(out, ()), call.sums(points)
        numbers = np.array(given, self._dtype)
        results = tuple([s.T for s in sums])
        blocks = len(results[0])
        if not self._direct(data, results, self._wanted, numbers, (points, blocks)):
            return None
        return call.delivered(call.totals(sums, points), (), targets)

    def _fresh(self, shape: Shape, points: int) -> Array:
        """Room for a result."""
        made = empty(prod(shape), (points,), self._dtype)
        return turned(made.reshape(*shape, points), len(shape))


def _lengths(shape: Shape) -> tuple[int, int, int]:
    """The number of axes with that of the points, and the lengths of two more."""
    first, last = (1, 1, *shape)[-2:]
    return 1 + len(shape), first, last


def empty(rows: int, batch: Shape, dtype: str) -> Array:
    """Room for a result, each of whose rows begins where a line of the cache does."""
    points = prod(batch)
    line = LINE // np.dtype(dtype).itemsize
    width = -(-points // line) * line if points >= line else points
    room = aligned(rows * width, dtype)
    return room.reshape(rows, width)[:, :points].reshape(rows, *batch)


def turned(array: Array, count: int) -> Array:
    """A view with the first `count` axes last."""
    return array.transpose(*range(count, array.ndim), *range(count))
