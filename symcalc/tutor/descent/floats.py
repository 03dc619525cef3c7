"""Programs as plain functions of Python floats, which need no compiler to start."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from symcalc.compiler.backends import cache
from symcalc.compiler.code import written
from symcalc.compiler.code.straight import Function
from symcalc.compiler.ir import Program
from symcalc.compiler.passes.optimise import optimise

Plain = Callable[..., Sequence[float]]


def plain_function(program: Program) -> Plain:
    """The outputs as a tuple, from floats in the order of the inputs.

    Where there is no number, at log(0) or 1/0, all of them are NaN.
    """
    count = len(program.outputs)
    shape = (count,) if count > 1 else ()
    source = written("python", [Function("update", "The numbers", optimise(program), shape)])
    compute = cache.load(source, "floats", {}, stored=False).update
    nothing = (math.nan,) * count

    def numbers(*given: float) -> Sequence[float]:
        try:
            found = compute(*given)
        except (ArithmeticError, ValueError):
            return nothing
        return found if count > 1 else (found,)

    return numbers
