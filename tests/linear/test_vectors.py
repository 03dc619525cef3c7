"""Scalar product, norm, angle, projection, unit vector."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import sympy as sp

import symcalc as sc

a, b = sp.symbols("a b")
ANSWERS = [
    (sc.dot, ("(1, 2, 3)", "(4, 5, 6)"), 32),
    (sc.dot, ([1, 0], [-1, 0.5]), -1),
    (sc.dot, ("(a, b)", "(b, 1)"), a * b + b),
    (sc.norm, ("(1, 2, 3)",), sp.sqrt(14)),
    (sc.norm, ("[[1, 2], [3, 4]]",), sp.sqrt(30)),
    (sc.norm, ("(a, b)",), sp.sqrt(a**2 + b**2)),
    (sc.unit, ("(3, 4)",), sp.Matrix([sp.Rational(3, 5), sp.Rational(4, 5)])),
    (sc.angle, ("(1, 0)", "(1, 1)"), sp.pi / 4),
    (sc.angle, ("(1, 0)", "(0, 2)"), sp.pi / 2),
    (sc.angle, ("(1, 0)", "(-3, 0)"), sp.pi),
    (sc.project, ("(2, 3)", "(1, 1)"), sp.Matrix([1, 1]) * sp.Rational(5, 2)),
    (sc.project, ("(1, 2, 3)", "(0, 0, 5)"), sp.Matrix([0, 0, 3])),
]
WRONG = [
    (sc.dot, ("(1, 2)", "(1, 2, 3)"), "x has 2 entries and y has 3"),
    (sc.dot, ("[[1, 2], [3, 4]]", "(1, 2)"), "not a vector"),
    (sc.angle, ("(0, 0)", "(1, 2)"), "zero vector"),
    (sc.unit, ("(0, 0)",), "zero vector"),
    (sc.project, ("(1, 2)", "(0, 0)"), "zero vector"),
    (sc.dot, ([1, sp.I], [1, 1]), "not a real number"),
]


@pytest.mark.parametrize(("verb", "given", "answer"), ANSWERS)
def test_answers(verb: Callable[..., sc.Derivation], given: Any, answer: Any) -> None:
    d = verb(*given)
    assert sp.simplify(sp.Matrix([d.answer]) - sp.Matrix([answer])).is_zero_matrix
    assert d.check.status == "agrees"
    assert sc.explain(d.question.text).answer == d.answer


@pytest.mark.parametrize(("verb", "given", "told"), WRONG)
def test_bad_input(verb: Callable[..., sc.Derivation], given: Any, told: str) -> None:
    with pytest.raises(sc.SymcalcError, match=told):
        verb(*given)


def test_orders_of_norms() -> None:
    assert sc.norm("(3, -4)", order="1").answer == 7
    assert sc.norm("(3, -4)", order="oo").answer == 4
    with pytest.raises(sc.UnsupportedError, match="order 3"):
        sc.norm("(3, -4)", order="3")


def test_degrees() -> None:
    given = np.array([1.0, 2, 3]), np.array([4.0, 5, 6])
    cosine = given[0] @ given[1] / np.prod([np.linalg.norm(v) for v in given])
    found = sc.angle(*given, unit="degrees").answer
    assert float(found) == pytest.approx(np.degrees(np.arccos(cosine)), rel=1e-12)
    with pytest.raises(sc.UnsupportedError, match="gradians"):
        sc.angle(*given, unit="gradians")


def test_the_kind_of_the_angle_is_told() -> None:
    assert "acute" in sc.dot("(1, 0)", "(1, 1)").text()
    assert "right one" in sc.dot("(1, 0)", "(0, 1)").text()
    assert "obtuse" in sc.dot("(1, 0)", "(-1, 0.5)").text()


def test_the_whole_of_a_projection() -> None:
    assert (
        sc.project("(2, 3)", "(1, 1)").text()
        == """projection of (2, 3) onto (1, 1)

 1  How much of y
    The part of x along y is c y. What is left over is orthogonal to y: (x − c y)·y = 0 gives c.
    c = x · y/(y · y) = (2·1 + 3·1)/(1·1 + 1·1) = 5/2
 2  Projection
    c times y.
    p = 5/2·[1, 1] = [5/2, 5/2]
 3  The rest
    x less its projection.
    r = [2, 3] − [5/2, 5/2] = [−1/2, 1/2]
 4  Orthogonal
    The rest and y have the scalar product 0.
    r · y = (−1/2)·1 + 1/2·1 = −1/2 + 1/2 = 0

    = [5/2, 5/2]

Checked: the rest is orthogonal to y, and both parts add up to x; largest relative difference 0."""
    )


def test_grading() -> None:
    assert sc.grade("dot product of (1,2) and (3,4)", "11").status == "correct"
    assert sc.grade("dot product of (1,2) and (3,4)", "10").status == "incorrect"
    assert sc.grade("projection of (2,3) onto (1,1)", "(5/2, 5/2)").status == "correct"


def test_pictures() -> None:
    assert sc.project("(2, 3)", "(3, 1)").plot().axes
    with pytest.raises(sc.UnsupportedError, match="picture"):
        sc.dot("(1, 2, 3)", "(1, 1, 1)").plot()


@pytest.mark.parametrize(
    ("x", "y", "told"),
    [
        ("(1,0)", "(-1,0)", "opposite directions"),
        ("(1,2)", "(2,4)", "same direction"),
        ("(1,0)", "(1,1)", "acute"),
    ],
)
def test_the_direction_is_told(x: str, y: str, told: str) -> None:
    assert told in sc.angle(x, y).text()
    assert told in sc.dot(x, y).text()


def test_nearly_parallel_vectors() -> None:
    d = sc.angle(np.array([1, 1e-9]), np.array([1.0, 0]))
    assert "θ ≈ 10⁻⁹" in d.text()
    assert "5.729578·10⁻⁸°" in d.text()
    assert "acute" in d.text()
    assert d.check.status == "agrees"


def test_an_angle_in_degrees_ends_in_degrees() -> None:
    assert sc.angle("(1,2,3)", "(4,5,6)", unit="degrees").ending == "θ ≈ 12.93315°"
    assert sc.angle("(1,0)", "(1,sqrt(3))", unit="degrees").ending == "θ = 60°"


def test_letters_are_not_all_zero() -> None:
    assert sc.unit("(a, b)").conditions == (sp.Ne(a**2 + b**2, 0),)
    assert sc.project("(1, 2)", "(a, b)").conditions == (sp.Ne(a**2 + b**2, 0),)
    assert sc.angle("(a, 0)", "(1, 1)").conditions == (sp.Ne(a, 0),)
    assert sc.unit("(a, 1)").conditions == ()


@pytest.mark.parametrize("size", [3e200, 1e-200, 1.0])
@pytest.mark.filterwarnings("error")
def test_norms_far_from_one_are_checked_at_their_own_size(size: float) -> None:
    d = sc.norm(np.array([3 * size, 4 * size]))
    assert float(d.answer / sp.Rational(repr(size))) == pytest.approx(5)
    assert d.check.status == "agrees"
