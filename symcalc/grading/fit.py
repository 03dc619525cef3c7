"""Can an answer be judged at all? What cannot be computed with is never "correct"."""

from __future__ import annotations

from symcalc.errors import UnsupportedError
from symcalc.formula import Question
from symcalc.grading.verdict import Verdict
from symcalc.notation import Notation
from symcalc.scope import refused
from symcalc.tutor.answer import LATER

WORDS = ("extrema", "convexity", "continuity")  # kinds whose answer is no formula
CURVES = ("implicit", "parametric", "tangent")  # kinds that are asked of an equation, or of two


def doubtful_question(question: Question) -> Verdict | None:
    """The verdict on every answer to a question that nobody can work out yet.

    Raises
    ------
    UnsupportedError
        If it is no question: the asker's mistake.
    """
    if question.kind in LATER:
        return _undecided(LATER[question.kind])
    if question.kind in WORDS:
        return _undecided(f"answers about {question.kind} cannot be graded yet")
    if question.method == "numeric":
        return _undecided("answers that are found numerically cannot be graded yet")
    if question.kind in CURVES:
        return None
    limit = question.body.head == question.kind == "limit"
    found = refused(question.body.parts[0] if limit else question.body)
    if found is None or found.row.verdict == "undecided":
        return found and _undecided(found.error().what)
    if question.kind == "formula" and not found.row.verdict:
        what = "only formulas and derivatives can be graded yet"
        raise UnsupportedError(what, where=question.text, hint=found.row.hint)
    raise found.error()


def doubtful_answer(told: Notation) -> Verdict | None:
    """The verdict on an answer that is not worked out, or is no formula at all.

    A statement or a set is left to be compared: it is not the kind of thing that was asked for.
    """
    if any(n.head == "derivative" for n in told.walk()):
        return Verdict(
            "incorrect",
            "question-echoed",
            "Incorrect. The answer still contains a derivative: work it out.",
        )
    found = refused(told)
    if found is None or not found.row.verdict:
        return None
    if found.row.verdict == "unreadable":
        return Verdict("unreadable", "unreadable", str(found.error()))
    return _undecided(found.error().what)


def _undecided(what: str) -> Verdict:
    return Verdict("undecided", "unsupported", f"I could not decide: {what}.")
