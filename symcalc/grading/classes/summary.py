"""What a class did: by question, and which misconceptions it has."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from rich.console import Console
from rich.table import Table

from symcalc.errors import shorten
from symcalc.grading.classes.rows import Graded

STATUSES = ("correct", "partial", "incorrect", "undecided", "unreadable")
SHOWN = 3  # misconceptions and wrong answers of a question
WIDTH = 100  # characters of the table, where it is not a terminal's
CELL = 30

NOTHING = "No answers."
TOTAL = "{rows} answers to {questions}: {counts}."
ONE_QUESTION, QUESTIONS = "one question", "{count} questions"


@dataclass
class Tally:
    """One question: how often which verdict, and what was wrong.

    Attributes
    ----------
    question : str
        As it was asked.
    statuses : Counter
        Answers by status.
    misconceptions, wrong : Counter
        What explains the wrong answers, the likeliest cause of each, and those answers as they
        were typed.
    """

    question: str
    statuses: Counter[str] = field(default_factory=Counter)
    misconceptions: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    points: float = 0.0

    def add(self, one: Graded) -> None:
        """Count one answer."""
        told = one.verdict
        self.statuses[told.status] += 1
        self.points += told.score
        if told.status == "incorrect":
            self.misconceptions.update(told.misconceptions[:1])
            self.wrong[" ".join(one.answer.split())] += 1

    @property
    def rows(self) -> int:
        """How many answers there are."""
        return self.statuses.total()

    @property
    def mean(self) -> float | None:
        """The mean score; what is undecided has none. None where nothing was decided."""
        count = self.rows - self.statuses["undecided"]
        return self.points / count if count else None

    def plain(self) -> dict[str, Any]:
        """The counts as plain data, the most frequent first."""
        return {
            "question": self.question,
            "answers": self.rows,
            "statuses": {status: self.statuses[status] for status in STATUSES},
            "mean": self.mean,
            "misconceptions": dict(ordered(self.misconceptions)),
            "wrong": dict(ordered(self.wrong)),
        }


def ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    """The most frequent first; equal counts by name, so that the order is always the same."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


class Summary:
    """The answers of a class, counted.

    Examples
    --------
    >>> from symcalc.grading.classes.rows import row_of
    >>> from symcalc.grading.verdict import Verdict
    >>> summary = Summary()
    >>> summary.add(Graded(row_of(("d/dx x^2", "2x")), Verdict("correct", "correct", "Correct.")))
    >>> summary.rows, summary.mean, summary.statuses["correct"]
    (1, 1.0, 1)
    """

    def __init__(self, found: Iterable[Graded] = ()) -> None:
        self._questions: dict[str, Tally] = {}
        for one in found:
            self.add(one)

    def add(self, one: Graded) -> None:
        """Count one answer."""
        question = " ".join(one.question.split())
        self._questions.setdefault(question, Tally(question)).add(one)

    @property
    def questions(self) -> tuple[Tally, ...]:
        """The questions, in the order in which they came."""
        return tuple(self._questions.values())

    @property
    def rows(self) -> int:
        """How many answers there are."""
        return sum(one.rows for one in self.questions)

    @property
    def statuses(self) -> Counter[str]:
        """Answers by status."""
        return sum((one.statuses for one in self.questions), Counter())

    @property
    def misconceptions(self) -> Counter[str]:
        """What explains the wrong answers to all questions."""
        return sum((one.misconceptions for one in self.questions), Counter())

    @property
    def mean(self) -> float | None:
        """The mean score of all that was decided."""
        count = self.rows - self.statuses["undecided"]
        return sum(one.points for one in self.questions) / count if count else None

    def plain(self) -> dict[str, Any]:
        """The counts as plain data."""
        return {
            "answers": self.rows,
            "statuses": {status: self.statuses[status] for status in STATUSES},
            "mean": self.mean,
            "misconceptions": dict(ordered(self.misconceptions)),
            "questions": [one.plain() for one in self.questions],
        }

    def json(self) -> str:
        """The counts as JSON."""
        return json.dumps(self.plain(), ensure_ascii=False)

    def table(self) -> Table:
        """The counts as a table of rich."""
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column("question", max_width=CELL, overflow="fold")
        for name in ("right", "part", "wrong", "open", "unread", "mean"):
            table.add_column(name, justify="right", no_wrap=True)
        table.add_column("why wrong", no_wrap=True, overflow="ellipsis")
        for one in self.questions:
            counts = [str(one.statuses[status]) for status in STATUSES]
            mean = "" if one.mean is None else f"{one.mean:.2f}"
            table.add_row(shorten(one.question), *counts, mean, reasons(one))
        return table

    def text(self) -> str:
        """The table, and one line on all of it, as plain text."""
        if not self.rows:
            return NOTHING
        out = StringIO()
        console = Console(file=out, width=WIDTH, color_system=None, highlight=False, markup=False)
        console.print(self.table())
        count = len(self.questions)
        kinds = ONE_QUESTION if count == 1 else QUESTIONS.format(count=count)
        told = [f"{n} {status}" for status in STATUSES if (n := self.statuses[status])]
        lines = [line.rstrip() for line in out.getvalue().splitlines()]
        total = TOTAL.format(rows=self.rows, questions=kinds, counts=", ".join(told))
        return "\n".join([*lines, "", total])

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Summary of {self.rows} answers>"


def reasons(one: Tally) -> str:
    """The most frequent misconceptions, else the most frequent wrong answers."""
    found = ordered(one.misconceptions)[:SHOWN]
    if found:
        return "\n".join(f"{slug} {count}" for slug, count in found)
    wrong = ordered(one.wrong)[:SHOWN]
    return "\n".join(f"{shorten(answer, CELL)} ({count})" for answer, count in wrong)
