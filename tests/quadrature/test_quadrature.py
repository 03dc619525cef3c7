"""Numerical integration: the sums are SciPy's and NumPy's, the bounds hold, the orders are seen."""

from __future__ import annotations

import math

import mpmath
import numpy as np
import pytest
import sympy as sp
from scipy import integrate as oracle

import symcalc as sc
from symcalc.checking.areas import enclosed
from symcalc.checking.quadrature import RULES
from symcalc.derivation import Derivation
from symcalc.tutor.quadrature.chance import quantile

x = sp.Symbol("x")

# formula, the same in NumPy, from, to, the integral
SMOOTH = [
    ("e^(-x^2)", lambda t: np.exp(-t * t), 0, 1, math.sqrt(math.pi) / 2 * math.erf(1)),
    ("sin x", np.sin, 0, "pi", 2.0),
    ("1/(1+x^2)", lambda t: 1 / (1 + t * t), -1, 2, math.atan(2) + math.pi / 4),
    ("x^3 - x + 7", lambda t: t**3 - t + 7, 0, 2, 16.0),
    ("ln x", np.log, 1, 3, 3 * math.log(3) - 2),
    ("e^x cos(2x)", lambda t: np.exp(t) * np.cos(2 * t), "-1/2", 1, None),
    ("sqrt(1 + x^2)", lambda t: np.sqrt(1 + t * t), 2, 0, None),  # reversed
    ("7", lambda t: np.full_like(t, 7.0), 1, 4, 21.0),
]
COUNTS = (1, 2, 5, 8, 30)


def end(value: object) -> float:
    return float(sp.sympify(value))


def by_numpy(rule: str, f, a: float, b: float, n: int) -> float:
    nodes = np.linspace(a, b, n + 1)
    h = (b - a) / n
    if rule == "trapezoid":
        return float(np.trapezoid(f(nodes), nodes))
    if rule == "simpson":
        return float(oracle.simpson(f(nodes), x=nodes))
    points = {"left": nodes[:-1], "right": nodes[1:], "midpoint": nodes[:-1] + h / 2}[rule]
    return float(h * f(points).sum())


def step(d: Derivation, rule: str):
    return next(step for step in d.steps if step.rule == rule)


@pytest.mark.parametrize(("formula", "f", "low", "high", "exact"), SMOOTH)
@pytest.mark.parametrize("rule", RULES)
def test_sums_bounds_and_orders(formula, f, low, high, exact, rule) -> None:
    a, b = end(low), end(high)
    exact = exact or oracle.quad(lambda t: float(f(np.array(t))), a, b, epsabs=1e-14)[0]
    for n in COUNTS:
        if rule == "simpson" and n % 2:
            continue
        d = sc.quadrature(formula, "x", low, high, rule=rule, n=n)
        mine = by_numpy(rule, f, a, b, n)
        assert math.isclose(d.answer, mine, rel_tol=1e-13, abs_tol=1e-14)
        bound = step(d, "error-bound").after.parts[1].expr
        assert abs(mine - exact) <= float(bound) + 1e-13
        assert d.verify().status == "agrees"


@pytest.mark.parametrize(("formula", "f", "low", "high", "exact"), SMOOTH[:5])
@pytest.mark.parametrize("rule", RULES)
def test_the_table_of_convergence(formula, f, low, high, exact, rule) -> None:
    d = sc.quadrature(formula, "x", low, high, rule=rule, n=8)
    rows = step(d, "convergence").table.rows
    assert [row[0] for row in rows] == ["8", "16", "32", "64"]
    for n, _, value, error, _ in rows:
        mine = by_numpy(rule, f, end(low), end(high), int(n))
        assert math.isclose(float(value.replace("−", "-")), mine, rel_tol=1e-12)
        assert abs(float(error) - abs(mine - exact)) <= 0.06 * abs(mine - exact) + 1e-14
    order = rows[-1][-1]
    if formula == "x^3 - x + 7" and rule == "simpson":
        assert order == "—"
    elif not (formula == "sin x" and rule in ("left", "right")):  # both ends alike: the trapezoid's
        assert abs(float(order) - RULES[rule].order) < 0.15


ROUGH = [
    # formula, from, to, rule, the order that is seen, the words of the bound
    ("sqrt(x)", 0, 1, "trapezoid", 1.5, "f″ to be bounded"),
    ("sqrt(x)", 0, 1, "simpson", 1.5, "f⁗ to be bounded"),
    ("|x - 1/3|", 0, 1, "simpson", None, "kink"),
    ("floor(3x)", 0, 1, "midpoint", None, "jump"),
    ("sin(x)/x", 0, 1, "midpoint", 2.0, "no value at x = 0"),
    ("x^(3/2)", 0, 1, "trapezoid", 2.0, "bounded"),
]


