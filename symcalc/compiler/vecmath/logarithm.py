"""log and what is made of it, without branches.

x = 2^k m with m from sqrt(1/2) to sqrt(2); log m = 2 artanh(s) with s = (m - 1)/(m + 1), by a
polynomial in s^2.
"""

from __future__ import annotations

import math

from symcalc.compiler.llvm.machine import Lane, Machine
from symcalc.compiler.vecmath.coefficients import LOG, LOG_2
from symcalc.compiler.vecmath.exponential import exp_below_0
from symcalc.compiler.vecmath.floats import layout, polynomial

HALF_ROOT = {"float64": 0x3FE6A09E667F3BCD, "float32": 0x3F3504F3}  # the bits of sqrt(1/2)


def log(machine: Machine, x: Lane) -> Lane:
    """The natural logarithm."""
    k, m = exponent_and_mantissa(machine, x)
    return _special(machine, x, _sum(machine, k, m - 1.0))


def log1p(machine: Machine, x: Lane) -> Lane:
    """log(1 + x), with all its digits where that is small."""
    return machine.copysign(_log1p(machine, x), x)  # -0 stays -0


def softplus(machine: Machine, x: Lane) -> Lane:
    """log(1 + e^x) = max(0, x) + log(1 + e^-|x|)."""
    e = exp_below_0(machine, -abs(x))
    is_large = e > math.sqrt(2.0) - 1.0
    f = machine.where(is_large, machine.fma(e, 0.5, -0.5), e)
    tail = _sum(machine, machine.where(is_large, 1.0, 0.0), f)
    return machine.where(x < 0.0, 0.0, x) + tail


def asinh(machine: Machine, x: Lane) -> Lane:
    """The inverse hyperbolic sine: log1p(a + a^2/(1 + sqrt(1 + a^2))) with a = |x|."""
    a = abs(x)
    is_large = a > layout(machine).whole
    b = machine.where(is_large, 1.0, a)
    root = machine.sqrt(machine.fma(b, b, 1.0))
    u = b + b * b / (1.0 + root)
    y = _log1p(machine, machine.where(is_large, a, u), machine.where(is_large, 1.0, 0.0))
    return machine.copysign(y, x)


def acosh(machine: Machine, x: Lane) -> Lane:
    """The inverse hyperbolic cosine: log1p(t + sqrt(2t + t^2)) with t = x - 1."""
    is_large = x > layout(machine).whole
    t = machine.where(is_large, 1.0, x - 1.0)
    u = t + machine.sqrt(machine.fma(t, t, t + t))
    y = _log1p(machine, machine.where(is_large, x, u), machine.where(is_large, 1.0, 0.0))
    return machine.where(x >= 1.0, y, math.nan)


def atanh(machine: Machine, x: Lane) -> Lane:
    """The inverse hyperbolic tangent: log1p(2a/(1 - a))/2 with a = |x|."""
    a = abs(x)
    return machine.copysign(0.5 * _log1p(machine, (a + a) / (1.0 - a)), x)


def _log1p(machine: Machine, x: Lane, more: Lane | float = 0.0) -> Lane:
    """log(1 + x) + more*log(2)."""
    u = 1.0 + x
    shape = layout(machine)
    stored, m = _stored_exponent(machine, u)
    # 1 + f = (1 + x)/2^k from x itself, since u is rounded
    scale = machine.from_bits((2 * shape.bias << shape.digits) - (stored << shape.digits))
    is_huge = x > 2.0 * shape.whole
    f = machine.where(is_huge, m - 1.0, machine.fma(x, scale, scale - 1.0))
    k = _as_float(machine, stored) - (shape.whole + shape.bias)
    return _special(machine, u, _sum(machine, k + more, f))


def exponent_and_mantissa(machine: Machine, x: Lane) -> tuple[Lane, Lane]:
    """k and m with x = 2^k m, m from sqrt(1/2) to sqrt(2), for a finite x > 0."""
    shape = layout(machine)
    is_subnormal = x < shape.smallest
    lift = shape.digits + 2
    stored, m = _stored_exponent(machine, machine.where(is_subnormal, x * 2.0**lift, x))
    offset = shape.whole + shape.bias
    return _as_float(machine, stored) - machine.where(is_subnormal, offset + lift, offset), m


def _stored_exponent(machine: Machine, x: Lane) -> tuple[Lane, Lane]:
    """k + bias as an integer and m, for x = 2^k m that is not subnormal."""
    shape, low = layout(machine), HALF_ROOT[machine.dtype]
    above = machine.bits(x) - (low - shape.one)  # its exponent is k, its digits are those of m
    m = machine.from_bits((above & ((1 << shape.digits) - 1)) + low)
    return above.shifted_down(shape.digits), m


def _as_float(machine: Machine, stored: Lane) -> Lane:
    """2**digits more than a small integer, as a float."""
    return machine.from_bits(stored | machine.bits(machine.constant(layout(machine).whole)))


def _sum(machine: Machine, k: Lane, f: Lane) -> Lane:
    """k log(2) + log(1 + f) for 1 + f from sqrt(1/2) to sqrt(2)."""
    high, low = LOG_2[machine.dtype]
    s = f / (f + 2.0)
    z = s * s
    rest = z * polynomial(machine, z, LOG[machine.dtype])
    # log(1 + f) = f - s(f - rest): what is lost in s counts for little
    small = machine.fma(s, rest - f, k * low)
    return machine.fma(k, high, f) + small


def _special(machine: Machine, x: Lane, y: Lane) -> Lane:
    """log(x), where y is log(x) for finite x > 0."""
    pole = machine.where(x == 0.0, -math.inf, math.nan)
    y = machine.where(x > 0.0, y, pole)
    return machine.where(x < math.inf, y, x + math.inf)  # nan stays nan
