"""The longest Programs, which are interpreted block by block instead of being compiled."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest
from compiler_programs import POINTS, X, Y, programs
from hypothesis import HealthCheck, given, settings

import symcalc as sc
from symcalc.compiler.backends import Task, cpu
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.ir import Builder, Program
from symcalc.compiler.kernel import Kernel
from symcalc.compiler.llvm.encoding import encode, spellings
from symcalc.compiler.lower import lower
from symcalc.compiler.options import Options
from symcalc.compiler.passes.optimise import optimise
from symcalc.compiler.spelling import function

RNG = np.random.default_rng(11)
OPS = lower([X * Y + X - Y], [X, Y]).ops


@pytest.fixture
def interpreted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every Program is too long."""
    monkeypatch.setattr(cpu, "LONGEST_LOOP", 0)
    monkeypatch.setattr(cpu, "LONGEST_POINT", 0)


@given(programs(), POINTS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_rows_are_used_again_only_when_they_are_free(program: Program, point: list[float]) -> None:
    """A simulation of the code, row by row."""
    spelled = {op.spelling: op for op in program.ops}
    code = encode(program, ())
    rows = [*point, *[np.nan] * (code.rows - len(point))]
    kinds = [None, "fill", "copy", *(s for s, _ in spellings(program))]
    words = list(code.words)
    while words[0]:
        kind, target = kinds[words.pop(0)], words.pop(0)
        if kind == "fill":
            rows[target] = code.constants[words.pop(0)]
        elif kind == "copy":
            rows[target] = rows[words.pop(0)]
        else:
            args = [rows[words.pop(0)] for _ in range(spelled[kind].arity)]
            rows[target] = float(function(spelled[kind])(*args))

    got = rows[len(point) : len(point) + len(program.outputs)]
    assert got == [float(v) for v in evaluate(program, point)]


FORMULA = "x exp(-y) + sin(x y) + max(x, 0)^2 + piecewise((tanh(x), x > y), (7, True))"


@pytest.mark.usefixtures("interpreted")
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_it_computes_what_is_compiled(dtype: str) -> None:
    k = sc.compile(FORMULA, ["x", "y"], dtype=dtype)
    reference = sc.compile(FORMULA, ["x", "y"], backend="python")
    tolerance = 1e-13 if dtype == "float64" else 1e-5
    x, y = RNG.normal(size=(2, 1000)).astype(dtype)

    for call in ("__call__", "gradient", "hessian"):
        got, want = getattr(k, call)(x, y), getattr(reference, call)(x, y)
        np.testing.assert_allclose(got, want, rtol=tolerance, atol=tolerance)
        one = getattr(k, call)(float(x[3]), float(y[3]))
        np.testing.assert_allclose(one, want[3], rtol=tolerance, atol=tolerance)


@pytest.mark.usefixtures("interpreted")
@pytest.mark.parametrize("count", [3, 5])
def test_one_interpreter_does_not_serve_another_number_of_columns(count: int) -> None:
    names = [f"x{i}" for i in range(count)]
    k = sc.compile(" + ".join(names), names)
    columns = RNG.normal(size=(count, 50))

    np.testing.assert_allclose(k(*columns), columns.sum(axis=0), rtol=1e-14)


@pytest.mark.usefixtures("interpreted")
def test_reductions_and_arguments_in_doubt() -> None:
    k = sc.compile("a sin(x)^2", ["x", "a"], data=["x"], reduce="sum")
    x = RNG.normal(size=3000)
    x[1234] = 1e22  # beyond vector mathematics

    value, gradient = k.value_and_gradient(x, 2.5)

    assert value == pytest.approx(2.5 * np.sum(np.sin(x) ** 2), rel=1e-12)
    assert gradient == pytest.approx([np.sum(np.sin(x) ** 2)], rel=1e-12)


def chain(length: int) -> Program:
    """v ← v·y + x, again and again: as deep as it is long."""
    builder = Builder()
    x, y = builder.input("x"), builder.input("y")
    v = x
    for _ in range(length):
        v = builder.add("sum", builder.add("product", v, y), x)
    return Program(builder.nodes, (x, y), (v,), OPS)


def test_a_hundred_thousand_nodes_in_a_chain() -> None:
    """Nothing recurses: differentiated, compiled, pickled and called."""
    length = 50_000
    k = Kernel(chain(length), True, (0, 1), Options())
    powers = 0.5 ** np.arange(length + 1)
    slope = powers[:-1] @ np.arange(1, length + 1)

    value, gradient = pickle.loads(pickle.dumps(k)).value_and_gradient(3.0, 0.5)
    values: Any = k(np.full(3, 3.0), 0.5)

    assert value == pytest.approx(3 * powers.sum())
    assert gradient == pytest.approx([powers.sum(), 3 * slope])
    assert values == pytest.approx(np.full(3, 3 * powers.sum()))


def test_a_sum_of_a_hundred_thousand_terms() -> None:
    count = 100_000
    builder = Builder()
    x = builder.input("x")
    total = builder.constant(0.0)
    for k in range(count):
        total = builder.add("sum", total, builder.add("product", x, builder.constant(k / count)))
    program = Program(builder.nodes, (x,), (total,), OPS)
    out = np.empty((1, 5))

    cpu.build(Task(optimise(program), "float64", (1,))).batch(
        [np.arange(5.0)], [out], np.empty(0), 5
    )

    assert out[0] == pytest.approx(np.arange(5) * (count - 1) / 2)
