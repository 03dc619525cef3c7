"""The CPU: a Program as LLVM IR, compiled by Numba, once for one point and once for arrays.

Both are compiled when they are first called. One point is computed with the C library, many with
vector mathematics; a block of points in which vector mathematics does not know an argument (the
sine of a million) is computed again with the C library.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np

from symcalc.compiler.backends import BLOCK, Array, Task, alone
from symcalc.compiler.backends.jobs import Job, Places, interpreted_block, placed
from symcalc.compiler.ir import Program
from symcalc.compiler.llvm.encoding import Code, encode
from symcalc.errors import BackendError

SCALARS = 16  # up to so many inputs come as numbers, more in one array
# Longer Programs are interpreted: LLVM needs too long for them, and for loops more than for lines.
LONGEST_POINT, LONGEST_LOOP = 20_000, 4_000  # nodes


def build(task: Task) -> Compiled:
    """Make `task` ready to run; nothing is compiled before it is first called.

    Raises
    ------
    BackendError
        Where Numba cannot be imported.
    """
    usable()
    return Compiled(task)


def usable() -> None:
    """Raise `BackendError` where Numba cannot compile."""
    try:
        numba = import_module("numba")
    except ImportError as error:
        raise BackendError(
            "the cpu backend needs Numba, which cannot be imported",
            where=str(error),
            hint='`pip install numba`, or use backend="python"',
        ) from error
    if numba.config.DISABLE_JIT:
        raise BackendError(
            "NUMBA_DISABLE_JIT turns off the compiler that the cpu backend needs",
            hint='unset it, or use backend="python"',
        )


class Compiled:
    """The `Executable` of this backend."""

    def __init__(self, task: Task) -> None:
        self._task = task

    @property
    def block(self) -> int:
        """How many points are summed first where there is a reduction."""
        return BLOCK if self._code is None else interpreted_block(self._code)

    @cached_property
    def point(self) -> Callable[..., Any]:
        """The compiled function of one point, of numbers and the arrays to fill."""
        if len(self._task.program.inputs) > SCALARS or self._exceeds(LONGEST_POINT):
            return self._gathered
        return _functions().point(self._task, packed=False)  # type: ignore[no-any-return]

    @cached_property
    def packed_point(self) -> Callable[..., Any]:
        """The same of one array of all inputs, contiguous and of the right type."""
        if self._exceeds(LONGEST_POINT):
            return self._interpreted
        return _functions().point(self._task, packed=True)  # type: ignore[no-any-return]

    def _gathered(self, *values: Any) -> Any:
        count = len(self._task.program.inputs)
        return self.packed_point(np.array(values[:count], self._task.dtype), *values[count:])

    def _interpreted(self, inputs: Array, *arrays: Array) -> float | None:
        return alone(self._task, self._by_libm, inputs, arrays)

    def _by_libm(
        self, columns: Sequence[Array], results: Sequence[Array], parameters: Array, points: int
    ) -> None:
        """Compute a batch with the C library."""
        job = self._job(placed(columns, results), parameters, points)
        job.run(self._exact, 0, points)

    def batch(
        self, columns: Sequence[Array], results: Sequence[Array], parameters: Array, points: int
    ) -> None:
        """Compute many points."""
        self._run(placed(columns, results), parameters, points)

    def direct(
        self,
        columns: tuple[Array, ...],
        results: tuple[Array, ...],
        wanted: Array,
        parameters: Array,
        points: tuple[int, int],
    ) -> bool:
        """The same, if all arrays can be taken as they are; otherwise nothing is done.

        Parameters
        ----------
        columns : tuple of ndarray
            One for each input that differs from point to point.
        results : tuple
            To be filled, if they are arrays with the axis of points first.
        wanted : ndarray
            See `signatures.SURVEY`.
        points : tuple of int
            How many points the columns have, and the results.
        """
        dtype, rows = np.dtype(self._task.dtype), len(self._task.program.outputs)
        places = np.empty(4 * len(columns) + 2 * (rows + len(results)), np.int64)
        counts = id(columns), len(columns), points[0], id(results), len(results), points[1]
        kind = id(np.ndarray), id(dtype), dtype.itemsize
        if not self._survey(*counts, *kind, wanted, places):
            return False
        self._run(places, parameters, points[0])
        return True

    def settled(
        self, columns: Sequence[Array], results: Sequence[Array], points: int
    ) -> tuple[Places, Callable[[], None]]:
        """The same for calls that come again: the addresses, which may be changed, and the call.

        `places` holds the addresses of the columns, their strides, and the addresses of the rows.
        """
        places = placed(columns, results)
        job = self._job(places, np.empty(0), points)
        compute = job.prepared(self._vector, 0, points)

        def run() -> None:
            compute()
            if np.count_nonzero(job.doubts):
                self._settle(job, points)
                job.doubts.fill(0)

        return places, run

    def _run(self, places: Places, parameters: Array, points: int) -> None:
        job = self._job(places, parameters, points)
        if self._task.parallel:
            job.run_parallel(self._vector)
        else:
            job.run(self._vector, 0, points)
        if np.count_nonzero(job.doubts):
            self._settle(job, points)

    def _settle(self, job: Job, points: int) -> None:
        """Compute the blocks in doubt again."""
        for block in np.flatnonzero(job.doubts):
            job.run(self._exact, int(block) * job.block, min(points, (int(block) + 1) * job.block))

    def _job(self, places: Places, parameters: Array, points: int) -> Job:
        numbers = parameters.astype(self._task.dtype, copy=False)
        if self._code is not None:
            numbers = np.concatenate([numbers, self._code.constants]).astype(self._task.dtype)
        return Job(self._task, places, numbers, points, self._code)

    @cached_property
    def _survey(self) -> Callable[..., int]:
        return _functions().survey(cached=self._task.cache)  # type: ignore[no-any-return]

    @cached_property
    def _code(self) -> Code | None:
        """What the interpreter runs, where the Program is too long for a compiled loop."""
        if not self._exceeds(LONGEST_LOOP):
            return None
        return encode(self._task.optimised, self._task.parameters)

    def _exceeds(self, limit: int) -> bool:
        task = self._task  # it is optimised only where that may decide
        return _length(task.program) > limit and _length(task.optimised) > limit

    @cached_property
    def _vector(self) -> Callable[..., None]:
        return self._loop(vector=True)

    @cached_property
    def _exact(self) -> Callable[..., None]:
        return self._loop(vector=False)

    def _loop(self, *, vector: bool) -> Callable[..., None]:
        interpreted, vector = self._code is not None, vector and _fuses()
        return _functions().batch(self._task, vector=vector, interpreted=interpreted)  # type: ignore[no-any-return]


def _length(program: Program) -> int:
    """In nodes; each column needs a register for its address, which counts as several."""
    return len(program.nodes) + 4 * (len(program.inputs) + len(program.outputs))


@lru_cache(maxsize=1)
def _fuses() -> bool:
    """Whether this processor has fused multiply-add, without which vector mathematics is slow."""
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return True
    features = import_module("llvmlite.binding").get_host_cpu_features()
    return bool(features.get("fma"))


def _functions() -> ModuleType:
    """What compiles; it imports Numba."""
    return import_module("symcalc.compiler.llvm.functions")
