"""Formulas that are real nowhere: agreement in the complex plane counts, disagreement does not."""

from __future__ import annotations

import pytest
import sympy as sp

from symcalc.checking.complex import check_complex
from symcalc.checking.relations import check_equal

x, y = sp.symbols("x y")

TRUE = [
    (sp.Derivative(sp.atanh(3 + x**2), x), 2 * x / (1 - (3 + x**2) ** 2)),
    (sp.Derivative(sp.sqrt(-1 - x**2), x), -x / sp.sqrt(-1 - x**2)),
    (sp.Derivative(sp.log(-1 - x**4), x, x), sp.diff(sp.log(1 + x**4), x, 2)),
    (sp.Derivative(sp.asin(2 + x**2 + y**2), x, y), sp.diff(sp.asin(2 + x**2 + y**2), x, y)),
]


@pytest.mark.parametrize(("asked", "told"), TRUE)
def test_rules_hold_in_the_plane(asked: sp.Expr, told: sp.Expr) -> None:
    report = check_equal(asked, told)
    assert report.status == "agrees"
    assert "complex points" in report.method
    assert report.points >= 8


@pytest.mark.parametrize(("asked", "told"), TRUE)
def test_a_wrong_rule_is_not_borne_out(asked: sp.Expr, told: sp.Expr) -> None:
    assert check_equal(asked, 2 * told).status == "undecided"


def test_what_holds_over_the_reals_only_is_left_to_the_reals() -> None:
    assert check_complex(sp.sqrt(x**2), sp.Abs(x)).status == "undecided"
    assert "complex" not in check_equal(sp.sqrt(x**2), sp.Abs(x)).method


def test_what_is_undefined_in_the_plane() -> None:
    assert check_complex(sp.Max(x, 0), sp.Max(x, 0)).status == "undecided"
