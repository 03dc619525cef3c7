"""How a kernel is computed, as its user asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from symcalc.compiler.backends import find
from symcalc.errors import UnsupportedError

DTYPES = ("float64", "float32")
REDUCTIONS = ("sum", "mean")


@dataclass(frozen=True)
class Options:
    """How a kernel is computed: the keywords of `compile`.

    `data` are positions among the inputs: arrays over which is summed where `reduce` is given.
    """

    backend: str = "cpu"
    dtype: str = "float64"
    data: tuple[int, ...] = ()
    reduce: str | None = None
    parallel: bool = False
    cache: bool = True

    def __post_init__(self) -> None:
        find(self.backend)
        if self.dtype not in DTYPES:
            raise _unknown("dtype", self.dtype, DTYPES)
        if self.reduce is not None and self.reduce not in REDUCTIONS:
            raise _unknown("reduction", self.reduce, REDUCTIONS)
        object.__setattr__(self, "data", tuple(sorted(set(self.data))))  # in the inputs' order
        if self.reduce and not self.data:
            raise UnsupportedError(
                "a reduction needs data to sum over",
                hint='name the inputs that are arrays: data=("x", "y")',
            )


def _unknown(what: str, given: str, known: Sequence[str]) -> UnsupportedError:
    return UnsupportedError(f"there is no {what} {given!r}", hint=f"use {' or '.join(known)}")
