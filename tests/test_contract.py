"""What the public interface promises, where no test of one room holds it to that."""

from __future__ import annotations

import inspect
import json
import pickle
from typing import Any

import numpy as np
import pytest
import sympy as sp
from click.testing import CliRunner

import symcalc as sc
from symcalc.cli import group
from symcalc.errors import ReadingError, UnsupportedError

X, Y = sp.symbols("x y")

# The parameters of a verb that may be given by position, in order.
SIGNATURES = {
    "tangent": ["f", "x", "at"],
    "directional": ["f", "wrt", "direction", "at"],
    "limit": ["f", "x", "to", "side"],
    "taylor": ["f", "wrt", "at", "degree"],
    "extrema": ["f", "wrt", "subject_to", "on"],
    "implicit": ["equation", "y", "x"],
    "gradient": ["f", "wrt"],
}


@pytest.mark.parametrize("verb", SIGNATURES)
def test_positions(verb: str) -> None:
    parameters = inspect.signature(getattr(sc, verb)).parameters.values()
    placed = [p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]

    assert placed[: len(SIGNATURES[verb])] == SIGNATURES[verb]


def test_calls_by_position() -> None:
    assert sc.taylor("e^x", "x", 0, 3).answer == sp.series(sp.exp(X), X, 0, 4).removeO()
    place = {"x": 1, "y": 2}
    assert sc.directional("x^2 y", ["x", "y"], [3, 4], place).value == sp.Rational(16, 5)
    assert sc.extrema("x^3 - 3x", "x", (), (0, 3)).answer[-1] == ({X: 3}, 18, "maximum")
    assert sc.extrema("x y", ["x", "y"], "x + y = 1").answer[0][1] == sp.Rational(1, 4)
    assert inspect.signature(sc.extrema).parameters["subject_to"].default == ()


# A formula, and the critical points of its answer: zeros of f', and places without f'.
CRITICAL = [
    ("x^3 - 3x", [-1, 1]),
    ("x^3", [0]),
    ("cbrt(x)", [0]),
    ("x e^(-x)", [1]),
    ("tanh(x)", []),
]


@pytest.mark.parametrize(("formula", "places"), CRITICAL)
def test_extrema_are_critical_points(formula: str, places: list[int]) -> None:
    assert [point[X] for point, _, _ in sc.extrema(formula).answer] == places


def test_inflections_are_told_and_are_the_answer_where_they_are_asked_for() -> None:
    assert "Inflection point at x = 0" in sc.extrema("x^3 - 3x").text()
    asked = sc.explain("inflection points of x^3 - 3x")
    assert ({X: 0}, 0, "inflection") in asked.answer
    assert sc.explain(asked.question.text).answer == asked.answer
    assert sc.grade("inflection points of x^3 - 3x", "x = 0").status == "correct"
    assert sc.grade("inflection points of x^3 - 3x", "x = 1").status == "incorrect"
    assert sc.grade("critical points of x^3 - 3x", "x = -1, x = 1").status == "correct"
    assert sc.grade("critical points of x^3", "x = 0").status == "correct"
    named = "max at x = -1, min at x = 1, inflection point at x = 0"
    assert sc.grade("extrema of x^3 - 3x", named).status == "correct"


SPELLINGS = [("w_0^2", "w₀"), ("w₀^2", "w₀"), ("theta^2", "θ"), ("θ^2", "θ"), ("w_{10}^2", "w₁₀")]


@pytest.mark.parametrize(("formula", "variable"), SPELLINGS)
def test_a_variable_is_the_symbol_of_its_reading(formula: str, variable: str) -> None:
    assert sc.diff(formula, variable).answer == 2 * sc.parse(variable)


def test_symbols_of_the_user_come_back_as_they_are() -> None:
    own = sp.Symbol("w₀", positive=True)
    assert sc.diff("w_0^2", own).answer == 2 * own
    x = sp.Symbol("x", positive=True)
    assert sc.diff("x^3", x).answer == 3 * x**2
    assert sc.diff("x^3", at={x: 2}).value == 12
    assert sc.gradient("x^2 y", [x, "y"]).answer == sp.Matrix([2 * x * Y, x**2])
    assert sc.limit("sin(x)/x", x, 0).answer == 1
    assert sc.taylor("e^x", x, degree=2).answer == 1 + x + x**2 / 2
    assert sc.extrema("x^2 - 4x", x).answer == (({x: 2}, -4, "minimum"),)


