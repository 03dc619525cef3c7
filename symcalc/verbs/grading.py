"""The verb `grade`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from symcalc import asking
from symcalc.asking import Given
from symcalc.errors import UnsupportedError
from symcalc.formula import Question
from symcalc.grading.grade import grade_answer
from symcalc.grading.in_plane import graded_in_plane
from symcalc.grading.isolated import grade_isolated
from symcalc.grading.matrices import graded_matrices
from symcalc.grading.policy import Policy
from symcalc.grading.verdict import Verdict
from symcalc.notation import Notation
from symcalc.reading.fallback import helped
from symcalc.verbs.registry import verb
from symcalc.writing.text import text

Told = TypeVar("Told")
Graded = TypeVar("Graded")


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


def policy_of(
    *,
    form: str | None,
    constant: str,
    absolute: str,
    partial: float,
    timeout: float | None,
    names: Iterable[str],
    tolerance: str | float | None = None,
    complex: bool = False,  # noqa: A002 - as users call it
) -> Policy:
    """What counts as right, from the options of a verb.

    Raises
    ------
    UnsupportedError
        If one of them cannot be, the time included.
    """
    if timeout is not None and not timeout > 0:
        raise UnsupportedError(f"{timeout} seconds is no time", hint="None is no limit")
    within = "" if tolerance is None else str(tolerance)
    return Policy(form or "", constant, absolute, within, partial, tuple(names), complex)


def dispatch(
    question: Given,
    told: Told,
    policy: Policy,
    timeout: float | None,
    here: Callable[[Question, Told, Policy], Graded],
    isolated: Callable[[str, Told, float, Policy], Graded],
) -> Graded:
    """Grade in this process where there is no limit, in a worker otherwise.

    A question in words is read by the worker, too: that may take long itself.
    """
    if isinstance(question, str) and timeout is not None:
        return isolated(question, told, timeout, policy)
    asked = asking.question_of(question, policy.names)
    strictly(asked.body)
    if timeout is None:
        return here(asked, told, policy)
    return isolated(asked.text, told, timeout, policy)


@verb(
    'symcalc grade "d/dx x^2 sin x" "2x cos x"',
)
def grade(
    question: Given,
    answer: Given,
    *,
    form: str | None = None,
    constant: str = "required",
    absolute: str = "consistent",
    tolerance: str | float | None = None,
    partial: float = 0.5,
    timeout: float | None = 2.0,
    names: Iterable[str] = (),
    complex: bool = False,  # noqa: A002 - as users call it
) -> Verdict:
    """Say whether ANSWER is right for QUESTION, and if not, why.

    Parameters
    ----------
    question : text, Derivation, Notation or SymPy object
        What was asked: "d/dx x^2", or a formula that the answer must be equal to.
    answer : str
        The learner's own text or LaTeX.
    form : str, optional
        The form that the answer must be in: "expanded", "factored" … A right answer in another
        form is partly right.
    constant : str
        Whether an antiderivative needs its constant: "required" or "optional".
    absolute : str
        ln u for ln|u| in an antiderivative: "strict", "consistent" or "lenient".
    tolerance : str or float, optional
        How far a number may be off: 0.01, "1%", "3 figures", "2 places".
    partial : float
        The score of an answer that is true and not what was wanted.
    timeout : float or None
        Seconds before the verdict is "undecided"; the work runs in a process of its own, that is
        killed then. None grades in this process, without a limit.
    names : iterable of str
        Names of several letters that are one symbol.
    complex : bool
        Whether i is the square root of -1. Formulas and derivatives are graded then, at points of
        the complex plane.

    Returns
    -------
    Verdict
        True for a right answer, False for a wrong one; it raises where that is not decided.

    Examples
    --------
    >>> grade("d/dx x^2 sin x", "2x sin x + x^2 cos x").status
    'correct'
    >>> grade("d/dx x^2 sin x", "2x cos x").misconceptions
    ('product-of-derivatives',)
    """
    policy = policy_of(
        form=form,
        constant=constant,
        absolute=absolute,
        tolerance=tolerance,
        partial=partial,
        timeout=timeout,
        names=names,
        complex=complex,
    )
    told = answer if isinstance(answer, str) else text(strictly(asking.notation_of(answer)))
    if complex:
        asked = question if isinstance(question, str) else text(asking.notation_of(question))
        if timeout is None:
            return graded_in_plane(asked, told, policy)
        return grade_isolated(asked, told, timeout, policy)
    matrices = graded_matrices(question, told, policy) if timeout is None else None
    if matrices is not None:
        return matrices
    return dispatch(question, told, policy, timeout, grade_answer, grade_isolated)
