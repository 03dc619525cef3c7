"""Rational functions: worked out by their own methods, and true."""

from __future__ import annotations

import mpmath
import pytest
import sympy as sp

import symcalc as sc
from symcalc.errors import NotFoundError
from symcalc.reading import read
from symcalc.steps import walk
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rational.fraction import fraction
from symcalc.tutor.integrate.rational.ostrogradsky import reduced
from symcalc.tutor.integrate.rational.parts import decomposed
from symcalc.tutor.integrate.rational.surds import split

X = sp.Symbol("x")

# The integrand, the first step of the way, and an interval without singularities.
CASES = [
    ("(x^3 + x)/(x - 1)", "long-division", (2, 3)),
    ("(x^2 - 5x + 6)/(x^2 - 4)", "cancel-factors", (0, 1)),
    ("1/(x + 1/x)", "one-fraction", (1, 2)),
    ("1/(x^2 + 4x + 4)^3", "perfect-power", (0, 1)),
    ("(5x + 3)/(x^2 + 2x - 3)", "partial-fractions", (2, 3)),
    ("(x^2 + 2x + 3)/((x - 1)(x + 1)^2)", "partial-fractions", (2, 3)),
    ("(x^2 - 3x - 2)/((x + 1)^2 (x^2 + x + 1)^2)", "partial-fractions", (0, 1)),
    ("1/((x - 1)(x - 2)(x - 3)(x - 4))", "partial-fractions", (5, 6)),
    ("x^2/(x^2 - 3)^3", "powers-of-base", (2, 3)),
    ("(3x - 1)/(x^2 + 2x + 5)", "numerator-split", (-1, 1)),
    ("(3x + 5)/(2 - x^2)", "numerator-terms", (-1, 1)),
    ("1/(3x^2 + 2x + 5)", "complete-square", (-1, 1)),
    ("1/(x^2 - 2x - 1)", "complete-square", (3, 4)),
    ("1/(5 + 2x^2)", "arctangent", (-1, 1)),
    ("1/(2 - 3x^2)", "difference-of-squares", (1, 2)),
    ("1/(x^2 + x + 1)^3", "reduce-quadratic", (-1, 1)),
    ("1/(x^4 + 1)", "real-factors", (-2, 2)),
    ("(x + 2)/(x^4 + 3x^2 + 1)", "real-factors", (-2, 2)),
    ("1/(x^4 + x^2 + 2)", "real-factors", (-2, 2)),
    ("1/(x^4 - 10x^2 + 1)", "real-factors", (1, 2)),
    ("x/(x^3 - 3)", "real-factors", (2, 3)),
    ("(x^3 + 1)/(x^4 + x^3 + x^2 + x + 1)", "real-factors", (0, 1)),
    ("1/(x^7 - 1)", "real-factors-roots", (2, 3)),
    ("1/(x^3 + 1)^3", "hermite", (0, 1)),
    ("(x - 2)/(x^4 + 1)^2", "hermite", (0, 1)),
    ("x^5/(x^4 + 1)^3", "power-substitution", (0, 1)),
    ("1/(x^3 (x^2 + 1))", "power-substitution", (-2, -1)),
    ("1/(x (x^7 - 2))", "take-apart", (2, 3)),
]


@pytest.mark.parametrize(("formula", "first", "ends"), CASES)
def test_worked_out(formula: str, first: str, ends: tuple[int, int]) -> None:
    told = sc.integrate(formula, "x")
    low, high = ends

    assert told.steps[0].rule == first
    assert {step.status for step in walk(told.steps)} == {"proved"}
    assert not told.answer.has(sp.I)
    area = mpmath.quad(sp.lambdify(X, read(formula).expr, "mpmath"), [low, high])
    value = (told.answer.subs(X, high) - told.answer.subs(X, low)).evalf(20)
    assert abs(value - area) < 1e-9


