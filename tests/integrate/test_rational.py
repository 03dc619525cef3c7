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
from symcalc.tutor.integrate.lookup import looked_up
from symcalc.tutor.integrate.rational.fraction import fraction
from symcalc.tutor.integrate.rational.ostrogradsky import reduced
from symcalc.tutor.integrate.rational.parts import decomposed
from symcalc.tutor.integrate.rational.reach import is_out_of_reach
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
    (5x + 3)/(x² + 2x − 3) = A/(x − 1) + B/(x + 3)
 2  Cover up
    Cover a factor in the fraction, and put its zero into what is left.
    A = 2 and B = 3
    letter  covered  x   what is left          value
    A       x − 1    1   (5 + 3)/(1 + 3)       2
    B       x + 3    −3  (5(−3) + 3)/(−3 − 1)  3
    so ∫ (5x + 3)/(x² + 2x − 3) dx = 2 ∫ 1/(x − 1) dx + 3 ∫ 1/(x + 3) dx
 3  Logarithm
"""
SQUARE = """∫ 1/(x² + 2x + 5) dx

 1  Complete the square
    x² + 2x + 5 = (x + 1)² + 4.
    = ∫ 1/((x + 1)² + 4) dx
 2  Arctangent
    This is the standard form ∫ du/(u² + a²) = arctan(u/a)/a with u = x + 1 and a = 2.
"""


@pytest.mark.parametrize(
    ("formula", "expected"), [("(5x+3)/(x^2+2x-3)", PARTIAL), ("1/(x^2+2x+5)", SQUARE)]
)
def test_wording(formula: str, expected: str) -> None:
    assert sc.integrate(formula, "x").text().startswith(expected)


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("1/(x^2+4)", "standard form ∫ dx/(x² + a²) = arctan(x/a)/a with a = 2."),
        ("1/(x^2+a^2)", "standard form ∫ dx/(x² + a²) = arctan(x/a)/a."),
        (
            "1/(4x^2-9)",
            "= ln|(u − a)/(u + a)|/(2a) with u = 2x and a = 3; the slope 2",
        ),
        ("1/(4-3x^2)", "∫ dx/(a² − x²) = ln|(a + x)/(a − x)|/(2a) with a = 2 √3/3;"),
        ("1/(x^2+1)^2", "∫ dx/qⁿ = q′/((n − 1)·Δ·qⁿ⁻¹) + 2(2n − 3)·a/((n − 1)·Δ) · ∫ dx/qⁿ⁻¹"),
        ("1/(x^2+1)^2", "Here q = x² + 1, q′ = 2x, a = 1, Δ = 4 and n = 2."),
        ("1/((x-1)(x^2+1))", "a quadratic factor without rational zeros gets a linear numerator."),
        ("1/((x-1)(x^2+1))", "The letter C is left out: it is the constant of integration."),
        (
            "1/(x-1)^2",
            "linear with slope 1. The exponent −2 grows by one; the new exponent divides.",
        ),
        (
            "1/(2x-1)^2",
            "linear with slope 2. The exponent −2 grows by one; the new exponent and the"
            " slope divide.",
        ),
        (
            "(sin x + 2cos x)/(3 sin x - cos x)",
            "The derivative of the denominator 3 sin(x) − cos(x)"
            " is sin(x) + 3 cos(x). The numerator is sin(x) + 2 cos(x) = ",
        ),
    ],
)
def test_said(formula: str, said: str) -> None:
    assert said in sc.integrate(formula, "x").text()


@pytest.mark.parametrize("formula", ["1/(x^5+x+1)", "(3x^5-2)/(7x^3+11x-4)", "x/(x^5-x-1)"])
def test_out_of_reach(formula: str) -> None:
    """The zeros of these factors have no use for a person: SymPy is not asked for minutes."""
    question = Integral(read(formula), X)

    assert is_out_of_reach(question)
    assert looked_up(question) is None
    with pytest.raises(NotFoundError, match="whose zeros have no form that helps here"):
        sc.integrate(formula, "x")


@pytest.mark.parametrize(
    "formula", ["1/(x^3+x^2+x+1)", "(3x^2-1)/(x^3-x+1)", "1/(x^4+x+1)", "sin(x)", "1/(x^5+2)"]
)
def test_within_reach(formula: str) -> None:
    assert not is_out_of_reach(Integral(read(formula), X))


@pytest.mark.parametrize("formula", ["(x^2+2)/(x^2+2x+5)^2", "(x^3+1)/(x^2+1)^2"])
def test_one_fraction_for_one_denominator(formula: str) -> None:
    answer = sc.integrate(formula, "x").answer
    below = [t for t in sp.Add.make_args(answer) if X in sp.fraction(t)[1].free_symbols]

    assert len(below) == 1


@pytest.mark.parametrize("formula", ["(3x+1)/((x-1)(x^2+1))", "x^3/(x^2-3x+2)", "1/(x^4+1)^2"])
@pytest.mark.parametrize("detail", ["normal", "full"])
def test_the_letters_come_before_the_split(formula: str, detail: str) -> None:
    shown = sc.integrate(formula, "x").text(detail)
    before, after = shown.split("so ∫", 1)

    assert "Cover up" in before or "Compare coefficients" in before
    assert "Cover up" not in after
    assert "Compare coefficients" not in after


def test_no_letters_of_steps_that_are_named_after_themselves() -> None:
    for formula in ("1/(a^2+x^2)", "1/sqrt(a^2-x^2)", "1/sqrt(x^2+a^2)", "1/(x^2-a^2)"):
        shown = sc.integrate(formula, "x").text()
        assert "a = a" not in shown
        assert "u = x" not in shown
