"""`check` of kernels: what is right is never blamed, and whatever is wrong is found and named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.kernels import check_kernel
from symcalc.checking.programs import exact_curvatures, exact_slopes, exact_values
from symcalc.checking.rounding import rounding_bounds
from symcalc.compiler.ir import Builder, Partial, Program
from symcalc.compiler.kernel import Kernel
from symcalc.compiler.lower import lower

x, y = sp.symbols("x y")

RIGHT = [
    *("x^2 sin(y) + e^x", "3x^2 y + 2x y^3 - 5", "x tanh x", "ln(1 + x^2) y", "sqrt(x^2 + y^2)"),
    *("atan2(y, x)", "|x - 1| y", "max(x, y, 3)", "min(x, y^2)", "x^x + sigmoid(x y)"),
    *("asin(x) acos(x)", "erf(x) + erfc(y)", "cbrt(x) y", "x^(1/3) + y^(5/2)", "sinh(x)/cosh(x)"),
    *("acosh(x) + asinh(x)", "atanh(x) y", "1/(1 + e^(-x))", "exp(-x^2/2)", "[x^2 + y, x*y]"),
    *("[x cos y, x sin y, x]", "floor(x) x", "sec(x) + cot(y)", "x", "gamma(x)", "softplus(x y)"),
    *("relu(x) y", "x/y + y/x", "(1 - cos(x))/x^2", "sqrt(x + 1) - sqrt(x)", "ln|x| + log_2(y)"),
]


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("formula", RIGHT)
def test_right_kernels_agree(formula: str, dtype: str) -> None:
    report = sc.check(sc.compile(formula, backend="python", dtype=dtype))
    assert report.status == "agrees", report.text()
    assert report.max_error <= report.tolerance


@pytest.mark.parametrize("formula", RIGHT)
def test_right_compiled_kernels_agree(formula: str) -> None:
    report = sc.check(sc.compile(formula, backend="cpu"))
    assert report.status == "agrees", report.text()


# Right, but a double has few digits of them or none.
DELICATE = [
    sp.expand((x - 1) ** 20),
    sp.expand((x - 1) ** 20) * sp.sin(x),
    sp.log(1 + sp.Float("1e-17") * x),
    sp.sin(10**8 * x),
    sp.exp(x) / (1 + sp.exp(x)),  # overflows
    1 / (1 + sp.exp(x)),
    sp.exp(-1 / x**2),
    x * sp.Abs(x),  # no second derivative at 0
    sp.Piecewise((sp.exp(-1 / x**2), x > 0), (0, True)),
    sp.sinh(x) / sp.cosh(x),  # its square overflows in float32
]


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("formula", DELICATE, ids=lambda f: str(f)[:40])
def test_right_but_delicate_kernels_are_never_blamed(formula: sp.Expr, dtype: str) -> None:
    report = sc.check(sc.compile(formula, backend="python", dtype=dtype))
    assert report.status != "disagrees", report.text()


def test_what_rounding_does_is_allowed_and_told() -> None:
    """Near 1 the terms are 10^5 times the sum, and the kernel cannot help it."""
    report = sc.check(sc.compile(sp.expand((x - 1) ** 20), backend="python"))
    delicate = max(report.parts, key=lambda part: part.rounding)
    assert (report.status, delicate.status) == ("agrees", "agrees")
    assert delicate.tolerance > delicate.rounding > 1e-14


class Wrapped(Kernel):
    """A kernel one of whose methods tells something else."""

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        spoiled = WRONG.get(name)
        return (lambda *args: spoiled(found(*args))) if spoiled else found


WRONG: dict[str, Callable[[Any], Any]] = {}


def spoiled(kernel: Kernel) -> Kernel:
    return Wrapped(kernel.program, kernel.scalar, kernel.wrt_positions, kernel.options)


def entry(index: tuple[int, ...], change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Change one entry of what is returned for each point."""

    def apply(result: Any) -> Any:
        array = np.array(result)
        array[..., *index] = change(array[..., *index])
        return array

    return apply


