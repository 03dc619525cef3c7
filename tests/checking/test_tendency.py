"""Where values go, seen from the values alone."""

from __future__ import annotations

import math

import pytest
import sympy as sp

from symcalc.checking.limits import IsContinuous, TendsTo, check_limits
from symcalc.checking.relations import check_equal
from symcalc.checking.tendency import tendency

x, a = sp.symbols("x a")
oo, inf, nan = sp.oo, math.inf, math.nan

TENDENCIES = [
    # formula, where, side, kind, value
    (sp.sin(x) / x, 0, "", "finite", 1),
    ((sp.tan(x) - sp.sin(x)) / x**3, 0, "", "finite", 0.5),  # loses 72 digits at 1e-24
    (sp.sqrt(x**2 + x) - x, oo, "", "finite", 0.5),
    (1 / sp.log(x), 0, "+", "finite", 0),  # settles with the exponent only
    (x ** sp.Rational(1, 10), 0, "+", "finite", 0),
    (sp.exp(x**2) / (x + sp.exp(x**2)), oo, "", "finite", 1),
    ((x**2 - 2) / (x - sp.sqrt(2)), sp.sqrt(2), "", "finite", 2 * math.sqrt(2)),
    (x * sp.sin(1 / x), 0, "", "finite", 0),
    (sp.sqrt(x), 0, "", "finite", 0),  # from the only side that there is
    (10**5 * x / (x + 1), oo, "", "finite", 10**5),
    (sp.log(x), oo, "", "infinite", 1),
    (sp.log(sp.log(x)), oo, "", "infinite", 1),
    (sp.exp(x), oo, "", "infinite", 1),
    (1 / x, 0, "-", "infinite", -1),
    (sp.tan(x), sp.pi / 2, "-", "infinite", 1),
    (1 / x, 0, "", "varies", nan),
    (sp.sin(1 / x), 0, "+", "varies", nan),
    (sp.sin(1 / x) / 1000, 0, "+", "varies", nan),
    (x * sp.sin(x), oo, "", "varies", nan),
    (sp.floor(x), 2, "", "varies", nan),
    (sp.log(x), -1, "", "undefined", nan),
    (sp.exp(sp.exp(sp.exp(x))), oo, "", "unknown", nan),  # too large is not undefined
]


@pytest.mark.parametrize(("f", "to", "side", "kind", "value"), TENDENCIES)
def test_where_values_go(f: sp.Expr, to: sp.Expr, side: str, kind: str, value: float) -> None:
    found = tendency(f, x, sp.sympify(to), side, {})

    assert found.kind == kind
    assert found.value == pytest.approx(value, abs=1e-6, nan_ok=True)


def lim(f: sp.Expr, to: sp.Expr = 0, side: str = "+-") -> sp.Limit:
    return sp.Limit(f, x, to, side)


SAID = [
    (lim(sp.sin(x) / x), 1, "agrees"),
    (lim(sp.sin(x) / x), sp.Rational(999, 1000), "disagrees"),
    (lim((sp.exp(a * x) - 1) / x), a, "agrees"),
    (lim((sp.exp(a * x) - 1) / x), a**2, "disagrees"),
    (lim(1 / x), nan, "agrees"),
    (lim(1 / x), oo, "disagrees"),
    (lim(1 / x**2), oo, "agrees"),
    (lim(1 / x**2), -oo, "disagrees"),
    (lim(1 / x**2), 7, "disagrees"),
    (lim(sp.sin(1 / x)), nan, "agrees"),
    (lim(sp.sin(1 / x)), 0, "disagrees"),
    (lim(sp.log(x), -1), nan, "agrees"),
    (lim(x**2, 3), nan, "disagrees"),
    (lim(sp.exp(sp.exp(sp.exp(x))), oo), oo, "undecided"),
]


@pytest.mark.parametrize(("limit", "value", "status"), SAID)
def test_claims(limit: sp.Limit, value: sp.Expr, status: str) -> None:
    assert TendsTo(limit, sp.sympify(value)).check().status == status


LINES = [
    (lim(sp.sin(3 * x) / x), 3 * lim(sp.sin(3 * x) / (3 * x)), "agrees"),
    (lim(sp.sin(3 * x) / x), lim(sp.sin(3 * x) / (3 * x)), "disagrees"),
    (sp.exp(lim(x * sp.log(x), 0, "+")), sp.S.One, "agrees"),
    (a * lim(sp.cos(x)) + 1, a + 1, "agrees"),
    (a * lim(sp.cos(x)), a * lim(sp.cos(x)) + 1, "disagrees"),  # one limit, whatever it is
]


@pytest.mark.parametrize(("before", "after", "status"), LINES)
def test_lines_of_a_derivation(before: sp.Expr, after: sp.Expr, status: str) -> None:
    assert check_limits(before, after).status == status
    assert check_equal(before, after).status == status


def test_continuity_is_refuted_by_one_jump() -> None:
    step = sp.floor(x)
    assert IsContinuous(step, x, ()).check().status == "disagrees"
    assert IsContinuous(sp.Abs(x), x, ()).check().status == "agrees"
