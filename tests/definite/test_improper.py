"""Improper integrals: convergence decided, limits taken, no blind use of the theorem."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.breaks import breaks
from symcalc.checking.definite import AreaIs, check_areas

a, b, p, s, x = sp.symbols("a b p s x")
pi, oo, nan = sp.pi, sp.oo, sp.nan

CONVERGENT = [
    # question, its value by hand
    ("int_1^oo 1/x^2 dx", 1),
    ("int_0^1 ln x dx", -1),
    ("int_0^4 1/sqrt(x) dx", 4),
    ("int_0^1 1/sqrt(1-x^2) dx", pi / 2),
    ("int_0^oo x e^(-x^2) dx", sp.Rational(1, 2)),
    ("int_-oo^oo 1/(1+x^2) dx", pi),
    ("int_0^oo 1/(x^2+4) dx", pi / 4),
    ("int_-oo^0 e^x dx", 1),
    ("int_0^oo e^(-x) sin x dx", sp.Rational(1, 2)),
    ("int_2^oo 1/(x ln(x)^2) dx", 1 / sp.log(2)),
    ("int_0^oo 1/(x^2+3x+2) dx", sp.log(2)),
    ("int_0^oo ln(x)/(1+x^2) dx", 0),
    # with letters
    ("int_0^oo e^(-a x) dx", 1 / a),
    ("int_1^oo x^(-p) dx", 1 / (p - 1)),
    ("int_0^oo e^(-a x) cos(b x) dx", a / (a**2 + b**2)),
    ("int_0^oo x e^(-a x) dx", 1 / a**2),
    # without elementary antiderivatives
    ("int_-oo^oo e^(-x^2) dx", sp.sqrt(pi)),
    ("int_0^oo e^(-a x^2) dx", sp.sqrt(pi / a) / 2),
    ("int_-oo^oo e^(-x^2+2x) dx", sp.E * sp.sqrt(pi)),
    ("int_0^oo x^5 e^(-2x) dx", sp.Rational(15, 8)),
    ("int_0^oo x^3/(e^x-1) dx", pi**4 / 15),
    ("int_0^oo x/(e^(2x)+1) dx", pi**2 / 48),
    ("int_0^oo x^3/(e^(a x)-1) dx", pi**4 / (15 * a**4)),
    ("int_0^1 x^p ln x dx", -1 / (p + 1) ** 2),
    ("int_0^oo sqrt(x) e^(-2x) dx", sp.sqrt(2 * pi) / 8),
    ("int_0^oo x^(s-1) e^(-x) dx", sp.gamma(s)),
    ("int_0^oo x^2 e^(-x^2) dx", sp.sqrt(pi) / 4),
    ("int_0^oo sin(x)/x dx", pi / 2),
    ("int_0^oo sin(3x)/x dx", pi / 2),
    ("int_-oo^oo sin(x)/x dx", pi),
    ("int_0^oo e^(-a x) sin(x)/x dx", pi / 2 - sp.atan(a)),
    ("int_0^oo (e^(-x)-e^(-3x))/x dx", sp.log(3)),
    ("int_0^oo (arctan(2x)-arctan(x))/x dx", pi * sp.log(2) / 2),
]


@pytest.mark.parametrize(("question", "value"), CONVERGENT, ids=[q for q, _ in CONVERGENT])
def test_convergent(question: str, value: sp.Expr) -> None:
    told = sc.explain(question)

    place = {a: sp.Rational(3, 2), b: 2, p: 3, s: sp.Rational(5, 2)}
    assert abs(sp.N((told.answer - sp.sympify(value)).subs(place), 25)) < 1e-15
    assert told.ending == ""
    assert told.check.status == "agrees"
    assert told.verify().status == "agrees"


CONDITIONS = [
    ("int_0^oo e^(-a x) dx", {a > 0}),
    ("int_1^oo x^(-p) dx", {p > 1}),
    ("int_0^oo x^(s-1) e^(-x) dx", {s > 0}),
    ("int_0^1 1/x^p dx", {p < 1}),
]


@pytest.mark.parametrize(("question", "conditions"), CONDITIONS, ids=[q for q, _ in CONDITIONS])
def test_conditions(question: str, conditions: set[sp.Basic]) -> None:
    assert set(sc.explain(question).conditions) == conditions


DIVERGENT = [
    # question, the answer
    ("int_-1^1 1/x^2 dx", oo),
    ("int_-1^1 1/x dx", nan),
    ("int_0^1 1/x dx", oo),
    ("int_1^oo 1/x dx", oo),
    ("int_2^0 1/x dx", -oo),
    ("int_0^oo cos x dx", nan),
    ("int_0^oo x dx", oo),
    ("int_-oo^oo x^3 dx", nan),
    ("int_-oo^oo e^x dx", oo),
    ("int_-oo^oo x/(1+x^2) dx", nan),
    ("int_0^(pi/2) tan x dx", oo),
    ("int_0^pi tan x dx", nan),
    ("int_0^3 1/(x-1)^2 dx", oo),
    ("int_0^1 1/(x^2-x) dx", -oo),
    ("int_2^oo 1/(x ln x) dx", oo),
    ("int_2^oo 1/ln x dx", oo),
    ("int_1^oo sin(x)^2/x dx", oo),
    ("int_0^2 1/(x^5-x-1) dx", nan),  # singular at a root without radicals
]


@pytest.mark.parametrize(("question", "answer"), DIVERGENT, ids=[q for q, _ in DIVERGENT])
def test_divergent(question: str, answer: sp.Expr) -> None:
    told = sc.explain(question)

    assert told.answer is sp.nan if answer is nan else told.answer == answer
    assert told.ending.startswith("The integral diverges")
    assert told.check.status == "agrees"


COMPARED = [
    # question, the test, and mpmath's value
    ("int_1^oo 1/sqrt(x^5+x+1) dx", "limit-comparison-far", "0.568616256575751"),
    ("int_0^1 e^x/sqrt(x^3+x) dx", "limit-comparison-near", "2.62955905364515"),
]


@pytest.mark.parametrize(("question", "rule", "value"), COMPARED, ids=[q for q, *_ in COMPARED])
def test_comparison(question: str, rule: str, value: str) -> None:
    told = sc.explain(question)

    assert rule in [step.rule for step in told.steps]
    assert told.steps[-1].status == "numeric"
    assert abs(told.answer - sp.Float(value)) < 1e-9


def test_principal_value_and_the_blind_theorem_are_told() -> None:
    told = sc.explain("int_-1^1 1/x dx").text()
    blind = sc.explain("int_-1^1 1/x^2 dx").text()

    assert "Cauchy principal value, with both sides cut off alike, is 0" in told
    assert "would give −2. That cannot be: the integrand is never negative." in blind


CLAIMS = [
    # integral, what is told, the verdict
    (sp.Integral(1 / x**2, (x, -1, 1)), sp.Integer(-2), "disagrees"),
    (sp.Integral(1 / x, (x, -1, 1)), sp.S.Zero, "disagrees"),
    (sp.Integral(sp.cos(x), (x, 0, oo)), sp.S.Zero, "disagrees"),
    (sp.Integral(sp.exp(-(x**2)), (x, -oo, oo)), sp.sqrt(pi), "agrees"),
    (sp.Integral(sp.exp(-(x**2)), (x, -oo, oo)), sp.Float("1.772453"), "disagrees"),
    (sp.Integral(1 / (2 + sp.cos(x)), (x, 0, 2 * pi)), sp.S.Zero, "disagrees"),  # blind
    (sp.Integral(1 / (x * sp.log(x)), (x, 2, oo)), oo, "agrees"),
    (sp.Integral(1 / (x * sp.log(x)), (x, 2, oo)), sp.Integer(10), "disagrees"),
    (sp.Integral(sp.sin(x) / x, (x, 0, oo)), pi / 2, "agrees"),
    (sp.Integral(sp.sin(x**2), (x, 0, oo)), sp.sqrt(pi / 8), "agrees"),
    (sp.Integral(sp.exp(-a * x), (x, 0, oo)), 2 / a, "disagrees"),
]


@pytest.mark.parametrize(("integral", "told", "status"), CLAIMS, ids=[str(c[0]) for c in CLAIMS])
def test_claims(integral: sp.Integral, told: sp.Expr, status: str) -> None:
    assert AreaIs(integral, told).check().status == status


def test_lines_with_limits_are_checked() -> None:
    whole = sp.Integral(1 / x**2, (x, 1, oo))
    partial = sp.Limit(sp.Integral(1 / x**2, (x, 1, b)), b, oo)

    assert check_areas(whole, partial).status == "agrees"
    assert check_areas(whole, 2 * partial).status == "disagrees"


def test_breaks() -> None:
    assert breaks(sp.tan(x), x, sp.S.Zero, 2 * pi) == (pi / 2, 3 * pi / 2)
    assert breaks(sp.log(x - 1) / (x**2 - 2), x, sp.S.Zero, oo) == (1, sp.sqrt(2))
    assert breaks(sp.floor(2 * x), x, sp.S.Zero, sp.S.One) == (0, sp.Rational(1, 2), 1)


REVERSED = """\
∫_2^0 1/x dx

 1  Limits reversed
    The lower limit 2 is greater than the upper one, 0. Swapping them changes the sign.
    = −∫_0^2 1/x dx
 2  Singularity
    1/x is not defined at x = 0, which is a limit of the integral. The integral is improper: take \
