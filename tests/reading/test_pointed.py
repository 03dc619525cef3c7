"""Derivatives by the name of a function, and directions as they are said; the oracle is SymPy."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.reading.directions import pointed
from symcalc.reading.named_partials import told_apart

x, y, z = sp.symbols("x y z")
F = x**2 * y**3
AT = {x: 1, y: 2}

VALUES = [
    (r"\frac{\partial f}{\partial x}(1,2) for f(x,y) = x^2 y^3", F.diff(x)),
    (r"\left.\frac{\partial f}{\partial y}\right|_{(1,2)}, f = x^2 y^3", F.diff(y)),
    (r"\frac{\partial^2 f}{\partial x^2}(1,2) where f(x,y) = x^2 y^3", F.diff(x, 2)),
    ("f_x(1,2) where f(x,y) = x^2 y^3", F.diff(x)),
    (r"f_{xy}(1,2) \text{ for } f(x,y) = x^2 y^3", F.diff(x, y)),
    ("f_yy(1,2) for f = x^2 y^3", F.diff(y, 2)),
    ("∂²f/∂x∂y (1,2) for f = x^2 y^3", F.diff(x, y)),
    ("∂f/∂x(1,2) for f(x,y) = x^2 y^3", F.diff(x)),
    ("let f(x,y) = x^2 y^3. Find f_y(1,2)", F.diff(y)),
    ("f_y(2,1) for f(y,x) = x^2 y^3", F.diff(y)),  # y is said first
    ("H_f(1,2) for f(x,y) = x^2 y^3", sp.hessian(F, (x, y))),
    ("J_f(1,2) for f(x,y) = (x^2 y^3, x + y)", sp.Matrix([F, x + y]).jacobian([x, y])),
    ("gradient of x^2 y^3 at P(1,2)", sp.Matrix([F.diff(x), F.diff(y)])),
]


@pytest.mark.parametrize(("question", "slope"), VALUES)
def test_the_value_at_the_point(question: str, slope: sp.Basic) -> None:
    assert sp.Matrix([sc.explain(question).value]) == sp.Matrix([slope.subs(AT)])


def along(*way: sp.Expr) -> sp.Expr:
    """The slope of F at (1, 2), by the definition."""
    t = sp.Symbol("t")
    unit = sp.Matrix(way) / sp.sqrt(sum(w**2 for w in way))
    return F.subs({x: 1 + t * unit[0], y: 2 + t * unit[1]}, simultaneous=True).diff(t).subs(t, 0)


HALF = sp.Rational(1, 2)
WAYS = [
    ("directional derivative of x^2 y^3 at P = (1,2) along v = 3i + 4j", along(3, 4)),
    ("directional derivative of x^2 y^3 at (1,2) in the direction <3, -4>", along(3, -4)),
    (r"directional derivative of x^2 y^3 at (1,2) along \hat{i} - \hat{j}", along(1, -1)),
    ("directional derivative of x^2 y^3 at P(1,2) toward Q(4,6)", along(3, 4)),
    ("directional derivative of x^2 y^3 at (1,2) towards the origin", along(-1, -2)),
    ("directional derivative of x^2 y^3 in the direction from P(1,2) to Q(2,2)", along(1, 0)),
    ("directional derivative of x^2 y^3 at (1,2) in the direction of the point (3,3)", along(2, 1)),
    ("directional derivative of x^2 y^3 at (1,2) in the direction of (3,3)", along(3, 3)),
    ("directional derivative of x^2 y^3 at (1,2) at an angle of pi/3", along(HALF, sp.sqrt(3) / 2)),
    (
        "directional derivative of x^2 y^3 at (1,2) making an angle of 60° with the x-axis",
        along(HALF, sp.sqrt(3) / 2),
    ),
    ("rate of change of x^2 y^3 at (1,2) in the direction of (3,4)", along(3, 4)),
    ("D_u f(1,2) for f(x,y) = x^2 y^3, u = <3/5, 4/5>", along(3, 4)),
]


@pytest.mark.parametrize(("question", "slope"), WAYS)
def test_the_slope_in_the_direction(question: str, slope: sp.Expr) -> None:
    assert sp.simplify(sc.explain(question).value - slope) == 0


MORE = [
    ("maximum rate of change of f = x e^y at (2,0)", sp.sqrt(5)),
    ("direction of steepest ascent of f = x e^y at P(2,0)", sp.Matrix([1, 2])),
    ("Jacobian-vector product of (x^2 y, x + y) at (1,2) in direction (1,0)", sp.Matrix([4, 1])),
    ("Hessian-vector product of x^2 y at (1,2) in the direction (1,0)", sp.Matrix([4, 2])),
    ("jvp of f(y,x) = (x^2 y, x + y) at (2,1) with v = (1,0)", sp.Matrix([1, 1])),
]


@pytest.mark.parametrize(("question", "answer"), MORE)
def test_slopes_with_the_function_named(question: str, answer: sp.Basic) -> None:
    assert sc.explain(question).answer == answer


NETWORKS = [
    ("forward-mode table of x^2 y^3 at x = 1, y = 2", "forward mode of x^2 y^3 at x = 1, y = 2"),
    ("forward mode of x^2 y^3 at (1, 2)", "forward mode of x^2 y^3 at x = 1, y = 2"),
    ("reverse mode gradient of x y at x = 1, y = 2", "reverse mode of x y at x = 1, y = 2"),
    (
        "backward pass of (x + y) z at (-2, 5, -4)",
        "backpropagation of (x + y) z at x=-2, y=5, z=-4",
    ),
    ("computational graph of (x + y) z", "backpropagation of (x + y) z"),
    (
        "backpropagation: z = w x + b, a = sigmoid(z), L = (a - y)^2; find dL/dw",
        "backpropagation of z = w x + b; a = sigmoid(z); (a - y)^2 with respect to w",
    ),
]


@pytest.mark.parametrize(("question", "usual"), NETWORKS)
def test_modes_and_passes_in_other_words(question: str, usual: str) -> None:
    first, second = sc.explain(question), sc.explain(usual)

    assert first.answer == second.answer
    assert first.value == second.value
    assert [step.rule for step in first.steps] == [step.rule for step in second.steps]


def test_the_value_of_the_gradient_stands_in_the_step() -> None:
    written = sc.explain("direction of steepest descent of x^2 + 3y^2 at (1, 1)").text()

    assert "At x = 1, y = 1 the gradient is [2, 6]." in written
    assert "At x = 1, y = 1: [2, 6]" not in written


LEFT = [
    *("f(1, 2) where f = x y", "f_x(1, 2)", "solve x_1 = 2", "derivative of f where f = x^2"),
    *("g_x(1,2) where f(x,y) = x y", "f_z(1,2) where f(x,y) = x y", "f_x(1) where f(x,y) = x y"),
]


@pytest.mark.parametrize("text", LEFT)
def test_what_says_something_else_is_left(text: str) -> None:
    assert told_apart(text) is None
    assert pointed(text) is None
