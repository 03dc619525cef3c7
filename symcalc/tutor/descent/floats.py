"""Programs as plain functions of Python floats, which need no compiler to start."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from symcalc.compiler.backends import cache
from symcalc.compiler.code import written
from symcalc.compiler.code.straight import Function
from symcalc.compiler.ir import Program
from symcalc.compiler.passes.optimise import optimise


@dataclass(frozen=True)
class Plain:
    """A function of floats in the order of the inputs, which returns the outputs as a tuple.

    Where there is no number, at log(0) or 1/0, all of them are NaN. The code is built at the first
    call, and is left out of a pickle.
    """

    program: Program

    def __call__(self, *given: float) -> Sequence[float]:
        """The outputs."""
        try:
            found = self._compute(*given)
        except (ArithmeticError, ValueError):
            return (math.nan,) * len(self.program.outputs)
        return found if len(self.program.outputs) > 1 else (found,)

    def __reduce__(self) -> tuple[type[Plain], tuple[Program]]:
        return Plain, (self.program,)

    @cached_property
    def _compute(self) -> Callable[..., Any]:
        count = len(self.program.outputs)
        shape = (count,) if count > 1 else ()
        update = Function("update", "The numbers", optimise(self.program), shape)
        source = written("python", [update])
        return cache.load(source, "floats", {}, stored=False).update  # type: ignore[no-any-return]
