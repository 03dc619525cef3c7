"""Functions that are defined by integrals, and the theorems that say why they are needed."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.errors import NotFoundError
from symcalc.reading import read
from symcalc.steps import walk
from symcalc.tutor.integrate.liouville import rational_factor, reason

x = sp.Symbol("x")

DEFINED = [
    # integrand, the functions that the answer must have
    ("e^(-x^2)", {sp.erf}),
    ("3 e^(-2x^2 + 4x - 1)", {sp.erf}),
    ("e^(x^2)", {sp.erfi}),
    ("2^(-x^2)", {sp.erf}),
    ("e^(-a x^2 + b x + c)", {sp.erf}),
    ("x^2 e^(-x^2)", {sp.erf}),
    ("x e^(x - x^2)", {sp.erf}),
    ("e^(-3x^2)/x^2", {sp.erf}),
    ("e^(-x)/sqrt(x)", {sp.erf}),
    ("e^x/x", {sp.Ei}),
    ("e^(-x)/(x - 1 - a)", {sp.Ei}),
    ("e^(a x)/(x + b)", {sp.Ei}),
    ("e^x/x^2", {sp.Ei}),
    ("e^x/(x + 1)^2", {sp.Ei}),
    ("e^(-x/2)/x^3", {sp.Ei}),
    ("e^(2x)/((x - 1)(x - 2))", {sp.Ei}),
    ("a^x/x^2", {sp.Ei}),
    ("e^x ln(x)", {sp.Ei}),
    ("x e^x ln(x)", {sp.Ei}),
    ("e^(e^x)", {sp.Ei}),
    ("sinh(x)/x", {sp.Ei}),
    ("cosh(2x)/(x - 3)", {sp.Ei}),
    ("1/ln(x)", {sp.li}),
    ("x^3/ln(x)", {sp.li}),
    ("1/ln(2x - 1)", {sp.li}),
    ("sin(3x)/x", {sp.Si}),
    ("cos(x)/x", {sp.Ci}),
    ("sin(x)/x^2", {sp.Ci}),
    ("sin(2x + 1)/(3x - 2)", {sp.Si, sp.Ci}),
    ("sin(x)^2/x", {sp.Ci}),
    ("sin(e^x)", {sp.Si}),
    ("sin(x^2)", {sp.fresnels}),
    ("cos(a x^2)", {sp.fresnelc}),
    ("cos(x^2 - 2x)", {sp.fresnels, sp.fresnelc}),
    ("x^2 sin(x^2)", {sp.fresnelc}),
    ("cos(x)/sqrt(x)", {sp.fresnelc}),
    ("ln(1 + x)/x", {sp.polylog}),
    ("ln(1 - 2x)/x", {sp.polylog}),
    ("ln(x)/(x + 1)", {sp.polylog}),
    ("ln(x)/(x - 3)", {sp.polylog}),
    ("ln(x)/(a + b x)", {sp.polylog}),
    ("ln(x)/(x^2 - 1)", {sp.polylog}),
    ("ln(1 + e^x)", {sp.polylog}),
    ("x^n e^(-x)", {sp.uppergamma}),
    ("x^(1/3) e^(-2x)", {sp.uppergamma}),
    ("sqrt(1 - sin(x)^2/4)", {sp.elliptic_e}),
    ("1/sqrt(3 + cos(2x))", {sp.elliptic_f}),
    ("sqrt(1 - k^2 sin(x)^2)", {sp.elliptic_e}),
    ("erf(x)", {sp.erf}),
    ("x Si(x)", {sp.Si}),
    ("x^2 FresnelS(x)", {sp.fresnels}),
]


@pytest.mark.parametrize(
    ("integrand", "functions"), DEFINED, ids=lambda c: c if isinstance(c, str) else ""
)
def test_worked_out_by_definition(integrand: str, functions: set[type]) -> None:
    told = sc.integrate(integrand, "x")

    assert {kind for kind in functions if told.answer.has(kind)} == functions
    assert {step.status for step in walk(told.steps)} == {"proved"}
    assert told.verify().status == "agrees"


ACTIVATIONS = [
    "sigmoid(x)",
    "1/(1 + e^(-x))",
    "1/(e^x - 1)",
    "sigmoid(x)^2",
    "tanh(x)",
    "softplus(x)",
]


@pytest.mark.parametrize("integrand", ACTIVATIONS)
def test_every_step_of_an_activation_is_checked_again(integrand: str) -> None:
    assert sc.integrate(integrand, "x").verify().status == "agrees"  # |1 + e^(−x)| has no re(x)


ELEMENTARY = ["x e^(-x^2)", "x cos(x^2)", "ln(x)/x", "e^x (x - 1)/x^2", "x sin(x)", "1/(x ln(x))"]


@pytest.mark.parametrize("integrand", ELEMENTARY)
def test_what_is_elementary_stays_so(integrand: str) -> None:
    told = sc.integrate(integrand, "x").answer

    assert not told.has(sp.erf, sp.erfi, sp.Ei, sp.li, sp.Si, sp.Ci, sp.polylog, sp.uppergamma)
    assert reason(read(integrand).expr, x) == ""


NONE = [
    # integrand, the name of the theorem, or what it asks for
    ("e^(x^2)", "R′ + 2x·R = 1"),
    ("e^(-x^2)", "R′ − 2x·R = 1"),
    ("e^(x^3)", "Liouville"),
    ("e^x/x", "R′ + R = 1/x"),
    ("sin(x)/x", "complex exponentials"),
    ("sin(x^2)", "complex exponentials"),
    ("sinh(x)/x", "Liouville"),
    ("1/ln(x)", "x = e^u"),
    ("ln(1 + x)/x", "the derivative of a rational function"),
    ("sqrt(1 + x^3)", "Chebyshev"),
    ("1/sqrt(1 + x^4)", "Chebyshev"),
    ("x^(1/3) sqrt(1 + x^2)", "Chebyshev"),
    ("1/sqrt(x^3 - x)", "elliptic integral"),
    ("1/sqrt((1 - x^2)(4 - x^2))", "elliptic integral"),
]


@pytest.mark.parametrize(("integrand", "says"), NONE, ids=lambda c: str(c)[:30])
def test_no_elementary_antiderivative(integrand: str, says: str) -> None:
    told = reason(read(integrand).expr, x)

    assert "has no elementary antiderivative" in told
    assert says in told


# SymPy's own derivative is the oracle: R e^q differentiates to r e^q.
FACTORS = ["(x - 1)/x^2", "x^5", "x/(x + 1)^2", "(x^2 + 1)/(x + 1)^2", "(2x^2 - 3x)/(x - 1)^3"]


@pytest.mark.parametrize("rational", FACTORS)
@pytest.mark.parametrize("exponent", ["x", "-2x", "x^2"])
def test_rational_factor(rational: str, exponent: str) -> None:
    r, q = read(rational).expr, read(exponent).expr

    found = rational_factor(r, q.diff(x), x)

    if found is not None:
        assert sp.cancel((found * sp.exp(q)).diff(x) * sp.exp(-q) - r) == 0


def test_rational_factor_is_found_where_there_is_one() -> None:
    for wanted in (1 / x, x**4, (x + 1) / (x - 2) ** 2, sp.S.One):
        for rate in (sp.S.One, 2 * x, -3 * x**2):
            found = rational_factor(sp.cancel(wanted.diff(x) + rate * wanted), rate, x)
            assert sp.cancel(found - wanted) == 0


GAUSSIAN = """\
∫ e^(−x²) dx

 1  Error function
    The function erf is defined by an integral: erf(z) is 2/√π times the integral of e^(−t²) \
from 0 to z. Here z = x.

    = √(π) erf(x)/2 + C

e^(−x²) has no elementary antiderivative. By Liouville's theorem it would be R·e^(−x²) with a \
rational function R. Then R′ − 2x·R = 1, which no rational function satisfies.

"""


def test_a_whole_derivation() -> None:
    written = sc.integrate("e^(-x^2)").text()

    assert written.startswith(GAUSSIAN)
    assert "Checked: the derivative of the answer is e^(−x²), for every real x (" in written


def test_a_theorem_is_told_where_nothing_is_found() -> None:
    with pytest.raises(NotFoundError, match=r"has no elementary antiderivative\. By Liouville's"):
        sc.integrate("e^(x^3)")


def test_otherwise_nothing_more_is_said_than_is_known() -> None:
    with pytest.raises(NotFoundError) as caught:
        sc.integrate("x^x")

    assert str(caught.value).startswith("I did not find an antiderivative. That does ")
    assert "That does not prove that there is none" in str(caught.value)
