"""The determinant of a square Jacobian, worked out from its entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from symcalc import notation
from symcalc.checking.claims import Equal
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.steps import Step
from symcalc.tutor.differentiate import checked, closing
from symcalc.tutor.tidy import stages
from symcalc.tutor.words.several import SEVERAL

LARGEST = 3  # rows of a matrix that is not triangular; a person would eliminate in larger ones

Rows = Sequence[Sequence[Notation]]


def with_determinants(told: Derivation) -> Derivation:
    """The derivation, with the determinant as a step after the matrix and after each value."""
    here = _determinant(told.result, "")
    if here is None:
        return told
    steps: list[Step] = []
    for step in told.steps:
        steps.append(step)
        if step.rule == "jacobian":
            steps.append(here)
        elif step.rule == "evaluate" and step.relation == "equal":
            steps += _at(step)
    return replace(told, steps=tuple(steps))


def alone(told: Derivation, question: Question) -> Derivation:
    """The determinant as the answer, the matrix as what leads to it.

    Raises
    ------
    UnsupportedError
        If the matrix is not square, or too large to be worked out by hand.
    """
    found = _line(told.result)
    if found is None:
        m, n = told.result.expr.shape
        raise UnsupportedError(
            f"the determinant of a Jacobian of shape {m} × {n} is not worked out",
            where=question.text,
            hint="it is for two or three formulas in as many variables",
        )
    line, how = found
    words, said = SEVERAL["determinant"], SEVERAL[how].explanation
    opening = Step(
        "jacobian-determinant",
        words.title,
        told.result,
        line,
        f"{said[0].upper()}{said[1:]}.",
        words.statement,
        relation="definition",
        hints=(words.hint,),
    )
    rest = closing(line, line)
    answer = (opening, *rest)[-1].after
    return replace(
        told,
        question=question,
        asked=build("determinant", told.asked),
        result=answer,
        steps=(*told.steps, opening, *rest),
        claims=(*told.claims, Equal(line.expr, answer.expr)),
    )


def _at(evaluation: Step) -> list[Step]:
    """The determinant of a value of the matrix, and what it tells."""
    place = evaluation.title[0].lower() + evaluation.title[1:]
    step = _determinant(evaluation.after, f" {place}")
    if step is None:
        return []
    zero = step.after.expr.is_zero
    told = {True: "singular", False: "regular"}.get(zero)
    if told is None:
        return [step]
    return [replace(step, explanation=f"({SEVERAL[told].explanation})")]


def _line(matrix: Notation) -> tuple[Notation, str] | None:
    """The determinant as a line of products, and how it is found.

    None where the matrix is not square, or larger than a person would expand.
    """
    rows = [row.parts for row in matrix.parts]
    n = len(rows)
    if n < 2 or len(rows[0]) != n:
        return None
    if _is_triangular(rows):
        return notation.multiply(*(rows[i][i] for i in range(n))), "triangular"
    if n > LARGEST:
        return None
    return expanded(rows), "two-by-two" if n == 2 else "first-row"


def _determinant(matrix: Notation, place: str) -> Step | None:
    """One step from the line to the value, None where there is no line."""
    found = _line(matrix)
    if found is None:
        return None
    line, how = found
    done = stages(line)
    after = done[-1][1] if done else line
    words, identity = SEVERAL["determinant"], any(name == "identity-used" for name, _ in done)
    said = [SEVERAL[how].explanation, *([SEVERAL["identity"].explanation] if identity else [])]
    return checked(
        Step(
            "determinant",
            f"{words.title}{place}",
            line,
            after,
            f"({', '.join(said)})",
            words.statement,
            hints=(words.hint,),
        )
    )


def _is_triangular(rows: Rows) -> bool:
    pairs = [(i, j) for i in range(len(rows)) for j in range(len(rows)) if i != j]
    below = all(rows[i][j].expr == 0 for i, j in pairs if i > j)
    return below or all(rows[i][j].expr == 0 for i, j in pairs if i < j)


def expanded(rows: Rows) -> Notation:
    """The determinant along the first row, as a line: a·d - b·c.

    >>> from symcalc.reading import read
    >>> from symcalc.writing.text import text
    >>> text(expanded([row.parts for row in read("[[2x, 1], [y, x]]").parts]))
    '2x·x − y'
    """
    if len(rows) == 1:
        return rows[0][0]
    line = notation.number(0)
    for k, entry in enumerate(rows[0]):
        if entry.expr == 0:
            continue
        minor = expanded([[*row[:k], *row[k + 1 :]] for row in rows[1:]])
        term = notation.multiply(entry, minor)
        line = notation.add(line, term) if k % 2 == 0 else notation.subtract(line, term)
    return line
