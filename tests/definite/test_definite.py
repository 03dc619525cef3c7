"""Proper integrals: values by hand, every line borne out by quadrature."""

from __future__ import annotations

import math

import pytest
import sympy as sp

import symcalc as sc

a, b, n, t, x = sp.symbols("a b n t x")
pi, e = sp.pi, sp.E

VALUES = [
    # question, its value by hand
    ("int_0^2 x^2 dx", sp.Rational(8, 3)),
    ("int_0^1 3 dx", 3),
    ("int_0^1 (2x+1)^5 dx", sp.Rational(182, 3)),
    ("int_1^2 1/x^2 dx", sp.Rational(1, 2)),
    ("int_0^pi sin x dx", 2),
    ("int_-1^1 e^x dx", e - 1 / e),
    ("int_0^1 1/(1+x^2) dx", pi / 4),
    ("int_0^1 1/(1+x) dx", sp.log(2)),
    ("int_1^4 (x^2-2)/sqrt(x) dx", sp.Rational(42, 5)),
    # substitution with new limits
    ("int_0^1 x e^(-x^2) dx", (1 - 1 / e) / 2),
    ("int_0^2 x^2 sqrt(x^3+1) dx", sp.Rational(52, 9)),
    ("int_0^(pi/2) sin(x)^3 cos x dx", sp.Rational(1, 4)),
    ("int_1^e ln(x)/x dx", sp.Rational(1, 2)),
    # what the limits say
    ("int_2^0 x dx", -2),
    ("int_2^2 e^(x^2) dx", 0),
    ("int_0^t e^(-s) ds", 1 - sp.exp(-t)),
    ("int_0^x t^2 dt", x**3 / 3),
    ("int_x^(x^2) t dt", (x**4 - x**2) / 2),
    ("int_a^b x^2 dx", (b**3 - a**3) / 3),
    ("int_0^1 x^n dx", 1 / (n + 1)),
    ("int_0^x x dx", x**2 / 2),  # the x inside is another one
    ("int_1^x 1/t dt", sp.log(sp.Abs(x))),
    # symmetry
    ("int_-2^2 x^3 cos x dx", 0),
    ("int_-1^1 (x^3+sin x)/(1+x^2) dx", 0),
    ("int_-a^a x^3 dx", 0),
    ("int_0^(2pi) sin(3x) dx", 0),
    ("int_0^pi x sin x/(1+cos(x)^2) dx", pi**2 / 4),
    ("int_0^(pi/2) sqrt(sin x)/(sqrt(sin x)+sqrt(cos x)) dx", pi / 4),
    ("int_0^(pi/2) 1/(1+tan(x)^(sqrt 2)) dx", pi / 4),
    ("int_0^(pi/4) ln(1+tan x) dx", pi * sp.log(2) / 8),
    ("int_-1^1 cos(x)/(1+e^x) dx", sp.sin(1)),
    # several formulas
    ("int_-1^2 |x| dx", sp.Rational(5, 2)),
    ("int_0^2 |x^2-1| dx", 2),
    ("int_0^(2pi) |sin x| dx", 4),
    ("int_0^4 |x-1|+|x-2| dx", 9),
    ("int_0^3 floor(x) dx", 3),
    ("int_0^(5/2) ceil(x) dx", sp.Rational(9, 2)),
    ("int_0^2 max(x,1) dx", sp.Rational(5, 2)),
    ("int_0^2 min(x, 2-x) dx", 1),
    ("int_0^1 relu(x-1/2) dx", sp.Rational(1, 8)),
    ("int_-1^2 sign(x) dx", 1),
    ("int_0^3 floor(x) x dx", sp.Rational(13, 2)),
    # antiderivatives that jump where the integrand has a zero
    ("int_0^pi sqrt(1-sin x) dx", 4 * sp.sqrt(2) - 4),
    ("int_0^(2pi) sqrt(1+cos x) dx", 4 * sp.sqrt(2)),
    ("int_0^pi sqrt(1+cos(2x)) dx", 2 * sp.sqrt(2)),
    # many pieces
    ("int_0^1000 floor(x) dx", 499500),
    ("int_0^(100pi) |sin x| dx", 200),
    ("int_0^100 |sin(x)| dx", 63 + sp.cos(100)),
    # derivatives
    ("int_0^1 d/dx arctan(x) dx", pi / 4),
    ("int_0^2 d/dx |x-1| dx", 0),
    # standard methods
    ("int_0^(pi/2) sin(x)^6 dx", 5 * pi / 32),
    ("int_0^(pi/2) cos(x)^5 dx", sp.Rational(8, 15)),
    ("int_0^1 sqrt(x) sqrt(1-x) dx", pi / 8),
    ("int_0^1 (x^3-x)/ln x dx", sp.log(2)),
    ("int_0^1 (x^a-1)/ln x dx", sp.log(a + 1)),
    ("int_0^(pi/2) ln(sin x) dx", -pi * sp.log(2) / 2),
    ("int_0^pi ln(sin x) dx", -pi * sp.log(2)),
    ("int_0^pi sin(x)^100 dx", pi * sp.binomial(100, 50) / 2**100),
    ("int_0^(pi/2) cos(x)^51 dx", sp.S(4) ** 25 / (51 * sp.binomial(50, 25))),
    ("int_0^(pi/2) 3 sin(x)^9 dx", sp.Rational(128, 105)),
    ("int_0^(2pi) cos(x)^20 dx", 2 * pi * sp.binomial(20, 10) / 2**20),
    ("int_0^1 ln(1+x)/(1+x^2) dx", pi * sp.log(2) / 8),
    ("int_0^(2pi) sqrt(1-sin(x)^2) dx", 4),
    ("int_0^pi sqrt(4-4cos(x)^2) dx", 4),
    # kinks at a letter: ∫ from 0 to a and from a to 1 by hand, a = 3/2 here, other values below
    ("int_0^1 |x-a| dx", (a * sp.Abs(a) + (1 - a) * sp.Abs(1 - a)) / 2),
]


