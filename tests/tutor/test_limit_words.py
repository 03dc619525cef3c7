"""What is said of limits and of continuity, and what becomes of bad input."""

from __future__ import annotations

import json

import pytest
import sympy as sp

import symcalc as sc
from symcalc.steps import walk
from symcalc.tutor.limits.series import expand

x, a, n = sp.symbols("x a n")
pi = sp.pi

FACTORED = """\
lim_(x→2) (x² − 4)/(x − 2)

 1  Factor
    As x → 2, this has the form 0/0. Take top and bottom apart into factors.
    = lim_(x→2) (x − 2)(x + 2)/(x − 2)
 2  Cancel
    Close to x = 2, but not at it, the common factor is not 0: it cancels.
    = lim_(x→2) (x + 2)
 3  Substitution
    x + 2 is continuous at x = 2, so its limit is its value there: put x = 2 in.
    = 2 + 2 = 4
 4  Values near the point
    The numbers bear it out.
    x       (x² − 4)/(x − 2)  x       (x² − 4)/(x − 2)
    1.9     3.9               2.1     4.1
    1.99    3.99              2.01    4.01
    1.999   3.999             2.001   4.001
    1.9999  3.9999            2.0001  4.0001

    = 4

Checked: 0.001 from x = 2 the value differs from the limit by about 0.001, \
and 1e-6 from it about 1e-6."""

KINKED = """\
lim_(x→0) |x|/x

 1  From the left
    lim_(x→0-) |x|/x
 2  Near the point
    For x < 0 close by, |x| is −x.
    = lim_(x→0-) (−x)/x
 3  Cancel
    Close to x = 0, but not at it, the common factor is not 0: it cancels.
    = −1
    so lim_(x→0-) |x|/x = −1
 4  From the right
    lim_(x→0+) |x|/x
 5  Near the point
    For x > 0 close by, |x| is x.
    = lim_(x→0+) x/x
 6  Cancel
    Close to x = 0, but not at it, the common factor is not 0: it cancels.
    = 1
    so lim_(x→0+) |x|/x = 1
 7  The two sides differ
    From the left the limit is −1, from the right the limit is 1: there is no limit.
    −1 ≠ 1
    x        |x|/x  x       |x|/x
    −0.1     −1     0.1     1
    −0.01    −1     0.01    1
    −0.001   −1     0.001   1
    −0.0001  −1     0.0001  1

    The limit does not exist: from the left −1, from the right 1.

Checked: of the values closer and closer to x = 0, those from the left tend to −1 \
and those from the right tend to 1."""


def test_golden_texts() -> None:
    assert sc.limit("(x^2 - 4)/(x - 2)", to=2).text() == FACTORED
    assert sc.limit("|x|/x", to=0).text() == KINKED


FORMS = [
    ("sin(x)/x", 0, "0/0"),
    ("(2x + 1)/(x - 1)", "oo", "∞/∞"),
    ("x ln(x)", 0, "0·∞"),
    ("sqrt(x^2 + x) - x", "oo", "∞ − ∞"),
    ("(1 + 1/x)^x", "oo", "1^∞"),
    ("x^x", 0, "0^0"),
    ("x^(1/x)", "oo", "∞^0"),
]


@pytest.mark.parametrize(("formula", "to", "form"), FORMS)
def test_the_form_is_named(formula: str, to: object, form: str) -> None:
    told = [step.explanation for step in walk(sc.limit(formula, to=to).steps)]
    assert any(f"the form {form}." in line for line in told)


CIRCULAR = ["sin(x)/x", "sin(3x)/x", "(e^x - 1)/x", "(e^(2x) - 1)/(5x)", "ln(1 + x)/x", "tan(x)/x"]
CIRCULAR += ["(sin(x + h) - sin(x))/h", "(e^(x + h) - e^x)/h", "(ln(x + h) - ln(x))/h"]