def twice(value: Any) -> Any:
    return 2 * value


SABOTAGE = [
    # formula                  method      what is wrong                          blamed   entry
    ("x^2 sin(y) + e^x", "gradient", entry((1,), np.negative), "gradient", (1,)),
    ("[x y, x - y, x^2]", "jacobian", entry((2, 0), twice), "jacobian", (2, 0)),
    ("x^3 y^2", "hessian", entry((0, 1), lambda h: h + 1e-3), "hessian", (0, 1)),
    ("[x^3 y, y^2]", "hessian", entry((0, 1, 1), lambda h: h + 1), "hessian", (0, 1, 1)),
    ("[x y, x - y]", "jvp", lambda r: np.asarray(r)[..., ::-1], "jvp", None),
    ("[2x + 3y, 5x - y]", "vjp", lambda r: np.asarray(r)[..., ::-1], "vjp", None),
    ("x^3 y^2", "hvp", twice, "hvp", None),
    ("x^3 y^2", "value_and_gradient", lambda r: (r[0], -r[1]), "value_and_gradient", (0,)),
    ("x^3 y^2", "jacobian_values", twice, "jacobian_values · v", None),
    ("x^3 y^2", "hessian_values", twice, "hessian_values · v", None),
]


@pytest.mark.parametrize(("formula", "method", "change", "blamed", "index"), SABOTAGE)
def test_a_wrong_method_is_found_and_blamed(
    formula: str,
    method: str,
    change: Callable[[Any], Any],
    blamed: str,
    index: tuple[int, ...] | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    k = spoiled(sc.compile(formula, backend="python"))
    assert check_kernel(k).status == "agrees"
    monkeypatch.setitem(WRONG, method, change)
    report = check_kernel(spoiled(k))
    assert report.status == "disagrees"
    assert report.what == blamed
    assert index is None or report.worst.index == index
    assert "code's" in report.note
    assert blamed in report.text()


def test_a_transposed_product_is_told_from_its_transpose(monkeypatch: pytest.MonkeyPatch) -> None:
    """vjp that multiplies by J instead of its transpose: jvp is right, and both laws see it."""
    k = sc.compile("[2x + 3y, 5x - y]", ["x", "y"], backend="python")
    matrix = np.array([[2.0, 3.0], [5.0, -1.0]])
    right = np.linalg.inv(matrix.T)
    monkeypatch.setitem(
        WRONG, "vjp", lambda r: (matrix @ right @ np.asarray(r)[..., np.newaxis])[..., 0]
    )
    verdicts = {part.what: part.status for part in check_kernel(spoiled(k)).parts}
    assert verdicts["vjp"] == verdicts["⟨Jᵀ·w, v⟩"] == "disagrees"
    assert verdicts["jvp"] == verdicts["jacobian"] == "agrees"


def test_a_single_point_that_differs_from_many_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    k = sc.compile("x^3 y^2", backend="python")
    one = lambda r: np.asarray(r) + (np.ndim(r) == 1)  # noqa: E731
    monkeypatch.setitem(WRONG, "gradient", one)
    report = check_kernel(spoiled(k))
    assert (report.status, report.what) == ("disagrees", "one point")


def test_a_wrong_scale_in_float32_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    k = sc.compile("x^3 y^2", backend="python", dtype="float32")
    monkeypatch.setitem(WRONG, "gradient", lambda r: np.asarray(r) * np.float32(1.0001))
    report = check_kernel(spoiled(k))
    assert (report.status, report.what) == ("disagrees", "gradient")
    assert report.max_error == pytest.approx(1e-4, rel=0.1)


def test_a_value_that_is_not_finite_is_wrong_where_nothing_overflows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    k = sc.compile("x^3 y^2", backend="python")
    monkeypatch.setitem(WRONG, "gradient", lambda r: np.asarray(r) * np.nan)
    report = check_kernel(spoiled(k))
    assert (report.status, report.what) == ("disagrees", "gradient")
    assert json.loads(report.json())["worst"]["got"] is None


@pytest.mark.parametrize("name", ["product", "sin", "exp", "power"])
def test_a_wrong_partial_of_an_operation_is_found(name: str) -> None:
    """It spoils every derivative alike, so only values can tell: no law does."""
    k = sc.compile("x^2 sin(x) e^x + x^2.5", backend="python")
    builder = Builder()
    args = tuple(builder.input(f"u{i}") for i in range(k.program.table[name].arity))
    two = builder.constant(2.0)
    wrong = Partial(Program(builder.nodes, args, (two,)))
    ops = tuple(
        replace(op, partials=(wrong, *op.partials[1:])) if op.name == name else op
        for op in k.program.ops
    )
    report = check_kernel(replace(k, program=replace(k.program, ops=ops)))
    assert (report.status, report.what) == ("disagrees", "gradient")
    verdicts = {part.what: part.status for part in report.parts}
    assert verdicts["⟨Jᵀ·w, v⟩"] == verdicts["value"] == "agrees"


def test_a_wrong_entry_among_many_variables_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    symbols = sp.symbols("t0:40")
    formula = sp.Add(*(a**2 * sp.sin(b) for a, b in pairwise(symbols)))
    k = sc.compile(formula, symbols, backend="python")
    assert check_kernel(k).status == "agrees"
    monkeypatch.setitem(WRONG, "gradient", entry((17,), lambda g: g * 1.001))
    report = check_kernel(spoiled(k))
    assert (report.status, report.what, report.worst.index) == ("disagrees", "gradient · v", (17,))
    assert report.worst.component == "∂/∂t17"
    assert report.worst.got == pytest.approx(1.001 * report.worst.expected, rel=1e-6)
    monkeypatch.setitem(WRONG, "gradient", entry((), lambda g: g))
    monkeypatch.setitem(WRONG, "hessian", entry((3, 4), lambda h: h + 1))
    report = check_kernel(spoiled(k))
    assert (report.status, report.worst.index) == ("disagrees", (3, 4))


def test_many_variables_are_checked_by_products() -> None:
    symbols = sp.symbols("t0:120")
    k = sc.compile(sp.Add(*(s**3 for s in symbols)), symbols, backend="python")
    report = check_kernel(k)
    assert report.status == "agrees"
    assert {"gradient · v", "vjp · v", "hvp"} <= {part.what for part in report.parts}
    assert not any(part.what.startswith("hessian") for part in report.parts)


def test_shared_parts_and_depth_cost_nothing() -> None:
    """On paper this formula has 2^100 symbols."""
    once = sc.compile("atan(x y) + cos(x)/2", ["x", "y"], backend="python")
    builder = Builder(once.program.nodes)
    first, second = once.program.inputs
    (u,) = once.program.outputs
    for _ in range(99):
        (u,) = builder.inline(once.program, [u, second])
    deep = Program(builder.nodes, (first, second), (u,), once.program.ops)
    assert check_kernel(replace(once, program=deep)).status == "agrees"


@pytest.mark.parametrize("reduce", ["sum", "mean"])
@pytest.mark.parametrize("backend", ["python", "cpu"])
def test_a_reduction_is_that_of_its_points(reduce: str, backend: str) -> None:
    k = sc.compile("(a x + b - y)^2", data=("x", "y"), reduce=reduce, backend=backend)
    report = sc.check(k)
    assert report.status == "agrees"
    assert report.parts[-1].what == f"{reduce} over data"
    assert report.parts[-1].points > 1


def test_a_wrong_reduction_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    k = sc.compile("(a x + b - y)^2", data=("x", "y"), reduce="sum", backend="python")
    monkeypatch.setitem(WRONG, "gradient", lambda r: np.asarray(r) * (1 + (np.ndim(r) == 1)))
    wrong = spoiled(k)
    report = check_kernel(wrong)
    assert report.status == "disagrees"
    assert report.parts[-1].status == "disagrees"


def test_the_report_is_a_table_and_a_verdict() -> None:
    report = sc.check(sc.compile("x^2 y", backend="python"))
    lines = str(report).splitlines()
    assert lines[0].split() == ["checked", "against", "points", "max", "error", "verdict"]
    assert all(line.endswith("agrees") for line in lines[1:-2])
    assert lines[-1].startswith("All agree: checked at 32 points against numeric differentiation")
    data = json.loads(report.json())
    assert [part["what"] for part in data["parts"]][:2] == ["value", "gradient"]
    assert {"status", "points", "max_error", "tolerance", "worst", "method"} <= set(data)


EXACT = [
    (sp.sin(x) * y, (1.25, -2.0)),
    (sp.gamma(x) ** y, (2.5, 0.5)),
    (sp.Piecewise((x**2 * y, x > 1), (y**3, True)), (0.5, 2.0)),
    (sp.Max(x, y) * sp.exp(x), (0.5, 2.0)),
    (sp.atan2(y, x) + sp.erf(x), (-0.5, 2.0)),
    (sp.sin(10**8 * x) + y, (0.3, 1.0)),
]


@pytest.mark.parametrize(("formula", "point"), EXACT)
def test_high_precision_agrees_with_sympy(formula: sp.Expr, point: tuple[float, float]) -> None:
    program, at = lower([formula], [x, y]), dict(zip((x, y), map(sp.Rational, point), strict=True))
    [value] = exact_values(program, point)
    [slope] = exact_slopes(program, point, (1.0, 0.0))
    [bend] = exact_curvatures(program, point, (1.0, 0.0), (0.0, 1.0))
    wanted = [formula, formula.diff(x), formula.diff(x, y)]
    for figure, expr in zip((value, slope, bend), wanted, strict=True):
        oracle = float(expr.subs(at).evalf(40))
        assert figure.value == pytest.approx(oracle, rel=1e-14, abs=1e-20)
        assert figure.error <= 1e-15 * max(1.0, abs(oracle))


NO_SLOPE = [
    (sp.Abs(x), 0.0),
    (sp.sign(x), 0.0),
    (sp.floor(x), 3.0),
    (sp.sqrt(x), 0.0),
    (sp.Max(x, 1 - x), 0.5),
    (sp.log(x), -1.0),
]


@pytest.mark.parametrize(("formula", "point"), NO_SLOPE)
def test_there_is_no_figure_where_there_is_no_slope(formula: sp.Expr, point: float) -> None:
    assert exact_slopes(lower([formula], [x]), [point], [1.0]) == [None]


def test_there_is_no_curvature_at_a_kink_of_the_slope() -> None:
    assert exact_curvatures(lower([x * sp.Abs(x)], [x]), [0.0], [1.0], [1.0]) == [None]
    assert exact_curvatures(lower([sp.Abs(x)], [x]), [0.0], [1.0], [1.0]) == [None]


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("t", [1.0009765625, 1.25, 3.0, 0.0078125])
def test_rounding_stays_within_its_bound(t: float, dtype: str) -> None:
    """Against what the dtype makes of it, operation by operation, and mpmath."""
    formulas = [sp.expand((x - 1) ** 7), (1 - sp.cos(x)) / x**2, sp.sin(1000 * x)]
    k = sc.compile(formulas, [x], backend="cpu", dtype=dtype)
    bounds = rounding_bounds(k.program, [t], dtype)
    exact = [figure.value for figure in exact_values(k.program, [t])]
    errors = np.abs(np.asarray(k(t), float) - exact)
    assert np.all(errors <= bounds)
    assert np.all(bounds <= 1e6 * np.finfo(dtype).eps * np.maximum(1.0, np.abs(exact)))


def test_a_choice_does_not_suffer_from_what_it_left() -> None:
    formula = sp.Piecewise((sp.exp(x), x > 0), (1 / x, True))
    bounds = rounding_bounds(lower([formula, sp.exp(-sp.exp(x))], [x]), [1000.0], "float64")
    assert np.isinf(bounds).tolist() == [True, True]  # e^1000 itself is no double
    bounds = rounding_bounds(lower([formula], [x]), [-2.0], "float64")
    assert bounds[0] < 1e-13
