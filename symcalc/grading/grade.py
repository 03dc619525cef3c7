"""Grade one answer: is it right, in the form that is wanted, and if not, why?"""

from __future__ import annotations

from symcalc.errors import NotFoundError, ReadingError, TooLargeError, UnsupportedError
from symcalc.formula import Question
from symcalc.grading.asked import Asked, asked_of
from symcalc.grading.constants import WORDS, without_tail
from symcalc.grading.finding import Finding, undecided
from symcalc.grading.forms import formed, known_form
from symcalc.grading.kinds import judged
from symcalc.grading.kinds.doubtful import question_in_doubt
from symcalc.grading.misconceptions import diagnosed
from symcalc.grading.policy import Policy
from symcalc.grading.told import read_answer
from symcalc.grading.verdict import Verdict

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
    try:
        letters = sorted(asked.letters, key=str)
        words = WORDS if asked.kind == "integral" else ()
        typed = without_tail(answer) if asked.kind == "integral" else answer
        told = read_answer(typed, (*policy.names, *words), letters, asked.wants)
    except TooLargeError as error:
        return Finding("undecided", "too-large", (error.what,))
    except (ReadingError, UnsupportedError) as error:
        return Finding("unreadable", "unreadable", (str(error),))
    try:
        seen = judged(asked, told, policy)
    except NotFoundError as error:
        return undecided(f"{error.what}.", "not-found")
    said = formed(asked, told, seen, policy.form)
    try:
        return diagnosed(asked, told, said)
    except NotFoundError:  # it is wrong whatever the right answer is
        return said
