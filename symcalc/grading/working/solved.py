"""Lines of equations that say what the unknowns are, and those that only hold numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import sympy as sp

from symcalc.grading.solutions.comparing import Sought
from symcalc.grading.solutions.conditions import Condition
from symcalc.grading.working.outcomes import Outcome
from symcalc.grading.working.statements import chain, is_equation
from symcalc.grading.working.values import EQUAL, compared
from symcalc.notation import Notation


@dataclass(frozen=True)
class Standing:
    """The last line: its condition, and whether the solutions of the question fulfil it."""

    condition: Condition
    node: Notation
    true: bool | None = True
    number: int = 0


def is_solved(node: Notation, sought: Sought) -> bool:
    """Whether a line says what the unknowns are."""
    known = {x.name for x in sought.scope.known}
    return all(_says_one(part, known) for part in _relations(node))


def _relations(node: Notation) -> Iterator[Notation]:
    if node.head in ("and", "or", "tuple", "lines", "system"):
        for part in node.parts:
            yield from _relations(part)
    else:
        yield node


def _says_one(node: Notation, known: set[str]) -> bool:
    if node.head != "relation" or not node.symbols:
        return True  # a set, that there is none, or numbers only
    left, right = node.parts
    return any(
        name.head == "name" and name.expr not in other.symbols and name.text.split("_")[0] in known
        for name, other in ((left, right), (right, left))
    )


def numbers(node: Notation) -> Outcome:
    """What a line without letters is: 2·2 + 3 = 7."""
    parts = chain(node)
    if len(parts) < 2:
        return Outcome("undecided", "undecided", "aside", counted=False)
    return linked_numbers(parts)


def linked_numbers(parts: Sequence[Notation]) -> Outcome:
    """What a chain of numbers is: 25 − 24 = 1."""
    for left, right in pairwise(parts):
        seen = compared(left.expr, right.expr)
        if seen.status == "undecided":
            return Outcome("undecided", "undecided", "aside", seen, left, right, counted=False)
        if not seen:
            return Outcome("wrong", "incorrect", "aside", seen, left, right)
    return Outcome("equal", "correct", "aside", EQUAL, counted=False)


def without_common_roots(before: Notation, after: Notation) -> bool:
    """Whether two polynomial equations without real solutions differ all the same.

    x² + 1 = 0 and x² = −2 have the same real solutions, none, and one is no step to the other.
    """
    gaps = []
    for node in (before, after):
        if not is_equation(node) or len(node.symbols) != 1:
            return False
        gaps.append(node.parts[0].expr - node.parts[1].expr)
    (x,) = before.symbols
    if before.symbols != after.symbols or not all(g.is_polynomial(x) and g.has(x) for g in gaps):
        return False
    first, second = (sp.Poly(g, x).sqf_part() for g in gaps)
    return bool(first.rem(second) != 0 and second.rem(first) != 0)
