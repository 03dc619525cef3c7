"""What a question asks for: the right answer, and where it has to be right."""

from __future__ import annotations

from dataclasses import dataclass, replace

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.answer import answer


@dataclass(frozen=True)
class Expected:
    """The right answer to a question.

    `given` is the formula that the question is about, None where the question is only "is it
    equal?"; `noun` is what a learner would call the answer, which holds under `conditions`.
    `letter` is what an equation is to be solved for, `derivation` where the answer comes from.
    """

    answer: Notation
    given: Notation | None
    noun: str
    wrt: tuple[sp.Symbol, ...] = ()
    conditions: tuple[sp.Basic, ...] = ()
    letter: sp.Symbol | None = None
    derivation: Derivation | None = None


# What a learner would call the answer, where that is not the kind itself.
NOUNS = {
    "jacobian": "Jacobian matrix",
    "jacobian-determinant": "Jacobian determinant",
    "hessian": "Hessian matrix",
    "laplacian": "Laplacian",
    "directional-derivative": "directional derivative",
    "total-derivative": "derivative",
    "taylor": "Taylor polynomial",
    "implicit": "derivative",
    "parametric": "derivative",
    "inverse": "derivative of the inverse",
}
TIMES = ("", "", "second ", "third ", "fourth ", "fifth ")


# Kinds whose answer is no formula of the same variables.
UNLIKE = ("limit", "total-derivative", "implicit", "parametric", "inverse", "tangent")
# Kinds whose answer is at a point, as it stands.
THERE = ("taylor", "tangent", "inverse")


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
    told = answer(replace(question, method=""))  # "from first principles" has the same answer
    noun = noun_of(question)
    if question.kind == "tangent":
        return _tangent(told)
    if question.at and question.kind not in THERE:
        return Expected(arrange(told.value, like=told.result), None, noun)
    given = None if question.kind in UNLIKE else body
    return Expected(told.result, given, noun, told.question.wrt, told.conditions, derivation=told)


def noun_of(question: Question) -> str:
    """What a learner would call the answer: the gradient, the second derivative."""
    noun = NOUNS.get(question.kind, question.kind)
    order = len(question.wrt) if question.kind == "derivative" else 1
    return f"{TIMES[order]}{noun}" if order < len(TIMES) else f"{noun} of order {order}"


def _tangent(told: Derivation) -> Expected:
    """The height of a tangent; there may be none."""
    if told.result.head != "relation":
        return Expected(told.result, None, "tangent", told.question.wrt)
    left, right = told.result.parts
    wrt = told.question.wrt
    return Expected(right, None, "tangent", wrt, letter=left.expr, derivation=told)
