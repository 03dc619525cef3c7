"""What is said of Taylor polynomials: known series, bounds, refusals, questions in words."""

from __future__ import annotations

import mpmath
import pytest
import sympy as sp

import symcalc as sc
from symcalc.errors import SymcalcError, TooLargeError, UnsupportedError
from symcalc.tutor.taylor.bounds import has_values, largest, monotonic
from symcalc.tutor.taylor.claims import Contact, Within

x, y = sp.symbols("x y")

SERIES = [
    # formula, at, what is said of it
    ("e^x", 0, "e^x = ∑_(k=0)^∞ x^k/k!", "every x"),
    ("sin x", 0, "sin(x) = ∑_(k=0)^∞ (−1)^k x^(2k + 1)/(2k + 1)!", "every x"),
    ("cos x", 0, "cos(x) = ∑_(k=0)^∞ (−1)^k x^(2k)/(2k)!", "every x"),
    ("1/(1-x)", 0, "1/(1 − x) = ∑_(k=0)^∞ x^k", "−1 < x < 1"),
    ("1/(1+x)", 0, "1/(1 + x) = ∑_(k=0)^∞ u^k", "−1 < x < 1"),
    ("ln(1+x)", 0, "ln(1 + x) = ∑_(k=1)^∞ (−1)^(k + 1) x^k/k", "−1 < x ≤ 1"),
    ("ln(1-2x)", 0, "ln(1 − 2x) = ∑_(k=1)^∞ (−1)^(k + 1) u^k/k", "−1/2 ≤ x < 1/2"),
    ("ln x", 1, "ln(x) = ∑_(k=1)^∞ (−1)^(k + 1)(x − 1)^k/k", "0 < x ≤ 2"),
    ("(1+x)^(1/3)", 0, "∑_(k=0)^∞ binomial(1/3, k) x^k", "−1 < x < 1"),
    ("sqrt(4+x)", 0, "√(4 + x) = 2 ∑_(k=0)^∞ binomial(1/2, k) u^k", "−4 < x < 4"),
    ("arctan x", 0, "∑_(k=0)^∞ (−1)^k x^(2k + 1)/(2k + 1)", "−1 ≤ x ≤ 1"),
    ("3e^(x/2)", 0, "∑_(k=0)^∞ u^k/k!", "every x"),
    ("e^(-x^2)", 0, "e^(−x²) = ∑_(k=0)^∞ u^k/k!", "every x"),
]


@pytest.mark.parametrize(("formula", "at", "series", "where"), SERIES)
def test_known_series_are_named(formula, at, series, where) -> None:
    told = sc.taylor(formula, at=at, degree=3).text()
    assert series in told
    assert f"for {where}." in told


def test_an_unknown_series_is_not_named() -> None:
    assert "Known series" not in sc.taylor("tan x", degree=3).text()
    assert "Known series" not in sc.taylor("ln(2+x)", degree=3).text()


BOUNDS = [
    # formula, at, degree, interval, the largest remainder by a fine grid at least; at most so
    ("e^x", 0, 4, (0, 1), 0.0227),  # e/120 = 0.02265
    ("sin x", 0, 3, (-1, 1), 0.0417),  # 1/24 = 0.041667
    ("cos x", 0, 2, ("-pi/4", "pi/4"), 0.0572),  # sin(π/4)(π/4)³/6 = 0.05709
    ("ln x", 1, 2, (1, 2), 0.334),  # 2/6
    ("sqrt(1+x)", 0, 1, (0, 1), 0.126),  # 1/8
    ("1/(1-x)", 0, 3, (-0.5, 0.5), 2.01),  # 24·2⁵/24/16
    ("e^x cos x", 0, 4, (-1, 1), 0.0334),
    ("x^5", 1, 2, (0, 2), 40.1),
    ("sin(3x) e^x", 0, 2, (0, 1), 15),
    ("e^x", 0, 20, (-3, 3), 4.2e-9),
    ("sin(x)^2 + cos(x)^2", 0, 2, (0, 1), 1e-30),  # nothing is left over
]


@pytest.mark.parametrize(("formula", "at", "degree", "interval", "largest_told"), BOUNDS)
def test_bounds_hold_and_are_close(formula, at, degree, interval, largest_told) -> None:
    d = sc.taylor(formula, at=at, degree=degree, on=interval)
    step = next(s for s in d.steps if s.rule in ("bound", "constant-bound", "monotonic"))
    bound = float(step.after.parts[1].expr)
    low, high = (float(sc.parse(str(end))) for end in interval)
    apart = sp.lambdify(x, sc.parse(formula) - d.answer, "mpmath")
    with mpmath.workdps(30):
        grid = [low + (high - low) * mpmath.mpf(k) / 200 for k in range(201)]
        real = max(abs(apart(place)) for place in grid)
    assert real <= bound + 1e-28
    assert bound <= largest_told
    assert f"≤ {step.after.parts[1].text or ''}" in d.text()
    assert d.check.status == "agrees"


