"""By parts, in tables, where the integral returns; recognition; exponentials; multiplying out."""

from __future__ import annotations

from itertools import pairwise

import mpmath
import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.antiderivatives import check_up_to_constant
from symcalc.errors import SymcalcError
from symcalc.steps import walk
from symcalc.tutor.integrate.growing import growth
from symcalc.tutor.integrate.parts import told_antiderivative
from symcalc.tutor.integrate.reducing import reduction_of
from symcalc.tutor.integrate.repeated import rows_of
from symcalc.tutor.integrate.returning import twice

X, N = sp.symbols("x n")
LETTERS = {"a": 1.375, "b": 2.25, "c": 0.75, "d": 1.875, "k": 1.125, "m": 1.625, "n": 2.5}
POINTS = (0.3125, 0.71875, 1.4375, 2.1875, 3.5625, -0.40625, -1.28125)

# The integrand and the rule of the first step.
FIRST = [
    *((f, "parts-alone") for f in ("ln(x)", "ln(x)^2", "ln(x)^3", "ln(x^2 + 1)")),
    *((f, "parts-alone") for f in ("arctan(x)", "arctan(2x)", "arcsin(x)", "arccos(x)")),
    *((f, "parts-alone") for f in ("arccot(x)", "arcsin(x)^2", "arsinh(x)", "artanh(x)")),
    *((f, "parts") for f in ("x e^x", "x e^(-2x)", "x sin(x)", "x cos(3x)", "x sinh(2x)")),
    *((f, "parts") for f in ("x ln(x)", "x^2 ln(x)", "ln(x)/x^2", "x^n ln(a x)", "x ln(x)^2")),
    *((f, "parts") for f in ("x arctan(x)", "x^2 arctan(x)", "x arcsin(x)", "x arctan(x)^2")),
    *((f, "parts") for f in ("x sec(x)^2", "x/sin(x)^2", "x arcsin(x)/sqrt(1 - x^2)")),
    *((f, "parts") for f in ("ln(x)/sqrt(x^2 + 1)^3", "ln(x)/(x + 1)^2", "x a^x", "x 2^(3x)")),
    *((f, "tabular") for f in ("x^2 e^x", "x^3 e^(-x)", "(x^2 + x + 1) e^(2x)", "x^2 sin(x)")),
    *((f, "tabular") for f in ("x^3 cos(2x)", "x^4 sinh(x)", "x^2 e^(a x)", "x^3 cos(b x)")),
    *((f, "tabular") for f in ("(2x^2 - 3) cosh(3x)", "x^2·2^(-x)", "x^8 e^(x/2)")),
    *((f, "tabular-product") for f in ("x e^x cos(x)", "x^2 e^(-3x) sin(x)", "x d^x sin(x)")),
    *((f, "tabular-product") for f in ("x^2 e^(a x) sin(b x)", "x^3 e^x cos(2x)")),
    *((f, "cyclic-parts") for f in ("e^x sin(x)", "e^(2x) cos(3x)", "e^(-x) sin(x/2)")),
    *((f, "cyclic-parts") for f in ("e^(a x) cos(b x)", "2^x sin(x)", "d^x cos(3x)")),
    *((f, "cyclic-parts") for f in ("sin(ln(x))", "cos(2 ln(3x))", "sin(x) sinh(x)")),
    *((f, "reduction") for f in ("ln(x)^4", "x^9 ln(x)^11", "x^10 e^x", "x^12 e^(-2x)")),
    *((f, "reduction") for f in ("x^9 sin(x)", "x^10 cos(2x)", "x^m ln(x)^5", "sqrt(x) ln(x)^4")),
    *((f, "function-and-slope") for f in ("e^x (sin(x) + cos(x))", "e^x (ln(x) + 1/x)")),
    *(
        (f, "function-and-slope")
        for f in ("e^(2x) (2 tan(x) + sec(x)^2)", "(2x^2 + 1) e^(x^2)", "e^x (1/x - 1/x^2)")
    ),
    *((f, "exponential-recognition") for f in ("x e^x/(x + 1)^2", "x e^(a x)/(a x + 1)^2")),
    *((f, "exponential-recognition") for f in ("e^x (1 - x - x^2)/sqrt(1 - x^2)",)),
    *((f, "quotient-recognition") for f in ("(x cos(x) - sin(x))/x^2",)),
    *((f, "quotient-recognition") for f in ("(2x + sin(2x))/(x sin(x) + cos(x))^2",)),
    *((f, "exponential-base") for f in ("2^x", "a^(b x + c)", "3^(2x)/5^x", "a^x b^x")),
    *((f, "exponent-laws") for f in ("sqrt(e^x)", "(e^x)^(1/3)")),
    *(
        (f, "as-exponentials")
        for f in ("e^x sinh(x)", "e^(-x) cosh(2x)", "e^x/(cosh(x) - sinh(x))")
    ),
    *((f, "expand") for f in ("(x + e^x)^2", "sqrt(x) (x + 1)", "x (e^x + 1)^2")),
    *((f, "expand") for f in ("(e^x - e^(-x))^3", "(a^x + 1)^2")),
    *((f, "split-numerator") for f in ("(x^3 + 2 sqrt(x))/x", "(1 + x)^2/sqrt(x)")),
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
            value = expected(point)
            if abs(mpmath.im(value)) > 1e-30:
                continue
            tried += 1
            if abs(mpmath.diff(plain, point) - value) > 1e-12 * max(1, abs(value)):
                return False
    return tried > 1


@pytest.mark.parametrize(("integrand", "rule"), FIRST, ids=[row[0] for row in FIRST])
def test_first_step(integrand: str, rule: str) -> None:
    told = sc.integrate(integrand, "x")

    assert told.steps[0].rule == rule
    assert {step.status for step in walk(told.steps)} == {"proved"}
    assert is_antiderivative(told.answer, told.question.body.parts[0].expr)
    assert told.verify().status == "agrees"


# What stands before the answer, and the answer as a textbook has it.
ANSWERS = [
    ("x^2 e^x", (X**2 - 2 * X + 2) * sp.exp(X)),
    ("e^x cos(x)", sp.exp(X) * (sp.sin(X) + sp.cos(X)) / 2),
    ("ln(x)", X * sp.log(X) - X),
    ("arctan(x)", X * sp.atan(X) - sp.log(X**2 + 1) / 2),
    ("(x cos(x) - sin(x))/x^2", sp.sin(X) / X),
    ("1/ln(x) - 1/ln(x)^2", X / sp.log(X)),
    ("x e^x/(x + 1)^2", sp.exp(X) / (X + 1)),
]


@pytest.mark.parametrize(("integrand", "answer"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_form_of_the_answer(integrand: str, answer: sp.Expr) -> None:
    assert sc.integrate(integrand, "x").answer - sp.Symbol("C") == answer


def test_letters_bring_conditions() -> None:
    found = {
        str(c.expr) for step in sc.integrate("x^n ln(a x)", "x").steps for c in step.conditions
    }

    assert found == {"Ne(n, -1)"}


@pytest.mark.parametrize(
    "f", [sp.exp(3 * X) * sp.cos(2 * X), sp.sin(2 * sp.log(X)), 2**X * sp.sin(X)]
)
def test_every_line_until_the_integral_returns(f: sp.Expr) -> None:
    found = twice(f, X)

    assert found is not None
    for line in (*found.lines, found.value):
        assert check_up_to_constant(sp.Integral(f, X), line, X).status == "agrees"
    assert sp.simplify(found.value * found.times - found.right) == 0


@pytest.mark.parametrize("f", [sp.exp(2 * X), sp.sin(3 * X), sp.cosh(X), sp.exp(X) * sp.cos(2 * X)])
def test_rows_of_a_table(f: sp.Expr) -> None:
    shown = rows_of(X**3, f, X).shown

    for above, below in pairwise(shown):
        assert sp.simplify(sp.diff(below, X) - above) == 0


@pytest.mark.parametrize("f", [sp.log(X) ** 5, X**10 * sp.exp(3 * X), X**11 * sp.sin(2 * X)])
def test_reduction_formula(f: sp.Expr) -> None:
    found = reduction_of(f, X, N)

    assert found is not None
    whole = sp.Integral(found.general, X).subs(N, 3)
    assert check_up_to_constant(whole, found.formula.subs(N, 3), X).status == "agrees"
    for n, value in found.values:
        assert sp.simplify(sp.diff(value, X) - found.general.subs(N, n)) == 0


@pytest.mark.parametrize(
    "dv",
    [
        *(X / sp.sqrt(1 - X**2), X / (X**2 + 1) ** 3, (2 * X + 1) ** 5, sp.cos(X) / sp.sin(X) ** 3),
        *(1 / (X**2 * sp.sqrt(X**2 + 1)), sp.tan(3 * X) ** 2, sp.sec(X) * sp.tan(X)),
        *(X**2 * sp.exp(X), sp.exp(X) * sp.sin(X), 2 ** (3 * X), sp.cosh(X) ** 2),
    ],
)
def test_v(dv: sp.Expr) -> None:
    v = told_antiderivative(dv, X)

    assert v is not None
    assert sp.simplify(sp.diff(v, X) - dv) == 0


def test_growth() -> None:
    assert growth(sp.exp(3 * X), X) == 9
    assert growth(sp.sin(2 * X + 1), X) == -4
    assert growth(sp.tan(X), X) is None


DERIVATION = """\
∫ e^x cos(x) dx

 1  Integration by parts, twice
    Neither factor dies out, but after two steps the integral returns. Then it can be solved for.
    ∫ e^x cos(x) dx
 2  By parts
    u = cos(x), dv = e^x dx, so du = −sin(x) dx and v = e^x.
    = e^x cos(x) + ∫ e^x sin(x) dx
 3  By parts again
    In the new integral u = sin(x), dv = e^x dx, so du = cos(x) dx and v = e^x.
    = e^x sin(x) + e^x cos(x) − ∫ e^x cos(x) dx
 4  The integral returns
    On the right stands the integral that is asked for. ∫ e^x cos(x) dx is added on both sides.
    2 ∫ e^x cos(x) dx = e^x sin(x) + e^x cos(x)
 5  Solved for the integral
    Divide by 2.
    = e^x·(sin(x) + cos(x))/2
"""
TABLE = """\
∫ x² e^(3x) dx

 1  Integration by parts, in a table
    x² is a polynomial: after 3 derivatives nothing is left of it, and e^(3x) can be integrated \
again and again. Each product goes down one row on the right, the signs alternate.
    sign  differentiate  integrate
    +     x²             e^(3x)
    −     2x             e^(3x)/3
    +     2              e^(3x)/9
    −     0              e^(3x)/27

    = e^(3x)·(9x² − 6x + 2)/27 + C
"""


@pytest.mark.parametrize(("asked", "whole"), [("e^x cos(x)", DERIVATION), ("x^2 e^(3x)", TABLE)])
def test_whole_derivation(asked: str, whole: str) -> None:
    assert sc.integrate(asked, "x").text().startswith(whole)


@pytest.mark.parametrize(
    ("asked", "by", "said"),
    [
        ("u e^u", "u", "Let f = u and dg = e^u du. Then df = du and g = e^u."),
        ("x^3 sin(x^2)", "x", "Let f = u and dg = sin(u) du. Then df = du and g = −cos(u)."),
        ("theta sin(theta)", "theta", "Let u = θ and dv = sin(θ) dθ. Then du = dθ"),
        ("f e^(u f)", "f", "Let p = f and dq = "),
        ("(sqrt(x) + 1)^2/x", "x", "The numerator is multiplied out, and each of its terms"),
        ("(x^3 + 1)/(x^2 - 4)", "x", "Split the fraction"),
        ("sqrt(x) ln(x)", "x", "Let u = ln(x) and dv = √x dx."),
        ("1", "x", "The antiderivative of 1 is x."),
        ("-sin(x)", "x", "The minus sign stays in front."),
    ],
)
def test_what_is_said(asked: str, by: str, said: str) -> None:
    assert said in sc.integrate(asked, by).text()


def test_a_long_table_is_cut() -> None:
    told = sc.integrate("x^20 e^x", "x").text()

    assert "…" in told
    assert "e^x·(x⁷" not in told


@pytest.mark.parametrize("nonsense", ["x^", "x^2 e^(", "ln()", "x arctan"])
def test_what_cannot_be_read(nonsense: str) -> None:
    with pytest.raises(SymcalcError):
        sc.integrate(nonsense, "x")
