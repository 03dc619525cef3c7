"""Errors say what, where in the user's text, and what next."""

from __future__ import annotations

import pytest

from symcalc.errors import ReadingError, SymcalcError, TooLargeError, UnsupportedError
from symcalc.reading import read, read_question

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
    ("[1,2] + 1", ReadingError, 6, "a vector cannot be added"),
    ("f^2(x)", ReadingError, 1, "the name of a function"),
    ("d^2/dx^3 x", ReadingError, 0, "order 2 above and 3 below"),
    (r"\begin{case} x \end{case}", ReadingError, 0, "did you mean \\begin{cases}?"),
    (r"\begin{cases} x & 3 \end{cases}", ReadingError, 18, "a condition"),
    ("atan2(x)", ReadingError, 7, "2 arguments"),
    ("Max(0, sqrt(-1))", ReadingError, 7, "not a real number"),
    # understood, not read: never as letters that multiply
    (r"\int x dx", UnsupportedError, 0, "integrals"),
    ("2 int x dx", UnsupportedError, 2, "integrals"),
    ("∫ x dx", UnsupportedError, 0, "integrals"),
    (r"\lim_{x\to 0} x", UnsupportedError, 0, "limits"),
    (r"\sum_{k=1}^n k", UnsupportedError, 0, "sums"),
    ("x dx", UnsupportedError, 2, "differential"),
    (r"A^T x", UnsupportedError, 1, "transpose"),
    (r"\|x\|", UnsupportedError, 0, "norm"),
    ("[0, 1)", UnsupportedError, 0, "interval"),
    ("x = 1, y = 2", UnsupportedError, 5, "side by side"),
    ("1 + ∇f", UnsupportedError, 4, "gradient"),
    # bounds
    ("9**9**9", TooLargeError, 1, "1000 digits"),
    ("(2x)^99999", TooLargeError, 4, "1000 digits"),
    ("e^(10^9*ln(2))", TooLargeError, 0, "1000 digits"),
    (r"2^{10^9 \ln 3/\ln 2}", TooLargeError, 1, "1000 digits"),
    ("floor(e^(10^9))", TooLargeError, 6, "1000 digits"),
    ("1e5000", TooLargeError, 0, "1000 digits"),
    ("1000!", TooLargeError, 0, "above 400"),
    ("gamma(10^7)", TooLargeError, 0, "above 400"),
    ("-" * 200 + "x", TooLargeError, 100, "100 levels"),
    ("sin " * 200 + "x", TooLargeError, 400, "100 levels"),
    ("x^" * 200 + "x", TooLargeError, 200, "100 levels"),
    ("x" + "/2" * 200, TooLargeError, 121, "60 levels"),
    ("d^400/dx^400 x", TooLargeError, 2, "above 100"),
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


QUESTIONS = [
    ("d/dx x^2 sin x", "derivative", "x**2*sin(x)", "x"),
    ("d^2/dx^2 x^3", "derivative", "x**3", "x x"),
    ("derivative of x^2 sin x", "derivative", "x**2*sin(x)", ""),
    ("differentiate x^2 y with respect to y", "derivative", "x**2*y", "y"),
    ("What is the derivative of x y wrt x", "derivative", "x*y", "x"),
    ("gradient of x y with respect to y and x", "gradient", "x*y", "y x"),
    ("∇(x^2+y^2)", "gradient", "x**2 + y**2", ""),
    (r"\nabla f", "gradient", "f", ""),
    ("x^2 + 1", "formula", "x**2 + 1", ""),
]


@pytest.mark.parametrize(("text", "kind", "body", "wrt"), QUESTIONS)
def test_question(text: str, kind: str, body: str, wrt: str) -> None:
    question = read_question(text)

    assert (question.kind, str(question.body.expr), question.text) == (kind, body, text)
    assert " ".join(symbol.name for symbol in question.wrt) == wrt


def test_error_in_a_question_points_into_the_whole_of_it() -> None:
    with pytest.raises(ReadingError) as caught:
        read_question("derivative of sin(x")

    assert caught.value.position == 17
    assert caught.value.where == "derivative of sin(x"
