"""Numeric differentiation, comparisons and reports; a wrong derivative is always caught."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import mpmath
import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.balls import Balls
from symcalc.checking.claims import Equal
from symcalc.checking.evaluate import Undefined
from symcalc.checking.kernels import check_kernel
from symcalc.checking.numeric import central_differences, complex_step, partial_derivative
from symcalc.checking.precise import Precise
from symcalc.checking.programs import restored
from symcalc.checking.relations import check_equal
from symcalc.checking.sampling import candidates, compare
from symcalc.compiler.ir import Builder, Partial, Program
from symcalc.compiler.lower import lower
from symcalc.primitives import TABLE

x, y = sp.symbols("x y")

SMOOTH = [
    # function, derivative (mpmath), points
    (np.sin, mpmath.cos, [0.0, 1.0, -3.0, 100.0]),
    (np.exp, mpmath.exp, [0.0, 1.0, -5.0, 20.0]),
    (np.log, lambda t: 1 / t, [0.001, 1.0, 500.0]),
    (lambda t: t**7, lambda t: 7 * t**6, [0.1, -2.0, 30.0]),
    (np.arctan, lambda t: 1 / (1 + t * t), [0.0, 10.0, -1000.0]),
]


@pytest.mark.parametrize(("function", "derivative", "points"), SMOOTH)
def test_central_differences(function, derivative, points) -> None:
    found = central_differences(function, np.array(points))
    for point, value, error in zip(points, found.values, found.errors, strict=True):
        exact = float(derivative(mpmath.mpf(point)))
        assert value == pytest.approx(exact, rel=1e-9)
        assert abs(value - exact) <= 100 * error + 1e-15 * abs(exact)  # the estimate is honest


def test_central_differences_where_there_is_no_value() -> None:
    with np.errstate(all="ignore"):
        assert math.isnan(central_differences(np.sqrt, np.array([-1.0])).values[0])


@pytest.mark.parametrize(("function", "derivative", "points"), SMOOTH[:3])
def test_complex_step_has_full_precision(function, derivative, points) -> None:
    found = complex_step(function, np.array(points))
    exact = [float(derivative(mpmath.mpf(p))) for p in points]
    assert found.values == pytest.approx(exact, rel=4e-16)


METHODS = [
    (x**2 * sp.sin(x), "complex step"),
    (sp.Abs(x) ** 3, "Richardson"),  # not analytic
    (sp.erf(x), "Richardson"),  # NumPy has no complex erf
    (sp.Piecewise((x, x > 0), (x**2, True)), "Richardson"),
]


@pytest.mark.parametrize(("formula", "method"), METHODS)
def test_the_complex_step_is_used_where_the_formula_allows_it(formula, method) -> None:
    points = [np.array([0.3, 1.7])]
    assert method in partial_derivative(lower([formula], [x]), points, 0).method


def test_complex_values_of_real_formulas_are_not_mistaken_for_slopes() -> None:
    """x^x is complex for negative x; over the reals it has no value there."""
    slopes = partial_derivative(lower([x**x], [x]), [np.array([-1.5, 2.0])], 0)
    assert math.isnan(slopes.values[0])
    assert slopes.values[1] == pytest.approx(4 * (math.log(2) + 1), rel=1e-14)


EQUAL = [
    (sp.Derivative(x**3, x), 3 * x**2, "agrees"),
    (sp.Derivative(x**3, x), 3 * x**2 + sp.Rational(1, 10**6), "disagrees"),
    (sp.Derivative(sp.sin(x) * y, x) + y, y * sp.cos(x) + y, "agrees"),
    (sp.Derivative(x**4, x, x), 12 * x**2, "agrees"),
    (sp.Derivative(x**2 * y**2, x, y), 4 * x * y, "agrees"),
    (sp.Derivative(7, x), sp.Integer(0), "agrees"),
    (sp.Derivative(sp.Abs(x - 1), x), (x - 1) / sp.Abs(x - 1), "agrees"),
    (sp.Derivative(sp.floor(x), x), sp.Integer(0), "agrees"),  # sampled points are jumps
    (sp.Derivative(sp.sign(2 * x + 1), x), sp.Integer(0), "agrees"),
    (sp.Derivative(sp.sin(1000 * x), x), 1000 * sp.cos(1000 * x), "agrees"),
    (sp.sqrt(x**2), x, "disagrees"),
    (sp.log(-1 - x**2), x, "undecided"),  # defined nowhere
    (sp.sqrt(2) * sp.sqrt(3), sp.sqrt(6), "agrees"),
    (
        sp.Derivative(sp.Abs(x) + sp.exp(y), x),
        x / sp.Abs(x),
        "agrees",
    ),  # beside e^y as large as 10^300
    (sp.Derivative(sp.ceiling(sp.sinh(x)), x), sp.Integer(0), "agrees"),  # dense jumps
    (sp.exp(sp.exp(x**2)), sp.exp(sp.exp(x**2)), "agrees"),  # never too large to compute
]


@pytest.mark.parametrize(("before", "after", "status"), EQUAL)
def test_check_equal(before, after, status) -> None:
    assert check_equal(before, after).status == status


def test_mpmath_has_the_last_word() -> None:
    """Cancellation leaves doubles no digit; the difference is theirs, not the formula's."""
    big = sp.Integer(10) ** 17
    report = check_equal((x + big) - big + 0 * y, ((x / 3) * 3 + big) - big)
    assert report.status == "agrees"


