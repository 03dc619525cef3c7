"""Convex sets: words by hand, borne out by points between points."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.feasible import Constraints
from symcalc.checking.sets import Between, Leaves, Nowhere

SETS = [
    ("x^2 + y^2 <= 1", "convex", "Sublevel set"),
    ("|x| + |y| <= 1", "convex", "4 half-planes"),
    ("max(|x|, |y|) <= 1", "convex", "maximum of convex functions"),
    ("sqrt(x^2 + y^2) <= z", "convex", "triangle inequality"),
    ("x + y = 1", "convex", "Line"),
    ("2x + 3y < 1", "convex", "Half-plane"),
    ("x >= 0, y >= 0, x + y <= 1", "convex", "Intersection"),
    ("0 <= x <= 1", "convex", "Intersection"),
    ("x^2 + y^2 + z^2 <= 4, x + y + z >= 1", "convex", "Half-space"),
    ("y >= x^2", "convex", "Sublevel set"),
    ("e^x + e^y <= 10", "convex", "principal minors"),
    ("log(x) >= 0", "convex", "Sublevel set"),
    ("x^3 <= 8", "convex", "Interval"),
    ("x y >= 1, x > 0", "convex", "y ≥ 1/x"),
    ("x y >= 1, x >= 0, y >= 0", "convex", "y ≥ 1/x"),
    ("x y >= 1", "not convex", "(0, 0) does not"),
    ("x^2 + y^2 = 1", "not convex", "1/2 = 1 is false"),
    ("x^2 + y^2 >= 1", "not convex", "midpoint"),
    ("x^2 >= 1", "not convex", "x = 0 does not"),
    ("y <= x^2", "not convex", "midpoint"),
    ("x^2 - y^2 <= 1", "not convex", "midpoint"),
    ("sqrt(|x|) + sqrt(|y|) <= 1", "not convex", "(1/2, 1/2) does not"),
    ("y^2 <= x^3", "not convex", "midpoint"),
    ("sin(x) <= 0.5", "not convex", "midpoint"),
    ("x^2 + y^2 < -1", "convex", "the set is empty"),
    ("x >= 1, x <= 0", "convex", "the set is empty"),
]


@pytest.mark.parametrize(("given", "kind", "told"), SETS, ids=[row[0] for row in SETS])
def test_sets(given: str, kind: str, told: str) -> None:
    d = sc.convexity(given)

    assert d.answer == kind
    assert told in d.text()
    assert d.check.status == "agrees"
    assert sc.explain(d.question.text).answer == kind


def test_a_list_of_constraints_and_letters() -> None:
    assert sc.convexity(["x >= 0", "x + y <= 1"]).answer == "convex"
    assert sc.convexity("a x + b y <= 1", "x, y").answer == "convex"


def test_what_is_not_decided_is_said_so() -> None:
    """x³ + y³ ≤ 1 is not convex in the plane, and nobody finds a rule for a letter inside."""
    d = sc.convexity("a x^2 + y^2 <= 1", "x, y")

    assert d.answer == "undecided"
    assert "not decided" in d.ending


GRADED = [
    ("convexity of x^2 + y^2 <= 1", "convex", "correct"),
    ("convexity of x^2 + y^2 <= 1", "not convex", "incorrect"),
    ("convexity of x^2 + y^2 = 1", "The set is not convex.", "correct"),
    ("convexity of x^2 + y^2 = 1", "convex", "incorrect"),
]


@pytest.mark.parametrize(("question", "answer", "status"), GRADED)
def test_answers_are_graded(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer).status == status


BAD = [
    ("x != 1", "no equation or inequality"),
    ("1 < 2", "no letter"),
    ("f(x) <= 1", "no equation or inequality"),
    ("x_1 + x_2 + x_3 + x_4 + x_5 <= 1", "more than 4 letters"),
    ("x <= 1 or x >= 2", "a statement"),
]


@pytest.mark.parametrize(("given", "told"), BAD)
def test_bad_input(given: str, told: str) -> None:
    with pytest.raises(sc.SymcalcError, match=told):
        sc.convexity(given)


def test_wrong_claims_are_not_borne_out() -> None:
    x = sp.Symbol("x")
    outside, inside = Constraints(below=(1 - x**2,)), Constraints(below=(x**2 - 1,))
    ends = ({x: sp.Integer(-1)}, {x: sp.Integer(1)})

    assert Between(outside, (x,)).check().status == "disagrees"
    assert Leaves(inside, (False,), ends).check().status == "disagrees"
    assert Leaves(outside, (False,), ends).check().status == "agrees"
    assert Nowhere(inside, (x,)).check().status == "disagrees"


def test_letters_beside_the_variables() -> None:
    """The second derivative of the logistic loss is y²/(…), whatever y is."""
    assert sc.convexity("log(1 + e^(-y w))", "w").answer == "convex"
    told = sc.convexity("a x^2", "x")
    assert told.answer == "undecided"
    assert "convex where 2a ≥ 0 and concave where 2a ≤ 0" in told.ending


def test_logarithms_are_not_drawn_together_to_one_of_a_long_number() -> None:
    """The likelihood of 3 and 7: 3 ln 0.3 + 7 ln 0.7."""
    told = sc.extrema("3 log p + 7 log q", subject_to="p + q = 1").ending
    assert "3 ln(3/10) + 7 ln(7/10)" in told


def test_letters_in_the_formula_are_not_given_to_newton() -> None:
    told = sc.extrema("a x + b y", "x, y", subject_to="x^2 + y^2 = 1").text()
    assert "are not solved here" in told
    assert "Newton" not in told
