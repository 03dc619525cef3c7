"""Numerical integration in words: how it is asked for, what is told, and what is refused."""

from __future__ import annotations

import pytest
import sympy as sp
from click.testing import CliRunner

import symcalc as sc
from symcalc.cli import group
from symcalc.errors import SymcalcError
from symcalc.reading import read_question

WHOLE = """\
Simpson's rule for e^(−x²) from 0 to 1 with n = 4

  1  Panels
     The interval from 0 to 1 is cut into n = 4 panels of equal width h.
     h = 1/4
     k  x_k  f(x_k)        weight
     0  0    1             1
     1  1/4  0.9394130628  4
     2  1/2  0.7788007831  2
     3  3/4  0.5697828247  4
     4  1    0.3678794412  1
  2  Simpson's rule
     On each pair of panels a parabola through three points takes the place of the curve. The \
weights are 1, 4, 2, 4, …, 4, 1.
     S_4 ≈ 1/12·(1 + 4·0.939413 + 2·0.778801 + 4·0.569783 + 0.367879)
  3  The sum
     With every digit that a double has.
     S_4 ≈ 0.7468553797909873
  4  First derivative
     By the chain rule, the derivative of the exponential function, the power rule.
     d/dx e^(−x²) = −2x e^(−x²)
  5  Second derivative
     By the product rule, the chain rule, the derivative of the exponential function, the power \
rule.
     d/dx (−2x e^(−x²)) = 2 e^(−x²)·(2x² − 1)
  6  Third derivative
     By the product rule, the chain rule, the derivative of the exponential function, the power \
rule.
     d/dx 2 e^(−x²)·(2x² − 1) = 4x e^(−x²)·(3 − 2x²)
  7  Fourth derivative
     By the product rule, the chain rule, the derivative of the exponential function, the power \
rule.
     d/dx 4x e^(−x²)·(3 − 2x²) = 4 e^(−x²)·(4x⁴ − 12x² + 3)
  8  Error bound
     f⁗ is at most M = 12.1 in size between 0 and 1: interval arithmetic (python-flint) encloses \
every value, on 19 pieces. So |E| ≤ (b − a)·h⁴·M/180 = 1·(1/4)⁴·12.1/180, rounded up.
     |E| ≤ 2.63·10⁻⁴
  9  Reference
     The integral is 0.746824132812427, proved to within 9.7e-25 by python-flint's integration \
over complex balls.
     ∫_0^1 e^(−x²) dx ≈ 0.746824132812427
     method                value               uncertainty
     balls (python-flint)  0.746824132812427   certified, 9.7e-25
     quad (SciPy)          0.7468241328124271  own estimate 8.3e-15
 10  Observed error
     That is within the bound, 2.63·10⁻⁴.
     |S_4 − I| ≈ 3.12·10⁻⁵
 11  Convergence
     Each doubling of n divides the error by about 16: the observed order is 4.00, as it has to \
be for this rule.
     n   h     S_n                 error   order
     4   1/4   0.7468553797909873  3.1e-5  —
     8   1/8   0.7468261205274664  2.0e-6  3.97
     16  1/16  0.7468242574357303  1.2e-7  4.00
     32  1/32  0.7468241406069851  7.8e-9  4.00

    Simpson's rule with n = 4 gives 0.7468553797909873. Its error is 3.12·10⁻⁵.
"""


def test_a_whole_lesson() -> None:
    told = sc.quadrature("e^(-x^2)", "x", 0, 1, rule="simpson", n=4).text()
    assert told.startswith(WHOLE)


