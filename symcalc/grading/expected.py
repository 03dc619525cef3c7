"""What a question asks for: the right answer, and where it has to be right."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.answer import answer


@dataclass(frozen=True)
class Expected:
    """The right answer to a question.

    `given` is the formula that the question is about, None where the question is only "is it
    equal?"; `noun` is what a learner would call the answer, which holds under `conditions`.
    """

    answer: Notation
    given: Notation | None
    noun: str
    wrt: tuple[sp.Symbol, ...] = ()
    conditions: tuple[sp.Basic, ...] = ()


def expected(question: Question) -> Expected:
    """Work the question out.

    Raises
    ------
    UnsupportedError
        If symcalc cannot work it out, or it is not said by which variable.
    """
    body = question.body
    if question.kind == "formula":
        return Expected(body, None, "formula")
    told = answer(question)
    if question.at:
        return Expected(arrange(told.value, like=told.result), None, question.kind)
    return Expected(told.result, body, question.kind, told.question.wrt, told.conditions)
