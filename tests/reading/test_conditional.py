"""Conditional expressions and library prefixes, as in Python code."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc

x = sp.Symbol("x")
ROWS = [
    ("1 if x > 0 else 0", sp.Piecewise((1, x > 0), (0, True))),
    ("x if x > 0 else 0.01x", sp.Piecewise((x, x > 0), (x / 100, True))),
    ("2 if x > 1 else 3 if x > 0 else 4", sp.Piecewise((2, x > 1), (3, x > 0), (4, True))),
    ("2*(1 if x > 0 else -1) + x", 2 * sp.Piecewise((1, x > 0), (-1, True)) + x),
    (r"x \text{ if } x > 0 \text{ else } 0", sp.Piecewise((x, x > 0), (0, True))),
    ("{x if x > 0; 0 otherwise}", sp.Piecewise((x, x > 0), (0, True))),
    ("x if x > 0 else np.exp(x) - 1", sp.Piecewise((x, x > 0), (sp.exp(x) - 1, True))),
    ("np.exp(-x) + math.sqrt(x)", sp.exp(-x) + sp.sqrt(x)),
    ("x**x*(1 + np.log(x))", x**x * (1 + sp.log(x))),
    ("2*np.pi*x", 2 * sp.pi * x),
]


@pytest.mark.parametrize(("text", "meant"), ROWS, ids=[row[0] for row in ROWS])
def test_code(text: str, meant: sp.Expr) -> None:
    assert sp.simplify(sc.parse(text) - meant) == 0


REFUSED = [
    # text, where, what
    ("1 if x else 0", 5, "a condition"),
    ("1 if x > 0 else", 15, "ends where something should follow"),
    ("x if x > 0", 2, "if is not expected"),
    ("3 + np.foo", 6, "is not part of a formula"),
]


@pytest.mark.parametrize(("text", "position", "message"), REFUSED)
def test_refused(text: str, position: int, message: str) -> None:
    with pytest.raises(sc.ReadingError, match=message) as caught:
        sc.parse(text)
    assert caught.value.position == position


GRADED = [
    ("derivative of relu(x)", "1 if x > 0 else 0", "correct"),
    ("derivative of relu(x)", "1 for x > 0, 0 for x < 0", "correct"),
    ("derivative of relu(x)", "0 if x > 0 else 1", "incorrect"),
    ("derivative of leaky_relu(x)", "1 if x > 0 else 0.01", "correct"),
    ("derivative of elu(x)", "1 if x > 0 else np.exp(x)", "correct"),
    ("derivative of |x|", "1 if x > 0 else -1", "correct"),
    ("derivative of |x|", "1 if x > 0 else 0", "incorrect"),
]


@pytest.mark.parametrize(("question", "answer", "status"), GRADED)
def test_graded(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == status


def test_derived() -> None:
    d = sc.diff("x^2 if x > 0 else -x", "x")

    assert d.answer.subs(x, 3) == 6
    assert d.answer.subs(x, -3) == -1
