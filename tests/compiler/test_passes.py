from __future__ import annotations

import math
import pickle
from collections.abc import Callable
from dataclasses import replace

import pytest
import sympy as sp
from compiler_programs import POINTS, X, Y, programs
from hypothesis import assume, given

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.ir import Builder, Program
from symcalc.compiler.lower import lower
from symcalc.compiler.passes.balanced import balanced
from symcalc.compiler.passes.cancelled import cancelled
from symcalc.compiler.passes.cost import cost
from symcalc.compiler.passes.dead_code import dead_code
from symcalc.compiler.passes.derivatives import jacobian, with_values
from symcalc.compiler.passes.factored import factored
from symcalc.compiler.passes.fold import fold
from symcalc.compiler.passes.optimise import optimise
from symcalc.compiler.passes.powers import LARGEST, powers
from symcalc.compiler.passes.reciprocals import reciprocals
from symcalc.compiler.passes.scheduled import scheduled
from symcalc.compiler.passes.shared import shared
from symcalc.compiler.passes.stable import stable

STEADY = [dead_code, fold, powers, reciprocals, stable, shared, balanced, scheduled, optimise]
PASSES = [*STEADY, cancelled, factored]
Pass = Callable[[Program], Program]
EXACT = 2**50  # below it sums and products of integers are exact


def is_exact(program: Program, point: list[float]) -> bool:
    """Whether every value on the way is a small number."""
    every = replace(program, outputs=tuple(range(len(program.nodes))))
    return all(abs(v) < EXACT for v in evaluate(every, point))


@pytest.mark.parametrize("transform", PASSES, ids=lambda p: p.__name__)
@given(program=programs(), point=POINTS)
def test_a_pass_keeps_the_meaning(transform: Pass, program: Program, point: list[float]) -> None:
    after = transform(program)
    assume(is_exact(program, point) and is_exact(after, point))

    assert evaluate(after, point) == evaluate(program, point)
    assert after.names == program.names


@pytest.mark.parametrize("transform", STEADY, ids=lambda p: p.__name__)
@given(program=programs())
def test_a_pass_applied_twice_equals_once(transform: Pass, program: Program) -> None:
    once = dead_code(transform(program))

    assert dead_code(transform(once)) == once


@pytest.mark.parametrize("transform", PASSES, ids=lambda p: p.__name__)
@given(program=programs())
def test_a_pass_never_costs_more(transform: Pass, program: Program) -> None:
    """Nothing is made that does not save as much elsewhere."""
    before = dead_code(fold(program))

    assert cost(dead_code(transform(before))) <= cost(before)


@given(program=programs())
def test_derivatives_are_optimised_in_one_go(program: Program) -> None:
    """The same for Programs with their Jacobians, where much is shared."""
    both = with_values(program, jacobian(program, (0, 1)))
    small = optimise(both)

    assert optimise(small) == small
    assert cost(small) <= cost(dead_code(both))


# Nodes are written as nested tuples over the inputs x, y and numbers.
IDENTITIES = [
    (("sum", "x", 0.0), "x"),
    (("sum", 0.0, "x"), "x"),
    (("sum", "x", "y"), ("sum", "y", "x")),
    (("sum", "x", ("negation", "y")), ("difference", "x", "y")),
    (("sum", ("negation", "x"), "y"), ("difference", "y", "x")),
    (("difference", "x", 0.0), "x"),
    (("difference", 0.0, "x"), ("negation", "x")),
    (("difference", "x", ("negation", "y")), ("sum", "x", "y")),
    (("negation", ("negation", "x")), "x"),
    (("negation", ("difference", "x", "y")), ("difference", "y", "x")),
    (("product", "x", 1.0), "x"),
    (("product", "x", -1.0), ("negation", "x")),
    (("product", 0.0, "x"), 0.0),
    (("product", ("negation", "x"), ("negation", "y")), ("product", "x", "y")),
    (("quotient", "x", 1.0), "x"),
    (("quotient", "x", -1.0), ("negation", "x")),
    (("quotient", ("negation", "x"), ("negation", "y")), ("quotient", "x", "y")),
    (("power", "x", 0.0), 1.0),
    (("power", "x", 1.0), "x"),
    (("power", "x", 2.0), ("product", "x", "x")),
    (("power", "x", -1.0), ("quotient", 1.0, "x")),
    (("power", "x", 0.5), ("sqrt", "x")),
    (("sum", 2.0, 3.0), 5.0),
    (("sqrt", -1.0), math.nan),
    (("quotient", 1.0, 0.0), math.inf),
    (("select", 1.0, "x", "y"), "x"),
    (("select", 0.0, "x", "y"), "y"),
    (("select", ("less", "x", "y"), "x", "x"), "x"),
    (("not", ("not", ("less", "x", "y"))), ("less", "x", "y")),
    (("and2", ("less", "x", "y"), 1.0), ("less", "x", "y")),
    (("and2", ("less", "x", "y"), 0.0), 0.0),
    (("and2", ("less", "x", "y"), ("less", "x", "y")), ("less", "x", "y")),
    (("or2", ("less", "x", "y"), 1.0), 1.0),
    (("or2", 0.0, ("less", "x", "y")), ("less", "x", "y")),
    (("piecewise4", "x", ("less", "x", "y"), "y", 1.0), ("select", ("less", "x", "y"), "x", "y")),
    (("piecewise4", "x", 0.0, "y", 1.0), "y"),
    (("piecewise4", "x", 0.0, "y", 0.0), math.nan),
]
TABLE = lower([sp.Piecewise((sp.sqrt(X), (X < Y) & (Y < 3) | (X > 4)), (X**3, True))], [X, Y]).ops


