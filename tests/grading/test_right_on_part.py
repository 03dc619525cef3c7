"""Formulas that are right on part of the domain: where, and when that is not said."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.continuous import breaks

x = sp.Symbol("x")

WHERE = [
    ("d/dx arcsec x", "1/(x sqrt(x^2-1))", "x > 1"),
    ("d/dx arccos(1-2x^2)", "2/sqrt(1-x^2)", "0 < x < 1"),
    ("d/dx arcsin(2x sqrt(1-x^2))", "2/sqrt(1-x^2)", "−√2/2 < x < √2/2"),
    ("d/dx arcsch x", "-1/(x sqrt(1+x^2))", "x > 0"),
    ("arctan(1/x)", "pi/2 - arctan x", "x > 0"),
    ("dy/dx if x^2+y^2=25", "-x/sqrt(25-x^2)", "y > 0"),
    ("dy/dx if x^2+y^2=25", "x/sqrt(25-x^2)", "y < 0"),
]


@pytest.mark.parametrize(("question", "answer", "domain"), WHERE)
def test_where_a_formula_is_right_is_told(question: str, answer: str, domain: str) -> None:
    verdict = sc.grade(question, answer, timeout=None)

    assert (verdict.status, verdict.note) == ("partial", "domain-differs")
    assert verdict.domain == domain
    assert f"It is right for {domain} only: at" in verdict.feedback


def test_the_witness_is_kept_and_lies_elsewhere() -> None:
    witness = sc.grade("d/dx arcsec x", "1/(x sqrt(x^2-1))", timeout=None).witness

    assert witness is not None
    assert witness.point["x"] < -1
    assert witness.got == pytest.approx(-witness.expected)


WRONG = [
    ("d/dx |x|", "1"),
    ("d/dx max(0, x)", "1"),
    ("d/dx sqrt(x^2)", "1"),
    ("d/dx x^2", "2|x|"),
    ("d/dx x^2", "{2x if x < 5, 7 if x >= 5}"),
    ("d/dx x^2", "2x + x(x-1)(x-2)(x-3)(x+1)(x+2)"),
    ("d/dx sqrt(x)", "1/sqrt(x)"),
]


@pytest.mark.parametrize(("question", "answer"), WRONG)
def test_a_kink_and_single_points_earn_nothing(question: str, answer: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == "incorrect"


def test_an_integrand_that_jumps_is_not_called_continuous() -> None:
    assert breaks(sp.floor(x), x * sp.floor(x), x) == ()
    assert breaks(sp.sign(x), x + sp.sign(x), x) == ()


def test_every_jump_is_found_where_it_is() -> None:
    found = [b.exactly for b in breaks(2 * x, x**2 + sp.floor(x), x)]

    assert found == [sp.Integer(k) for k in range(int(found[0]), int(found[0]) + len(found))]
    assert len(found) > 20