def test_inputs_are_in_natural_order_however_they_are_written() -> None:
    assert sc.compile("w2 + w10 + w_1", backend="python").inputs == ("w_1", "w2", "w10")


@pytest.mark.parametrize("spelling", ["w₀", "w_0", "w0"])
def test_kernels_take_every_spelling_of_an_input(spelling: str) -> None:
    kernel = sc.compile("w_0 x", ["w₀", "x"], backend="python")

    assert kernel(**{spelling: 3}, x=2) == 6
    with pytest.raises(UnsupportedError, match="no input 'w1'"):
        kernel(w1=3, x=2)


def test_orders_may_be_zero() -> None:
    """As in SymPy."""
    assert sc.diff("x^4", "x", 0).answer == sp.diff(X**4, X, 0)
    assert sc.diff("x^4", "x", 0, at={"x": 2}).value == 16
    assert sc.diff("x^4 y^2", "x", 0, "y").answer == sp.diff(X**4 * Y**2, Y)
    assert "x⁴" in sc.diff("x^4", "x", 0).text()


BRACKETS = [
    ("[x^2]", sp.Matrix([X**2])),
    ("[x^2, y]", sp.Matrix([X**2, Y])),
    ("3[x+1]", 3 * X + 3),
    ("[x+1][x-1]", (X + 1) * (X - 1)),
    ("[x+1]^2", (X + 1) ** 2),
]


@pytest.mark.parametrize(("text", "meaning"), BRACKETS)
def test_brackets_around_all_are_a_list(text: str, meaning: sp.Basic) -> None:
    assert sc.parse(text) == meaning
    assert sc.read(text).expr == meaning


def test_one_formula_in_brackets_is_a_vector_kernel() -> None:
    kernel = sc.compile("[x^2]", backend="python")

    assert kernel(2.0).tolist() == [4.0]
    assert kernel([1.0, 3.0]).tolist() == [[1.0], [9.0]]
    assert kernel.jacobian(3.0).tolist() == [[6.0]]


def test_a_tuple_of_sympy_is_a_list_of_formulas() -> None:
    kernel = sc.compile(sp.Tuple(X**2 + Y, X * Y), backend="python")

    assert kernel(3.0, 2.0).tolist() == [11.0, 6.0]
    assert sc.jacobian(sp.Tuple(X**2 + Y, X * Y)).answer == sp.Matrix([[2 * X, 1], [Y, X]])


WORDED = [
    ("limit of sin(x)/x as x -> 0", sp.Limit(sp.sin(X) / X, X, 0, "+-")),
    ("derivative of x^2", sp.Derivative(X**2, X)),
    ("d/dx x^2 at x=3", sp.Subs(sp.Derivative(X**2, X), X, 3)),
    ("integral of x^2 from 0 to 1", sp.Integral(X**2, (X, 0, 1))),
]


@pytest.mark.parametrize(("text", "meaning"), WORDED)
def test_questions_in_words_are_parsed_unevaluated(text: str, meaning: sp.Basic) -> None:
    assert sc.parse(text) == meaning


def test_what_is_neither_formula_nor_question_is_still_refused() -> None:
    with pytest.raises(ReadingError, match="the word"):
        sc.parse("gradients are fun of x")


ANSWERS = [
    lambda: sc.limit("1/x", "x", 0),
    lambda: sc.integrate("1/x^2", ("x", -1, 1)),
    lambda: sc.explain("entropy of [0.2, 0.8]"),
    lambda: sc.quadrature("e^x", "x", 0, 1, n=4),
    lambda: sc.diff("x^3", method="numeric", at={"x": 1}),
]


@pytest.mark.parametrize("ask", ANSWERS)
def test_every_formula_of_a_derivation_reads(ask: Any) -> None:
    data = json.loads(ask().json())
    texts = [data["answer"]["text"], *_texts(data["steps"])]
    for text in texts:
        sc.read(text)


def _texts(steps: list[dict[str, Any]]) -> list[str]:
    own = [s[side]["text"] for s in steps for side in ("before", "after")]
    return [*own, *(t for s in steps for t in _texts(s["substeps"]))]