def tree(form: object) -> Program:
    builder = Builder()
    inputs = (builder.input("x"), builder.input("y"))

    def number(form: object) -> int:
        if isinstance(form, tuple):
            return builder.add(form[0], *map(number, form[1:]))
        return builder.input(form) if isinstance(form, str) else builder.constant(form)

    output = number(form)
    return Program(builder.nodes, inputs, (output,), TABLE)


@pytest.mark.parametrize(("form", "simpler"), IDENTITIES, ids=str)
def test_fold_knows_the_identity(form: object, simpler: object) -> None:
    assert str(dead_code(fold(tree(form)))) == str(dead_code(fold(tree(simpler))))


UNTOUCHED = [
    ("difference", "x", "x"),  # nan where x is infinite
    ("quotient", "x", "x"),
    ("quotient", 0.0, "x"),
    ("sum", ("difference", "x", "y"), "y"),  # would round differently
    ("product", 2.0, ("product", 3.0, "x")),
]


@pytest.mark.parametrize("form", UNTOUCHED, ids=str)
def test_fold_changes_no_finite_value(form: object) -> None:
    assert len(dead_code(fold(tree(form))).nodes) == len(dead_code(tree(form)).nodes)


@pytest.mark.parametrize("exponent", [-LARGEST, -7, -3, -2, 3, 5, 8, 15, LARGEST])
def test_powers_leaves_multiplications_and_one_reciprocal(exponent: int) -> None:
    program = dead_code(powers(tree(("power", "x", float(exponent)))))
    ops = [node.op for node in program.nodes if node.args]

    assert ops.count("quotient") == (exponent < 0)
    assert set(ops) <= {"product", "quotient"}
    assert ops.count("product") <= 2 * math.log2(abs(exponent))
    assert evaluate(program, [1.25, 0.0])[0] == pytest.approx(1.25**exponent, rel=1e-14)


@pytest.mark.parametrize("exponent", [LARGEST + 1, LARGEST + 0.5, 2.25, -0.3, math.inf])
def test_powers_leaves_other_exponents_alone(exponent: float) -> None:
    program = powers(tree(("power", "x", exponent)))

    assert program.nodes[program.outputs[0]].op == "power"


def chain(length: int) -> Program:
    """Halve and add 1, `length` times."""
    builder = Builder()
    node = x = builder.input("x")
    half, one = builder.constant(0.5), builder.constant(1.0)
    for i in range(length):
        node = builder.add("sum", node, one) if i % 2 else builder.add("product", node, half)
    return Program(builder.nodes, (x,), (node,), TABLE)


def test_nothing_recurses_in_a_deep_chain() -> None:
    program = chain(100_000)

    gradient = optimise(jacobian(program, (0,)))
    again = pickle.loads(pickle.dumps(program))

    assert evaluate(gradient, [3.0])[0] == 0.0  # 2**-50000
    assert evaluate(again, [3.0]) == evaluate(program, [3.0])


def test_dead_code_keeps_unused_inputs() -> None:
    assert dead_code(tree(("sum", "x", 1.0))).names == ("x", "y")
