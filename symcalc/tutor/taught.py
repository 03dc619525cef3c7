"""The lesson that a question asks for, from all packages of lessons."""

from __future__ import annotations

from types import ModuleType

from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.reading.sentences import parts_of
from symcalc.tutor import constrained, descent, linear, probability, questions
from symcalc.tutor.lessons import lesson_of

# Importing a package enters its lessons.
PACKAGES: tuple[ModuleType, ...] = (constrained, descent, linear, probability, questions)


def taught(question: Question) -> Derivation:
    """The lesson that a sentence asks for."""
    return lesson_of(question.kind)(**parts_of(question.kind, question.text))
