"""Grade one answer: is it right, in the form that is wanted, and if not, why?"""

from __future__ import annotations

from symcalc.errors import NotFoundError, ReadingError, TooLargeError, UnsupportedError
from symcalc.formula import Question
from symcalc.grading.asked import Asked, asked_of
from symcalc.grading.constants import WORDS, without_tail
from symcalc.grading.finding import Finding, undecided, wrong
from symcalc.grading.forms import formed, known_form
from symcalc.grading.kinds import heard, judged
from symcalc.grading.kinds.doubtful import question_in_doubt
from symcalc.grading.kinds.posterior_laws import by_name
from symcalc.grading.lettered import lettered, with_definitions, words_of
from symcalc.grading.misconceptions import diagnosed
from symcalc.grading.naming import unnamed
from symcalc.grading.policy import Policy
from symcalc.grading.series import as_series
from symcalc.grading.shapes import IDENTITY, with_identity
from symcalc.grading.spoken import says_indeterminate
from symcalc.grading.tidied import tidied
from symcalc.grading.told import Told, read_answer
from symcalc.grading.units import in_another_unit
from symcalc.grading.unread import INDETERMINATE, unread, vague
from symcalc.grading.verdict import Verdict
from symcalc.reading.combined import combined
from symcalc.reading.spellings import usual

USUAL = Policy()


def grade_answer(question: Question, answer: str, policy: Policy = USUAL) -> Verdict:
    """Grade an answer as it was typed.

    Parameters
    ----------
    question : Question
        What was asked.
    answer : str
        The learner's own text or LaTeX.
    policy : Policy
        What counts as right, besides the mathematics.

    Returns
    -------
    Verdict
        "unreadable" if the answer is not a formula; "undecided" rather than a guess.

    Raises
    ------
    UnsupportedError
        If the question is none, or the policy asks for what there is not.
    """
    known_form(policy.form)
    return found(asked_of(question), answer, policy).verdict(policy)


def found(asked: Asked, answer: str, policy: Policy) -> Finding:
    """What there is to say of an answer."""
    doubt = question_in_doubt(asked)
    if doubt is not None:
        return doubt
    answer = combined(usual(answer))
    series = as_series(asked, answer)
    if series is not None:
        return series
    tidy = tidied(asked, without_tail(answer) if asked.kind == "integral" else answer)
    typed = by_name(asked, tidy.typed) or heard(asked, tidy.typed, policy)
    typed = typed or in_another_unit(asked, tidy.typed)
    if typed is not None:
        return typed
    if says_indeterminate(answer) and asked.wants == "formula":
        return wrong(INDETERMINATE)
    try:
        letters = sorted(asked.letters, key=str)
        words = WORDS if asked.kind == "integral" else ()
        names = (*policy.names, *words, *words_of(asked))
        told = read_answer(tidy.typed, names, letters, asked.wants)
    except TooLargeError as error:
        return Finding("undecided", "too-large", (error.what,))
    except (ReadingError, UnsupportedError) as error:
        return unread(asked, answer, error)
    try:
        alone = lettered(asked, told)
        if isinstance(alone, Finding):
            return alone
        told, settled, doubt = unnamed(asked, _meant(asked, alone))
        said = settled or _judged(asked, told, policy)
    except NotFoundError as error:
        return undecided(f"{error.what}.", "not-found")
    if said.status == "correct" and doubt is not None:
        return doubt
    noted = tidy.remark and said.status in ("correct", "partial", "incorrect")
    return said.because(tidy.remark) if noted else said


def _meant(asked: Asked, told: Told) -> Told:
    """The answer with what its letters stand for: u = x² of the question, or the identity I."""
    told = with_definitions(asked, told)
    if asked.wants != "formula" or not any(s.name == IDENTITY for s in told.node.symbols):
        return told
    made = with_identity(asked.right.expr, told.node)
    return told if made is told.node else Told(told.typed, made)


def _judged(asked: Asked, told: Told, policy: Policy) -> Finding:
    """What is to be said of the answer alone."""
    seen = vague(asked, told) or judged(asked, told, policy)
    said = formed(asked, told, seen, policy.form)
    try:
        return diagnosed(asked, told, said)
    except NotFoundError:  # it is wrong whatever the right answer is
        return said