NO_BOUND = [
    ("ln x", 1, (0, 1), "ln(x) has no value at x = 0"),
    ("|x|", 1, (-1, 2), "No M is proved"),  # a kink between
    ("1/x", 1, (-1, 1), "1/x has no value at x = 0, and grows without bound beside it"),
    ("tan x", 0, (0, 2), "tan(x) has no value at x = π/2 ≈ 1.571, and grows without bound"),
    ("1/(1-x)", 0, (2, 3), "so Lagrange's remainder does not reach beyond it"),
    ("sin(x-1)/(x-1)", 0, (0, 2), "so Lagrange's remainder does not reach beyond it"),
    ("(1+x)^a", 0, (0, 1), "No M is proved"),
]


@pytest.mark.parametrize(("formula", "at", "interval", "said"), NO_BOUND)
def test_what_cannot_be_bounded_is_said(formula, at, interval, said) -> None:
    told = sc.taylor(formula, "x", at=at, degree=2, on=interval).text()
    assert said in told


def test_a_brief_answer_has_the_bound() -> None:
    told = sc.taylor("e^(x^2)", on=(0, 1)).text("brief")
    assert "On [0, 1] the remainder is bounded: |R_4(x)| ≤ 7.07." in told


REFUSED = [
    # formula, keywords, what is said
    ("|x|", {}, "|x| has no first derivative at x = 0: from the left it is −1, from the right 1"),
    ("x |x|", {"degree": 2}, "no second derivative at x = 0: from the left it is −2, from the ri"),
    ("sqrt(x)", {}, "√x has values on one side of x = 0 only"),
    ("x^(3/2)", {"degree": 1}, "on one side of x = 0 only"),
    ("ln x", {}, "ln(x) has no value at x = 0"),
    ("1/x", {}, "1/x has no value at x = 0"),
    ("sin(x)/x", {}, "has no value at x = 0"),
    ("cbrt(x)", {}, "the first derivative of ∛x, 1/(3 |x|^(2/3)), has no value at x = 0"),
    ("sign(x)", {}, "jumps at x = 0"),
    ("arcsin x", {"at": 1}, "on one side of x = 1 only"),
    ("arcsin x", {"at": 2}, "has no value at x = 2"),
    ("x y", {}, "the formula has several variables: x, y"),
    ("e^x", {"degree": -1}, "-1 is not a degree"),
    ("e^x", {"on": (1, 0)}, "the interval from 1 to 0 is empty"),
    ("e^x", {"on": "0"}, "is not an interval"),
    ("e^x", {"at": "y"}, "y is not a number"),
    ("e^x", {"at": {"y": 1}}, "y does not occur in the formula"),
    ("[x, x^2]", {}, "this is not one formula with one value"),
    ("ln(x) y", {"wrt": "x,y"}, "has no value at x = 0, y = 0"),
    ("x^(3/2) + y", {"wrt": "x,y", "degree": 1}, "on one side of x = 0, y = 0 only"),
    ("|x - y|", {"wrt": "x,y"}, "may have a kink at x = 0, y = 0"),
    ("sqrt(x^2 + y^2)", {"wrt": "x,y"}, "at x = 0, y = 0"),
]


@pytest.mark.parametrize(("formula", "keywords", "said"), REFUSED)
def test_bad_input_is_answered_in_words(formula, keywords, said) -> None:
    with pytest.raises(UnsupportedError) as caught:
        sc.taylor(formula, **keywords)
    assert said in str(caught.value)
    assert "hint:" in str(caught.value)


LARGE = [
    ("e^x", {"degree": 31}),
    ("e^(x y z w)", {"wrt": "x,y,z,w", "degree": 12}),
    ("x^x sin(x^x)", {"at": 1, "degree": 20}),
    ("tan(sin(e^(x^2)))", {"degree": 15}),
]


@pytest.mark.parametrize(("formula", "keywords"), LARGE)
def test_too_large_is_refused(formula, keywords) -> None:
    with pytest.raises(TooLargeError):
        sc.taylor(formula, **keywords)


NONSENSE = ["", "e^", "x = ", "sin", "\\frac{x}", "Taylor", "∫ x dx", "x^2 + y^2 = 1", "lim x->0 x"]


@pytest.mark.parametrize("formula", NONSENSE)
def test_nonsense_is_one_clear_error(formula: str) -> None:
    with pytest.raises(SymcalcError):
        sc.taylor(formula)


QUESTIONS = [
    # question, polynomial
    ("taylor polynomial of e^x at 0 degree 2", "1 + x + x^2/2"),
    ("Taylor polynomial of ln(x) at x = 1 of degree 2", "(x-1) - (x-1)^2/2"),
    ("third-order Taylor polynomial of sin x", "x - x^3/6"),
    ("Find the Maclaurin series of cos x up to order 4", "1 - x^2/2 + x^4/24"),
    ("2nd degree Taylor polynomial of e^x about x = 0", "1 + x + x^2/2"),
    ("taylor e^x about 1 to second order", "e + e(x-1) + e(x-1)^2/2"),
    ("linear approximation of sqrt(x) near 4", "2 + (x-4)/4"),
    ("quadratic approximation of cos x at 0", "1 - x^2/2"),
    ("linearization of x^3 at x = 1", "1 + 3(x-1)"),
    ("Taylor polynomial of e^x cos(y) at x = 0, y = 0 of degree 1", "1 + x"),
]


