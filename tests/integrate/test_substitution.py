"""Substitutions: which part is u, what is said of it, and whether the answer is one."""

from __future__ import annotations

import mpmath
import pytest
import sympy as sp

import symcalc as sc
from symcalc.tutor.integrate.substitution import candidates

X = sp.Symbol("x")
LETTERS = {"a": 1.375, "b": 2.25, "c": 0.75, "k": 1.125, "m": 1.625, "n": 2.5, "p": 1.75}
POINTS = (0.3125, 0.71875, 1.4375, 2.1875, 3.5625, -0.40625, -1.28125)

# The integrand, the rule of the first step, and the new variable.
FOUND = [
    ("x e^(-x^2)", "substitution", "-x**2"),
    ("x e^(3x^2 + 1)", "substitution", "3*x**2 + 1"),
    ("x^2 e^(x^3)", "substitution", "x**3"),
    ("2x cos(x^2)", "substitution", "x**2"),
    ("x^3 sin(x^4 + 2)", "substitution", "x**4 + 2"),
    ("x (x^2 - 1)^9", "substitution", "x**2 - 1"),
    ("x^4 (x^5 + 1)^5", "substitution", "x**5 + 1"),
    ("x sqrt(x^2 + 1)", "substitution", "x**2 + 1"),
    ("x^5/sqrt(x^2 + 5)", "substitution", "x**2 + 5"),
    ("x^3 sqrt(7 - x^2)", "substitution", "7 - x**2"),
    ("x^3/sqrt(1 - x^8)", "substitution", "x**4"),
    ("sin(x) e^(cos(x))", "substitution", "cos(x)"),
    ("e^(2 sin(x)) cos(x)", "substitution", "2*sin(x)"),
    ("sin(1/x)/x^2", "substitution", "1/x"),
    ("sin(sqrt(x))/sqrt(x)", "substitution", "sqrt(x)"),
    ("sin(sqrt(x + 1))/sqrt(x + 1)", "substitution", "sqrt(x + 1)"),
    ("ln(x)^3/x", "substitution", "log(x)"),
    ("1/(x ln(x))", "substitution", "log(x)"),
    ("ln(x)/(x sqrt(ln(x) + 1))", "substitution", "log(x) + 1"),
    ("ln(ln(x))/x", "substitution", "log(x)"),
    ("arctan(x)^2/(1 + x^2)", "substitution", "atan(x)"),
    ("e^(arctan(x))/(1 + x^2)", "substitution", "atan(x)"),
    ("arcsin(x)/sqrt(1 - x^2)", "substitution", "asin(x)"),
    ("e^(2x)/sqrt(1 - e^(4x))", "substitution", "exp(2*x)"),
    ("cos(x)/sqrt(1 + sin(x))", "substitution", "sin(x) + 1"),
    ("x^2 (a x^3 + b)^(2/3)", "substitution", "a*x**3 + b"),
    ("x (x + 1)^7", "linear-substitution", "x + 1"),
    ("x (2x - 3)^8", "linear-substitution", "2*x - 3"),
    ("x^2 (x - 1)^10", "linear-substitution", "x - 1"),
    ("x (a + b x)^p", "linear-substitution", "a + b*x"),
    ("sin(sqrt(x))", "substitution-of-root", "sqrt(x)"),
    ("e^(sqrt(2x + 1))", "substitution-of-root", "sqrt(2*x + 1)"),
    ("cos(x^(1/3))", "substitution-of-root", "x**(1/3)"),
    ("x sin(ln(x))", "logarithm-substitution", "log(x)"),
    ("x^2 cos(2 ln(x))", "logarithm-substitution", "log(x)"),
    ("e^(arcsin(x))", "inverse-function-substitution", "asin(x)"),
    ("x e^(arctan(x))/(1 + x^2)^(3/2)", "inverse-function-substitution", "atan(x)"),
]
# Integrands that some substitution leads on with, whichever it is.
WORKED = [
    *("e^x/(3e^(2x) + 2)", "1/(e^x + e^(-x))", "e^(x + 1)/(e^x + 1)", "e^(3x)/(e^x + 2)"),
    *("a^x/(1 + a^x)", "2^x/sqrt(1 - 4^x)", "1/(a + b e^(m x))", "(e^x - 1)/(e^x + 1)"),
    *(
        "x sqrt(3x + 1)",
        "x/sqrt(2 - 3x)",
        "x^2/sqrt(a + b x)",
        "x/(x + 1)^2",
        "1/(1 - sqrt(x + 1))",
    ),
    *("sec(x)^2 tan(x)^3", "sin(x)/cos(x)^3", "x sin(x^2) cos(x^2)", "cosh(ln(x))/x"),
    *(
        "e^(1/x)/x^2",
        "x^5 e^(x^3)",
        "x/(x^4 + 1)",
        "x^7/(x^12 + 1)",
        "1/(x (x^4 + 1))",
        "x/(x^2 + 1)^2",
    ),
    *(
        "(x + 1)/(x^2 + 2x + 5)",
        "(sin(x) + cos(x))/(sin(x) - cos(x))^(1/3)",
        "cos(x)/(4 - sin(x)^2)",
    ),
]