a limit.
    = −lim_(a→0+) ∫_a^2 1/x dx
 3  Logarithm
    1/x is the derivative of ln|x|.
    ∫ 1/x dx = ln(|x|)
 4  Fundamental theorem
    On the interval from a to 2 the antiderivative ln(|x|) is continuous.
    = −lim_(a→0+) (ln(2) − ln(|a|))
 5  Near the point
    For a > 0 close by, |a| is a.
    = −lim_(a→0+) (ln(2) − ln(a))
 6  Sum of unbounded terms
    As a → 0⁺, −ln(a) grows without bound.

    The integral diverges.

Checked by quadrature ever closer to the improper end: the areas grow without bound, so the \
integral diverges."""


def test_word_for_word() -> None:
    assert sc.explain("int_2^0 1/x dx").text() == REVERSED


LETTERS = ["int_0^1 a/x dx", "int_1^oo a/x dx", "int_0^1 int_0^1 1/(x y) dx dy"]


@pytest.mark.parametrize("question", LETTERS)
def test_divergence_with_letters_is_never_contradicted(question: str) -> None:
    told = sc.explain(question)

    assert told.ending
    assert told.check.status == "agrees"
    assert told.verify().status != "disagrees"


def test_divergence_with_the_wrong_sign_is_seen() -> None:
    whole = sp.Integral(a / x, (x, 0, 1))

    assert AreaIs(whole, oo, (a > 0,)).check().status == "agrees"
    assert AreaIs(whole, -oo, (a > 0,)).check().status == "disagrees"
    assert AreaIs(sp.Integral(a * x, (x, 0, 1)), oo, (a > 0,)).check().status == "disagrees"


def test_no_value_at_infinity_is_put_in() -> None:
    with pytest.raises(sc.SymcalcError, match="I did not find"):
        sc.explain("int_0^oo |x-a| e^(-x) dx")


def test_no_heading_far_out_at_a_finite_end() -> None:
    assert "far out" not in sc.explain("int_1^2 1/(x^2-2) dx").text()
