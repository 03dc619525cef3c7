"""Questions that nobody can work out yet, and answers that are not worked out."""

from __future__ import annotations

from symcalc.errors import UnsupportedError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, undecided, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.kinds.rules import about_unknown
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told
from symcalc.notation import Notation
from symcalc.scope import is_proper, refused
from symcalc.tutor.answer import LATER
from symcalc.tutor.extrema.sets import is_set

CURVES = ("implicit", "parametric", "tangent", "area")  # kinds asked of an equation, or of two
# Kinds whose body is the operation itself.
WHOLE = {"limit": "limit", "integral": "integral", "quadrature": "integral"}
UNTOLD = "the rules do not tell whether there is a derivative at the point."
UNFINISHED = "The answer still contains a derivative: work it out."


def question_in_doubt(asked: Asked) -> Finding | None:
    """What is said of every answer to a question that cannot be worked out yet.

    Raises
    ------
    UnsupportedError
        If it is no question: the asker's mistake.
    """
    if asked.wants == "solutions":
        return None
    if asked.kind in LATER:
        return undecided(f"{LATER[asked.kind]}.", "unsupported")
    if asked.question.method == "numeric":
        return undecided("answers that are found numerically cannot be graded yet.", "unsupported")
    if asked.kind == "derivative" and asked.question.at and asked.is_untold:
        return undecided(UNTOLD)
    if asked.kind in CURVES or (asked.kind == "convexity" and is_set(asked.body)):
        return None
    whole = WHOLE.get(asked.kind) == asked.body.head
    # Its variable is in the limits of an integral, or it is a rule about all functions.
    slope = asked.kind == "derivative" and (is_proper(asked.body) or about_unknown(asked))
    wrt = set(asked.question.wrt) if slope else None
    found = refused(_innermost(asked.body) if whole else asked.body, wrt)
    if found is None:
        return None
    if found.row.verdict == "undecided":
        return undecided(f"{found.error().what}.", "unsupported")
    if asked.kind == "formula" and not found.row.verdict:
        what = "only formulas and derivatives can be graded yet"
        raise UnsupportedError(what, where=asked.question.text, hint=found.row.hint)
    raise found.error()


def _innermost(whole: Notation) -> Notation:
    """The integrand of an integral of integrals; of a limit, what stands behind the sign."""
    body = whole.parts[0]
    return _innermost(body) if body.head == whole.head == "integral" else body


@answer_kind("answer-in-doubt", rank=2)
def answer_in_doubt(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """What is not worked out, or is no formula at all.

    A statement or a set is left to be compared: it is not the kind of thing that was asked for.
    """
    del asked, policy
    if any(n.head == "derivative" for n in told.node.walk()):
        return wrong(UNFINISHED, note="question-echoed")
    found = refused(told.node)
    if found is None or not found.row.verdict:
        return None
    if found.row.verdict == "unreadable":
        return Finding("unreadable", "unreadable", (str(found.error()),))
    return undecided(f"{found.error().what}.", "unsupported")
