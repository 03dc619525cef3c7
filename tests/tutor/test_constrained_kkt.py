"""KKT conditions on worked problems: by hand; and what extrema tells of constrained problems."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

import symcalc as sc

pytestmark = pytest.mark.usefixtures("own_session")
Q = sp.Rational

MINIMA = [
    # formula, constraints, minimisers, multipliers, value
    ("x^2 + y^2", ["x + y = 1"], [(Q(1, 2), Q(1, 2))], [(1,)], Q(1, 2)),
    ("x^2 + y^2", ["x + y >= 1", "x >= 0"], [(Q(1, 2), Q(1, 2))], [(1, 0)], Q(1, 2)),
    ("x^2 + y^2", ["x + y <= 1"], [(0, 0)], [(0,)], 0),  # slack
    ("x^2 + 2y^2", ["x + y >= 3", "x >= 2"], [(2, 1)], [(4, 0)], 6),
    ("(x - 3)^2 + (y - 3)^2", ["x + y <= 4", "x >= 0", "y >= 0"], [(2, 2)], [(2, 0, 0)], 2),
    ("x + y", ["x^2 + y^2 <= 2"], [(-1, -1)], [(Q(1, 2),)], -2),
    ("x y", ["x^2 + y^2 <= 2"], [(-1, 1), (1, -1)], [(Q(1, 2),), (Q(1, 2),)], -1),
    ("-x y", ["x + y <= 8", "x >= 0", "y >= 0"], [(4, 4)], [(4, 0, 0)], -16),
    ("e^x + e^y", ["x + y = 0"], [(0, 0)], [(1,)], 2),
    ("x^2", ["x >= 1", "x <= 3"], [(1,)], [(2, 0)], 1),
    ("x^2 + y^2 + z^2", ["x + y + z >= 3", "x >= 0"], [(1, 1, 1)], [(2, 0)], 3),
    ("-log(x) - log(y)", ["x + 2y <= 4"], [(2, 1)], [(Q(1, 2),)], -sp.log(2)),
]


@pytest.mark.parametrize(
    ("f", "held", "places", "multipliers", "value"), MINIMA, ids=[f"{r[0]}, {r[1]}" for r in MINIMA]
)
def test_minima(f: str, held: list[str], places: list, multipliers: list, value: Any) -> None:
    d = sc.kkt(f, subject_to=held)

    assert [tuple(point.values()) for point, _, _ in d.answer] == places
    assert [tuple(m.values()) for _, m, _ in d.answer] == multipliers
    assert all(sp.simplify(told - value) == 0 for _, _, told in d.answer)
    assert d.check.status == "agrees"


def test_the_four_conditions_of_a_problem() -> None:
    told = [s.rule for s in sc.kkt("x^2 + y^2", subject_to=["x + y >= 1"]).steps]

    assert told == [
        *("kkt-problem", "kkt-lagrangian", "kkt-stationarity", "kkt-primal", "kkt-dual"),
        *("kkt-slackness", "kkt-cases", "kkt-convex"),
    ]


def test_the_question_is_read_again() -> None:
    d = sc.kkt("x^2 + y^2", subject_to=["x + y >= 1", "x >= 0"])

    assert d.question.text == "kkt conditions of x² + y² subject to x + y ≥ 1, x ≥ 0"
    assert sc.explain(d.question.text).answer == d.answer


def test_a_minimum_without_multipliers() -> None:
    """At a cusp the gradients of the constraints are dependent: Kuhn and Tucker's own example."""
    d = sc.kkt("-x", subject_to=["y <= (1 - x)^3", "y >= 0"])

    x, y = sp.symbols("x y")
    assert d.answer == (({x: 1, y: 0}, {}, -1),)
    assert "At (1, 0) the gradients of the active constraints" in d.text()
    assert "(1 − x)³ ≥ 0, so 1 − x ≥ 0" in d.text()
    assert d.ending == "Absolute minimum at (1, 0): f = −1. It has no multipliers."
    assert d.check.status == "agrees"


