"""Definite integrals as answers: numbers, letters, and that there is none."""

from __future__ import annotations

import mpmath
import pytest
import sympy as sp

import symcalc as sc

x = sp.Symbol("x")
INTEGRALS = [
    ("x**2", 0, 1),
    ("sin(x)", 0, sp.pi),
    ("1/x", 1, 3),
    ("exp(-x)", 0, sp.oo),
    ("1/(1 + x**2)", -sp.oo, sp.oo),
    ("x*exp(x)", 0, 2),
    ("sqrt(x)", 0, 4),
    ("Abs(x)", -1, 2),
    ("log(x)", 1, sp.E),
    ("cos(x)**2", 0, sp.pi / 2),
    ("1/sqrt(x)", 0, 1),
]


@pytest.mark.parametrize(("integrand", "low", "high"), INTEGRALS)
def test_a_value_and_one_beside_it(integrand: str, low: sp.Expr, high: sp.Expr) -> None:
    """SymPy integrates."""
    question = sp.Integral(sp.sympify(integrand), (x, low, high))
    value = sp.integrate(question.function.replace(sp.Abs, sp.Abs), (x, low, high))

    assert sc.grade(question, value, timeout=None).status == "correct"
    beside = sc.grade(question, value + sp.Rational(1, 10**12), timeout=None)
    assert (beside.status, beside.note) == ("incorrect", "different")
    assert sc.grade(question, value + sp.Symbol("C"), timeout=None).note == "needless-constant"
    rounded = sc.grade(question, f"{mpmath.nstr(mpmath.mpf(sp.N(value, 30)), 5)}", timeout=None)
    assert rounded.note in ("rounded", "correct")
    assert sc.grade(question, question, timeout=None).note == "question-echoed"


FEEDBACK = [
    ("int_0^1 x^2 dx", "1/3 + C", "there is no constant to add."),
    ("int_0^1 x^2 dx", "1/2 + C", "Yours is 0.5, the integral is 0.3333."),
    ("int_0^1 x^2 dx", "0.3333", "This is the integral rounded"),
    ("int_0^1 x^2 dx", "x^3/3", "This is an antiderivative. Put in the limits, and subtract."),
    ("int_0^1 x^2 dx", "x + 1", "x only runs between the limits"),
    ("int_0^1 x^2 dx", "y", "The question has no letter y."),
    ("int_0^b x^2 dx", "B^3/3", "The question has no letter B. Did you mean b?"),
    ("int_0^b x^2 dx", "b^2/3", "At b = 2 yours is 1.333, the integral is 2.667."),
    ("int_1^oo 1/x dx", "does not exist", "The integral grows without bound."),
    ("int_0^pi sin x dx", "[-cos x]_0^pi", "still contains limits that are not put in"),
]


@pytest.mark.parametrize(("question", "answer", "said"), FEEDBACK)
def test_feedback_of_definite_integrals(question: str, answer: str, said: str) -> None:
    assert said in sc.grade(question, answer, timeout=None).feedback


def test_a_value_that_is_only_known_by_quadrature() -> None:
    """mpmath is the judge of it."""
    value = mpmath.quad(lambda t: mpmath.sin(mpmath.sin(t)), [0, 1])
    question = "int_0^1 sin(sin x) dx"

    sampled = sc.grade(question, mpmath.nstr(value, 14), timeout=None)
    assert (sampled.status, sampled.proof) == ("correct", "sampled")
    close = sc.grade(question, mpmath.nstr(value + 1e-8, 14), timeout=None)
    assert close.status == "undecided"
    assert sc.grade(question, mpmath.nstr(value + 1e-4, 14), timeout=None).status == "incorrect"
    assert sc.grade(question, mpmath.nstr(value, 5), timeout=None).note == "rounded"


def test_a_definite_integral_may_leave_out_the_dx() -> None:
    assert sc.grade("int_0^1 x^2", "1/3", timeout=None).status == "correct"
    with pytest.raises(sc.ReadingError):
        sc.parse("∫_0^1 x^2 + 1")  # which part is integrated is not said
    with pytest.raises(sc.ReadingError):
        sc.parse("∫_0^1 a x^2")
