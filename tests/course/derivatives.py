"""Derivatives: the rules, the table, values at points, and what first principles are."""

from __future__ import annotations

from typing import Any

import sympy as sp

import symcalc as sc

from . import Asked, Row, Said
from .questions import derivative, explained, graded, printed, slopes

x = sp.Symbol("x")


def term(row: Row) -> Any:
    """Coefficient and exponent of the derivative of one term."""
    return sc.diff(row.formula, "x").answer.as_coeff_exponent(x)


def first_principles(row: Row) -> sc.Derivation:
    """The derivative as a limit, with the lines between."""
    derivation = sc.diff(row.formula, method="definition")
    lines = [step.after.expr for step in derivation.steps]
    assert sc.parse("(2x h + h^2)/h") in lines
    assert sc.parse("2x + h") in lines
    return derivation


def quotient(row: Row) -> sp.Expr:
    """The difference quotient after h is cancelled."""
    steps = sc.diff("x^2", method="definition").steps
    return next(step.after.expr for step in steps if step.title == "Cancel h")


def definition(row: Row) -> Said:
    """What first principles begin with."""
    text = sc.diff("x^2", method="definition").text()
    return Said(text, ("f′(x) = lim_(h→0) (f(x + h) − f(x))/h",))


def signs(row: Row) -> Said:
    """The sign table of x³ - 3x."""
    return Said(
        sc.extrema("x^3 - 3x").text(),
        (
            "    x > 1       +   +   rising, convex",
            "    0 < x < 1   −   +   falling, convex",
            "3x² − 3 = 0 gives x = −1 and x = 1.",
            "x = −1      0   −   local maximum 2",
        ),
    )


def unit_increase(row: Row) -> float:
    """How much x² grows from 3 to 4: the slope at 3 is only what it begins with."""
    kernel = sc.compile(row.formula, backend="python")
    before, after = (kernel(float(place)) for place in row.at["x"])
    return after - before


FORMULAS = [
    *("001-04-fprime-x2", "001-06-power-rule", "001-06-x3", "001-06-inverse", "001-06-sqrt"),
    *("001-06-constant", "001-06-poly", "001-07-poly", "001-08-x2ex"),
    *("001-09-sin-x2", "001-10-xn", "001-10-exp", "001-10-ln", "001-10-sin", "001-10-cos"),
    *("001-10-sigmoid", "001-10-tanh", "001-10-ax", "001-10-loga", "002-02-exp", "002-02-ln"),
    *("002-02-sigmoid", "004-chain-long"),
]
VALUES = [
    *("001-04-derivative-x2", "001-04-slopes-x2", "001-05-exact", "001-06-poly-values"),
    *("001-08-x2ex-at-0", "001-08-x2ex-at-1", "001-08-x2ex-at-2", "001-08-x2ex-python"),
    *("001-09-sin-x2-at-1", "001-09-sigmoid-affine-at-0", "001-09-sigmoid-affine-at-1"),
    *("001-09-sigmoid-affine-at-2", "002-02-x2", "004-x2-slopes", "004-chain-cubic-at-2"),
    "004-chain-long-at",
]
RULES = {
    "001-07-sum": ("d/dx (f(x) + g(x))", "f'(x) + g'(x)"),
    "001-07-difference": ("d/dx (f(x) - g(x))", "f'(x) - g'(x)"),
    "001-07-constant-multiple": ("d/dx (c f(x))", "c f'(x)"),
    "001-08-product-rule": ("d/dx (f(x) g(x))", "f'(x) g(x) + f(x) g'(x)"),
    "001-08-quotient-rule": ("d/dx (f(x)/g(x))", "(f'(x) g(x) - f(x) g'(x))/g(x)^2"),
    "001-09-chain-rule": ("d/dx f(g(x))", "f'(g(x)) g'(x)"),
    "001-09-triple": ("d/dx f(g(h(x)))", "f'(g(h(x))) g'(h(x)) h'(x)"),
    "002-03-chain": ("d/dx f(g(x))", "f'(g(x)) * g'(x)"),
    "003-chain": ("d/dx f(g(x))", "g'(x) f'(g(x))"),
}
ROWS: dict[str, Asked] = {
    **dict.fromkeys(FORMULAS, derivative),
    **dict.fromkeys(VALUES, slopes()),
    **{row: graded(*rule) for row, rule in RULES.items()},
    "001-04-quotient-x2": quotient,
    "001-04-sign-rule": signs,
    "001-05-definition": definition,
    "001-05-first-principles-x2": first_principles,
    "001-06-code-3x4": term,
    "001-06-code-sqrt": term,
    "001-07-constant": lambda row: sc.diff("c", "x"),
    "001-09-production-line": explained("d/dx 2(3(4x))"),
    "001-09-sigmoid-affine": lambda row: sc.diff(row.formula),
    "001-10-abs": graded("d/dx |x|", "sign(x)"),
    "002-02-unit-increase": unit_increase,
    "004-chain-cubic": graded("d/dx (x^2 + 1)^3", "3(x^2+1)^2 * 2x"),
    "004-definition": definition,
}
MISPRINTS: dict[str, Asked] = {
    "001-08-x2ex-at-1": printed("d/dx x^2 e^x at x = 1"),
    "001-08-x2ex-at-2": printed("d/dx x^2 e^x at x = 2"),
    "001-09-sigmoid-affine-at-1": printed("d/dx sigmoid(3x+2) at x = 1"),
    "001-09-sigmoid-affine-at-2": printed("d/dx sigmoid(3x+2) at x = 2"),
}
