"""The diagnosis of wrong derivatives: the data, places in longer formulas, and what is told."""

from __future__ import annotations

import json

import pytest
import sympy as sp
from diagnosed import DATA, QUESTIONS, is_clean, is_explained, keys

import symcalc as sc

GIVEN = {row["id"]: row for row in json.loads((DATA / "misconceptions.json").read_text())}
HERE = keys("D")


@pytest.mark.parametrize("key", HERE)
def test_the_data(key: str) -> None:
    row = QUESTIONS[key]
    is_explained(row["question"], row["answer"], row["slugs"])


@pytest.mark.parametrize("key", [k for k in HERE if GIVEN[k]["problem"].startswith("d")])
def test_the_data_as_it_was_given(key: str) -> None:
    """Our questions ask what the data asks: its right answers are right, its wrong ones wrong."""
    question, given = QUESTIONS[key]["question"], GIVEN[key]
    right, wrong = (sp.sympify(given[side], strict=False) for side in ("correct", "wrong"))

    is_clean(question, right)
    is_explained(question, wrong, QUESTIONS[key]["slugs"])


# Wrong rules at a place of a longer formula, and where a rule is put together with others.
PLACES = [
    ("d/dx (x^3 + x^2 sin x)", "3x^2 + 2x cos x", {"product-of-derivatives"}),
    ("d/dx (5x^2 + ln(x^2 + 1))", "10x + 1/(x^2 + 1)", {"chain-inner-forgotten"}),
    ("d/dx (4 e^(3x) - cos x)", "4 e^(3x) + sin x", {"chain-inner-forgotten"}),
    ("d/dx (4 e^(3x) - cos x)", "12 e^(3x) - sin x", {"function-sign-wrong", "term-sign-wrong"}),
    ("d/dx sin(x) cos(x)", "cos(x)^2 + sin(x)^2", {"function-sign-wrong", "product-rule-minus"}),
    ("d/dx x e^(x^2)", "e^(x^2) + x e^(x^2)", {"chain-inner-forgotten"}),
    ("d/dx (x + 2)^3 (x - 1)^2", "6 (x + 2)^2 (x - 1)", {"product-of-derivatives"}),
    ("d/dx 1/(x^2 + x)", "(2x + 1)/(x^2 + x)^2", {"reciprocal-sign-lost"}),
    ("d/dx sqrt(3x + 1)", "1/(2 sqrt(3x + 1))", {"chain-inner-forgotten"}),
    ("d/dx x^2 e^x ln x", "2x e^x ln x + x^2 e^x ln x", {"product-term-forgotten"}),
    ("d/dx sin(cos(x^2))", "-2x cos(cos(x^2)) cos(x^2)", set()),
    ("d/dx (e^2 + x^2)", "2e + 2x", {"constant-by-power-rule"}),
    ("d/dx (x^2 + a^2)", "2x + 2a", {"other-variable-differentiated"}),
    ("d/dx a x^2", "2x", {"constant-factor-lost"}),
    ("d/dx (x^2 + 1)/x", "2x", {"quotient-of-derivatives"}),
    ("d/dx cosh(2x)", "-2 sinh(2x)", {"hyperbolic-sign-as-trigonometric"}),
    ("d/dx arctan(x^2)", "1/(1 + x^4)", {"chain-inner-forgotten"}),
    ("d/dx arccos(x)", "1/sqrt(1 - x^2)", {"inverse-function-slope-confused"}),
    ("d/dx |x - 2| x", "x + |x - 2|", {"absolute-value-slope-one"}),
    ("d^2/dx^2 sin(2x)", "4 sin(2x)", {"function-sign-wrong"}),
    ("d^2/dx^2 e^(3x)", "3 e^(3x)", {"chain-inner-forgotten", "order-one-short"}),
    ("d^2/dx^2 x^4", "4x^3", {"order-one-short"}),
    ("d/dx x^3 at x = 2", "8", {"value-instead-of-slope"}),
    ("d/dx x^3 at x = 2", "0", {"evaluated-before-differentiating"}),
    ("d/dx x e^(2x) at x = 1", "2 e^2", {"chain-inner-forgotten"}),
    # two slips
    ("d/dx x^2 cos(3x)", "2x sin(3x)", set()),
    ("d/dx (x^2 sin(3x) + e^(2x))", "2x cos(3x) + 2 e^(2x)",
     {"product-of-derivatives", "chain-inner-forgotten"}),
    ("d/dx (cos(2x) + e^(5x))", "-sin(2x) + e^(5x)", {"chain-inner-forgotten"}),
    ("d/dx (3x^2 + sin(x)) + 4", "2x + cos(x) + 4", {"constant-factor-lost", "constant-term-kept"}),
    # slips of algebra, before and after
    ("d/dx (x + 1)^2", "2x", {"power-of-a-sum-termwise"}),
    # what is left to do is done first
    ("d/dx x^2 sin x", "2x d/dx sin x", {"product-of-derivatives"}),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer", "slugs"), PLACES)
def test_places(question: str, answer: str, slugs: set[str]) -> None:
    is_explained(question, answer, slugs)


# Wrong without a reason that a rule would give: nothing is claimed.
UNEXPLAINED = [
    ("d/dx x^2 sin x", "17x^5"),
    ("d/dx x^3", "x + 41"),
    ("d/dx ln x", "cosh(x) - 3/7"),
    ("gradient of x^2 y", "[x^9, y^8]"),
    ("hessian of x^2 y", "[[x^5, y^5], [1, 17]]"),
    ("d/dx sin(x^2)", "[1, 2]"),
]


@pytest.mark.parametrize(("question", "answer"), UNEXPLAINED)
def test_nothing_is_made_up(question: str, answer: str) -> None:
    verdict = sc.grade(question, answer, timeout=None)

    assert verdict.status == "incorrect"
    assert verdict.misconceptions == ()


TOLD = [
    ("d/dx x^2 sin(3x)", "2x sin(3x) + x^2 cos(3x)",
     "The first term, 2x sin(3x), is right. In sin(3x) the derivative of what is inside, 3x, is "
     "missing. sin(3x) has 3x inside: differentiate the outer function, then multiply by the "
     "derivative of 3x."),
    ("d/dx cos x", "sin x + 0", "antiderivative"),
    ("d/dx tanh x + cos x", "1 + tanh^2 x - sin x", "tanh(u) is (1 − tanh²(u))·u′"),
    ("d/dx x^2 sin x", "2x sin x + x^2 d/dx sin x", "With what is left to do done, it is right."),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer", "said"), TOLD)
def test_what_is_told(question: str, answer: str, said: str) -> None:
    assert said in sc.grade(question, answer, timeout=None).feedback
