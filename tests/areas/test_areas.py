"""Areas, average values, lengths and volumes: by hand, by SciPy, and what is said where none is."""

from __future__ import annotations

import pytest
import sympy as sp
from scipy.integrate import quad

import symcalc as sc
from symcalc.checking.meeting import Meets
from symcalc.errors import SymcalcError

x = sp.Symbol("x")

AREAS = [
    ("area between y = x^2 and y = x", "1/6"),
    ("area between y = x and x = y^2", "1/6"),  # one solved for x, the other turned
    ("area enclosed by y = x^2 and y = 2x + 3", "32/3"),
    ("area under sin x from 0 to pi", "2"),
    ("area under sin x from 0 to 2 pi", "4"),  # the integral is 0
    ("area of the region bounded by y = sqrt(x), the x-axis and x = 4", "16/3"),
    ("area between y = x^3 - x and the x-axis", "1/2"),
    ("area between sin x and cos x from 0 to 2pi", "4*sqrt(2)"),
    ("area between y^2 = 4x and y = 2x - 4", "9"),
    ("area enclosed by x = y^2 and x = y + 2", "9/2"),
    ("area of the circle x^2 + y^2 = 4", "4*pi"),
    ("area inside the ellipse x^2/9 + y^2/4 = 1", "6*pi"),
    ("area between y = x^2 + 1 and y = x from x = 0 to x = 2", "8/3"),
    ("area under 1/x^2 from 1 to oo", "1"),
    ("area between y = x^4 and y = x^2", "4/15"),
    ("find the area under the curve y = x^2 from x = 0 to x = 3", "9"),
    ("area between y = ln x, y = 0, x = e", "1"),
    ("area under the curve x^2 between 1 and 2", "7/3"),
    ("area between y = tan x and the x-axis from 0 to pi/4", "log(2)/2"),
    ("area bounded by y = x, y = 2x and y = 3", "9/4"),  # a triangle, by y
    ("area bounded by y = x^2, y = x, x = 2", "5/6"),  # from 1, the nearer meeting point
    ("area between x^2 and x^2", "0"),
    ("area between y = |x| and y = x^2 - 2", "20/3"),  # exact at both sides of the kink
    ("area between y = |x| and y = x^2", "1/3"),
    ("area between y=|sin x| and y=1/2 from 0 to pi", "2*sqrt(3) - 2 - pi/6"),
    ("area between y = x^2 and x = y^2", "1/3"),  # of x = y² only the upper half meets the other
    ("area between y = t^2 and y = t", "1/6"),
    ("area under v(t) = 3t^2 from t = 0 to t = 2", "8"),
    ("area enclosed by (x-1)^2 + (y-2)^2 = 1", "pi"),
    ("area between y^2 = x^3 and x = 4", "128/5"),
    ("area between y = floor(x) and y = x from 0 to 3", "3/2"),
    ("area under x sin x from 0 to 2pi", "4*pi"),
    ("how big is the area between y = x and y = x^2", "1/6"),
    ("area enclosed by r = 1 + cos(theta)", "3*pi/2"),
    ("area enclosed by r = cos(theta)", "pi/4"),  # runs twice round in a full turn
    ("area enclosed by r = cos(2theta)", "pi/2"),
    ("area enclosed by r = sin(3theta)", "pi/4"),
    ("area enclosed by r^2 = 4 sin(2theta)", "4"),
    ("area enclosed by r = theta from 0 to 2pi", "4*pi**3/3"),
    ("area enclosed by r = 2", "4*pi"),
]
# With letters, which are positive.
LETTERED = [
    ("area between y = a x and y = x^2", "a**3/6"),
    ("area of the ellipse x^2/a^2 + y^2/b^2 = 1", "pi*a*b"),
    ("area enclosed by x^2 + y^2 = r^2", "pi*r**2"),
    ("area between y = x^2 and y = a", "4*sqrt(a)**3/3"),
    ("area between y = a x^2 and y = b x", "b**3/(6*a**2)"),
    ("area under x^2 from 0 to a", "a**3/3"),
    ("area under a x^2 from 0 to 1", "a/3"),
    ("area enclosed by r = a(1 + cos(theta))", "3*pi*a**2/2"),
    ("average value of a x^2 on [0, 1]", "a/3"),
    ("average value of x^2 on [0, a]", "a**2/3"),
    ("average value of x y on [0, 1]", "y/2"),
]
AVERAGES = [
    ("average value of x^2 on [0, 3]", "3"),
    ("average value of sin x on [0, pi]", "2/pi"),
    ("average value of f(x) = x^3 from 0 to 2", "2"),
    ("average value of 5 on [0, 1]", "5"),
    ("mean value of e^x from 0 to 1", "E - 1"),
    ("average value of x^2 from x = 3 to x = 0", "3"),
    ("average of t e^t on [0, 2]", "(1 + E**2)/2"),
    ("average value of floor(x) on [0, 3]", "1"),
    ("average value of floor(2x) on [0, 2]", "3/2"),
    ("average value of sqrt(4 - x^2) on [-2, 2]", "pi/2"),
]
LENGTHS = [
    ("arc length of x^2 from 0 to 1", "sqrt(5)/2 + asinh(2)/4"),
    ("arc length of y = x^(3/2) from 0 to 4", "(80*sqrt(10) - 8)/27"),
    ("length of the curve y = cosh x from 0 to 1", "sinh(1)"),
    ("arc length of x^3/6 + 1/(2x) from 1 to 2", "17/12"),
    ("arc length of 3x + 1 from 0 to 2", "2*sqrt(10)"),
    ("arc length of sqrt(1 - x^2) from -1 to 1", "pi"),
    ("arc length of sin x from 0 to pi", "2*sqrt(2)*elliptic_e(1/2)"),
    ("arc length of |x| from -1 to 2", "3*sqrt(2)"),
]
VOLUMES = [
    ("volume of revolution of x^2 from 0 to 1 about the x-axis", "pi/5"),
    ("volume of revolution of y = x^2 from 0 to 1 about the y-axis", "pi/2"),
    ("volume of revolution of y = x and y = x^2 about the x-axis", "2*pi/15"),
    ("volume of revolution of y = x and y = x^2 about the y-axis", "pi/6"),
    ("volume of the solid of revolution of y = sqrt(x) from 0 to 4", "8*pi"),
    ("rotate y = 1/x from 1 to oo about the x-axis", "pi"),
    ("volume of revolution of x = y^2 and x = 1 about the y-axis", "8*pi/5"),
    ("volume of revolution of y = x^2 and y = 4 about the line y = 4", "512*pi/15"),
    ("volume of revolution of y = x^2 and y = 4 about y = -1", "1088*pi/15"),
    ("volume of revolution of y = x^2 and y = x about the line x = 2", "pi/2"),
    ("volume of revolution of y = x^2 and y = x about the line x = -1", "pi/2"),
    ("volume of revolution of y = x from 0 to 1 about the line y = 2", "5*pi/3"),
    ("rotate the region bounded by y = x^2 and y = 2x about the line y = -1", "104*pi/15"),
    ("volume of revolution of x^2 + (y-2)^2 = 1 about the x-axis", "4*pi**2"),  # a torus
    ("volume of revolution of x^2 + y^2 = 1 about the x-axis", "4*pi/3"),  # the same on both sides
    ("volume of revolution of y = x^2 from -1 to 1 about the y-axis", "pi/2"),
    ("volume of revolution of x = y^2 and x = 4 about the x-axis", "8*pi"),
    ("volume of revolution of y = -x^2 and y = -4 about the x-axis", "256*pi/5"),
    ("volume of revolution of floor(x) from 0 to 3", "5*pi"),
]


