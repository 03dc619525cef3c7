"""Logarithmic differentiation and other ways: the same answer, every line true."""

from __future__ import annotations

import pickle

import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.sampling import compare
from symcalc.steps import walk
from symcalc.tutor.logarithmic import logarithmic

x = sp.Symbol("x")

LOGARITHMIC = [
    # formula                     its derivative, by hand
    ("x^x", "x^x (ln(x) + 1)"),
    ("x^(2x)", "2 x^(2x) (ln(x) + 1)"),
    ("x^sin(x)", "x^sin(x) (cos(x) ln(x) + sin(x)/x)"),
    ("x^ln(x)", "2 x^ln(x) ln(x)/x"),
    ("(sin x)^x", "(sin x)^x (ln(sin(x)) + x cos(x)/sin(x))"),
    ("(1 + 1/x)^x", "(1 + 1/x)^x (ln(1 + 1/x) - 1/(x + 1))"),
    ("x^(1/x)", "x^(1/x) (1 - ln(x))/x^2"),
    ("(ln x)^x", "(ln x)^x (ln(ln(x)) + 1/ln(x))"),
    ("x^x^x", "x^(x^x) (x^x (ln(x) + 1) ln(x) + x^x/x)"),
    ("x^sqrt(x)", "x^sqrt(x) (ln(x)/(2 sqrt(x)) + 1/sqrt(x))"),
    ("x^2 sin(x) e^x", "x^2 sin(x) e^x (2/x + cos(x)/sin(x) + 1)"),
    ("x (x+1) (x+2)", "3x^2 + 6x + 2"),
    ("x^2 sqrt(x+1)/(x-1)^3", "x^2 sqrt(x+1)/(x-1)^3 (2/x + 1/(2(x+1)) - 3/(x-1))"),
    (
        "x^(3/4) sqrt(x^2+1)/(3x+2)^5",
        "x^(3/4) sqrt(x^2+1)/(3x+2)^5 (3/(4x) + x/(x^2+1) - 15/(3x+2))",
    ),
    ("e^x x^3 cos(x)", "e^x x^3 cos(x) (1 + 3/x - sin(x)/cos(x))"),
]


@pytest.mark.parametrize(("formula", "by_hand"), LOGARITHMIC)
def test_logarithmic_differentiation(formula: str, by_hand: str) -> None:
    d = logarithmic(sc.read(formula), x)

    assert compare(d.answer, sc.parse(by_hand)).status == "equal"
    assert d.verify().status == "agrees"
    assert d.steps[0].rule == "take-logarithms"
    assert all(step.title for step in walk(d.steps))


WAYS = [
    # formula             the ways besides the rules
    ("x^x", ["power-of-e", "take-logarithms"]),
    ("2^x", ["power-of-e"]),
    ("sin(x)/x", ["product-with-power"]),
    ("x/(x+1)^2", ["product-with-power"]),
    ("x (x+1)^(-2)", ["quotient-again"]),
    ("(x+1)(x-1)", ["expand-first"]),
    ("(x^2+1)^3", ["expand-first"]),
    ("(x^2+1)/x", ["product-with-power", "divide-first"]),
    ("sqrt(x^2+1)", ["root-as-power"]),
    ("ln(x^2 (x+1))", ["logarithm-laws"]),
    ("x^2 sin(x) e^x", ["take-logarithms"]),
    ("x^2", []),
    ("sin(x) + x", []),
    ("(x+1)^1000", []),  # nobody multiplies that out
    ("7", []),
]


@pytest.mark.parametrize(("formula", "ways"), WAYS)
def test_ways_lead_to_the_same_answer(formula: str, ways: list[str]) -> None:
    d = sc.diff(formula, "x")

    assert [other.steps[0].rule for other in d.alternatives] == ways
    for other in d.alternatives:
        assert other.result == d.result
        assert other.asked == d.asked
        assert other.verify().status == "agrees"


def test_explain_has_the_ways_too() -> None:
    assert [o.steps[0].rule for o in sc.explain("d/dx sin(x)/x").alternatives] == [
        "product-with-power"
    ]


def test_orders_gradients_and_other_ways_have_no_alternatives() -> None:
    assert sc.diff("x^x", order=2).alternatives == ()
    assert sc.gradient("x^2 y").alternatives == ()
    assert sc.diff("x^x").alternatives[0].alternatives == ()


def test_a_derivation_with_ways_pickles() -> None:
    d = pickle.loads(pickle.dumps(sc.diff("x^x")))
    assert len(d.alternatives) == 2


WHOLE = """\
d/dx x^x by logarithmic differentiation

 1  Take logarithms
    Let y = x^x, and take the logarithm of both sides.
    ln(y) = ln(x^x)
 2  Laws of logarithms
    Products become sums, quotients differences, exponents factors.
    ln(y) = x ln(x)
 3  Differentiate both sides
    On the left the chain rule gives y′/y.
    y′/y = d/dx x ln(x)
 4  The right side
    d/dx x ln(x)
 5  Product rule, derivative of the natural logarithm   (u·v)′ = u′·v + u·v′
    Take u = x, v = ln(x).
    = (d/dx x)·ln(x) + x·(d/dx ln(x)) = ln(x) + 1
    so d/dx x ln(x) = ln(x) + 1
 6  Multiply by y
    y is x^x.
    y′ = x^x·(ln(x) + 1)

    = x^x·(ln(x) + 1)   for x > 0
"""


def test_a_whole_derivation() -> None:
    """Typed by hand, as it stands on a board."""
    assert logarithmic(sc.read("x^x"), x).text().startswith(WHOLE)
