"""Forward, reverse and mixed mode: the same Jacobian, each cheapest somewhere."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp
from compiler_programs import POINTS, X, Y, Z, programs
from hypothesis import assume, given

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.ir import Program
from symcalc.compiler.lower import lower
from symcalc.compiler.passes.cost import cost
from symcalc.compiler.passes.dead_code import dead_code
from symcalc.compiler.passes.derivatives import jacobian
from symcalc.compiler.passes.modes import Mode, cheapest, forward, mixed, reverse

EXACT = 2**50  # below it sums and products of integers are exact


def values(program: Program, mode: Mode, point: list[float]) -> dict[tuple[int, int], float]:
    entries = mode(program, range(len(point)))
    outputs = tuple(entries.at.values())
    made = Program(entries.builder.nodes, program.inputs, outputs, program.ops)
    return dict(zip(entries.at, map(float, evaluate(made, point)), strict=True))


@pytest.mark.parametrize("mode", [forward, mixed], ids=lambda mode: mode.__name__)
@given(program=programs(), point=POINTS)
def test_every_mode_gives_the_entries_of_reverse_mode(
    mode: Mode, program: Program, point: list[float]
) -> None:
    expected, got = values(program, reverse, point), values(program, mode, point)
    assume(all(abs(v) < EXACT for v in (*expected.values(), *got.values())))

    for place in expected.keys() | got.keys():
        assert got.get(place, 0.0) == expected.get(place, 0.0)


def spent(program: Program, mode: Mode, n: int) -> int:
    entries = mode(program, range(n))
    outputs = program.outputs + tuple(entries.at.values())
    return cost(dead_code(Program(entries.builder.nodes, program.inputs, outputs, program.ops)))


S = X * Y + sp.sin(Z)  # through which all goes
PREFERENCES = [
    ([sp.sin(k * sp.exp(sp.sin(X))) for k in range(1, 6)], forward),  # one input
    ([X * sp.sin(Y * Z) + sp.exp(X)], reverse),  # one output
    ([sp.sin(S) * sp.cos(S), sp.exp(S) * S, sp.tanh(S) + S**2], mixed),
]


@pytest.mark.parametrize(("formulas", "best"), PREFERENCES, ids=range(len(PREFERENCES)))
def test_the_cheapest_mode_is_taken(formulas: list[sp.Expr], best: Mode) -> None:
    inputs = sorted(set().union(*(f.free_symbols for f in formulas)), key=str)
    program, n = lower(formulas, inputs), len(inputs)

    costs = {mode: spent(program, mode, n) for mode in (forward, reverse, mixed)}

    assert costs[best] == min(costs.values())
    assert spent(program, cheapest, n) == costs[best]
    assert max(costs.values()) > costs[best]


def test_a_bottleneck_is_right() -> None:
    """An output that others use, a node under a guard, and a bottleneck, by elimination."""
    formulas = [S, sp.sin(S) * S, sp.Piecewise((sp.log(S), S > 0), (S**2, True))]
    program = lower(formulas, [X, Y, Z])
    x, y, z = 0.5, -3.0, 0.25
    s = x * y + np.sin(z)

    got = values(program, mixed, [x, y, z])

    outer = [1.0, np.cos(s) * s + np.sin(s), 2 * s]
    expected = np.outer(outer, [y, x, np.cos(z)])
    assert [[got[i, j] for j in range(3)] for i in range(3)] == pytest.approx(expected, rel=1e-14)


def test_large_programs_are_not_worked_out_three_times() -> None:
    formulas = [sp.sin(k * X) * Y + Z**k for k in range(1, 900)]
    program = lower(formulas, [X, Y, Z])
    x, y, z = 0.3, 2.0, 0.9

    got = evaluate(jacobian(program, (0, 1, 2)), [x, y, z])

    k = np.arange(1, 900)
    expected = np.column_stack([y * k * np.cos(k * x), np.sin(k * x), k * z ** (k - 1)])
    assert np.reshape(got, (899, 3)) == pytest.approx(expected, rel=1e-11)