def is_antiderivative(told: sp.Expr, integrand: sp.Expr) -> bool:
    """mpmath's numeric derivative, where the integrand is real."""
    letters = {s: LETTERS[s.name] for s in integrand.free_symbols if s != X}
    letters[sp.Symbol("C")] = 0
    plain = sp.lambdify(X, told.subs(letters), "mpmath")
    expected = sp.lambdify(X, integrand.subs(letters), "mpmath")
    tried = 0
    with mpmath.workdps(40):
        for point in map(mpmath.mpf, POINTS):
            try:
                value = expected(point)
            except ZeroDivisionError:
                continue
            if abs(mpmath.im(value)) > 1e-30 or not mpmath.isfinite(value):
                continue
            tried += 1
            if abs(mpmath.diff(plain, point) - value) > 1e-12 * max(1, abs(value)):
                return False
    return tried > 1


@pytest.mark.parametrize(("integrand", "rule", "inner"), FOUND, ids=[row[0] for row in FOUND])
def test_new_variable(integrand: str, rule: str, inner: str) -> None:
    told = sc.integrate(integrand, "x")

    first = told.steps[0]
    assert first.rule == rule
    assert sp.simplify(next(iter(first.bindings.values())).expr - sp.sympify(inner)) == 0
    assert is_antiderivative(told.answer, told.question.body.parts[0].expr)


@pytest.mark.parametrize("integrand", WORKED)
def test_worked_out(integrand: str) -> None:
    told = sc.integrate(integrand, "x")

    assert {step.status for step in told.steps} == {"proved"}
    assert is_antiderivative(told.answer, told.question.body.parts[0].expr)


def test_a_teacher_tries_the_inside_first() -> None:
    assert candidates(X * sp.exp(-(X**2)), X)[0] == -(X**2)
    assert candidates(sp.sin(X) * sp.cos(X) ** 3, X)[0] == sp.cos(X)
    assert candidates(sp.sqrt(sp.log(X) + 1) / X, X)[0] == sp.log(X) + 1


def said(integrand: str) -> list[str]:
    """The sentences of the first step, with the line that it leads to."""
    by = "theta" if "theta" in integrand else "x"
    lines = sc.integrate(integrand, by).text().splitlines()
    return [line.strip() for line in lines[3:5]]


@pytest.mark.parametrize(
    ("integrand", "sentence", "line"),
    [
        (
            "x e^(-x^2)",
            "The derivative of −x² is −2x, and x stands as a factor. "
            "Let u = −x². Then du = −2x dx, so x dx = −½ du.",
            "= −1/2 ∫ e^u du",
        ),
        (
            "x^3 sqrt(x^2 + 5)",
            "The derivative of x² + 5 is 2x, and x stands as a factor. "
            "Let u = x² + 5. Then du = 2x dx, so x dx = ½ du, and x² = u − 5.",
            "= 1/2 ∫ (u − 5) √u du",
        ),
        (
            "x (x + 1)^7",
            "x + 1 is raised to a power, and a sum would be better outside than inside. "
            "Let u = x + 1. Then x = u − 1 and dx = du.",
            "= ∫ u⁷·(u − 1) du",
        ),
        (
            "1/(1 + e^x)",
            "The derivative of 1 + e^x is e^x. Let u = 1 + e^x. "
            "Then du = e^x dx, so dx = 1/(u − 1) du.",
            "= ∫ 1/(u·(u − 1)) du",
        ),
        (
            "theta e^(theta^2)",
            "The derivative of θ² is 2θ, and θ stands as a factor. "
            "Let u = θ². Then du = 2θ dθ, so θ dθ = ½ du.",
            "= 1/2 ∫ e^u du",
        ),
        (
            "x sin(ln(x))",
            "The inside ln(x) is in the way. Let u = ln(x). Then x = e^u and dx = e^u du.",
            "= ∫ e^(2u) sin(u) du",
        ),
    ],
)
def test_sentences(integrand: str, sentence: str, line: str) -> None:
    assert said(integrand) == [sentence, line]
