"""Taylor polynomials against answers that are not ours."""

from __future__ import annotations

import mpmath
import pytest
import sympy as sp

import symcalc as sc
from symcalc.steps import walk

x, y, alpha = sp.symbols("x y alpha")

# Worked out by hand.
POLYNOMIALS = [
    # formula            at        degree  polynomial
    ("e^x", "0", 4, "1 + x + x^2/2 + x^3/6 + x^4/24"),
    ("e^x", "1", 2, "e + e(x-1) + e(x-1)^2/2"),
    ("e^(-x)", "0", 3, "1 - x + x^2/2 - x^3/6"),
    ("e^(-x^2)", "0", 6, "1 - x^2 + x^4/2 - x^6/6"),
    ("sin x", "0", 7, "x - x^3/6 + x^5/120 - x^7/5040"),
    ("sin x", "pi/2", 4, "1 - (x-pi/2)^2/2 + (x-pi/2)^4/24"),
    ("sin x", "pi/6", 2, "1/2 + sqrt(3)/2 (x-pi/6) - (x-pi/6)^2/4"),
    ("cos x", "0", 6, "1 - x^2/2 + x^4/24 - x^6/720"),
    ("cos x", "pi", 3, "-1 + (x-pi)^2/2"),
    ("sin(2x)", "0", 3, "2x - 4x^3/3"),
    ("tan x", "0", 5, "x + x^3/3 + 2x^5/15"),
    ("sec x", "0", 4, "1 + x^2/2 + 5x^4/24"),
    ("1/(1-x)", "0", 5, "1 + x + x^2 + x^3 + x^4 + x^5"),
    ("1/(1+x^2)", "0", 4, "1 - x^2 + x^4"),
    ("1/x", "1", 3, "1 - (x-1) + (x-1)^2 - (x-1)^3"),
    ("1/x", "-2", 2, "-1/2 - (x+2)/4 - (x+2)^2/8"),
    ("ln(1+x)", "0", 4, "x - x^2/2 + x^3/3 - x^4/4"),
    ("ln x", "1", 3, "(x-1) - (x-1)^2/2 + (x-1)^3/3"),
    ("ln x", "e", 2, "1 + (x-e)/e - (x-e)^2/(2e^2)"),
    ("ln((1+x)/(1-x))", "0", 3, "2x + 2x^3/3"),
    ("sqrt(1+x)", "0", 3, "1 + x/2 - x^2/8 + x^3/16"),
    ("sqrt(x)", "4", 2, "2 + (x-4)/4 - (x-4)^2/64"),
    ("1/sqrt(1+x)", "0", 2, "1 - x/2 + 3x^2/8"),
    ("arctan x", "0", 5, "x - x^3/3 + x^5/5"),
    ("arcsin x", "0", 5, "x + x^3/6 + 3x^5/40"),
    ("sinh x", "0", 5, "x + x^3/6 + x^5/120"),
    ("cosh x", "0", 4, "1 + x^2/2 + x^4/24"),
    ("tanh x", "0", 3, "x - x^3/3"),
    ("e^x cos x", "0", 4, "1 + x - x^3/3 - x^4/6"),
    ("e^x sin x", "0", 3, "x + x^2 + x^3/3"),
    ("e^(sin x)", "0", 4, "1 + x + x^2/2 - x^4/8"),
    ("ln(cos x)", "0", 4, "-x^2/2 - x^4/12"),
    ("x^x", "1", 3, "1 + (x-1) + (x-1)^2 + (x-1)^3/2"),
    ("x^3 - 2x + 1", "2", 3, "5 + 10(x-2) + 6(x-2)^2 + (x-2)^3"),
    ("x^3 - 2x + 1", "0", 1, "1 - 2x"),
    ("1/(1+e^(-x))", "0", 3, "1/2 + x/4 - x^3/48"),
    ("ln(1+e^x)", "0", 2, "ln(2) + x/2 + x^2/8"),
    ("|x|", "1", 2, "x"),
    ("|x|^3", "0", 2, "0"),  # a kink, but not before the third derivative
    ("x |x|", "0", 1, "0"),
    (r"\begin{cases} x^2 & x < 1 \\ 2x - 1 & x \ge 1\end{cases}", "1", 1, "1 + 2(x-1)"),
    ("cbrt(x)", "8", 2, "2 + (x-8)/12 - (x-8)^2/288"),
    ("7", "0", 3, "7"),
    ("sin x", "1", 0, "sin(1)"),
]


