r"""Questions in words and in notation."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from symcalc.errors import ReadingError
from symcalc.reading import read_question

x, y, a, h, n, f = sp.symbols("x y a h n f")
oo, sin = sp.oo, sp.sin
Integral, Limit = sp.Integral, sp.Limit

QUESTIONS = [
    ("d/dx x^2 sin x", "derivative", x**2 * sin(x), (x,)),
    ("d^2/dx^2 x^3", "derivative", x**3, (x, x)),
    ("derivative of x^2 sin x", "derivative", x**2 * sin(x), ()),
    ("differentiate x^2 y with respect to y", "derivative", x**2 * y, (y,)),
    ("differentiate (x+1)^2", "derivative", (x + 1) ** 2, ()),
    ("differentiate x^3 twice", "derivative", x**3, (x, x)),
    ("What is the derivative of x y wrt x?", "derivative", x * y, (x,)),
    ("second derivative of x^3", "derivative", x**3, (x, x)),
    ("2nd derivative of x^3 y with respect to x", "derivative", x**3 * y, (x, x)),
    ("Find the derivative of f(x) = x^2", "derivative", x**2, ()),
    ("compute d/dx x^2", "derivative", x**2, (x,)),
    ("d/dx x^2 + x", "derivative", x**2 + x, (x,)),
    (
        r"derivative of \begin{cases} x & \text{for } x>0 \\ 0 & \text{otherwise} \end{cases}",
        "derivative",
        sp.Piecewise((x, x > 0), (0, True)),
        (),
    ),
    ("gradient of x y with respect to y and x", "gradient", x * y, (y, x)),
    ("∇(x^2+y^2)", "gradient", x**2 + y**2, ()),
    (r"\nabla f", "gradient", f, ()),
    ("jacobian of [x^2, x y]", "jacobian", sp.ImmutableMatrix([x**2, x * y]), ()),
    ("the Hessian matrix of x^2 y", "hessian", x**2 * y, ()),
    ("x^2 + 1", "formula", x**2 + 1, ()),
    ("what is x^2 + 1?", "formula", x**2 + 1, ()),
    ("∇²f", "formula", sp.Function("laplacian")(f), ()),
    # integrals
    ("integrate x e^x from 0 to 1", "integral", Integral(x * sp.exp(x), (x, 0, 1)), (x,)),
    ("integrate (x+1) dx from x=0 to x=1", "integral", Integral(x + 1, (x, 0, 1)), (x,)),
    ("integrate x^2 on [0, 1]", "integral", Integral(x**2, (x, 0, 1)), (x,)),
    ("integrate x^2 sin x dx", "integral", Integral(x**2 * sin(x), x), (x,)),
    ("integrate x y with respect to y", "integral", Integral(x * y, y), (y,)),
    ("integrate a from 0 to 1 with respect to x", "integral", Integral(a, (x, 0, 1)), (x,)),
    ("integrate(x^2, x)", "integral", Integral(x**2, x), (x,)),
    ("antiderivative of 1/x", "integral", Integral(1 / x, x), (x,)),
    ("the integral of x^2+1 between 0 and 2", "integral", Integral(x**2 + 1, (x, 0, 2)), (x,)),
    ("integral of ∫_0^1 x dx", "integral", Integral(x, (x, 0, 1)), (x,)),
    (r"\int_0^1 x\,dx", "integral", Integral(x, (x, 0, 1)), (x,)),
    (r"\int_0^1\int_0^x y\,dy\,dx", "integral", Integral(y, (y, 0, x), (x, 0, 1)), (y, x)),
    (
        "integrate e^(-x^2) from minus infinity to infinity",
        "integral",
        Integral(sp.exp(-(x**2)), (x, -oo, oo)),
        (x,),
    ),
    # limits
    ("limit of sin(x)/x as x -> 0", "limit", Limit(sin(x) / x, x, 0, "+-"), (x,)),
    ("limit as x -> 0 of sin(x)/x", "limit", Limit(sin(x) / x, x, 0, "+-"), (x,)),
    ("limit of 1/x as x -> 0+", "limit", Limit(1 / x, x, 0, "+"), (x,)),
    ("limit of 1/x as x → 0⁻", "limit", Limit(1 / x, x, 0, "-"), (x,)),
    ("lim of 1/x as x approaches 0 from the left", "limit", Limit(1 / x, x, 0, "-"), (x,)),
    (r"limit of (1+1/n)^n as n \to \infty", "limit", Limit((1 + 1 / n) ** n, n, oo), (n,)),
    ("limit of e^x as x tends to -infinity", "limit", Limit(sp.exp(x), x, -oo), (x,)),
    (r"\lim_{x\to 0} x^2 + x", "limit", Limit(x**2 + x, x, 0, "+-"), (x,)),
    (r"\sum_{n=1}^{3} n", "sum", sp.Sum(n, (n, 1, 3)), (n,)),
]


@pytest.mark.parametrize(("text", "kind", "body", "wrt"), QUESTIONS)
def test_question(text: str, kind: str, body: Any, wrt: tuple[sp.Symbol, ...]) -> None:
    question = read_question(text)

    assert (question.kind, question.body.expr, question.text) == (kind, body, text)
    assert question.wrt == wrt


POINTS = [
    ("derivative of x^2 at x = 3", {x: 3}),
    ("derivative of x^2 at 3", {x: 3}),
    ("differentiate sin x when x = pi/2", {x: sp.pi / 2}),
    ("gradient of x^2 y at (1, 2)", {x: 1, y: 2}),
    ("gradient of x^2 y at x = 1, y = 2", {x: 1, y: 2}),
    ("derivative of x^2", {}),
]


@pytest.mark.parametrize(("text", "at"), POINTS)
def test_point(text: str, at: dict[sp.Symbol, sp.Expr]) -> None:
    assert dict(read_question(text).at) == at


def test_partial_derivatives_are_written_with_their_own_sign() -> None:
    assert read_question("partial derivative of x y with respect to x").sign == "∂"


ERRORS = [
    ("derivative of sin(x", 17, "not closed"),
    ("derivative of", 13, "no formula"),
    ("integrate x*y", 9, "by which variable"),
    ("integrate x^2 from 0", 19, "two bounds"),
    ("integrate ∫_0^1 x dx from 0 to 1", 26, "said twice"),
    ("limit of x^2", 12, "where the limit"),
    ("limit of x as x", 14, "an arrow"),
    ("limit of x as 2 -> 3", 14, "name of a variable"),
    ("second derivative of x y", 20, "by which variable"),
    ("derivative of |x| for x > 0", 22, "which point"),
    ("gradient of x y at 3", 19, "which point"),
]


@pytest.mark.parametrize(("text", "position", "part"), ERRORS)
def test_error_points_into_the_whole_question(text: str, position: int, part: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_question(text)

    assert part in str(caught.value)
    assert (caught.value.position, caught.value.where) == (position, text)
