"""The verb `grade`."""

from __future__ import annotations

from collections.abc import Iterable

from symcalc import asking
from symcalc.asking import Given
from symcalc.errors import UnsupportedError
from symcalc.grading.grade import grade_answer
from symcalc.grading.isolated import grade_isolated
from symcalc.grading.verdict import Verdict
from symcalc.notation import Notation
from symcalc.reading.fallback import helped
from symcalc.verbs.registry import verb
from symcalc.writing.text import text


def strictly(node: Notation) -> Notation:
    """A formula that symcalc's own grammar has read, and no other reader.

    Raises
    ------
    UnsupportedError
        If it was read with the help of another one.
    """
    if helped(node):
        raise UnsupportedError(
            "this is written in commands that symcalc's own grammar does not know",
            where=text(node),
            hint="`symcalc read` shows how it was read; grade that",
        )
    return node


@verb(
    'symcalc grade "d/dx x^2 sin x" "2x cos x"',
)
def grade(
    question: Given,
    answer: Given,
    *,
    timeout: float | None = 2.0,
    names: Iterable[str] = (),
) -> Verdict:
    """Say whether ANSWER is right for QUESTION, and if not, why.

    Parameters
    ----------
    question : text, Derivation, Notation or SymPy object
        What was asked: "d/dx x^2", or a formula that the answer must be equal to.
    answer : str
        The learner's own text or LaTeX.
    timeout : float or None
        Seconds before the verdict is "undecided"; the work runs in a process of its own, that is
        killed then. None grades in this process, without a limit.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Verdict
        True for a right answer, False for a wrong one; it raises where that is not decided.

    Examples
    --------
    >>> grade("d/dx x^2 sin x", "2x sin x + x^2 cos x").status
    'correct'
    >>> print(grade("d/dx x^2 sin x", "2x cos x").feedback)
    Incorrect. At x = 1 yours is 1.081, the derivative is 2.223.
    """
    if timeout is not None and not timeout > 0:
        raise UnsupportedError(f"{timeout} seconds is no time", hint="None is no limit")
    told = answer if isinstance(answer, str) else text(strictly(asking.notation_of(answer)))
    if isinstance(question, str) and timeout is not None:
        return grade_isolated(question, told, timeout, list(names))
    asked = asking.question_of(question, names)
    strictly(asked.body)
    if timeout is None:
        return grade_answer(asked, told, names)
    return grade_isolated(asked.text, told, timeout, list(names))