@pytest.mark.parametrize("name", ["product", "sin", "exp"])
def test_a_sabotaged_kernel_is_caught(name: str) -> None:
    """Replace one partial of one operation by zero."""
    k = sc.compile("x^2 sin(x) e^x", backend="python")
    builder = Builder()
    args = tuple(builder.input(f"u{i}") for i in range(k.program.table[name].arity))
    zero = Partial(Program((*builder.nodes, *_constant()), args, (len(args),)))
    wrong = tuple(
        replace(op, partials=(zero, *op.partials[1:])) if op.name == name else op
        for op in k.program.ops
    )
    report = check_kernel(replace(k, program=replace(k.program, ops=wrong)))
    assert report.status == "disagrees"
    assert report.worst is not None
    assert set(report.worst.point) == {"x"}
    assert report.max_error > 1e-3
    assert check_kernel(k).status == "agrees"


def test_a_sabotaged_row_is_caught_when_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel's derivative comes from the row; what it is compared with does not."""
    row = TABLE["tanh"]
    wrong = replace(row, stable=lambda u: [1 / sp.cosh(u)])
    monkeypatch.setitem(TABLE, "tanh", wrong)
    assert sc.check(sc.compile("x tanh x", backend="python")).status == "disagrees"
    monkeypatch.setitem(TABLE, "tanh", row)
    assert sc.check(sc.compile("x tanh x", backend="python")).status == "agrees"


def test_a_claim_is_checked_against_a_formula() -> None:
    with pytest.raises(sc.UnsupportedError, match="against a formula"):
        sc.check(sc.compile("x^2"), derivative="3x")


def _constant() -> tuple:
    builder = Builder()
    builder.constant(0.0)
    return builder.nodes


def test_the_report_names_the_worst_point() -> None:
    report = sc.check("x^2", derivative="2x + x^3/10^6")
    assert report.status == "disagrees"
    assert not report
    t = report.worst.point["x"]
    assert report.worst.expected == pytest.approx(2 * t)
    assert report.worst.got == pytest.approx(2 * t + t**3 / 1e6)
    assert abs(t) > 100  # where the cubic is large
    assert f"x = {t:.6g}" in report.text()
    assert json.loads(report.json())["worst"]["point"] == {"x": t}


def test_a_check_without_points_is_undecided() -> None:
    report = sc.check("ln(-1 - x^2)")
    assert report.status == "undecided"
    assert json.loads(report.json())["max_error"] is None


CHECKED = ["x^2 y", "[x^2 + y, x*y]", "max(x, y)", "|x - 1|", "x^x + sigmoid(x y)", "7"]


