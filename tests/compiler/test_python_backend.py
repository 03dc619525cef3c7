from __future__ import annotations

import math

import numpy as np
import pytest
import sympy as sp
from compiler_programs import X, Y

from symcalc.compiler.backends import Task, find
from symcalc.compiler.backends.python import CACHED, evaluate
from symcalc.compiler.ir import Op
from symcalc.compiler.lower import lower
from symcalc.compiler.spelling import analytic, function
from symcalc.errors import BackendError

INF, NAN = math.inf, math.nan

SPELLINGS = [
    # spelling, arguments, value: everything that a row may write
    ("{0} + {1}", (2.0, 3.0), 5.0),
    ("{0} % {1}", (-1.0, 3.0), 2.0),
    ("-{0}", (2.0,), -2.0),
    ("{0} / {1}", (1.0, 0.0), INF),
    ("1.0 / (1.0 + {0} * {0})", (2.0,), 0.2),
    ("{0} ** {1}", (2.0, 3.0), 8.0),
    ("math.sin({0})", (1.0,), math.sin(1.0)),
    ("math.log({0}) / math.log({1})", (8.0, 2.0), 3.0),
    ("math.atan2({0}, {1})", (1.0, -1.0), 0.75 * math.pi),
    ("math.atan2({1}, {0})", (1.0, -1.0), -0.25 * math.pi),
    ("math.erf({0})", (0.5,), math.erf(0.5)),
    ("abs({0})", (-3.0,), 3.0),
    ("gamma({0} + 1.0)", (4.0,), 24.0),
    ("maximum(maximum({0}, {1}), {2})", (1.0, 5.0, 2.0), 5.0),
    ("polygamma(0, {0})", (1.0,), -0.5772156649015329),
    ("({1} if {0} else {2})", (True, 1.0, 2.0), 1.0),
    ("({0} if {1} else ({2} if {3} else math.nan))", (1.0, False, 2.0, False), NAN),
    ("{0} and {1} and {2}", (True, True, False), False),
    ("{0} or {1}", (False, True), True),
    ("not {0}", (1.0,), False),
    ("{0} <= {1}", (1.0, NAN), False),
    ("{0} != {1}", (1.0, 2.0), True),
    ("math.log({0})", (0.0,), -INF),
    ("math.sqrt({0})", (-1.0,), NAN),
    ("math.exp({0})", (1000.0,), INF),
    ("math.lgamma({0})", (0.0,), NAN),
    ("math.gamma({0})", (1000.0,), INF),  # math raises OverflowError
    ("sec({0})", (INF,), NAN),  # math.cos raises ValueError
]


@pytest.mark.parametrize(("spelling", "args", "expected"), SPELLINGS, ids=str)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_spelling_means_what_it_says(
    spelling: str, args: tuple[float, ...], expected: float
) -> None:
    meaning = function(Op("op", len(args), spelling))
    columns = [np.full((2, 3), a) for a in args]

    assert meaning(*args) == pytest.approx(expected, rel=1e-15, nan_ok=True)
    assert meaning(*columns) == pytest.approx(np.full((2, 3), expected), rel=1e-15, nan_ok=True)


def test_a_spelling_cannot_run_code() -> None:
    with pytest.raises(ValueError, match="no spelling"):
        function(Op("op", 1, "[x for x in {0}]"))


@pytest.mark.filterwarnings("error")
def test_nothing_warns_and_nothing_raises() -> None:
    program = lower([sp.log(X) / X, sp.gamma(X), sp.exp(1000 * X)], [X])

    [quotient, gamma, power] = evaluate(program, [np.array([0.0, -1.0, 2.0])])

    assert np.isnan(quotient[:2]).tolist() == [False, True]
    assert quotient[0] == -INF
    assert gamma[2] == 1.0
    assert power[2] == INF


def test_outputs_broadcast_even_if_constant() -> None:
    program = lower([sp.Integer(7), X, X + Y], [X, Y])
    results = evaluate(program, [np.ones((3, 1)), np.ones(2)])

    assert [r.shape for r in results] == [(3, 2)] * 3
    assert (results[0] == 7).all()


ANALYTIC = [
    (X**3 * sp.sin(X) / sp.exp(X) - sp.log(X), True),
    (sp.tanh(X) * sp.atan(X) + sp.sqrt(X), True),
    (sp.Abs(X), False),
    (sp.erf(X), False),  # NumPy has none, math's takes reals
    (sp.Piecewise((X, X > 0), (0, True)), False),
    (sp.Max(X, 1), False),
    (sp.atan2(X, 2), False),
    (sp.cot(X), False),  # a helper, real only
]


@pytest.mark.parametrize(("formula", "expected"), ANALYTIC, ids=str)
def test_analytic_says_where_the_complex_step_works(formula: sp.Expr, expected: bool) -> None:
    assert analytic(lower([formula], [X])) is expected


@pytest.mark.parametrize("formula", [f for f, smooth in ANALYTIC if smooth], ids=str)
def test_the_complex_step_gives_the_derivative(formula: sp.Expr) -> None:
    [value] = evaluate(lower([formula], [X]), [np.array([0.7 + 1e-200j])])

    expected = float(formula.diff(X).subs(X, sp.Float("0.7", 30)).evalf(30))
    assert value.imag / 1e-200 == pytest.approx([expected], rel=1e-14)


def test_large_batches_go_in_blocks() -> None:
    executable = find("python").build(Task(lower([X * Y], [X, Y]), "float64", (1,)))
    x = np.arange(2.0 * CACHED + 5)
    out = np.empty((1, x.size))

    executable.batch([x, x], [out], np.empty(0), x.size)

    assert (out[0] == x * x).all()


@pytest.mark.parametrize("name", ["gpu", "jobs", "cache", "no such", "../x"])
def test_an_unknown_backend_is_told_plainly(name: str) -> None:
    with pytest.raises(BackendError, match="there is no backend") as caught:
        find(name)

    assert "cpu" in str(caught.value.hint)
