"""Multipliers that an answer names beside a point: x = 5, y = 5, λ = 5."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, undecided, wrong
from symcalc.grading.points.numbers import OTHER, agreement
from symcalc.notation import Notation
from symcalc.reading import read_strictly

NAMED = re.compile(
    r"(?:[,;]|\band\b|\bwith\b|\s)*\\?(lambda|λ|mu|μ)(?:_?\{?\d\}?)?\s*=\s*([^,;=]+?)\s*(?=[,;]|$)"
)
WRONG = "The multiplier is not {told}."
UNSEEN = "the multipliers were not compared."
TRUE = ("correct", "partial")


def without_multipliers(typed: str, asked: Asked) -> tuple[str, tuple[str, ...]]:
    """The answer without what it says of multipliers, and that."""
    letters = {s.name for s in asked.letters}
    if not asked.question.subject_to or letters & {"lambda", "mu"}:
        return typed, ()
    found = tuple(match[2] for match in NAMED.finditer(typed))
    return NAMED.sub("", typed).strip(" ,;"), found


def beside(asked: Asked, found: Finding, told: tuple[str, ...]) -> Finding:
    """What is found of the points, where the multipliers are right, too.

    Of one equation g = 0 it is λ in ∇f = λ∇g or in ∇f + λ∇g = 0: either sign is usual.
    """
    if not told or found.status not in TRUE:
        return found
    wanted = _multipliers(asked)
    try:
        read = [read_strictly(piece) for piece in told]
    except SymcalcError:
        read = []
    if not wanted or not read or any(not _is_number(node) for node in read):
        return undecided(UNSEEN)
    for node in read:
        if all(agreement(value, node) == OTHER for value in wanted):
            return wrong(WRONG.format(told=node.expr))
    return found


def _is_number(node: Notation) -> bool:
    return isinstance(node.expr, sp.Expr) and not node.expr.is_Matrix and node.expr.is_number


def _multipliers(asked: Asked) -> list[sp.Expr]:
    """Of one equation, at every point of the answer; none where there is another constraint."""
    constraints = asked.question.subject_to
    if len(constraints) != 1 or asked.derivation is None:
        return []
    (constraint,) = constraints
    if constraint.head != "relation" or constraint.text != "=":
        return []
    g = constraint.parts[0].expr - constraint.parts[1].expr
    wrt = asked.derivation.question.wrt
    values = []
    for place, *_ in asked.derivation.answer:
        slopes = [(asked.body.expr.diff(x).subs(place), g.diff(x).subs(place)) for x in wrt]
        steep = next((pair for pair in slopes if pair[1] != 0), None)
        if steep is None:
            return []
        values.append(sp.simplify(steep[0] / steep[1]))
    return [sign * value for value in values for sign in (1, -1)]
