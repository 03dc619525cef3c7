"""Errors say what, where in the user's text, and what next."""

from __future__ import annotations

import pytest

from symcalc.errors import (
    ReadingError,
    ShapeError,
    SymcalcError,
    TooLargeError,
    UnsupportedError,
)
from symcalc.reading import read

ERRORS = [
    # text           class             position  part of the message
    ("", ReadingError, 0, "no formula"),
    ("sin(3x", ReadingError, 3, "opened here"),
    (r"\frac{1}{2", ReadingError, 8, "opened here"),
    ("x^2 + ", ReadingError, 5, "something should follow"),
    ("x)", ReadingError, 1, "closes nothing"),
    ("(x]", ReadingError, 0, "does not close"),
    ("2 * / 3", ReadingError, 4, "missing before /"),
    ("sin", ReadingError, 3, "sin needs an argument"),
    ("arctn(x)", ReadingError, 0, "did you mean arctan?"),
    (r"x + \arctn x", ReadingError, 4, "did you mean \\arctan?"),
    ("cosine x", ReadingError, 0, "did you mean cos?"),
    ("2 + layer_norm(x)", UnsupportedError, 4, "of vectors or matrices"),
    ("batch_norm(x)", UnsupportedError, 0, "evaluate, gradient and jacobian"),
    ("x var(x)", UnsupportedError, 2, "of vectors or matrices"),
    (r"\mathrm{std}(x)", UnsupportedError, 0, "of vectors or matrices"),
    ("cov(x)", UnsupportedError, 0, "statistic("),
    ("my_loss(x + 1)", UnsupportedError, 0, "my_loss*(…) for a product"),
    ("speed*x", ReadingError, 0, '"speed"'),
    ("import os", ReadingError, 0, "not part of a formula"),
    ("x\x00+1", ReadingError, 1, "U+0000"),
    ("2 3", ReadingError, 2, "side by side"),
    ("2½", ReadingError, 1, "mixed number"),
    ("1/0", ReadingError, 1, "division by zero"),
    ("1/(1-1)", ReadingError, 1, "division by zero"),
    ("0^{-1}", ReadingError, 1, "division by zero"),
    ("log(0)", ReadingError, 0, "no value"),
    ("(x<1) + 2", ReadingError, 6, "cannot be added"),
    ("x and y", ReadingError, 0, "between conditions"),
    ("[1,2] + 1", ReadingError, 6, "a number cannot be added to a vector"),
    ("f^2(x)", ReadingError, 1, "the name of a function"),
    ("d^2/dx^3 x", ReadingError, 0, "order 2 above and 3 below"),
    (r"\begin{case} x \end{case}", ReadingError, 0, "did you mean \\begin{cases}?"),
    (r"\begin{cases} x & 3 \end{cases}", ReadingError, 18, "a condition"),
    ("atan2(x)", ReadingError, 7, "2 arguments"),
    ("Max(0, sqrt(-1))", ReadingError, 7, "not a real number"),
    # calculus
    ("∫ x^2", ReadingError, 0, "does not say its variable"),
    (r"2 + \int_1 x dx", UnsupportedError, 4, "over a region"),
    (r"\int_D f\,dA", UnsupportedError, 0, "over a region"),
    (r"\int^1 x dx", ReadingError, 0, "lower bound"),
    (r"\iint_0^1 x dx dy", UnsupportedError, 0, "one ∫ with bounds for each"),
    (r"\oint x dx", UnsupportedError, 0, "around a curve"),
    ("integrate(x^2, (x, 1))", ReadingError, 0, "two bounds"),
    ("integrate(x^2, 3)", ReadingError, 9, "name of a variable"),
    (r"\sum_i x_i", ReadingError, 0, "begins and ends"),
    (r"\sum_{k>1}^n k", ReadingError, 0, "begins and ends"),
    ("sum(k, k)", ReadingError, 0, "its last value"),
    (r"\lim_{x=0} x", ReadingError, 7, "an arrow should stand here"),
    (r"\lim_{2\to 0} x", ReadingError, 6, "the name of a variable"),
    ("limit(x, x)", ReadingError, 5, "its variable and the point"),
    ("diff(x^2)", ReadingError, 4, "needs its variable"),
    ("[x y]_0^1", ReadingError, 0, "is not said"),
    ("|x|_0^1", UnsupportedError, 2, "a value at a point"),
    ("[[x]_{x=0}]_{x=2}", UnsupportedError, 0, "a value at a point of"),
    ("∇", ReadingError, 1, "needs a formula"),
    ("∇^3 f", UnsupportedError, 1, "power of ∇"),
    ("‖x‖_5", UnsupportedError, 3, "1, 2, F and ∞"),
    ("5 % 3", UnsupportedError, 2, "remainder"),
    ("f'(x, y)", UnsupportedError, 0, "several variables"),
    # lists, sets, matrices
    ("x ∈ 3", ReadingError, 2, "an interval or a set"),
    ("[0,1] ∪ x", ReadingError, 6, "an interval or a set"),
    ("{1, 2} + 3", ReadingError, 7, "a set cannot be added"),
    ("(1, 2) + 3", ReadingError, 7, "a list cannot be added"),
    ("[1,2] + [1,2,3]", ShapeError, 6, "2×1 and 3×1"),
    ("[1,2][3,4]", ShapeError, 0, "2×1 and 2×1"),
    ("det([1,2])", ShapeError, 0, "2×1"),
    ("sin([1,2])", ReadingError, 0, "a vector cannot be"),
    ("2 ⇒ 3", ReadingError, 2, "between conditions"),
    ("{x = 1; 3}", ReadingError, 8, "an equation"),
    (r"\begin{aligned} &= 2 \end{aligned}", ReadingError, 17, "missing before ="),
    ("x ∝ 3", UnsupportedError, 2, "∝"),
    (r"1 + \cdots + n", UnsupportedError, 4, "dots"),
    # bounds
    ("9**9**9", TooLargeError, 1, "1000 digits"),
    ("(2x)^99999", TooLargeError, 4, "1000 digits"),
    ("e^(10^9*ln(2))", TooLargeError, 0, "1000 digits"),
    (r"2^{10^9 \ln 3/\ln 2}", TooLargeError, 1, "1000 digits"),
    ("floor(e^(10^9))", TooLargeError, 6, "1000 digits"),
    ("1e5000", TooLargeError, 0, "1000 digits"),
    ("3001!", TooLargeError, 0, "above 3000"),
    ("gamma(10^7)", TooLargeError, 0, "above 400"),
    ("-" * 200 + "x", TooLargeError, 100, "100 levels"),
    ("sin " * 200 + "x", TooLargeError, 400, "100 levels"),
    ("x^" * 200 + "x", TooLargeError, 200, "100 levels"),
    ("x" + "/2" * 200, TooLargeError, 121, "60 levels"),
    ("d^400/dx^400 x", TooLargeError, 2, "above 100"),
    ("binomial(1000, 500)", TooLargeError, 0, "above 400"),
    ("[" + "1," * 400 + "1]", TooLargeError, 0, "more than 400 entries"),
    ("[" + "[1,2,3]," * 150 + "[1,2,3]]", TooLargeError, 0, "more than 400 entries"),
    ("{" + "x," * 400 + "x}", TooLargeError, 0, "more than 400 elements"),
    ("x" + ", x" * 400, TooLargeError, 0, "more than 400 formulas"),
    ("x" + "; x" * 400, TooLargeError, 0, "more than 400 lines"),
    ("∫" * 200 + "x", TooLargeError, 100, "100 levels"),
    ("x" * 100_001, TooLargeError, None, "100000 characters"),
]


@pytest.mark.parametrize(("text", "kind", "position", "part"), ERRORS)
def test_error(text: str, kind: type[SymcalcError], position: int | None, part: str) -> None:
    with pytest.raises(kind) as caught:
        read(text)

    assert type(caught.value) is kind
    assert caught.value.where == text
    assert caught.value.position == position
    assert part in str(caught.value)


def test_caret_stands_under_the_place() -> None:
    with pytest.raises(ReadingError) as caught:
        read("x^2 sin(3x")

    assert str(caught.value).splitlines()[1:3] == ["  x^2 sin(3x", "         ^ opened here"]
