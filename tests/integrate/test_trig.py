"""Trigonometric integrands: SymPy differentiates the answers, mpmath integrates over a period."""

from __future__ import annotations

import mpmath
import pytest
import sympy as sp

import symcalc as sc
from symcalc.primitives import arrange
from symcalc.steps import walk
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rule import all_rules
from symcalc.tutor.integrate.search import Search

POINTS = [sp.Rational(*p) for p in ((3, 10), (13, 10), (27, 10), (-7, 10), (-19, 10), (47, 10))]
LETTERS = {"a": sp.Rational(9, 4), "b": sp.Rational(7, 5), "k": sp.Rational(11, 7)}
EXACT = 1e-20

# Powers and products of the functions of one angle: all parities and signs.
POWERS = [
    *("sin(x)^3", "cos(x)^5", "sin(x)^3 cos(x)^2", "sin(x)^5 cos(x)^5", "cos(3x)^3"),
    *("sin(x)^2", "cos(x)^4", "sin(2x)^6", "sin(x)^8", "cos(x)^10"),  # 8 and 10: the formula
    *("sin(x)^2 cos(x)^2", "sin(x)^2 cos(x)^4", "sin(x)^6 cos(x)^2", "sin(x)^4 cos(x)^6"),
    *("tan(x)^2", "tan(x)^3", "tan(x)^6", "cot(x)^4", "cot(2x)^5"),
    *("sec(x)^3", "sec(x)^4", "sec(2x)^5", "csc(x/2)^3", "csc(x)^6", "csc(x)^7"),
    *("tan(x)^2 sec(x)^4", "tan(x)^3 sec(x)^3", "tan(x)^2 sec(x)^3", "tan(x)^5 sec(x)"),
    *("cot(x)^4 csc(x)^4", "cot(2x)^3 csc(2x)^3", "tan(x)^(3/2) sec(x)^4"),
    *("sin(x)^3/cos(x)^2", "cos(x)^2/sin(x)", "cos(x)^4/sin(x)^3", "sin(x)^2/cos(x)^4"),
    *("1/(sin(x) cos(x))", "1/(sin(x) cos(x)^2)", "1/(sin(x)^2 cos(x)^2)", "1/sin(x)^3"),
    *("cos(x)^2 tan(x)^3", "sin(x) tan(x)", "sec(x)^2/cot(x)", "sin(x)^11/cos(x)"),
    *("sin(x)^3 sqrt(cos(x))", "1/sec(x)^2", "sin(x)^4/cos(x)^4", "sin(a x + b)^3"),
    *("sin(k x)^2", "sec(a x + b)^3", "tan(k x)^4"),
]
# Several angles, and identities before anything else.
SUMS = [
    *("sin(3x) cos(5x)", "sin(2x) sin(5x)", "sin(x) sin(2x) sin(3x)", "cos(x)^4 cos(4x)"),
    *("sin(a x) cos(b x)", "sin(x) cos(a + x)", "x sin(x)^2", "x^2 cos(a + b x)^2"),
    *("x tan(x)^2", "x^3 sin(x)^3", "e^(k x) cos(x)^2", "x sin(x) cos(x)"),
    *("1/(1+tan(x)^2)", "(1-sin(2x))^2", "(tan(x)-sec(x))^2", "(1-tan(x)^2)/sec(x)^2"),
    *("cos(5x)/cos(x)^5", "sin(4x)/sin(x)^4", "cos(x)/(sin(x) tan(x/2))", "tan(x)/sin(2x)"),
    *("e^(sin(x)) sin(2x)", "sin(x)^2/(1+cos(x))", "cos(x)^4/(1-sin(x))"),
]
# Fractions: conjugates, Bioche's rules, one sine, a split numerator, Weierstrass.
FRACTIONS = [
    *("1/(1+sin(x))", "1/(1-cos(x))", "3/(5+5cos(2x))", "1/(2-2sin(3x))", "1/(1-cos(x))^2"),
    *("1/(1+sec(x))", "cos(x)/(1-cos(x))", "(2+3sin(x))/((1-cos(x)) sin(x))"),
    *("sin(x)/cos(2x)", "sin(x)^3/cos(3x)", "sin(x)/sin(4x)", "cos(x)/(1+sin(x)^2)"),
    *("1/(2sin(x)+sin(2x))", "(sin(x)+2sec(x))^(-2)", "1/(1+tan(x))^2", "1/(2+tan(x)^2)"),
    *("1/(sin(x)+cos(x))", "1/(3sin(x)+4cos(x))", "1/(a sin(x)+b cos(x))"),
    *("1/(a sin(x)+b cos(x))^2", "sin(x)/(sin(x)+cos(x))", "1/(a + b tan(x))"),
    *("(2sin(x)+3cos(x)+1)/(sin(x)-cos(x)+2)", "1/(2cos(x)+1)", "1/(1+sin(x)+cos(x))"),
    *("1/(a+b cos(x))", "1/(a+b sin(2x))", "1/(a^2 sin(x)^2+b^2 cos(x)^2)"),
]
ROOTS = [
    *("sqrt(1+cos(x))", "sqrt(1-cos(x))", "sqrt(1-sin(x))", "sqrt(1+sin(2x))"),
    *("1/sqrt(1+cos(2x))", "(1-cos(3x))^(-3/2)", "(1+cos(x))^(3/2)", "x sqrt(1+cos(x))"),
    *("sqrt(tan(x))", "1/sqrt(tan(x))", "sqrt(cot(x))", "tan(5x)^(-1/3)"),
    *("sqrt(tan(x)^4+1) tan(x)", "sin(x) cos(2x)^(3/2)", "tan(x) (1+5tan(x)^2)^(5/2)"),
    *("cos(x) (sin(x)^2+5cos(x)^2)^(5/2)", "sin(x)/(5cos(x)^2-2sin(x)^2)^(7/2)"),
]


