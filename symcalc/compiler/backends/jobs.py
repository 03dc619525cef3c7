"""Where one call's arrays are, in the terms of the compiled loop."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

import numpy as np

from symcalc.compiler.backends import BLOCK, Array, Task
from symcalc.compiler.llvm.encoding import Code

SCRATCH = 2048  # numbers: blocks of columns that must be copied stay in the fastest cache
TABLE = 32768  # numbers: the interpreter's table stays in the second cache
IN_PLACE = 8192  # points that are computed again at most, where one of them is in doubt
NARROWEST = 32  # points in a block at least
WIDEST = 256  # points in a block of the interpreter
NO_CODE = np.empty(0, np.int32)


class Job:
    """One call: its arrays, the blocks to compute, and those in doubt afterwards."""

    def __init__(
        self,
        task: Task,
        columns: Sequence[Array],
        results: Sequence[Array],
        numbers: Array,
        points: int,
        code: Code | None = None,
    ) -> None:
        size = numbers.itemsize
        inputs, input_strides = _columns(columns, size)
        outputs, output_strides = _rows(results, size)
        self._keep = columns, results  # alive while their addresses are used
        self._points = points
        copied = len(inputs) - input_strides.count(1)
        if not task.reduced:
            copied += len(outputs) - output_strides.count(1)
        if code is not None:
            self.block, rows = interpreted_block(code), code.rows
        else:
            self.block = BLOCK if task.reduced else _block(copied)
            rows = (len(inputs) + len(outputs)) * bool(copied)
        places = (inputs, input_strides, outputs, output_strides)
        self._places = [np.array(place, np.int64) for place in places]
        self._numbers, self._words = numbers, NO_CODE if code is None else code.words
        self._room = rows * self.block
        self.doubts = np.zeros(-(-points // self.block), np.uint8)

    def run(self, loop: Callable[..., None], start: int, stop: int) -> None:
        """Compute the points from `start` to `stop`."""
        scratch = np.empty(self._room, self._numbers.dtype)
        given = (*self._places, self._numbers, self._words, scratch, self.doubts)
        loop(*given, start, stop, self.block)

    def run_parallel(self, loop: Callable[..., None]) -> None:
        """Share the blocks out among threads, each a run of neighbours."""
        workers = _pool(os.getpid())
        share = -(-len(self.doubts) // _threads()) * self.block
        starts = range(0, self._points, share)
        jobs = [
            workers.submit(self.run, loop, start, min(start + share, self._points))
            for start in starts
        ]
        for job in jobs:
            job.result()


def interpreted_block(code: Code) -> int:
    """Points in a block of the interpreter: its table stays in the second cache where it can."""
    return _fitting(TABLE, code.rows, WIDEST)


def _block(copied: int) -> int:
    """Points in a block: fewer, the more columns must be copied for each."""
    if not copied:
        return IN_PLACE
    return _fitting(SCRATCH, copied, SCRATCH)


def _fitting(room: int, rows: int, widest: int) -> int:
    """The largest power of two of which so many rows fit in the room, between the bounds."""
    return min(widest, max(NARROWEST, 1 << (room // rows).bit_length() >> 1))


def _columns(columns: Sequence[Array], size: int) -> tuple[list[int], list[int]]:
    """The addresses of columns, and how far their points are apart, in elements."""
    return [_address(c) for c in columns], [c.strides[0] // size for c in columns]


def _rows(results: Sequence[Array], size: int) -> tuple[list[int], list[int]]:
    """The same for the rows of results."""
    addresses, strides = list[int](), list[int]()
    for result in results:
        count, step, apart = len(result), *result.strides
        first = _address(result)
        addresses += range(first, first + count * step, step) if step else [first] * count
        strides += [apart // size] * count
    return addresses, strides


def _address(array: Array) -> int:
    return array.__array_interface__["data"][0]  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _pool(_process: int) -> ThreadPoolExecutor:
    """One for each process, for threads do not survive a fork."""
    return ThreadPoolExecutor(_threads(), thread_name_prefix="symcalc")


def _threads() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