# A derivation, and what SymPy object its answer's text is read as.
WRITTEN = [
    (lambda: sc.convexity("x^2"), sp.Symbol("convex")),
    (lambda: sc.continuity("1/x"), sp.Tuple(0, sp.Symbol("infinite"))),
    (lambda: sc.continuity("x^2"), sp.S.EmptySet),
    (lambda: sc.explain("definiteness of [[2, 1], [1, 2]]"), sp.Symbol("positive definite")),
    (lambda: sc.backprop("(w x - 1)^2", ["w"]), 2 * X * (sp.Symbol("w") * X - 1)),
    (lambda: sc.diff("x^2"), 2 * X),
    (lambda: sc.limit("1/x", "x", 0), sp.nan),
]


@pytest.mark.parametrize(("ask", "meaning"), WRITTEN)
def test_the_answer_of_json_is_the_answer(ask: Any, meaning: sp.Basic) -> None:
    read = sc.read(json.loads(ask().json())["answer"]["text"])

    assert read.expr == meaning


def test_gradients_by_backpropagation_are_sympy_objects() -> None:
    loss = "(w x + b - y)^2"
    told = sc.backprop(loss, ["w", "b"], at={"w": 2, "b": 1, "x": 3, "y": 4})

    true = [sp.diff(sc.parse(loss), s) for s in sp.symbols("w b")]
    assert isinstance(told.answer, sp.Tuple)
    assert [sp.expand(a - t) for a, t in zip(told.answer, true, strict=True)] == [0, 0]
    assert told.value == (18, 6)
    assert pickle.loads(pickle.dumps(told)).answer == told.answer


def test_undefined_and_nearly() -> None:
    assert sc.parse("undefined") is sp.nan
    near = sc.read("x = 1/3 ≈ 0.333")
    assert [part.text for part in near.parts] == ["=", "≈"]
    assert near.expr == sp.And(
        sp.Eq(X, sp.Rational(1, 3)),
        sp.Eq(sp.Rational(1, 3), sp.Rational(333, 1000), evaluate=False),
        evaluate=False,
    )


INTEGRALS = ["x e^x", "1/(x^2 - 1)", "x^2 sin x", "sin(x)^2"]


@pytest.mark.parametrize("formula", INTEGRALS)
def test_integrals_pickle(formula: str) -> None:
    told = sc.integrate(formula)
    again = pickle.loads(pickle.dumps(told))

    assert again.text() == told.text()
    assert [way.answer for way in again.alternatives] == [way.answer for way in told.alternatives]


def test_iterated_integrals_pickle() -> None:
    told = sc.explain("int_0^1 int_0^x y dy dx")
    assert pickle.loads(pickle.dumps(told)).answer == told.answer == sp.Rational(1, 6)


def test_a_tangent_of_two_variables_shows_the_call() -> None:
    with pytest.raises(UnsupportedError) as caught:
        sc.tangent("x^2 y", at=1)

    assert 'tangent("x² y", "x", 1)' in str(caught.value)
    assert 'at={"x": 1, "y": 1}' in str(caught.value)
    assert sc.tangent("x^2 y", "x", 1).answer.rhs == sp.expand(2 * Y * X - Y)
    assert np.isclose(
        float(sc.tangent("x^2 y", at={"x": 1, "y": 1}).answer.rhs.subs({X: 2, Y: 1})), 3
    )


def test_too_large_is_a_mistake_of_the_user() -> None:
    done = CliRunner().invoke(group, ["grade", "d/dx x^2", "10^(10^(10^10))"])

    assert done.exit_code == 2
    assert "I could not decide" in done.output


@pytest.mark.parametrize(
    "told",
    [
        lambda: sc.diff("x^2", at={"x": 3}),
        lambda: sc.diff("x^2", at=[{"x": 3}, {"x": 4}]),
        lambda: sc.explain("d/dx x^2 at x = 3"),
        lambda: sc.jacobian("[x^2, y]", ["x", "y"], at={"x": 1, "y": 2}),
        lambda: sc.directional("x^2 y", ["x", "y"], [3, 4], at={"x": 1, "y": 2}),
        lambda: sc.implicit("x^2 + y^2 = 25", "y", "x", at={"x": 3, "y": 4}),
        lambda: sc.diff("x^2", method="definition", at={"x": "1/3"}),
    ],
)
def test_the_question_of_an_answer_at_a_point_is_asked_there_again(told) -> None:
    found = told()
    again = sc.explain(json.loads(found.json())["question"]["text"])

    assert found.value is not None
    assert (again.answer, again.value) == (found.answer, found.value)
