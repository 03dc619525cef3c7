"""Tangents, parametric curves and inverse functions: right by hand, and where there is none."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.steps import walk

TANGENTS = [
    # formula               point                        tangent, by hand
    ("x^2", {"x": 3}, "y = 6x - 9"),
    ("x^3 - x", {"x": 1}, "y = 2x - 2"),
    ("sin(x)", {"x": 0}, "y = x"),
    ("cos(x)", {"x": 0}, "y = 1"),
    ("e^x", {"x": 1}, "y = e x"),
    ("ln(x)", {"x": "e"}, "y = x/e"),
    ("sqrt(x)", {"x": 4}, "y = x/4 + 1"),
    ("1/x", {"x": "1/2"}, "y = 4 - 4x"),
    ("2x + 1", {"x": 5}, "y = 2x + 1"),
    ("x|x|", {"x": 0}, "y = 0"),  # both slopes are 0
    ("t^2", {"t": 1}, "y = 2t - 1"),
    ("5", {"x": 2}, "y = 5"),
    ("5", 2, "y = 5"),
    ("e^x", 0, "y = x + 1"),
    ("y^2", {"y": 1}, "z = 2y - 1"),  # y is taken
    ("y = x^2", {"x": 3}, "y = 6x - 9"),
    ("cbrt(x)", {"x": 0}, "x = 0"),
    ("sqrt(x)", {"x": 0}, "x = 0"),
    ("sqrt(|x|)", {"x": 0}, "x = 0"),
    ("x^2 y", {"x": 1, "y": 2}, "z = 4x + y - 4"),
    ("x^2 + y^2", {"x": 1, "y": 1}, "z = 2x + 2y - 2"),
    ("e^x cos(y)", {"x": 0, "y": 0}, "z = x + 1"),
    ("x y z", {"x": 1, "y": 2, "z": 3}, "w = 6x + 3y + 2z - 12"),
    ("x^2 + y^2 = 25", {"x": 3, "y": 4}, "y = 25/4 - 3x/4"),
    ("x^2 + y^2 = 25", {"x": 5, "y": 0}, "x = 5"),
    ("x^3 + y^3 = 6x y", {"x": 3, "y": 3}, "y = 6 - x"),
    ("x y = 1", {"x": 2, "y": "1/2"}, "y = 1 - x/4"),
    ("x^2 + y^2 + z^2 = 9", {"x": 1, "y": 2, "z": 2}, "z = 9/2 - x/2 - y"),
    ("x^2 + y^2 + z^2 = 14", {"x": 1, "y": 2, "z": 3}, "z = 14/3 - x/3 - 2y/3"),
]


def same_equation(left: sp.Eq, right: sp.Eq) -> bool:
    return all(sp.simplify(a - b) == 0 for a, b in zip(left.args, right.args, strict=True))


@pytest.mark.parametrize(("formula", "at", "by_hand"), TANGENTS)
def test_tangents(formula: str, at: dict[str, object], by_hand: str) -> None:
    d = sc.tangent(formula, at=at)

    assert same_equation(d.answer, sc.parse(by_hand))
    assert d.verify().status == "agrees"
    assert all(step.title for step in walk(d.steps))
    assert d.ending in d.text()


WITHOUT = [
    # formula                                     point                 what is said
    (
        "|x|",
        {"x": 0},
        "There is no tangent at x = 0: from the left the slope is −1, from the right 1.",
    ),
    ("|x^2 - 1|", {"x": 1}, "from the left the slope is −2, from the right 2"),
    ("max(x, x^2)", {"x": 1}, "from the left the slope is 1, from the right 2"),
    ("relu(x)", {"x": 0}, "from the left the slope is 0, from the right 1"),
    ("floor(x)", {"x": 1}, "There is no tangent"),
    ("y^2 = x^3", {"x": 0, "y": 0}, "the curve has no single tangent there"),
    ("sqrt(x^2 + y^2)", {"x": 0, "y": 0}, "There is no tangent plane"),
]


@pytest.mark.parametrize(("formula", "at", "said"), WITHOUT)
def test_where_there_is_no_tangent(formula: str, at: dict[str, int], said: str) -> None:
    d = sc.tangent(formula, at=at)
    assert said in d.ending
    assert said in d.text()


def test_vertical_tangents_are_told_apart() -> None:
    assert "one side" in sc.tangent("sqrt(x)", at={"x": 0}).text()
    assert "As x → 0⁺ the slope grows without bound" in sc.tangent("sqrt(x)", at={"x": 0}).text()
    assert "difference quotients to one side" in sc.tangent("sqrt(x)", at={"x": 0}).text()
    assert "is the slope" not in sc.tangent("sqrt(x)", at={"x": 0}).text()
    assert "cusp" in sc.tangent("sqrt(|x|)", at={"x": 0}).text()
    assert "cusp" not in sc.tangent("cbrt(x)", at={"x": 0}).text()


def test_as_a_call_with_a_variable_and_a_place() -> None:
    a, x = sp.symbols("a x")
    assert sc.tangent("x^2", "x", 3).answer == sc.tangent("x^2", at={"x": 3}).answer
    for written in ("x", x):
        d = sc.tangent("a x^2", written, 1)
        assert sp.expand(d.answer.rhs - (2 * a * x - a)) == 0
        assert d.verify().status == "agrees"
    plane = sc.tangent("a x y", ["x", "y"], {"x": 1, "y": 2})
    assert sp.expand(plane.answer.rhs - a * (2 * x + sp.Symbol("y") - 2)) == 0
    with pytest.raises(sc.UnsupportedError, match="one point"):
        sc.tangent("x y", ["x", "y"])


def test_the_normal_and_the_slope() -> None:
    d = sc.tangent("x^2", at={"x": 3})
    assert d.value == 6
    assert "The normal, perpendicular to the tangent, is y = 19/2 − x/6." in d.remarks
    assert (
        "The normal, perpendicular to the tangent, is x = 0."
        in sc.tangent("x^2", at={"x": 0}).remarks
    )


PARAMETRIC = [
    # x(t)            y(t)          order  dy/dx or d²y/dx², by hand
    ("cos(t)", "sin(t)", 1, "-cos(t)/sin(t)"),
    ("t^2", "t^3", 1, "3t/2"),
    ("t^2", "t^3", 2, "3/(4t)"),
    ("t - sin(t)", "1 - cos(t)", 1, "sin(t)/(1 - cos(t))"),
    ("t - sin(t)", "1 - cos(t)", 2, "-1/(1 - cos(t))^2"),
    ("e^t", "e^(-t)", 1, "-e^(-2t)"),
    ("3cos(t)", "2sin(t)", 2, "-2/(9 sin(t)^3)"),
    ("t", "t^2", 1, "2t"),
    ("2t + 1", "5", 1, "0"),
]


@pytest.mark.parametrize(("x", "y", "order", "by_hand"), PARAMETRIC)
def test_parametric_curves(x: str, y: str, order: int, by_hand: str) -> None:
    d = sc.parametric(x, y, "t", order=order)
    assert sp.simplify(d.answer - sc.parse(by_hand)) == 0
    assert d.verify().status == "agrees"


def test_a_parametric_slope_at_a_point() -> None:
    assert sc.parametric("cos t", "sin t", at={"t": "pi/4"}).value == -1
    assert sc.parametric("cos t", "sin t", at={"t": 0}).value is sp.nan


INVERSES = [
    # f            b      (f⁻¹)′(b), by hand
    ("x^3 + x", 2, sp.Rational(1, 4)),
    ("x^5 + x + 1", 1, 1),
    ("e^x", 1, 1),
    ("e^x + x", 1, sp.Rational(1, 2)),
    ("sin(x)", "1/2", 2 / sp.sqrt(3)),
    ("tan(x)", 1, sp.Rational(1, 2)),
    ("ln(x)", 0, 1),
    ("x^2", 4, sp.Rational(1, 4)),
    ("2x - 7", 3, sp.Rational(1, 2)),
]


@pytest.mark.parametrize(("f", "b", "by_hand"), INVERSES)
def test_inverse_functions(f: str, b: object, by_hand: sp.Expr) -> None:
    d = sc.inverse(f, b)
    assert sp.simplify(d.answer - by_hand) == 0
    assert d.verify().status == "agrees"


def test_inverses_that_need_words() -> None:
    assert "An inverse exists near each of them" in sc.inverse("x^2", 4).text()
    assert "the inverse has no derivative at 0" in sc.inverse("x^3", 0).text()
    rounded = sc.inverse("e^x + x", 3)
    assert abs(float(rounded.answer) - 0.31172652548333) < 1e-12  # 1/(1 + e^a), a by bisection
    assert "found numerically" in rounded.text()


REFUSED = [
    # what                                               what is said
    (lambda: sc.tangent("x^2"), "one point"),
    (lambda: sc.tangent("x^2 y", at={"x": 1}), "one point"),
    (lambda: sc.tangent("ln(x)", at={"x": -1}), "has no value at x = −1"),
    (lambda: sc.tangent("1/x", at={"x": 0}), "has no value at x = 0"),
    (lambda: sc.tangent("x^2", at={"t": 1}), "t does not occur"),
    (lambda: sc.tangent("x^2 + y^2 = 25", at={"x": 3, "y": 5}), "does not lie on the curve"),
    (lambda: sc.tangent("[x, x^2]", at={"x": 1}), "not one formula"),
    (lambda: sc.tangent("x < 2", at={"x": 1}), "statement"),
    (lambda: sc.tangent("x y", at=1), "one number, and there are 2 variables"),
    (lambda: sc.parametric("3", "t"), "does not change with t"),
    (lambda: sc.parametric("a b", "b"), "which letter is the parameter"),
    (lambda: sc.parametric("t", "t^2", order=5), "no order 5"),
    (lambda: sc.inverse("x^2", -1), "no place was found"),
    (lambda: sc.inverse("x y", 1), "one variable"),
    (lambda: sc.inverse("7", 7), "one variable"),
    (lambda: sc.inverse("x^2", "banana bread"), "banana"),
]


@pytest.mark.parametrize(("ask", "said"), REFUSED)
def test_refusals_say_why(ask, said: str) -> None:
    with pytest.raises(sc.SymcalcError, match=said):
        ask()


RESTING = [
    # x(t), y(t)          what is said of the places where dx/dt is 0
    ("t^3", "t^6", "At t = 0 both dx/dt and dy/dt are 0, and 0/0 does not decide. The slope dy/dx"),
    ("t^2", "t^3", "The slope dy/dx tends to 0 as t → 0."),
    ("t^4", "t^2", "grows without bound in size as t → 0"),
    ("t^3 - 3t", "t^2", "At t = −1 dx/dt is 0 and dy/dt is not: the tangent is vertical."),
]


@pytest.mark.parametrize(("x", "y", "sentence"), RESTING)
def test_where_the_speed_is_zero(x: str, y: str, sentence: str) -> None:
    assert sentence in sc.parametric(x, y).text()


ROUNDED = [
    # f, b                what is said
    ("x^5 + x + 1", 10, "5·1.49642⁴ + 1 ≈ 26.0718"),
    ("x^5 + x + 1", 10, "The derivative of the inverse at 10 is about 0.0383557."),
    ("sin x", "1/2", "at x = 5π/6 too: the inverse has another branch there"),
]


@pytest.mark.parametrize(("f", "b", "said"), ROUNDED)
def test_inverses_say_what_is_rounded_and_which_branch(f: str, b: object, said: str) -> None:
    assert said in sc.inverse(f, b).text()


def test_a_tangent_plane_in_whole_numbers() -> None:
    d = sc.tangent("x^2 + y^2 + z^2 = 14", at={"x": 1, "y": 2, "z": 3})
    assert d.ending == "The tangent plane is x + 2y + 3z = 14."