EXTREMA = [
    # what extrema says of problems that went wrong before
    ("-x", ["x >= 0", "y >= 0"], "Absolute maximum at every point (0, y)"),
    ("-x", ["x >= 0"], "Absolute maximum at x = 0: f = 0."),
    ("-x", ["y <= (1 - x)^3", "y >= 0"], "Absolute minimum at (1, 0)"),
    ("x y", ["x + y = 10"], "Absolute maximum at (5, 5): f = 25."),
    ("x y", ["x + y = 10", "x >= 0"], "Absolute maximum at (5, 5): f = 25."),
    # the only point of a set is both
    ("x + y", ["x^2 + y^2 = 0"],
     "Absolute minimum at (0, 0): f = 0. Absolute maximum at (0, 0): f = 0."),
    # vertices at which f rises one way and falls the other are no saddle points
    ("3x + 2y", ["x + y <= 4", "x + 3y <= 6", "x >= 0", "y >= 0"],
     "Absolute maximum at (4, 0): f = 12. Absolute minimum at (0, 0): f = 0."),
    # entropy: λ = ln 2 − 1, f = ln 2
    ("-p log p - q log q", ["p + q = 1"], "Absolute maximum at (1/2, 1/2): f = ln(2)"),
    ("-p log p - q log q - r log r", ["p + q + r = 1"], "at (1/3, 1/3, 1/3): f = ln(3)"),
    ("|x| + |y|", ["x + y = 1"], "there may be other points"),
    ("x", ["(x - 1)^2 + y^2 <= 1", "(x + 1)^2 + y^2 <= 1"], "Absolute minimum at (0, 0)"),
    ("e^x + e^y", ["x + y = 2"], "Absolute minimum at (1, 1)"),
    ("log(x) + log(y)", ["x + 2y = 4"], "Absolute maximum at (2, 1)"),
    ("x log(x) + y log(y)", ["x + y = 1"], "Absolute minimum"),
    ("e^x + y", ["x^2 + y^2 <= 1"], "Absolute minimum"),
    ("x^2 + y^2", ["x + y = 1", "x + y = 2"], "is 1 for every point, and would be 0"),
    ("x^2 + y^2", ["x >= 2", "y >= x", "x + y <= 3"], "2·(2 − x) + (x − y) + (x + y − 3) is 1"),
]  # fmt: skip

CURVES = [
    # formula, constraints, the curve of minima, the least value
    ("x^2", ["z >= 1"], "(0, z)", 0),
    ("(x - y)^2", ["x >= 0"], "(y, y)", 0),
    ("(x + y - 2)^2", ["x >= 0", "y >= 0"], "(2 − y, y)", 0),
    ("-x - y", ["x + y <= 1", "x >= 0", "y >= 0"], "(1 − y, y)", -1),
]


@pytest.mark.parametrize(("f", "held", "curve", "value"), CURVES, ids=[r[0] for r in CURVES])
def test_a_whole_curve_of_minima(f: str, held: list[str], curve: str, value: int) -> None:
    d = sc.kkt(f, subject_to=held)

    assert f"Absolute minimum at every point {curve} that meets the constraints" in d.ending
    assert d.ending.count("minimum") == 1
    assert [told for *_, told in d.answer] == [value]
    assert d.check.status == "agrees"


ENDINGS = [
    ("x + y", "x >= 0", "f has no least value: as y → −∞"),
    ("-x^2", "x >= 0", "No point that meets the conditions is a minimum."),
    ("|x| + |y|", "x + y >= 1", "there may be other points"),
    ("x", "x^2 <= 0", "Absolute minimum at x = 0"),
]


@pytest.mark.parametrize(("f", "held", "told"), ENDINGS)
def test_what_is_told_at_the_end(f: str, held: str, told: str) -> None:
    d = sc.kkt(f, subject_to=held)

    assert told in d.ending
    assert d.check.status == "agrees"


def test_a_concave_function_is_told_to_be_none_that_is_convex() -> None:
    assert "f is concave, so it is not convex." in sc.kkt("-x^2", subject_to="x >= 0").text()


@pytest.mark.parametrize(("f", "held", "told"), EXTREMA, ids=[f"{r[0]}, {r[1]}" for r in EXTREMA])
def test_extrema(f: str, held: list[str], told: str) -> None:
    assert told in sc.extrema(f, subject_to=held).ending


def test_no_least_value_is_told() -> None:
    assert "f takes no least value" in sc.extrema("-x", subject_to="x >= 0").text()


def test_letters_in_a_constraint() -> None:
    a, b, c, x, y = sp.symbols("a b c x y")
    d = sc.extrema("x^2 + y^2", "x, y", subject_to="a x + b y = c")

    ((point, value, kind),) = d.answer
    assert sp.simplify(point[x] - a * c / (a**2 + b**2)) == 0
    assert sp.simplify(value - c**2 / (a**2 + b**2)) == 0
    assert kind == "minimum"
    assert "a² + b² ≠ 0" in d.text()
    assert sc.explain(d.question.text).answer == d.answer
    assert y in point


BAD = [
    ("x^2", None, "no constraint"),
    ("x^2", "x + 1", "is no constraint"),
    ("x^2", "x > 0", "leaves its edge out"),
    ("x^2", "1 <= 0", "none of the variables"),
    ("floor(x)", "x >= 0", "jumps"),
]


@pytest.mark.parametrize(("f", "held", "told"), BAD)
def test_bad_input(f: str, held: str | None, told: str) -> None:
    with pytest.raises(sc.SymcalcError, match=told):
        sc.kkt(f, subject_to=held)


def test_constraints_that_are_never_met() -> None:
    d = sc.kkt("x", subject_to=["x >= 1", "x <= 0"])

    assert d.answer == ()
    assert "cannot both hold" in d.ending


def test_answers_are_graded() -> None:
    d = sc.kkt("x^2 + y^2", subject_to=["x + y >= 1"])

    assert sc.grade(d, "(1/2, 1/2)").status == "correct"
    assert sc.grade(d, "(1, 0)").status == "incorrect"
