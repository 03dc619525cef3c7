"""The lesson on numeric differentiation: true doubles, errors, orders, and the V."""

from __future__ import annotations

import math

import pytest
import sympy as sp

import symcalc as sc
from symcalc.errors import UnsupportedError

FUNCTIONS = {"forward": (1, 0), "backward": (0, 1), "central": (1, 1)}

# Formula, the same as Python, its derivative, where.
SMOOTH = [
    ("sin x", math.sin, math.cos, 1),
    ("e^x", math.exp, math.exp, 1),
    ("x^3", lambda t: t * t * t, lambda t: 3 * t * t, 2),
    ("ln x", math.log, lambda t: 1 / t, 3),
    ("sqrt(x)", math.sqrt, lambda t: 0.5 / math.sqrt(t), 2),
    (
        "x^2 sin x",
        lambda t: t * t * math.sin(t),
        lambda t: 2 * t * math.sin(t) + t * t * math.cos(t),
        1,
    ),
]


def table(d, rule: str) -> list[tuple[float, ...]]:
    step = next(step for step in d.steps if step.rule == rule)
    numbers = [
        [cell.replace("−", "-").replace("—", "nan") for cell in row] for row in step.table.rows
    ]
    return [tuple(map(float, row)) for row in numbers]


@pytest.mark.parametrize(("formula", "f", "slope", "at"), SMOOTH)
@pytest.mark.parametrize("rule", FUNCTIONS)
def test_tables_are_what_doubles_give(formula, f, slope, at, rule) -> None:
    """Python's own floats, the same quotient."""
    d = sc.diff(formula, "x", method="numeric", at={"x": at})
    right, left = FUNCTIONS[rule]
    for h, quotient, error, _ in table(d, rule):
        mine = (f(at + right * h) - f(at - left * h)) / ((right + left) * h)
        noise = 4 * math.ulp(abs(f(at)) + 1) / h  # another library may round the last digit
        assert abs(quotient - mine) <= noise
        assert abs(error - abs(mine - slope(at))) <= noise + 0.06 * error


@pytest.mark.parametrize(("formula", "f", "slope", "at"), SMOOTH)
def test_orders_and_best_steps(formula, f, slope, at) -> None:
    d = sc.diff(formula, "x", method="numeric", at={"x": at})
    for rule, order, low, high in (
        ("forward", 1, 1e-9, 1e-7),
        ("backward", 1, 1e-9, 1e-7),
        ("central", 2, 1e-7, 1e-4),
    ):
        rows = table(d, rule)
        assert all(abs(row[3] - order) < 0.15 for row in rows[1:3])
        assert low <= min(rows, key=lambda row: row[2])[0] <= high
    assert abs(float(d.value) - slope(at)) < 1e-8 * max(1, abs(slope(at)))
    assert d.answer == d.value
    assert d.verify().status == "agrees"


# From the course: central differences of x² with h = 1e-7, and the three at 3.
COURSE = [
    ("central", -2, -3.9999999956741306),
    ("central", -1, -2.0000000000575113),
    ("central", 0, 0.0),
    ("central", 1, 2.0000000000575113),
    ("central", 2, 3.9999999956741306),
    ("forward", 3, 6.0000000879),
    ("backward", 3, 5.9999998925),
    ("central", 3, 5.9999999902),
]


@pytest.mark.parametrize(("rule", "at", "value"), COURSE)
def test_the_course(rule: str, at: int, value: float) -> None:
    rows = table(sc.diff("x^2", method="numeric", at={"x": at}), rule)
    assert abs(rows[6][1] - value) < 1e-10


def test_the_gradient_check_of_the_course() -> None:
    """d/dt of t³ + 2t by central differences with 1e-5 is right to 1e-6."""
    for at in (0.5, -1.2, 2.0):
        rows = table(sc.diff("t^3 + 2t", method="numeric", at={"t": at}), "central")
        assert rows[4][2] < 1e-6


SAID = [
    # formula, at, what is said
    ("sin x", 1, "the observed order is 1.00"),
    ("sin x", 1, "the rule of thumb is √ε = 1.5e-8"),
    ("sin x", 1, "the rule of thumb is ∛ε = 6.1e-6"),
    ("sin x", 1, "agree in about 12 of their 16 digits"),
    ("x^2", 3, "truncation costs about |f‴|/6·h² = 0."),  # central is exact for a parabola
    ("3x + 1", 2, "So rounding is all there is"),
    ("sin x", 0, "f and x are 0 at the point"),
    ("|x|", 0, "forward differences tend to 1, backward differences to −1"),
    ("sqrt(x)", 0, "the differences do not settle"),
    ("cbrt(x)", 0, "the differences do not settle"),
    ("x |x|", 0, "where this method has 2 in general"),
    ("7", 1, "7 does not depend on x: every difference quotient is 0"),
    ("ln x", 1, "Until h = 1e-5 the error falls by a factor of about 100 a row"),
    ("ln x", 1, "Their sum is least near h = 6.9e-6"),
    ("|x|", 0, "At x = 0 the derivative does not exist, so there is nothing to compare with."),
]


@pytest.mark.parametrize(("formula", "at", "said"), SAID)
def test_the_words_fit_the_numbers(formula: str, at: int, said: str) -> None:
    assert said in sc.diff(formula, "x", method="numeric", at={"x": at}).text()


def test_no_digits_cancel_in_a_parabola_s_truncation() -> None:
    d = sc.diff("x^2", method="numeric", at={"x": 3})
    assert table(d, "central")[0][2] < 1e-13


def test_other_letters_have_values() -> None:
    d = sc.diff("a x^2", "x", method="numeric", at={"x": 1, "a": 3})
    assert abs(float(d.value) - 6) < 1e-8


REFUSED = [
    ("x^2", {}, "needs a point"),
    ("x^2", {"at": [{"x": 1}, {"x": 2}]}, "at one point at a time"),
    ("a x^2", {"at": {"x": 1}, "wrt": "x"}, "a has no value at the point"),
    ("ln x", {"at": {"x": -1}}, "ln(x) has no value at x = −1"),
    ("e^x", {"at": {"x": 1000}}, "beyond the range of doubles"),
    ("x^2", {"at": {"x": 1}, "order": 2}, "shown for first derivatives"),
    ("x^2", {"at": {"x": 1}, "method": "magic"}, "there is no method 'magic'"),
]


@pytest.mark.parametrize(("formula", "keywords", "said"), REFUSED)
def test_bad_input_is_answered_in_words(formula, keywords, said) -> None:
    wrt = [keywords.pop("wrt")] if "wrt" in keywords else []
    with pytest.raises(UnsupportedError, match=said.replace("(", r"\(").replace(")", r"\)")):
        sc.diff(formula, *wrt, **{"method": "numeric", **keywords})


EXTREMES = [("1/x", sp.Rational(1, 10**12)), ("x", 10**20), ("sin(1000000x)", 1), ("floor(x)", 1)]


@pytest.mark.parametrize(("formula", "at"), EXTREMES)
def test_extremes_are_shown_as_they_are(formula, at) -> None:
    assert "difference" in sc.diff(formula, method="numeric", at={"x": at}).text("full")


def test_a_constant_has_no_tables() -> None:
    d = sc.diff("5", "x", method="numeric", at={"x": 2})
    assert not any(step.table for step in d.steps)
    assert d.value == 0
