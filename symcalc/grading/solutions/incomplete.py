"""Answers that give some of the unknowns of a system, and not the others."""

from __future__ import annotations

from typing import NamedTuple

import sympy as sp

from symcalc.grading.solutions.comparing import Sought
from symcalc.grading.solutions.conditions import All, Any, Compare, Condition, Point
from symcalc.grading.solutions.space import solutions
from symcalc.tutor.extrema.numbers import sign_of


class Some(NamedTuple):
    """What is given, the first of it that is in no solution, and what is missing."""

    named: tuple[Point, ...]
    strange: Point | None
    missing: tuple[sp.Symbol, ...]


def some_of(question: Sought, told: Condition) -> Some | None:
    """x = 3 of x = 3, y = 2; None where all unknowns are given, or the solutions are not known."""
    unknowns = question.scope.unknowns
    if question.one or question.parameters:
        return None
    parts = told.parts if isinstance(told, Any) else (told,)
    named = [_given(part) for part in parts]
    points = tuple(point for point in named if point)
    if not points or len(points) < len(named) or len({frozenset(p) for p in points}) > 1:
        return None
    missing = tuple(x for x in unknowns if x not in points[0])
    known = solutions(question.condition, unknowns) if missing else None
    if not known or any(free for _, free in known):
        return None
    rows = [values for values, _ in known]
    strange = next((p for p in points if not any(_agrees(p, row) for row in rows)), None)
    return Some(points, strange, missing)


def _given(condition: Condition) -> Point | None:
    """Letters that are numbers."""
    parts = condition.parts if isinstance(condition, All) else (condition,)
    found: dict[sp.Symbol, sp.Expr] = {}
    for part in parts:
        plain = isinstance(part, Compare) and part.sign == "=" and isinstance(part.left, sp.Symbol)
        if not plain or not isinstance(part, Compare) or part.right.free_symbols:
            return None
        if part.left in found:
            return None
        found[part.left] = part.right
    return found or None


def _agrees(point: Point, row: Point) -> bool:
    return all(x in row and sign_of(row[x] - value) == 0 for x, value in point.items())
