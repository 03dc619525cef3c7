"""WorkingReport: what a grader says of a whole working, line by line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from textwrap import wrap
from typing import Any

from symcalc.errors import UnsupportedError
from symcalc.grading.verdict import Verdict, Witness

MARKS = {
    "correct": "✓",
    "follow-through": "(✓)",
    "incorrect": "✗",
    "undecided": "?",
    "unreadable": "?",
}
WIDTH = 88  # of a sentence under a line
VALUE = re.compile(r"(\w) ([=≈]) ([−\w./]+)")
LONGEST = 60  # characters of a line that is shown beside its mark


@dataclass(frozen=True)
class WorkingLine:
    """One line of a working, beside the line before it.

    Attributes
    ----------
    number : int
        From 1, over the learner's own lines that are not empty.
    typed : str
        The line as it was typed.
    relation : str
        To the line before: "equal", "equal-up-to-constant", "differentiated", "integrated",
        "equivalent", "implied", "solutions-lost", "solutions-gained", "wrong", "undecided",
        "unreadable", "definition" or "given".
    status : str
        "correct", "incorrect", "follow-through" (right from a wrong line), "undecided" or
        "unreadable".
    note : str
        Kebab-case, permanent, for machines; "" where there is nothing more to say.
    feedback : str
        What a learner reads; "" where there is nothing to say.
    witness : Witness or None
        Where a wrong line differs: what it should be there, and what it is.
    misconceptions : tuple of str
        What explains a wrong line, most likely first.
    """

    number: int
    typed: str
    relation: str
    status: str
    note: str = ""
    feedback: str = ""
    witness: Witness | None = None
    misconceptions: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """The fields as plain data."""
        shown = Verdict("", "", "", self.witness).plain()["witness"]
        data = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**data, "witness": shown, "misconceptions": list(self.misconceptions)}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> WorkingLine:
        """From plain data, the other way round."""
        blank = {"status": "", "note": "", "feedback": "", "proof": "", "domain": "", "score": 0}
        seen = Verdict.of({**blank, "misconceptions": (), "witness": data["witness"]}).witness
        return cls(**{**data, "witness": seen, "misconceptions": tuple(data["misconceptions"])})


@dataclass(frozen=True)
class WorkingReport:
    """What there is to say of a working.

    Attributes
    ----------
    status : str
        "correct"; "partial" (unfinished, or right over a wrong line, or not in the wanted form);
        "incorrect", "undecided" or "unreadable".
    note : str
        "correct", "unfinished", "right-by-luck", "wrong-line", or the note of the last line's
        verdict: "wrong-form", "missing-constant" …
    lines : tuple of WorkingLine
        One for each line that is not empty.
    first_wrong : int or None
        The number of the first wrong line.
    score : float
        In [0, 1].
    feedback : str
        What there is to say of the whole.

    Examples
    --------
    >>> bool(WorkingReport("correct", "correct", (), None, 1.0, "Correct."))
    True
    """

    status: str
    note: str
    lines: tuple[WorkingLine, ...]
    first_wrong: int | None
    score: float
    feedback: str

    def __bool__(self) -> bool:
        if self.status in ("undecided", "unreadable"):
            raise UnsupportedError(
                f"the working is {self.status}, so it is neither right nor wrong",
                hint="look at `.status` before asking whether it is right",
            )
        return self.status == "correct"

    def plain(self) -> dict[str, Any]:
        """The fields as plain data."""
        data = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**data, "lines": [line.plain() for line in self.lines]}

    def json(self) -> str:
        """The report as JSON."""
        return json.dumps(self.plain(), ensure_ascii=False)

    def text(self) -> str:
        """A line for each line, with its mark and what there is to say of it."""
        width = max((len(_shown(line.typed)) for line in self.lines), default=0)
        parts = [part for line in self.lines for part in _told(line, width)]
        whole = [*_wrapped(self.feedback), f"Score: {self.score:.3g} of 1."]
        return "\n".join([*parts, *([""] if parts else []), *whole])

    def __str__(self) -> str:
        return self.text()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> WorkingReport:
        """From plain data, the other way round."""
        return cls(**{**data, "lines": tuple(WorkingLine.of(line) for line in data["lines"])})


def _wrapped(said: str) -> list[str]:
    """In lines; x = 0 is not torn apart."""
    kept = VALUE.sub("\\1\N{NO-BREAK SPACE}\\2\N{NO-BREAK SPACE}\\3", said)
    return [row.replace("\N{NO-BREAK SPACE}", " ") for row in wrap(kept, WIDTH)]


def _shown(typed: str) -> str:
    one = " ".join(typed.split())
    return one if len(one) <= LONGEST else f"{one[: LONGEST - 1]}…"


def _told(line: WorkingLine, width: int) -> list[str]:
    mark, shown = MARKS[line.status], _shown(line.typed)
    head = f"{line.number:>2}  {mark:<3}  {shown:<{width}}  {line.relation.replace('-', ' ')}"
    said = _wrapped(line.feedback)
    return [head, *(f"         {row}" for row in said)]
