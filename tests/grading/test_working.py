"""Whole workings: each line beside the one before, the first wrong one, its cause and the score."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import sympy as sp

import symcalc as sc
from symcalc.errors import ReadingError, UnsupportedError
from symcalc.grading.working.report import WorkingReport

CASES = json.loads(
    (Path(__file__).parent.parent / "data" / "verdicts_working.json").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["question"])
def test_cases(case: dict[str, Any]) -> None:
    """Written by hand: relations, the first wrong line, and the score by the rule of the page."""
    report = sc.grade_working(
        case["question"], case["lines"], timeout=None, **case.get("options", {})
    )

    assert [line.relation for line in report.lines] == case["relations"]
    assert report.first_wrong == case["first_wrong"]
    assert report.score == pytest.approx(case["score"])
    assert (report.status, report.note) == (case["status"], case["note"])


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60
    assert sum(case["first_wrong"] is not None for case in CASES) >= 25


CAUSES = [
    # question, lines, slug, words of the feedback
    ("d/dx x^2 sin x", ["2x cos x"], "product-of-derivatives", "(u·v)′ = u′·v + u·v′"),
    ("d/dx x^2 sin x", ["(x^2)' (sin x)'", "2x cos x"], "product-of-derivatives", "multiplied"),
    ("(x+1)^2 - x^2", ["x^2 + 1 - x^2", "1"], "power-of-a-sum-termwise", "(x + 1)²"),
    ("int x cos x dx", ["x sin x + int sin x dx"], "by-parts-sign", "By parts"),
    ("int_0^2 2x cos(x^2) dx", ["u = x^2", "int_0^2 cos u du"], "bounds-not-changed", "0 to 4"),
    ("2x + 3 = 7", ["2x = 10"], "moved-without-sign", "3 was moved"),
    ("2x + 3 = 7", ["2x = 7"], "one-side-only", "one side"),
    ("2x = 4", ["x = 4"], "one-side-only", "one side"),
    ("x^2 = 2x", ["x = 2"], "divided-by-unknown", "divided by x"),
    ("x^2 = 4", ["x = 2"], "one-root-only", "two roots"),
    ("-2x > 4", ["x > -2"], "inequality-not-turned", "negative"),
    ("dy/dx if x^2 + y^2 = 25", ["2x + 2y = 0"], "inner-derivative-of-y", "chain rule"),
]


@pytest.mark.parametrize(("question", "lines", "slug", "said"), CAUSES)
def test_the_first_wrong_line_has_its_cause(
    question: str, lines: list[str], slug: str, said: str
) -> None:
    report = sc.grade_working(question, lines, timeout=None)
    assert report.first_wrong is not None
    line = report.lines[report.first_wrong - 1]

    assert slug in line.misconceptions
    assert said in line.feedback


WHOLE = """\
 1  ✓    x^2 - 2x = 0  equivalent
 2  ✗    x - 2 = 0     solutions lost
         This does not follow from line 1. Both sides were divided by x, which may be 0. x = 0
         solves line 1 and not this line.
 3  (✓)  x = 2         equivalent
         This follows from line 2, which is wrong.

Line 2 is the first wrong one. Line 3 follows from it, and counts as right.
Score: 0.333 of 1."""


def test_the_whole_is_said() -> None:
    """Typed by hand."""
    report = sc.grade_working("x^2 = 2x", ["x^2 - 2x = 0", "x - 2 = 0", "x = 2"], timeout=None)

    assert report.text() == WHOLE


def test_the_witness_has_both_values() -> None:
    line = sc.grade_working("(x+1)^2", ["x^2 + 1"], timeout=None).lines[0]

    assert line.witness is not None
    assert (line.witness.expected, line.witness.got) == (4, 2)  # at x = 1


def test_the_report_goes_through_json() -> None:
    report = sc.grade_working("d/dx x^2 sin x", ["2x cos x", "oops (", "2x cos x"], timeout=None)

    assert WorkingReport.of(json.loads(report.json())) == report
    assert isinstance(report, sc.WorkingReport)
    assert str(report) == report.text()


def test_truth() -> None:
    assert sc.grade_working("2x = 4", ["x = 2"], timeout=None)
    assert not sc.grade_working("2x = 4", ["x = 3"], timeout=None)
    with pytest.raises(UnsupportedError, match="neither right nor wrong"):
        bool(sc.grade_working("2x = 4", ["(("], timeout=None))


def test_questions_may_be_objects() -> None:
    x = sp.Symbol("x")
    for question in (sp.Derivative(x**2, x), sc.diff("x^2"), "d/dx x^2"):
        assert sc.grade_working(question, "2x", timeout=None)


BAD = [
    ("d/dx x^2", [1, 2], UnsupportedError),
    ("d/dx (x^2", ["2x"], ReadingError),
    ("d/dx x^2", None, UnsupportedError),
]


@pytest.mark.parametrize(("question", "lines", "error"), BAD)
def test_what_is_no_working_is_an_error(question: str, lines: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        sc.grade_working(question, lines, timeout=None)


def test_no_line_at_all() -> None:
    for lines in ("", [], ["", "  "]):
        assert sc.grade_working("d/dx x^2", lines, timeout=None).status == "unreadable"


def test_too_many_lines_are_said() -> None:
    report = sc.grade_working("d/dx x^2", ["2x"] * 201, timeout=None)

    assert (report.status, report.note) == ("undecided", "too-large")
    assert "200" in report.feedback
    assert sc.grade_working("d/dx x^2", ["2x"] * 200, timeout=None)


def test_a_false_statement_is_not_a_definition() -> None:
    """f_x is the partial derivative of what was given, not a letter of the learner's."""
    report = sc.grade_working("gradient of x^2 y", ["f_x = 3x y"], timeout=None)

    assert report.first_wrong == 1
