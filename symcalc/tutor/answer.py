"""Answer a question, whatever it asks."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation
from symcalc.tutor.diff import Points, derivative, gradient
from symcalc.writing.text import text

KINDS: dict[str, Callable[..., Derivation]] = {"derivative": derivative, "gradient": gradient}


def answer(question: Question, points: Points = ()) -> Derivation:
    """Work a question out, step by step.

    Raises
    ------
    UnsupportedError
        If nothing is asked, or it is not said by which variable.
    """
    work_out = KINDS.get(question.kind)
    if work_out is None:
        raise UnsupportedError(
            "this is a formula, and nothing is asked about it",
            where=question.text,
            hint=f"ask for something, as in d/dx {question.text}",
        )
    wrt = question.wrt or variables(question.body, question.kind)
    return work_out(question.body, wrt, points)


def variables(body: Notation, kind: str) -> tuple[sp.Symbol, ...]:
    """The variables of a question that does not name them.

    Raises
    ------
    UnsupportedError
        If a derivative has several to choose from.
    """
    free = natural_order(body.symbols)
    if len(free) == 1 or (free and kind == "gradient"):
        return free
    if not free:
        return (sp.Symbol("x"),)
    first, written = free[0].name, text(body)
    raise UnsupportedError(
        "the formula has several variables: " + ", ".join(s.name for s in free),
        where=written,
        hint=f'say by which: diff("{written}", "{first}"), or on the command line --wrt {first}',
    )
