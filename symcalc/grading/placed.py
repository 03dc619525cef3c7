"""Questions at a point: of a derivation that was evaluated there, and of a lesson."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.tutor.lessons import is_lesson
from symcalc.writing.text import text

SINGLE, SEVERAL = "evaluate", "values"  # the rules of steps that put numbers in


def question_at(found: Derivation) -> Question:
    """The question of a derivation, and the point at which it was evaluated.

    A lesson has its point in its text; of several points none is meant more than the others.
    """
    asked = found.question
    points = [*_points(found)]
    if asked.at or is_lesson(asked.kind) or len(points) != 1:
        return asked
    known = {x.name: x for x in (*asked.wrt, *asked.body.symbols, *_inner(asked))}
    (point,) = points
    at = tuple((known.get(name, sp.Symbol(name)), node.expr) for name, node in point.items())
    place = ", ".join(f"{name} = {text(node)}" for name, node in point.items())
    return replace(asked, at=at, text=f"{asked.text} at {place}")


def value_of_lesson(found: Derivation) -> Notation | None:
    """The number that a lesson ends with at its point, or a vector of several; None without one."""
    rules = {step.rule for step in found.steps}
    if isinstance(found.value, tuple) and SEVERAL in rules:
        return build("vector", *map(arrange, found.value))
    if SINGLE not in rules or not isinstance(found.value, sp.Expr):
        return None
    return arrange(found.value, like=found.result)


def _points(found: Derivation) -> Iterator[dict[str, Notation]]:
    if found.value is not None:
        steps = (step for step in found.steps if step.rule == SINGLE)
        yield from (dict(step.bindings) for step in steps if step.bindings)


def _inner(asked: Question) -> Iterator[sp.Symbol]:
    for _, formula in asked.given:
        yield from formula.symbols
