"""Extrema, convexity, continuity, limits: what is said of an answer in words."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.grading.points.claims import Claim, Unclear, claims_of
from symcalc.reading import read_strictly

x, y = sp.symbols("x y")

FEEDBACK = [
    ("extrema of x^2", "maximum at x = 0", "x = 0 is no maximum"),
    ("extrema of x^2", "x = 1", "the slope there is not zero. There the slope is 2."),
    ("extrema of x^2 - 2x + 4", "minimum at x = 1, f(1) = 4", "The value there is not 4."),
    ("extrema of x^3 - 3x", "min at x = 1", "1 point is missing."),
    ("convexity of -x^2", "not convex", "say also whether it is concave"),
    ("continuity of 1/x", "jump at x = 0", "what happens there is another thing"),
    ("continuity of 1/x", "discontinuous at x = 1", "At x = 1 it is continuous."),
    ("limit of |x|/x as x -> 0", "1", "from the right; from the left it is −1"),
    ("limit of 1/x^2 as x -> 0", "-oo", "with the other sign"),
]


@pytest.mark.parametrize(("question", "answer", "said"), FEEDBACK)
def test_feedback(question: str, answer: str, said: str) -> None:
    assert said in sc.grade(question, answer, timeout=None).feedback


CLAIMS = [
    ("minimum at x = 1", [("minimum", {x: 1}, None)]),
    ("min (0,0), max (1,2)", [("minimum", {x: 0, y: 0}, None), ("maximum", {x: 1, y: 2}, None)]),
    ("(1,0) is a minimum with value -2", [("minimum", {x: 1, y: 0}, None)]),
    ("saddle point (1, 2, 5)", [("saddle", {x: 1, y: 2}, 5)]),
    ("minimum -2 at (1, 0)", [("minimum", {x: 1, y: 0}, -2)]),
    ("x = 1, y = 2", [("", {x: 1, y: 2}, None)]),
]


def parts(claim: Claim) -> tuple[str, dict[sp.Symbol, sp.Expr], sp.Expr | None]:
    place = {letter: node.expr for letter, node in claim.place}
    return claim.kind, place, None if claim.value is None else claim.value.expr


@pytest.mark.parametrize(("typed", "claims"), [CLAIMS[0], CLAIMS[1], *CLAIMS[3:]])
def test_claims(typed: str, claims: list[tuple[str, dict[sp.Symbol, int], int | None]]) -> None:
    letters = (x, y) if any(y in place for _, place, _ in claims) else (x,)
    found = claims_of(typed, letters, lambda piece: read_strictly(piece, symbols=letters))

    assert [parts(claim) for claim in found] == claims


@pytest.mark.parametrize("typed", ["somewhere nice", CLAIMS[2][0], "minimum at (1, 2, 3, 4)"])
def test_what_is_not_clear_is_not_guessed(typed: str) -> None:
    with pytest.raises(Unclear):
        claims_of(typed, (x, y), lambda piece: read_strictly(piece, symbols=(x, y)))