QUESTIONS = [
    # typed, rule, n, integral
    ("trapezoid rule for x^2 from 0 to 1 with n = 4", "trapezoid", 4, "int_0^1 x^2 dx"),
    ("Simpson's rule for int_0^1 e^(-x^2) dx with n = 4", "simpson", 4, "int_0^1 e^(-x^2) dx"),
    ("simpsons rule for e^(-x^2) from 0 to 1, n = 4", "simpson", 4, "int_0^1 e^(-x^2) dx"),
    ("left Riemann sum for x^2 over [0, 2] with 5 subintervals", "left", 5, "int_0^2 x^2 dx"),
    (
        "right-hand Riemann sum of sin x from 0 to pi using 6 rectangles",
        "right",
        6,
        "int_0^pi sin x dx",
    ),
    (
        "use the trapezoidal rule with n = 4 to approximate the integral of x^2 from 0 to 1",
        "trapezoid",
        4,
        "int_0^1 x^2 dx",
    ),
    (
        r"Use Simpson's Rule with n = 6 to estimate \int_0^1 e^{x^2}\,dx",
        "simpson",
        6,
        "int_0^1 e^(x^2) dx",
    ),
    (
        "approximate the integral of x^2 from 0 to 1 using the trapezoid rule with n = 4",
        "trapezoid",
        4,
        "int_0^1 x^2 dx",
    ),
    ("integrate x^2 from 0 to 1 by Simpson's rule", "simpson", None, "int_0^1 x^2 dx"),
    (
        "estimate int_0^1 sin(x^2) dx by the midpoint rule with 8 panels",
        "midpoint",
        8,
        "int_0^1 sin(x^2) dx",
    ),
    ("midpoint sum for 1/x on [1, 2] with n=5", "midpoint", 5, "int_1^2 1/x dx"),
    (
        "trapezium rule for t^2 from 0 to 1 with respect to t with n = 4",
        "trapezoid",
        4,
        "int_0^1 t^2 dt",
    ),
    (
        "Monte Carlo integration of sin x from 0 to pi with n = 1000",
        "monte-carlo",
        1000,
        "int_0^pi sin x dx",
    ),
    (
        "find the midpoint rule approximation for x^2 from 0 to 1 with n = 3",
        "midpoint",
        3,
        "int_0^1 x^2 dx",
    ),
]


@pytest.mark.parametrize(("typed", "rule", "n", "integral"), QUESTIONS)
def test_questions_in_words(typed: str, rule: str, n: int | None, integral: str) -> None:
    asked = read_question(typed)
    assert (asked.kind, asked.method, asked.degree) == ("quadrature", rule, n)
    assert asked.body.expr == sc.parse(integral)


def test_seeds_and_sides() -> None:
    asked = read_question("Monte Carlo estimate for sin x from 0 to pi with n = 50, seed 7")
    assert [(str(k), int(v.expr)) for k, v in asked.given] == [("seed", 7)]
    d = sc.explain("Riemann sum of x^2 from 0 to 2 with n = 4")
    assert d.answer == 1.75
    assert "the left ends are taken" in d.remarks[0]


ASKED_AGAIN = [
    ("e^(-x^2)", "x", 0, 1, "simpson", 4),
    ("sin t", "t", "-pi", "pi/3", "midpoint", 5),
    ("x^2", "x", 1, 0, "right", 3),
    ("7", "t", 0, "1/3", "trapezoid", 2),
    ("|x| + 2^x", "x", -1, 2, "left", 7),
    ("ln x", "x", 1, "e", "monte-carlo", 40),
]


@pytest.mark.parametrize("call", ASKED_AGAIN, ids=str)
def test_what_is_asked_is_read_again(call) -> None:
    d = sc.quadrature(*call)
    assert sc.explain(d.question.text).answer == d.answer
    for written in (d.text("brief"), d.text("full"), d.latex(), d.markdown(), d.html(), d.json()):
        assert written
    assert d.hint(1).endswith("?")


