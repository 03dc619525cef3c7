"""Wrong rules of algebra, each recognised by its answer; right answers are left alone."""

from __future__ import annotations

import pytest
from diagnosed import QUESTIONS, keys, slips

import symcalc as sc
from symcalc.grading.misconceptions.outcomes import MOST
from symcalc.grading.misconceptions.rewriting import rewritten
from symcalc.grading.misconceptions.row import rows_at
from symcalc.grading.misconceptions.sites import Rewriting
from symcalc.reading import read

OWN = slips("slips_of_algebra")
IDS = keys("G")
FLOOR = 0.85  # of wrong answers that are explained by the true cause, or a tie that holds it


@pytest.mark.parametrize("id_", IDS)
def test_a_known_slip_is_recognised(id_: str) -> None:
    row = QUESTIONS[id_]
    verdict = sc.grade(row["question"], row["answer"], timeout=None)

    assert verdict.status == "incorrect"
    assert set(row["slugs"]) <= set(verdict.misconceptions)


@pytest.mark.parametrize("id_", IDS)
def test_no_slip_is_seen_in_the_right_answer(id_: str) -> None:
    row = QUESTIONS[id_]
    verdict = sc.grade(row["question"], row["right"], timeout=None)

    assert verdict.status in ("correct", "partial")  # log_2 has a domain of its own
    assert verdict.misconceptions == ()


def test_slips_in_other_problems_are_explained() -> None:
    """Typed by hand before the rules were tried on them."""
    found = [
        set(row["misconceptions"])
        <= set(sc.grade(row["question"], row["answer"], timeout=None).misconceptions)
        for row in OWN
    ]

    assert len(OWN) >= 40
    assert sum(found) / len(found) >= FLOOR


# A true identity is no slip: none of these is ever among the wrong values.
TRUE = [
    ("(x^2)^3", "x^6"),
    ("2(x + 1)", "2x + 2"),
    ("1/x + 1/y", "(x + y)/(x y)"),
    ("-(x - 1)", "1 - x"),
    ("cos(-x)", "cos x"),
    ("(2x)^3", "8x^3"),
]


@pytest.mark.parametrize(("formula", "same"), TRUE)
def test_true_laws_are_no_slips(formula: str, same: str) -> None:
    right = read(same).expr

    assert all((one.value - right).simplify() != 0 for one in rewritten(read(formula)).wrong)


LONG = [
    "(x+1)^2/(x-1) + sqrt(x^2+4) - 3(x-2)(x+5) + ln(x^2+1) - (x^2)^3/x^4 + e^(x+2) + sin(2x)",
    "((x+1)^2 + (x-2)^2)/((x+3)^2 - (x-4)^2) + (1/x + 1/(x+1))/(1/x - 1/(x-1))",
    "(((x+1)^2+2)^2+3)^2 + (((x-1)^2-2)^2-3)^2",
]


@pytest.mark.parametrize("formula", LONG)
def test_long_formulas_are_rewritten_soon(formula: str) -> None:
    rewritten(read("(x+1)^2"))
    found = rewritten(read(formula))

    assert 0 < len(found.wrong) <= MOST


def test_rules_of_algebra_say_what_they_are_about() -> None:
    """Every row names the heads that it is tried on, so that the others cost nothing."""
    assert all(row.on for row in rows_at(Rewriting) if row.weight)
    assert rows_at(Rewriting, "number") == ()