@pytest.mark.parametrize(("text", "value"), [*AREAS, *AVERAGES, *LENGTHS, *VOLUMES])
def test_values(text: str, value: str) -> None:
    told = sc.explain(text)

    assert abs(float(sp.N(told.answer - sp.sympify(value), 20))) < 1e-8
    assert told.check.status == "agrees"
    assert sc.explain(told.question.text).answer == told.answer  # the question is read again


@pytest.mark.parametrize(("text", "value"), LETTERED)
def test_letters(text: str, value: str) -> None:
    told = sc.explain(text)
    letters = {s: sp.Symbol(s.name, positive=True) for s in told.answer.free_symbols}
    wanted = sp.sympify(value, locals={s.name: s for s in letters}, strict=False)

    assert sp.simplify((told.answer - wanted).xreplace(letters)) == 0
    assert told.check.status == "agrees"


def test_letters_are_said_to_be_positive() -> None:
    told = sc.explain("area between y = a x and y = x^2")

    assert "Here a > 0." in told.steps[0].explanation
    assert told.text().count("for a > 0") == 1


@pytest.mark.parametrize("text", [row[0] for row in [*AREAS[::5], *AVERAGES[::3], *VOLUMES[::3]]])
def test_every_step_is_checked_again(text: str) -> None:
    assert sc.explain(text).verify().status != "disagrees"


BETWEEN = [
    ("e^(-x)", "x", 0, 1),  # the curves meet where no formula says
    ("sin(x)", "x^2/4", -1, 2),
    ("x^3 - 2x", "x", -2, 2),
    ("1/(1 + x^2)", "x^2/2", -2, 2),
    ("|x|", "2", -3, 3),
]


@pytest.mark.parametrize(("f", "g", "low", "high"), BETWEEN)
def test_areas_agree_with_quad(f: str, g: str, low: int, high: int) -> None:
    gap = sp.lambdify(x, sp.Abs(sc.parse(f) - sc.parse(g)))
    expected, _ = quad(gap, low, high, limit=400, points=[0, 0.5671432904, 1.0])

    told = sc.area(f, g, from_=low, to=high)

    assert float(told.answer) == pytest.approx(expected, rel=1e-6)


