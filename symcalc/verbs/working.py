"""The verb `grade-working`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from symcalc.asking import Given
from symcalc.errors import UnsupportedError
from symcalc.grading.working.flow import grade_lines
from symcalc.grading.working.isolated import grade_lines_isolated
from symcalc.grading.working.report import WorkingReport
from symcalc.verbs.grading import dispatch, policy_of
from symcalc.verbs.registry import verb

Lines = str | Sequence[str]


@verb(
    'symcalc grade-working "int x cos x dx" "= x sin x - int sin x dx" "= x sin x - cos x + C"',
    'symcalc grade-working "2x + 3 = 7" "2x = 10" "x = 5"',
)
def grade_working(
    question: Given,
    lines: Lines,
    *,
    form: str | None = None,
    constant: str = "required",
    absolute: str = "consistent",
    partial: float = 0.5,
    timeout: float | None = 2.0,
    names: Iterable[str] = (),
) -> WorkingReport:
    """Say of each of the LINES whether it follows, and which is the first wrong one.

    Half of the score is for the right answer at the end, half for the share of the lines that
    follow from the line before: one that follows from a wrong line counts as right.

    Parameters
    ----------
    question : text, Derivation, Notation or SymPy object
        What was asked: "d/dx x^2", or an equation to be solved.
    lines : text or sequence of texts
        The learner's own lines, as text or LaTeX: a list, a text with line breaks, or an
        environment such as `align`.
    form : str, optional
        The form that the answer must be in: "expanded", "factored" …
    constant : str
        Whether an antiderivative needs its constant: "required" or "optional".
    absolute : str
        ln u for ln|u| in an antiderivative: "strict", "consistent" or "lenient".
    partial : float
        The share of an answer that is true and not what was wanted.
    timeout : float or None
        Seconds before the report is "undecided"; the work runs in a process of its own, that is
        killed then. None grades in this process, without a limit.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    WorkingReport
        True for a right working, False for another one; it raises where that is not decided.

    Examples
    --------
    >>> report = grade_working("2x + 3 = 7", ["2x = 10", "x = 5"])
    >>> report.first_wrong, report.score
    (1, 0.25)
    >>> [line.status for line in report.lines]
    ['incorrect', 'follow-through']
    """
    policy = policy_of(
        form=form,
        constant=constant,
        absolute=absolute,
        partial=partial,
        timeout=timeout,
        names=names,
    )
    return dispatch(question, _texts(lines), policy, timeout, grade_lines, grade_lines_isolated)


def _texts(lines: Lines) -> str | list[str]:
    """Lines as they were typed.

    Raises
    ------
    UnsupportedError
        If they are no text.
    """
    if isinstance(lines, str):
        return lines
    told = list(lines) if isinstance(lines, Iterable) else [lines]
    if not all(isinstance(line, str) for line in told):
        hint = 'pass text: ["2x = 4", "x = 2"]'
        raise UnsupportedError("the lines of a working are the learner's own text", hint=hint)
    return told
