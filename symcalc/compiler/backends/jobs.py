"""Where one call's arrays are, in the terms of the compiled loop."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any

import numpy as np

from symcalc.compiler.backends import BLOCK, Array, Task
from symcalc.compiler.llvm.encoding import Code

SCRATCH = 2048  # numbers: blocks of columns that must be copied stay in the fastest cache
TABLE = 32768  # numbers: the interpreter's table stays in the second cache
NARROWEST = 32  # points in a block at least
WIDEST = 256  # points in a block of the interpreter


class Job:
    """One call: its arrays, the blocks to compute, and those in doubt afterwards."""

    def __init__(
        self,
        task: Task,
        columns: Sequence[Array],
        results: Sequence[Array],
        numbers: Array,
        code: Code | None = None,
    ) -> None:
        size = np.dtype(task.dtype).itemsize
        self._inputs, self._input_strides = _places(columns, size)
        self._outputs, self._output_strides = _places(results, size)
        self._keep = columns, results  # alive while their addresses are used
        self._numbers, self._code = numbers, code
        self._points = points = columns[0].shape[1]
        copied = int(np.count_nonzero(self._input_strides != 1))
        if not task.reduced:
            copied += int(np.count_nonzero(self._output_strides != 1))
        if code is not None:
            self.block, rows = interpreted_block(code), code.rows
        else:
            self.block = BLOCK if task.reduced else _block(copied)
            rows = (len(self._inputs) + len(self._outputs)) * bool(copied)
        self._room, self._dtype = rows * self.block, task.dtype
        self.doubts = np.zeros(-(-points // self.block), np.uint8)

    def run(self, loop: Callable[..., None], start: int, stop: int) -> None:
        """Compute the points from `start` to `stop`."""
        scratch = np.empty(self._room, self._dtype)
        loop(
            _address(self._inputs),
            _address(self._input_strides),
            _address(self._outputs),
            _address(self._output_strides),
            _address(self._numbers),
            0 if self._code is None else _address(self._code.words),
            _address(scratch),
            _address(self.doubts),
            start,
            stop,
            self.block,
        )

    def run_parallel(self, loop: Callable[..., None]) -> None:
        """Share the blocks out among threads, each a run of neighbours."""
        workers = _pool(os.getpid())
        share = -(-len(self.doubts) // workers._max_workers) * self.block
        starts = range(0, self._points, share)
        jobs = [
            workers.submit(self.run, loop, start, min(start + share, self._points))
            for start in starts
        ]
        for job in jobs:
            job.result()


def interpreted_block(code: Code) -> int:
    """Points in a block of the interpreter: its table stays in the second cache where it can."""
    return min(WIDEST, max(NARROWEST, 1 << (TABLE // code.rows).bit_length() >> 1))


def _block(copied: int) -> int:
    """Points in a block: fewer, the more columns must be copied for each."""
    if not copied:
        return BLOCK
    return max(NARROWEST, 1 << (SCRATCH // copied).bit_length() - 1 if copied < SCRATCH else 0)


def _places(groups: Sequence[Array], size: int) -> tuple[Any, Any]:
    """The addresses of all rows, and how far the points of each are apart, in elements."""
    addresses, strides = [], []
    for group in groups:
        count, first = group.shape[0], _address(group)
        step = group.strides[0]
        addresses += [first + k * step for k in range(count)]
        strides += [group.strides[1] // size if group.shape[1] > 1 else 1] * count
    return np.array(addresses, np.int64), np.array(strides, np.int64)


def _address(array: np.ndarray[Any, Any]) -> int:
    return int(array.__array_interface__["data"][0])


@lru_cache(maxsize=1)
def _pool(_process: int) -> ThreadPoolExecutor:
    """One for each process, for threads do not survive a fork."""
    return ThreadPoolExecutor(len(os.sched_getaffinity(0)), thread_name_prefix="symcalc")
