"""The functions that have a vector instance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from symcalc.compiler.llvm.machine import Emit, Lane
from symcalc.compiler.vecmath import (
    errors,
    exponential,
    inverse,
    logarithm,
    power,
    roots,
    trigonometric,
)


@dataclass(frozen=True)
class VectorFunction:
    """A function that is computed for many points at once.

    Attributes
    ----------
    name : str
        As in an operation's spelling, without `math.`; "sincos" gives both.
    emit : callable
        `emit(machine, *lanes)` writes the code and gives the result; "sincos" gives two.
    trusted : callable, optional
        `trusted(machine, *lanes)` writes a condition: where it does not hold, the result is of no
        use and libm's is to be taken. Without it, the result holds everywhere.
    ulp64, ulp32 : float
        The largest error that is allowed, in units in the last place.
    """

    name: str
    emit: Emit
    trusted: Callable[..., Lane] | None = None
    ulp64: float = 4.0
    ulp32: float = 4.0


ROWS = (
    VectorFunction("exp", exponential.exp, ulp64=2.0, ulp32=2.0),
    VectorFunction("expm1", exponential.expm1, ulp64=2.0, ulp32=2.0),
    VectorFunction("log", logarithm.log, ulp64=2.0, ulp32=2.0),
    VectorFunction("log1p", logarithm.log1p, ulp64=2.0, ulp32=2.0),
    VectorFunction("power", power.power),
    VectorFunction("cbrt", roots.cbrt),
    VectorFunction("sin", trigonometric.sin, trigonometric.is_near, ulp64=2.0, ulp32=2.0),
    VectorFunction("cos", trigonometric.cos, trigonometric.is_near, ulp64=2.0, ulp32=2.0),
    VectorFunction("sincos", trigonometric.sincos, trigonometric.is_near, ulp64=2.0, ulp32=2.0),
    VectorFunction("tan", trigonometric.tan, trigonometric.is_near, ulp64=2.0, ulp32=2.0),
    VectorFunction("asin", inverse.asin, ulp64=2.0, ulp32=2.0),
    VectorFunction("acos", inverse.acos, ulp64=2.0, ulp32=2.0),
    VectorFunction("atan", inverse.atan, ulp64=2.0, ulp32=2.0),
    VectorFunction("atan2", inverse.atan2),
    VectorFunction("sinh", exponential.sinh),
    VectorFunction("cosh", exponential.cosh),
    VectorFunction("tanh", exponential.tanh),
    VectorFunction("asinh", logarithm.asinh),
    VectorFunction("acosh", logarithm.acosh),
    VectorFunction("atanh", logarithm.atanh),
    VectorFunction("sigmoid", exponential.sigmoid),
    VectorFunction("softplus", logarithm.softplus),
    VectorFunction("erf", errors.erf),
    VectorFunction("erfc", errors.erfc),
)
FUNCTIONS: Mapping[str, VectorFunction] = {row.name: row for row in ROWS}
