"""exp and what is made of it, without branches.

e^x = 2^k e^r with k whole and |r| <= log(2)/2; a polynomial gives e^r - 1. The exponent of the
result is set in its bits.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from symcalc.compiler.llvm.machine import Lane, Machine
from symcalc.compiler.vecmath.coefficients import EXP, LOG_2
from symcalc.compiler.vecmath.floats import layout, polynomial, reduced, rounded


@dataclass(frozen=True)
class Range:
    """Where exp(x) is what.

    Attributes
    ----------
    zero : float
        Below it exp(x) is rounded to 0.
    subnormal : float
        Below it exp(x) may be subnormal.
    finite : float
        The largest x with a finite exp(x).
    lift : int
        Subnormal results are computed 2**lift times too large.
    minus_one : float
        Below it exp(x) - 1 is rounded to -1.
    one : float
        Above it tanh(x) is rounded to 1.
    infinite : float
        Here sinh(x) and cosh(x) are infinite, but e^x/4 is not.
    """

    zero: float
    subnormal: float
    finite: float
    lift: int
    minus_one: float
    one: float
    infinite: float


RANGES = {
    "float64": Range(-746.0, -708.0, 709.782712893384, 512, -40.0, 22.0, 710.5),
    "float32": Range(-104.0, -87.0, 88.72283172607422, 64, -20.0, 10.0, 89.5),
}


def exp(machine: Machine, x: Lane) -> Lane:
    """e^x."""
    y = exp_below_0(machine, x)
    return machine.where(x <= RANGES[machine.dtype].finite, y, x + math.inf)  # nan stays nan


def exp_below_0(machine: Machine, x: Lane) -> Lane:
    """e^x for x up to that of `Range.finite`; of a nan it makes any number."""
    limits, digits = RANGES[machine.dtype], layout(machine).digits
    a = machine.where(x > limits.zero, x, limits.zero)
    k, tail = _parts(machine, a)
    is_subnormal = a < limits.subnormal
    lift = machine.where(is_subnormal, machine.integer(limits.lift << digits), machine.integer(0))
    y = machine.from_bits(machine.bits(1.0 + tail) + (k << digits) + lift)
    return machine.where(is_subnormal, y * 2.0**-limits.lift, y)


def exp_of_sum(machine: Machine, x: Lane, low: Lane, factor: Lane) -> Lane:
    """factor e^(x + low) for a small `low`, for x <= 0 down to that of `Range.zero`."""
    k, r = _reduced(machine, x)
    tail = _tail(machine, r + low)
    lift = RANGES[machine.dtype].lift
    y = machine.fma(factor, tail, factor) * _scale(machine, k, lift)
    return y * 2.0**-lift


def expm1(machine: Machine, x: Lane) -> Lane:
    """e^x - 1, with all its digits where that is small."""
    limits = RANGES[machine.dtype]
    k, r = _reduced(machine, machine.where(x > limits.minus_one, x, limits.minus_one))
    rest = r * r * polynomial(machine, r, EXP[machine.dtype])
    half = _scale(machine, k, -1)  # 2^k itself may be too large for a float
    y = machine.fma(half, rest, machine.fma(half, r, half - 0.5))
    y = machine.where(x <= limits.finite, y + y, x + math.inf)  # nan stays nan
    return machine.where(abs(x) < layout(machine).negligible, x, y)


def sigmoid(machine: Machine, x: Lane) -> Lane:
    """1/(1 + e^-x)."""
    e = exp_below_0(machine, -abs(x))
    y = machine.where(x < 0.0, e, 1.0) / (1.0 + e)
    return machine.where(x == x, y, x)


def tanh(machine: Machine, x: Lane) -> Lane:
    """The hyperbolic tangent: (e^2a - 1)/(e^2a + 1) with a = |x|."""
    one, a = RANGES[machine.dtype].one, abs(x)
    k, tail = _parts(machine, 2.0 * machine.where(a > one, one, a))
    scale = _scale(machine, k, 0)
    e = machine.fma(scale, tail, scale - 1.0)
    return machine.copysign(e / (e + 2.0), x)


def sinh(machine: Machine, x: Lane) -> Lane:
    """The hyperbolic sine: (e + e/(e + 1))/2 with e = e^|x| - 1."""
    k, tail = _hyperbolic_parts(machine, x)
    quarter = _scale(machine, k, -2)
    e = machine.fma(quarter, tail, quarter - 0.25)  # a quarter of it
    y = 2.0 * (e + e / machine.fma(e, 4.0, 1.0))
    y = machine.where(abs(x) < layout(machine).negligible, x, y)
    return machine.copysign(y, x)


def cosh(machine: Machine, x: Lane) -> Lane:
    """The hyperbolic cosine: (e + 1/e)/2 with e = e^|x|."""
    k, tail = _hyperbolic_parts(machine, x)
    quarter = _scale(machine, k, -2)
    e = machine.fma(quarter, tail, quarter)  # a quarter of it
    y = 2.0 * (e + 0.0625 / e)
    return machine.where(x == x, y, x)


def _hyperbolic_parts(machine: Machine, x: Lane) -> tuple[Lane, Lane]:
    """The `_parts` of |x|, which is bounded where the result is infinite."""
    a, most = abs(x), RANGES[machine.dtype].infinite
    return _parts(machine, machine.where(a > most, most, a))


def _parts(machine: Machine, x: Lane) -> tuple[Lane, Lane]:
    """k and e^r - 1, where e^x = 2^k e^r; k as an integer in the lowest bits."""
    k, r = _reduced(machine, x)
    return k, _tail(machine, r)


def _reduced(machine: Machine, x: Lane) -> tuple[Lane, Lane]:
    """k and r, where x = k log(2) + r."""
    k, k_float = rounded(machine, x, 1.0 / math.log(2.0))
    return k, reduced(machine, x, k_float, LOG_2[machine.dtype])


def _tail(machine: Machine, r: Lane) -> Lane:
    """e^r - 1 for |r| up to log(2)/2."""
    return machine.fma(r * r, polynomial(machine, r, EXP[machine.dtype]), r)


def _scale(machine: Machine, k: Lane, more: int) -> Lane:
    """2^(k + more) for an integer in the lowest bits."""
    shape = layout(machine)
    return machine.from_bits((k << shape.digits) + ((shape.bias + more) << shape.digits))