REFUSED = [
    # arguments, the message
    (("1/x", "x", -1, 1), "1/x grows without bound at x = 0, between the limits"),
    (("1/x", "x", 0, 1), "1/x grows without bound at x = 0, an end of the interval"),
    (("tan x", "x", 0, 2), "tan(x) grows without bound at x = π/2, between the limits"),
    (("1/(x - 0.3)", "x", 0, 1, "simpson", 10), "grows without bound at x = 3/10"),
    (("ln x", "x", 0, 1), "ln(x) has no value at x = 0, a node of this rule"),
    (
        ("sin(x)/x", "x", 0, 1, "trapezoid", 4),
        "sin(x)/x has no value at x = 0, a node of this rule",
    ),
    (("sqrt(1 - x^2)", "x", -2, 1), "no real value that a double can hold at x = −2"),
    (("e^(x^2)", "x", 0, 100, "simpson", 4), "no real value that a double can hold at x = 50"),
    (("x^2", "x", 0, "oo"), "a rule needs finite limits"),
    (("x^2", "x", "-oo", 0), "a rule needs finite limits"),
    (("x^2", "x", 0, "a"), "the limit a is not a number"),
    (("a x", "x", 0, 1), "a has no value, and a rule adds up numbers"),
    (("x^2", "x", 0, 1, "simpson", 3), "n is even; 3 is odd"),
    (("x^2", "x", 0, 1, "midpoint", 0), "a whole number from 1 to 200 000, not 0"),
    (("x^2", "x", 0, 1, "midpoint", -4), "not −4"),
    (("x^2", "x", 0, 1, "midpoint", 2.5), "not 2.5"),
    (("x^2", "x", 0, 1, "midpoint", "4"), "a whole number"),
    (("x^2", "x", 0, 1, "midpoint", 10**9), "a whole number from 1 to 200 000"),
    (("x^2", "x", 0, 1, "monte-carlo", 1), "from 2 to 200 000, not 1"),
    (("x^2", "x", 0, 1, "boole", 4), "there is no rule 'boole'"),
    (("x^2", "x", 0), "an integral has two limits"),
    (("x^2", "x"), "it is not said from where to where"),
    (("int_0^1 x^2 dx", "x", 0, 1), "the limits are said twice"),
    (("int_0^1 int_0^1 x y dy dx",), "one integral at a time"),
    (("[x, x^2]", "x", 0, 1), "one formula with one value"),
    (("f(x)", "x", 0, 1), "f is a function without a formula"),
    (("d/dx x^2", "x", 0, 1), "this asks for a derivative"),
    (("x^2", "x", 0, 1, "monte-carlo", 9, -3), "-3 is not a seed"),
]


@pytest.mark.parametrize(("call", "message"), REFUSED, ids=str)
def test_what_is_refused(call, message: str) -> None:
    with pytest.raises(SymcalcError) as told:
        sc.quadrature(*call)
    assert message in str(told.value)


UNREADABLE = [
    ("trapezoidal rule for x^2 from 0 to 2 with 1000 points", "1000 points make 999 panels"),
    ("simpson rule for x^2 from 0 to 1 with n = 4 and n = 8", "said twice"),
    ("trapezoid rule for x^2 with n = 4", "from where to where"),
    ("midpoint rule for x^2 from 0 to 1 with n = 12345678901234567890", "a whole number"),
    ("midpoint rule for x^2 from 0 to 1 with n = 10^7", "a whole number"),
    ("midpoint rule for x^2 from 0 to 1 with n = 4.5", "a whole number"),
]


@pytest.mark.parametrize(("typed", "message"), UNREADABLE)
def test_what_cannot_be_asked(typed: str, message: str) -> None:
    with pytest.raises(SymcalcError) as told:
        sc.explain(typed)
    assert message in str(told.value)


def test_reversed_and_equal_limits() -> None:
    d = sc.quadrature("x^2", "x", 1, 0, rule="trapezoid", n=4)
    assert d.answer == -0.34375
    assert "h is negative" in d.remarks[0]
    assert sc.quadrature("x^2", "x", 2, 2).answer == sp.S.Zero
    assert sc.quadrature("x^2", "x", 2, 2).ending == "The integral is 0."


def test_in_a_shell() -> None:
    words = ["quadrature", "e^(-x^2)", "--x", "x", "--from", "0", "--to", "1", "--rule", "midpoint"]
    done = CliRunner().invoke(group, [*words, "--n", "4"])
    assert done.exit_code == 0
    assert "The midpoint rule with n = 4 gives 0.7487471318910093." in done.output
    hinted = CliRunner().invoke(group, [*words, "--hint", "1"])
    assert hinted.output == "How wide is each panel, and where do the panels begin and end?\n"