def value(expr: sp.Expr, place: dict[sp.Symbol, sp.Expr]) -> complex | None:
    told = expr.subs(place).evalf(30)
    return complex(told) if told.is_number and told.is_finite else None


def worst(formula: str) -> float:
    """The largest difference between SymPy's derivative of our answer and the integrand."""
    told = sc.integrate(formula, "x")
    assert {step.status for step in walk(told.steps)} == {"proved"}
    real = {s: sp.Symbol(s.name, real=True) for s in told.answer.free_symbols}
    x = real.get(sp.Symbol("x"), sp.Symbol("x"))
    slope = sp.diff(told.answer.xreplace(real), x)
    integrand = sc.parse(formula).xreplace(real)
    letters = {s: LETTERS[s.name] for s in real.values() if s.name in LETTERS}
    apart = []
    for point in POINTS:
        wanted = value(integrand, {x: point, **letters})
        if wanted is not None and abs(wanted.imag) < EXACT:
            got = value(slope, {x: point, **letters})
            assert got is not None, f"no value at {point}"
            apart.append(abs(got - wanted) / max(1.0, abs(wanted)))
    assert apart
    return max(apart)


@pytest.mark.parametrize("formula", [*POWERS, *SUMS, *FRACTIONS, *ROOTS])
def test_answer_differentiates_back(formula: str) -> None:
    assert worst(formula) < 1e-13


# Continuous for every x: so is the antiderivative, and its growth over two periods is the area.
PERIODIC = [
    *("1/(5+4sin(x))", "1/(5+4cos(x))", "1/(5-3cos(x))", "1/(2sin(x)-cos(x)+5)"),
    *("1/(sin(x)+sqrt(3) cos(x)+4)", "1/(4-cos(x)^2)", "sin(x)^2/(1+sin(x)^2)", "1/(3+cos(2x))"),
    *("1/(5sin(x)^2-3cos(x)^2+4)", "1/(2+sin(x))^2", "1/(sin(x)^4+cos(x)^4)"),
    *("1/(1-sin(x)/50*49)", "1/(7+4sin(3x)-4cos(3x))", "sin(x)/(5+4sin(x))", "1/(-5-3sin(x))"),
    *("sin(x)^4 cos(x)^2", "cos(x)^10"),
]


@pytest.mark.parametrize("formula", PERIODIC)
def test_no_jumps(formula: str) -> None:
    x = sp.Symbol("x")
    answer = sp.lambdify(x, sc.integrate(formula, "x").answer.subs(sp.Symbol("C"), 0), "mpmath")
    integrand = sp.lambdify(x, sc.parse(formula), "mpmath")

    area = mpmath.quad(integrand, mpmath.linspace(-7, 5, 25))

    assert abs(answer(mpmath.mpf(5)) - answer(mpmath.mpf(-7)) - area) < 1e-10


def test_no_jumps_with_letters() -> None:
    """∫₀^{2π} dx/(a + b cos x) = 2π/√(a² - b²), for a = 5/2 and b = 2: 4π/3."""
    x, a, b = sp.symbols("x a b")
    answer = sc.integrate("1/(a+b cos(x))", "x").answer.subs({a: sp.Rational(5, 2), b: 2})

    grown = answer.subs(x, 2 * sp.pi) - answer.subs(x, 0)

    assert sp.simplify(grown - 4 * sp.pi / 3) == 0


