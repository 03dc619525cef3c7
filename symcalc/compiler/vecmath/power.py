"""x^y without branches, as IEEE 754 has it: e^(y log|x|), the logarithm in two floats."""

from __future__ import annotations

import math

from symcalc.compiler.llvm.machine import Lane, Machine
from symcalc.compiler.vecmath.coefficients import (
    EXP,
    EXP_SHORT,
    LOG_2,
    LOG_2_SHORT,
    LOG_SHORT,
    LOG_TWOFOLD,
    TWO_THIRDS,
)
from symcalc.compiler.vecmath.floats import estrin, layout, reduced, rounded
from symcalc.compiler.vecmath.logarithm import exponent_and_mantissa
from symcalc.compiler.vecmath.twofold import Pair, two_product, two_sum

# From here on e^x is 0 or infinite; and |x|^y is, unless |x| is 1.
FAR = {"float64": 1000.0, "float32": 200.0}
HUGE = {"float64": 2.0**70, "float32": 2.0**40}


def power(machine: Machine, x: Lane, y: Lane) -> Lane:
    """x to the power y; nan for a negative x unless y is whole."""
    huge = HUGE[machine.dtype]
    bounded = machine.where(y > huge, huge, machine.where(y < -huge, -huge, y))
    size = _SIZE[machine.dtype](machine, abs(x), bounded)
    size = machine.where((x == 1.0) | (y == 0.0), 1.0, size)  # whatever the other one is, even nan
    is_whole = machine.rint(y) == y
    half = 0.5 * y
    is_odd = is_whole & (machine.rint(half) != half)
    signed = machine.where(is_odd, machine.copysign(size, x), size)
    is_real = ~((x < 0.0) & (x > -math.inf)) | is_whole
    return machine.where(is_real, signed, math.nan)


def _size_64(machine: Machine, a: Lane, y: Lane) -> Lane:
    """a^y for a >= 0 and a finite y."""
    high, low = _log(machine, a)
    high = machine.where(a > 0.0, high, -math.inf)
    high = machine.where(a < math.inf, high, a)  # nan stays nan
    exponent, rest = two_product(machine, high, y)
    rest = machine.fma(low, y, rest)
    far = FAR[machine.dtype]
    is_far = abs(exponent) > far
    rest = machine.where(is_far, 0.0, rest)
    exponent = machine.where(is_far, machine.copysign(machine.constant(far), exponent), exponent)
    return _exp(machine, exponent, rest)


def _log(machine: Machine, x: Lane) -> Pair:
    """log(x) for a finite x > 0, to about 64 bits."""
    k, m = exponent_and_mantissa(machine, x)
    s, s_low = _quotient(machine, m)
    z, z_low = two_product(machine, s, s)
    # log m = 2s + 2/3 s z + s z^2 P(z), the last of them in one float
    c, c_low = TWO_THIRDS[machine.dtype]
    rest = machine.fma(z, estrin(machine, z, LOG_TWOFOLD[machine.dtype]), c_low) * (s * z)
    w, w_low = two_product(machine, z, machine.constant(c))
    u, u_low = two_product(machine, s, w)
    w_low = machine.fma(z_low, c, w_low)
    # what is below s counts twice, and thrice in u
    low = machine.fma(s_low, machine.fma(w, 3.0, 2.0), machine.fma(s, w_low, u_low))
    log_2, log_2_low = LOG_2_SHORT[machine.dtype]
    high, first = two_sum(k * log_2, s + s)
    high, second = two_sum(high, u)
    low = machine.fma(k, log_2_low, low) + (first + second)
    return two_sum(high, low + rest)


def _quotient(machine: Machine, m: Lane) -> Pair:
    """(m - 1)/(m + 1) for m near 1."""
    above = m - 1.0
    below = m + 1.0
    below_low = m - (below - 1.0)
    inverse = 1.0 / below
    s = above * inverse
    rest = machine.fma(-s, below_low, machine.fma(-s, below, above))
    return s, rest * inverse


def _exp(machine: Machine, x: Lane, low: Lane) -> Lane:
    """e^(x + low) for |x| up to `FAR`, rounded almost always to the nearest."""
    digits, one = layout(machine).digits, layout(machine).one
    k, k_float = rounded(machine, x, 1.0 / math.log(2.0))
    half, _ = rounded(machine, x, 0.5 / math.log(2.0))
    log_2, log_2_low = LOG_2[machine.dtype]
    exact = machine.fma(k_float, -log_2, x)
    r, low = two_sum(exact, machine.fma(k_float, -log_2_low, low))
    high, rest = two_sum(1.0, r)
    y = high + (rest + machine.fma(r * r, estrin(machine, r, EXP[machine.dtype]), low))
    first = machine.from_bits((half << digits) + one)
    second = machine.from_bits(((k - half) << digits) + one)
    return y * first * second  # in two steps, for subnormal and infinite results


def _size_32(machine: Machine, a: Lane, y: Lane) -> Lane:
    """a^y for a >= 0 and a finite y, in doubles."""
    wide = Machine(machine.builder, "float64")
    x = wide.converted(a)
    k, m = exponent_and_mantissa(wide, x)
    s = (m - 1.0) / (m + 1.0)
    z = s * s
    log = wide.fma(s * z, estrin(wide, z, LOG_SHORT["float64"]), s + s)
    log = wide.fma(k, LOG_2["float64"][0], log)
    log = wide.where(x > 0.0, log, -math.inf)
    log = wide.where(x < math.inf, log, x)
    exponent = log * wide.converted(y)
    far = FAR[machine.dtype]
    exponent = wide.where(exponent > far, far, wide.where(exponent < -far, -far, exponent))
    k_bits, k_float = rounded(wide, exponent, 1.0 / math.log(2.0))
    r = reduced(wide, exponent, k_float, LOG_2["float64"][:1])
    tail = wide.fma(r * r, estrin(wide, r, EXP_SHORT["float64"]), r)
    scale = wide.from_bits((k_bits << layout(wide).digits) + layout(wide).one)
    return machine.converted(wide.fma(scale, tail, scale))


_SIZE = {"float64": _size_64, "float32": _size_32}
