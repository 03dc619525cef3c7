"""`stop_gradient`: the value of its argument, and a constant to every derivative."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.held import hold
from symcalc.checking.kernels import check_kernel
from symcalc.compiler.lower import lower
from symcalc.primitives import TABLE
from symcalc.primitives.holding import stop_gradient
from symcalc.writing.latex import latex
from symcalc.writing.text import text

x, y, c = sp.symbols("x y c")

CASES = [
    # formula                          with c in the place of what is held    what is held
    ("x stop_gradient(x^2)", "x c", "x^2"),
    ("stop_gradient(sin x) e^x", "c e^x", "sin x"),
    ("stop_gradient(|x|) |x|", "c |x|", "|x|"),
    ("x^2 + stop_gradient(floor(x) - x^2)", "x^2 + c", "floor(x) - x^2"),
    ("max(x, stop_gradient(2x) - 1)", "max(x, c - 1)", "2x"),
    ("stop_gradient(x)", "c", "x"),
    ("x^stop_gradient(x)", "x^c", "x"),
]
POINTS = (0.7, 2.3, 1.6, 3.25)


@pytest.mark.parametrize("backend", ["python", "cpu"])
@pytest.mark.parametrize(("formula", "cut", "what"), CASES)
def test_kernels_hold_it_constant(formula: str, cut: str, what: str, backend: str) -> None:
    """The oracle is the formula with a letter in its place, differentiated by x alone."""
    k = sc.compile(formula, ["x"], backend=backend)
    plain = sc.compile(cut, ["x", "c"], wrt=["x"], backend="python")
    for point in POINTS:
        fixed = sc.compile(what, ["x"], backend="python")(point)
        assert k(point) == pytest.approx(plain(point, fixed), rel=1e-13)
        assert k.gradient(point) == pytest.approx(plain.gradient(point, fixed), rel=1e-13)
        assert k.hessian(point) == pytest.approx(plain.hessian(point, fixed), rel=1e-13)


@pytest.mark.parametrize(("formula", "cut", "what"), CASES)
def test_derivations_hold_it_constant(formula: str, cut: str, what: str) -> None:
    d = sc.diff(formula, "x")
    slope, plain = d.answer.subs(x, sp.Rational(23, 10)), sc.diff(cut, "x").answer
    fixed = sc.parse(what).subs(x, sp.Rational(23, 10))

    assert float(slope) == pytest.approx(float(plain.subs({x: sp.Rational(23, 10), c: fixed})))
    assert d.verify().status == "agrees"


@pytest.mark.parametrize(("formula", "cut", "what"), CASES)
def test_a_check_does_not_call_it_a_mistake(formula: str, cut: str, what: str) -> None:
    assert check_kernel(sc.compile(formula, ["x"], backend="python")).status == "agrees"


def test_a_check_finds_a_derivative_that_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: the derivative of the argument slips through."""
    wrong = replace(TABLE["stop-gradient"], partials=lambda _u: [sp.S.One])
    monkeypatch.setitem(TABLE, "stop-gradient", wrong)
    assert check_kernel(sc.compile("x stop_gradient(x)", backend="python")).status == "disagrees"


def test_a_claim_is_judged_alike() -> None:
    assert sc.check("x stop_gradient(x)", derivative="2x").status == "disagrees"
    assert sc.check("x stop_gradient(x)", derivative="stop_gradient(x)").status == "agrees"


def test_it_is_told_in_derivations() -> None:
    told = sc.diff("x stop_gradient(x^2)").text()

    assert "stop_gradient(x²) has the value of x², and counts as a constant here." in told
    assert "d/dx stop_gradient(x²) = 0" in told
    assert text(sc.diff("x stop_gradient(x^2)").result) == "stop_gradient(x²)"
    assert sc.explain("d/dx stop_gradient(x) sin(x)").steps[0].substeps[0].rule == "stop-gradient"
    assert sc.diff("x^2 stop_gradient(x)", order=2).check.status == "agrees"


def test_it_is_graded_by_its_value() -> None:
    question = "d/dx x stop_gradient(x)"

    assert sc.grade(question, "stop_gradient(x)", timeout=60).status == "correct"
    assert sc.grade(question, "x", timeout=60).status == "correct"
    assert sc.grade(question, "2x", timeout=60).status == "incorrect"


@pytest.mark.parametrize(
    "typed",
    ["stop_gradient(x)", "stop_gradient x", r"\operatorname{stop\_gradient}(x)"],
)
def test_it_is_read_and_written(typed: str) -> None:
    node = sc.read(typed)

    assert node.expr == stop_gradient(x)
    assert text(node) == "stop_gradient(x)"
    assert sc.read(latex(node)) == node


def test_sympy_sees_it_too() -> None:
    assert (x * stop_gradient(x)).diff(x) == stop_gradient(x)
    assert stop_gradient(sp.Integer(3)) == 3
    assert stop_gradient(stop_gradient(x)) == stop_gradient(x)
    assert stop_gradient(x).expand(func=True) == x


def test_a_straight_through_function_may_be_defined() -> None:
    sc.define("rounded", "x", "x + stop_gradient(floor(x + 1/2) - x)")
    k = sc.compile("3 rounded(x)", backend="python")

    assert k(1.7) == 6.0
    assert k.gradient(1.7).tolist() == [3.0]
    assert sc.check(k).status == "agrees"


def test_held_nodes_become_inputs() -> None:
    program, points = hold(lower([y * stop_gradient(x * y)], [x, y]), [np.array([2.0]), 5.0])

    assert len(program.inputs) == 3
    assert [float(np.ravel(p)[0]) for p in points] == [2.0, 5.0, 10.0]
    untouched = lower([x * y], [x, y])
    assert hold(untouched, [2.0, 5.0]) == (untouched, [2.0, 5.0])


def test_only_such_rows_are_held() -> None:
    assert [row.name for row in TABLE.values() if row.held] == ["stop-gradient"]
