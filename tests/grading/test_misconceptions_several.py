"""The diagnosis of wrong answers in several variables, about curves, limits and polynomials."""

from __future__ import annotations

import pytest
from diagnosed import QUESTIONS, is_clean, is_explained, keys


@pytest.mark.parametrize("key", keys("P"))
def test_the_data(key: str) -> None:
    row = QUESTIONS[key]
    is_explained(row["question"], row["answer"], row["slugs"])


RIGHT = [
    ("∂/∂x x^2 y^3", "2x y^3"),
    ("gradient of x^2 y", "[2x y, x^2]"),
    ("jacobian of [x y, x + y^2]", "[[y, x], [1, 2y]]"),
    ("hessian of x^2 y", "[[2y, 2x], [2x, 0]]"),
    ("total derivative of x y where x = t^2, y = t^3", "5t^4"),
    ("directional derivative of x^2 + y in direction [3, 4] at (1, 1)", "2"),
    ("divergence of [x^2, y]", "2x + 1"),
    ("curl of [y z, x^2, x y]", "[x, 0, 2x - z]"),
    ("laplacian of x^2 y", "2y"),
    ("jacobian determinant of [x y, x + y^2]", "2y^2 - x"),
    ("dy/dx where x y + x^2 = 1", "-(2x + y)/x"),
    ("d^2y/dx^2 where x = t^2, y = t^3", "3/(4t)"),
    ("tangent to y = x^2 at x = 3", "y = 6x - 9"),
    ("Taylor polynomial of e^x of degree 3 at x = 0", "1 + x + x^2/2 + x^3/6"),
    ("limit of sin(x)/x as x -> oo", "0"),
]


@pytest.mark.parametrize(("question", "answer"), RIGHT)
def test_right_answers_have_none(question: str, answer: str) -> None:
    is_clean(question, answer)


ALONG = "directional derivative of x^2 y in direction [1, 1] at (1, 2)"

WRONG = [
    # a slip in a component, and the same in every one
    ("gradient of x^2 sin(y)", "[2x sin y, -x^2 cos y]", "function-sign-wrong"),
    ("gradient of e^(x y)", "[e^(x y), e^(x y)]", "chain-inner-forgotten"),
    ("gradient of e^(x y)", "[y e^(x y), e^(x y)]", "chain-inner-forgotten"),
    ("gradient of x^2 + y^2", "[2x + y^2, x^2 + 2y]", "constant-term-kept"),
    ("gradient of x^2 y + 3y", "[2x y + 3y, x^2 + 3]", "constant-term-kept"),
    ("gradient of x^2 y at (1, 2)", "[1, 4]", "gradient-components-exchanged"),
    ("gradient of x y z", "[y z, x y, x z]", "gradient-components-exchanged"),
    ("jacobian of [sin(x) y, x^2]", "[[-cos(x) y, sin x], [2x, 0]]", "function-sign-wrong"),
    ("jacobian of [x^2 y, x + 5y]", "[[2x y, 0], [0, 5]]", "jacobian-diagonal-only"),
    ("jacobian of [x^2, y^3]", "[[2x, 0], [0, y^2]]", "power-coefficient-lost"),
    ("hessian of x^2 y^3", "[[2y^3, 6x y^2], [6x y^2, 6x^2]]", ""),
    ("hessian of x^2 y^3", "[[2y^3, 0], [0, 6x^2 y]]", "hessian-mixed-omitted"),
    ("hessian of x^2 y^3", "[[2y^3, 12x y^2], [12x y^2, 6x^2 y]]", "hessian-mixed-wrong"),
    ("divergence of [x^2 y, x y^3]", "2x y + x y^2", "power-coefficient-lost"),
    ("divergence of [x^2, y^2]", "2x - 2y", "divergence-confused"),
    ("curl of [-y, x, 0]", "[0, 0, -2]", "curl-sign"),
    ("curl of [-y, x]", "0", "curl-added"),
    ("laplacian of x^3 + y^2", "3x^2 + 2y", "laplacian-confused"),
    ("laplacian of sin(x) + y^2", "sin(x) + 2", "function-sign-wrong"),
    (ALONG, "5", "direction-not-normalised"),
    (ALONG, "[4, 1]", "direction-left-out"),
    ("total derivative of x^2 y where x = cos t, y = sin t", "-2 sin(t)^2 cos(t)", "one-path-only"),
    ("total derivative of x^2 + y where x = t^3, y = t", "2t^3 + 1", "path-factors-lost"),
    ("dy/dx where x^2 + y^2 = 25", "x/y", "sign-of-the-answer"),
    ("dy/dx where x^2 + y^2 = 25", "-y/x", "implicit-upside-down"),
    ("dy/dx where x^3 + x y = 2", "-3x^2", "implicit-product-rule-omitted"),
    ("dy/dx where x^2 + y^2 = 25 at (3, 4)", "3/4", "sign-of-the-answer"),
    ("dy/dx where x = t^2, y = t^3", "2/(3t)", "parametric-upside-down"),
    ("dy/dx where x = t^2, y = t^3", "3t^2", "parametric-upside-down"),
    ("d^2y/dx^2 where x = t^2, y = t^3", "3/2", "parametric-not-divided"),
    ("tangent to y = x^3 at x = 1", "y = 3x + 1", "tangent-without-its-height"),
    ("tangent to y = x^3 at x = 1", "y = 3x^2 (x - 1) + 1", "tangent-slope-not-evaluated"),
    ("tangent to y = e^(2x) at x = 0", "y = x + 1", "chain-inner-forgotten"),
    ("Taylor polynomial of sin x of degree 3 at x = 0", "x + x^3/6", "taylor-sign"),
    ("Taylor polynomial of sin x of degree 3 at x = 0", "x - x^3", "taylor-factorial-missing"),
    ("Taylor polynomial of e^(2x) of degree 2 at x = 0", "1 + x + x^2/2", ""),
    ("Taylor polynomial of e^x of degree 3 at x = 0", "1 + x + x^2/2", "taylor-degree-wrong"),
    ("limit of (x^2 - 4)/(x - 2) as x -> 2", "0", "indeterminate-form-as-number"),
    ("limit of (x^2 - 4)/(x - 2) as x -> 2", "1", "indeterminate-form-as-number"),
    ("limit of (1 + 1/n)^n as n -> oo", "1", "indeterminate-form-as-number"),
    ("limit of sin(3x)/x as x -> 0", "1", "standard-limit-confused"),
    ("limit of sin(x)/x as x -> oo", "1", "standard-limit-confused"),
    ("∂^2/∂x∂y x^2 y^3", "6x^3 y^5", "mixed-partial-as-product"),
    ("∂^2/∂x∂y x^2 y^3", "2y^3", "mixed-partial-by-one-variable"),
    ("∂/∂x sin(x y)", "x cos(x y)", "by-the-other-variable"),
    ("∂/∂x sin(x y)", "cos(x y)", "chain-inner-forgotten"),
    ("∂/∂x x^2 y at (1, 2)", "1", "by-the-other-variable"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer", "slug"), WRONG)
def test_wrong_rules(question: str, answer: str, slug: str) -> None:
    is_explained(question, answer, {slug} - {""})
