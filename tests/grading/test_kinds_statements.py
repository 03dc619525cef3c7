"""Equations, systems, inequalities, sets: what is said of a missing or a wrong solution."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.grading.solutions.conditions import NEVER, All, Any, Compare, Condition, Whole
from symcalc.grading.solutions.line import along
from symcalc.grading.solutions.ranges import has_values, written

x, y = sp.symbols("x y")

FEEDBACK = [
    (
        "x^2 - 5x + 6 = 0",
        "x = 2, x = 4",
        "Incorrect. x = 2 is right. x = 4 is not a solution: there x² − 5x + 6 is 2, and not 0. "
        "x = 3 is a solution, and yours leaves it out: there both sides are 0.",
    ),
    (
        "sqrt(x + 2) = x",
        "x = 2, x = -1",
        "Incorrect. x = 2 is right. x = −1 is not a solution: there √(x + 2) is 1 and x is −1.",
    ),
    (
        "1/x = 1/x^2",
        "x = 0, x = 1",
        "Incorrect. x = 1 is right. x = 0 is not a solution: there 1/x has no value.",
    ),
    ("(0, 1]", "[0, 1]", "Incorrect. x = 0 does not belong to it, and yours has it."),
    ("x^2 - 5x + 6 = 0", "{2, 3}", "Correct."),
]


@pytest.mark.parametrize(("question", "answer", "feedback"), FEEDBACK)
def test_feedback(question: str, answer: str, feedback: str) -> None:
    assert sc.grade(question, answer, timeout=None).feedback == feedback


QUESTIONS = [
    (sp.Eq(x**2, 4), "x = ±2"),
    (sp.FiniteSet(1, 2), "{2, 1}"),
    (sp.Interval(0, 1), "0 <= x <= 1"),
    (sp.Interval.Lopen(0, sp.oo), "x > 0"),
    (x**2 < 4, "(-2, 2)"),
    (sp.S.EmptySet, "no solution"),
    ((sp.Eq(x + y, 3), sp.Eq(x - y, 1)), "x = 2, y = 1"),
    ("solve x^2 = 4 for x", "2 and -2"),
]


@pytest.mark.parametrize(("question", "answer"), QUESTIONS, ids=str)
@pytest.mark.parametrize("timeout", [None, 60.0])
@pytest.mark.filterwarnings("ignore::sympy.utilities.exceptions.SymPyDeprecationWarning")
def test_questions_from_python(question: object, answer: str, timeout: float | None) -> None:
    assert sc.grade(question, answer, timeout=timeout).status == "correct"


def test_the_witness_of_a_lost_solution_is_a_point_that_can_be_checked() -> None:
    witness = sc.grade("x^2 = 4", "x = 2", timeout=None).witness
    assert witness is not None
    assert (witness.point["x"], witness.expected, witness.got) == (-2, 1.0, 0.0)


def equal(left: sp.Expr, right: sp.Expr | int) -> Compare:
    return Compare(sp.sympify(left, strict=True), sp.sympify(right, strict=True), "=")


def values(*numbers: sp.Expr | int) -> Condition:
    return Any(tuple(equal(x, number) for number in numbers))


# By hand, or sp.solveset.
SOLVED = [
    (equal(sp.Abs(x - 1) + sp.Abs(x + 2), 5), values(-3, 2)),
    (equal(sp.sqrt(x + 5) - sp.sqrt(x), 1), values(4)),
    (equal(sp.log(x) + sp.log(x - 1), sp.log(6)), values(3)),
    (equal(sp.exp(2 * x) - 3 * sp.exp(x), -2), values(0, sp.log(2))),
    (equal(sp.cos(2 * x), sp.cos(x)), Whole(3 * x / (2 * sp.pi))),
    (equal(x ** sp.Rational(1, 3), 2), values(8)),
    (equal(x**2, -1), NEVER),
    (equal(sp.sin(x) ** 2 + sp.cos(x) ** 2, 1), All()),
]


@pytest.mark.parametrize(("condition", "solutions"), SOLVED, ids=str)
def test_all_solutions_are_found(condition: Condition, solutions: Condition) -> None:
    found = along(condition, solutions, x)

    assert found.complete
    assert found.same
    assert not along(condition, equal(x, sp.Rational(5, 7)), x).same


RANGES = [
    ((sp.log(x),), "x > 0"),
    ((sp.sqrt(x),), "x ≥ 0"),
    ((1 / x,), "x ≠ 0"),
    ((sp.log(x), 1 / (x - 1)), "0 < x < 1 or x > 1"),
    ((sp.sqrt(1 - x**2),), "−1 ≤ x ≤ 1"),
    ((sp.sqrt(x**2 - 1),), "x ≤ −1 or x ≥ 1"),
    ((sp.sqrt(x) * sp.sqrt(x - 1),), "x ≥ 1"),  # i·i is not looked at
    ((x**2,), "every x"),
    ((sp.tan(x),), ""),  # no few inequalities
]


@pytest.mark.parametrize(("formulas", "said"), RANGES, ids=str)
def test_where_formulas_have_values(formulas: tuple[sp.Expr, ...], said: str) -> None:
    assert written(has_values(*formulas), x) == said


UNSURE = [
    ("ln x = -x", "0.567"),
    ("x + y = 3, 2x + 2y = 6", "x = t^2, y = 3 - t^2"),
    ("x^2 - 5x + 6 = 0", "(x - 2)(x - 3)"),
]


@pytest.mark.parametrize(("question", "answer"), UNSURE)
def test_what_is_not_known_is_not_judged(question: str, answer: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == "undecided"


QUANTITIES = [
    ("F = m a", "a = F/m", "correct"),
    ("P V = n R T", "T = P V/(n R)", "correct"),
    ("1/f = 1/a + 1/b", "f = a b/(a + b)", "correct"),
    ("F = m a", "a = F m", "incorrect"),
    ("E = m c^2", "c = sqrt(E/m)", "partial"),
    ("E = m c^2", "c = ±sqrt(E/m)", "correct"),
]


@pytest.mark.parametrize(("question", "answer", "status"), QUANTITIES)
def test_formulas_of_quantities_are_rearranged(question: str, answer: str, status: str) -> None:
    assert sc.grade(question, answer, timeout=None).status == status