@pytest.mark.parametrize("formula", CIRCULAR)
def test_no_derivative_is_used_to_find_itself(formula: str) -> None:
    x_or_h = "h" if "h" in formula.replace("sinh", "") else "x"
    told = sc.limit(formula, x_or_h, 0)
    assert "lhopital" not in [step.rule for step in walk(told.steps)]


def test_lhopital_where_it_is_asked_for() -> None:
    told = sc.limit("sin(x)/x", to=0, method="lhopital")
    assert told.steps[0].rule == "lhopital"
    assert told.answer == 1


@pytest.mark.parametrize(
    ("side", "value"),
    [("left", -1), ("right", 1), ("-", -1), ("+", 1), ("both", sp.nan), ("+-", sp.nan)],
)
def test_sides(side: str, value: sp.Expr) -> None:
    assert sc.limit("|x|/x", "x", 0, side).answer is sp.sympify(value)


def test_questions_in_words_and_notation() -> None:
    assert sc.explain("limit of sin(x)/x as x -> 0").answer == 1
    assert sc.explain(r"\lim_{x\to 0^-} \frac{|x|}{x}").answer == -1
    assert sc.limit(sp.Limit(1 / x, x, 0, "+")).answer == sp.oo
    assert sc.limit("limit of x^2 as x -> 3").answer == 9
    assert sc.explain("limit of (e^(a x) - 1)/x as x -> 0", at={"a": 3}).value == 3


@pytest.mark.parametrize("formula", ["sin(x)/x", "|x|/x", "1/x^2", "sqrt(x)"])
def test_every_form_of_writing(formula: str) -> None:
    told = sc.limit(formula, to=0)
    data = json.loads(told.json())

    assert data["kind"] == "limit"
    assert data["check"]["status"] == "agrees"
    assert sc.explain(data["question"]["text"]).answer == told.answer
    assert told.hint(1)
    for written in (told.latex(), told.markdown(), told.html(), told.text("brief"), repr(told)):
        assert "nan" not in written.lower()


IN_WORDS = [
    # formula, variable, point, what is said
    ("ln(x)", "x", -1, "The limit does not exist: ln(x) has no real values near x = −1."),
    ("sqrt(x^2 - 4)", "x", 0, "The limit does not exist: √(x² − 4) has no real values near x = 0."),
    ("(-1)^x", "x", "oo", "The limit does not exist: (−1)^x has no real values near x = ∞."),
    ("1/x^2", "x", 0, "The limit is ∞: the values grow without bound."),
    ("sin(1/x)", "x", 0, "The limit does not exist: the values of sin(1/x) keep oscillating"),
    ("sqrt(x)", "x", 0, "the limit is taken from the right"),
    ("x^2", "y", 3, "The formula does not depend on y, so its limit is the formula itself."),
]


@pytest.mark.parametrize(("formula", "variable", "to", "said"), IN_WORDS)
def test_what_is_said_in_words(formula: str, variable: str, to: object, said: str) -> None:
    assert said in sc.limit(formula, variable, to).text()


def test_a_side_at_infinity_says_nothing() -> None:
    told = sc.limit("1/x", to="oo", side="left")
    assert told.answer == 0
    assert "approached from one side only" in told.remarks[0]


REFUSED = [
    (("x y",), {"to": 0}, "several variables"),
    (("x^2",), {}, "not said where"),
    (("x^2",), {"to": "x"}, "depends on x"),
    (("x^2",), {"to": sp.I}, "not a point"),
    (("x^2",), {"to": sp.zoo}, "not a point"),
    (("x^2",), {"to": [1, 2]}, "not one point"),
    (("x^2",), {"to": 0, "side": "up"}, "no side"),
    (("x^2",), {"to": 0, "method": "magic"}, "no method"),
    (("[x, x^2]", "x"), {"to": 0}, "not one formula"),
    (("f(x)", "x"), {"to": 0}, "without a formula"),
    (("d/dx x^2",), {"to": 0}, "derivative, not for a limit"),
    (("sum_(k=1)^3 k x", "x"), {"to": 0}, "sum over an index"),
    (("e^(a x)", "x"), {"to": "oo"}, "depends on the sign or the size of a"),
    (("(1 + 1/x)^(x^2)/e^x",), {"to": "oo"}, "no method that is known"),
    (("",), {"to": 0}, "no formula"),
]


