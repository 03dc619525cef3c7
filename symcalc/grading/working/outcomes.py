"""What a line turned out to be, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass

from symcalc.formula import Question
from symcalc.grading.working.values import UNDECIDED, Seen
from symcalc.notation import Notation

RANK = {"unreadable": 4, "incorrect": 3, "undecided": 2, "follow-through": 1, "correct": 0}


@dataclass(frozen=True)
class Outcome:
    """A line, or one statement of it.

    Attributes
    ----------
    relation, status, note : str
        Of the line of the report.
    seen : Seen
        What the comparison found.
    before, after : Notation or None
        What was compared; None where it was nothing.
    against : int
        The number of the line before, 0 for the question.
    counted : bool
        Whether it is a link of the working, and no remark or definition on the way.
    said : tuple of str
        Sentences that say what happened, where the relation does not.
    further : bool
        Whether the line should be the derivative, or what else comes next, of the one before.
    question : Question or None
        What the line answers, where it is the first one.
    slugs, causes : tuple of str
        What explains a wrong line, where that is known already, and the same in words.
    """

    relation: str
    status: str
    note: str = ""
    seen: Seen = UNDECIDED
    before: Notation | None = None
    after: Notation | None = None
    against: int = 0
    counted: bool = True
    said: tuple[str, ...] = ()
    further: bool = False
    question: Question | None = None
    slugs: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()


def worst(outcomes: list[Outcome]) -> Outcome:
    """What is told of a line with several statements: the first that is worst."""
    first = max(outcomes, key=lambda one: (RANK[one.status], one.counted))
    if first.status == "correct":
        telling = [one for one in outcomes if one.counted and one.relation != "equal"]
        noted = [one for one in outcomes if one.note]
        return next(iter([*noted, *telling, first]))
    return first
