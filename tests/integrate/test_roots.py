"""Square roots of quadratics: the antiderivatives on every side of their domains, and the words."""

from __future__ import annotations

import mpmath
import pytest
import sympy as sp

import symcalc as sc
from symcalc.tutor.integrate.roots.quadratic import quadratic, root_of, sign_of
from symcalc.tutor.integrate.roots.reduction import reduction

X = sp.Symbol("x", real=True)

# The integrand, and intervals of its domain, one on each side of what is left out.
ROWS = [
    ("1/sqrt(9 - 4x^2)", [(-1.4, 1.2)]),
    ("1/sqrt(3x^2 - 7)", [(2, 5), (-6, -2)]),
    ("1/sqrt(2 - x - x^2)", [(-1.5, 0.7)]),
    ("1/sqrt(4x^2 + 4x + 10)", [(-3, 4)]),
    ("1/sqrt(x^2 - 4x)", [(5, 8), (-3, -1)]),
    ("(2x + 3)/sqrt(x^2 + x + 1)", [(-2, 3)]),
    ("(3 - 2x)/sqrt(5 - 4x - x^2)", [(-4, 0.5)]),
    ("sqrt(9 - x^2)", [(-2, 2.5)]),
    ("sqrt(x^2 + 5)", [(-2, 3)]),
    ("sqrt(x^2 - 9)", [(4, 6), (-7, -3.5)]),
    ("sqrt(2x - x^2)", [(0.2, 1.7)]),
    ("sqrt((x - 1)(3 - x))", [(1.2, 2.8)]),
    ("x^2 sqrt(4 - x^2)", [(-1.5, 1.2)]),
    ("x^3/sqrt(x^2 + 2x)", [(1, 3), (-5, -3)]),
    ("x^2/sqrt(x^2 - x + 1)", [(-2, 3)]),
    ("(x^2 + x + 1)^(3/2)", [(-2, 1)]),
    ("(x^2 + x + 1)^(-3/2)", [(-2, 1)]),
    ("(5 + 4x - 3x^2)^(-5/2)", [(0, 1.5)]),
    ("x^2/(4 - x^2)^(5/2)", [(-1.5, 1.2)]),
    ("(x^2 - 4)^(3/2)", [(3, 5), (-5, -3)]),
    ("sqrt(9 - x^2)/x^2", [(1, 2), (-2, -1)]),
    ("1/(x^2 sqrt(x^2 + 4))", [(1, 2), (-2, -1)]),
    ("1/(x^2 sqrt(x^2 - 9))", [(4, 6), (-6, -4)]),
    ("sqrt(x^2 - 9)/x^4", [(4, 6), (-6, -4)]),
    ("1/(x^3 sqrt(x^2 - 16))", [(5, 7), (-7, -5)]),
    ("1/(x sqrt(x^2 + x + 1))", [(1, 3), (-3, -1)]),
    ("1/(x sqrt(x^2 - x - 2))", [(3, 5), (-4, -2)]),
    ("1/((x - 1) sqrt(x^2 - 1))", [(2, 4), (-4, -2)]),
    ("1/((2x - 1) sqrt(3x^2 + x - 1))", [(1, 2), (-3, -1)]),
    ("1/((x + 2)^2 sqrt(x^2 - 1))", [(2, 4), (-5, -3)]),
    ("1/((x^2 - 1) sqrt(x^2 + 2x))", [(2, 4), (0.2, 0.8), (-4, -2.5)]),
    ("1/((x^2 + 4) sqrt(1 - x^2))", [(-0.5, 0.8)]),
    ("(x + 3)/((x^2 + 1) sqrt(x^2 + x + 1))", [(-3, 2)]),
    ("x/((x^2 + 2) sqrt(x^2 + x + 3))", [(-3, 2)]),
    ("1/(sqrt(x^2 + 1) (x^2 + 2)^2)", [(-1, 2)]),
    ("(x^2 + 1)/((1 - x^2) sqrt(x^4 + 1))", [(-0.5, 0.5), (2, 3), (-3, -2)]),
    ("1/(x + sqrt(x^2 + x + 1))", [(0, 2)]),
    ("1/(x + sqrt(1 - x^2))", [(-0.5, 0.9)]),
    ("sqrt(x^2 + 2x + 4)/(x - 1)^2", [(2, 3), (-2, 0)]),
]


@pytest.mark.parametrize(("integrand", "intervals"), ROWS, ids=[row[0] for row in ROWS])
def test_area(integrand: str, intervals: list[tuple[float, float]]) -> None:
    """The increase of the answer is the area, by mpmath's quadrature."""
    told = sc.integrate(integrand, "x")
    answer, f = (sp.lambdify("x", e, "mpmath") for e in (_plain(told.answer), sc.parse(integrand)))

    assert {step.status for step in told.steps} == {"proved"}
    assert not told.answer.has(sp.I)
    for low, high in intervals:
        area = mpmath.quad(f, [low, (low + high) / 2, high])
        assert abs(answer(high) - answer(low) - area) < 1e-9 * max(1, abs(area))


def _plain(answer: sp.Expr) -> sp.Expr:
    return answer.subs(sp.Symbol("C"), 0)