def test_verbs() -> None:
    assert sc.area("x^2", "x").answer == sp.Rational(1, 6)
    assert sc.area("y^2", "y + 2", wrt="y").answer == sp.Rational(9, 2)
    assert sc.average("x^2", "x", 0, 3).answer == 3
    assert sc.arc_length("cosh(x)", "x", 0, 1).answer == sp.sinh(1)
    assert sc.revolution("x^2", from_=0, to=1, about="y").answer == sp.pi / 2
    assert sc.area("area between y = x^2 and y = x").answer == sp.Rational(1, 6)


def test_the_mean_value_is_taken() -> None:
    told = sc.average("x^2", "x", 0, 3)

    assert told.steps[-1].rule == "mean-value"
    assert "x = √3" in told.steps[-1].explanation


def test_a_jump_skips_the_average() -> None:
    told = sc.average("|x|/x", "x", -1, 1)

    assert told.answer == 0
    assert "does not take its average value" in told.remarks[-1]


ENDINGS = [
    ("area between y = e^x and y = x", "do not meet"),
    ("area under x^2", "at x = 0 only"),
    ("area between sin x and cos x", "again and again"),
    ("area under 1/x from 1 to oo", "infinite"),
    ("area under 1/x from 0 to 1", "infinite"),
    ("average value of 1/x on [0, 1]", "diverges"),
    ("area under 1/x from -1 to 1", "infinite"),  # the pole is between the limits
]


@pytest.mark.parametrize(("text", "words"), ENDINGS)
def test_no_area_is_said_in_words(text: str, words: str) -> None:
    told = sc.explain(text)

    assert words in told.ending
    assert told.check.status == "agrees"


REFUSED = [
    ("area between a and b", "which of the letters"),
    ("area between y = x^2 and y = a x from 0 to 1", "depends on the letters"),
    ("area between y = x^2 and y = a x - b", "depends on the letters"),
    ("area under sqrt(x) from -1 to 1", "no real values"),
    ("area between y = sqrt(x^2 - 1) and y = 2", "no real values"),
    ("area enclosed by r = 1 + 2 cos(theta)", "loop"),
    ("area enclosed by r = theta", "does not close"),
    ("area between y = x y and y = 1", "not two curves"),
    ("area between", "no formula"),
    ("area under x^2 from a to b", "depends on letters"),
    ("average value of x^2 on [0, oo)", "infinite interval has no length"),
    ("average value of sqrt(x) on [-1, 1]", "no real values"),
    ("arc length of floor(x) from 0 to 3", "jumps"),
    ("volume of revolution of a x from 0 to 1", "numbers only"),
    ("average value of x^2 on [1, 1]", "both limits are 1"),
    ("average value of u v on [0, 1]", "by which variable"),
    ("average value of x^2", "on which interval"),
    ("volume of revolution of x^2 - 1 and x from 0 to 1 about the x-axis", "axis of revolution"),
    ("volume of revolution of x from -1 to 1 about the y-axis", "axis of revolution"),
    ("volume of revolution of x^2 about the z-axis", "which axis"),
    ("volume of revolution of x^2", "between which limits"),
]


@pytest.mark.parametrize(("text", "what"), REFUSED)
def test_refused(text: str, what: str) -> None:
    with pytest.raises(SymcalcError, match=what):
        sc.explain(text)


def test_wrong_meeting_points_are_refuted() -> None:
    assert Meets(x**2 - x, x, (sp.S.Zero, sp.S.One)).check().status == "agrees"
    assert Meets(x**2 - x, x, (sp.S.Zero,)).check().status == "disagrees"
    assert Meets(x**2 - x, x, (sp.S.Zero, sp.Integer(2))).check().status == "disagrees"


AREA = """
area between y = x² and y = x

Where they meet
The curves meet where the two formulas agree, that is where x·(x − 1) = 0: at x = 0 and x = 1.
x² = x
Which is on top
Between neighbouring places the difference keeps its sign, so one value tells it.
x² − x
between    x    x²   x    on top
0 < x < 1  1/2  1/4  1/2  x
Area
The upper curve less the lower one is integrated.
= ∫_0^1 (x − x²) dx
= 1/6
"""
AVERAGE = """
average value of x² from x = 0 to x = 3

Average value
The integral of x² from 0 to 3 is divided by the length of the interval, 3.
1/3 ∫_0^3 x² dx
The integral
∫_0^3 x² dx
so ∫_0^3 x² dx = 9
Divide by the length
9/3 = 3
Mean value theorem
x² is continuous from 0 to 3, so it takes its average value somewhere in between: at x = √3.
x² = 3
= 3
"""


@pytest.mark.parametrize("told", [AREA, AVERAGE])
def test_words(told: str) -> None:
    """All lines but those of the integral itself, in their order."""
    wanted = [line for line in told.strip().split("\n") if line]
    text = sc.explain(wanted[0]).text()
    printed = iter([line.strip().lstrip("0123456789 ") for line in text.split("\n")])
    for line in wanted:
        assert line.lstrip("0123456789 ") in printed
