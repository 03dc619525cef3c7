"""Derivatives from first principles: right by SymPy, every line true, the limit borne out."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.sampling import compare
from symcalc.formula import over_reals
from symcalc.steps import walk
from symcalc.tutor.definition import tends

x, h = sp.symbols("x h")

FORMULAS = [
    # formula                what has to stand in its lines
    ("7", "7 less 7 is 0"),
    ("x", "= h/h"),
    ("x^2", "= (2x·h + h²)/h"),
    ("x^3", "= 3x² + 3x·h + h²"),
    ("5x^3 - 2x^2 + 7x - 3", "Every term without h cancels."),
    ("a x^2 + b x + c", "= 2a·x + b + a·h"),
    ("(2x - 1)^2", "Multiply out"),
    ("x^2/2 + 1", "= x + h/2"),
    ("1/x", "= −1/(x·(x + h))"),
    ("1/x^2", "Common denominator"),
    ("x^(-3)", "Common denominator"),
    ("1/(2x + 1)", "(2x + 1)(2(x + h) + 1)"),
    ("x/(x + 1)", "= 1/((x + 1)(x + h + 1))"),
    ("(x^2 + 1)/(x - 2)", "Cancel h"),
    ("sqrt(x)", "= 1/(√(x + h) + √x)"),
    ("sqrt(3x + 1)", "= 3/(√(3(x + h) + 1) + √(3x + 1))"),
    ("sqrt(x^2 + 1)", "Conjugate"),
    ("1/sqrt(x)", "Conjugate"),
    ("x^(1/3)", "Difference of powers"),
    ("cbrt(x)", "here with n = 3"),
    (r"\sqrt[5]{x}", "here with n = 5"),
    ("e^x", "(e^h − 1)/h → 1"),
    ("e^(2x)", "(e^(2h) − 1)/(2h) → 1"),
    ("2^x", "2^h = e^(h ln(2))."),
    ("a^x", "a^h = e^(h ln(a))."),
    ("ln x", "ln(1 + h/x)/(h/x) → 1"),
    ("ln(1 - x)", "Law of logarithms"),
    ("log_2(3x + 1)", "Change of base"),
    ("sin x", "(cos(h) − 1)/h → 0 and sin(h)/h → 1"),
    ("sin(3x)", "(cos(3h) − 1)/(3h) → 0 and sin(3h)/(3h) → 1"),
    ("cos x", "cos(x + h) = cos(x) cos(h) − sin(x) sin(h)."),
    ("cos(x/2 + 1)", "Addition theorem"),
    ("3 sin x", "Separate the terms"),
    ("-ln(x)/4", "so d/dx ln(x) = 1/x"),
    ("x^2 + 3 sin x - e^x/2 + 1", "The part x² + 1"),
    ("sqrt(x) - 1/x", "Put together"),
    ("h x^2", "lim_(k→0)"),  # h is taken
]


@pytest.mark.parametrize(("formula", "line"), FORMULAS)
def test_first_principles(formula: str, line: str) -> None:
    d = sc.diff(formula, "x", method="definition")
    expected = over_reals(lambda f, v: f.diff(v), sc.parse(formula), x)

    assert compare(d.answer, expected).status != "different"
    assert d.verify().status == "agrees"
    assert d.steps[0].rule == "definition"
    assert line in d.text()
    assert all(step.title for step in walk(d.steps))


QUOTIENT = """\
d/dx (1/x) from first principles

 1  Difference quotient   f′(x) = lim_(h→0) (f(x + h) − f(x))/h
    How much does f change when x changes by h? Divide that by h. The derivative is what this \
tends to as h → 0.
    (1/(x + h) − 1/x)/h
 2  Common denominator
    The two fractions are put over x·(x + h).
    = (x − (x + h))/(h·x·(x + h))
 3  Multiply out
    The numerator is multiplied out, and like terms are collected.
    = −h/(h·x·(x + h))
 4  Cancel h
    Every term of the numerator has a factor h. Divide by it; h is not 0 here.
    = −1/(x·(x + h))
 5  Let h → 0
    Nothing is divided by h any more, so h = 0 may be put in.
    lim_(h→0) (−1/(x·(x + h))) = −1/x²

    = −1/x²   for x ≠ 0
