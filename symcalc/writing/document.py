"""What the writers of a derivation have in common: what they write, and in which parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol

import sympy as sp

from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import sentences
from symcalc.steps import Step
from symcalc.writing.text import text

DETAILS = ("brief", "normal", "full")
HEADED = 300  # characters of a question that stands in a heading
AFTERWARDS = ("evaluate", "determinant", "fact")  # what is told once the answer stands


class Report(Protocol):
    """The check of a derivation."""

    def plain(self) -> dict[str, Any]:
        """Its fields as plain data."""

    def text(self) -> str:
        """Its fields in words."""


class Document(Protocol):
    """What a derivation offers to those who write it."""

    @property
    def question(self) -> Question:
        """What was asked."""

    @property
    def asked(self) -> Notation:
        """The question as a formula."""

    @property
    def result(self) -> Notation:
        """The answer."""

    @property
    def answered(self) -> Notation:
        """The answer, where `result` is what was asked about."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The tree of steps."""

    @property
    def ending(self) -> str:
        """The sentence that stands for the answer where it is no formula."""

    @property
    def conditions(self) -> tuple[sp.Basic, ...]:
        """Where the answer holds."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader should know besides."""

    @property
    def check(self) -> Report:
        """How it was checked."""


def line(d: Document) -> str:
    """Question and answer in one line."""
    if d.ending:
        return f"{text(d.asked)}: {d.ending}"
    return f"{text(d.asked)} = {text(d.result)}"


def heading(d: Document) -> str:
    """The question in words, where its formula does not say all of it; "" elsewhere."""
    if not sentences.is_put(d.question.kind):
        return ""
    words = " ".join(d.question.text.split())
    return words if len(words) <= HEADED else words[: HEADED - 1] + "…"


def formula_asked(d: Document) -> Notation | None:
    """The question as a formula; None where a heading has said it and this has letters only."""
    bare = all(part.head == "name" for part in d.asked.parts)
    return None if bare and heading(d) else d.asked


def worked(d: Document) -> list[Step]:
    """The steps that lead to the answer."""
    return [s for s in d.steps if s.rule not in AFTERWARDS]


def placed(d: Document) -> list[Step]:
    """The steps that go on from the answer: its value at points, its determinant."""
    return [s for s in d.steps if s.rule in AFTERWARDS]


def evaluation(step: Step, write: Callable[[Notation], str], wrap: str = "") -> str:
    """An evaluation at a point: the numbers put in, and what comes out."""
    if step.relation != "equal":
        return f"{step.title}: {step.explanation}"
    sides = dict.fromkeys((write(step.before), write(step.after)))
    return f"{step.title}: {wrap}{' = '.join(sides)}{wrap} {step.explanation}".rstrip()


def listed(conditions: Sequence[sp.Basic], write: Callable[[Notation], str]) -> str:
    """Conditions between commas; one that never holds is told in words, as a remark.

    >>> x = sp.Symbol("x")
    >>> listed([x > -1, x < 1, sp.Ne(x, 0)], text)
    '−1 < x < 1, x ≠ 0'
    """
    return ", ".join(write(node) for node in chained(c for c in conditions if c is not sp.false))


def chained(conditions: Iterable[sp.Basic]) -> Iterator[Notation]:
    """Conditions as formulas, the two bounds of one letter as a chain: −1 < x < 1."""
    left = list(conditions)
    while left:
        first = left.pop(0)
        other = next((c for c in left if _bounds(first, c)), None)
        if other is None:
            yield arrange(first)
            continue
        left.remove(other)
        below, above = (first, other) if isinstance(first, ABOVE) else (other, first)
        sides = arrange(below.reversed), arrange(above)
        yield Notation("and", sides, expr=sp.And(below, above))


ABOVE, BELOW = (sp.Gt, sp.Ge), (sp.Lt, sp.Le)


def _bounds(one: sp.Basic, other: sp.Basic) -> bool:
    """Whether two conditions are a lower and an upper bound of one letter, by numbers."""
    if not all(isinstance(c, ABOVE + BELOW) and c.lhs.is_Symbol for c in (one, other)):
        return False
    numbers = one.rhs.is_number and other.rhs.is_number and one.lhs == other.lhs
    return bool(numbers and isinstance(one, ABOVE) != isinstance(other, ABOVE))
