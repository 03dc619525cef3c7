"""Numbers from text, Python, NumPy and SymPy."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy as sp

import symcalc as sc
from symcalc.errors import ReadingError, SymcalcError, UnsupportedError
from symcalc.reading.arrays import numbers, pairs
from symcalc.reading.numbers import exact, floating, number, whole

NUMBERS: list[tuple[Any, sp.Expr]] = [
    ("3", sp.Integer(3)),
    ("-1/3", sp.Rational(-1, 3)),
    ("−0.5", sp.Rational(-1, 2)),
    ("+.25", sp.Rational(1, 4)),
    ("1e-3", sp.Rational(1, 1000)),
    ("50%", sp.Rational(1, 2)),
    ("sqrt(2)", sp.sqrt(2)),
    (r"\frac{1}{3}", sp.Rational(1, 3)),
    ("pi", sp.pi),
    (0.1, sp.Rational(1, 10)),
    (1 / 3, sp.Rational(1, 3)),  # what a person computed
    (1e23, sp.Integer(10) ** 23),  # as it is printed, though the double is another number
    (math.pi, sp.Rational("3.141592653589793")),  # no fraction of small numbers
    (np.float64(0.1), sp.Rational(1, 10)),
    (np.float32(0.1), sp.Rational(1, 10)),  # the digits that it has
    (np.int64(-3), sp.Integer(-3)),
    (Fraction(2, 7), sp.Rational(2, 7)),
    (Decimal("0.1"), sp.Rational(1, 10)),
    (sp.Float("0.33333333333333334", 30), sp.Rational("0.33333333333333334")),
    (sp.sqrt(2) * 0.5, sp.sqrt(2) / 2),
]
NONE: list[tuple[Any, str]] = [
    ("x", "x is not a number"),
    ("oo", "oo is not a number"),
    ("[1, 2]", "[1, 2] is not a number"),
    ("", "there is no formula"),
    ("3 4", "two numbers stand side by side"),
    (math.nan, "nan is not a number"),
    (-math.inf, "-inf is not a number"),
    (True, "True is not a number"),
    (None, "None is not a number"),
    ([1], "[1] is not a number"),
    (1j, "1j is not a number"),
]


@pytest.mark.parametrize(("given", "meant"), NUMBERS)
def test_number(given: Any, meant: sp.Expr) -> None:
    assert number(given) == meant
    assert math.isclose(floating(given), float(meant))


@pytest.mark.parametrize(("given", "message"), NONE)
def test_no_number(given: Any, message: str) -> None:
    with pytest.raises(SymcalcError) as error:
        number(given)

    assert message in str(error.value)


@pytest.mark.parametrize("value", np.random.default_rng(3).normal(0, 10, 200).tolist())
def test_a_float_is_never_another_float(value: float) -> None:
    assert float(exact(value)) == value


def test_an_error_says_what_it_is_about_and_where() -> None:
    with pytest.raises(ReadingError, match="rate is 1/, and no number: the formula ends") as error:
        number("1/", "{name} is {value}, and no number", name="rate")

    assert error.value.position == 2


@pytest.mark.parametrize("given", ["1/2", "x", 10.5])
def test_no_whole_number(given: Any) -> None:
    with pytest.raises(UnsupportedError):
        whole(given)


@pytest.mark.parametrize("given", ["1e400", 10**400, 10**5000], ids=["text", "long", "longer"])
def test_no_float(given: Any) -> None:
    with pytest.raises(UnsupportedError, match="is not a number"):
        floating(given)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (lambda: sc.descend("x^2", "x=1/2", rate="1/4", clip="1/3", steps=1).points[-1], 5 / 12),
        (lambda: sc.descend(None, gradients=[["1/3"]], x0=["1/2"], rate="1").points[-1], 1 / 6),
        (lambda: sc.landscape("x^2 + y^2", {"x": 1, "y": 0}, span="1/2").a[-1], 0.5),
        (lambda: sc.backprop("w^2", at={"w": "sqrt(2)"}).value[0], 2 * math.sqrt(2)),
        (lambda: sc.backprop("||x||^2", at={"x": ["1/2", 0]}).value[0][0], 1.0),
        (lambda: sc.gradient("||x||^2", "x", shapes="x: 2", at={"x": ["1/3", 0]}).value[0], 2 / 3),
        (lambda: sc.entropy([1 / 3, 1 / 3, 1 / 3]).answer, math.log(3)),
        (lambda: sc.entropy("(50%, 1/4, 0.25)", base=2).answer, 1.5),
        (lambda: sc.distribution("beta(2, 5)", at={"x": "1/3"}).value, 160 / 81),
        (lambda: sc.evaluate("x + y", at={"x": "1/3", "y": 1 / 3}).answer, 2 / 3),
        (lambda: float(sc.grade("pi", "22/7", tolerance="1/500").status == "correct"), 1.0),
        (lambda: float(bool(sc.grade("x > pi/2", "x is greater than π/2"))), 1.0),
    ],
)
def test_a_number_is_read_the_same_everywhere(asked: Callable[[], Any], wanted: float) -> None:
    """Fractions, roots and decimals wherever a number is given."""
    assert math.isclose(float(np.ravel(asked())[0]), wanted)


def test_lists_of_numbers() -> None:
    wanted = [[sp.Rational(1, 2), sp.sqrt(2)], [sp.Integer(1), sp.Rational(1, 3)]]

    assert numbers([["0.5", sp.sqrt(2)], (1, 1 / 3)]) == wanted
    assert numbers("[[0.5, sqrt(2)], [1, 1/3]]") == wanted
    assert numbers(np.array([0.1, 2.0])) == [sp.Rational(1, 10), 2]


@pytest.mark.parametrize(
    ("given", "message", "position"),
    [
        ("x=1, y", "'y' is not a coordinate", 4),
        ("x=", "'x=' is not a coordinate", 0),
        ("x=1, x=2", "x is given twice", 4),
    ],
)
def test_pairs_say_where(given: str, message: str, position: int) -> None:
    with pytest.raises(ReadingError) as error:
        pairs(given)

    assert (error.value.what, error.value.position) == (message, position)