"""

SINE = """\
d/dx sin(2x) from first principles

 1  Difference quotient   f′(x) = lim_(h→0) (f(x + h) − f(x))/h
    How much does f change when x changes by h? Divide that by h. The derivative is what this \
tends to as h → 0.
    (sin(2(x + h)) − sin(2x))/h
 2  Addition theorem
    sin(2x + 2h) = sin(2x) cos(2h) + cos(2x) sin(2h).
    = (sin(2x) cos(2h) + cos(2x) sin(2h) − sin(2x))/h
 3  Group
    The terms with sin(2x) are taken together.
    = sin(2x)·((cos(2h) − 1)/h) + cos(2x)·(sin(2h)/h)
 4  Widen the fraction
    Multiply and divide by 2, so that the fraction has the form of a standard limit.
    = 2 sin(2x)·((cos(2h) − 1)/(2h)) + 2 cos(2x)·(sin(2h)/(2h))
 5  Let h → 0
    Standard limits as h → 0: (cos(2h) − 1)/(2h) → 0 and sin(2h)/(2h) → 1.
    lim_(h→0) (2 sin(2x)·((cos(2h) − 1)/(2h)) + 2 cos(2x)·(sin(2h)/(2h))) = 2 cos(2x)

    = 2 cos(2x)
"""


@pytest.mark.parametrize(("formula", "written"), [("1/x", QUOTIENT), ("sin(2x)", SINE)])
def test_whole_derivations(formula: str, written: str) -> None:
    """Typed by hand, as they stand on a board."""
    assert sc.diff(formula, method="definition").text().startswith(written)


REFUSED = [
    # formula     what is said
    ("x sin x", "is not worked out from first principles"),
    ("sin(x^2)", "is not worked out from first principles"),
    ("tan x", "is not worked out from first principles"),
    ("x^x", "is not worked out from first principles"),
    ("x^100", "is not worked out from first principles"),
    ("x^n", "is not worked out from first principles"),
    ("(-2)^x", "is not worked out from first principles"),
    ("1/(x^9 + 1)", "is not worked out from first principles"),
    ("|x|", "is not worked out from first principles"),
    ("x^2 + x sin x", "is not worked out from first principles"),
    ("x^2 = 1", "a statement"),
    ("[x, x^2]", "not one formula"),
]


@pytest.mark.parametrize(("formula", "said"), REFUSED)
def test_what_is_not_worked_out_is_said(formula: str, said: str) -> None:
    with pytest.raises(sc.UnsupportedError, match=said) as caught:
        sc.diff(formula, "x", method="definition")
    assert caught.value.hint


def test_methods_and_orders() -> None:
    with pytest.raises(sc.UnsupportedError, match="no method 'magic'"):
        sc.diff("x^2", method="magic")
    with pytest.raises(sc.UnsupportedError, match="one derivative"):
        sc.diff("x^2", order=2, method="definition")
    assert sc.diff("x^2", method="definition", at={"x": 3}).value == 6
    assert sc.diff("7", "x", method="definition").answer == 0


def test_a_wrong_limit_is_never_shown() -> None:
    assert tends((sp.exp(h) - 1) / h, h, sp.Integer(1))
    assert not tends((sp.exp(2 * h) - 1) / h, h, sp.Integer(1))
    assert not tends(sp.Abs(h) / h, h, sp.Integer(1))


def test_hints_lead_on_and_do_not_compute() -> None:
    d = sc.diff("sqrt(x)", method="definition")
    assert d.hint(1) == "Write down the difference quotient: f(x + h) less f(x), over h."
    assert d.hint(2).startswith("A difference of roots stands there.")
