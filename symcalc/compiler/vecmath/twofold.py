"""Sums and products of floats in two parts, a result and what its rounding took away."""

from __future__ import annotations

from symcalc.compiler.llvm.machine import Lane, Machine

Pair = tuple[Lane, Lane]


def two_sum(a: Lane | float, b: Lane) -> Pair:
    """a + b in two parts, where |a| >= |b| or a is 0 (Dekker)."""
    high = a + b
    return high, b - (high - a)


def two_product(machine: Machine, a: Lane, b: Lane) -> Pair:
    """a*b in two parts."""
    high = a * b
    return high, machine.fma(a, b, -high)
