r"""What a derivation says it was asked is read again by `explain`, with the same answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import sympy as sp
from lesson_calls import LESSONS

import symcalc as sc
from symcalc.cli import returned
from symcalc.derivation import Derivation
from symcalc.verbs import VERBS

Call = Callable[[], Derivation]


def call(verb: str, *given: Any, **named: Any) -> tuple[str, Call]:
    return verb, lambda: VERBS[verb].function(*given, **named)


# By the question text that is expected: the call that gives it.
CALLS: dict[str, tuple[str, Call]] = {
    "d/dx x² sin(3x)": call("diff", "x^2 sin(3x)"),
    "d/dx (x + 1)": call("diff", "x + 1"),
    "d²/dx² a x³": call("diff", "a x^3", "x", 2),
    "∂²/∂x∂y x² y": call("diff", "x^2 y", "x", "y"),
    "d/dθ |θ|": call("diff", "|theta|"),
    'd/dt "rate"·t': call("diff", "rate*t", "t", names=["rate"]),
    "d/dx 7": call("diff", "7"),
    "d/dx x² at x = 3": call("diff", "x^2", at={"x": 3}),
    "d/dx √x from first principles": call("diff", "sqrt(x)", method="definition"),
    "d/dx x^x by logarithmic differentiation": call("diff", "x^x", method="logarithmic"),
    "numeric derivative of sin(x) at x = 1": call("diff", "sin x", method="numeric", at={"x": 1}),
    "numeric derivative of |x| at x = 0": call("diff", "|x|", method="numeric", at={"x": 0}),
    "numeric derivative of x² y with respect to x at x = 1, y = 2": call(
        "diff", "x^2 y", "x", method="numeric", at={"x": 1, "y": 2}
    ),
    "gradient of x² y with respect to x, y": call("gradient", "x^2 y"),
    "gradient of a x² with respect to x": call("gradient", "a x^2", "x"),
    "dy/dx where x² + y² = 25 at x = 3, y = 4": call(
        "implicit", "x^2 + y^2 = 25", at={"x": 3, "y": 4}
    ),
    "d²y/dx² where x² + y² = 25": call("implicit", "x^2 + y^2 = 25", order=2),
    "du/dv where u² + v² = 1": call("implicit", "u^2 + v^2 = 1", "u", "v"),
    "dy/dx where y = x² + y³": call("implicit", "y = x^2 + y^3"),
    "dy/dx where x = y²": call("implicit", "x = y^2"),
    "dy/dx by implicit differentiation where y = x²": call("implicit", "y = x^2"),
    "dx/dy where y = x²": call("implicit", "y = x^2", "x", "y"),
    "dy/dx where x² + y² = r²": call("implicit", "x^2 + y^2 = r^2"),
    "tangent line to y = x² at x = 3": call("tangent", "x^2", "x", 3),
    "tangent line to y = x² at x = −1/2": call("tangent", "y = x^2", at={"x": "-1/2"}),
    "tangent line to y = sin(x) at x = π/4": call("tangent", "sin x", at={"x": "pi/4"}),
    "tangent line to y = |x| at x = 0": call("tangent", "|x|", at={"x": 0}),  # there is none
    "tangent line to y = √x at x = 0": call("tangent", "sqrt(x)", at={"x": 0}),  # vertical
    "tangent line to y = a x² at x = 1": call("tangent", "a x^2", "x", 1),
    "tangent line to z = y² at y = 1": call("tangent", "y^2", at={"y": 1}),
    "tangent line to y = 5 at x = 1": call("tangent", "5", "x", 1),
    "tangent plane to z = x² y at x = 1, y = 2": call("tangent", "x^2 y", at={"x": 1, "y": 2}),
    "tangent line to x² + y² = 25 at x = 3, y = 4": call(
        "tangent", "x^2 + y^2 = 25", at={"x": 3, "y": 4}
    ),
    "tangent line to y = x·y + 1 at x = 0, y = 1": call(
        "tangent", "y = x y + 1", at={"x": 0, "y": 1}
    ),
    "tangent plane to x² + y² + z² = 9 at x = 1, y = 2, z = 2": call(
        "tangent", "x^2 + y^2 + z^2 = 9", at={"x": 1, "y": 2, "z": 2}
    ),
    "dy/dx where x = cos(t), y = sin(t) at t = 1": call(
        "parametric", "cos t", "sin t", at={"t": 1}
    ),
    "d²y/dx² where x = θ − sin(θ), y = 1 − cos(θ)": call(
        "parametric", "theta - sin theta", "1 - cos theta", order=2
    ),
    "dy/dx where x = a·t, y = b t²": call("parametric", "a t", "b t^2"),
    "dy/dx where x = k s², y = s³ with parameter s": call("parametric", "k s^2", "s^3", "s"),
    "derivative of the inverse of x³ + x at 2": call("inverse", "x^3 + x", 2),
    "derivative of the inverse of sin(x) at −1/2": call("inverse", "sin x", "-1/2"),
    "derivative of the inverse of x³ at 0": call("inverse", "x^3", 0),  # there is none
    "derivative of the inverse of e^t + t at 1": call("inverse", "e^t + t", 1),
    "continuity of (x² − 4)/(x − 2)": call("continuity", "(x^2 - 4)/(x - 2)"),
    "continuity of tan(x)": call("continuity", "tan x"),
    "continuity of a x² with respect to x": call("continuity", "a x^2", "x"),
    "continuity of floor(t)": call("continuity", "floor(t)"),
    "continuity of 5 with respect to x": call("continuity", "5"),
    "lim_(x→0) sin(x)/x": call("limit", "sin(x)/x", to=0),
    "lim_(x→0-) |x|/x": call("limit", "|x|/x", to=0, side="left"),
    "lim_(x→∞) ((x + 1)² − x)": call("limit", "(x + 1)^2 - x", to="oo"),
    "lim_(x→0) sin(1/x)": call("limit", "sin(1/x)", to=0),  # there is none
    "lim_(x→0) (e^x − 1)/x by L'Hôpital's rule": call(
        "limit", "(e^x - 1)/x", to=0, method="lhopital"
    ),
    "Taylor polynomial of e^x at x = 0 of degree 3": call("taylor", "e^x", degree=3),
    "Taylor polynomial of ln(x) at x = 1 of degree 2": call("taylor", "ln x", at=1, degree=2),
    "Taylor polynomial of e^x at x = 0 of degree 2 on [−1, 1/2]": call(
        "taylor", "e^x", degree=2, on=(-1, "1/2")
    ),
    "Taylor polynomial of e^x cos(y) at x = 0, y = 0 of degree 2": call(
        "taylor", "e^x cos y", "x, y", degree=2
    ),
    "Taylor polynomial of sin(a·x) at x = 0 of degree 3": call("taylor", "sin(a x)", "x", degree=3),
    "extrema of x³ − 3x + y²": call("extrema", "x^3 - 3x + y^2"),
    "extrema of x³ − 3x on [0, 3]": call("extrema", "x^3 - 3x", on=(0, 3)),
    "extrema of x² on [−1, √2]": call("extrema", "x^2", on=(-1, "sqrt(2)")),
    "extrema of x·y subject to x² + y² = 1": call("extrema", "x y", subject_to="x^2 + y^2 = 1"),
    "extrema of x² + y² subject to x + y ≥ 1, x ≥ 0": call(
        "extrema", "x^2 + y^2", subject_to=["x + y >= 1", "x >= 0"]
    ),
    "extrema of x² − a·x with respect to x": call("extrema", "x^2 - a x", "x"),
    "convexity of x² + x·y + y²": call("convexity", "x^2 + x y + y^2"),
    "convexity of x³": call("convexity", "x^3"),
    "convexity of −ln(x)": call("convexity", "-ln x"),
    "convexity of a·x + b with respect to x": call("convexity", "a x + b", "x"),
    "convexity of 7 with respect to x": call("convexity", "7"),
    "area between y = x² and y = x": call("area", "x^2", "x"),
    "area between y = sin(x) and y = 0 from x = 0 to x = 2π": call(
        "area", "sin x", from_=0, to="2pi"
    ),
    "area between x = y² and x = y + 2": call("area", "y^2", "y + 2"),
    "area enclosed by x² + y² = 4": call("area", "x^2 + y^2 = 4"),
    "area between y = e^x and y = x": call("area", "e^x", "x"),  # there is none
    "average value of x² from x = 0 to x = 3": call("average", "x^2", "x", 0, 3),
    "arc length of cosh(x) from x = 0 to x = 1": call("arc_length", "cosh(x)", "x", 0, 1),
    "volume of revolution of x² from x = 0 to x = 1 about the x-axis": call(
        "revolution", "x^2", from_=0, to=1
    ),
    "volume of revolution of x and x² about the y-axis": call("revolution", "x", "x^2", about="y"),
    "∫ x e^x dx": call("integrate", "x e^x"),
    "∫ a x² dx": call("integrate", "a x^2", "x"),
    "∫ θ² dθ": call("integrate", "theta^2"),
    "∫_0^1 x e^x dx": call("integrate", "x e^x", ("x", 0, 1)),
    "∫_1^∞ 1/x dx": call("integrate", "1/x", from_=1, to="oo"),
    "∫_0^1 ∫_0^x x·y dy dx": call("integrate", "x y", ("y", 0, "x"), ("x", 0, 1)),
    "Simpson's rule for e^(−x²) from 0 to 1 with n = 4": call(
        "quadrature", "e^(-x^2)", "x", 0, 1, n=4
    ),
    "Trapezoid rule for 7 from 0 to π with respect to t with n = 3": call(
        "quadrature", "7", "t", 0, "pi", rule="trapezoid", n=3
    ),
    "Monte Carlo estimate for sin(x) from −1 to 1 with n = 20, seed 3": call(
        "quadrature", "sin x", a=-1, b=1, rule="monte-carlo", n=20, seed=3
    ),
    "Jacobian of [x² + y, x·y] with respect to x, y": call("jacobian", "[x^2 + y, x*y]"),
    "Jacobian of x² y with respect to y, x": call("jacobian", "x^2 y", "y, x"),
    "Hessian of x³ − 3x·y with respect to x, y": call("hessian", "x^3 - 3x y"),
    "directional derivative of x² y in the direction [3, 4] with respect to x, y": call(
        "directional", "x^2 y", direction=[3, 4]
    ),
    "directional derivative of x² in the direction [2] with respect to x": call(
        "directional", "x^2", direction=[2]
    ),
    "total derivative of x² y with respect to t where x = cos(t), y = sin(t)": call(
        "chain", "x^2 y", "x = cos t, y = sin t"
    ),
    "total derivative of x·y with respect to s, t where x = s·t, y = s + t": call(
        "chain", "x y", {"x": "s t", "y": "s + t"}
    ),
    "divergence of [x², x·y, z] with respect to x, y, z": call("divergence", "[x^2, x y, z]"),
    "curl of [−y, x] with respect to x, y": call("curl", "[-y, x]"),
    "curl of [y·z, x·z, x·y] with respect to x, y, z": call("curl", "[y z, x z, x y]"),
    "Laplacian of x² y with respect to x, y": call("laplacian", "x^2 y"),
    "Jacobian determinant of [r cos(t), r sin(t)] with respect to r, t": call(
        "explain", "jacobian determinant of [r cos(t), r sin(t)]"
    ),
    "expectation of x² under die": call("expectation", "x^2", "die"),
    "variance of x under {0: 0.7, 1: 0.3}": call("variance", "x", {0: 0.7, 1: 0.3}),
    "entropy of (0.5, 0.5) in bits": call("entropy", [0.5, 0.5], base=2),
    "cross-entropy of (0, 1) relative to (0.5, 0.5)": call("cross_entropy", (0, 1), (0.5, 0.5)),
    "KL divergence of normal(1, 2) from normal(0, 1)": call("kl", "normal(1, 2)", "normal(0, 1)"),
    "divergence of diagonal normal laws with means (1, 0) and deviations (0.5, 2)": call(
        "diagonal_kl", (1, 0), (0.5, 2)
    ),
    "evidence lower bound with prior (0.5, 0.5), likelihood (0.9, 0.2) and approximation (1, 0)": (
        call("elbo", (0.5, 0.5), (0.9, 0.2), (1, 0))
    ),
    "entropies of the predictions ((0.5, 0.5), (1, 0)) with true class 0": call(
        "prediction_entropy", [(0.5, 0.5), (1, 0)], target=0
    ),
    "gradient of the expectation of x² under normal(μ, 1) by μ": call(
        "expectation_gradient", "x^2", "normal(mu, 1)"
    ),
}
CALLS |= {
    "GELU: the derivative of x Φ(x) by x": call("catalogue", "gelu"),
    "L2 penalty: the derivative of λ w² by w": call("catalogue", "ridge"),
    "the catalogue of activations and losses": call("catalogue"),
}
CALLS |= {
    "backpropagation for (sigmoid(w·x + b) − y)² at w = 0.5, x = 2, b = −1, y = 1": call(
        "backprop", "(sigmoid(w x + b) - y)^2", at={"w": 0.5, "x": 2, "b": -1, "y": 1}
    ),
    "backpropagation for a·b + b with respect to b": call("backprop", "a b + b", "b"),
    "backpropagation for ||W x - y||^2 where W: (k, n), x: (n, 1), y: (k, 1)": call(
        "backprop", "||W x - y||^2", shapes="W: (k, n), x: n, y: k"
    ),
    "forward and reverse mode of [x·y, sin(x)] in the direction [1, 1] at x = 0, y = 2": call(
        "modes", "[x y, sin x]", at={"x": 0, "y": 2}, direction=[1, 1]
    ),
    "gradient flow through 3 layers of tanh with shortcuts, width 8, start he, seed 2": call(
        "gradient_flow", "tanh", layers=3, width=8, start="he", seed=2, residual=True
    ),
}
CALLS |= {
    "Hessian-vector product of x^T A x with respect to x in the direction v, "
    "shapes A: (n, n), x: n": call("hvp", "x^T A x", "x", "v", shapes="A: (n, n), x: n"),
    "singular value decomposition of [[3, 0], [4, 5]]": call("svd", "[[3, 0], [4, 5]]"),
}
CALLS |= {text: call(verb, *given, **named) for text, (verb, given, named) in LESSONS.items()}
# The verbs that return a Derivation.
ASKING = {name for name, entry in VERBS.items() if returned(entry.function, Derivation)}


@pytest.mark.parametrize(("text", "asked"), CALLS.items(), ids=list(CALLS))
def test_a_question_text_is_read_again(text: str, asked: tuple[str, Call]) -> None:
    first = asked[1]()
    again = sc.explain(text)

    assert first.question.text == json.loads(first.json())["question"]["text"] == text
    assert again.question.text == text
    assert (again.question.kind, again.ending) == (first.question.kind, first.ending)
    assert again.answer == first.answer or first.answer is sp.nan is again.answer
    assert [step.rule for step in again.steps] == [step.rule for step in first.steps]


def test_every_verb_that_gives_a_derivation_is_in_the_table() -> None:
    assert {verb for verb, _ in CALLS.values()} == ASKING


WAYS = ["x^2/(x + 1)", "(x + 1)(x - 1)", "x^x", "sqrt(x^2 + 1)", "ln(x (x + 1))"]


@pytest.mark.parametrize("formula", WAYS)
def test_so_is_that_of_another_way(formula: str) -> None:
    for other in sc.diff(formula).alternatives:
        assert sc.explain(other.question.text).answer == other.answer
