"""Implicit differentiation: right by SymPy's idiff and by hand, the curve followed by numbers."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.curves import Slopes
from symcalc.checking.sampling import compare
from symcalc.steps import walk

x, y = sp.symbols("x y")

CURVES = [
    "x^2 + y^2 = 25",
    "x y = 1",
    "x^3 + y^3 = 6x y",
    "y^2 = x^3",
    "x^2/9 + y^2/4 = 1",
    "x^2 - y^2 = 1",
    "sqrt(x) + sqrt(y) = 3",
    "x^2 y + x y^2 = 6",
    "sin(x y) = x",
    "sin(x) + cos(y) = 1",
    "x sin(y) + y sin(x) = 1",
    "e^(x y) = x + y",
    "e^y = x y",
    "ln(x y) = y",
    "ln(x) + ln(y) = x - y",
    "y = x + sin(y)",
    "x = tan(y)",
    "sin(y) = x",
    "y^5 + y = x",
    "x/y + y/x = 3",
    "(x^2 + y^2)^2 = 4x^2 y",
    "x^4 + 4x^2 y^2 - 3x y^3 + 2x = 0",
    "x^y = y^x",
    "y^x = 2",
    "x^2 = (y - x)/(y + x)",
    "arctan(y/x) = ln(x^2 + y^2)/2",
    "y = x^2",
    "a x^2 + b y^2 = c",
]


@pytest.mark.parametrize("equation", CURVES)
def test_slopes_of_curves(equation: str) -> None:
    d = sc.implicit(equation, "y", "x")
    gap = sc.parse(equation).lhs - sc.parse(equation).rhs

    assert compare(d.answer, sp.idiff(gap, y, x)).status == "equal"
    assert d.verify().status == "agrees"
    assert d.steps[0].rule == "both-sides"
    assert all(step.title for step in walk(d.steps))


SECOND = [
    # equation            d²y/dx² on the curve, by hand
    ("x^2 + y^2 = 25", "-25/y^3"),
    ("x y = 1", "2y/x^2"),
    ("y^2 = x", "-1/(4y^3)"),
    ("y = x^2", "2"),
    ("x^2 - y^2 = 1", "-1/y^3"),
    ("sqrt(x) + sqrt(y) = 1", "1/(2 x sqrt(x))"),
]


@pytest.mark.parametrize(("equation", "by_hand"), SECOND)
def test_second_derivatives(equation: str, by_hand: str) -> None:
    d = sc.implicit(equation, order=2)
    gap = sc.parse(equation).lhs - sc.parse(equation).rhs
    slope = sc.implicit(equation).answer

    assert d.verify().status == "agrees"
    assert Slopes(gap, x, y, (slope, sc.parse(by_hand))).check().status == "agrees"


POINTS = [
    # equation            point                     slope, by hand
    ("x^2 + y^2 = 25", {"x": 3, "y": 4}, sp.Rational(-3, 4)),
    ("x^3 + y^3 = 6x y", {"x": 3, "y": 3}, -1),
    ("x y = 1", {"x": 2, "y": "1/2"}, sp.Rational(-1, 4)),
    ("sin(y) = x", {"x": "1/2", "y": "pi/6"}, 2 / sp.sqrt(3)),
    ("e^(x y) = x + y", {"x": 0, "y": 1}, 0),
    ("y^5 + y = x", {"x": 2, "y": 1}, sp.Rational(1, 6)),
]


@pytest.mark.parametrize(("equation", "point", "slope"), POINTS)
def test_slopes_at_points(equation: str, point: dict[str, object], slope: sp.Expr) -> None:
    value = sc.implicit(equation, at=point).value
    assert sp.simplify(value - slope) == 0


def test_a_vertical_tangent_has_no_slope() -> None:
    d = sc.implicit("x^2 + y^2 = 25", at={"x": 5, "y": 0})
    assert d.value is sp.nan
    assert "At (−5, 0) and (5, 0), where y = 0, the tangent is vertical." in d.text()


CIRCLE = """\
dy/dx where x² + y² = 25

  1  Differentiate both sides
     y is a function of x here. Where y stands, the chain rule gives a factor y′, the derivative \
of y.
     d/dx (x² + y²) = d/dx 25
  2  Left side
     d/dx (x² + y²)
  3  Sum rule   (u + v)′ = u′ + v′
     A sum is differentiated term by term.
     = d/dx x² + d/dx y²
  4  Power rule   d/dx x^n = n x^(n − 1)
     The exponent 2 comes to the front, and one is taken from it.
     d/dx x² = 2x
  5  Chain rule
     The outer function is u², the inner one is y.
     d/dx y² = 2y·(d/dx y) = 2y·y′
     so d/dx (x² + y²) = 2x + 2y·y′
  6  The new equation
     The two derivatives are equal.
     2x + 2y·y′ = 0
  7  Collect y′
     The terms with y′ go to the left, all others to the right.
     2y·y′ = −2x
  8  Divide
     Divide by 2y, which must not be 0.
     y′ = −2x/(2y)
  9  Tidy up
     Factors are cancelled, and like terms collected.
     y′ = −x/y

    = −x/y   for y ≠ 0
