"""Iterated integrals: their values by SciPy's nquad or by hand, their ways, their words."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
import sympy as sp
from scipy.integrate import nquad

import symcalc as sc
from symcalc.checking.iterated import Iterated, check_volumes
from symcalc.errors import SymcalcError
from symcalc.reading import read_question
from symcalc.steps import walk

# The question, the rule of its first step, and the value by hand.
VALUES = [
    ("int_0^1 int_0^x x y dy dx", "inner-integral", "1/8"),
    ("int_0^1 int_0^2 (x + y^2) dy dx", "inner-integral", "11/3"),
    ("int_0^pi int_0^(sin x) 1 dy dx", "inner-integral", "2"),
    ("int_0^1 int_x^(sqrt x) x y dy dx", "inner-integral", "1/24"),
    ("int_0^1 int_0^(x^2) (x + 2y) dy dx", "inner-integral", "9/20"),
    ("int_1^2 int_0^(ln x) 1 dy dx", "inner-integral", "2*log(2) - 1"),
    ("int_0^2 int_(x^2)^(2x) (x^2 + y^2) dy dx", "inner-integral", "216/35"),
    ("int_(-1)^1 int_(x^2)^1 sqrt(y) dy dx", "inner-integral", "1"),
    ("int_0^1 int_0^1 x e^(x y) dy dx", "inner-integral", "E - 2"),
    ("int_1^0 int_0^x x y dy dx", "inner-integral", "-1/8"),  # limits from right to left
    ("int_0^1 int_0^x (int_0^y 1 dz) dy dx", "inner-integral", "1/6"),
    ("int_0^1 int_0^(1-x) int_0^(1-x-y) 1 dz dy dx", "inner-integral", "1/6"),
    ("int_0^1 int_0^x int_0^(x y) z dz dy dx", "inner-integral", "1/36"),
    ("int_0^1 int_0^2 int_0^3 (x + y + z) dz dy dx", "inner-integral", "18"),
    # a function of one variable times a function of the other, over a box
    ("int_0^2 int_0^1 x y dy dx", "product-of-integrals", "1"),
    ("int_1^2 int_0^3 x^2 y dy dx", "product-of-integrals", "21/2"),
    ("int_0^1 int_0^2 e^(x+y) dy dx", "product-of-integrals", "(E - 1)*(E**2 - 1)"),
    ("int_0^(pi/2) int_0^1 y cos x dy dx", "product-of-integrals", "1/2"),
    ("int_0^1 int_0^1 int_0^1 x y z dz dy dx", "product-of-integrals", "1/8"),
    ("int_0^pi int_0^(2pi) int_0^1 r^2 sin(p) dr dt dp", "product-of-integrals", "4*pi/3"),
    # the inner antiderivative is not elementary
    ("int_0^1 int_x^1 e^(y^2) dy dx", "exchange-order", "(E - 1)/2"),
    ("int_0^1 int_y^1 sin(x)/x dx dy", "exchange-order", "1 - cos(1)"),
    ("int_0^pi int_x^pi sin(y)/y dy dx", "exchange-order", "2"),
    ("int_0^1 int_(sqrt y)^1 e^(x^3) dx dy", "exchange-order", "(E - 1)/3"),
    ("int_0^4 int_(x/2)^2 sin(y^2) dy dx", "exchange-order", "1 - cos(4)"),
    ("int_0^3 int_(y/3)^1 e^(x^2) dx dy", "exchange-order", "3*(E - 1)/2"),
    ("int_0^8 int_(y^(1/3))^2 e^(x^4) dx dy", "exchange-order", "(exp(16) - 1)/4"),
    ("int_0^1 int_(x^2)^1 x^3 sin(y^3) dy dx", "exchange-order", "(1 - cos(1))/12"),
    # discs and their parts
    (
        "int_(-1)^1 int_(-sqrt(1-x^2))^(sqrt(1-x^2)) e^(-x^2-y^2) dy dx",
        "polar",
        "pi*(1 - exp(-1))",
    ),
    ("int_0^2 int_0^(sqrt(4-x^2)) (x^2+y^2) dy dx", "polar", "2*pi"),
    ("int_0^1 int_0^(sqrt(1-y^2)) sqrt(x^2+y^2) dx dy", "polar", "pi/6"),
    ("int_(-3)^3 int_0^(sqrt(9-x^2)) sin(x^2+y^2) dy dx", "polar", "pi*(1 - cos(9))/2"),
    ("int_(-2)^2 int_(-sqrt(4-y^2))^(sqrt(4-y^2)) 1 dx dy", "polar", "4*pi"),
    ("int_0^(sqrt 2) int_y^(sqrt(4-y^2)) 1/(1+x^2+y^2) dx dy", "polar", "pi*log(5)/8"),
    ("int_(-oo)^oo int_(-oo)^oo e^(-x^2-y^2) dx dy", "polar", "pi"),
    ("int_0^oo int_0^oo e^(-x^2-y^2) dx dy", "polar", "pi/4"),
]


@pytest.mark.parametrize(("text", "rule", "value"), VALUES, ids=[row[0] for row in VALUES])
def test_values(text: str, rule: str, value: str) -> None:
    told = sc.explain(text)

    assert abs(complex(sp.N(told.answer - sp.sympify(value), 20))) < 1e-12
    assert told.steps[0].rule == rule
    assert told.check.status == "agrees"
    assert not told.answer.has(sp.Float)


FINITE = [row[0] for row in VALUES if "oo" not in row[0] and row[0].count("int_") == 2]


@pytest.mark.parametrize("text", FINITE)
def test_values_agree_with_nquad(text: str) -> None:
    integral = read_question(text).body.expr
    inner, outer = integral.limits
    f = sp.lambdify((inner[0], outer[0]), integral.function, "numpy")
    low, high = (sp.lambdify(outer[0], end, "numpy") for end in inner[1:])
    ends = [float(end) for end in outer[1:]]
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        found, _ = nquad(f, [lambda u: [float(low(u)), float(high(u))], ends])

    assert float(sc.explain(text).answer) == pytest.approx(found, rel=1e-6)


@pytest.mark.parametrize("text", [row[0] for row in VALUES[::4]])
def test_every_step_is_checked_again(text: str) -> None:
    assert sc.explain(text).verify().status != "disagrees"


INDEFINITE = [
    ("int int x dx dx", "x**3/6 + C_1*x + C_2"),
    ("int int int 1 dx dx dx", "x**3/6 + C_1*x**2/2 + C_2*x + C_3"),
    ("int int x y dy dx", "x**2*y**2/4 + C_1*x + C_2"),
    ("int int_0^1 x y dy dx", "x**2/4 + C"),
    ("int_0^1 int x y dy dx", "y**2/4 + C"),
]


@pytest.mark.parametrize(("text", "answer"), INDEFINITE)
def test_constants(text: str, answer: str) -> None:
    told = sc.explain(text)

    assert sp.expand(told.answer - sp.sympify(answer)) == 0
    assert told.check.status == "agrees"


LETTERS = [
    ("int_0^a int_0^b x y dy dx", "a**2*b**2/4", ()),
    ("int_0^a int_0^x x y dy dx", "a**4/8", ()),
    ("int_(-R)^R int_(-sqrt(R^2-x^2))^(sqrt(R^2-x^2)) 1 dy dx", "pi*R**2", ("R",)),
]


@pytest.mark.parametrize(("text", "answer", "positive"), LETTERS)
def test_letters(text: str, answer: str, positive: tuple[str, ...]) -> None:
    told = sc.explain(text)

    assert sp.simplify(told.answer - sp.sympify(answer)) == 0
    assert set(map(sp.Symbol, positive)) <= {c.lhs for c in told.conditions if c.is_Relational}


def test_the_other_way_is_an_alternative() -> None:
    told = sc.explain("int_0^2 int_0^1 x y dy dx")

    (other,) = [way for way in told.alternatives if way.steps[0].rule == "inner-integral"]
    assert other.answer == told.answer == 1


REFUSED = [
    ("int_0^1 int_0^y x y dy dx", "no value in the limits"),
    ("int_0^1 int_0^x int_0^y int_0^z 1 dw dz dy dx", "4 integrals"),
    ("int_0^1 int_0^a cos(cos(x y) + y) dy dx", "did not find"),
]


@pytest.mark.parametrize(("text", "what"), REFUSED)
def test_refused(text: str, what: str) -> None:
    with pytest.raises(SymcalcError, match=what):
        sc.explain(text)


def test_divergence_is_said() -> None:
    assert "diverges" in sc.explain("int_0^1 int_0^1 1/x dy dx").ending


def test_by_numbers_where_no_method_leads() -> None:
    told = sc.explain("int_0^1 int_0^(e^x) cos(y^2) dy dx")

    assert told.ending.startswith("≈ 0.745850")
    assert {step.status for step in walk(told.steps)} == {"numeric"}


def test_the_order_is_not_exchanged_where_that_changes_the_value() -> None:
    """∫∫ (x² − y²)/(x² + y²)² over the unit square is π/4 in one order and −π/4 in the other."""
    told = [sc.explain(f"int_0^1 int_0^1 (x^2-y^2)/(x^2+y^2)^2 d{uv}") for uv in ("y dx", "x dy")]

    assert [one.answer for one in told] == [sp.pi / 4, -sp.pi / 4]


PLANTED = ["1/7", "1/8 + 10**-4", "x/8"]


@pytest.mark.parametrize("wrong", PLANTED)
def test_wrong_values_are_refuted(wrong: str) -> None:
    asked = read_question("int_0^1 int_0^x x y dy dx").body.expr

    assert Iterated(asked, sp.sympify(wrong)).check().status == "disagrees"


def test_wrong_regions_are_refuted() -> None:
    x, y = sp.symbols("x y")
    given = sp.Integral(sp.exp(y**2), (y, x, 1), (x, 0, 1))
    wrong = sp.Integral(sp.exp(y**2), (x, y, 1), (y, 0, 1))

    assert check_volumes(given, wrong).status == "disagrees"


def lines(text: str) -> list[str]:
    """What is printed, without the numbers of the steps and the margins."""
    return [
        line.strip().lstrip("0123456789").strip() for line in sc.explain(text).text().split("\n")
    ]


EXCHANGED = """
∫_0^1 ∫_x^1 e^(y²) dy dx
Exchange the order
e^(y²) has no elementary antiderivative by y. For every x from 0 to 1, y runs from x to 1. \
Solved for x, the boundary y = x is x = y. The other way round, for every y from 0 to 1, x runs \
from 0 to y. The integrand is continuous on the region, so by Fubini's theorem both orders give \
the same value.
= ∫_0^1 ∫_0^y e^(y²) dx dy
the region     outer variable  inner variable
as given       0 ≤ x ≤ 1       x ≤ y ≤ 1
the other way  0 ≤ y ≤ 1       0 ≤ x ≤ y
Inner integral
Integrate by x first, from 0 to y. y is held constant.
∫_0^y e^(y²) dx
so ∫_0^y e^(y²) dx = y e^(y²)
Outer integral
What came out is integrated by y, from 0 to 1.
∫_0^1 y e^(y²) dy
so ∫_0^1 y e^(y²) dy = e/2 − 1/2
= e/2 − 1/2
"""
POLAR = """
∫_0^2 ∫_0^(√(4 − x²)) (x² + y²) dy dx
Polar coordinates
The region, 0 ≤ x ≤ 2 and 0 ≤ y ≤ √(4 − x²), is a quarter of the disc of radius 2 about the \
origin. The integrand depends on x² + y² alone. Let x = r cos θ and y = r sin θ; then \
x² + y² = r². The Jacobian determinant is r cos² θ + r sin² θ = r, so dx dy becomes r dr dθ. \
r runs from 0 to 2, θ from 0 to π/2.
= ∫_0^(π/2) ∫_0^2 r³ dr dθ
Inner integral
Integrate by r first, from 0 to 2.
∫_0^2 r³ dr
so ∫_0^2 r³ dr = 4
Outer integral
What came out is integrated by θ, from 0 to π/2.
∫_0^(π/2) 4 dθ
so ∫_0^(π/2) 4 dθ = 2π
= 2π
"""
PRODUCT = """
∫_0^2 ∫_0^1 x·y dy dx
Product of integrals
The limits are constant, and the integrand is x times y. A factor without y is constant for the \
integral by y, and goes in front of it; that integral is a number, which goes in front of the rest.
= (∫_0^2 x dx) ∫_0^1 y dy
Integral by x
∫_0^2 x dx
so ∫_0^2 x dx = 2
Integral by y
∫_0^1 y dy
so ∫_0^1 y dy = 1/2
Multiply
= 1
"""


@pytest.mark.parametrize("told", [EXCHANGED, POLAR, PRODUCT])
def test_words(told: str) -> None:
    """All lines but those of the integrals in one variable, in their order."""
    first, *rest = [line.strip() for line in told.strip().split("\n")]
    printed = iter(lines(first))

    assert next(printed) == first
    for line in rest:
        assert line in printed  # an iterator: what follows has to come later
