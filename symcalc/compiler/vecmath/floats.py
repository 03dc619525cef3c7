"""What the functions here share: how a float is laid out, polynomials, reductions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from symcalc.compiler.llvm.machine import Lane, Machine


@dataclass(frozen=True)
class Layout:
    """A type of float.

    Attributes
    ----------
    digits : int
        Bits after the leading one.
    bias : int
        What is added to an exponent before it is stored.
    """

    digits: int
    bias: int

    @property
    def rounder(self) -> float:
        """Added to a float, it leaves a whole number in the lowest bits: 1.5 * 2**digits."""
        return 1.5 * self.whole

    @property
    def whole(self) -> float:
        """From here on every float is whole: 2**digits."""
        return 2.0**self.digits

    @property
    def top(self) -> int:
        """The number of the highest bit, the sign."""
        return self.digits + (self.bias + 1).bit_length()

    @property
    def one(self) -> int:
        """The bits of 1."""
        return self.bias << self.digits

    @property
    def negligible(self) -> float:
        """Below it 1 + x is 1, and f(x) is x where f(x) = x + O(x^2)."""
        return 2.0 ** (-2 - self.digits)

    @property
    def smallest(self) -> float:
        """The smallest float that is not subnormal."""
        return 2.0 ** (1 - self.bias)


LAYOUTS = {"float64": Layout(52, 1023), "float32": Layout(23, 127)}


def layout(machine: Machine) -> Layout:
    """That of the floats of a machine."""
    return LAYOUTS[machine.dtype]


def polynomial(machine: Machine, x: Lane, coefficients: Sequence[float]) -> Lane:
    """The polynomial with these coefficients, lowest power first: Horner's rule for each half.

    Two chains of half the length keep the pipes of a processor filled. The constant is added last,
    so that its sum with the rest is rounded once.
    """
    if len(coefficients) < 6:
        return horner(machine, x, coefficients)
    constant, *rest = coefficients
    middle = len(rest) // 2
    low = horner(machine, x, rest[:middle])
    high = horner(machine, x, rest[middle:])
    return machine.fma(machine.fma(high, _whole_power(x, middle), low), x, constant)


def _whole_power(x: Lane, n: int) -> Lane:
    """x^n for n > 0 by squaring."""
    if n == 1:
        return x
    half = _whole_power(x, n // 2)
    return half * half * x if n % 2 else half * half


def horner(machine: Machine, x: Lane, coefficients: Sequence[float]) -> Lane:
    """The polynomial with these coefficients, lowest power first, by the shortest code."""
    result = machine.constant(coefficients[-1])
    for c in reversed(coefficients[:-1]):
        result = machine.fma(result, x, machine.constant(c))
    return result


def estrin(machine: Machine, x: Lane, coefficients: Sequence[float]) -> Lane:
    """The polynomial with these coefficients, lowest power first, by the shortest chain.

    Estrin's rule: neighbours are joined in pairs, those in pairs again. It is for long functions,
    of which a processor cannot begin the next point before it has finished this one.
    """
    terms: Sequence[Lane | float] = coefficients
    while len(terms) > 1:
        pairs = [machine.fma(b, x, a) for a, b in zip(terms[::2], terms[1::2], strict=False)]
        terms = [*pairs, *terms[len(pairs) * 2 :]]
        x = x * x
    return machine.as_float(terms[0])


def rounded(machine: Machine, x: Lane, scale: float) -> tuple[Lane, Lane]:
    """The whole number k nearest to x*scale: as an integer in the lowest bits, and as a float.

    Only sums and bits, since not every processor converts vectors of 64-bit integers. The bits
    above k's are of no use.
    """
    shifted = machine.fma(x, scale, layout(machine).rounder)
    return machine.bits(shifted), shifted - layout(machine).rounder


def reduced(machine: Machine, x: Lane, k: Lane, parts: Sequence[float]) -> Lane:
    """x - k*c for a constant c in parts."""
    for part in parts:
        x = machine.fma(k, -part, x)
    return x