# With letters: a positive, and the derivative by SymPy.
LETTERED = [
    ("1/sqrt(a^2 - x^2)", "arcsin(x/a)"),
    ("1/sqrt(x^2 + a^2)", "ln|x + sqrt(x^2 + a^2)|"),
    ("1/sqrt(x^2 - a^2)", "ln|x + sqrt(x^2 - a^2)|"),
    ("sqrt(a^2 - x^2)", "x sqrt(a^2 - x^2)/2 + a^2 arcsin(x/a)/2"),
    ("sqrt(x^2 + a^2)", "x sqrt(x^2 + a^2)/2 + a^2 ln|x + sqrt(x^2 + a^2)|/2"),
    ("1/(x sqrt(a^2 - x^2))", "-ln|(a + sqrt(a^2 - x^2))/x|/a"),
    ("1/(x^2 + a^2)^(3/2)", "x/(a^2 sqrt(x^2 + a^2))"),
    ("1/sqrt(2a x - x^2)", "arcsin((x - a)/a)"),
]


@pytest.mark.parametrize(("integrand", "book"), LETTERED)
def test_book_form(integrand: str, book: str) -> None:
    a, x = sp.symbols("a x", positive=True)
    places = {s: {"a": a, "x": x}[s.name] for s in sp.symbols("a x")}
    told = _plain(sc.integrate(integrand, "x").answer).xreplace(places)
    gap = sp.lambdify((x, a), told - sc.parse(book).xreplace(places))

    at = (2.5, 1.7) if "- a^2" in integrand else (1.3, 1.7)
    assert abs(gap(*at) - gap(at[0] + 0.2, at[1])) < 1e-12


def text_of(integrand: str) -> str:
    """The derivation up to the constant."""
    return sc.integrate(integrand, "x").text().split(" + C ")[0]


def test_words_of_an_arcsine() -> None:
    assert (
        text_of("1/sqrt(2 - x - x^2)")
        == """∫ 1/√(2 − x − x²) dx

 1  Complete the square
    2 − x − x² = 9/4 − (x + 1/2)².
    = ∫ 1/√(9/4 − (x + 1/2)²) dx
 2  Arcsine
    1/√(a² − u²) is the derivative of arcsin(u/a), for a > 0; here u = x + 1/2 and a = 3/2.

    = arcsin(2x/3 + 1/3)"""
    )


def test_words_of_a_trigonometric_substitution() -> None:
    assert (
        text_of("1/(x^2 sqrt(x^2 - 9))")
        == """∫ 1/(x² √(x² − 9)) dx

 1  Trigonometric substitution
    x² − 9 is a square less a constant: let x = 3 sec(θ), with 0 ≤ θ < π/2 where x is positive and π ≤ θ < 3π/2 where it is negative. Then dx = 3 tan(θ) sec(θ) dθ and √(x² − 9) = 3 tan(θ), because tan θ ≥ 0.
    = 1/9 ∫ cos(θ) dθ
    sin(θ)       cos(θ)  tan(θ)
    √(x² − 9)/x  3/x     √(x² − 9)/3
 2  Cosine
    cos(θ) is the derivative of sin(θ).
    = sin(θ)/9
 3  Back to x
    In a right triangle with the angle θ, the adjacent side 3 and the hypotenuse x, the opposite side is √(x² − 9); θ = arctan(√(x² − 9)/3), up to π.

    = √(x² − 9)/(9x)"""  # noqa: E501 - a line of the derivation
    )


def test_signs_of_letters() -> None:
    a, b = sp.symbols("a b")

    assert sign_of(-(a**2) - b**2) == (-1, False)
    assert sign_of(3 * a) == (1, True)
    assert root_of((a - b) ** 2) == sp.Abs(a - b)


def test_no_quadratic() -> None:
    x = sp.Symbol("x")

    assert quadratic(x**2 + 2 * x + 1, x) is None
    assert quadratic(sp.sin(x), x) is None
    assert quadratic(x + 1, x) is None


def test_reduction_differentiates_back() -> None:
    x = sp.Symbol("x")
    q = quadratic(x**2 + x + 3, x)
    assert q is not None
    over = (x**3 + 1) / (x - 1) ** 2
    found = reduction(over, q, list(sp.symbols("A B D F G H")))

    assert found is not None
    slope = sp.diff(found.outside * q.root, x) + sum(found.inside) / q.root
    assert sp.simplify(slope - over / q.root) == 0


# Answers as a book has them.
ANSWERS = [
    ("sqrt((1-x)/(1+x))", "= √(1 − x²) − 2 arctan(√((1 − x)/(1 + x))) + C"),
    ("(4-x^2)^(3/2)", "= x·(10 − x²) √(4 − x²)/4 + 6 arcsin(x/2) + C"),
    ("sqrt(a^2-x^2)", "= a² arcsin(x/|a|)/2 + x √(a² − x²)/2 + C   for a² − x² ≥ 0\n\nChecked"),
    ("arcsin(sqrt(x))", "= x arcsin(√x) + √(x − x²)/2 − arcsin(√x)/2 + C"),
    ("1/sqrt(x^2+4)", "= ln(x + √(x² + 4)) + C"),
    ("1/(sqrt(x)+x^(1/3))", "− 6 ln(x^(1/6) + 1) + C"),
]


@pytest.mark.parametrize(("formula", "answer"), ANSWERS)
def test_answer_as_in_a_book(formula: str, answer: str) -> None:
    assert answer in sc.integrate(formula, "x").text()


@pytest.mark.parametrize("formula", ["sqrt(1-x^2)", "1/((theta+1) sqrt(theta^2+1))"])
def test_greek_letters(formula: str) -> None:
    variable = "theta" if "theta" in formula else "x"
    steps = sc.integrate(formula, variable).text().split("Checked")[0]
    assert "theta" not in steps
