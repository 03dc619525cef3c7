"""The real cube root without branches and without a division."""

from __future__ import annotations

import math

from symcalc.compiler.llvm.machine import Lane, Machine
from symcalc.compiler.vecmath.coefficients import CBRT
from symcalc.compiler.vecmath.floats import layout, polynomial, rounded
from symcalc.compiler.vecmath.logarithm import exponent_and_mantissa
from symcalc.compiler.vecmath.twofold import two_product


def cbrt(machine: Machine, x: Lane) -> Lane:
    """The real cube root, with the sign of x."""
    a = abs(x)
    k, m = exponent_and_mantissa(machine, a)
    third, third_float = rounded(machine, k, 1.0 / 3.0)
    rest = machine.fma(third_float, -3.0, k)  # -1, 0 or 1
    b = m * _chosen(machine, rest, 1.0)
    r = polynomial(machine, m, CBRT[machine.dtype]) * _chosen(machine, rest, -1.0 / 3.0)
    # one step of third order for b^(-1/3), one of Newton's for b^(1/3)
    h = machine.fma(-(b * r), r * r, 1.0)
    r = machine.fma(r * h, machine.fma(h, 2.0 / 9.0, 1.0 / 3.0), r)
    r_2 = r * r
    y = b * r_2
    square, low = two_product(machine, y, y)
    lost = machine.fma(-y, low, machine.fma(-y, square, b))
    y = machine.fma(lost, r_2 * (1.0 / 3.0), y)
    shape = layout(machine)
    y = y * machine.from_bits((third << shape.digits) + shape.one)
    y = machine.copysign(y, x)
    return machine.where((a > 0.0) & (a < math.inf), y, x)


def _chosen(machine: Machine, j: Lane, exponent: float) -> Lane:
    """2^(j*exponent) for j = -1, 0, 1."""
    return machine.where(j > 0.0, 2.0**exponent, machine.where(j < 0.0, 2.0**-exponent, 1.0))
