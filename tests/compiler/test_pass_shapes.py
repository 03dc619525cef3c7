"""What passes save: factors taken out, sums in runs, fewer values that wait, cheap gradients."""

from __future__ import annotations

import math

import numpy as np
import pytest
import sympy as sp
from compiler_programs import OPS, X, Y, Z
from hypothesis import given
from hypothesis import strategies as st

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.ir import Builder, Program
from symcalc.compiler.lower import lower
from symcalc.compiler.passes.balanced import balanced
from symcalc.compiler.passes.cost import cost
from symcalc.compiler.passes.dead_code import dead_code
from symcalc.compiler.passes.derivatives import jacobian, with_values
from symcalc.compiler.passes.factored import factored
from symcalc.compiler.passes.optimise import optimise, stages
from symcalc.compiler.passes.scheduled import pressure, scheduled


def operations(program: Program) -> dict[str, int]:
    ops = [node.op for node in program.nodes if node.args]
    return {op: ops.count(op) for op in sorted(set(ops))}


FACTORS = [
    # formulas, what is left of them
    ([X * Y + X * Z], {"product": 1, "sum": 1}),
    ([X * Y - X * Z], {"difference": 1, "product": 1}),
    ([Z - X * Y - X * Z], {"difference": 1, "product": 1, "sum": 1}),
    ([sp.sin(Z) - X * Y + X * Z], {"difference": 1, "product": 1, "sin": 1, "sum": 1}),
    ([X + X * Y + X * Z], {"product": 1, "sum": 2}),
    ([2 * X + 2 * Y], {"product": 1, "sum": 1}),
    ([X * Y + X * Z, X * Y], {"product": 2, "sum": 1}),  # X*Y is needed anyway: nothing to save
    ([X + Y + Z, sp.sin(Z) + X + Y + Z], {"sin": 1, "sum": 3}),  # the first sum again
    ([X + Y, Z * (X + Y + 1)], {"product": 1, "sum": 2}),
]


@pytest.mark.parametrize(("formulas", "left"), FACTORS, ids=str)
def test_factored_saves_operations(formulas: list[sp.Expr], left: dict[str, int]) -> None:
    program = lower(formulas, [X, Y, Z])
    small = dead_code(factored(program))

    assert operations(small) == left
    assert evaluate(small, [2.0, 3.0, 5.0]) == evaluate(program, [2.0, 3.0, 5.0])


def test_the_gradient_of_a_quadratic_form_reuses_its_rows() -> None:
    """∇ sin(y)·xᵀAx = 2 sin(y)·Ax for a symmetric A: the n² products of A and x are made once."""
    n = 12
    x, y = sp.symbols(f"x:{n}"), sp.Symbol("y")
    a = [[sp.Float(1 + ((i * j + i + j) % 7) / 8) for j in range(n)] for i in range(n)]
    form = sum(x[i] * sum(a[i][j] * x[j] for j in range(n)) for i in range(n))
    program = lower([sp.sin(y) * form], [*x, y])

    both = optimise(with_values(program, jacobian(program, range(n))))

    assert operations(both)["product"] <= n * n + 3 * n
    point = np.linspace(0.5, 2.0, n)
    expected = 2 * math.sin(0.7) * np.array(a, float) @ point
    got = np.array(evaluate(both, [*point, 0.7]))
    assert got[1:] == pytest.approx(expected, rel=1e-13)


def summed(terms: int, *, products: bool) -> Program:
    """x₀·x₁ + x₂·x₃ + … or x₀ + x₁ + …, one after another."""
    builder = Builder()
    x = [builder.input(f"x{i}") for i in range(2 * terms)]
    total = builder.constant(0.0)
    for i in range(terms):
        term = builder.add("product", x[2 * i], x[2 * i + 1]) if products else x[i]
        total = builder.add("sum", total, term)
    return Program(builder.nodes, tuple(x), (total,), OPS)


def height(program: Program) -> int:
    heights: list[int] = []
    for node in program.nodes:
        heights.append(1 + max((heights[a] for a in node.args), default=-1))
    return max(heights)


@given(st.integers(1, 300), st.booleans())
def test_long_sums_become_trees_of_runs(terms: int, products: bool) -> None:
    program = summed(terms, products=products)
    shaped = dead_code(balanced(program))
    ones = [1.0] * (2 * terms)

    assert height(shaped) <= 12 + math.log2(terms)
    assert evaluate(shaped, ones)[0] == terms
    assert operations(shaped).get("sum", 0) <= terms


