from __future__ import annotations

import math

import mpmath as mp
import numpy as np
import pytest
import sympy as sp
from compiler_programs import POINTS, X, Y, Z, programs
from hypothesis import assume, given
from hypothesis import strategies as st

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.ir import Program
from symcalc.compiler.lower import lower
from symcalc.compiler.passes import derivatives
from symcalc.compiler.passes.optimise import optimise

WEIGHTS = st.lists(st.integers(-3, 3).map(float), min_size=3, max_size=3)
EXACT = 2**50  # below it sums and products of integers are exact


def values(program: Program, point: list[float]) -> np.ndarray:
    return np.array([float(v) for v in evaluate(program, point)])


def small(*arrays: np.ndarray) -> bool:
    return all(np.all(np.abs(a) < EXACT) for a in arrays)


@given(program=programs(), point=POINTS, tangent=POINTS, weights=WEIGHTS)
def test_forward_and_reverse_mode_are_transposed(
    program: Program, point: list[float], tangent: list[float], weights: list[float]
) -> None:
    """⟨w, Jv⟩ = ⟨Jᵀw, v⟩, exactly, over the integers."""
    m = len(program.outputs)
    forward = values(derivatives.jvp(program, (0, 1)), point + tangent)
    reverse = values(derivatives.vjp(program, (0, 1)), point + weights[:m])
    assume(small(forward, reverse))

    assert np.dot(weights[:m], forward) == np.dot(reverse, tangent)


@given(program=programs(), point=POINTS)
def test_the_jacobian_is_the_same_by_either_mode(program: Program, point: list[float]) -> None:
    rows = values(derivatives.jacobian(program, (0, 1)), point).reshape(-1, 2)
    assume(small(rows))
    jvp = derivatives.jvp(program, (0, 1))

    for j, unit in enumerate([[1.0, 0.0], [0.0, 1.0]]):
        assert values(jvp, point + unit).tolist() == rows[:, j].tolist()


@given(program=programs(size=8), point=POINTS, vector=POINTS)
def test_the_hessian_is_symmetric_and_multiplies_like_hvp(
    program: Program, point: list[float], vector: list[float]
) -> None:
    hessian = values(derivatives.hessian(program, (0, 1)), point).reshape(-1, 2, 2)
    product = values(derivatives.hvp(program, (0, 1)), point + vector).reshape(-1, 2)
    assume(small(hessian, product))

    assert (hessian == hessian.swapaxes(1, 2)).all()
    assert (hessian @ vector == product).all()


@given(program=programs(), point=POINTS)
def test_values_come_with_their_derivatives(program: Program, point: list[float]) -> None:
    both = derivatives.with_values(program, derivatives.jacobian(program, (1,)))
    expected = values(program, point)
    assume(small(expected))

    assert values(optimise(both), point)[: len(expected)].tolist() == expected.tolist()


def test_values_come_with_second_derivatives_too() -> None:
    program = lower([X**3 * Y, sp.sin(X) * Y**2], [X, Y])
    both = derivatives.with_values(program, derivatives.hessian(program, (0, 1)))

    got = values(optimise(both), [2.0, 3.0])

    s, c = math.sin(2.0), math.cos(2.0)
    expected = [24.0, 9 * s, 36.0, 12.0, 12.0, 0.0, -9 * s, 6 * c, 6 * c, 2 * s]
    assert got == pytest.approx(expected, rel=1e-14)


FORMULAS = [
    X * sp.sin(Y) * sp.exp(-X / 3) + sp.log(1 + X**2),
    (X**Y + Y**X) / (1 + X * Y),
    sp.tanh(X * Y) ** 3 - sp.atan2(X, Y),
    sp.sqrt(X**2 + Y**2) + X ** sp.Rational(5, 2),
    sp.erf(X) * sp.gamma(Y) + sp.polygamma(1, X * Y),
    sp.asin(X / 7) + sp.acosh(Y + 1) + sp.cot(X),
    sp.Piecewise((X**2 * Y, X < Y), (sp.cos(X), True)),
    sp.Max(X, Y) * sp.Abs(X - 3 * Y),
    sp.sin(sp.sin(X * Y) + X * Y) ** 7 / X**3,
]
PLACES = [(0.75, 1.5), (2.125, 0.375), (1.0625, 3.5)]


@pytest.mark.parametrize("place", PLACES, ids=str)
@pytest.mark.parametrize("formula", FORMULAS, ids=str)
def test_first_and_second_derivatives_agree_with_sympy(
    formula: sp.Expr, place: tuple[float, float]
) -> None:
    x, y = sp.symbols("x y", real=True)  # over the reals, as the table is
    real = formula.subs({X: x, Y: y})
    program = lower([formula], [X, Y])
    at = dict(zip((x, y), map(sp.Rational, place), strict=True))
    first = [real.diff(v) for v in (x, y)]
    second = [d.diff(v) for d in first for v in (x, y)]

    got = values(derivatives.jacobian(program, (0, 1)), list(place))
    got2 = values(derivatives.hessian(program, (0, 1)), list(place))

    assert got == pytest.approx([float(d.subs(at).evalf(30)) for d in first], rel=1e-12)
    assert got2 == pytest.approx([float(d.subs(at).evalf(30)) for d in second], rel=1e-11)


