"""Passes that round differently, against mpmath: each within the bound that it states."""

from __future__ import annotations

import math
from collections.abc import Callable

import mpmath
import numpy as np
import pytest
import sympy as sp
from compiler_programs import X, Y, Z
from hypothesis import given
from hypothesis import strategies as st

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.ir import Builder, Program
from symcalc.compiler.lower import lower
from symcalc.compiler.passes.cancelled import cancelled
from symcalc.compiler.passes.dead_code import dead_code
from symcalc.compiler.passes.derivatives import jacobian, with_values
from symcalc.compiler.passes.optimise import optimise
from symcalc.compiler.passes.powers import powers
from symcalc.compiler.passes.reciprocals import reciprocals
from symcalc.compiler.passes.shared import shared
from symcalc.compiler.passes.stable import stable

Pass = Callable[[Program], Program]
ORDINARY = st.floats(-30.0, 30.0).filter(lambda v: abs(v) > 1e-6)


def ulps(got: float, exact: mpmath.mpf) -> float:
    """The error in units in the last place of the exact value."""
    return float(abs(mpmath.mpf(float(got)) - exact) / math.ulp(float(exact)))


def exactly(formula: sp.Expr, point: tuple[float, ...]) -> mpmath.mpf:
    with mpmath.workdps(400):
        return sp.lambdify([X, Y, Z], formula, "mpmath")(*map(mpmath.mpf, point))


def worst(transform: Pass, formulas: list[sp.Expr], point: tuple[float, ...]) -> float:
    program = transform(lower(formulas, [X, Y, Z]))
    got = evaluate(program, list(point))
    return max(ulps(v, exactly(f, point)) for v, f in zip(got, formulas, strict=True))


@given(st.tuples(ORDINARY, ORDINARY, ORDINARY))
def test_a_reciprocal_costs_one_ulp(point: tuple[float, float, float]) -> None:
    assert worst(reciprocals, [X / Z, Y / Z, X / 3, X / 8], point) <= 1.5


@pytest.mark.parametrize("n", [3, 49, 10])
def test_a_step_is_decided_by_a_true_division(n: int) -> None:
    """k/49 is whole at every multiple of 49, k·(1/49) is not."""
    program = optimise(lower([sp.floor(X / n), sp.exp(X / n)], [X]))
    whole = np.arange(1.0, 200.0)

    steps, _ = evaluate(program, [n * whole])

    assert steps.tolist() == whole.tolist()


@given(st.tuples(ORDINARY, ORDINARY, ORDINARY))
def test_what_cancels_is_not_worse(point: tuple[float, float, float]) -> None:
    """x·(y/x), (x·y)/x, x/(x/y), y/(1/x), 2·(3·x) as SymPy would never leave them."""
    builder = Builder()
    x, y, z = (builder.input(name) for name in "xyz")
    one, two, three = map(builder.constant, (1.0, 2.0, 3.0))
    add = builder.add
    forms = [
        (add("product", x, add("quotient", y, x)), Y),
        (add("quotient", add("product", x, y), x), Y),
        (add("quotient", x, add("quotient", x, y)), Y),
        (add("quotient", y, add("quotient", one, x)), X * Y),
        (add("product", add("quotient", one, z), y), Y / Z),
        (add("product", two, add("product", three, x)), 6 * X),
        (add("quotient", z, z), sp.Integer(1)),
    ]
    outputs = tuple(node for node, _ in forms)
    program = Program(builder.nodes, (x, y, z), outputs, lower([X / Y], [X, Y]).ops)

    small = dead_code(cancelled(program))

    got = evaluate(small, list(point))
    assert all(ulps(v, exactly(f, point)) <= 0.5 for v, (_, f) in zip(got, forms, strict=True))
    assert len([node for node in small.nodes if node.args]) == 3


@given(st.floats(0.01, 30.0), st.integers(-32, 32))
def test_powers_are_off_by_their_exponent(x: float, n: int) -> None:
    """An ulp of the result at most for each multiplication, two for the root and the division."""
    for exponent in (sp.Integer(n), sp.Rational(2 * n - 1, 2)):
        assert worst(powers, [X**exponent], (x, 1.0, 1.0)) <= abs(n) + 2


def test_powers_of_one_base_share_their_factors() -> None:
    program = dead_code(powers(lower([X**5, X**2, X**3, X ** sp.Rational(7, 2)], [X])))

    ops = sorted(node.op for node in program.nodes if node.args)

    assert ops == ["product"] * 4 + ["sqrt"]


U = sp.Dummy("u")
STABLE = [
    # what is written, how it is computed, where, since the written form loses digits there
    ((U + 1, sp.log), "log1p", [1e-12, 0.25, 7.0, 1e9]),
    ((1 - U, sp.log), "log1p", [1e-12, 0.25, -7.0]),
    ((sp.exp(U), lambda e: e - 1), "expm1", [1e-12, -1e-3, 0.5, 20.0, -40.0]),
    ((sp.exp(U), lambda e: 1 - e), "expm1", [1e-12, -1e-3, 0.5, 20.0, -40.0]),
    ((1 + sp.exp(U), sp.log), "softplus", [-50.0, -1.0, 0.1, 30.0, 900.0]),
    ((1 + sp.exp(-U), lambda e: 1 / e), "sigmoid", [-700.0, -1.0, 0.1, 30.0, 900.0]),
    ((sp.exp(U), lambda e: e / (1 + e)), "sigmoid", [-700.0, -1.0, 0.1, 30.0, 900.0]),
    ((1 / (1 + sp.exp(-U)), lambda s: 1 - s), "sigmoid", [-700.0, -1.0, 0.1, 30.0, 700.0]),
]


