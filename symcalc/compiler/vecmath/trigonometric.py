"""sin, cos and tan without branches, for arguments up to `LIMIT`.

The nearest multiple k of pi/2 is taken off x in three steps. The first difference is exact, so
that no digit is lost next to a zero. Polynomials give the sine and the cosine of what remains, and
k says which of them it is, and its sign.
"""

from __future__ import annotations

import math

from symcalc.compiler.llvm.machine import Lane, Machine
from symcalc.compiler.vecmath.coefficients import COS, HALF_PI, SIN, TAN
from symcalc.compiler.vecmath.floats import layout, polynomial, reduced, rounded
from symcalc.compiler.vecmath.twofold import two_product, two_sum

# Beyond, x*2/pi does not say well enough which multiple is the nearest one.
LIMIT = {"float64": 2.0**40, "float32": 2.0**17}


def is_near(machine: Machine, x: Lane) -> Lane:
    """Whether the functions here take x; a nan they do."""
    return ~(abs(x) > LIMIT[machine.dtype])


def sin(machine: Machine, x: Lane) -> Lane:
    """The sine."""
    return sincos(machine, x)[0]


def cos(machine: Machine, x: Lane) -> Lane:
    """The cosine."""
    return sincos(machine, x)[1]


def sincos(machine: Machine, x: Lane) -> tuple[Lane, Lane]:
    """The sine and the cosine."""
    k, s, c = _parts(machine, x)
    is_odd = (k & 1) != 0
    sine = _signed(machine, machine.where(is_odd, c, s), k)
    return sine, _signed(machine, machine.where(is_odd, s, c), k + 1)


def tan(machine: Machine, x: Lane) -> Lane:
    """The tangent: -1/tan(x - k pi/2) for an odd k."""
    k, k_float = rounded(machine, x, 2.0 / math.pi)
    first, second, third = HALF_PI[machine.dtype]
    exact = machine.fma(k_float, -first, x)
    product, product_low = two_product(machine, k_float, machine.constant(second))
    r, lost = two_sum(exact, -product)
    low = machine.fma(k_float, -third, lost - product_low)
    z = r * r
    rest = r * z * polynomial(machine, z, TAN[machine.dtype])
    y, y_low = two_sum(r, machine.fma(low, 1.0 + z, rest))
    inverse = -1.0 / y
    error = machine.fma(inverse, y_low, machine.fma(inverse, y, 1.0))
    y = machine.where((k & 1) != 0, machine.fma(inverse, error, inverse), y + y_low)
    return machine.where(x == 0.0, x, y)


def _parts(machine: Machine, x: Lane) -> tuple[Lane, Lane, Lane]:
    """k in the lowest bits, and the sine and the cosine of x - k pi/2."""
    k, k_float = rounded(machine, x, 2.0 / math.pi)
    r = reduced(machine, x, k_float, HALF_PI[machine.dtype])
    z = r * r
    s = machine.fma(z * r, polynomial(machine, z, SIN[machine.dtype]), r)
    c = machine.fma(z, polynomial(machine, z, COS[machine.dtype]), 1.0)
    return k, machine.copysign(s, r), c  # -0 stays -0


def _signed(machine: Machine, y: Lane, k: Lane) -> Lane:
    """-y where the second bit of k is set."""
    top = layout(machine).top
    return machine.from_bits(machine.bits(y) ^ ((k << (top - 1)) & (1 << top)))