NEVER = sp.Piecewise((X * sp.log(X), X > 0), (0, True))
CONVENTIONS = [
    # formula, at (x, y), gradient: what the selected branch gives, and never a nan of another one
    (NEVER, (0, 1), (0, 0)),
    (NEVER * Y, (0, 1), (0, 0)),
    (sp.exp(NEVER) + sp.sin(X), (0, 1), (1, 0)),  # the branch lies deeper
    (sp.sqrt(sp.Abs(X)), (0, 1), (0, 0)),  # ∞ times a kink that is zero by convention
    (sp.Piecewise((sp.sqrt(X), X > 0), (X, True)), (0, 1), (1, 0)),
    (
        sp.Piecewise((sp.Piecewise((1 / X, X > 1), (1 / X**2, True)), X > 0), (Y, True)),
        (0, 2),
        (0, 1),
    ),
    (sp.Piecewise((sp.log(X), X > 0), (0, True)) + X**2 * Y, (0, 3), (0, 0)),
    (sp.Piecewise((sp.log(X * Y), X > 0), (X * Y, True)), (0, 3), (3, 0)),
    (sp.Abs(X), (0, 1), (0, 0)),
    (sp.Abs(X) * Y, (-2, 3), (-3, 2)),
    (sp.Max(0, X), (0, 1), (0, 0)),  # ReLU
    (sp.Max(X, Y), (2, 2), (0.5, 0.5)),
    (sp.Min(X, Y), (2, 2), (0.5, 0.5)),
    (sp.Max(X, Y), (3, 2), (1, 0)),
    (sp.sign(X) * Y, (0, 2), (0, 0)),
    (sp.Heaviside(X) * Y, (0, 2), (0, 0.5)),
    (sp.floor(X) * Y, (2.5, 2), (0, 2)),
    (sp.Piecewise((X, X < Y), (2 * X, X < 2 * Y), (3 * X, True)), (1, 1), (2, 0)),
]


@pytest.mark.parametrize(("formula", "point", "gradient"), CONVENTIONS, ids=str)
def test_kinks_and_branches_not_taken(
    formula: sp.Expr, point: tuple[float, ...], gradient: tuple[float, ...]
) -> None:
    program = lower([formula], [X, Y])
    tangents = derivatives.jvp(program, (0, 1))

    reverse = values(optimise(derivatives.jacobian(program, (0, 1))), list(point))
    forward = [values(optimise(tangents), [*point, *unit])[0] for unit in ((1, 0), (0, 1))]

    assert reverse.tolist() == list(gradient)
    assert forward == list(gradient)


def test_a_branch_not_taken_leaves_second_derivatives_finite() -> None:
    program = lower([NEVER + X**2 * Y], [X, Y])

    assert values(derivatives.hessian(program, (0, 1)), [0.0, 3.0]).tolist() == [6, 0, 0, 0]


def test_a_derivative_that_is_infinite_stays_so() -> None:
    program = lower([sp.sqrt(X)], [X])

    assert values(derivatives.jacobian(program, (0,)), [0.0]).tolist() == [math.inf]


def test_a_wide_formula_is_differentiated_by_few_inputs() -> None:
    """m > n: forward mode, the same numbers."""
    formulas = [sp.sin(k * X) * Y for k in range(1, 6)]
    program = lower(formulas, [X, Y])

    got = values(derivatives.jacobian(program, (0, 1)), [0.3, 2.0]).reshape(5, 2)

    expected = [[2 * k * math.cos(0.3 * k), math.sin(0.3 * k)] for k in range(1, 6)]
    assert got == pytest.approx(np.array(expected), rel=1e-14)


def test_names_of_tangents_avoid_the_inputs() -> None:
    clash = sp.Symbol("d_x")
    program = derivatives.jvp(lower([X * clash], [X, clash]), (0, 1))

    assert len(set(program.names)) == 4
    assert values(program, [2.0, 3.0, 1.0, 0.0]).tolist() == [3.0]


def test_the_cost_is_linear_on_shared_graphs() -> None:
    """x ← sin(xy) + xy, 200 deep, is exponential for SymPy's diff."""
    formula: sp.Expr = X
    sp.core.cache.clear_cache()  # with a full one SymPy itself may compare for ever
    for _ in range(200):
        formula = sp.sin(formula * Y, evaluate=False) + formula * Y
    program = lower([formula], [X, Y])

    both = optimise(derivatives.with_values(program, derivatives.jacobian(program, (0, 1))))

    assert len(both.nodes) < 4 * len(program.nodes)
    step = mp.mpf(10) ** -40
    with mp.workdps(200):
        x, y = mp.mpf("0.5"), mp.mpf("0.5")
        expected = (_nested(x + step, y) - _nested(x - step, y)) / (2 * step)
    assert values(both, [0.5, 0.5])[1] == pytest.approx(float(expected), rel=1e-10)


def _nested(x: mp.mpf, y: mp.mpf) -> mp.mpf:
    for _ in range(200):
        x = mp.sin(x * y) + x * y
    return x


def test_an_output_that_is_an_input_or_a_constant() -> None:
    program = lower([X, sp.Integer(3), X], [X, Z])

    assert values(derivatives.jacobian(program, (0, 1)), [1.0, 1.0]).tolist() == [1, 0, 0, 0, 1, 0]
    assert values(derivatives.vjp(program, (0, 1)), [1, 1, 5, 6, 7]).tolist() == [12, 0]
