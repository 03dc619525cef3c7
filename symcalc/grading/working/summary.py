"""What there is to say of a whole working, and its score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from symcalc.grading.finding import Finding
from symcalc.grading.policy import Policy
from symcalc.grading.working import words
from symcalc.grading.working.outcomes import Outcome
from symcalc.grading.working.report import WorkingLine, WorkingReport

HALF = 0.5  # of the score is for the answer, the other half for the links
FAULTY = ("right-by-luck", "equals-misused")  # right, and no right line
RIGHT = ("correct", "follow-through")


@dataclass(frozen=True)
class End:
    """Where a working stops.

    Attributes
    ----------
    status : str
        "correct", "partial", "unfinished" (right, and not the answer yet), "incorrect" or
        "undecided".
    note : str
        Of the verdict on the last line, where it says more.
    said : tuple of str
        What is said of it.
    """

    status: str
    note: str = ""
    said: tuple[str, ...] = ()

    @classmethod
    def of(cls, found: Finding, *, true: bool | None) -> End:
        """From the verdict on the last line, and whether it follows from the question."""
        if found.status in ("correct", "partial"):
            return cls(found.status, found.note, found.causes if found.status == "partial" else ())
        if true and found.status == "incorrect":
            return cls("unfinished", found.note)
        return cls(found.status, found.note)


def score_of(outcomes: Sequence[Outcome], end: End, policy: Policy) -> float:
    """Half for the right answer, half for the share of lines that follow from the ones before.

    >>> line = Outcome("equal", "correct")
    >>> score_of([line, line], End("unfinished"), Policy())
    0.5
    """
    links = [one for one in outcomes if one.counted]
    good = [one for one in links if one.status in RIGHT and one.note not in FAULTY]
    share = len(good) / len(links) if links else 0.0
    answer = {"correct": 1.0, "partial": policy.partial}.get(end.status, 0.0)
    return round(HALF * answer + HALF * share, 4)


def summed_up(
    lines: tuple[WorkingLine, ...], outcomes: Sequence[Outcome], end: End, policy: Policy
) -> WorkingReport:
    """The report."""
    wrong = next((line.number for line in lines if line.status == "incorrect"), None)
    status, note, said = _verdict(lines, outcomes, wrong, end)
    score = score_of(outcomes, end, policy)
    return WorkingReport(status, note, lines, wrong, score, " ".join(said))


def _verdict(
    lines: Sequence[WorkingLine], outcomes: Sequence[Outcome], wrong: int | None, end: End
) -> tuple[str, str, list[str]]:
    if wrong is not None:
        return _wrongly(lines, wrong, end)
    if not any(line.status in ("correct", "undecided") and line.note != "remark" for line in lines):
        return "unreadable", "unreadable", [words.NOTHING]
    doubtful = [
        line.number
        for line, one in zip(lines, outcomes, strict=True)
        if line.status == "undecided" and (one.counted or one.note in ("too-large", "unsupported"))
    ]
    if end.status == "correct":
        if doubtful:
            said = words.SOME_UNDECIDED.format(lines=words.listed(doubtful))
            return "undecided", "undecided", [said]
        misused = next((line for line in lines if line.note == "equals-misused"), None)
        if misused is not None:
            return "partial", misused.note, [misused.feedback]
        missing = any(line.status in ("unreadable", "undecided") for line in lines)
        return "correct", "correct", [words.RIGHT_LINES if missing else words.RIGHT]
    if doubtful or end.status in ("undecided", "incorrect"):
        where = words.listed(doubtful or [lines[-1].number])
        return "undecided", "undecided", [words.SOME_UNDECIDED.format(lines=where)]
    if end.status == "partial":
        return "partial", end.note, list(end.said)
    if lines[-1].status == "unreadable":
        return "unreadable", "unreadable", [words.LAST_UNREAD.format(number=lines[-1].number)]
    told = [] if words.NO_ANSWER in end.said else [words.UNFINISHED]
    return "partial", "unfinished", [*told, *end.said]


def _wrongly(lines: Sequence[WorkingLine], wrong: int, end: End) -> tuple[str, str, list[str]]:
    said = [words.FIRST_WRONG.format(number=wrong)]
    after = [line.number for line in lines if line.status == "follow-through"]
    if end.status == "correct":
        return "partial", "right-by-luck", [*said, words.BY_LUCK]
    if after:
        follow, count = ("follows", "counts") if len(after) == 1 else ("follow", "count")
        those = words.listed(after).capitalize()
        said.append(words.CARRIED.format(lines=those, follow=follow, count=count))
    return "incorrect", "wrong-line", said
