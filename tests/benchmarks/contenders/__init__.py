"""Who computes the workloads: a module here that has CONTENDERS adds its rows, in their order.

A contender is built once for a workload. Its outputs are allocated beforehand where the tool
allows it.
"""

from __future__ import annotations

import pkgutil
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray
from workloads import Workload

Array = NDArray[np.float64]
Result = tuple[Array, Array]  # values (m, N) and derivatives (entries, N); N is 1 for a sum
Started = tuple[Callable[[], object], Callable[[], Result]]


class Unfit(Exception):
    """A contender cannot do a workload; the text says why."""


@dataclass(frozen=True)
class Run:
    """A workload made ready.

    Attributes
    ----------
    start
        Allocates the outputs and gives what is timed, and what says what that computed. It is
        called in every round: the place of large arrays in memory alone changes times by a half.
    value
        The same for the value alone, where that is asked about.
    holds
        What is only known by its address.
    """

    start: Callable[[], Started]
    value: Callable[[], Started] | None = None
    holds: object = None


@dataclass(frozen=True)
class Contender:
    """A row: a name for the command line, a title, how to build, and what must be installed."""

    name: str
    title: str
    build: Callable[[Workload], Run] = field(repr=False)
    modules: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()

    @property
    def missing(self) -> list[str]:
        """What it needs and is not there."""
        modules = [name for name in self.modules if find_spec(name) is None]
        return modules + [name for name in self.programs if shutil.which(name) is None]


def everyone() -> dict[str, Contender]:
    """All contenders by name, installed or not; symcalc and C first."""
    names = [m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")]
    names.sort(key=lambda name: (name != "symcalc_kernel", name != "c", name))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    return {row.name: row for module in modules for row in module.CONTENDERS}


def entries(workload: Workload) -> tuple[int, int]:
    """How many values and how many derivatives a workload has at a point."""
    m, n = len(workload.problem.formulas), len(workload.problem.wrt)
    return (0, m * n * n) if workload.asked == "hessian" else (m, m * n)


def split(workload: Workload, rows: Array) -> Result:
    """Values and derivatives from one row an output."""
    values, _ = entries(workload)
    return rows[:values], rows[values:]


def unchanging(call: Callable[[], Any], rows: Callable[[Any], Result]) -> Callable[[], Started]:
    """For a tool that allocates its outputs itself, and returns them."""
    return lambda: (call, lambda: rows(call()))
