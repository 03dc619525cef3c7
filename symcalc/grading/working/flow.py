"""Grade a whole working: each line against the one before, then the answer it ends with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from symcalc.errors import NotFoundError, SymcalcError, TooLargeError
from symcalc.formula import Question
from symcalc.grading.asked import Asked, asked_of
from symcalc.grading.finding import Finding, undecided
from symcalc.grading.forms import known_form
from symcalc.grading.kinds.doubtful import question_in_doubt
from symcalc.grading.policy import Policy
from symcalc.grading.working import words
from symcalc.grading.working.feedback import line_of
from symcalc.grading.working.lines import MOST, Row, is_remark, rows
from symcalc.grading.working.outcomes import Outcome
from symcalc.grading.working.report import WorkingLine, WorkingReport
from symcalc.grading.working.statements import Line, read_line
from symcalc.grading.working.summary import End, summed_up
from symcalc.grading.working.ways import way_of

USUAL = Policy()
NO_VALUE = re.compile(r"^division by zero|has no value here")
FORM = re.compile(r"form|type|indetermin|hospital|hôpital|[\"“\[‘]|\?", re.I)
SLUG = ("indeterminate-form-as-number",)


class Way(Protocol):
    """How the lines of a kind of working are followed."""

    asked: Asked
    wants: str
    variable: str

    def line(self, line: Line) -> Outcome:
        """What a line is to those before it."""

    def noted(self, line: Line, beside: Line) -> None:
        """What a letter stands for, said beside a line."""

    def skipped(self) -> None:
        """A line that was not followed."""

    def settled(self, outcomes: list[Outcome]) -> list[Outcome]:
        """The outcomes once all lines are known."""

    def end(self, policy: Policy) -> End:
        """Whether the working arrives at the answer."""


def grade_lines(
    question: Question, lines: str | Iterable[str], policy: Policy = USUAL
) -> WorkingReport:
    """Grade a working in this process.

    Raises
    ------
    UnsupportedError
        If the question is none, or the policy asks for what there is not.
    """
    known_form(policy.form)
    asked = asked_of(question)
    found = rows(lines)
    if not found:
        return WorkingReport("unreadable", "unreadable", (), None, 0.0, words.EMPTY)
    if len(found) > MOST:
        said = words.TOO_MANY.format(most=MOST, count=len(found))
        return WorkingReport("undecided", "too-large", (), None, 0.0, said)
    doubt = question_in_doubt(asked)
    if doubt is not None:
        return nothing_claimed(found, doubt, policy)
    try:
        way = way_of(asked, " ".join(row.typed for row in found))
    except SymcalcError as error:
        if isinstance(error, TooLargeError | NotFoundError):
            return nothing_claimed(found, undecided(f"{error.what}.", "not-found"), policy)
        raise
    return followed(way, found, policy)


def nothing_claimed(found: Sequence[Row], why: Finding, policy: Policy) -> WorkingReport:
    """Of a question that cannot be worked out."""
    lines = tuple(WorkingLine(r.number, r.typed, "undecided", "undecided") for r in found)
    said = why.verdict(policy)
    return WorkingReport(said.status, said.note, lines, None, 0.0, said.feedback)


def followed(way: Way, found: Sequence[Row], policy: Policy) -> WorkingReport:
    """Line by line."""
    x = way.variable
    letters = sorted(way.asked.letters, key=str)
    outcomes = [outcome_of(way, row, policy, letters, x) for row in found]
    outcomes = way.settled(outcomes)
    wrong = [k for k, one in enumerate(outcomes) if one.status == "incorrect"]
    first = wrong[0] if wrong else None
    lines = tuple(
        line_of(row, one, first=k == first, x=x)
        for k, (row, one) in enumerate(zip(found, outcomes, strict=True))
    )
    return summed_up(lines, outcomes, way.end(policy), policy)


def _no_value(row: Row) -> Outcome:
    """0/0 as a value; said as a form, it is a remark."""
    if FORM.search(row.typed):
        return Outcome("given", "correct", "remark", counted=False)
    said = words.NO_VALUE.format(form=row.forms[0])
    return Outcome("wrong", "incorrect", "indeterminate", said=(said, words.NO_NUMBER), slugs=SLUG)


def _beside(row: Row) -> Row:
    """The note beside a line as a line that introduces a letter."""
    return replace(row, forms=(row.beside,), goes_on=False, introduces=True, beside="")


def outcome_of(way: Way, row: Row, policy: Policy, letters: Sequence, x: str) -> Outcome:  # type: ignore[type-arg]
    """What a line turned out to be; one that cannot be read stops nobody."""
    line = read_line(row, policy.names, letters, x, way.wants)
    if line.whole is None:
        if line.note == "unreadable" and is_remark(row):
            way.skipped()
            return Outcome("given", "correct", "remark", counted=False)
        if way.wants == "formula" and NO_VALUE.search(line.trouble):
            return _no_value(row)
        status = "undecided" if line.note == "too-large" else "unreadable"
        said = (words.UNREADABLE.format(trouble=line.trouble),)
        way.skipped()
        return Outcome(status, status, line.note, counted=False, said=said)
    try:
        if row.beside:
            way.noted(line, read_line(_beside(row), policy.names, letters, x, way.wants))
        return way.line(line)
    except SymcalcError as error:
        way.skipped()
        note = "too-large" if isinstance(error, TooLargeError) else "unsupported"
        doubt = words.DOUBT.format(why=error.what)
        return Outcome("undecided", "undecided", note, counted=False, said=(doubt,))
