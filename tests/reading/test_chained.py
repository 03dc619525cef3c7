"""Derivatives of formulas whose letters are formulas: the chain rule where the words ask for it."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc

b, t, u, w, x, y = sp.symbols("b t u w x y")
s = sp.Symbol("s")
SIGMOID = 1 / (1 + sp.exp(-(w * x + b)))

# The question, what its letters come to put together, and by what it is differentiated.
ROWS = [
    ("d/dt (x y) where x = cos t, y = t^2", sp.cos(t) * t**2, t),
    ("d/dt of x^2 where x = sin t", sp.sin(t) ** 2, t),
    ("Let u = x^2 + 1. Find d/dx sin(u).", sp.sin(x**2 + 1), x),
    ("d/dx sin(u) where u = x^2 + 1", sp.sin(x**2 + 1), x),
    ("derivative of L = a^2 with respect to w where a = 3w + 1", (3 * w + 1) ** 2, w),
    (
        "derivative of a(z) = 1/(1+e^-z) with respect to x where z = 2x",
        1 / (1 + sp.exp(-2 * x)),
        x,
    ),
    ("d/dx (x^2 + y^2) where y = sin x", x**2 + sp.sin(x) ** 2, x),
    ("d/dx of x y where y = x^2", x**3, x),
    ("dz/dt for z = x^2 y, x = cos t, y = sin t", sp.cos(t) ** 2 * sp.sin(t), t),
    ("if y = u^3 and u = 2x - 1, what is dy/dx?", (2 * x - 1) ** 3, x),
    ("If y = u^3, where u = 2x - 1, find dy/dx", (2 * x - 1) ** 3, x),
    ("y = u^3 and u = 2x - 1, find y'", (2 * x - 1) ** 3, x),
    ("find f'(x) if f(x) = sin(u) and u = x^2", sp.sin(x**2), x),
    ("Let z = w x + b, a = sigmoid(z), L = (a - y)^2. Find dL/dw.", (SIGMOID - y) ** 2, w),
    ("∂z/∂s for z = x^2 y, x = s t, y = s + t", (s * t) ** 2 * (s + t), s),
    ("d^2/dx^2 sin(u) where u = x^2", sp.sin(x**2), x, x),
    # by a letter that is a formula itself, and beside one that does not move
    ("dL/da where L = a^2, a = 3w + 1", sp.Symbol("a") ** 2, sp.Symbol("a")),
    ("∂/∂x (x^2 + y^2) where y = sin x", x**2 + y**2, x),
    ("d/dx (x^2 y) where y = t^2", x**2 * y, x),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_letters_that_are_formulas_are_differentiated_through(row: tuple) -> None:
    question, whole, *by = row

    assert sp.simplify(sc.explain(question).answer - sp.diff(whole, *by)) == 0


# A question, an answer, and whether it is right.
GRADED = [
    ("d/dx sin(u) where u = x^2 + 1", "2x cos(x^2 + 1)", True),
    ("d/dx sin(u) where u = x^2 + 1", "2x cos(u)", True),  # what u is stands in the question
    ("d/dx sin(u) where u = x^2 + 1", "0", False),
    ("d/dx sin(u) where u = x^2 + 1", "cos(u)", False),
    ("dL/da where L = a^2, a = 3w + 1", "2a", True),
    ("dL/da where L = a^2, a = 3w + 1", "2(3w + 1)", True),
    ("dL/da where L = a^2, a = 3w + 1", "6a", False),
    ("d/dx of x y where y = x^2", "x^2", False),
    ("d/dx sin(u) where u = x^2 at x = 2", "4 cos(4)", True),
]


@pytest.mark.parametrize(("question", "answer", "right"), GRADED)
def test_answers_may_use_the_letters(question: str, answer: str, right: bool) -> None:
    assert (sc.grade(question, answer, timeout=None).status == "correct") is right


REFUSED = [
    ("derivative of sin(u) where u = x^2 + 1", "by which variable"),
    ("d/dx of x y where x = cos t, y = t^2", "both depend on t"),
    ("d/dx (u v) where u = v^2 and v = u + x", "in terms of themselves or of each other"),
    ("d/dx sin(u) where u = x^2 + 1 at u = 2", "not clear what this says"),
]


@pytest.mark.parametrize(("question", "message"), REFUSED)
def test_what_is_not_said_is_asked_for(question: str, message: str) -> None:
    with pytest.raises(sc.SymcalcError, match=message):
        sc.explain(question)