@pytest.mark.parametrize(("question", "polynomial"), QUESTIONS)
def test_questions_in_words(question: str, polynomial: str) -> None:
    d = sc.explain(question)
    assert sp.expand(d.answer - sc.parse(polynomial)) == 0
    assert sc.explain(d.question.text).answer == d.answer


EXPONENTIAL = """Taylor polynomial of e^x at x = 0 of degree 2 on [0, 1]

 1  First derivative
    By the derivative of the exponential function.
    d/dx e^x = e^x
 2  Second derivative
    Once more, by the derivative of the exponential function.
    d/dx e^x = e^x
 3  Coefficients
    The coefficient of x^k is the k-th derivative at x = 0, divided by k!.
    P_2(x) = 1 + x + x²/2!
    k  k-th derivative  at x = 0  coefficient
    0  e^x              1         1
    1  e^x              1         1
    2  e^x              1         1/2
 4  Taylor polynomial
    The coefficients are worked out. This is the quadratic approximation; the linear one, the \
tangent line, is 1 + x.
    = 1 + x + x²/2
 5  Third derivative
    Once more, by the derivative of the exponential function.
    d/dx e^x = e^x
 6  Remainder (Lagrange)
    e^x = P_2(x) + R_2(x), with some ξ between 0 and x.
    R_2(x) = x³ e^ξ/6
 7  Bound on [0, 1]
    The third derivative does not turn between 0 and 1: its own derivative is not 0 there (proved \
by interval arithmetic). So its size is largest at x = 1: M = e. As |x| is at most r = 1, the \
remainder is at most M·r³/3!.
    |R_2(x)| ≤ 0.454
 8  Known series
    The polynomial begins a known series. It converges to e^x for every x.
    e^x = ∑_(k=0)^∞ x^k/k!

    = 1 + x + x²/2

On [0, 1] the remainder is bounded: |R_2(x)| ≤ 0.454.
"""
PARABOLA = """Taylor polynomial of x² at x = 3 of degree 1 on [2, 4]

 1  First derivative
    By the power rule.
    d/dx x² = 2x
 2  Coefficients
    The coefficient of (x − 3)^k is the k-th derivative at x = 3, divided by k!.
    P_1(x) = 9 + 6(x − 3)
    k  k-th derivative  at x = 3  coefficient
    0  x²               9         9
    1  2x               6         6
 3  Taylor polynomial
    The coefficients are worked out. This is the linear approximation: its graph is the tangent \
line at x = 3.
 4  Second derivative
    Once more, by the constant multiple rule, the identity rule.
    d/dx 2x = 2
 5  Remainder (Lagrange)
    x² = P_1(x) + R_1(x), with some ξ between 3 and x.
    R_1(x) = (x − 3)²
 6  Bound on [2, 4]
    The second derivative is constant: M = 2. As |x − 3| is at most r = 1, the remainder is at \
most M·r²/2!.
    |R_1(x)| ≤ 1

    = 9 + 6(x − 3)

On [2, 4] the remainder is bounded: |R_1(x)| ≤ 1.
"""


def test_whole_derivations() -> None:
    """Typed by hand."""
    exponential = sc.taylor("e^x", degree=2, on=(0, 1)).text()
    parabola = sc.taylor("x^2", at=3, degree=1, on=(2, 4)).text()
    assert exponential.split("\nChecked")[0] == EXPONENTIAL
    assert parabola.split("\nChecked")[0] == PARABOLA


def test_claims_refute_what_is_wrong() -> None:
    wrong = 1 + x + x**2 / 2 + x**3 / 7
    assert Contact(sp.exp(x), wrong, {x: sp.S.Zero}, 3).check().status == "disagrees"
    plane = 1 + x + y
    centre = {x: sp.S.Zero, y: sp.S.Zero}
    assert Contact(sp.exp(x) * sp.cos(y), plane, centre, 1).check().status == "disagrees"
    tight = Within(sp.sin(x), x, x, (sp.S.Zero, sp.S.One), sp.Rational(1, 10))
    assert tight.check().status == "disagrees"


def test_balls_prove() -> None:
    assert largest(sp.sin(x), x, sp.S.Zero, sp.pi).bound <= sp.Rational(101, 100)
    assert not has_values(1 / (x - sp.sqrt(2)), x, sp.S.One, sp.Integer(2))
    assert monotonic(x**2, x, sp.S.Zero, sp.Integer(3))
    assert not monotonic(x**2, x, -sp.S.One, sp.Integer(3))


def test_answers_are_graded() -> None:
    question = "linear approximation of sqrt(x) at 4"
    assert sc.grade(question, "1 + x/4", timeout=None).status == "correct"
    assert sc.grade(question, "2 + x/4", timeout=None).status == "incorrect"