@pytest.mark.parametrize(
    "formula",
    [
        "1/(x^2 - 1)",
        "x/((x - 1)(x - 2)^2)",
        "(x^3 + 2)/(x^2 (x^2 + x + 3)^2)",
        "1/((x - 3)^2 (2x + 1)^3)",
    ],
)
def test_decomposition_agrees_with_sympy(formula: str) -> None:
    found = fraction(Integral(read(formula), X))
    assert found is not None

    parts = decomposed(found)

    assert sp.simplify(sum(p.term[0] * p.term[1] for p in parts.parts) - found_apart(formula)) == 0
    for _, left, right in parts.equations:
        assert sp.expand(left.subs(parts.values) - right) == 0


def found_apart(formula: str) -> sp.Expr:
    return sp.apart(read(formula).expr, X)


@pytest.mark.parametrize("formula", ["1/(x^4 + 1)^3", "(x^3 - x)/(x^2 + x + 1)^4", "1/(x^3 + 1)^2"])
def test_rational_part(formula: str) -> None:
    found = fraction(Integral(read(formula), X))
    assert found is not None
    above, left = reduced(found)

    repeated = sp.prod([p.as_expr() ** (k - 1) for p, k in found.powers])
    simple = sp.prod([p.as_expr() for p, _ in found.powers])
    slope = sp.diff(above.as_expr() / repeated, X) + left.as_expr() / simple
    assert sp.cancel(slope - read(formula).expr) == 0


@pytest.mark.parametrize(
    "coefficients", [(1, 0, 0, 0, 1), (1, 0, 1, 0, 2), (1, 1, 1, 1, 1), (1, 0, 0, 2)]
)
@pytest.mark.parametrize("above", [(1,), (2, -3), (1, 0, 5)])
def test_real_factors(coefficients: tuple[int, ...], above: tuple[int, ...]) -> None:
    whole, top = sp.Poly(coefficients, X), sp.Poly(above, X)
    found = split(top, whole)
    assert found is not None

    for point in (sp.Rational(1, 3), sp.Rational(-7, 4), sp.Rational(11, 2)):
        total = sum((n / d).subs(X, point).evalf(30) for n, d in found.terms)
        assert abs(total - (top.as_expr() / whole.as_expr()).subs(X, point).evalf(30)) < 1e-25


@pytest.mark.parametrize("formula", ["1/(x^3 + x + 1)", "1/(x^5 - x - 1)"])
def test_no_zeros_by_roots(formula: str) -> None:
    """Zeros that no short formula tells are not made up."""
    with pytest.raises(NotFoundError):
        sc.integrate(formula, "x")


PARTIAL = """∫ (5x + 3)/(x² + 2x − 3) dx

 1  Partial fractions
    The denominator is (x − 1)(x + 3). A linear factor gets a constant above it.
    = 2 ∫ 1/(x − 1) dx + 3 ∫ 1/(x + 3) dx
 2  Ansatz
    (5x + 3)/(x² + 2x − 3) = A/(x − 1) + B/(x + 3)
 3  Cover up
    Cover a factor in the fraction, and put its zero into what is left.
    A = 2 and B = 3
    letter  covered  x   what is left          value
    A       x − 1    1   (5 + 3)/(1 + 3)       2
    B       x + 3    −3  (5(−3) + 3)/(−3 − 1)  3
"""
SQUARE = """∫ 1/(x² + 2x + 5) dx

 1  Complete the square
    x² + 2x + 5 = (x + 1)² + 4.
    = ∫ 1/((x + 1)² + 4) dx
 2  Arctangent
    With u = x + 1 and a = 2 this is the standard form.
"""


@pytest.mark.parametrize(
    ("formula", "expected"), [("(5x+3)/(x^2+2x-3)", PARTIAL), ("1/(x^2+2x+5)", SQUARE)]
)
def test_wording(formula: str, expected: str) -> None:
    assert sc.integrate(formula, "x").text().startswith(expected)
