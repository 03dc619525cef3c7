"""What SymPy finds counts only with a proof; where the constant may differ is said."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.reading import read
from symcalc.steps import walk
from symcalc.tutor.integrate import lookup
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.domains import domain_of, in_words

x = sp.Symbol("x")


def asked(integrand: str) -> Integral:
    return Integral(read(integrand), x)


def test_the_step_and_its_proof() -> None:
    found = lookup.looked_up(asked("x^2 cos(x)"), seconds=60)

    assert found is not None
    (step,) = found.steps
    assert step.status == "looked-up"
    assert sp.simplify(found.antiderivative.diff(x) - x**2 * sp.cos(x)) == 0
    assert step.substeps[0].before.head == "derivative"
    assert {below.status for below in walk(step.substeps)} == {"proved"}
    assert sp.simplify(step.substeps[-1].after.expr - x**2 * sp.cos(x)) == 0


WRONG = [
    ("1/x", "ln(x)"),  # no value for x < 0
    ("cos(x)", "sin(x) + x/1000"),
    ("1/(x^2 + 1)", "i ln(x)"),
    ("x^x", "x^(x + 1)/(x + 1)"),
    ("x", "a x^2"),
]


@pytest.mark.parametrize(("integrand", "answer"), WRONG)
def test_what_the_worker_says_is_not_believed(
    integrand: str, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "_asked", lambda *_: read(answer).expr)

    assert lookup.looked_up(asked(integrand)) is None


RESPONSES = [
    ("1/x", "ln(|x|)"),
    ("x/(x^2 + 1)", "ln(x² + 1)/2"),
    ("x^x", None),
    ("e^(x^3)/x^2 + gamma(x)", None),
]


@pytest.mark.parametrize(("integrand", "answer"), RESPONSES)
def test_the_worker_answers_over_the_reals(integrand: str, answer: str | None) -> None:
    request = {"integrand": integrand, "x": "x", "names": ["x"]}

    assert lookup.respond(request) == answer


def test_a_time_limit() -> None:
    assert lookup.looked_up(asked("sin(x)^x/(1 + e^(x^x))"), seconds=0.01) is None


DOMAINS = [
    ("1/x", "for x ≠ 0"),
    ("sqrt(x)", "for x ≥ 0"),
    ("1/ln(x)", "for x > 0, x ≠ 1"),
    ("1/(x^2 + 1)", "for every real x"),
    ("1/(2 + cos(x))", "for every real x"),
    ("1/(x^2 - 1)", "for x ≠ −1, x ≠ 1"),
    ("1/sqrt(1 - x^2)", "for −1 < x < 1"),
    ("ln(x)/(x + 1)", "for x > 0"),
    ("tan(x)", "for cos(x) ≠ 0"),
]


@pytest.mark.parametrize(("integrand", "words"), DOMAINS)
def test_domain_in_words(integrand: str, words: str) -> None:
    formula = read(integrand)

    assert in_words(formula.expr, domain_of(formula, x), x) == words


def test_conditions_say_where_the_constant_may_differ() -> None:
    assert sc.integrate("1/x").conditions == (sp.Ne(x, 0),)


def test_other_ways() -> None:
    told = sc.integrate("sin(x) cos(x)")

    assert told.alternatives
    for other in told.alternatives:
        assert [s.rule for s in other.steps] != [s.rule for s in told.steps]
        assert sp.simplify(sp.diff(other.answer - told.answer, x)) == 0
        same = sp.simplify(other.answer - told.answer) == 0
        assert same or any("differs from" in remark for remark in other.remarks)


@pytest.mark.parametrize("formula", ["x/(x^2+1)", "x sqrt(x+1)", "tan(x)^2", "sin x cos x"])
def test_no_way_is_told_twice(formula: str) -> None:
    told = sc.integrate(formula)
    ways = [tuple(str(s.after.expr) for s in d.steps) for d in (told, *told.alternatives)]

    assert len(set(ways)) == len(ways)
