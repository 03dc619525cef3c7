"""The error function and its complement without branches."""

from __future__ import annotations

from symcalc.compiler.llvm.machine import Lane, Machine
from symcalc.compiler.vecmath.coefficients import ERF, ERF_TAIL, ERFC
from symcalc.compiler.vecmath.exponential import exp, exp_of_sum
from symcalc.compiler.vecmath.floats import polynomial
from symcalc.compiler.vecmath.twofold import two_product

# From here on erf is 1, and erfc is 0.
ONE = {"float64": 5.95, "float32": 3.95}
ZERO = {"float64": 27.3, "float32": 10.1}


def erf(machine: Machine, x: Lane) -> Lane:
    """The error function."""
    a = abs(x)
    small = _erf_below_1(machine, a)
    bounded = machine.where(a > ONE[machine.dtype], ONE[machine.dtype], a)
    tail = polynomial(machine, bounded - 1.0, ERF_TAIL[machine.dtype])
    y = machine.where(a < 1.0, small, 1.0 - exp(machine, tail))
    return machine.copysign(y, x)


def erfc(machine: Machine, x: Lane) -> Lane:
    """1 - erf(x), with all its digits where that is small."""
    a = abs(x)
    bounded = machine.where(a > ZERO[machine.dtype], ZERO[machine.dtype], a)
    # one division for the quotient q and for the factor 1/(1 + 2a), which is then made exact
    first, second = bounded + 4.0, machine.fma(2.0, bounded, 1.0)
    inverse = 1.0 / (first * second)
    p = polynomial(machine, (bounded - 4.0) * (second * inverse), ERFC[machine.dtype])
    factor = p * (first * inverse)
    factor = machine.fma(machine.fma(-factor, second, p), first * inverse, factor)
    square, low = two_product(machine, bounded, bounded)
    y = exp_of_sum(machine, -square, -low, factor)
    y = machine.where(a < 0.75, 1.0 - _erf_below_1(machine, a), y)
    return machine.where(x < 0.0, 2.0 - y, y)


def _erf_below_1(machine: Machine, x: Lane) -> Lane:
    """The error function for |x| up to 1."""
    return machine.fma(x, polynomial(machine, x * x, ERF[machine.dtype]), x)
