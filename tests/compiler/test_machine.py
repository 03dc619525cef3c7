"""Lanes against NumPy: an instruction is the arithmetic that it is written as."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from llvmlite import ir
from vectorised import apply

from symcalc.compiler.llvm.machine import Lane, Machine

RANDOM = np.random.default_rng(4)
SPECIAL = [0.0, -0.0, 1.0, -1.0, 0.5, 2.5, -2.5, 1e30, -1e-30, np.inf, -np.inf, np.nan]
X = np.array([*SPECIAL, *RANDOM.normal(size=200)])
Y = np.array([*reversed(SPECIAL), *RANDOM.normal(size=200)])

OPERATIONS: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    # what is written, and NumPy's
    "sum": (lambda m, x, y: x + y, np.add),
    "difference": (lambda m, x, y: x - y, np.subtract),
    "product": (lambda m, x, y: x * y, np.multiply),
    "quotient": (lambda m, x, y: x / y, np.divide),
    "numbers": (lambda m, x, y: 2.0 - (1.0 + x * 3.0) / 2.0, lambda x, y: 2 - (1 + x * 3) / 2),
    "reversed": (lambda m, x, y: 2.0 / (3.0 * x), lambda x, y: 2 / (3 * x)),
    "negative": (lambda m, x, y: -x, lambda x, y: -x),
    "absolute": (lambda m, x, y: abs(x), lambda x, y: np.abs(x)),
    "less": (lambda m, x, y: x < y, np.less),
    "at most": (lambda m, x, y: x <= y, np.less_equal),
    "more": (lambda m, x, y: x > y, np.greater),
    "at least": (lambda m, x, y: x >= y, np.greater_equal),
    "equal": (lambda m, x, y: x == y, np.equal),
    "different": (lambda m, x, y: x != y, np.not_equal),
    "not": (lambda m, x, y: ~(x < y), lambda x, y: ~(x < y)),
    "and": (lambda m, x, y: (x < y) & (y < 1.0), lambda x, y: (x < y) & (y < 1)),
    "or": (lambda m, x, y: (x < y) | (y < 1.0), lambda x, y: (x < y) | (y < 1)),
    "where": (lambda m, x, y: m.where(x < y, x, 7.0), lambda x, y: np.where(x < y, x, 7)),
    "known": (lambda m, x, y: m.where(m.truth(holds=False), x, y), lambda x, y: y),
    "sqrt": (lambda m, x, y: m.sqrt(x), lambda x, y: np.sqrt(x)),
    "rint": (lambda m, x, y: m.rint(x), lambda x, y: np.rint(x)),
    "floor": (lambda m, x, y: m.floor(x), lambda x, y: np.floor(x)),
    "ceil": (lambda m, x, y: m.ceil(x), lambda x, y: np.ceil(x)),
    "copysign": (lambda m, x, y: m.copysign(x, y), np.copysign),
}


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_operations(name: str, dtype: str) -> None:
    emit, numpy = OPERATIONS[name]
    x, y = X.astype(dtype), Y.astype(dtype)
    with np.errstate(all="ignore"):
        expected = np.asarray(numpy(x, y), dtype)
    (got,) = apply(emit, x, y)
    np.testing.assert_array_equal(got, expected)
    known = ~np.isnan(expected)
    np.testing.assert_array_equal(np.signbit(got[known]), np.signbit(expected[known]))


def test_fma_rounds_once() -> None:
    x, y = X[len(SPECIAL) :], Y[len(SPECIAL) :]
    (got,) = apply(lambda m, u, v: m.fma(u, v, -1.0), x, y)
    exact = [float(Fraction(a) * Fraction(b) - 1) for a, b in zip(x, y, strict=True)]
    assert got.tolist() == exact


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_bits(dtype: str) -> None:
    """Whole numbers are as wide as floats; a shift down brings in zeros, >> the sign."""
    x = X.astype(dtype)
    whole = x.view("int64" if dtype == "float64" else "int32")
    unsigned = x.view("uint64" if dtype == "float64" else "uint32")
    (got,) = apply(lambda m, u: m.from_bits((m.bits(u) ^ 5) & ~m.integer(2) | 1), x)
    np.testing.assert_array_equal(got.view(whole.dtype), (whole ^ 5) & ~2 | 1)
    (got,) = apply(lambda m, u: m.from_bits(m.bits(u).shifted_down(9)), x)
    np.testing.assert_array_equal(got.view(unsigned.dtype), unsigned >> 9)
    (got,) = apply(lambda m, u: m.from_bits((m.bits(u) >> 9) + 3 - (m.bits(u) << 2) * 2), x)
    np.testing.assert_array_equal(got.view(whole.dtype), (whole >> 9) + 3 - (whole << 2) * 2)
    (got,) = apply(lambda m, u: m.where(-m.bits(u) < 3, 1.0, 0.0), x)
    np.testing.assert_array_equal(got == 1.0, -whole < 3)


def test_whole_numbers_and_other_floats() -> None:
    x = np.array([0.0, -3.0, 7.0, 1e6], np.float32)
    (got,) = apply(lambda m, u: m.to_float(m.to_whole(u) * 3 + 1), x)
    np.testing.assert_array_equal(got, x * 3 + 1)
    thirds = np.array([1.0, 2.0, 1e15], np.float32) / np.float32(3.0)

    def in_double(machine: Machine, u: Lane) -> Lane:
        wide = Machine(machine.builder, "float64")
        return machine.converted(wide.converted(u) * wide.converted(u))

    np.testing.assert_array_equal(
        apply(in_double, thirds)[0], (thirds.astype(float) ** 2).astype(np.float32)
    )


def sum_and_difference(machine: Machine, x: Lane, y: Lane) -> tuple[Lane, Lane]:
    return x + y, x - y


def test_an_inlined_function_is_written_once() -> None:
    def emit(machine: Machine, x: Lane, y: Lane) -> Lane:
        first, second = machine.inline("both", sum_and_difference, x, y, results=2)
        third, fourth = machine.inline("both", sum_and_difference, first, second, results=2)
        return third * fourth

    (got,) = apply(emit, X, Y)
    with np.errstate(all="ignore"):
        expected = ((X + Y) + (X - Y)) * ((X + Y) - (X - Y))
    np.testing.assert_array_equal(got, expected)

    module = ir.Module()
    kind = ir.FunctionType(ir.VoidType(), [ir.DoubleType()] * 2)
    caller = ir.Function(module, kind, "caller")
    machine = Machine(ir.IRBuilder(caller.append_basic_block()), "float64", flags=("contract",))
    lanes = [machine.lane(argument) for argument in caller.args]
    emit(machine, *lanes)
    assert [f.name for f in module.functions] == ["caller", "symcalc.both.f64"]
    assert "fadd contract" not in str(module)  # vector math is written without flags
    assert "fmul contract" in str(module)
