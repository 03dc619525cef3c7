"""A row of a class: who answered what, and by which rules it is graded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from symcalc.errors import SymcalcError, UnsupportedError
from symcalc.grading.isolated import Request
from symcalc.grading.policy import Policy
from symcalc.grading.verdict import Verdict

ASKED = ("student", "question", "answer")
OPTIONS = ("form", "constant", "absolute", "tolerance", "names")
VERDICT = ("status", "score", "note", "feedback", "misconception")

NO_ROW = "This is no row of a class: {what}."
NO_TEXT = "the {field} is no text"


@dataclass(frozen=True)
class Row:
    """One answer of one student.

    Attributes
    ----------
    student, question, answer : str
        As they were given.
    options : mapping
        The row's own choices, where it has any: form, constant, absolute, tolerance, names.
    given : mapping
        Everything that the row has, to be written again.
    trouble : str
        Why it cannot be graded, if so.
    """

    student: str = ""
    question: str = ""
    answer: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    trouble: str = ""


@dataclass(frozen=True)
class Graded:
    """A row and the verdict on it.

    Examples
    --------
    >>> one = Graded(row_of(("d/dx x^2", "2x")), Verdict("correct", "correct", "Correct."))
    >>> one.verdict.status, one.plain()["score"]
    ('correct', 1.0)
    """

    row: Row
    verdict: Verdict

    @property
    def student(self) -> str:
        """Who answered, "" where that is not said."""
        return self.row.student

    @property
    def question(self) -> str:
        """What was asked."""
        return self.row.question

    @property
    def answer(self) -> str:
        """The answer as it was typed."""
        return self.row.answer

    def plain(self) -> dict[str, Any]:
        """The row as it was given, and the verdict beside it."""
        told = self.verdict
        slugs = " ".join(told.misconceptions)
        values = (told.status, told.score, told.note, told.feedback, slugs)
        return {**self.row.given, **dict(zip(VERDICT, values, strict=True))}


def row_of(item: Mapping[str, Any] | Sequence[Any]) -> Row:
    """A row from a mapping, or from (question, answer) or (student, question, answer).

    Examples
    --------
    >>> row_of({"student": "Ada", "question": "d/dx x^2", "answer": "2x"}).answer
    '2x'
    >>> row_of(("Ada", "d/dx x^2")).question
    'Ada'
    """
    if isinstance(item, Mapping):
        return from_mapping(item)
    if isinstance(item, str | bytes) or not isinstance(item, Sequence):
        return broken(repr(item)[:80], "it is neither a mapping nor a tuple")
    if len(item) not in (2, 3):
        what = "a tuple is (question, answer) or (student, question, answer)"
        return broken(repr(item)[:80], what)
    return from_mapping(dict(zip(ASKED[-len(item) :], item, strict=True)))


def from_mapping(given: Mapping[str, Any]) -> Row:
    """A row by the names of its columns, in small or capital letters."""
    cells = {str(name).strip().lower(): value for name, value in given.items()}
    texts, trouble = {}, ""
    for name in (*ASKED, *OPTIONS):
        value = cells.get(name)
        if name == "names" and isinstance(value, list | tuple):
            value = " ".join(map(str, value))
        texts[name] = "" if value is None else str(value)
        if not isinstance(value, str | int | float | None):
            trouble = trouble or NO_ROW.format(what=NO_TEXT.format(field=name))
    chosen = {name: texts[name].strip() for name in OPTIONS if texts[name].strip()}
    student, question, answer = (texts[name] for name in ASKED)
    return Row(student, question, answer, chosen, dict(given), trouble)


def broken(raw: str, what: str) -> Row:
    """What stands where a row should be."""
    return Row(given={"answer": raw}, answer=raw, trouble=NO_ROW.format(what=what))


def with_trouble(row: Row, what: str) -> Row:
    """A row that cannot be graded."""
    return replace(row, trouble=NO_ROW.format(what=what))


def policy_of(row: Row, usual: Policy) -> Policy:
    """The asker's choices, with the row's own in their place.

    Raises
    ------
    UnsupportedError
        If the row chooses what there is not.
    """
    chosen: dict[str, Any] = dict(row.options)
    if "names" in chosen:
        chosen["names"] = tuple(chosen["names"].replace(",", " ").split())
    return replace(usual, **chosen)


def request_of(row: Row, usual: Policy, functions: list[dict[str, Any]]) -> Request | Verdict:
    """What a worker is asked; a verdict where nothing need be asked."""
    if row.trouble:
        return Verdict("unreadable", "unreadable-row", row.trouble)
    try:
        policy = policy_of(row, usual)
    except UnsupportedError as error:
        return misused(error)
    return {
        "question": row.question,
        "answer": row.answer,
        "policy": asdict(policy),
        "functions": functions,
    }


def misused(error: SymcalcError) -> Verdict:
    """The verdict where the row chooses what there is not."""
    return Verdict("undecided", "unsupported", f"The row cannot be graded: {error}")
