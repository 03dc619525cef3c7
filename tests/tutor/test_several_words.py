"""What a learner reads about several variables: sentences, kinks, and bad input."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import sympy as sp

import symcalc as sc
from symcalc.derivation import Derivation

x, y, z, t = sp.symbols("x y z t")

SAID = [
    # what is asked                                        a sentence of the derivation
    (lambda: sc.hessian("x^2 y"), "each of them is worked out once"),
    (lambda: sc.hessian("x^3"), "The second partial derivatives in a matrix of shape 1 × 1.\n"),
    (lambda: sc.jacobian("[x, y, z]", "x"), "three formulas and one variable make a matrix"),
    (lambda: sc.jacobian("[x1^2, x2]"), "x1² does not depend on x2, so its derivative is 0."),
    (lambda: sc.jacobian("[x^2, y]", "z"), "None of the formulas depends on z"),
    (lambda: sc.jacobian("[r cos t, r sin t]"), "= r (the product of the diagonal less"),
    (lambda: sc.jacobian("[r cos t, r sin t]"), "with sin² + cos² = 1"),
    (lambda: sc.jacobian("[x, x y]"), "Determinant: x (above or below the diagonal"),
    (lambda: sc.jacobian("[x y, y z, z x]"), "expanded along the first row"),
    (lambda: sc.jacobian("[x^2, y]", at={"x": 0, "y": 1}), "0 (0: the matrix has no inverse"),
    (lambda: sc.jacobian("[|x|, x y]"), "Entry (1, 1): at x = 0 the derivative does not exist"),
    (lambda: sc.directional("x y", direction=[0, 1]), "u = [0, 1] has length 1 already"),
    (lambda: sc.curl("[-y, x]"), "its curl is one number at each point"),
    (lambda: sc.laplacian("ln(x^2+y^2)"), "= 0   for x² + y² > 0"),
    (lambda: sc.chain("x + t", "x = t^2"), "depends on t through x, and directly: two terms"),
    (lambda: sc.chain("x^2", {"z": "t"}), "The value does not depend on t"),
    (lambda: sc.curl("[-y, x, 0]"), "depends on z, so the derivatives by z are 0."),
    (lambda: sc.curl("[-y, x, 0]"), "= 1 − (−1)"),
    (lambda: sc.divergence("[x/r, y/r]"), "r is a constant here."),
    (lambda: sc.divergence("[a x, b y]"), "a and b are constants here."),
    (lambda: sc.chain("x^2 y", "x = cos t"), "y is a constant here."),
    (lambda: sc.gradient("sin(theta)"), "Partial derivative by θ"),
]


@pytest.mark.parametrize(("asked", "sentence"), SAID, ids=[row[1] for row in SAID])
def test_it_is_said(asked: Callable[[], Derivation], sentence: str) -> None:
    assert sentence in asked().text()


VALUES = [
    (lambda at: sc.jacobian("[x^2+y, x*y]", at=at), sp.Matrix([[6, 1], [2, 3]])),
    (lambda at: sc.hessian("x^2 y", at=at), sp.Matrix([[4, 6], [6, 0]])),
    (lambda at: sc.directional("x^2 y", direction="3,4", at=at), sp.Rational(72, 5)),
    (lambda at: sc.directional("x^2 y", direction={"x": 3, "y": 4}, at=at), sp.Rational(72, 5)),
    (lambda at: sc.directional("x^2 y", ["y", "x"], [3, 4], at=at), sp.Rational(75, 5)),
    (lambda at: sc.divergence("[x^2, x y]", at=at), 9),
    (lambda at: sc.curl("[-y^2, x]", at=at), 5),
    (lambda at: sc.laplacian("x^2 y", at=at), 4),
]


@pytest.mark.parametrize(("asked", "value"), VALUES)
def test_value(asked: Callable[[object], Derivation], value: object) -> None:
    point = {"x": 3, "y": 2}

    assert asked(point).value == value
    assert asked([point, point]).value == (value, value)


NOT_SMOOTH = [
    # what is asked, at the point                                    entries, and what is said
    (lambda: sc.jacobian("[|x|, x y]", at={"x": 0, "y": 1}), [[sp.nan, 0], [1, 0]], "Entry (1, 1)"),
    (lambda: sc.jacobian("[x|x|, y]", at={"x": 0, "y": 1}), [[0, 0], [0, 1]], "derivatives agree"),
    (lambda: sc.jacobian("|x y| x y", at={"x": 0, "y": 0}), [[0, 0]], "derivatives agree"),
    (lambda: sc.jacobian("max(x, y)", at={"x": 1, "y": 1}), [[sp.nan, sp.nan]], "do not exist"),
    (lambda: sc.hessian("|x|^3 + y", at={"x": 0, "y": 1}), [[0, 0], [0, 0]], "derivatives agree"),
    (lambda: sc.hessian("x|x|", at={"x": 0}), [[sp.nan]], "entry (1, 1)"),
    (lambda: sc.hessian("sqrt(x)", at={"x": 0}), [[sp.nan]], "does not exist there"),
]


@pytest.mark.parametrize(("asked", "entries", "said"), NOT_SMOOTH)
def test_where_entries_do_not_exist(
    asked: Callable[[], Derivation], entries: list[list[object]], said: str
) -> None:
    told = asked()

    assert told.value == sp.Matrix(entries)
    assert said in told.text()


ALONG = [
    # formula, direction                    at            value, and what is said
    (
        "|x| + |y|",
        [3, 4],
        {x: 0, y: 1},
        sp.nan,
        "rate 7/5, in the opposite direction at the rate −1/5",
    ),
    ("sqrt(x^2 + y^2)", [1, 1], {x: 0, y: 0}, sp.nan, "at the rate 1"),
    ("|x y|", [3, 4], {x: 0, y: 0}, 0, "both one-sided derivatives are 0"),
    ("cbrt(x) + y", [1, 0], {x: 0, y: 0}, sp.nan, "no finite value"),
    ("sqrt(1/y + 1) + x", [1, 0], {x: 0, y: 0}, sp.nan, "√(1/y + 1) + x has no value there"),
    ("1/x + y", [1, 0], {x: 0, y: 0}, sp.nan, "1/x + y has no value there"),
    ("max(x, y)", [1, 0], {x: 0, y: 0}, sp.nan, "rate 1, in the opposite direction at the rate 0"),
]


@pytest.mark.parametrize(("formula", "direction", "at", "value", "said"), ALONG)
def test_along_a_line_through_a_kink(
    formula: str, direction: list[int], at: dict[sp.Symbol, int], value: object, said: str
) -> None:
    told = sc.directional(formula, direction=direction, at=at)

    assert told.value == value or (told.value is sp.nan and value is sp.nan)
    assert said in told.text()


REFUSED = [
    (lambda: sc.jacobian("[[x, y], [1, 2]]"), "a list of formulas is needed"),
    (lambda: sc.jacobian([]), "the list of formulas is empty"),
    (lambda: sc.jacobian(sp.Matrix(0, 1, [])), "the list of formulas is empty"),
    (lambda: sc.jacobian("[x^2, y]", "x, x"), "x is named twice"),
    (lambda: sc.jacobian("[x^2, y]", at={"z": 1}), "z does not occur in the formula"),
    (lambda: sc.jacobian([f"x{i}" for i in range(9)]), "the Jacobian has 81 entries"),
    (lambda: sc.jacobian("hessian of x"), "this asks for a hessian"),
    (lambda: sc.hessian("[x, y]"), "not one formula with one value"),
    (lambda: sc.hessian("x^2 + y^2 = 1"), "="),
    (lambda: sc.hessian("+".join(f"x{i}" for i in range(9))), "the Hessian has 81 entries"),
    (lambda: sc.directional("x^2 y"), "not said in which direction"),
    (lambda: sc.directional("x^2 y", direction=[0, 0]), "points nowhere"),
    (lambda: sc.directional("x^2 y", direction=[1, 2, 3]), "three components"),
    (lambda: sc.directional("x^2 y", direction="north"), "north is not known"),
    (lambda: sc.directional("x^2 y", direction=[sp.oo, 1]), "not a finite number"),
    (lambda: sc.directional("x^2 y", direction={"z": 1}), "z is not one of the variables"),
    (lambda: sc.chain("x^2 y", "cos t"), "not said what the variables are"),
    (lambda: sc.chain("x^2 y", {}), "by which variable"),
    (lambda: sc.chain("x y", "x = y, y = t"), "x is given in terms of y"),
    (lambda: sc.chain("[x, y]", "x = t"), "not one formula"),
    (lambda: sc.divergence("[x, y]", "x, y, z"), "two components and three variables"),
    (lambda: sc.divergence("[x y, z]"), "two components and three variables"),
    (lambda: sc.explain("jacobian determinant of [x y z, x]"), "shape 2 × 3 is not worked out"),
    (lambda: sc.divergence("F"), "not said what F is"),
    (lambda: sc.curl("[x, y, z, w]"), "four components has no curl"),
    (lambda: sc.laplacian("[x, y]"), "not one formula"),
    (lambda: sc.explain("directional derivative of x y"), "not said in which direction"),
    (lambda: sc.explain("directional derivative of x y along [1]"), "a component for each of x, y"),
    (lambda: sc.explain("total derivative of x y"), "not said what the variables are"),
    (lambda: sc.explain("total derivative of x y where x = 3"), "the variables are constant here"),
    (lambda: sc.explain("total derivative of x y where x = t, y > t"), "an equation should stand"),
]


@pytest.mark.parametrize(("asked", "said"), REFUSED, ids=[row[1] for row in REFUSED])
def test_bad_input_is_one_clear_error(asked: Callable[[], Derivation], said: str) -> None:
    with pytest.raises(sc.SymcalcError) as caught:
        asked()

    assert said in str(caught.value)


WHERE = [
    {"x": "t^2", "y": "t^3"},
    {x: t**2, y: t**3},
    "x = t^2, y = t^3",
    "x = t^2; y = t^3",
    "x(t) = t^2, y(t) = t^3",
    r"x = t^2,\ y = t^3",
]


@pytest.mark.parametrize("where", WHERE, ids=str)
def test_inner_functions_are_given_in_any_form(where: object) -> None:
    assert sc.chain("x y", where).answer == 5 * t**4


GIVEN = [
    sp.Matrix([x**2 + y, x * y]),
    sp.Matrix([[x**2 + y, x * y]]),
    [x**2 + y, x * y],
    ["x^2 + y", "x y"],
    (x**2 + y, "x*y"),
    r"\begin{pmatrix} x^2 + y \\ xy \end{pmatrix}",
    "F(x, y) = [x^2 + y, x y]",
    "x^2 + y, x y",
]


@pytest.mark.parametrize("given", GIVEN, ids=str)
def test_formulas_are_given_in_any_form(given: object) -> None:
    assert sc.jacobian(given).answer == sp.Matrix([[2 * x, 1], [y, x]])


def test_the_jacobian_of_a_gradient_is_the_hessian() -> None:
    assert sc.jacobian(sc.gradient("x^2 y + sin y")).answer == sc.hessian("x^2 y + sin y").answer


def test_matrices_in_json_latex_and_markdown() -> None:
    told = sc.hessian("x^2 y", at={"x": 1, "y": 2})
    data = json.loads(told.json())
    matrix = r"\begin{pmatrix} 2 y & 2 x \\ 2 x & 0 \end{pmatrix}"

    assert data["kind"] == "hessian"
    assert data["answer"] == {"text": "[[2y, 2x], [2x, 0]]", "latex": matrix}
    assert data["steps"][-1]["after"]["text"] == "[[4, 2], [2, 0]]"
    assert matrix in told.latex()
    assert matrix in told.markdown()
    assert sc.read(data["answer"]["text"]).expr == told.answer


def test_each_mixed_derivative_is_worked_out_once() -> None:
    titles = [step.title for step in sc.hessian("x^2 y^2 z^2").steps]

    assert [title for title in titles if " and " in title] == [
        "Second partial derivative by x and y",
        "Second partial derivative by x and z",
        "Second partial derivative by y and z",
    ]


def test_hints_do_not_compute() -> None:
    told = sc.hessian("x^2 y")

    assert told.hint(1) == "Which letters are constant while x changes?"
    assert all("2x" not in told.hint(k) for k in range(1, 4))
