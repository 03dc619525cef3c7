"""Limits as textbooks ask for them. The values are by hand, and numbers bear them out."""

from __future__ import annotations

import mpmath
import pytest
import sympy as sp

import symcalc as sc
from symcalc.steps import walk

x, h, a, b, n = sp.symbols("x h a b n")
oo, pi, e, ln, nan = sp.oo, sp.pi, sp.E, sp.log, sp.nan
half = sp.Rational(1, 2)

CASES = [
    # formula, where, value, a rule that the derivation must use
    ("x^2 + 3x", "2", 10, "substitution"),
    ("floor(x^2)", "3/2", 2, "substitution"),
    ("(x^2 - 4)/(x - 2)", "2", 4, "factor"),
    ("(x^3 - 27)/(x - 3)", "3", 27, "cancel-factor"),
    ("(x^2 - 5x + 6)/(x^2 - 4)", "2", -sp.Rational(1, 4), "factor"),
    ("(1/x - 1/3)/(x - 3)", "3", -sp.Rational(1, 9), "cancel-factor"),
    ("(x^2 - 2)/(x - sqrt(2))", "sqrt(2)", 2 * sp.sqrt(2), "factor"),
    ("x^3/x", "0", 0, "cancel-factor"),  # SymPy has cancelled it before anyone looks
    ("(sqrt(x + 4) - 2)/x", "0", sp.Rational(1, 4), "conjugate"),
    ("(x - 9)/(sqrt(x) - 3)", "9", 6, "conjugate"),
    ("(sqrt(x + 1) - 1)/(sqrt(x + 4) - 2)", "0", 2, "conjugate"),
    ("(cbrt(x) - 2)/(x - 8)", "8", sp.Rational(1, 12), "conjugate"),
    ("sin(3x)/(5x)", "0", sp.Rational(3, 5), "standard"),
    ("sin(3x)/sin(5x)", "0", sp.Rational(3, 5), "standard"),
    ("tan(2x)/x", "0", 2, "standard"),
    ("(1 - cos(x))/x^2", "0", half, "standard"),
    ("(1 - cos(3x))/sin(x)^2", "0", sp.Rational(9, 2), "standard"),
    ("(2^x - 1)/x", "0", ln(2), "standard"),
    ("(2^x - 4)/(x - 2)", "2", 4 * ln(2), "rewrite-exponentials"),
    ("ln(1 + 2x)/x", "0", 2, "standard"),
    ("(ln(x) - ln(2))/(x - 2)", "2", half, "rewrite-logs"),
    ("softplus(x) - x", "oo", 0, "leading-exponential"),
    ("ln(1 + 3e^(2x)) - 2x", "oo", ln(3), "leading-exponential"),
    ("x + ln(1 + e^(-x))", "-oo", 0, "leading-exponential"),
    ("ln(x + 2^x) - x ln(2)", "oo", 0, "leading-exponential"),
    ("x cot(x)", "0", 1, "rewrite-trigonometric"),
    ("(tan(x) - sin(x))/x^3", "0", half, "rewrite-trigonometric"),
    ("(cos(x) - cos(3x))/x^2", "0", 4, "rewrite-trigonometric"),
    ("sin(x)/(x - pi)", "pi", -1, "shift"),
    ("x sin(1/x)", "oo", 1, "standard"),
    ("x (e^(1/x) - 1)", "oo", 1, "standard"),
    ("(x - sin(x))/x^3", "0", sp.Rational(1, 6), "lhopital"),
    ("(e^x - 1 - x)/x^2", "0", half, "lhopital"),
    ("(tan(x) - x)/x^3", "0", sp.Rational(1, 3), "lhopital"),
    ("x ln(x)", "0", 0, "lhopital"),
    ("1/x - 1/sin(x)", "0", 0, "common-denominator"),
    ("1/(x - 1) - 2/(x^2 - 1)", "1", half, "common-denominator"),
    ("(sin(x) - x + x^3/6)/x^5", "0", sp.Rational(1, 120), "series"),
    ("(cos(x) - e^(-x^2/2))/x^4", "0", -sp.Rational(1, 12), "series"),
    ("x sin(1/x)", "0", 0, "squeeze"),
    ("sin(x)/x", "oo", 0, "squeeze"),
    ("floor(x)/x", "oo", 1, "squeeze-floor"),
    ("x floor(1/x)", "0", 1, "squeeze-floor"),
    ("(2x^2 + 3x)/(x^2 - 1)", "oo", 2, "dominant"),
    ("sqrt(x^2 + 1)/x", "-oo", -1, "dominant"),
    ("(e^x + x)/(2e^x - x^2)", "oo", half, "dominant"),
    ("(2x + sin(x))/(x - cos(x))", "oo", 2, "quotient"),
    ("sqrt(x^2 + x) - x", "oo", half, "conjugate"),
    ("sqrt(x^2 + x) + x", "-oo", -half, "conjugate"),
    ("x^3/e^x", "oo", 0, "growth"),
    ("(ln x)^3/sqrt(x)", "oo", 0, "growth"),
    ("ln(x + 1) - ln(x)", "oo", 0, "rewrite-logs"),
    ("sinh(x)/e^x", "oo", half, "rewrite-hyperbolic"),
    ("(1 + 1/x)^x", "oo", e, "euler-itself"),
    ("(1 + 2/x)^(3x)", "oo", e**6, "euler"),
    ("x^x", "0", 1, "exponent"),
    ("x^(1/x)", "oo", 1, "exponent"),
    ("cos(x)^(1/x^2)", "0", e**-half, "exponent"),
    ("(1 + x^2)^(1/ln(x))", "oo", e**2, "exponent"),
    ("arctan(1/x)", "0+", pi / 2, "end-behaviour"),
    ("e^(1/x)", "0-", 0, "end-behaviour"),
    ("x^2 + sin(x)/x", "0", 1, "sum"),
    ("cos(sin(x)/x)", "0", sp.cos(1), "composition"),
    ("|x - 2|/(x - 2)", "2+", 1, "near"),
    ("x sign(x)", "0", 0, "sides-agree"),
    ("sqrt(x)", "0", 0, "one-side-only"),
    ("sqrt(x^2)/x", "-oo", -1, "root-of-square"),
    ("e^(-1/x^2)/x", "0+", 0, "reciprocal"),
]
UNBOUNDED = [
    ("1/x^2", "0", oo, "infinite"),
    ("1/x", "0-", -oo, "infinite"),
    ("tan(x)", "pi/2-", oo, "infinite"),
    ("ln(x)", "0", -oo, "end-behaviour"),
    ("x^3 - 5x^2", "oo", oo, "leading"),
    ("x^4 - x^3", "-oo", oo, "sum-grows"),
    ("(x^3 + 1)/(x^2 - 1)", "-oo", -oo, "quotient-grows"),
    ("x - ln(x)", "oo", oo, "product-grows"),
    ("x^x", "oo", oo, "exponent-grows"),
    ("x + sin(x)", "oo", oo, "sum-grows"),
]
MISSING = [
    ("|x|/x", "0", nan, "sides-differ"),
    ("1/x", "0", nan, "sides-differ"),
    ("e^(1/x)", "0", nan, "sides-differ"),
    ("floor(x)", "2", nan, "sides-differ"),
    (r"\begin{cases} x & x < 1 \\ 3 & x \ge 1\end{cases}", "1", nan, "sides-differ"),
    ("sin(1/x)", "0", nan, "two-sequences"),
    ("x sin(x)", "oo", nan, "two-sequences"),
    ("tan(1/x)", "0", nan, "two-sequences"),
    ("sin(ln(x))", "oo", nan, "two-sequences"),
    ("x - floor(x)", "oo", nan, "two-sequences"),
]
LETTERS = [
    ("(e^(a x) - 1)/x", "0", a, "standard"),
    ("sin(a x)/sin(b x)", "0", a / b, "standard"),
    ("(1 + a/x)^x", "oo", sp.exp(a), "euler"),
    ("(x^n - 1)/(x - 1)", "1", n, "lhopital"),
    ("(x^3 - a^3)/(x - a)", "a", 3 * a**2, "factor"),
    ("(sin(x) - sin(a))/(x - a)", "a", sp.cos(a), "rewrite-trigonometric"),
    ("(a x + 1)/(b x + 2)", "oo", a / b, "dominant"),
    ("|x - a|/(x - a)", "a", nan, "sides-differ"),
]
ALL = [*CASES, *UNBOUNDED, *MISSING, *LETTERS]
SIDES = {"+": "right", "-": "left"}


