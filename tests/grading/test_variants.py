"""Variants of a question: other numbers, the same structure, the same rules."""

from __future__ import annotations

import re

import pytest
import sympy as sp
from click.testing import CliRunner

import symcalc as sc
from symcalc.cli import group
from symcalc.grading.variants.places import places, replaced

QUESTIONS = [
    "d/dx x^2 sin(3x)",
    "d/dx (2x + 1)^5",
    r"\frac{d}{dx} \frac{3x}{x^2 + 4}",
    "d/dx x³ + 0.5x²",
    "derivative of 5x^3 - 2x",
    "d/dx e^(2x) at x = 2",
    "∫ 3x^2 + 4x dx",
    "integral of 2x e^(3x)",
    "∫ 1/(x^2+4) dx",
    "integral of x e^x from 0 to 2",
    "∫_2^5 x^2 dx",
    "limit of sin(3x)/x as x -> 0",
    "limit of (x^2-9)/(x-3) as x -> 3",
    "gradient of x^2 y + 3x",
    "gradient of x^2 y at (1,2)",
    "tangent to y = x^2 at x = 3",
    "2x + 1 = 5",
    "x^2 - 5x + 6 = 0",
    "(x + 2)^3",
]


def rules(steps) -> list:
    return [(step.rule, rules(step.substeps)) for step in steps]


def named(steps) -> set[str]:
    """The methods, without putting in order."""
    found = {step.rule for step in steps}.union(*(named(step.substeps) for step in steps))
    return found - {"simplify", "substitute", "cancel", "common-factor", "multiply-out"}


@pytest.mark.parametrize("question", QUESTIONS)
def test_variants(question: str) -> None:
    found = sc.make_variants(question, 3, seed=2)
    wordless = re.compile(r"[\d⁰¹²³⁴-⁹.]+")
    assert len({question, *found}) == 4
    assert {wordless.sub("#", one) for one in found} == {wordless.sub("#", question)}
    assert found == sc.make_variants(question, 3, seed=2)


@pytest.mark.parametrize("question", QUESTIONS[:16])
def test_they_are_as_hard(question: str) -> None:
    model = sc.explain(question)
    for one in sc.make_variants(question, 3, seed=5):
        told = sc.explain(one)
        assert told.check.status == model.check.status
        assert named(told.steps) - {"common-denominator"} == named(model.steps) - {
            "common-denominator"
        }
        if model.question.kind in ("derivative", "gradient"):
            assert rules(told.steps) == rules(model.steps)


def test_equations_keep_the_nature_of_their_solutions() -> None:
    """SymPy is the oracle: two different whole solutions."""
    for one in sc.make_variants("x^2 - 5x + 6 = 0", 5, seed=3):
        equation = sc.parse(one)
        solutions = sp.solve(equation)
        assert len(solutions) == 2
        assert all(root.is_integer for root in solutions)


def test_a_limit_stays_indeterminate() -> None:
    for one in sc.make_variants("limit of (x^2-9)/(x-3) as x -> 3", 5, seed=3):
        numbers = [int(n) for n in re.findall(r"(?<!\^)\b\d+", one)]
        assert numbers[0] == numbers[1] ** 2
        assert numbers[1] == numbers[2]


def test_bounds_keep_their_order() -> None:
    for one in sc.make_variants("∫_2^5 x^2 dx", 6, seed=1):
        low, high = re.match(r"∫_(\d+)\^(\d+)", one).groups()
        assert int(low) < int(high)


def test_numbers_are_not_degenerate() -> None:
    for question in QUESTIONS[:5]:
        for one in sc.make_variants(question, 6, seed=4):
            assert not re.search(r"(?<![\d.])[01](?![\d.])", one) or re.search(r"\b1\b", question)


def test_the_seed_decides() -> None:
    question = "d/dx x^2 sin(3x)"
    assert sc.make_variants(question, 4, seed=1) != sc.make_variants(question, 4, seed=2)
    assert sc.make_variants(question, 6, seed=1)[:3] == sc.make_variants(question, 3, seed=1)


FEW = [
    ("d/dx sin x", "no numbers"),
    ("d/dx x_1", "no numbers"),
    ("∫ x e^(-x^2) dx", "no variant can be made"),
    ("d^2/dx^2 x^5", "only . of 9 variants can be made"),  # the order is no number of the question
]


@pytest.mark.parametrize(("question", "message"), FEW)
def test_too_few(question: str, message: str) -> None:
    with pytest.raises(sc.UnsupportedError, match=message):
        sc.make_variants(question, 9)


@pytest.mark.parametrize("question", ["d/dx blob(3x)", "", "d/dx (3x"])
def test_what_is_no_question(question: str) -> None:
    with pytest.raises(sc.SymcalcError):
        sc.make_variants(question, 2)


def test_misuse() -> None:
    with pytest.raises(sc.UnsupportedError, match="0 variants"):
        sc.make_variants("d/dx x^2", 0)


GIVEN = [sc.diff("x^3 sin(2x)"), sp.Derivative(sp.Symbol("x") ** 3, sp.Symbol("x"))]


@pytest.mark.parametrize("given", GIVEN, ids=["derivation", "sympy"])
def test_questions_come_in_many_forms(given) -> None:
    (one,) = sc.make_variants(given, 1)
    assert sc.explain(one).question.kind == "derivative"
    assert one not in ("d/dx x^3 sin(2x)", "d/dx x^3")


def test_places() -> None:
    found = places("log_2(x1) + x^12 + 2.50y² - \\frac12")
    assert [(p.typed, p.exponent) for p in found] == [("12", True), ("2.50", False), ("2", True)]
    assert replaced("y² + 0.05", places("y² + 0.05"), [13, 7]) == "y¹³ + 0.07"


def test_the_command() -> None:
    done = CliRunner().invoke(group, ["make-variants", "d/dx x^2 sin(3x)", "--n", "4"])
    assert done.exit_code == 0
    assert done.output.splitlines() == sc.make_variants("d/dx x^2 sin(3x)", 4)