@pytest.mark.parametrize(("given", "named", "said"), REFUSED)
def test_bad_input_is_refused_in_words(given, named, said) -> None:
    with pytest.raises(sc.SymcalcError) as refused:
        sc.limit(*given, **named)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("formula", "to", "value"),
    [
        ("e^(" * 6 + "x" + ")" * 6, "oo", sp.oo),  # no number is as large
        ("(x^1000000 - 1)/(x - 1)", 1, 1000000),
        ("sin(" * 20 + "x" + ")" * 20, 0, 0),
        ("+".join(f"{k}x^{k}" for k in range(1, 60)), 1, 1770),
        ("x^2", sp.Integer(10) ** 100, sp.Integer(10) ** 200),
    ],
)
def test_large_input(formula: str, to: object, value: sp.Expr) -> None:
    assert sc.limit(formula, to=to).answer == value


@pytest.mark.parametrize("f", [sp.sin(x), sp.tan(x), sp.exp(x**2), sp.asin(x), sp.sqrt(1 + x)])
def test_series_agree_with_sympy(f: sp.Expr) -> None:
    theirs = sp.series(f, x, 0, 7).removeO()
    assert [sp.simplify(c - theirs.coeff(x, k)) for k, c in enumerate(expand(f, x, 7))] == [0] * 7


CONTINUOUS = [
    ("x^2 + 1", (), "Continuous for every real x."),
    ("(x^2 - 4)/(x - 2)", ((2, "hole"),), "except at x = 2 (a hole)"),
    ("sin(x)/x", ((0, "hole"),), ""),
    ("x^2/x", ((0, "hole"),), ""),
    ("|x|/x", ((0, "jump"),), ""),
    ("1/(x^2 - 1)", ((-1, "infinite"), (1, "infinite")), ""),
    ("e^(1/x)", ((0, "infinite"),), ""),
    ("sin(1/x)", ((0, "oscillating"),), ""),
    ("x sin(1/x)", ((0, "hole"),), ""),
    ("tan(x)", ((pi * n + pi / 2, "infinite"),), "for every whole n"),
    ("floor(x)", ((n, "jump"),), ""),
    ("sign(x)", ((0, "jump"),), ""),
    ("|x|", (), "Continuous for every real x."),
    ("sqrt(x)", (), "Continuous for x ≥ 0."),
    ("ln(x)", ((0, "infinite"),), "Continuous for x > 0; at the edge of the domain"),
    ("1/(e^x - 2)", ((sp.log(2), "infinite"),), ""),
    (r"\begin{cases} x^2 & x < 1 \\ 2x - 1 & x \ge 1\end{cases}", (), ""),
    (r"\begin{cases} x & x < 1 \\ 3 & x \ge 1\end{cases}", ((1, "jump"),), ""),
    (r"\begin{cases} x & x \ne 1 \\ 3 & x = 1\end{cases}", ((1, "hole"),), ""),
    ("1/(x^5 - x - 1)", (), "as far as this shows"),
    ("7", (), "Continuous for every real x."),
]


@pytest.mark.parametrize(("formula", "bad", "said"), CONTINUOUS)
def test_continuity(formula: str, bad: tuple[tuple[sp.Expr, str], ...], said: str) -> None:
    told = sc.continuity(formula, "x")

    assert told.answer == bad
    assert said in told.ending
    assert told.verify().status == "agrees"


def test_continuity_fills_the_hole() -> None:
    told = sc.continuity("(x^2 - 4)/(x - 2)")
    assert "With the value 4 it would be continuous." in told.text()
    assert "lim_(x→2-) (x² − 4)/(x − 2) = 4 and lim_(x→2+) (x² − 4)/(x − 2) = 4" in told.text()
