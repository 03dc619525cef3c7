"""What a question asks for: the right answer, and where it has to be right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.answer import answer

KEPT = 512  # questions that are worked out once

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
    "average": "average value",
    "arc-length": "arc length",
    "revolution": "volume",
}
TIMES = ("", "", "second ", "third ", "fourth ", "fifth ")

# Kinds whose answer is no formula of the same variables.
UNLIKE = ("limit", "total-derivative", "implicit", "parametric", "inverse", "tangent")
# Kinds whose answer is at a point, as it stands.
THERE = ("taylor", "tangent", "inverse")


@dataclass(frozen=True)
class Asked:
    """A question, and what is right, worked out when it is first needed."""

    question: Question

    @property
    def kind(self) -> str:
        """The kind of the question, "formula" where only "is it equal?" is asked."""
        return self.question.kind

    @property
    def body(self) -> Notation:
        """What the question is about."""
        return self.question.body

    @cached_property
    def derivation(self) -> Derivation | None:
        """The answer worked out; None where a formula is all that is given.

        Raises
        ------
        UnsupportedError, NotFoundError
            If symcalc cannot work it out, or it is not said by which variable.
        """
        if self.kind == "formula":
            return None
        return answer(replace(self.question, method=""))  # by whichever way, it is the same

    @cached_property
    def right(self) -> Notation:
        """The right answer as a book would print it."""
        told = self.derivation
        if told is None:
            return self.body
        if self.question.at and self.kind not in THERE:
            return arrange(told.value, like=told.result)
        if self.kind == "tangent" and told.result.head == "relation":
            return told.result.parts[1]  # its height
        return told.result

    @property
    def given(self) -> Notation | None:
        """The formula of the same variables that is worked with, if there is one."""
        there = self.question.at and self.kind not in THERE
        return None if there or self.kind in (*UNLIKE, "formula") else self.body

    @property
    def noun(self) -> str:
        """What a learner would call the answer: the gradient, the second derivative."""
        noun = NOUNS.get(self.kind, self.kind)
        order = len(self.question.wrt) if self.kind == "derivative" else 1
        return f"{TIMES[order]}{noun}" if order < len(TIMES) else f"{noun} of order {order}"

    @cached_property
    def wrt(self) -> tuple[sp.Symbol, ...]:
        """The variables by which something is asked, also where they were left out."""
        return self.derivation.question.wrt if self.derivation else ()

    @property
    def conditions(self) -> tuple[sp.Basic, ...]:
        """Under which the right answer holds."""
        return self.derivation.conditions if self.derivation else ()

    @property
    def letters(self) -> frozenset[sp.Symbol]:
        """Every letter that the question has."""
        named = {x for x, _ in (*self.question.at, *self.question.given)}
        return self.body.symbols | set(self.question.wrt) | named


@lru_cache(maxsize=KEPT)
def asked_of(question: Question) -> Asked:
    """The question, worked out at most once while it is remembered."""
    return Asked(question)
