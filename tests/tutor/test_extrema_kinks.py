"""Extrema at kinks: the points by hand; random points, and soft thresholds, as the oracle."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp

import symcalc as sc

MINIMA = [
    # formula, the minimiser by hand, and the least value
    ("(w1 - 3)^2 + (w2 - 1/2)^2 + 2|w1| + 2|w2|", (2, 0), "21/4"),
    ("(x - 3)^2 + (y - 1)^2 + 3|x| + 4|y|", ("3/2", 0), "31/4"),
    ("(x - 3)^2 + y^2 + |x| + |y|", ("5/2", 0), "11/4"),
    ("x^2 + x y + y^2 + |x| + |y - 1|", (0, "1/2"), "3/4"),
    ("|x - 1| + |y - 2| + x^2", ("1/2", 2), "3/4"),
    ("(x - 3)^2 + (y - 1)^2 + (z - 1/2)^2 + 2|x| + 4|y| + 2|z|", (2, 0, 0), "25/4"),
    ("relu(x) + relu(y) + (x + 1)^2 + (y - 2)^2", (-1, "3/2"), "7/4"),
    ("max(0, 1 - w1 - w2) + (w1^2 + w2^2)/2", ("1/2", "1/2"), "1/4"),
    ("|x + y - 1| + x^2 + y^2", ("1/2", "1/2"), "1/2"),
    ("max(x, y) + x^2 + y^2", ("-1/4", "-1/4"), "-1/8"),
    ("sqrt(x^2 + y^2) + x/2", (0, 0), 0),
    ("sqrt(x^2 + y^2) + (x - 3)^2 + y^2", ("5/2", 0), "11/4"),
    ("(x - 3)^2 + (y - 1/4)^2 + |y|", (3, 0), "1/16"),
    ("|x| - x/2 + y^2", (0, 0), 0),
    ("|x| + |y| + |x + y|", (0, 0), 0),  # three kinks through one point of the plane
    ("|x - 1| + |x - 2| + |x - 4| + |y|", (2, 0), 3),
]


@pytest.mark.parametrize(("formula", "point", "value"), MINIMA)
def test_the_least_value_is_found_whatever_kinks_it_lies_on(
    formula: str, point: Any, value: Any
) -> None:
    told = sc.extrema(formula)

    ((place, least, kind),) = told.answer
    assert [*place.values()] == [sp.Rational(v) for v in point]
    assert (least, kind) == (sp.Rational(value), "minimum")
    assert "Absolute minimum" in told.ending
    f = sp.lambdify(list(place), sc.parse(formula), "numpy")
    tried = np.random.default_rng(0).normal(size=(len(place), 20_000)) * 3
    assert np.min(f(*tried)) >= float(least)


def test_soft_thresholds_are_the_minimisers_of_separable_lasso_problems() -> None:
    draw = np.random.default_rng(7)
    for _ in range(6):
        centre = [sp.Rational(int(k), 4) for k in draw.integers(-12, 13, 2)]
        weight = sp.Rational(int(draw.integers(1, 9)), 2)
        squares = " + ".join(f"({w} - ({c}))^2" for w, c in zip("xy", centre, strict=True))

        told = sc.extrema(f"{squares} + {weight}*|x| + {weight}*|y|")

        soft = [sp.sign(c) * max(0, abs(c) - weight / 2) for c in centre]
        ((place, _, kind),) = told.answer
        assert ([*place.values()], kind) == (soft, "minimum")


@pytest.mark.parametrize(
    "formula",
    ["|x| + 3x + y^2", "relu(x) + x + y^2", "max(x, 2x) + y^2", "sqrt(x^2 + y^2) + 2x"],
)
def test_a_kink_between_whose_slopes_0_does_not_lie_is_no_critical_point(formula: str) -> None:
    told = sc.extrema(formula)

    assert told.answer == ()
    assert "not critical" in told.text()


@pytest.mark.parametrize(
    ("formula", "kinds"),
    [
        ("|x| - |y|", ["saddle"]),
        ("|x| + x^2 - y^2", ["saddle"]),
        ("||x| - 1| + y^2", ["minimum", "saddle", "minimum"]),
        ("|x^2 + y^2 - 1| + x", ["minimum", "maximum", "saddle"]),
        ("-|x| - |y - 1|", ["maximum"]),
    ],
)
def test_other_kinds_at_kinks(formula: str, kinds: list[str]) -> None:
    assert [kind for *_, kind in sc.extrema(formula).answer] == kinds


@pytest.mark.parametrize(
    ("formula", "where", "value"),
    [
        ("x^2 + |y - 1| + |x - y|", "(1/2, y) with 1/2 ≤ y ≤ 1", "3/4"),
        ("(w1 + w2 - 3)^2 + |w1| + |w2|", "(5/2 − w2, w2) with 0 ≤ w2 ≤ 5/2", "11/4"),
        ("|x| + |x - 2| + y^2", "(x, 0) with 0 ≤ x ≤ 2", "2"),
    ],
)
def test_a_whole_edge_of_minima_is_named(formula: str, where: str, value: str) -> None:
    told = sc.extrema(formula)

    assert told.ending == f"Absolute minimum at every point {where}: f = {value}."


@pytest.mark.parametrize(
    ("formula", "least"),
    [("x^2 + y^4 - 2y^2", -1), ("x^4 + y^4 + z^4 - 4x y z", -1), ("x^4 + y^2 - 4x y", -4)],
)
def test_what_grows_in_every_direction_has_an_absolute_minimum(formula: str, least: int) -> None:
    told = sc.extrema(formula)

    values = {value for _, value, kind in told.answer if kind == "minimum"}
    assert values == {least}
    assert "Absolute minimum" in told.ending
    assert "Local minimum" not in told.ending


def test_kinks_that_are_left_open_are_said_and_nothing_definite_is_graded() -> None:
    told = sc.extrema("|x - a| + y^2", wrt=["x", "y"])

    assert "not all of them are worked out" in told.ending
    verdict = sc.grade("extrema of |x - a| + y^2 with respect to x, y", "none", timeout=None)
    assert verdict.status == "undecided"


def test_the_grade_of_a_minimum_on_a_kink() -> None:
    question = "minimise (w1 - 3)^2 + (w2 - 1/2)^2 + 2|w1| + 2|w2|"

    assert sc.grade(question, "(2, 0)", timeout=None).status == "correct"
    assert sc.grade(question, "(0, 0)", timeout=None).status == "incorrect"
