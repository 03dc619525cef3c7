r"""Questions in words and in notation."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from symcalc.errors import ReadingError, UnsupportedError
from symcalc.reading import read_question

x, y, a, b, h, k, n, f, t, v, w = sp.symbols("x y a b h k n f t v w")
oo, sin = sp.oo, sp.sin
Integral, Limit = sp.Integral, sp.Limit
CIRCLE = sp.Eq(x**2 + y**2, 25)

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
    ("jacobian of (x^2, x y)", "jacobian", sp.ImmutableMatrix([x**2, x * y]), ()),
    ("find the divergence of [x^2, x y]", "divergence", sp.ImmutableMatrix([x**2, x * y]), ()),
    ("div (x^2, y) w.r.t. x, y", "divergence", sp.ImmutableMatrix([x**2, y]), (x, y)),
    ("curl of [x^2, x y]", "curl", sp.ImmutableMatrix([x**2, x * y]), ()),
    ("what is the laplacian of x^2 y?", "laplacian", x**2 * y, ()),
    ("∇²(x^2 y)", "laplacian", x**2 * y, ()),
    ("directional derivative of x y in direction (3, 4)", "directional-derivative", x * y, (x, y)),
    ("directional derivative of x y along [3, 4]", "directional-derivative", x * y, (x, y)),
    ("total derivative of x y where x = t, y = t^2", "total-derivative", x * y, (t,)),
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
    ("sum of k^2 from k=1 to n", "sum", sp.Sum(k**2, (k, 1, n)), (k,)),
    ("sum from k=1 to 10 of k", "sum", sp.Sum(k, (k, 1, 10)), (k,)),
    ("product of k from k = 1 to 5", "product", sp.Product(k, (k, 1, 5)), (k,)),
    # the function is defined beside the question
    ("find dy/dx of y = x^2 + 3x", "derivative", x**2 + 3 * x, (x,)),
    ("find dy/dx if y = x^2 + 3x", "derivative", x**2 + 3 * x, (x,)),
    ("find dy/dx for y = x^2", "derivative", x**2, (x,)),
    ("find dy/dx when y = x^3", "derivative", x**3, (x,)),
    ("If y = x^3, find dy/dx", "derivative", x**3, (x,)),
    ("y = x^2, find dy/dx", "derivative", x**2, (x,)),
    ("If f(x) = x^2 + 1, what is f'(x)?", "derivative", x**2 + 1, (x,)),
    ("what is f'(x) for f(x)=x^2", "derivative", x**2, (x,)),
    ("f''(x) for f(x) = x^3", "derivative", x**3, (x, x)),
    ("find y' if y = ln x", "derivative", sp.log(x), (x,)),
    ("find ∂f/∂x for f(x,y)=x^2y", "derivative", x**2 * y, (x,)),
    (r"Find \frac{dy}{dx} if y = x^2", "derivative", x**2, (x,)),
    ("∇f for f = x^2 y", "gradient", x**2 * y, ()),
    ("integrate f(x) from 0 to 1 where f(x) = x^2", "integral", Integral(x**2, (x, 0, 1)), (x,)),
    ("derivative of f(x) = a x^2", "derivative", a * x**2, (x,)),  # x is its argument
    # operators, and of
    ("d/dx of x^2", "derivative", x**2, (x,)),
    ("dy/dx of x^2", "derivative", x**2, (x,)),
    ("d^2/dx^2 of x^3", "derivative", x**3, (x, x)),
    ("d2y/dx2 of x^3", "derivative", x**3, (x, x)),
    # other words for the same
    ("Differentiate: x^3 - 2x", "derivative", x**3 - 2 * x, ()),
    ("find derivative: x^2", "derivative", x**2, ()),
    ("differentiate the function f(x) = x^2", "derivative", x**2, ()),
    ("differentiate with respect to x: x^2 + y", "derivative", x**2 + y, (x,)),
    ("derivative with respect to x of x^2 y", "derivative", x**2 * y, (x,)),
    ("second derivative with respect to x of x^3", "derivative", x**3, (x, x)),
    ("please differentiate x^2", "derivative", x**2, ()),
    ("can you differentiate x^2?", "derivative", x**2, ()),
    ("could you find the derivative of x^2?", "derivative", x**2, ()),
    ("how do I differentiate x^2?", "derivative", x**2, ()),
    ("how to differentiate x^2?", "derivative", x**2, ()),
    ("derivative x^2", "derivative", x**2, ()),
    ("derivative(x^2)", "derivative", x**2, ()),
    ("derivative(x^2 y, x)", "derivative", x**2 * y, (x,)),
    ("diff(x^2)", "derivative", x**2, ()),
    ("diff(x^3, x, 2)", "derivative", x**3, (x, x)),
    ("diff x^2", "derivative", x**2, ()),
    ("whats the derivative of x^2", "derivative", x**2, ()),
    ("what's the derivative of x^2?", "derivative", x**2, ()),
    ("derivative of $x^2$ with respect to $x$", "derivative", x**2, (x,)),
    ("gradients of x^2 y", "gradient", x**2 * y, ()),
    ("gradient vector of x^2 y", "gradient", x**2 * y, ()),
    ("gradient(x^2*y, [x,y])", "gradient", x**2 * y, (x, y)),
    ("gradient of w x + b w.r.t. (w, b)", "gradient", w * x + b, (w, b)),
    # at, by: words or letters
    ("derivative of ax + by with respect to x", "derivative", a * x + b * y, (x,)),
    ("derivative of by with respect to y", "derivative", b * y, (y,)),
    ("derivative of v + at with respect to t", "derivative", v + a * t, (t,)),
    ("derivative of v + at^2/2 with respect to t", "derivative", v + a * t**2 / 2, (t,)),
    ("integrate at dt", "integral", Integral(a * t, t), (t,)),
    # integrals in other words
    ("integral x^2", "integral", Integral(x**2, x), (x,)),
    ("int(x^2)", "integral", Integral(x**2, x), (x,)),
    ("integrate x^2 from -1 to 1 dx", "integral", Integral(x**2, (x, -1, 1)), (x,)),
    ("integrate x from y=0 to y=1", "integral", Integral(x, (y, 0, 1)), (y,)),
    ("integrate x*y from x=0 to 1", "integral", Integral(x * y, (x, 0, 1)), (x,)),
    ("integral from 0 to 1 of x^2 dx", "integral", Integral(x**2, (x, 0, 1)), (x,)),
    ("integrate from 0 to 1 x^2", "integral", Integral(x**2, (x, 0, 1)), (x,)),
    (r"evaluate the integral \int_0^1 x^2\,dx", "integral", Integral(x**2, (x, 0, 1)), (x,)),
    ("evaluate the integral ∫_0^1 x^2 dx", "integral", Integral(x**2, (x, 0, 1)), (x,)),
    ("integrate f(x) = x^2 from 0 to 1", "integral", Integral(x**2, (x, 0, 1)), (x,)),
    ("integral of y = x^2 between 1 and 2", "integral", Integral(x**2, (x, 1, 2)), (x,)),
    ("integrate xy dx dy", "integral", Integral(x * y, x, y), (x, y)),
    ("integrate x^2 for x from 0 to 1", "integral", Integral(x**2, (x, 0, 1)), (x,)),
    ("integrate x^2 y, x from 0 to 1", "integral", Integral(x**2 * y, (x, 0, 1)), (x,)),
    ("integrate x^2 for 0 <= x <= 1", "integral", Integral(x**2, (x, 0, 1)), (x,)),
    # limits in other words
    ("evaluate the limit lim x->0 sin(x)/x", "limit", Limit(sin(x) / x, x, 0, "+-"), (x,)),
    ("limit sin(x)/x as x->0", "limit", Limit(sin(x) / x, x, 0, "+-"), (x,)),
    ("lim sin(x)/x as x->0", "limit", Limit(sin(x) / x, x, 0, "+-"), (x,)),
    ("lim x->0 of sin(x)/x", "limit", Limit(sin(x) / x, x, 0, "+-"), (x,)),
    ("limit(sin(x)/x, x->0)", "limit", Limit(sin(x) / x, x, 0, "+-"), (x,)),
    ("limit of x^2 at x = 2", "limit", Limit(x**2, x, 2, "+-"), (x,)),
    ("limit of x^2, x -> 1", "limit", Limit(x**2, x, 1, "+-"), (x,)),
    ("limit of x^2 as x approaches zero", "limit", Limit(x**2, x, 0, "+-"), (x,)),
    ("limit of 1/x as x approaches infinity", "limit", Limit(1 / x, x, oo), (x,)),
    ("limit of 1/x as x approaches positive infinity", "limit", Limit(1 / x, x, oo), (x,)),
    ("limit of 1/x as x approaches negative infinity", "limit", Limit(1 / x, x, -oo), (x,)),
    (r"limit of $\frac{x}{2}$ as $x \to 0$", "limit", Limit(x / 2, x, 0, "+-"), (x,)),
    ("left-hand limit of 1/x as x -> 0", "limit", Limit(1 / x, x, 0, "-"), (x,)),
    ("find the right-hand limit as x -> 0 of 1/x", "limit", Limit(1 / x, x, 0, "+"), (x,)),
    # extrema and convexity
    ("critical points of x^3 - 3x", "extrema", x**3 - 3 * x, (x,)),
    ("maximum of x^2 - 4x", "extrema", x**2 - 4 * x, (x,)),
    ("find the absolute maximum of x^2 on the interval [0, 3]", "extrema", x**2, (x,)),
    (r"extrema of x^2 on \left[0, 3\right]", "extrema", x**2, (x,)),
    ("is x^2 convex?", "convexity", x**2, ()),
    # continuity
    ("continuity of 1/x", "continuity", 1 / x, ()),
    (r"continuity of \frac{a}{x} with respect to x", "continuity", a / x, (x,)),
    ("where is 1/x continuous", "continuity", 1 / x, ()),
    ("Where is f(x) = 1/x not continuous?", "continuity", 1 / x, ()),
    ("is the function 1/x continuous everywhere?", "continuity", 1 / x, ()),
    ("determine whether 1/x is continuous", "continuity", 1 / x, ()),
    ("for which x is 1/x continuous?", "continuity", 1 / x, ()),
    ("points of discontinuity of 1/x", "continuity", 1 / x, ()),
    ("discontinuities of 1/x", "continuity", 1 / x, ()),
    # tangents
    ("tangent to y = x^2 at x = 1", "tangent", x**2, (x,)),
    ("tangent line to y = x^2 at x = 1", "tangent", x**2, (x,)),
    ("find the equation of the tangent line to the curve y = x^2 at (1, 1)", "tangent", x**2, (x,)),
    ("tangent line of x^2 at 1", "tangent", x**2, (x,)),
    ("what is the tangent line to f(x) = x^2 at x = 3?", "tangent", x**2, (x,)),
    ("tangent at x = 1 to the graph of y = x^2", "tangent", x**2, (x,)),
    (r"equation of the tangent to $y = \sqrt{x}$ at $x = 4$", "tangent", sp.sqrt(x), (x,)),
    ("tangent line to y = a x^2 at x = 1", "tangent", a * x**2, (x,)),  # a is constant
    ("tangent plane of x^2 y at (1, 2)", "tangent", x**2 * y, (x, y)),
    ("tangent plane to z = x^2 y at (1, 2, 2)", "tangent", x**2 * y, (x, y)),
    ("tangent to the circle x^2 + y^2 = 25 at (3, 4)", "tangent", CIRCLE, (x, y)),
    ("tangent to y = x y + 1 at (0, 1)", "tangent", sp.Eq(y, x * y + 1), (x, y)),
    # slopes of curves
    ("implicit differentiation of x^2 + y^2 = 25", "implicit", CIRCLE, (y, x)),
    ("differentiate x^2 + y^2 = 25 implicitly", "implicit", CIRCLE, (y, x)),
    ("dx/dy where x^2 + y^2 = 25", "implicit", CIRCLE, (x, y)),
    ("d²y/dx² where x² + y² = 25", "implicit", CIRCLE, (y, x, x)),
    ("slope of x^2 + y^2 = 25 at (3, 4)", "implicit", CIRCLE, (y, x)),
    ("use implicit differentiation to find dy/dx if x^2 + y^2 = 25", "implicit", CIRCLE, (y, x)),
    ("dy/dx where y = x + y^3", "implicit", sp.Eq(y, x + y**3), (y, x)),
    ("dy/dx where x = y^2", "implicit", sp.Eq(x, y**2), (y, x)),
    ("dy/dx by implicit differentiation where y = x^2", "implicit", sp.Eq(y, x**2), (y, x)),
    ("dy/dx where x = cos t, y = sin t", "parametric", sp.Tuple(sp.cos(t), sin(t)), (t,)),
    ("x = t^2 and y = t^3, find d^2y/dx^2", "parametric", sp.Tuple(t**2, t**3), (t, t)),
    (
        r"\frac{dy}{dx} where x = \cos t, y = \sin t",
        "parametric",
        sp.Tuple(sp.cos(t), sin(t)),
        (t,),
    ),
    ("dy/dx where x = a v, y = v^2 with parameter v", "parametric", sp.Tuple(a * v, v**2), (v,)),
    # inverse functions
    ("derivative of the inverse of x^3 + x at 2", "inverse", x**3 + x, (x,)),
    ("inverse function derivative of x^3 + x at y = 2", "inverse", x**3 + x, (x,)),
    (r"find (f^{-1})'(2) if f(x) = x^3 + x", "inverse", x**3 + x, (x,)),
    (r"\left(f^{-1}\right)'(2) where f(x) = x^3 + x", "inverse", x**3 + x, (x,)),
    ("given f(x) = x^3 + x, find (f⁻¹)′(2)", "inverse", x**3 + x, (x,)),
    # derivatives in other words
    ("slope of the tangent line to y = x^2 at x = 3", "derivative", x**2, ()),
    ("rate of change of x^2 at x = 3", "derivative", x**2, ()),
    ("mixed partial derivative of x^2 y", "derivative", x**2 * y, (x, y)),
    ("partial derivative of x^2 y in x", "derivative", x**2 * y, (x,)),
    ("partial derivatives of x^2 y with respect to y", "derivative", x**2 * y, (y,)),
    ("all first-order partial derivatives of x^2 y", "gradient", x**2 * y, ()),
    ("second partial derivatives of x^2 y", "hessian", x**2 * y, ()),
    ("table entry: d/dx tan(x)", "derivative", sp.tan(x), (x,)),
]
METHODS = [
    ("derivative of x^2 from first principles", "definition"),
    ("d/dx x^2 by the definition", "definition"),
    ("use the limit definition to find the derivative of x^2", "definition"),
    ("find f'(x) from first principles if f(x) = x^2", "definition"),
    ("numerical derivative of x^2 at x = 1", "numeric"),
    ("differentiate x^2 numerically at x = 1", "numeric"),
    ("differentiate x^x by logarithmic differentiation", "logarithmic"),
    ("limit of sin(x)/x as x -> 0 by L'Hôpital's rule", "lhopital"),
    (r"\lim_{x \to 0} \frac{\sin x}{x} using l'hospital's rule", "lhopital"),
    ("derivative of x^2 by x", ""),
]


@pytest.mark.parametrize(("text", "kind", "body", "wrt"), QUESTIONS)
def test_question(text: str, kind: str, body: Any, wrt: tuple[sp.Symbol, ...]) -> None:
    question = read_question(text)

    assert (question.kind, question.body.expr, question.text) == (kind, body, text)
    assert question.wrt == wrt


@pytest.mark.parametrize(("text", "method"), METHODS)
def test_a_question_may_say_how(text: str, method: str) -> None:
    assert read_question(text).method == method


POINTS = [
    ("derivative of x^2 at x = 3", {x: 3}),
    ("derivative of x^2 at 3", {x: 3}),
    ("differentiate sin x when x = pi/2", {x: sp.pi / 2}),
    ("gradient of x^2 y at (1, 2)", {x: 1, y: 2}),
    ("gradient of x^2 y at x = 1, y = 2", {x: 1, y: 2}),
    ("derivative of x^2", {}),
    ("gradient of x^2 y in (1,2)", {x: 1, y: 2}),
    ("gradient of x^2 y at the point (1,2)", {x: 1, y: 2}),
    ("gradient of x^2 y at point (1,2)", {x: 1, y: 2}),
    ("gradient of f(y,x) = x^2 + y at (1,2)", {y: 1, x: 2}),  # in the order of its arguments
    ("d/dx x^2 at x=3", {x: 3}),
    ("d/dx(x^2) at x=3", {x: 3}),
    ("find f'(2) if f(x) = x^3", {x: 2}),
    ("given f(x)=x^2, find f'(3)", {x: 3}),
    ("derivative of x when x = 3", {x: 3}),  # a value; f = 3 would define nothing worth asking
    ("derivative with respect to x of x^2 y at (1,2)", {x: 1, y: 2}),
    ("tangent to y = x^2 at x = 3", {x: 3}),
    ("tangent to y = x^2 at (3, 9)", {x: 3, y: 9}),
    ("tangent at (3, 9) to y = x^2", {x: 3, y: 9}),
    ("tangent to f(x) = x^2 at (3, 9)", {x: 3, y: 9}),
    ("derivative of the inverse of x^3 + x at 2", {x: 2}),
    ("(f^{-1})'(2) for f(x) = x^3 + x", {x: 2}),
    ("dy/dx where x = cos t, y = sin t at t = 0", {t: 0}),
    ("implicit derivative of x^2 + y^2 = 25 at (3, 4)", {x: 3, y: 4}),
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
    ("integrate x y from y=0 to 1 with respect to x", 19, "by x, but y"),
    ("integrate x from dx to 1", 17, "differential"),
    ("tangent to x^2 at x=1 and x=2", 18, "two values"),
    ("derivative of x^2 at", 18, "should follow"),
    ("dy/dx x^2", 0, "stands before"),
    ("u = x^2, y = v^3, find dy/dx", 0, "not clear"),
    ("derivative of f(x) if f(t) = t^2", 22, "other variables"),
    ("derivative of $x^2 + $ with respect to $x$", 20, "should follow"),
    ("tangent to y = x^2", 18, "where the tangent touches"),
    ("tangent to y = x^2 at y = 4", 22, "which point"),
    ("tangent to y = x^2 at (1, 2, 3)", 22, "which point"),
    ("tangent to f at x = 2", 10, "what f is"),
    ("derivative of the inverse of x^3", 32, "at which value"),
    ("derivative of the inverse of x^3 at a", 36, "at a number"),
    ("derivative of the inverse of x y at 2", 28, "by which variable"),
    ("(f^{-1})'(2)", 1, "what f is"),
    ("dy/dx where x = a s, y = b s", 28, "which letter is the parameter"),
    ("dy/dx where x = 3, y = 4", 12, "not clear"),
    ("dy/dx by implicit differentiation", 33, "by which equation"),
    ("derivative of x^2 by definition nonsense", 18, "which method"),
]

LATER = [
    ("normal line to y = x^2 at x = 1", 0),
    ("is 1/x continuous at x = 0", 21),
    ("is x^2 convex on [0, 1]", 14),
    ("average rate of change of x^2 from 0 to 1", 0),
    ("find the Fourier series of e^x", 9),
    ("derivative of x^2 + y^2 = 1 with respect to x", 13),
    ("simplify x/x", 0),
    ("limit of x y as x->0, y->0", 22),
    ("integrate x y dx dy from 0 to 1", 25),
    ("sum of a_k from k=1 to n", 6),  # a_k depends on k
]


@pytest.mark.parametrize(("text", "position"), LATER)
def test_what_cannot_be_asked_yet_is_said_plainly(text: str, position: int) -> None:
    with pytest.raises(UnsupportedError) as caught:
        read_question(text)

    assert (caught.value.position, caught.value.where) == (position, text)


def test_a_declared_name_is_no_word_of_a_question() -> None:
    assert read_question("limit + 1", names=["limit"]).kind == "formula"


@pytest.mark.parametrize(("text", "position", "part"), ERRORS)
def test_error_points_into_the_whole_question(text: str, position: int, part: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_question(text)

    assert part in str(caught.value)
    assert (caught.value.position, caught.value.where) == (position, text)
