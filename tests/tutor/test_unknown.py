"""Functions without a formula: the rules themselves, as a book states them."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.relations import check_equal
from symcalc.checking.unknown import known
from symcalc.errors import UnsupportedError

x = sp.Symbol("x")

RULES = [
    ("f(x) + g(x)", "f'(x) + g'(x)"),
    ("f(x) - g(x)", "f'(x) - g'(x)"),
    ("c f(x)", "c f'(x)"),
    ("f(x) g(x)", "f'(x) g(x) + f(x) g'(x)"),
    ("f(x)/g(x)", "(f'(x) g(x) - f(x) g'(x))/g(x)^2"),
    ("1/g(x)", "-g'(x)/g(x)^2"),
    ("f(g(x))", "f'(g(x)) g'(x)"),
    ("f(g(h(x)))", "f'(g(h(x))) g'(h(x)) h'(x)"),
    ("f(x^2)", "2x f'(x^2)"),
    ("f(3x + 1)", "3 f'(3x + 1)"),
    ("ln(f(x))", "f'(x)/f(x)"),
    ("e^(f(x))", "e^(f(x)) f'(x)"),
    ("f(x)^n", "n f(x)^(n - 1) f'(x)"),
    ("f'(x)", "f''(x)"),
    ("f(a)", "0"),
]


@pytest.mark.parametrize(("formula", "derivative"), RULES)
def test_the_rules_of_a_book(formula: str, derivative: str) -> None:
    told = sc.diff(formula, "x")
    assert sp.simplify(told.answer.doit() - sc.parse(derivative).doit()) == 0
    assert told.check.status == "agrees"
    assert told.verify().status == "agrees"


def test_the_second_derivative_of_a_composition() -> None:
    told = sc.diff("f(x^2)", "x", 2)
    f = sp.Function("f")
    wanted = sp.diff(f(x**2), x, 2).subs(f, sp.exp).doit()
    assert sp.simplify(told.answer.subs(f, sp.exp).doit() - wanted) == 0


def test_a_wrong_rule_is_found_out() -> None:
    f, g = sp.Function("f"), sp.Function("g")
    product, parts = f(x) * g(x), sp.Derivative(f(x), x) * sp.Derivative(g(x), x)
    assert check_equal(sp.Derivative(product, x), parts).status == "disagrees"


def test_functions_of_different_names_are_different() -> None:
    f, g = sp.Function("f"), sp.Function("g")
    one, other = known(f(x), g(x))
    assert one != other


def test_the_answer_is_read_again() -> None:
    told = sc.diff("f(g(x))")
    assert sp.simplify(sc.parse(told.result) - told.answer) == 0


def test_a_function_of_two_variables_is_refused() -> None:
    with pytest.raises(UnsupportedError, match="f is a function without a formula"):
        sc.diff("f(x, y)", "x")


def test_no_value_can_be_computed() -> None:
    with pytest.raises(UnsupportedError, match="f is a function without a formula"):
        sc.compile("f(x) + 1", ["x"])