def test_the_sign_of_the_letters() -> None:
    told = sc.integrate("1/(a+b cos(x))", "x").text()

    assert "a > 0, a² − b² > 0" in told
    assert "For a < 0 and a² − b² > 0:" in told
    assert "For a² − b² < 0: ln(" in told


@pytest.mark.parametrize("formula", ["sin(a x) sin(b x)", "sin(a x) cos(b x)", "cos(a x) cos(b x)"])
def test_equal_slopes_are_an_exception(formula: str) -> None:
    assert "For a = b and b ≠ 0:" in sc.integrate(formula, "x").text()


def test_no_step_is_refuted() -> None:
    """What the search throws away is a mistake of a rule."""
    x = sp.Symbol("x")
    for formula in ("1/(1+tan(x))^2", "sin(x)^3/cos(3x)", "sqrt(1-sin(x))", "sec(x)^5"):
        search = Search(all_rules())
        search.find(Integral(arrange(sc.parse(formula)), x))
        assert not search.refuted, formula


ODD = """\
∫ sin³(x) cos²(x) dx

 1  Odd power
    The exponent of sin(x) is odd: split off sin(x). sin²(x) = 1 − cos²(x), so the rest is written \
with cos(x) alone.
    = ∫ sin(x) cos²(x)·(1 − cos²(x)) dx
 2  Substitution
    The derivative of cos(x) is −sin(x), and sin(x) stands there as a factor. Let u = cos(x). Then \
du = −sin(x) dx.
    = ∫ (u⁴ − u²) du
"""
CONJUGATE = """\
∫ 1/(1 + sin(x)) dx

 1  Multiply by the conjugate
    1 + sin(x) times 1 − sin(x) is cos²(x), and with that below there are two standard forms.
    ∫ 1/(1 + sin(x)) dx
 2  Numerator and denominator
    Both are multiplied by 1 − sin(x), and the fraction is split.
    = ∫ (1/cos²(x) − sin(x)/cos²(x)) dx
 3  Standard forms
    Each term is the derivative of a function that is known.
    = tan(x) − sec(x)
 4  Without gaps
    tan(x) − sec(x) has no value where cos(x) = 0, though 1/(1 + sin(x)) has one there. Multiplied \
by 1 + sin(x) above and below it is −cos(x)/(1 + sin(x)), which has one.
    = −cos(x)/(1 + sin(x))
    so ∫ 1/(1 + sin(x)) dx = −cos(x)/(1 + sin(x)) + C

    = −cos(x)/(1 + sin(x)) + C   for sin(x) + 1 ≠ 0
"""


@pytest.mark.parametrize(
    ("formula", "told"), [("sin(x)^3 cos(x)^2", ODD), ("1/(1+sin(x))", CONJUGATE)]
)
def test_derivation(formula: str, told: str) -> None:
    assert sc.integrate(formula, "x").text().startswith(told)


# What stands in the text of a derivation, and what does not.
SAID = [
    ("1/(sin(x)^2 cos(x)^2)", "= tan(x) − cot(x) + C   for cos(x) ≠ 0, sin(x) ≠ 0\n", "7π/2"),
    ("tan(x)^3", "The derivative of tan(x) is sec²(x).", "but for"),
    ("cot(x)^2", "The derivative of cot(x) is −csc²(x).", "but for"),
    ("sec(3x)^4", "the derivative of tan(3x) is 3sec²(3x).", "but for"),
    ("tanh(x)^2", "Square of the hyperbolic tangent", "but for"),
    ("csch(x)", "the derivative of tanh(x/2) is sech²(x/2)/2.", "but for"),
    ("sec(x)^3", "    2 ∫ sec³(x) dx = tan(x) sec(x) + ∫ sec(x) dx\n", "∫ sec³(x) dx = 2 ∫"),
    ("x + sec(x)^3", "    2 ∫ sec³(x) dx = tan(x) sec(x) + ∫ sec(x) dx\n", "dx = 2 ∫"),
    ("sqrt(1-cos(x))", "so ∫ √(1 − cos(x)) dx = −2 sin(x)/√(1 − cos(x)) + C", "but for"),
]


@pytest.mark.parametrize(("formula", "there", "absent"), SAID)
def test_what_is_said(formula: str, there: str, absent: str) -> None:
    text = sc.integrate(formula, "x").text()
    assert there in text
    assert absent not in text


def test_a_power_has_no_way_by_the_half_angle() -> None:
    ways = sc.integrate("sec(x)^3", "x").alternatives
    assert all("tan(x/2)" not in way.text() for way in ways)
