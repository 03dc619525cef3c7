from __future__ import annotations

import math
import subprocess
import sys

import pytest
import sympy as sp
from compiler_programs import X, Y

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.code import written
from symcalc.compiler.code.straight import Function
from symcalc.compiler.ir import Builder, Program
from symcalc.compiler.lower import lower, operation
from symcalc.primitives import TABLE


def source(function: Function) -> str:
    return written("python", [function])


GOLDEN = '''\
import math


def sigmoid(x: float) -> float:
    """1/(1 + exp(-x)) without overflow."""
    if x >= 0.0:
        return 1.0 / (1.0 + math.exp(-x))
    e = math.exp(x)
    return e / (1.0 + e)


def value(x, y):
    """The formula."""
    v1 = math.sin(y)
    v2 = x * v1
    v3 = sigmoid(x)
    v4 = v2 - v3
    return v4
'''


def test_the_source_is_readable() -> None:
    program = lower([X * sp.sin(Y)], [X, Y])
    builder = Builder(program.nodes)
    sigmoid = builder.add("sigmoid", program.inputs[0])
    output = builder.add("difference", program.outputs[0], sigmoid)
    ops = {*program.ops, operation(TABLE["sigmoid"], 1)}
    whole = Program(builder.nodes, program.inputs, (output,), tuple(ops))

    assert source(Function("value", "The formula", whole)) == GOLDEN


NAMES = [
    *("lambda", "math", "v1", "gamma", "value", "α", "x₁", "y_{pred}", "a b", "1st"),
    *("'''", "def", "out", "i", "abs", "_", "a\nb", "²"),
]


def run(text: str, name: str = "value") -> object:
    scope: dict[str, object] = {}
    exec(compile(text, "<generated>", "exec"), scope)
    return scope[name]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_of_an_input_becomes_safe(name: str) -> None:
    symbol = sp.Symbol(name)
    program = lower([sp.gamma(symbol) + abs(symbol) * Y**3], [symbol, Y])

    value = run(source(Function("value", "The formula", program)))

    assert value(2.5, 2.0) == pytest.approx(math.gamma(2.5) + 20)


def test_names_that_become_alike_stay_apart() -> None:
    names = [sp.Symbol(s) for s in ("a b", "a_b", "a_b_", "a-b")]
    program = lower([names[0] + 10 * names[1] + 100 * names[2] + 1000 * names[3]], names)

    value = run(source(Function("value", "The formula", program)))

    assert value(1.0, 2.0, 3.0, 4.0) == 4321.0


CONSTANTS = [sp.Rational(-1, 3), sp.Float("1e300"), sp.oo, -sp.oo, sp.nan, sp.Integer(-2)]


@pytest.mark.parametrize("constant", CONSTANTS, ids=str)
def test_constants_keep_their_value(constant: sp.Expr) -> None:
    table = lower([X + Y, X * Y], [X, Y]).ops
    builder = Builder()
    x, c = builder.input("x"), builder.constant(float(constant))
    product = builder.add("product", c, x)
    program = Program(builder.nodes, (x,), (product, c), table)

    value = run(source(Function("value", "The formula", program)))

    assert value(1.5) == pytest.approx((1.5 * float(constant), float(constant)), nan_ok=True)


FORMULAS = [
    sp.Piecewise((X**3, X < Y), (sp.polygamma(2, X), X < 2 * Y), (sp.cot(Y), True)),
    sp.Max(X, Y, X * Y) + sp.gamma(X) * sp.loggamma(Y) + sp.acot(X),
    sp.atan2(X, Y) + X**Y + sp.sign(X) * sp.floor(Y) + sp.Heaviside(X - 1),
]


@pytest.mark.parametrize("formula", FORMULAS, ids=str)
def test_the_source_runs_by_itself_without_symcalc(formula: sp.Expr) -> None:
    program = lower([formula], [X, Y])
    text = source(Function("value", "The formula", program))
    script = text + "\nfor x in (0.5, 1.25, 3.0):\n    print(repr(value(x, 1.125)))\n"

    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script], capture_output=True, text=True, check=True
    )

    got = [float(line) for line in done.stdout.split()]
    expected = [float(evaluate(program, [x, 1.125])[0]) for x in (0.5, 1.25, 3.0)]
    assert got == pytest.approx(expected, rel=1e-14)