def same(left: sp.Expr, right: sp.Expr) -> bool:
    return left == right or sp.simplify(sp.expand(left - right)) == 0


@pytest.mark.parametrize(("formula", "at", "degree", "polynomial"), POLYNOMIALS)
def test_polynomials(formula: str, at: str, degree: int, polynomial: str) -> None:
    d = sc.taylor(formula, at=at, degree=degree)
    assert same(d.answer, sc.parse(polynomial))
    assert d.verify().status == "agrees"
    assert all(step.status == "proved" for step in walk(d.steps))


SMOOTH = [row for row in POLYNOMIALS if "|" not in row[0] and "cases" not in row[0]]


@pytest.mark.parametrize(("formula", "at", "degree", "polynomial"), SMOOTH)
def test_coefficients_agree_with_mpmath(formula, at, degree, polynomial) -> None:
    """mpmath.taylor differentiates numerically."""
    f, centre = sp.lambdify(x, sc.parse(formula), "mpmath"), sc.parse(at)
    found = sc.taylor(formula, "x", at=at, degree=degree).answer.subs(x, x + centre)
    with mpmath.workdps(40):
        wanted = mpmath.taylor(f, mpmath.mpf(str(sp.N(centre, 45))), degree)
    ours = [sp.expand(found).coeff(x, k) for k in range(degree + 1)]
    for mine, theirs in zip(ours, wanted, strict=True):
        assert abs(complex(mine) - complex(theirs)) < 1e-12


SEVERAL = [
    # formula, variables, point, degree, polynomial, by hand
    ("e^x cos y", "x,y", None, 2, "1 + x + x^2/2 - y^2/2"),
    ("e^x cos y", "x,y", None, 3, "1 + x + x^2/2 - y^2/2 + x^3/6 - x y^2/2"),
    ("ln(1 + x + y)", "x,y", None, 2, "x + y - (x+y)^2/2"),
    ("x^y", "x,y", {"x": 1, "y": 1}, 2, "1 + (x-1) + (x-1)(y-1)"),
    ("x y z", "x,y,z", {"x": 1, "y": 2, "z": 3}, 1, "6 + 6(x-1) + 3(y-2) + 2(z-3)"),
    ("x^2 + 3x y", "x,y", {"x": 1, "y": -1}, 2, "x^2 + 3x y"),
    ("1/(1 - x y)", "x,y", None, 4, "1 + x y + x^2 y^2"),
    ("sin(x + y)", "x,y", {"x": "pi/2", "y": 0}, 2, "1 - (x - pi/2 + y)^2/2"),
]


@pytest.mark.parametrize(("formula", "wrt", "at", "degree", "polynomial"), SEVERAL)
def test_several_variables(formula, wrt, at, degree, polynomial) -> None:
    d = sc.taylor(formula, wrt, at=at or 0, degree=degree)
    assert sp.expand(d.answer - sc.parse(polynomial)) == 0
    assert d.verify().status == "agrees"


def test_gradient_and_hessian_are_those_of_the_verbs() -> None:
    d = sc.taylor("x^2 y + e^(x y)", "x,y", at={"x": 1, "y": 2}, degree=2)
    step = next(step for step in d.steps if step.rule == "quadratic-form")
    point = {x: 1, y: 2}
    f = x**2 * y + sp.exp(x * y)
    assert sp.Matrix(step.bindings["g"].expr) == sp.Matrix([f.diff(x), f.diff(y)]).subs(point)
    assert sp.Matrix(step.bindings["H"].expr) == sp.hessian(f, (x, y)).subs(point)


def test_letters_that_are_constant_stay() -> None:
    d = sc.taylor("(1+x)^alpha", "x", degree=2)
    assert sp.expand(d.answer - (1 + alpha * x + alpha * (alpha - 1) * x**2 / 2)) == 0
    assert d.check.status == "agrees"