@pytest.mark.parametrize(("formula", "low", "high", "rule", "order", "why"), ROUGH)
def test_no_bound_is_claimed_where_there_is_none(formula, low, high, rule, order, why) -> None:
    d = sc.quadrature(formula, "x", low, high, rule=rule, n=16)
    assert why in step(d, "no-bound").explanation
    assert not any(s.rule == "error-bound" for s in d.steps)
    seen = step(d, "convergence").table.rows[-1][-1]
    assert order is None or abs(float(seen) - order) < 0.1


ENCLOSED = [
    ("e^(-x^2)", 0, 1),
    ("sin x", 0, sp.pi),
    ("sqrt(x)", 0, 1),
    ("|x|", -1, 1),
    ("ln x", 1, 3),
    ("asin(x)", 0, 1),
    ("acosh(x)", 1, 2),
    ("atan(x)", -3, 2),
    ("x^x", 1, 2),
    ("2^x/(1 + x^2)", -1, 1),
    ("floor(x)", 0, 3),
    ("erf(x)", 0, 2),
    ("sin(100x)", 0, 10),
    ("tan x", 0, 1),
]


@pytest.mark.parametrize(("formula", "low", "high"), ENCLOSED)
def test_enclosures_hold_the_integral(formula, low, high) -> None:
    expr = sc.parse(formula)
    area = enclosed(expr, x, sp.sympify(low), sp.sympify(high))
    ends = [mpmath.mpmathify(sp.N(e, 40)) for e in (low, high)]
    with mpmath.workdps(40):
        cuts = sorted({*ends, *(mpmath.mpf(k) for k in range(-3, 11) if ends[0] < k < ends[1])})
        expected = mpmath.quad(sp.lambdify([x], expr, "mpmath"), cuts)
        assert abs(mpmath.mpmathify(area.middle) - expected) <= area.radius + mpmath.mpf(10) ** -26
    assert area.radius < 1e-18


NOT_ENCLOSED = [("1/x", -1, 1), ("tan x", 0, 2), ("sqrt(x - 1)", 0, 2), ("ln x", -1, 1)]


@pytest.mark.parametrize(("formula", "low", "high"), NOT_ENCLOSED)
def test_nothing_is_proved_of_what_is_no_integral(formula, low, high) -> None:
    assert enclosed(sc.parse(formula), x, sp.sympify(low), sp.sympify(high)) is None


def test_the_references_agree() -> None:
    rows = step(sc.quadrature("e^(-x^2)", "x", 0, 1), "reference").table.rows
    assert [row[0] for row in rows] == ["balls (python-flint)", "quad (SciPy)"]
    assert all(abs(float(row[1]) - 0.7468241328124271) < 1e-15 for row in rows)


def test_without_scipy(monkeypatch: pytest.MonkeyPatch) -> None:
    """mpmath takes its place."""
    path = "symcalc.tutor.quadrature.reference.find_spec"
    monkeypatch.setattr(path, lambda name: None)
    d = sc.quadrature("sqrt(x)", "x", 0, 1, rule="midpoint", n=10)
    rows = step(d, "reference").table.rows
    assert [row[0] for row in rows] == ["balls (python-flint)", "tanh-sinh (mpmath)"]
    assert abs(float(rows[1][1]) - 2 / 3) < 1e-14


@pytest.mark.parametrize("n", [2, 30, 1000])
def test_monte_carlo(n: int) -> None:
    d = sc.quadrature("e^(-x^2)", "x", 0, 2, rule="monte-carlo", n=n, seed=3)
    points = 2 * np.random.default_rng(3).random(n)
    heights = np.exp(-(points**2))
    assert math.isclose(d.answer, 2 * heights.mean(), rel_tol=1e-13)
    error = step(d, "standard-error").after.parts[1].expr
    assert math.isclose(error, 2 * heights.std(ddof=1) / math.sqrt(n), rel_tol=1e-3)
    assert d.verify().status == "agrees"
    assert sc.quadrature("e^(-x^2)", "x", 0, 2, rule="monte-carlo", n=n, seed=4).answer != d.answer


def test_intervals_cover_as_often_as_they_say() -> None:
    """Of 60 seeds about 57 intervals hold 2."""
    told = [
        step(sc.quadrature("sin x", "x", 0, "pi", rule="monte-carlo", n=40, seed=s), "interval")
        for s in range(60)
    ]
    assert 51 <= sum("This one does." in s.explanation for s in told) <= 60


def test_quantiles_of_student() -> None:
    """As printed in tables."""
    for degrees, expected in ((1, 12.706), (4, 2.776), (9, 2.262), (29, 2.045), (999, 1.962)):
        assert abs(quantile(degrees) - expected) < 6e-4
