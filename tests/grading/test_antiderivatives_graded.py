"""Antiderivatives as answers: the derivative decides, then the constant."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc

x = sp.Symbol("x")
# Functions whose derivative SymPy takes: the question is made from the answer.
ANTIDERIVATIVES = [
    "x**5/5 - 3*x**2",
    "x*sin(x) + cos(x)",
    "exp(x)*(sin(x) - cos(x))/2",
    "atan(x)",
    "atan(2*x + 1)/3",
    "x*log(x) - x",
    "log(x**2 + 1)/2",
    "sqrt(1 - x**2)",
    "asin(x/3)",
    "x**Rational(7, 2)",
    "exp(-x**2)/2",
    "sinh(x)*x",
    "tan(x) - x",
    "2**x",
    "log(log(x))",
    "x**x",
    "sin(sin(x))",
    "(x**2 + 1)**10",
    "cos(x)/(2 + sin(x))",
    "asinh(x)",
    "exp(sqrt(x))",
    "1/(x - 5)",
    "log(Abs(x - 2000))",
    "sqrt(x**2 - 9)",
]


@pytest.mark.parametrize("written", ANTIDERIVATIVES)
def test_right_and_nearly_right(written: str) -> None:
    """With a constant, without one, and with a slope that is off by 10⁻¹²."""
    told = sp.sympify(written)
    integrand = sp.diff(told.replace(sp.Abs, lambda u: u), x)
    question = sp.Integral(integrand, x)
    answer = sc.read(str(told))

    def graded(answer: sp.Expr) -> sc.Verdict:
        return sc.grade(question, answer, timeout=None)

    assert graded(answer.expr + sp.Symbol("C")).status == "correct"
    assert graded(answer.expr).note == "missing-constant"
    assert graded(answer.expr + x / 10**12 + sp.Symbol("C")).status == "incorrect"
    assert graded(sp.Rational(8, 7) * answer.expr + sp.Symbol("C")).status == "incorrect"


FEEDBACK = [
    (
        "int x dx",
        "x^2 + C",
        "The derivative of yours at x = 1 is 2, the integrand is 1.",
    ),
    ("int x dx", "x^2/2", "but the constant is missing: add + C."),
    ("int x dx", "x^2/2 - 5", "The number 5 is only one choice of the constant: write + C."),
    ("int a x dx", "a x^2/2 + a", "But a is given by the question"),
    ("int x dx", "x^2/2 + e^C", "the constant enters as e^C, which is not every number"),
    ("int x dx", "x^2/2 + C + D", "One constant is enough: C + D is again any number."),
    ("int x dx", "x^2/2 + y", "The constant is called y here; C says better that it is one."),
    ("int x dx", "x^2/2 + a", "The constant is called a here; C says better that it is one."),
    ("int x dx", "x^2/2 + C^3", "C³ is again any number: C alone says that."),
    ("int x dx", "x^2/2 + C^C", "But the constant enters as C^C: write + C, which is plainly"),
    ("int x dx", "C", "This is a constant alone, whose derivative is 0."),
    ("int 1/(x^2-1) dx", "-artanh x + C", "right for −1 < x < 1; written with bars, as ln|…|,"),
    ("int e^x/(e^x-2) dx", "ln(e^x-2) + C", "It is right for x > ln(2); with bars"),
    ("int 1/(1+x^2) dx", "-arccot x + C", "with arccot between 0 and π nothing breaks there."),
    ("int 2x dx", "x^2 + floor(x) + C", "breaks at x = k for every whole number k, where 2x is"),
    ("int x dx", "x^2/2 + X", "But is X another letter than x? Call the constant C."),
    ("int x dx", "C x^2/2", "still contains C: a constant of integration is only added."),
    ("int y dy", "Y^2/2 + C", "The question has no letter Y. Did you mean y?"),
    ("int x dx", "int x dx", "The answer still contains an integral: work it out."),
    ("int x dx", "d/dx x + C", "The answer still contains a derivative: work it out."),
    ("int x^2 dx", "x^2", "This is the integrand itself"),
    ("int x^2 dx", "2x + C", "This is the derivative of the integrand"),
    ("int 1/x dx", "ln x + C", "It is right for x > 0; with bars, ln|…|, wherever"),
    ("int 1/(x(x+1)) dx", "ln|x| - ln(x+1) + C", "right for −1 < x < 0 and x > 0 only."),
    ("int 1/(1+x^2) dx", "-arctan(1/x) + C", "The formula breaks at x = 0"),
    ("int 1/sqrt(a^2-x^2) dx", "arcsin(x/a) + C", "It is right for a > 0."),
    ("int |a| x dx", "a x^2/2 + C", "It is right for some values of a only."),
    ("∫∫ x^2 dx dx", "x^4/12 + C", "each integration brings a constant: add C·x too."),
    ("int 1/x dx", "lg x + C", "Yours has the logarithm to base 10."),
    ("int x/(1+x^2) dx", "ln(-1-x^2)/2 + C", "With bars around what the logarithm is of"),
]


@pytest.mark.parametrize(("question", "answer", "said"), FEEDBACK)
def test_feedback_of_antiderivatives(question: str, answer: str, said: str) -> None:
    assert said in sc.grade(question, answer, timeout=None).feedback


DOMAINS = [
    ("int 1/x dx", "ln x + C", "strict", "x > 0"),
    ("int 1/(x sqrt(x^2-1)) dx", "arcsec x + C", "consistent", "x > 1"),
    ("int 1/sqrt(x^2-1) dx", "arcosh x + C", "strict", "x > 1"),
    ("int cbrt(x) dx", "3/4 x^(4/3) + C", "consistent", "x > 0"),
    ("int 1/(4-x^2) dx", "artanh(x/2)/2 + C", "strict", "−2 < x < 2"),
]


@pytest.mark.parametrize(("question", "answer", "absolute", "domain"), DOMAINS)
def test_where_it_is_right(question: str, answer: str, absolute: str, domain: str) -> None:
    verdict = sc.grade(question, answer, absolute=absolute, timeout=None)

    assert (verdict.status, verdict.note, verdict.domain) == ("partial", "domain-differs", domain)


WITNESSES = [
    ("x**2", "x^3 + C"),
    ("sin(3*x)", "-3 cos(3x) + C"),
    ("1/(x**2 + 1)", "ln(x^2 + 1) + C"),
    ("a*x", "x^2/2 + C"),
    ("exp(x)", "C e^x"),
]


@pytest.mark.parametrize(("integrand", "answer"), WITNESSES)
def test_the_witness_is_a_point_where_the_derivative_differs(integrand: str, answer: str) -> None:
    """SymPy differentiates."""
    asked = sp.sympify(integrand)
    verdict = sc.grade(sp.Integral(asked, x), answer, timeout=None)
    assert verdict.witness is not None
    point = {sp.Symbol(n): sp.Rational(str(v)) for n, v in verdict.witness.point.items()}

    assert float(asked.subs(point)) == pytest.approx(verdict.witness.expected)
    slope = sp.diff(sc.parse(answer), x).subs(point)
    assert float(slope) == pytest.approx(verdict.witness.got)
    assert verdict.witness.got != verdict.witness.expected


def test_no_antiderivative_has_to_be_known() -> None:
    """symcalc finds none of x^x; an answer is judged by its derivative alone."""
    assert sc.grade("int x^x dx", "x^x + C", timeout=None).status == "incorrect"
    assert sc.grade("int x^x (1 + ln x) dx", "x^x + C", timeout=None).status == "correct"
