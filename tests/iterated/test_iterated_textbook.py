"""Textbook double and triple integrals: their values by hand, how many steps, their words."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.relations import check_equal
from symcalc.errors import SymcalcError
from symcalc.reading import read_question
from symcalc.steps import walk

# The question, its value by hand, the rule of its first step, and the steps it may take at most.
SHORT = [
    # r by r, then a square of 1 + cos θ: plain, where the order is not exchanged
    ("int_0^(2pi) int_0^(1+cos θ) r dr dθ", "3*pi/2", "inner-integral", 22),
    ("int_0^(2pi) int_0^(1+sin θ) r dr dθ", "3*pi/2", "inner-integral", 22),
    ("int_(-pi/2)^(pi/2) int_0^(2cos θ) r^2 dr dθ", "32/9", "inner-integral", 16),
    ("int_0^(pi/4) int_0^(2 cos(2t)) r dr dt", "pi/4", "inner-integral", 18),
    ("int_0^(2pi) int_0^3 r e^(-r^2) dr dt", "pi*(1 - exp(-9))", "inner-integral", 14),
    # discs
    (
        "int_0^2 int_(-sqrt(2x-x^2))^(sqrt(2x-x^2)) sqrt(x^2+y^2) dy dx",
        "32/9",
        "polar",
        18,
    ),
    ("int_0^1 int_0^sqrt(1-x^2) 1/sqrt(1-x^2-y^2) dy dx", "pi/2", "polar", 16),
    # the direct way takes 50 steps
    ("int_0^1 int_y^1 1/(1+x^4) dx dy", "pi/8", "exchange-order", 14),
    (
        "int_0^1 int_(arcsin y)^(pi/2) cos(x) sqrt(1+cos(x)^2) dx dy",
        "(2*sqrt(2) - 1)/3",
        "exchange-order",
        16,
    ),
    ("int_0^1 int_sqrt(y)^1 sqrt(x^3+1) dx dy", "(4*sqrt(2) - 2)/9", "exchange-order", 14),
    ("int_0^1 int_(sqrt x)^1 sqrt(1+y^3) dy dx", "(4*sqrt(2) - 2)/9", "exchange-order", 14),
    ("int_0^8 int_(cbrt y)^2 e^(x^4) dx dy", "(exp(16) - 1)/4", "exchange-order", 14),
    ("int_0^2 int_0^(4-x^2) x e^(2y)/(4-y) dy dx", "(exp(8) - 1)/4", "exchange-order", 18),
    ("int_0^1 int_x^1 y^2 sin(2 pi x/y) dy dx", "0", "exchange-order", 14),
    # factors in front of an inner integral
    ("int_0^1 x int_0^x y dy dx", "1/8", "factors-in", 18),
    ("int_0^(2pi) 1/2 int_0^1 r^3 dr dt", "pi/4", "factors-in", 16),
    ("int_0^1 x int_0^1 y int_0^1 z dz dy dx", "1/8", "factors-in", 20),
    # three integrals: the innermost, then a double integral in any way
    ("int_0^1 int_0^sqrt(1-x^2) int_0^sqrt(1-x^2-y^2) 1 dz dy dx", "pi/6", "inner-integral", 18),
    (
        "int_-1^1 int_-sqrt(1-x^2)^sqrt(1-x^2) int_(x^2+y^2)^1 1 dz dy dx",
        "pi/2",
        "inner-integral",
        20,
    ),
    ("int_0^1 int_x^1 int_0^1 e^(y^2) z dz dy dx", "(E - 1)/4", "inner-integral", 22),
    ("int_0^(2pi) int_0^1 int_(r^2)^1 r dz dr dθ", "pi/2", "inner-integral", 18),
    # kinks
    ("int_0^1 int_0^1 |x - y| dy dx", "1/3", "inner-integral", 18),
    ("int_0^1 int_0^1 max(x, y) dy dx", "2/3", "extremes", 26),
    ("int_0^1 int_0^1 min(x, y) dy dx", "1/3", "extremes", 26),
    ("int_0^pi int_0^1 sqrt(1 - sin x) dy dx", "4*sqrt(2) - 4", "inner-integral", 20),
    ("int_0^(2pi) int_0^2 sqrt(1 - sin x) y dy dx", "8*sqrt(2)", "product-of-integrals", 24),
]


@pytest.mark.parametrize(("text", "value", "rule", "most"), SHORT, ids=[row[0] for row in SHORT])
def test_textbook_values(text: str, value: str, rule: str, most: int) -> None:
    told = sc.explain(text)

    assert abs(complex(sp.N(told.answer - sp.sympify(value), 20))) < 1e-12
    assert told.steps[0].rule == rule
    assert len(list(walk(told.steps))) <= most
    assert told.check.status == "agrees"
    assert told.verify().status != "disagrees"


WORDED = [
    # in words, and the same with signs
    ("double integral of x y over 0<x<1, 0<y<x", "int_0^1 int_0^x x y dy dx"),
    ("find the double integral of x y over 0<=x<=1 and 0<=y<=x", "int_0^1 int_0^x x y dy dx"),
    ("volume under x^2+y^2 over 0<x<1, 0<y<1", "int_0^1 int_0^1 (x^2+y^2) dy dx"),
    ("volume under z = x^2+y^2 over the square 0<x<1, 0<y<1", "int_0^1 int_0^1 (x^2+y^2) dy dx"),
    ("double integral of x y^2 over y < x < 1, 0 < y < 1", "int_0^1 int_y^1 x y^2 dx dy"),
    ("double integral of x y over [0,1] x [0,2]", "int_0^1 int_0^2 x y dy dx"),
    ("double integral of x^2 y over x from 0 to 1, y from 0 to x", "int_0^1 int_0^x x^2 y dy dx"),
    ("double integral of e^(x+y) for x in [0,1] and y in [0,2]", "int_0^1 int_0^2 e^(x+y) dy dx"),
    (
        "triple integral of x y z over 0<x<1, 0<y<1, 0<z<1",
        "int_0^1 int_0^1 int_0^1 x y z dz dy dx",
    ),
    (
        "volume under the surface z = 4 - x^2 - y^2 over the disc x^2+y^2<=4",
        "int_-2^2 int_-sqrt(4-x^2)^sqrt(4-x^2) (4 - x^2 - y^2) dy dx",
    ),
]


@pytest.mark.parametrize(("words", "signs"), WORDED, ids=[row[0] for row in WORDED])
def test_words_for_a_region(words: str, signs: str) -> None:
    assert read_question(words).body.expr == read_question(signs).body.expr


REGIONS_REFUSED = [
    ("double integral of x y", "not said over which region"),
    ("double integral of x y over x<y<1, y<x<1", "depend on each other"),
    ("double integral of x over the triangle with corners (0,0), (1,0), (0,1)", "ranges"),
    ("double integral of x y over x^2 + y <= 4", "not read yet"),
]


@pytest.mark.parametrize(("words", "what"), REGIONS_REFUSED)
def test_regions_that_are_refused(words: str, what: str) -> None:
    with pytest.raises(SymcalcError, match=what):
        sc.explain(words)


# Integrals of letters, the conditions under which their value holds, by hand.
CONDITIONS = [
    ("int_0^1 int_0^1 e^(a x) y dx dy", {"Ne(a, 0)"}),
    ("int_0^1 int_0^x cos(a y) dy dx", {"Ne(a, 0)"}),
    ("int_0^1 int_0^x y^n dy dx", {"n > -1"}),
    ("int_0^1 int_0^1 x^a y^b dx dy", {"a > -1", "b > -1"}),
    ("int_0^oo int_0^oo e^(-a x - b y) dx dy", {"a > 0", "b > 0"}),
    ("int_0^1 int_0^1 a^(x+y) dx dy", {"a > 0", "Ne(a, 1)"}),
]


@pytest.mark.parametrize(("text", "given"), CONDITIONS)
def test_conditions_of_letters(text: str, given: set[str]) -> None:
    assert {str(c) for c in sc.explain(text).conditions} == given


DIVERGENT = [
    "int_-1^1 int_0^1 1/x dy dx",
    "int_0^1 int_-1^1 1/x dx dy",
    "int_-1^1 int_-1^1 1/(x y) dx dy",  # not 0, although it is odd
    "int_0^1 int_0^1 1/(x y) dx dy",
    "int_0^1 int_0^x 1/x^2 dy dx",
    "int_0^1 int_0^1 1/(x+y)^2 dx dy",
]


@pytest.mark.parametrize("text", DIVERGENT)
def test_what_diverges_has_no_value(text: str) -> None:
    told = sc.explain(text)

    assert "diverges" in told.ending
    assert "undefined" not in told.text()
    assert told.check.status == "agrees"


def test_the_exchange_says_why() -> None:
    long = sc.explain("int_0^1 int_y^1 1/(1+x^4) dx dy").steps[0]
    (free,) = [
        way.steps[0]
        for way in sc.explain("int_0^1 int_0^x x y dy dx").alternatives
        if way.steps[0].rule == "exchange-order"
    ]

    assert long.explanation.startswith("By x first, this takes many steps; by y first, fewer.")
    assert free.explanation.startswith("The integral may be taken in either order.")


def test_a_condition_on_an_outer_variable_is_not_passed_over() -> None:
    """∫ e^max(x, y) dx has another formula for y in (0, 1) than outside; the value is 2."""
    told = sc.explain("int_0^1 int_0^1 e^max(x,y) dx dy")

    assert float(told.answer) == pytest.approx(2, abs=1e-3)


def test_equal_integrals_are_letters() -> None:
    """They agree whatever their values; of unequal ones the values tell."""
    x, t, a = sp.symbols("x t a")
    one, other = sp.Integral(t**2, (t, 0, a)), sp.Integral(t, (t, 0, 1))

    assert check_equal((x + one) ** 2, x**2 + 2 * x * one + one**2).status == "agrees"
    assert check_equal(x * other, x / 2).status == "agrees"
    assert check_equal(x * other, x / 3).status == "disagrees"
    assert check_equal(one - other, other - one).status == "disagrees"


def test_integrals_inside_products_are_merged() -> None:
    x, y = sp.symbols("x y")
    inner = sp.Integral(y, (y, 0, x))

    whole = sp.Integral(x * inner, (x, 0, 1))
    assert check_equal(whole, sp.Integral(x * y, (y, 0, x), (x, 0, 1))).status == "agrees"
    assert check_equal(whole, sp.Rational(1, 7)).status == "disagrees"
