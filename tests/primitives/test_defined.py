"""Functions of the user's own as SymPy classes and as rows that are entered in a session."""

from __future__ import annotations

import pickle

import mpmath
import pytest
import sympy as sp

from symcalc import reading
from symcalc.formula import over_reals
from symcalc.primitives import TABLE, arrange, build, view
from symcalc.primitives.defined import (
    Defined,
    definitions,
    enter,
    entered,
    forget,
    function_of,
    opened,
)
from symcalc.primitives.row import Definition
from symcalc.writing.text import text

x, y, t = sp.symbols("x y t")


def definition(name: str, formula: str, *partials: str, given: bool = False) -> Definition:
    """Of x, or of x and y, with the partials that a person works out."""
    read = [reading.read(one) for one in (formula, *partials)]
    return Definition(name, (x, y)[: len(partials)], read[0], tuple(read[1:]), given=given)


BOWL = definition("bowl", "x^2 + 3", "2x")
TILT = definition("tilt", "|x| y", "y sign(x)", "|x|")


def test_the_class_is_a_sympy_function() -> None:
    bowl = function_of(BOWL)

    assert issubclass(bowl, sp.Function)
    assert str(bowl(x) + 1) == "bowl(x) + 1"
    assert bowl(x).diff(x) == 2 * x
    assert bowl(sp.sin(t)).diff(t) == 2 * sp.sin(t) * sp.cos(t)
    assert bowl(x).expand(func=True) == x**2 + 3
    with pytest.raises(TypeError):
        bowl(x, y)


def test_its_numbers_are_those_of_the_formula() -> None:
    root = function_of(definition("root", "sqrt(x) + e^x", "1/(2 sqrt(x)) + e^x"))

    with mpmath.workdps(40):
        expected = mpmath.sqrt(2) + mpmath.exp(2)
        got = mpmath.mpf(str(root(2).evalf(40)))
        assert abs(got - expected) < mpmath.mpf(10) ** -38
    assert root(2).is_extended_real
    assert root(-1).is_extended_real is False


def test_the_formula_of_arguments_is_real() -> None:
    """SymPy alone makes |e^t| of a plain symbol t an e^re(t)."""
    tilt = function_of(TILT)

    assert not tilt(sp.exp(t), y).meaning.has(sp.re)
    assert over_reals(lambda e: e.is_extended_real, tilt(x, y))


def test_inputs_are_put_in_at_once() -> None:
    swapped = function_of(definition("less", "x - y", "1", "-1"))

    assert swapped(y, x).meaning == y - x


def test_equal_definitions_are_one_class() -> None:
    again = definition("bowl", "x^2 + 3", "2x")
    other = definition("bowl", "x^2 + 4", "2x")

    assert function_of(again) is function_of(BOWL)
    assert function_of(other) is not function_of(BOWL)
    assert function_of(other)(x) != function_of(BOWL)(x)
    assert {BOWL.head, other.head} <= TABLE.keys()


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_expressions_pickle(protocol: int) -> None:
    bowl = function_of(BOWL)
    for kept in (bowl(x) ** 2 + y, bowl, Defined):
        assert pickle.loads(pickle.dumps(kept, protocol)) == kept


def test_a_word_moves_and_rows_stay() -> None:
    first = enter("bowl", BOWL)
    second = enter("bowl", definition("bowl", "x^4", "4x^3"))

    assert reading.read("bowl(t)").expr == second(t)
    assert build(BOWL.head, arrange(t)).expr == first(t)
    forget("bowl")
    with pytest.raises(Exception, match="the word bowl is not known"):
        reading.read("bowl(t)")


def test_a_word_may_be_read_for_a_while_only() -> None:
    with entered("bowl", BOWL) as row:
        assert reading.read("bowl(t)").head == row.name
    assert "bowl" not in definitions()


def test_the_last_definition_stands_last() -> None:
    """It may be made of all the others."""
    enter("a_1", BOWL)
    enter("b_1", BOWL)
    enter("a_1", TILT)

    assert list(definitions())[-2:] == ["b_1", "a_1"]
    enter("b_1", BOWL)  # run again, not defined anew
    assert list(definitions())[-2:] == ["b_1", "a_1"]


def test_the_compiler_sees_the_formula_and_a_learner_the_name() -> None:
    bowl = function_of(BOWL)

    assert [view(bowl(t)).row.name, view(bowl(t)).args] == ["sum", (t**2 + 3,)]
    assert arrange(bowl(t)).head == BOWL.head
    assert text(arrange(2 * bowl(t))) == "2 bowl(t)"


def test_partials_that_were_given_go_with_the_value() -> None:
    given = definition("bowl", "x^2 + 3", "x + x", given=True)
    seen = view(function_of(given)(t))

    assert seen.args == (t**2 + 3, t)
    assert seen.row.formula(*seen.args) == t**2 + 3
    assert seen.row.partials(*seen.args) == [0, 2 * t]


def test_a_call_opens_to_its_formula() -> None:
    enter("bowl", BOWL)
    formula = opened(reading.read("bowl(3t)"))

    assert formula is not None
    assert text(formula) == "(3t)² + 3"
    assert opened(reading.read("sin(3t)")) is None


WRITTEN = [
    # typed               means                  written as text
    ("bowl(t)", "bowl(t)", "bowl(t)"),
    ("bowl t", "bowl(t)", "bowl(t)"),
    ("2bowl(3t)^2", "2*bowl(3*t)**2", "2bowl²(3t)"),
    (r"\operatorname{bowl}\left(t\right)", "bowl(t)", "bowl(t)"),
    (r"\mathrm{bowl}(t)", "bowl(t)", "bowl(t)"),
    ("bowl'(t)", "Derivative(bowl(t), t)", "d/dt bowl(t)"),
    ("p(t+1) p", "p*p(t + 1)", "p(t + 1)·p"),  # a letter is a function where it is called
    ("p'(t)", "Derivative(p(t), t)", "d/dt p(t)"),
    ("p(t)^2", "p(t)**2", "p(t)²"),
    ("φ(t) φ", "phi*phi(t)", "φ(t) φ"),
    (r"\phi(t)", "phi(t)", "φ(t)"),
    ("tilt_2(s, t)", "tilt_2(s, t)", "tilt_2(s, t)"),
    ("p2(t) + p2", "p2 + p2(t)", "p2(t) + p2"),
]


@pytest.mark.parametrize(("typed", "meaning", "shown"), WRITTEN)
def test_own_functions_are_read_and_written(typed: str, meaning: str, shown: str) -> None:
    for word in ("bowl", "p", "phi", "p2"):
        enter(word, definition(word, "x^2 + 3", "2x"))
    enter("tilt2", definition("tilt_2", "|x| y", "y sign(x)", "|x|"))
    node = reading.read(typed)

    assert str(node.expr) == meaning
    assert reading.read(text(node)) == node
    assert text(node).replace("·", " ") == shown.replace("·", " ")


def test_a_declared_name_is_a_variable() -> None:
    enter("bowl", BOWL)

    assert reading.read("bowl (t + 1)", names=["bowl"]).expr == sp.Symbol("bowl") * (t + 1)


def test_a_text_may_say_itself_what_a_letter_means() -> None:
    enter("f", definition("f", "x^2 + 3", "2x"))

    assert reading.read_question("derivative of f(x) = x^3").body.expr == x**3
    assert reading.read_question("derivative of f(x)").body.expr != x**3
