"""The verifier rejects antiderivatives that are wrong anywhere, and passes right ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sympy as sp

from symcalc.checking.antiderivatives import Antiderivative, check_antiderivative
from symcalc.checking.continuous import breaks
from symcalc.checking.slopes import compared

x, a, n = sp.symbols("x a n")
log, sin, cos, exp, sqrt, atan, Abs = sp.log, sp.sin, sp.cos, sp.exp, sp.sqrt, sp.atan, sp.Abs

PLANTED = [
    # integrand, wrong antiderivative, why it is wrong
    (cos(x), -sin(x), "sign"),
    (x**2, x**3, "factor"),
    (cos(3 * x), sin(3 * x), "missing inner derivative"),
    (x * exp(-(x**2)), exp(-(x**2)) / 2, "sign"),
    (1 / x, log(x), "log x for log|x|: nothing for x < 0"),
    (1 / (x - 2000), log(x - 2000), "nothing left of 2000"),
    (x / (x**2 - 1), log(x**2 - 1) / 2, "nothing between -1 and 1"),
    (sp.tan(x), -log(cos(x)), "nothing where the cosine is negative"),
    (x * Abs(x), x**3 / 3, "wrong only for x < 0"),
    (sqrt(x**2), x**2 / 2, "wrong only for x < 0"),
    (1 / sqrt(x**2 - 4), sp.acosh(x / 2), "nothing for x < -2"),
    (1 / (x * sqrt(x**2 - 1)), sp.asec(x), "sign for x < -1"),
    (1 / (1 - x**2), sp.atanh(x), "nothing beyond 1"),
    (cos(x), sin(x) + sp.Rational(1, 10**6) * x, "small term"),
    (cos(x), sin(x) + sp.Rational(1, 10**10) * sin(5 * x), "very small term"),
    (x**3, x**4 / 4 + sp.floor(x / 40) * x / 100, "another slope far out"),
    (1 / x, log(-x), "nothing for x > 0"),
    (exp(x), exp(x) + sp.sign(x) * x, "a kink"),
    (sp.Abs(x - 5), (x - 5) ** 2 / 2, "wrong only for x < 5"),
    (1 / (x**2 + a**2), atan(x / a), "factor with a letter"),
    (x**n, x ** (n + 1) / n, "denominator with a letter"),
    (1 / (x - a), log(x - a), "nothing for x < a"),
    (sin(x) ** 2, sin(x) ** 3 / 3, "power rule of a function"),
    (log(x), 1 / x, "differentiated"),
    (1 / x, sp.I * sp.pi + log(-x), "complex branch"),
    (sqrt(x), log(-1 - exp(x)), "nowhere a value"),
    (1 / sqrt(1 - x**2), -sp.acos(x) + x**5 / 10**8, "small term on a short interval"),
]

RIGHT = [
    (cos(x), sin(x) + 7),
    (1 / x, log(Abs(x)) - 3),
    (1 / x, log(x**2) / 2),
    (1 / x, sp.Piecewise((log(x), x > 0), (log(-x) + 5, True))),  # another constant for x < 0
    (sin(2 * x), sin(x) ** 2),
    (sin(2 * x), -cos(2 * x) / 2),
    (sp.sec(x), log(Abs(sp.sec(x) + sp.tan(x)))),
    (sp.sec(x), 2 * sp.atanh(sp.tan(x / 2)) * 0 + sp.log(Abs(sp.tan(x / 2 + sp.pi / 4)))),
    (1 / (1 + x**2), -atan(1 / x)),  # jumps at 0, where only a limit is left
    (1 / (2 + cos(x)), 2 * atan(sp.tan(x / 2) / sqrt(3)) / sqrt(3)),
    (sqrt(x**2 - 4), x * sqrt(x**2 - 4) / 2 - 2 * log(Abs(x + sqrt(x**2 - 4)))),
    (1 / (x * sqrt(x**2 - 1)), atan(sqrt(x**2 - 1))),
    (exp(x) / x, sp.Ei(x)),
    (sin(exp(x)), sp.Si(exp(x))),  # its waves are too fast for doubles from x = 5 on
    (Abs(x**2 - 1), Abs(x**2 - 1) * 0 + sp.Piecewise(
        (x**3 / 3 - x, x < -1), (x - x**3 / 3 + sp.Rational(4, 3), x < 1),
        (x**3 / 3 - x + sp.Rational(8, 3), True))),
    (sp.floor(x), x * sp.floor(x) - sp.floor(x) * (sp.floor(x) + 1) / 2),
    (x**n, x ** (n + 1) / (n + 1)),  # for n = -1 there is no value, and nothing is compared
    (1 / (x**2 + a**2), atan(x / a) / a),
    (1 / (x**2 + a), atan(x / sqrt(a)) / sqrt(a)),  # for a > 0 only, but then everywhere
    (1 / sqrt(1 - x**2), -sp.acos(x)),
    (exp(-(x**4)) * x**3, -exp(-(x**4)) / 4),
    (x**-7, -(x**-6) / 6),
    (0 * x, sp.Integer(5)),
]  # fmt: skip


@pytest.mark.parametrize(("integrand", "told", "why"), PLANTED, ids=lambda c: str(c)[:40])
def test_rejects(integrand: sp.Expr, told: sp.Expr, why: str) -> None:
    report = Antiderivative(integrand, x, told, str(integrand)).check()

    assert report.status != "agrees", why
    assert not report.told


@pytest.mark.parametrize(("integrand", "told"), RIGHT, ids=lambda c: str(c)[:40])
def test_passes(integrand: sp.Expr, told: sp.Expr) -> None:
    assert Antiderivative(integrand, x, told).check().status == "agrees"


def test_says_where_there_is_no_value() -> None:
    report = Antiderivative(1 / x, x, log(x)).check()

    assert "The answer has no real value at x = -1, where the integrand has one." in report.text()


def test_says_what_it_rests_on() -> None:
    """As in VOICE.md, with the figures."""
    f = x * exp(-(x**2))
    told = Antiderivative(f, x, -exp(-(x**2)) / 2, "x e^(−x²)", (), "for every real x").check().told

    assert told.startswith("Checked: the derivative of the answer is x e^(−x²), for every real x (")
    assert "points, largest relative difference" in told


def test_conditions_say_where() -> None:
    f, told = 1 / sp.Abs(x), log(x)

    assert compared(f, told, x, (x > 0,)).status == "agrees"
    assert compared(f, told, x).status == "disagrees"


def test_a_function_without_code_is_not_decided() -> None:
    assert check_antiderivative(sp.zeta(x), x**2, x) == "undecided"


BREAKS = [
    (1 / (1 + x**2), -atan(1 / x), [0]),
    (1 / (1 + x**2), atan(x), []),
    (1 / x, log(Abs(x)), []),  # there is no integrand at 0
    (1 / x**2, -1 / x, []),
    (Abs(x), sp.Piecewise((x**2 / 2, x > 0), (1 - x**2 / 2, True)), [0]),
    (Abs(x), x * Abs(x) / 2, []),
    (log(Abs(x)), x * log(Abs(x)) - x, []),
    (sp.tan(x), -log(Abs(cos(x))), []),
    (1 / (2 + cos(x)), 2 * atan(sp.tan(x / 2) / sqrt(3)) / sqrt(3),
     [-3 * sp.pi, -sp.pi, sp.pi, 3 * sp.pi]),
]  # fmt: skip


@pytest.mark.parametrize(("integrand", "told", "places"), BREAKS, ids=lambda c: str(c)[:40])
def test_breaks(integrand: sp.Expr, told: sp.Expr, places: list[sp.Expr]) -> None:
    assert [b.exactly for b in breaks(integrand, told, x)] == places


SUITES = Path(__file__).parents[3] / "shared" / "data" / "integrals.json"


@pytest.mark.skipif(not SUITES.exists(), reason="the suites are not in the repository")
def test_the_suites_pass_and_their_neighbours_do_not() -> None:
    """The suites' own antiderivatives, where they are real and in functions of the table.

    Rubi writes artanh where it has a value on a part of the domain only: that is refused.
    """
    rows = json.loads(SUITES.read_text(encoding="utf-8"))[::17]
    passed = 0
    for row in rows:
        told = sp.sympify(row["antiderivative"] or "nan").replace(log, lambda u: log(Abs(u)))
        f, t = sp.sympify(row["integrand"]), sp.Symbol(row["variable"])
        if told.has(sp.I, sp.hyper, sp.nan, sp.Integral):
            continue
        report = Antiderivative(f, t, told).check()
        if report.status != "agrees":
            partly = report.note and told.has(sp.atanh, sp.acosh, sp.acoth, sp.uppergamma)
            assert partly or report.status == "undecided", row["id"]
            continue
        passed += 1
        wrong = Antiderivative(f, t, told + sin(t) / 1000).check()
        assert wrong.status == "disagrees", row["id"]
    assert passed > 35
