"""Lessons: what is asked in a sentence of its own, and what works it out.

A lesson is a function from what the sentence names, as text, to a derivation. Its sentence stands
with it, and nowhere else:

    @lesson("eigenvalues", "eigenvalues of {matrix}")
    def eigenvalues(matrix: Given) -> Derivation: ...
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.notation import Notation, name
from symcalc.reading import sentences

Work = TypeVar("Work", bound=Callable[..., Derivation])
_LESSONS: dict[str, Callable[..., Derivation]] = {}


def lesson(kind: str, template: str, *others: str) -> Callable[[Work], Work]:
    """Enter a lesson with the sentence that asks for it; the sentence's parts are its arguments.

    Other sentences that ask for the same are read, too; the first is the one that is written.
    """
    sentences.enter(kind, template, *others)

    def enter(work: Work) -> Work:
        _LESSONS[kind] = work
        return work

    return enter


def is_lesson(kind: str) -> bool:
    """Whether questions of this kind are lessons."""
    return kind in _LESSONS


def lesson_of(kind: str) -> Callable[..., Derivation]:
    """What works out questions of this kind."""
    return _LESSONS[kind]


def asked(kind: str, body: Notation | None = None, wrt: Any = (), **parts: str) -> Question:
    """The question of a lesson; its text is the sentence, which is read again."""
    about = name(sp.Symbol(kind)) if body is None else body
    return Question(kind, about, tuple(wrt), sentences.sentence(kind, **parts))
