"""The inverse trigonometric functions without branches."""

from __future__ import annotations

import math

from symcalc.compiler.llvm.machine import Lane, Machine
from symcalc.compiler.vecmath.coefficients import ASIN, ATAN, HALF_PI, Table
from symcalc.compiler.vecmath.floats import polynomial
from symcalc.compiler.vecmath.twofold import two_sum


def atan(machine: Machine, x: Lane) -> Lane:
    """The inverse tangent: that of 1/x, taken from pi/2, where |x| > 1."""
    a = abs(x)
    is_large = a > 1.0
    t = machine.where(is_large, -1.0, a) / machine.where(is_large, a, 1.0)
    high, low, _ = HALF_PI[machine.dtype]
    small = machine.where(is_large, low, 0.0) + _odd(machine, t, ATAN)
    y = machine.where(is_large, high, 0.0) + (small + t)
    return machine.copysign(y, x)


def atan2(machine: Machine, y: Lane, x: Lane) -> Lane:
    """The angle of the point (x, y)."""
    a, b = abs(x), abs(y)
    is_steep = b > a
    least, largest = machine.where(is_steep, a, b), machine.where(is_steep, b, a)
    # inf/inf and 0/0 are the angles of a diagonal and of an axis
    t = least / machine.where(largest == 0.0, 1.0, largest)
    t = machine.where(least == math.inf, 1.0, t)
    angle = t + _odd(machine, t, ATAN)
    high, low, _ = HALF_PI[machine.dtype]
    angle = machine.where(is_steep, (high - angle) + low, angle)
    is_left = machine.copysign(machine.constant(1.0), x) < 0.0
    angle = machine.where(is_left, (2.0 * high - angle) + 2.0 * low, angle)
    angle = machine.copysign(angle, y)
    return machine.where((x == x) & (y == y), angle, x + y)


def asin(machine: Machine, x: Lane) -> Lane:
    """The inverse sine: pi/2 - 2 asin(sqrt((1 - x)/2)) where x > 1/2."""
    a = abs(x)
    is_large, s, rest = _asin_parts(machine, a)
    high, low, _ = HALF_PI[machine.dtype]
    first, lost = two_sum(high, -2.0 * s)
    large = first + machine.fma(-2.0, rest, lost + low)
    return machine.copysign(machine.where(is_large, large, s + rest), x)


def acos(machine: Machine, x: Lane) -> Lane:
    """The inverse cosine: 2 asin(sqrt((1 - x)/2)) where x > 1/2, pi less that of -x below -1/2."""
    is_large, s, rest = _asin_parts(machine, abs(x))
    high, low, _ = HALF_PI[machine.dtype]
    is_negative = x < 0.0
    times = machine.where(is_large, 2.0, -1.0)
    times = machine.where(is_negative, -times, times)
    quarters = machine.where(is_large, machine.where(is_negative, 2.0, 0.0), 1.0)
    return machine.fma(times, s, quarters * high) + machine.fma(times, rest, quarters * low)


def _asin_parts(machine: Machine, a: Lane) -> tuple[Lane, Lane, Lane]:
    """Whether a > 1/2; s, which is a or then sqrt((1 - a)/2); and asin(s) - s."""
    is_large = a > 0.5
    z = machine.where(is_large, machine.fma(-0.5, a, 0.5), a * a)
    s = machine.where(is_large, machine.sqrt(z), a)
    return is_large, s, s * z * polynomial(machine, z, ASIN[machine.dtype])


def _odd(machine: Machine, t: Lane, table: Table) -> Lane:
    """What a function has beyond t: t^3 P(t^2)."""
    z = t * t
    return t * z * polynomial(machine, z, table[machine.dtype])
