"""The verbs `grade_class` and `make_variants`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from concurrent.futures import Executor
from os import PathLike
from pathlib import Path
from typing import Any

from symcalc import asking
from symcalc.asking import Given
from symcalc.errors import UnsupportedError
from symcalc.grading.classes import ClassRun, Summary
from symcalc.grading.classes.files import Sheet, read_sheet
from symcalc.grading.classes.graded_file import GradedFile
from symcalc.grading.classes.progress import watched
from symcalc.grading.classes.rows import row_of
from symcalc.grading.classes.run import where
from symcalc.grading.variants import variants_of
from symcalc.verbs.grading import policy_of
from symcalc.verbs.registry import verb

# A path, a text file, or an iterable of mappings or tuples.
Rows = Any


def graded_class(
    rows: Given,
    *,
    out: str | None = None,
    restart: bool = False,
    form: str | None = None,
    constant: str = "required",
    absolute: str = "consistent",
    tolerance: str | float | None = None,
    partial: float = 0.5,
    timeout: float | None = 2.0,
    names: Iterable[str] = (),
    encoding: str = "",
    workers: int | None = None,
) -> Summary:
    """A class for a shell: all of it, and how it went."""
    run = grade_class(
        rows,
        out=out,
        restart=restart,
        form=form,
        constant=constant,
        absolute=absolute,
        tolerance=tolerance,
        partial=partial,
        timeout=timeout,
        names=names,
        encoding=encoding,
        workers=workers,
    )
    return watched(run).summary


@verb(
    "symcalc grade-class examples/class.csv --out graded.csv",
    shown=graded_class,
)
def grade_class(
    rows: Rows,
    *,
    out: str | PathLike[str] | None = None,
    restart: bool = False,
    form: str | None = None,
    constant: str = "required",
    absolute: str = "consistent",
    tolerance: str | float | None = None,
    partial: float = 0.5,
    timeout: float | None = 2.0,
    names: Iterable[str] = (),
    encoding: str = "",
    workers: int | None = None,
    executor: Executor | None = None,
) -> ClassRun:
    """Grade the answers of a class, in ROWS.

    ROWS is a CSV file with the columns student, question, answer, and optionally form, constant,
    absolute, tolerance and names; or a file of such JSON lines, whose name ends in .jsonl. A row
    that cannot be graded says so and stops nothing.

    Parameters
    ----------
    rows : path, text file, or iterable of mappings or tuples
        A tuple is (student, question, answer) or (question, answer).
    out : path, optional
        Where the rows are written, each with its verdict. A run that was stopped goes on where it
        was when it is asked for again.
    restart : bool
        Whether what is there already is written anew.
    form : str, optional
        The form that the answers must be in, where a row has none of its own.
    constant : str
        Whether an antiderivative needs its constant: "required" or "optional".
    absolute : str
        ln u for ln|u| in an antiderivative: "strict", "consistent" or "lenient".
    tolerance : str or float, optional
        How far a number may be off: 0.01, "1%", "3 figures", "2 places".
    partial : float
        The score of an answer that is true and not what was wanted.
    timeout : float or None
        Seconds of processor time for an answer, in a process that is killed then; a new question
        has five times as many to be worked out. None grades in this process, without a limit.
    names : iterable of str
        Names of several letters that are one symbol.
    encoding : str
        Of the file, where it is not UTF-8 or UTF-16: cp1252, say.
    workers : int, optional
        How many processes grade; as many as there are processors if left out.
    executor : concurrent.futures.Executor or dask.distributed.Client, optional
        Where to grade instead.

    Returns
    -------
    ClassRun
        An iterator of the rows with their verdicts, in their order; `.summary` counts those that
        have come, `.finish()` grades the rest and returns it.

    Examples
    --------
    >>> run = grade_class([("Ada", "d/dx x^2", "2x"), ("Bob", "d/dx x^2", "x")], timeout=None)
    >>> [(one.student, one.verdict.status) for one in run]
    [('Ada', 'correct'), ('Bob', 'incorrect')]
    >>> run.summary.mean
    0.5
    """
    if workers is not None and workers < 1:
        raise UnsupportedError(f"{workers} workers cannot grade", hint="one is the least")
    usual = policy_of(
        form=form,
        constant=constant,
        absolute=absolute,
        tolerance=tolerance,
        partial=partial,
        timeout=timeout,
        names=names,
    )
    sheet = sheet_of(rows, encoding, needed=out is not None)
    file = None if out is None or sheet is None else opened(rows, out, sheet, restart=restart)
    listed = map(row_of, rows) if sheet is None else sheet.rows
    total = None if sheet is None else len(sheet.rows)
    return ClassRun(listed, usual, where(executor, timeout, workers), file, total)


def sheet_of(rows: Rows, encoding: str, *, needed: bool) -> Sheet | None:
    """The whole of a file; of other rows only where they are written to one."""
    if isinstance(rows, str | PathLike) or hasattr(rows, "read"):
        return read_sheet(rows, encoding)
    if not needed:
        return None
    found = tuple(map(row_of, rows))
    return Sheet(tuple(dict.fromkeys(str(name) for row in found for name in row.given)), found)


def opened(rows: Rows, out: str | PathLike[str], sheet: Sheet, *, restart: bool) -> GradedFile:
    """The file to write to, which is not the one that is read."""
    same = isinstance(rows, str | PathLike) and Path(rows).resolve() == Path(out).resolve()
    if same:
        raise UnsupportedError(f"{out} is the file of the answers", hint="name another with --out")
    return GradedFile(out, sheet, restart=restart)


class Variants(list[str]):
    """Questions, a line each."""

    def text(self) -> str:
        """A question a line."""
        return "\n".join(self)

    def json(self) -> str:
        """As a list of JSON."""
        return json.dumps(self, ensure_ascii=False)


def listed_variants(
    question: Given, n: int = 5, seed: int = 0, *, names: Iterable[str] = ()
) -> Variants:
    """Variants for a shell."""
    return Variants(make_variants(question, n, seed, names=names))


@verb(
    'symcalc make-variants "d/dx x^2 sin(3x)" --n 5 --seed 1',
    shown=listed_variants,
)
def make_variants(
    question: Given, n: int = 5, seed: int = 0, *, names: Iterable[str] = ()
) -> list[str]:
    """Make questions that are as hard as QUESTION, with other numbers.

    They have the same structure, the same rules lead to their answers, and their answers are
    about as long. No two are alike, and none is the question itself.

    Parameters
    ----------
    question : text, Derivation, Notation or SymPy object
        What is asked: "d/dx x^2 sin(3x)". An equation or a formula will do.
    n : int
        How many.
    seed : int
        The same seed makes the same questions.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    list of str
        Questions that can be asked again.

    Raises
    ------
    UnsupportedError
        If there are not so many; the message says how many there are.

    Examples
    --------
    >>> make_variants("d/dx x^2 sin(3x)", n=2, seed=1)
    ['d/dx x^3 sin(3x)', 'd/dx x^2 sin(9x)']
    """
    if n < 1:
        raise UnsupportedError(f"{n} variants cannot be made", hint="one is the least")
    return variants_of(asking.question_of(question, tuple(names)), n, seed, tuple(names))
