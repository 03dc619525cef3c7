"""What is said to someone who asks: hints in the order of what is shown, and whole calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import symcalc as sc
from symcalc.errors import SymcalcError, UnsupportedError

HINTS = [
    # the second hint is about the next line that is shown, not about what is folded in the first
    ("extrema of x^3 - 3x", 2, "Can 3x² − 3 be written as a product?"),
    ("extrema of x^2 + y^2", 2, "Where are all partial derivatives zero together?"),
    ("convexity of x^2", 2, "Which sign has the derivative between two of these places?"),
    ("d/dx x^2 sin(3x)", 2, "Take u = x² and v = sin(3x). You need the derivative of each."),
]


@pytest.mark.parametrize(("question", "k", "hint"), HINTS)
def test_hints_follow_what_is_shown(question: str, k: int, hint: str) -> None:
    told = sc.explain(question)

    assert told.hint(k) == told.hints[k - 1] == hint


CALLS: list[tuple[Callable[[], Any], str]] = [
    (lambda: sc.diff("a x^2"), 'diff("a x²", "x"), or on the command line --wrt x'),
    (lambda: sc.continuity("a/x"), 'continuity("a/x", "x"), or on the command line --x x'),
    (lambda: sc.limit("a/x", to=0), 'limit("a/x", "x", 0), or on the command line --x x'),
    (
        lambda: sc.check("a x^2", derivative="2a x"),
        'check("a x²", derivative="…", wrt="x"), or on the command line --wrt x',
    ),
    (lambda: sc.explain("continuity of a/x"), 'continuity("a/x", "x")'),
    (lambda: sc.explain("derivative of a x^2"), 'diff("a x²", "x")'),
]


@pytest.mark.parametrize(("asked", "hint"), CALLS)
def test_the_hint_names_the_verb_that_was_asked(asked: Callable[[], Any], hint: str) -> None:
    with pytest.raises(UnsupportedError) as caught:
        asked()

    assert f"say by which: {hint}" in str(caught.value)


ANSWERS = [
    ("tangent to y = x^2 at (3, 9)", "Eq(y, 6*x - 9)"),
    ("is tan x continuous?", "((pi*n + pi/2, 'infinite'),)"),
    ("find dy/dx if x = t^2 and y = t^3", "3*t/2"),
    ("(f^{-1})'(2) where f(x) = x^3 + x", "1/4"),
    ("derivative of x^2 by definition", "2*x"),
    ("differentiate x^2 + y^2 = 25 implicitly", "-x/y"),
    ("left-hand limit of |x|/x as x -> 0", "-1"),
    ("slope of x^2 + y^2 = 25", "-x/y"),
    ("mixed partial derivative of x^2 y^3", "6*x*y**2"),
]


@pytest.mark.parametrize(("question", "answer"), ANSWERS)
def test_questions_in_words_are_answered(question: str, answer: str) -> None:
    assert str(sc.explain(question).answer) == answer


REFUSED = [
    ("tangent to y = x^2 at (3, 8)", "does not lie on the graph"),
    ("tangent to y = 1/x at x = 0", "has no value"),
    ("tangent to x^2 + y^2 = 25 at (1, 1)", "does not lie on"),
    ("dv/du where u = t, v = t^2", "dy/dx and d²y/dx² are worked out"),
    ("d^3y/dx^3 where x = cos t, y = sin t", "dy/dx and d²y/dx² are worked out"),
    ("derivative of the inverse of x^2 at -1", "no place was found"),
    ("numeric derivative of sin x", "needs a point"),
    ("d/dx (x + 1) by logarithmic differentiation", "logarithms help with"),
    ("Taylor polynomial of e^x of degree 2 on [1, 0]", "is empty"),
    ("is 1/x continuous on [0, 1]", "not of a part of it"),
    ("tangent", "there is no formula"),
]


@pytest.mark.parametrize(("question", "part"), REFUSED)
def test_what_has_no_answer_is_told(question: str, part: str) -> None:
    with pytest.raises(SymcalcError, match=part):
        sc.explain(question)