@pytest.mark.parametrize("backend", ["python", "cpu"])
@pytest.mark.parametrize("formula", CHECKED)
def test_kernels_agree(formula: str, backend: str) -> None:
    k = sc.compile(formula, backend=backend)
    assert sc.check(k).status == "agrees"


def test_restored_programs_mean_what_was_lowered() -> None:
    formula = sp.Max(x, y) + sp.Piecewise((x, x > y), (y**2, True)) + 1 / (1 + sp.exp(-x))
    (back,) = restored(lower([formula], [x, y]), [x, y])
    assert compare(back, formula).status == "equal"


SAME = [
    (sp.sin(x) ** 2, 1 - sp.cos(x) ** 2, "equal"),
    (sp.log(sp.Abs(x)), sp.log(x), "equal"),  # where both have a value
    (sp.sin(x), sp.sin(x) + sp.Rational(1, 10**12), "different"),
    (sp.sin(x), sp.sin(x) + sp.Rational(1, 10**300), "different"),
    (1 / sp.factorial(2004), 1 / sp.factorial(2006), "different"),
    (sp.sqrt(x - 5000), sp.sqrt(x - 5000), "equal"),  # around the formula's own numbers
    (sp.log(-1 - x**2), sp.log(-1 - x**2), "undecided"),
    (sp.Abs(x), sp.sqrt(x**2), "equal"),
    (sp.Integer(3), sp.Integer(3), "equal"),
    (sp.log(-1), sp.Integer(2), "undecided"),
    (x * y, y * x + x, "different"),
]


@pytest.mark.parametrize(("left", "right", "status"), SAME)
def test_compare(left, right, status) -> None:
    assert compare(left, right).status == status


def test_a_difference_is_certified_at_a_friendly_point() -> None:
    point, left, right = compare(x**2, 2 * x).witness
    assert point == {x: 1}
    assert not (left - right).contains(0)


def test_domains_are_told() -> None:
    found = compare(sp.log(sp.Abs(x)), sp.log(x))
    assert found.left_only
    assert all(point[x] < 0 for point in found.left_only)
    assert not found.right_only


def test_candidates_are_the_same_every_time() -> None:
    assert list(candidates([x, y])) == list(candidates([x, y]))
    assert len({tuple(p.values()) for p in candidates([x, y])}) > 150


FUNCTIONS = [
    *(sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc, sp.asin, sp.acos, sp.atan, sp.acot),
    *(sp.asec, sp.acsc, sp.sinh, sp.cosh, sp.tanh, sp.coth, sp.sech, sp.csch, sp.asinh, sp.acosh),
    *(sp.atanh, sp.acoth, sp.asech, sp.acsch, sp.exp, sp.log, sp.erf, sp.erfc, sp.gamma),
    *(sp.loggamma, sp.factorial, sp.Abs, sp.sign, sp.floor, sp.ceiling, sp.Heaviside, sp.digamma),
]


@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
@pytest.mark.parametrize(
    "point", [sp.Rational(1, 3), sp.Rational(7, 3), sp.Rational(-7, 3), sp.S.One]
)
def test_both_arithmetics_agree_with_sympy(function, point) -> None:
    expr = function(x)
    oracle = sp.N(expr.subs(x, point), 30)
    for kind in (Precise(30), Balls(30)):
        try:
            got = kind.at(expr, {x: point})
        except Undefined:
            assert not (oracle.is_finite and oracle.is_extended_real)
            continue
        assert float(got) == pytest.approx(float(oracle), rel=1e-15)


def test_a_wrong_derivation_is_not_verified() -> None:
    d = sc.diff("x^2")
    wrong = replace(d, claims=(Equal(sp.Derivative(x**2, x), 3 * x),))
    assert wrong.verify().status == "disagrees"
    assert "should be" in wrong.check.text()


def test_kinks_have_no_slope() -> None:
    for formula in (sp.Abs(x), sp.sign(x), sp.floor(x), sp.Heaviside(x)):
        with pytest.raises(Undefined):
            Precise(50).slope(formula, (x,), {x: sp.S.Zero})


UNKNOWN = ["f", "norm", "diff", "quad", "plot", "sinh_"]  # mpmath has functions of most names