@pytest.mark.parametrize(("question", "value"), VALUES, ids=[q for q, _ in VALUES])
def test_value(question: str, value: sp.Expr) -> None:
    told = sc.explain(question)

    point = {a: sp.Rational(3, 2), b: 2, n: 3, t: sp.Rational(2, 3), x: sp.Rational(7, 4)}
    assert abs(sp.N((told.answer - sp.sympify(value)).subs(point), 25)) < 1e-15
    assert told.check.status == "agrees"
    assert told.verify().status == "agrees"
    assert told.answer.has(sp.Float) is False


CONDITIONS = [
    # question, what it asks of the letters
    ("int_0^t 1/(1-x) dx", {t < 1}),
    ("int_1^x 1/t dt", {x > 0}),
    ("int_0^1 x^n dx", {n > -1}),
    ("int_0^t 1/sqrt(1-x^2) dx", {t > -1, t < 1}),
    ("int_0^t x^2 dx", set()),
    ("int_0^1 |x-a| dx", set()),
    ("int_5^6 |x-a| dx", set()),
    ("int_0^1 1/(x-a) dx", {sp.Or(a < 0, a > 1)}),
    ("int_0^1 1/sqrt(x+a) dx", {a > 0}),
    ("int_-a^a 1/(x^2-1) dx", {a > -1, a < 1}),
    ("int_-a^a 1/x dx", {sp.Ne(a, 0)}),
    ("int_-a^a 1/x^2 dx", {sp.Ne(a, 0)}),
    ("int_0^1 x^n ln x dx", {n > -1}),
]


@pytest.mark.parametrize(("question", "conditions"), CONDITIONS, ids=[q for q, _ in CONDITIONS])
def test_conditions(question: str, conditions: set[sp.Basic]) -> None:
    assert set(sc.explain(question).conditions) == conditions


@pytest.mark.parametrize("question", ["int_-a^a 1/x dx", "int_-(a^2)^(a^2) 1/x^2 dx"])
def test_singular_whatever_the_letters(question: str) -> None:
    told = sc.explain(question)

    assert told.ending == "The integral diverges."
    assert told.check.status == "agrees"


@pytest.mark.parametrize("at", [sp.Rational(-1, 2), sp.Rational(1, 3), sp.Rational(5, 2)])
def test_kink_at_a_letter(at: sp.Rational) -> None:
    """By hand: the areas of the two triangles, or of the trapezium."""
    inside = 0 < at < 1
    value = (at**2 + (1 - at) ** 2) / 2 if inside else abs(sp.Rational(1, 2) - at)
    assert sc.explain("int_0^1 |x-a| dx").answer.subs(a, at) == value


REFUSED = [
    # question, what is said
    ("int_-1^1 sqrt(x) dx", "√x has no real values for −1 < x < 0, a part of the interval"),
    ("int_-1^1 ln x dx", "ln(x) has no real values for −1 < x < 0, a part of the interval"),
    ("int_0^1 sqrt(x-2) dx", "the whole interval"),
    ("int_0^1 f(x) dx", "f is a function without a formula"),
    ("int_0^(10^20) x dx", "too large"),
    ("int_0^(sqrt(-1)) x dx", "not a real number"),
]


