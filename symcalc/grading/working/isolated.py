"""Workings in killable processes: plain text goes in, plain data comes out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from typing import Any

from symcalc.errors import SymcalcError, TimedOut, TooLargeError
from symcalc.formula import Question
from symcalc.grading.asked import asked_of
from symcalc.grading.definitions import receive, sent
from symcalc.grading.misconceptions.book import book_of
from symcalc.grading.policy import Policy
from symcalc.grading.working import words
from symcalc.grading.working.flow import grade_lines
from symcalc.grading.working.report import WorkingReport
from symcalc.grading.working.ways import way_of
from symcalc.reading import read_question
from symcalc.worker import Worker

PATIENCE = 5.0  # how many times the time for a working a question has, to be worked out once
WAITING = 3.0  # how many times the processor time a working may take by the clock


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


class Grader:
    """A killable worker, and the questions that it has seen."""

    def __init__(self) -> None:
        self.worker = Worker("symcalc.grading.working.isolated:respond")
        self._seen: tuple[int | None, set[str]] = (None, set())

    def report(self, request: dict[str, Any], timeout: float) -> dict[str, Any]:
        """A report as plain data; a new question is worked out first, in a time of its own."""
        key = json.dumps([request["question"], request["policy"]["names"], request["functions"]])
        if self._seen[0] != self.worker.pid or key not in self._seen[1]:
            seen = self._seen[1] if self._seen[0] == self.worker.pid else set()
            time = PATIENCE * timeout
            self.worker.ask({**request, "lines": None}, time * WAITING, time)
            self._seen = self.worker.pid, {*seen, key}
        told: dict[str, Any] = self.worker.ask(request, timeout * WAITING, timeout)
        return told


@cache
def grader() -> Grader:
    """The grader of this process, kept warm between workings."""
    return Grader()


def grade_lines_isolated(
    question: str, lines: str | Sequence[str], timeout: float, policy: Policy
) -> WorkingReport:
    """Grade a working in the worker; past the limits the report is "undecided"."""
    given = lines if isinstance(lines, str) else list(lines)
    request = {"question": question, "lines": given, "functions": sent()}
    try:
        return WorkingReport.of(grader().report({**request, "policy": asdict(policy)}, timeout))
    except TimedOut:
        said = words.SLOW.format(timeout=timeout)
        return WorkingReport("undecided", "timeout", (), None, 0.0, said)
    except TooLargeError as error:
        return WorkingReport("undecided", "too-large", (), None, 0.0, str(error))