@pytest.mark.parametrize("name", UNKNOWN)
@pytest.mark.parametrize("kind", [Precise(30), Balls(30)])
def test_a_function_without_a_formula_has_no_value(name: str, kind) -> None:
    with pytest.raises(Undefined):
        kind.at(sp.Function(name)(x), {x: sp.Integer(2)})


UNWORKED = [
    sp.Integral(y, (y, 0, 1)),
    sp.Limit(y, y, 0),
    sp.Sum(y, (y, 1, 3)),
    sp.Subs(y**2, y, 2),
    sp.Determinant(sp.ImmutableMatrix([[1, 2], [3, 4]])),
]


@pytest.mark.parametrize("part", UNWORKED, ids=str)
@pytest.mark.parametrize("kind", [Precise(30), Balls(30)])
def test_what_is_not_worked_out_has_no_value(part: sp.Expr, kind) -> None:
    with pytest.raises(Undefined):
        kind.at(part + x, {x: sp.Integer(2), y: sp.Integer(5)})


@pytest.mark.parametrize("part", [*UNWORKED, sp.binomial(y, 2)], ids=str)
def test_what_is_not_worked_out_is_a_letter(part: sp.Expr) -> None:
    """d/dx c x² = 2c x whatever c is, and nothing else is."""
    assert check_equal(sp.Derivative(part * x**2, x), 2 * part * x).status == "agrees"
    assert check_equal(sp.Derivative(part * x**2, x), part * x).status == "disagrees"
    assert check_equal(sp.Derivative(part * x**2, x), 2 * x).status == "disagrees"


def test_what_depends_on_the_variable_is_no_letter() -> None:
    area = sp.Integral(y, (y, 0, x))
    assert check_equal(sp.Derivative(area, x), x).status == "agrees"
    assert check_equal(sp.Derivative(area, x), area).status == "disagrees"


@pytest.mark.parametrize(
    "constant", [sp.EulerGamma, sp.Catalan, sp.GoldenRatio, sp.pi, sp.E], ids=str
)
def test_constants_have_their_values(constant: sp.Expr) -> None:
    """SymPy's own value is the oracle."""
    value = float(sp.N(constant, 30))
    assert float(Balls(40).at(constant, {})) == pytest.approx(value, rel=1e-15)
    assert float(Precise(40).at(constant, {})) == pytest.approx(value, rel=1e-15)
    assert compare(x * constant, constant * x).status == "equal"
    assert sc.diff(x**2 * constant, "x").answer == 2 * x * constant


def test_waves_that_are_finer_than_the_step_are_seen() -> None:
    """At x = 72 the sine goes through 10³⁰ waves a unit; its slope was taken for 0 there."""
    f = sp.Si(sp.exp(sp.Symbol("x")))
    x = sp.Symbol("x")
    assert check_equal(sp.Derivative(f, x), sp.sin(sp.exp(x))).status == "agrees"
    assert check_equal(sp.Derivative(f, x), 2 * sp.sin(sp.exp(x))).status == "disagrees"


def test_what_cancels_in_fifty_digits_is_no_difference() -> None:
    x = sp.Symbol("x")
    left = 1 / (1 - sp.sinh(x) / sp.cosh(x))
    assert check_equal(left, sp.exp(2 * x) / 2 + sp.Rational(1, 2)).status == "agrees"
    assert check_equal(left, sp.exp(2 * x) / 2 + 1).status == "disagrees"


@pytest.mark.parametrize(
    "formula", ["x^2 sin(3x)", "|x|", "x^x", "cbrt(x)", "floor(x)", "a x^2 + b"]
)
def test_sympy_and_the_kernel_are_witnesses_too(formula: str) -> None:
    assert sc.diff(formula, "x").verify(kernel=True).status == "agrees"


def test_both_find_a_wrong_answer_out() -> None:
    x = sp.Symbol("x")
    reports = Equal(sp.Derivative(sp.sin(x) * x, x), sp.cos(x)).others(kernel=True)
    assert [r.status for r in reports] == ["disagrees", "disagrees"]
    assert len({r.method for r in reports}) == 2
