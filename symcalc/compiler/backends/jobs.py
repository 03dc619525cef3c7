"""Where one call's arrays are, in the terms of the compiled loop."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from symcalc.compiler.backends import BLOCK, LINE, Array, Task, aligned
from symcalc.compiler.llvm.encoding import Code

SCRATCH = 2048  # numbers: blocks of columns that must be copied stay in the fastest cache
TABLE = 32768  # numbers: the interpreter's table stays in the second cache
IN_PLACE = 8192  # points that are computed again at most, where one of them is in doubt
NARROWEST = 32  # points in a block at least
WIDEST = 256  # points in a block of the interpreter
STREAMED = 1 << 23  # bytes of inputs and outputs; more, the more is computed between them
STREAMED_SCRATCH, STREAMED_WIDEST = 1024, 256  # numbers and points: blocks alternate quickly
LIGHT = 16  # cost of a column at most where memory is what takes the time
Places: TypeAlias = NDArray[np.int64]  # addresses and strides in the order of `signatures.PLACES`
NO_CODE = np.empty(0, np.int32)


class Job:
    """One call: its arrays, the blocks to compute, and those in doubt afterwards.

    Whoever makes it keeps the arrays alive while it runs.
    """

    def __init__(
        self, task: Task, places: Places, numbers: Array, points: int, code: Code | None = None
    ) -> None:
        size, inputs, outputs = numbers.itemsize, *_counts(task)
        strides = places[inputs : 2 * inputs].tolist()
        copied = inputs - strides.count(1)
        self._streamed = not task.reduced and _streams(task, points * size, inputs + outputs)
        if self._streamed:
            copied += outputs
        elif not task.reduced:
            before = 2 * inputs + outputs
            copied += outputs - places[before : before + outputs].tolist().count(1)
        self.block, rows = _blocks(task, copied, code, streamed=self._streamed)
        self._points, self._places = points, places
        self._numbers, self._words = numbers, NO_CODE if code is None else code.words
        self._pitch = self.block + LINE // size
        self._room = rows * self._pitch
        self.doubts = np.zeros(-(-points // self.block), np.uint8)

    def run(self, loop: Callable[..., None], start: int, stop: int) -> None:
        """Compute the points from `start` to `stop`."""
        self.prepared(loop, start, stop)()

    def prepared(self, loop: Callable[..., None], start: int, stop: int) -> Callable[[], None]:
        """The same with its scratch room, to be called again and again by one thread at a time."""
        scratch = aligned(self._room, self._numbers.dtype)
        given = (self._places, self._numbers, self._words, scratch, self._pitch)
        return partial(loop, *given, self._streamed, self.doubts, start, stop, self.block)

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


def placed(columns: Sequence[Array], results: Sequence[Array]) -> Places:
    """The addresses and strides of columns, and of the rows of results."""
    places = [_address(c) for c in columns]
    places += [c.strides[0] // c.itemsize for c in columns]
    strides = list[int]()
    for result in results:
        count, step, apart = len(result), *result.strides
        first = _address(result)
        places += range(first, first + count * step, step) if step else [first] * count
        strides += [apart // result.itemsize] * count
    return np.array(places + strides, np.int64)


def interpreted_block(code: Code) -> int:
    """Points in a block of the interpreter: its table stays in the second cache where it can."""
    return _fitting(TABLE, code.rows, WIDEST)


def _counts(task: Task) -> tuple[int, int]:
    """How many columns come in, and how many rows go out."""
    return len(task.program.inputs) - len(task.parameters), len(task.program.outputs)


def _blocks(task: Task, copied: int, code: Code | None, *, streamed: bool) -> tuple[int, int]:
    """Points in a block, fewer the more columns are copied for each; rows of the scratch room."""
    if code is not None:
        return interpreted_block(code), code.rows
    rows = sum(_counts(task)) * bool(copied)
    if streamed:
        return max(2 * NARROWEST, _fitting(STREAMED_SCRATCH, copied, STREAMED_WIDEST)), rows
    if task.reduced:
        return BLOCK, rows
    return _fitting(SCRATCH, copied, SCRATCH) if copied else IN_PLACE, rows


def _streams(task: Task, length: int, columns: int) -> bool:
    """Whether memory is what takes the time, and results had better go past the caches.

    Measured: formulas of 3 operations a column gain from 40 MB on, of 8 from 100 MB.
    """
    if length * columns <= STREAMED:
        return False
    effort = task.cost / columns
    return effort < LIGHT and length * columns > STREAMED * (1 + effort)


def _fitting(room: int, rows: int, widest: int) -> int:
    """The largest power of two of which so many rows fit in the room, between the bounds."""
    return min(widest, max(NARROWEST, 1 << (room // rows).bit_length() >> 1))


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
