"""Roots that become the new variable, conjugates, and binomial differentials."""

from __future__ import annotations

import mpmath
import pytest
import sympy as sp

import symcalc as sc
from symcalc.tutor.integrate.methods.binomial import binomial, chebyshev_fails
from symcalc.tutor.integrate.roots.invert import inverse

x = sp.Symbol("x")

# The integrand, and intervals of its domain.
ROWS = [
    ("x sqrt(3x + 1)", [(0, 2)]),
    ("x^2/sqrt(x - 1)", [(2, 4)]),
    ("1/(1 - sqrt(x + 1))", [(1, 4), (-0.9, -0.1)]),
    ("1/(sqrt(x) + x^(1/3))", [(1, 3)]),
    ("sqrt(x)/(1 + x^(1/4))", [(1, 3)]),
    ("sqrt(x + 4)/x", [(1, 3), (-3, -1)]),
    ("1/(x^3 sqrt(x - 1))", [(2, 4)]),
    ("1/(x^5 (1 - x)^(7/2))", [(0.4, 0.7), (-3, -1)]),
    ("sqrt((1 - x)/(1 + x))", [(-0.5, 0.7)]),
    ("sqrt((x - 1)/(x + 1))/x", [(2, 4), (-4, -2)]),
    ("sqrt(x)/(x + 1)^(7/2)", [(1, 3)]),
    ("1/((x + 1)^(2/3) (x - 1)^(4/3))", [(2, 4)]),
    ("sqrt(x) (x + 1)^(5/2)", [(1, 2)]),
    ("1/sqrt(1 + sqrt(x))", [(1, 4)]),
    ("sqrt(x + sqrt(x + 1))", [(1, 4)]),
    ("sqrt(x + sqrt(x^2 + 1))", [(-2, 3)]),
    ("(1 - 2x^(1/3))^(3/4)/x", [(0.02, 0.1)]),
    ("sqrt(1 + e^x)", [(-1, 2)]),
    ("1/sqrt(e^(2x) - 1)", [(1, 2)]),
    ("x^5 sqrt(x^2 + 1)", [(-1, 2)]),
    ("x^5 (1 + x^3)^(2/3)", [(0, 1.5)]),
    ("1/(x sqrt(1 + x^3))", [(1, 3), (-0.9, -0.2)]),
    ("1/(1 + x^4)^(1/4)", [(-1, 2)]),
    ("x^2 (1 + x^4)^(-3/4)", [(-1, 2)]),
    ("1/((x^3 - 1) (x^3 + 2)^(1/3))", [(2, 3), (-1, 0.5)]),
    ("((x - 1)^2 (x + 1))^(-1/3)", [(2, 4), (-0.8, 0.5)]),
    ("((x - 1)^3 (x + 2)^5)^(-1/4)", [(2, 4), (-6, -3)]),
    ("1/(sqrt(x + 1) + sqrt(x))", [(1, 3)]),
    ("1/(sqrt(x + 1) - sqrt(x - 1))", [(2, 3)]),
    ("x/(sqrt(x + 1) - 1)", [(1, 3), (-0.9, -0.2)]),
    ("1/(x - sqrt(x^2 - 1))", [(2, 3), (-3, -2)]),
    ("sqrt(x^2)", [(1, 3), (-3, -1), (-1, 2)]),
    ("sqrt(x^2 + 4x + 4)", [(-4, -2), (-2, -1), (0, 1)]),
    ("1/sqrt(x^3 - 5x^2 + 3x + 9)", [(4, 6), (0, 2)]),
    ("sqrt(1 + 1/x^2)", [(1, 2), (-2, -1)]),
    ("x/cbrt(x + 1)", [(0, 2), (-4, -2)]),
    ("1/(1 + cbrt(x))", [(1, 3), (-0.9, -0.1), (-4, -2)]),
    ("cbrt(x)/(1 + x)", [(1, 3), (-4, -2)]),
]


@pytest.mark.parametrize(("integrand", "intervals"), ROWS, ids=[row[0] for row in ROWS])
def test_area(integrand: str, intervals: list[tuple[float, float]]) -> None:
    """The increase of the answer is the area, by mpmath's quadrature."""
    told = sc.integrate(integrand, "x")
    plain = told.answer.subs(sp.Symbol("C"), 0)
    answer, f = (sp.lambdify(x, e, "mpmath") for e in (plain, sc.parse(integrand)))

    assert {step.status for step in told.steps} == {"proved"}
    assert not told.answer.has(sp.I)
    for low, high in intervals:
        area = mpmath.quad(f, [low, 0, high] if low < 0 < high else [low, high])
        assert abs(answer(high) - answer(low) - area) < 1e-9 * max(1, abs(area))


# m, n, p and Chebyshev's case, by hand; 0 where there is no elementary antiderivative.
CASES = [
    (x**2 * sp.sqrt(1 + x**3), (2, 3, sp.S.Half), 2),
    (sp.sqrt(1 + x**3), (0, 3, sp.S.Half), 0),
    (sp.sqrt(1 + x**4), (0, 4, sp.S.Half), 0),
    (1 / sp.sqrt(1 - x**4), (0, 4, -sp.S.Half), 0),
    ((1 + x**4) ** sp.Rational(-1, 4), (0, 4, sp.Rational(-1, 4)), 3),
    (x**2 * (1 + x**4) ** sp.Rational(-3, 4), (2, 4, sp.Rational(-3, 4)), 3),
    (sp.sqrt(x) * (1 + x ** sp.Rational(1, 3)) ** 2, (sp.S.Half, sp.Rational(1, 3), 2), 1),
    (sp.sqrt(x**2 + x**5), (1, 3, sp.S.Half), 0),  # x √(1 + x³): (1 + 1)/3 and 2/3 + 1/2
    ((x - x**3) ** sp.Rational(1, 3), (sp.Rational(1, 3), 2, sp.Rational(1, 3)), 3),
]


@pytest.mark.parametrize(("integrand", "exponents", "case"), CASES)
def test_chebyshev(integrand: sp.Expr, exponents: tuple[sp.Expr, ...], case: int) -> None:
    found = binomial(integrand, x)

    assert found is not None
    assert (found.m, found.n, found.p) == exponents
    assert found.case == case
    assert (chebyshev_fails(integrand, x) is not None) == (case == 0)


@pytest.mark.parametrize("integrand", [sp.sin(x), sp.sqrt(1 + x + x**2), x**3, sp.sqrt(x + 1) + x])
def test_no_binomial(integrand: sp.Expr) -> None:
    assert chebyshev_fails(integrand, x) is None


INVERSES = [
    2 * x - 3,
    (x + 1) / (2 * x - 5),
    3 + sp.sqrt(x),
    sp.exp(2 * x) + 1,
    x + sp.sqrt(x**2 + 4),
]


@pytest.mark.parametrize("v", INVERSES)
def test_inverse(v: sp.Expr) -> None:
    w = sp.Symbol("w", positive=True)
    rows = inverse(v, w, x)

    assert rows is not None
    value = v.subs(x, sp.Rational(7, 3))
    assert abs(rows[-1][2].subs(w, value) - sp.Rational(7, 3)).evalf() < 1e-12


@pytest.mark.parametrize("v", [x**2 + 1, sp.sin(x), x + sp.sqrt(x)])
def test_no_inverse(v: sp.Expr) -> None:
    assert inverse(v, sp.Symbol("w"), x) is None