"""


def test_a_whole_derivation() -> None:
    """Typed by hand, as it stands on a board."""
    assert sc.implicit("x^2 + y^2 = 25").text().startswith(CIRCLE)


REFUSED = [
    # equation          point                 what is said
    ("x^2 + y^2", None, "this is no equation"),
    ("x^2 = 25", None, "y does not occur"),
    ("y^2 = 25", None, "x does not occur"),
    ("x + y = y", None, "y′ drops out"),
    ("x^2 < y", None, "this is no equation"),
    ("x^2 + y^2 = 25", {"x": 3, "y": 5}, "does not lie on the curve"),
    ("x^2 + y^2 = 25", {"x": 3}, "no value for y"),
    ("ln(x) = y", {"x": -1, "y": 0}, "no value at"),
    ("x^2 + y^2 = 25", {"t": 3}, "t does not occur"),
    ("f(x, y) = y^2", None, "f"),
]


@pytest.mark.parametrize(("equation", "point", "said"), REFUSED)
def test_refusals_say_why(equation: str, point: dict[str, int] | None, said: str) -> None:
    with pytest.raises(sc.SymcalcError, match=said):
        sc.implicit(equation, "y", "x", at=point)


def test_letters_and_orders() -> None:
    assert sc.implicit("u^2 + v^2 = 1", "v", "u").answer == -sp.Symbol("u") / sp.Symbol("v")
    assert sc.implicit("x^2 + y^2 = 1", "x", "y").answer == -y / x
    with pytest.raises(sc.UnsupportedError, match="function of itself"):
        sc.implicit("x^2 + y^2 = 1", "x", "x")
    with pytest.raises(sc.UnsupportedError, match="no order 3"):
        sc.implicit("x^2 + y^2 = 1", order=3)


QUESTIONS = [
    # question                                        answer
    ("dy/dx where x^2 + y^2 = 25", "-x/y"),
    ("x^2 + y^2 = 25, find dy/dx", "-x/y"),
    ("dx/dy where x^2 + y^2 = 25", "-y/x"),
    ("du/dv if u^2 = v^3", "3v^2/(2u)"),
    ("d^2y/dx^2 where x^2 + y^2 = 25", "-25/y^3"),
]


@pytest.mark.parametrize(("question", "answer"), QUESTIONS)
def test_asked_in_words(question: str, answer: str) -> None:
    d = sc.explain(question)
    assert d.question.kind == "implicit"
    assert d.answer == sc.parse(answer)


def test_the_text_of_a_question_is_read_again() -> None:
    for order in (1, 2):
        d = sc.implicit("x^2 + y^2 = 25", order=order)
        assert sc.explain(d.question.text).answer == d.answer
    assert sc.explain("dy/dx where x^2 + y^2 = 25 at x=3, y=4").value == sp.Rational(-3, 4)
    with pytest.raises(sc.UnsupportedError, match="first and the second"):
        sc.explain("d^3y/dx^3 where x y = 1")


def test_a_curve_without_points_is_not_decided() -> None:
    """Every step is true, but there is no point at which numbers could tell."""
    d = sc.implicit("x^2 + y^2 = -1")
    assert d.answer == -x / y
    assert d.check.status == "undecided"
    assert "Too few points of the curve" in d.text()


def test_a_wrong_slope_is_refuted() -> None:
    assert Slopes(x**2 + y**2 - 25, x, y, (x / y,)).check().status == "disagrees"
    assert Slopes(x * y - 1, x, y, (-y / x, y / x**2)).check().status == "disagrees"


STEEP = [
    # equation            what is to be said of the points where the formula is undefined
    ("x^3 = y^3", "At (0, 0), where y² = 0, the formula is 0/0"),
    ("x^2 + y^2 = -1", "No real point satisfies the equation: it says that x² + y² + 1 = 0"),
    ("x^2 + y^2 = 0", "Only x = 0, y = 0 satisfies the equation"),
    ("x^2 + 2x + y^2 = -5", "whether there is one is not decided"),
    ("x^3 + y^3 = 6x y", "If x² − 2y is not 0 there, the tangent is vertical; if it is 0 too"),
    ("x y = 1", "The curve has no point with x = 0."),
]


@pytest.mark.parametrize(("equation", "sentence"), STEEP)
def test_where_the_denominator_is_zero(equation: str, sentence: str) -> None:
    assert sentence in sc.implicit(equation, "y", "x").text()


def test_no_fraction_stays_in_the_denominator() -> None:
    d = sc.implicit("ln(y) = x^y", "y", "x")
    assert "1/y" not in str(sp.fraction(d.answer)[1])
    assert d.verify().status == "agrees"


def test_the_title_of_a_question_is_typeset() -> None:
    assert sc.explain("dy/dx where x^2 + y^2 = 25").text().startswith("dy/dx where x² + y² = 25\n")
    second = sc.explain("d^2y/dx^2 where x^2 + y^2 = 25").text()
    assert second.startswith("d²y/dx² where x² + y² = 25\n")
