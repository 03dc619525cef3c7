"""Workings in killable processes: plain text goes in, plain data comes out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from symcalc.errors import SymcalcError, TimedOut, TooLargeError
from symcalc.formula import Question
from symcalc.grading.asked import asked_of
from symcalc.grading.definitions import receive, sent
from symcalc.grading.isolated import grader
from symcalc.grading.misconceptions.book import book_of
from symcalc.grading.policy import Policy
from symcalc.grading.working import words
from symcalc.grading.working.flow import grade_lines
from symcalc.grading.working.report import WorkingReport
from symcalc.grading.working.ways import way_of
from symcalc.reading import read_question

TARGET = "symcalc.grading.working.isolated:respond"


def respond(request: dict[str, Any]) -> dict[str, Any]:
    """Grade one working inside the worker; without lines, have the question worked out."""
    receive(request.get("functions", []))
    policy = Policy.of(request.get("policy", {}))
    question = read_question(request["question"], names=policy.names)
    if request["lines"] is None:
        prepare(question)
        return {}
    return grade_lines(question, request["lines"], policy).plain()


def prepare(question: Question) -> None:
    """Do what is done once for a question: its answer, and the wrong ones."""
    with suppress(SymcalcError, AssertionError):
        asked = asked_of(question)
        way_of(asked)
        book_of(asked)


def grade_lines_isolated(
    question: str, lines: str | Sequence[str], timeout: float, policy: Policy
) -> WorkingReport:
    """Grade a working in the worker; past the limits the report is "undecided"."""
    given = lines if isinstance(lines, str) else list(lines)
    request = {"question": question, "functions": sent(), "policy": asdict(policy)}
    tried = {**request, "lines": None}
    try:
        return WorkingReport.of(grader(TARGET).ask({**request, "lines": given}, timeout, tried))
    except TimedOut:
        said = words.SLOW.format(timeout=timeout)
        return WorkingReport("undecided", "timeout", (), None, 0.0, said)
    except TooLargeError as error:
        return WorkingReport("undecided", "too-large", (), None, 0.0, str(error))
