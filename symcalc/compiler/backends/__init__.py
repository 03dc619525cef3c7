"""The ways of computing a Program; a module here that has a `build` is one, under its own name."""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from symcalc.compiler.ir import Program
from symcalc.errors import BackendError

Array = NDArray[np.floating[Any]]


class Executable(Protocol):
    """A Program made ready to run; m outputs."""

    def point(self, inputs: Array, out: Array) -> None:
        """Compute one point: `inputs` of shape (n,) into `out` of shape (m,)."""

    def batch(self, columns: Sequence[Array], out: Array) -> None:
        """Compute N points: one array of shape (N,) an input into `out` of shape (m, N).

        Everything is contiguous and of the dtype given to `build`; `out` overlaps no input.
        """


class Backend(Protocol):
    """What a module here provides."""

    def build(self, program: Program, dtype: str) -> Executable:
        """Make `program` ready to run on arrays of `dtype`."""


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
            return cast(Backend, backend)
    raise BackendError(
        f"there is no backend {name!r} yet",
        hint='use backend="cpu", or backend="python", which is slow and needs no compiler',
    )
