"""Sparse Jacobians and Hessians: right, and linear in the number of entries."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import numpy as np
import pytest
import sympy as sp
from compiler_programs import OPS, POINTS, X, Y, Z, programs
from hypothesis import given
from numpy.typing import NDArray
from scipy.optimize import rosen_hess

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.ir import Builder, Program
from symcalc.compiler.lower import lower
from symcalc.compiler.passes import derivatives
from symcalc.compiler.passes.optimise import optimise
from symcalc.compiler.passes.sparsity import Structure

Sparse = tuple[Structure, Program]


def scattered(sparse: Sparse, inputs: list[float], m: int) -> NDArray[np.float64]:
    """The sparse matrix at a point, as a dense one."""
    structure, program = sparse
    dense = np.zeros((m, len(inputs)))
    dense[structure.rows, structure.cols] = evaluate(program, inputs)
    return dense


@given(program=programs(), point=POINTS)
def test_sparse_and_dense_jacobian_have_the_same_entries(
    program: Program, point: list[float]
) -> None:
    m = len(program.outputs)
    dense = evaluate(derivatives.jacobian(program, (0, 1)), point)

    sparse = scattered(derivatives.sparse_jacobian(program, (0, 1)), point, m)

    assert sparse.tolist() == np.reshape(dense, (m, 2)).tolist()


@given(program=programs(size=8), point=POINTS)
def test_sparse_and_dense_hessian_have_the_same_entries(
    program: Program, point: list[float]
) -> None:
    m = 2 * len(program.outputs)
    dense = evaluate(derivatives.hessian(program, (0, 1)), point)

    sparse = scattered(derivatives.sparse_hessian(program, (0, 1)), point, m)

    assert sparse.tolist() == np.reshape(dense, (m, 2)).tolist()


def test_the_structure_is_row_by_row_and_leaves_plain_zeros_out() -> None:
    program = lower([Y * Z, sp.sin(X), sp.Integer(3), X + Y], [X, Y, Z])

    structure, values = derivatives.sparse_jacobian(program, (0, 1, 2))

    assert structure == Structure(rows=(0, 0, 1, 3, 3), cols=(1, 2, 0, 0, 1))
    assert [float(v) for v in evaluate(values, [0.0, 2.0, 5.0])] == [5, 2, 1, 1, 1]


def test_the_hessian_structure_is_symmetric_and_shares_values() -> None:
    program = lower([X**3 * Y + Z, X * Z], [X, Y, Z])

    structure, values = derivatives.sparse_hessian(program, (0, 1, 2))

    assert structure.places == [(0, 0), (0, 1), (1, 0), (3, 2), (5, 0)]
    assert values.outputs[1] == values.outputs[2]
    assert [float(v) for v in evaluate(values, [2.0, 5.0, 7.0])] == [60, 12, 12, 1, 1]


def tridiagonal(n: int) -> Program:
    """fᵢ = xᵢ² + 3·xᵢ₋₁·xᵢ - xᵢ₊₁."""
    builder = Builder()
    x = [builder.input(f"x{i}") for i in range(n)]
    three = builder.constant(3.0)
    outputs = []
    for i in range(n):
        total = builder.add("product", x[i], x[i])
        if i > 0:
            pair = builder.add("product", x[i - 1], x[i])
            total = builder.add("sum", total, builder.add("product", three, pair))
        if i < n - 1:
            total = builder.add("difference", total, x[i + 1])
        outputs.append(total)
    return Program(builder.nodes, tuple(x), tuple(outputs), OPS)


def rosenbrock(n: int) -> Program:
    """Σ 100(xᵢ₊₁ - xᵢ²)² + (1 - xᵢ)², one term added after another."""
    builder = Builder()
    x = [builder.input(f"x{i}") for i in range(n)]
    hundred, one = builder.constant(100.0), builder.constant(1.0)
    total = builder.constant(0.0)
    for i in range(n - 1):
        valley = builder.add("difference", x[i + 1], builder.add("product", x[i], x[i]))
        slope = builder.add("difference", one, x[i])
        steep = builder.add("product", hundred, builder.add("product", valley, valley))
        total = builder.add("sum", total, steep)
        total = builder.add("sum", total, builder.add("product", slope, slope))
    return Program(builder.nodes, tuple(x), (total,), OPS)


def test_a_tridiagonal_jacobian_of_2000_rows() -> None:
    n = 2000
    x = np.linspace(-1.0, 2.0, n)

    structure, values = derivatives.sparse_jacobian(tridiagonal(n), range(n))

    expected = np.diag(2 * x) + np.diag(3 * x[1:], -1) - np.eye(n, k=1)
    expected[range(1, n), range(1, n)] += 3 * x[:-1]
    small = optimise(values)
    assert len(structure.rows) == 3 * n - 2
    assert len(small.nodes) < 8 * n
    assert np.abs(scattered((structure, small), list(x), n) - expected).max() <= 1e-14


def test_the_hessian_of_a_chain_of_2000_variables() -> None:
    n = 2000
    x = np.linspace(-1.0, 2.0, n)

    structure, values = derivatives.sparse_hessian(rosenbrock(n), range(n))

    small = optimise(values)
    got = scattered((structure, small), list(x), n)
    assert len(structure.rows) == 3 * n - 2
    assert len(small.nodes) < 12 * n
    assert np.abs(got - rosen_hess(x)).max() <= 1e-11


@pytest.mark.parametrize(
    ("system", "derive"),
    [
        (tridiagonal, derivatives.sparse_jacobian),
        (rosenbrock, derivatives.sparse_hessian),
    ],
)
def test_memory_is_linear_in_the_number_of_entries(
    system: Callable[[int], Program], derive: Callable[[Program, range], Sparse]
) -> None:
    """Twice as many variables take twice, not four times, the memory."""

    def peak(n: int) -> int:
        program = system(n)
        tracemalloc.start()
        derive(program, range(n))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(1600) < 3 * peak(800)