@pytest.mark.parametrize(("question", "said"), REFUSED, ids=[q for q, _ in REFUSED])
def test_refusals(question: str, said: str) -> None:
    with pytest.raises(sc.SymcalcError) as refused:
        sc.explain(question)
    assert said in str(refused.value)


@pytest.mark.parametrize("end", [sp.I, sp.nan, sp.zoo, 2 + sp.oo * sp.I])
def test_a_limit_that_is_no_real_number(end: sp.Expr) -> None:
    with pytest.raises(sc.SymcalcError):
        sc.integrate("x", ("x", 0, end))


def test_numeric_value_says_so() -> None:
    told = sc.explain("int_0^1 x^x dx")

    assert told.steps[-1].status == "numeric"
    assert "I did not find an antiderivative" in told.text()
    assert abs(told.answer - 0.783430510712134407) < 1e-9  # Sophomore's dream


def test_the_other_half_of_the_theorem_still_works() -> None:
    assert sc.explain("d/dx int_0^x sin(t^2) dt").answer == sp.sin(x**2)


def test_limits_given_apart() -> None:
    assert sc.integrate("x e^x", from_=0, to=1).answer == 1
    assert sc.integrate("x^2", ("x", 0, 3)).answer == 9


FUNDAMENTAL = """\
∫_0^2 x² dx

 1  Power rule
    The exponent 2 grows by one, and the new exponent divides.
    ∫ x² dx = x³/3
 2  Fundamental theorem
    x³/3 is an antiderivative of x² and continuous from 0 to 2: take its value at 2 less that at 0.
    = [x³/3]_0^2
 3  Put the limits in
    = 2³/3 − 0³/3

    = 8/3

As a decimal: about 2.666666667.

Checked: numeric quadrature gives 2.66666666667; the difference is 0."""


def test_word_for_word() -> None:
    assert sc.explain("int_0^2 x^2 dx").text() == FUNDAMENTAL


NUMBERS = [
    # question, its value from mpmath or by hand
    ("int_1^oo floor(x)/x^3 dx", math.pi**2 / 12),
    ("int_1^oo (x-floor(x))/x^2 dx", 1 - 0.57721566490153286),
    ("int_0^10 floor(x^2) dx", 1000 - sum(math.sqrt(k) for k in range(1, 101))),
    ("int_0^oo |sin x| e^(-x) dx", 0.5 / math.tanh(math.pi / 2)),
    ("int_0^1 x^(-x) dx", sum(k**-k for k in range(1, 20))),
    ("int_0^pi ln(1+cos x) dx", -math.pi * math.log(2)),
    ("int_-oo^oo cos(x)/(1+x^2) dx", math.pi / math.e),
]


@pytest.mark.parametrize(("question", "value"), NUMBERS, ids=[q for q, _ in NUMBERS])
def test_number(question: str, value: float) -> None:
    told = sc.explain(question)

    assert abs(float(told.answer) - value) < 1e-8
    assert told.check.status == "agrees"
    lines = [step.after.expr for step in told.steps if step.rule == "numeric"]
    assert lines in ([], [told.answer])


def test_limits_that_move() -> None:
    for question, value in (
        ("d/dx int_0^(x^2) sin(t^2) dt", 2 * x * sp.sin(x**4)),
        ("d/dx int_(x^2)^(x^3) ln t dt", 3 * x**2 * sp.log(x**3) - 2 * x * sp.log(x**2)),
    ):
        assert sp.expand(sc.explain(question).answer - value) == 0


def test_tiny_value() -> None:
    told = sc.explain("int_70^oo e^(-x) dx")

    assert "numeric quadrature gives 3.97544973591e-31" in told.text()


def test_gamma_without_a_new_variable() -> None:
    for question, value in (
        ("int_0^oo x^n e^(-x) dx", sp.gamma(n + 1)),
        ("int_0^oo x^5 e^(-x) dx", 120),
        ("int_0^oo x^(-1/2) e^(-x) dx", sp.sqrt(pi)),
    ):
        told = sc.explain(question)
        assert told.answer == value
        assert "Let u" not in told.text()


def test_power_with_a_letter() -> None:
    assert "For p ≤ 1 it diverges." in sc.explain("int_1^oo 1/x^p dx").text()


def test_floor_without_end() -> None:
    told = sc.explain("int_0^oo floor(x) dx")

    assert told.answer == sp.oo
    assert "squeeze" not in {step.rule for step in told.steps}


def test_unbounded_waves_are_not_told() -> None:
    with pytest.raises(sc.SymcalcError, match="I did not find"):
        sc.explain("int_1^oo |sin x|/x dx")