def plainly(expr: sp.Expr) -> Program:
    """`expr` of x as it is written: with exp and log, whatever the table recognises."""
    ops = lower([sp.log(1 + sp.exp(X)) + sp.log(X) + X / Y + sp.exp(X)], [X, Y]).ops
    builder = Builder()
    x = builder.input("x")

    def number(e: sp.Expr) -> int:
        if e.is_Symbol:
            return x
        if e.is_Number:
            return builder.constant(float(e))
        if e.is_Pow and not isinstance(e, sp.exp):
            return builder.add("quotient", builder.constant(1.0), number(e.base))
        heads = {sp.Add: "sum", sp.Mul: "product", sp.exp: "exp", sp.log: "log"}
        if e.is_Mul and e.args[0] == -1:
            return builder.add("negation", number(-e))
        if e.is_Mul and len(e.args) == 2 and e.args[1].is_Pow and e.args[1].exp == -1:
            return builder.add("quotient", number(e.args[0]), number(e.args[1].base))
        return builder.add(heads[type(e)], *map(number, e.args))

    output = number(expr)
    return Program(builder.nodes, (x,), (output,), ops)


@pytest.mark.parametrize(("form", "op", "places"), STABLE, ids=range(len(STABLE)))
def test_stable_forms_keep_their_digits(
    form: tuple[sp.Expr, Callable[[sp.Expr], sp.Expr]], op: str, places: list[float]
) -> None:
    inner, outer = form
    expr = outer(inner).subs(U, X)
    program = dead_code(stable(plainly(expr)))

    assert op in {node.op for node in program.nodes}
    for place in places:
        exact = exactly(expr, (place, 0.0, 0.0))
        assert ulps(evaluate(program, [place])[0], exact) <= 3


SHARING = [
    [sp.exp(X), sp.exp(-X)],
    [sp.log(1 + sp.exp(X)), 1 / (1 + sp.exp(-X))],
    [1 / (1 + sp.exp(-X)), 1 / (1 + sp.exp(X)), sp.log(1 + sp.exp(-X))],
    [sp.tanh(X), 1 / sp.cosh(X) ** 2],
]
EXPENSIVE = {"exp", "expm1", "tanh", "cosh", "sigmoid", "softplus"}


@pytest.mark.parametrize("formulas", SHARING, ids=str)
@pytest.mark.parametrize("x", [-700, -37.5, -3.0, -1.0, -0.4, -1e-9, 1e-9, 0.7, 1.0, 19.0, 340])
def test_functions_that_share_an_exponential_stay_accurate(
    formulas: list[sp.Expr], x: float
) -> None:
    with mpmath.workdps(60):
        exact = [exactly(f, (x, 1.0, 1.0)) for f in formulas]
    program = dead_code(shared(powers(lower(formulas, [X]))))

    got = evaluate(program, [x])

    normal = [k for k, v in enumerate(exact) if abs(v) > 2.3e-308]
    assert all(ulps(got[k], exact[k]) <= 4 for k in normal)
    assert sum(node.op in EXPENSIVE for node in program.nodes) == 1


@pytest.mark.parametrize("x", [math.inf, -math.inf, math.nan])
def test_shared_functions_at_the_ends(x: float) -> None:
    formulas = [sp.tanh(X), 1 / sp.cosh(X) ** 2, sp.log(1 + sp.exp(X)), 1 / (1 + sp.exp(-X))]

    got = [float(v) for v in evaluate(shared(powers(lower(formulas, [X]))), [x])]

    with np.errstate(over="ignore", invalid="ignore"):
        expected = [np.tanh(x), 1 / np.cosh(x) ** 2, np.logaddexp(0, x), 1 / (1 + np.exp(-x))]
    assert np.array_equal(got, expected, equal_nan=True)


WHOLE = [
    X * sp.sin(Y) * sp.exp(-X / 3) / Z + sp.log(1 + X**2),
    (X**Y + Y**X) / (1 + X * Y) + Z / (1 + X * Y),
    sp.tanh(X * Y) ** 3 - sp.atan2(X, Y) / sp.sqrt(X**2 + Y**2 + Z**2),
    Z * sp.log(Z / (1 - X / 9)) + X * sp.log(X / (1 - X / 9)),
    sp.log(1 + sp.exp(X * Y - Z)) * (X + X * Y + X * Z + X**2) ** sp.Rational(5, 2),
]


@pytest.mark.parametrize("formula", WHOLE, ids=str)
@given(point=st.tuples(*[st.floats(0.25, 4.0)] * 3))
def test_all_passes_together_are_as_good_as_none(
    formula: sp.Expr, point: tuple[float, ...]
) -> None:
    """Value and gradient; no nearer to the exact ones before than after, up to 40 ulp."""
    program = lower([formula], [X, Y, Z])
    both = with_values(program, jacobian(program, (0, 1, 2)))
    exact = [exactly(f, point) for f in (formula, *(formula.diff(v) for v in (X, Y, Z)))]
    size = max(map(abs, exact))

    before, after = evaluate(both, list(point)), evaluate(optimise(both), list(point))

    for old, new, value in zip(before, after, exact, strict=True):
        error = abs(mpmath.mpf(float(new)) - value)
        assert error <= 2 * abs(mpmath.mpf(float(old)) - value) + size * 40 * 2.0**-53
