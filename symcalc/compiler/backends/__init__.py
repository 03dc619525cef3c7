"""The ways of computing a Program; a module here that has a `build` is one, under its own name."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from symcalc.compiler.ir import Program
from symcalc.compiler.passes.cost import cost
from symcalc.compiler.passes.optimise import optimise
from symcalc.compiler.passes.powers import powers
from symcalc.errors import BackendError

Array = NDArray[np.floating[Any]]
BLOCK = 1024  # points whose sum is formed first where there is a reduction
LINE = 64  # bytes that the processor's caches and vectors take at once


@dataclass(frozen=True)
class Task:
    """What a backend makes ready to run.

    Attributes
    ----------
    program : Program
        As derived; m outputs.
    dtype : str
        Of all arrays.
    sizes : tuple of int
        How many outputs each result has, one after another; their sum is m.
    number : bool
        Whether the first result is one number, which `point` returns.
    parameters : tuple of int
        Where there is a reduction: positions of the inputs that are the same for all points.
    reduced : bool
        Whether `batch` gives sums over blocks of points.
    parallel : bool
        Whether `batch` may use several threads.
    cache : bool
        Whether what was compiled may be kept on disk.
    """

    program: Program
    dtype: str
    sizes: tuple[int, ...]
    number: bool = False
    parameters: tuple[int, ...] = ()
    reduced: bool = False
    parallel: bool = False
    cache: bool = True

    @cached_property
    def cost(self) -> int:
        """What one point costs, before it is optimised but for the powers."""
        return cost(powers(self.program))

    @cached_property
    def optimised(self) -> Program:
        """What is to be computed; not needed where machine code is found on disk."""
        return optimise(self.program)


class Executable(Protocol):
    """A Task made ready to run."""

    @property
    def block(self) -> int:
        """How many points are summed first where there is a reduction; the same on any machine."""

    @property
    def point(self) -> Callable[..., float | None]:
        """A function of the inputs at one point, as numbers, and then of the arrays to fill.

        The arrays are contiguous and of shape (size,), one for each result; where the first
        result is a number there is none for it, and the number is returned.
        """

    @property
    def packed_point(self) -> Callable[..., float | None]:
        """The same of all inputs in one contiguous array, and then of the arrays to fill."""

    def batch(
        self, columns: Sequence[Array], results: Sequence[Array], parameters: Array, points: int
    ) -> None:
        """Compute N points, one or more.

        `columns` are arrays of shape (N,), one for each input that differs from point to point,
        with any stride, 0 too; `results` of shape (size, N), or (size, ceil(N/block)) where they
        are reduced, overlap no column.
        """


class Backend(Protocol):
    """What a module here provides."""

    def build(self, task: Task) -> Executable:
        """Make `task` ready to run; nothing is compiled before the first call."""


def alone(
    task: Task, batch: Callable[..., None], inputs: Array, arrays: Sequence[Array]
) -> float | None:
    """One point as a batch of one: what `packed_point` does where nothing is compiled for it."""
    number = [np.empty(1, task.dtype)] * task.number
    results = [array.reshape(-1, 1) for array in (*number, *arrays)]
    batch(list(inputs.reshape(-1, 1)), results, np.empty(0), 1)
    return float(number[0][0]) if number else None


def aligned(count: int, dtype: Any) -> Array:
    """Room for `count` numbers that begins where a line does.

    Otherwise each access of a vector touches two lines of the cache, and takes twice as long.
    """
    room = np.empty(count + LINE // np.dtype(dtype).itemsize if count else 0, dtype)
    start = -room.__array_interface__["data"][0] % LINE // room.itemsize
    return room[start : start + count]


def find(name: str) -> Backend:
    """The backend called `name`.

    Raises
    ------
    BackendError
        If there is none; the message lists those that there are.

    Examples
    --------
    >>> find("python").__name__
    'symcalc.compiler.backends.python'
    """
    if name in [module.name for module in pkgutil.iter_modules(__path__)]:
        backend = import_module(f"{__name__}.{name}")
        if hasattr(backend, "build"):
            getattr(backend, "require", lambda: None)()  # what it needs and is not always there
            return cast(Backend, backend)
    raise BackendError(
        f"there is no backend {name!r}",
        hint='use "cpu", "cuda" on a GPU, or "python", which is slow and needs no compiler',
    )