def asked(formula: str, to: str) -> sc.Derivation:
    side = SIDES.get(to[-1], "both")
    return sc.limit(formula, "x", to.rstrip("+-"), side)


@pytest.mark.parametrize(("formula", "to", "value", "rule"), ALL)
def test_the_value_and_the_method(formula: str, to: str, value: sp.Expr, rule: str) -> None:
    told = asked(formula, to)

    assert (told.answer is nan) == (value is nan)
    assert told.answer in (value, nan) or sp.simplify(told.answer - value) == 0
    assert rule in [step.rule for step in walk(told.steps)]
    assert told.verify().status == "agrees"
    assert bool(told.ending) == (value in (oo, -oo) or value is nan)


@pytest.mark.parametrize(("formula", "to", "value", "rule"), CASES)
def test_the_values_are_borne_out_by_mpmath(formula, to, value, rule) -> None:
    """Independent of symcalc: the formula, in two hundred digits, close to the point."""
    f = sp.lambdify(x, sc.parse(formula), "mpmath")
    with mpmath.workdps(200):
        far = mpmath.mpf(10) ** 18
        point = {"oo": far, "-oo": -far}.get(to)
        if point is None:
            nearby = -1 / far if to.endswith("-") else 1 / far
            point = mpmath.mpf(str(sp.N(sc.parse(to.rstrip("+-")), 200))) + nearby
        assert abs(f(point) - mpmath.mpf(str(sp.N(value, 40)))) < 1e-4


def test_there_are_enough_of_them() -> None:
    assert len({(formula, to) for formula, to, _, _ in ALL}) >= 60