def test_products_are_added_where_one_instruction_does_both() -> None:
    """A tree over pairs wastes every second fused multiplication and addition; a run does not."""
    x = sp.symbols("x:32")
    program = dead_code(balanced(lower([sum(x[2 * i] * x[2 * i + 1] for i in range(16))], x)))

    nodes = program.nodes
    pairs = [n for n in nodes if n.op == "sum" and {nodes[a].op for a in n.args} == {"product"}]

    assert len(pairs) == 2  # each of two runs of eight begins with one


def test_scheduled_keeps_few_values_waiting() -> None:
    """All sines first, then their sum: 40 wait. One after another: two."""
    builder = Builder()
    x = builder.input("x")
    scales = [builder.constant(float(k)) for k in range(1, 41)]
    sines = [builder.add("sin", builder.add("product", x, k)) for k in scales]
    total = sines[0]
    for sine in sines[1:]:
        total = builder.add("sum", total, sine)
    ops = lower([sp.sin(X) + X], [X]).ops
    program = Program(builder.nodes, (x,), (total,), ops)

    better = scheduled(program)

    assert pressure(program, range(len(program.nodes)))[0] == 40
    assert pressure(better, range(len(better.nodes)))[0] == 2
    assert operations(better) == operations(program)
    assert evaluate(better, [0.3]) == evaluate(program, [0.3])


def helmholtz(n: int) -> list[sp.Expr]:
    x = sp.symbols(f"x:{n}")
    b = sum(sp.Rational(i + 10, 1000) * x[i] for i in range(n))
    quadratic = sum(x[i] * sum(x[j] / (1 + i + j) for j in range(n)) for i in range(n))
    root = sp.sqrt(2)
    logs = sum(v * sp.log(v / (1 - b)) for v in x)
    ratio = (1 + (1 + root) * b) / (1 + (1 - root) * b)
    return [logs - quadratic / (sp.sqrt(8) * b) * sp.log(ratio)]


V = sp.symbols("v:12")
GRADIENTS = {
    "one variable": [sp.sin(X**2) * sp.exp(-X / 3) + sp.log(1 + X**2)],
    "polynomial": [3 * X**2 * Y + 2 * X * Y**3 - 5],
    "Rosenbrock": [sum(100 * (V[i + 1] - V[i] ** 2) ** 2 + (1 - V[i]) ** 2 for i in range(11))],
    "Helmholtz": helmholtz(12),
    "product": [sp.Mul(*sp.symbols("p:100"))],
    "network": [
        sp.log(1 + sp.exp(sum(sp.tanh(X * V[k] + Y * V[k + 4]) * V[k + 8] for k in range(4))))
    ],
}


@pytest.mark.parametrize("formulas", GRADIENTS.values(), ids=GRADIENTS.keys())
def test_a_gradient_costs_at_most_three_times_the_value(formulas: list[sp.Expr]) -> None:
    inputs = sorted(formulas[0].free_symbols, key=str)
    program = lower(formulas, inputs)

    both = optimise(with_values(program, jacobian(program, range(len(inputs)))))

    assert cost(both) <= 3 * cost(optimise(program))


def test_the_stages_end_with_what_optimise_gives() -> None:
    program = lower([X * sp.sin(Y) + X * sp.cos(Y) ** 3], [X, Y])

    *_, (name, last) = stages(program)

    assert name == "scheduled"
    assert last == optimise(program)


def test_a_sum_of_100_000_terms_is_differentiated_and_optimised() -> None:
    """Nothing is quadratic: Σ xᵢ·xⱼ over 1000 variables, its gradient against NumPy."""
    n, terms = 1000, 100_000
    builder = Builder()
    x = [builder.input(f"x{i}") for i in range(n)]
    left, right = np.arange(terms) % n, (np.arange(terms) * 7 + np.arange(terms) // n) % n
    total = builder.constant(0.0)
    for i, j in zip(left.tolist(), right.tolist(), strict=True):
        total = builder.add("sum", total, builder.add("product", x[i], x[j]))
    program = Program(builder.nodes, tuple(x), (total,), OPS)
    point = np.linspace(-1.0, 1.0, n)

    gradient = optimise(jacobian(program, range(n)))

    expected = np.bincount(left, point[right], n) + np.bincount(right, point[left], n)
    assert np.array(evaluate(gradient, list(point))) == pytest.approx(expected, rel=1e-11)
