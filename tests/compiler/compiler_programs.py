"""Programs for the tests of the compiler: formulas of the table, and random ones over integers."""

from __future__ import annotations

import sympy as sp
from hypothesis import strategies as st

from symcalc.compiler.ir import Builder, Program
from symcalc.compiler.lower import lower

X, Y, Z = sp.symbols("x y z")

# One formula that needs every operation of the random programs, to get at these.
_ALL = sp.Piecewise((X**3 - Y, (X < Y) & (Y > 3)), (-X / Y, (X <= Y) | sp.Eq(X, 3)), (Y, True))
OPS = lower([_ALL], [X, Y]).ops

ARITHMETIC = ("sum", "difference", "product")
COMPARISONS = ("less", "less-equal", "greater", "equal")
LOGIC = ("and2", "or2")
SMALL = st.integers(-3, 3).map(float)


@st.composite
def programs(draw: st.DrawFn, size: int = 12) -> Program:
    """A Program of two inputs and up to three outputs, exact on small integers."""
    builder = Builder()
    numbers = [builder.input("x"), builder.input("y")]
    inputs = tuple(numbers)
    conditions = [builder.constant(float(draw(st.booleans())))]
    for _ in range(draw(st.integers(1, size))):
        numbers.append(draw(st.sampled_from(NUMBERS))(draw, builder, numbers, conditions))
        conditions.append(draw(st.sampled_from(CONDITIONS))(draw, builder, numbers, conditions))
    outputs = tuple(numbers[-draw(st.integers(1, 3)) :])
    return Program(builder.nodes, inputs, outputs, OPS)


def constant(draw: st.DrawFn, builder: Builder, *_: list[int]) -> int:
    return builder.constant(draw(SMALL))


def arithmetic(draw: st.DrawFn, builder: Builder, numbers: list[int], _: list[int]) -> int:
    node = st.sampled_from(numbers)
    return builder.add(draw(st.sampled_from(ARITHMETIC)), draw(node), draw(node))


def negation(draw: st.DrawFn, builder: Builder, numbers: list[int], _: list[int]) -> int:
    return builder.add("negation", draw(st.sampled_from(numbers)))


def power(draw: st.DrawFn, builder: Builder, numbers: list[int], _: list[int]) -> int:
    exponent = builder.constant(float(draw(st.integers(0, 3))))
    return builder.add("power", draw(st.sampled_from(numbers)), exponent)


def select(draw: st.DrawFn, builder: Builder, numbers: list[int], conditions: list[int]) -> int:
    node = st.sampled_from(numbers)
    return builder.add("select", draw(st.sampled_from(conditions)), draw(node), draw(node))


def comparison(draw: st.DrawFn, builder: Builder, numbers: list[int], _: list[int]) -> int:
    node = st.sampled_from(numbers)
    return builder.add(draw(st.sampled_from(COMPARISONS)), draw(node), draw(node))


def joined(draw: st.DrawFn, builder: Builder, _: list[int], conditions: list[int]) -> int:
    node = st.sampled_from(conditions)
    return builder.add(draw(st.sampled_from(LOGIC)), draw(node), draw(node))


def opposite(draw: st.DrawFn, builder: Builder, _: list[int], conditions: list[int]) -> int:
    return builder.add("not", draw(st.sampled_from(conditions)))


NUMBERS = (constant, arithmetic, arithmetic, negation, power, select, select)
CONDITIONS = (comparison, comparison, joined, opposite)
POINTS = st.lists(st.integers(-5, 5).map(float), min_size=2, max_size=2)
