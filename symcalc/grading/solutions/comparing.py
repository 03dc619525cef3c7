"""A learner's statement against the one that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import sympy as sp

from symcalc.formula import natural_order
from symcalc.grading.solutions.conditions import All, Any, Compare, Condition, atoms, letters
from symcalc.grading.solutions.line import along
from symcalc.grading.solutions.parametric import without_parameters
from symcalc.grading.solutions.scope import Scope, Unlike
from symcalc.grading.solutions.space import Met, met
from symcalc.grading.solutions.statements import stated
from symcalc.notation import Notation

COORDINATES = frozenset(("x", "y", "z", "t", "u", "v", "w", "s", "r", "theta"))
NUMBERS = ("x", "y", "z")  # letters that may well be negative
NOBODY = sp.Symbol("x")


@dataclass(frozen=True)
class Sought:
    """A question about solutions: its condition, what is to be found, and what is only a letter."""

    condition: Condition
    scope: Scope
    parameters: tuple[sp.Symbol, ...]

    @property
    def one(self) -> bool:
        """Whether numbers are asked for, rather than points."""
        return len(self.scope.unknowns) == 1


@lru_cache(maxsize=512)
def sought(node: Notation, wrt: tuple[sp.Symbol, ...]) -> Sought | None:
    """What a question asks for; None where it is no statement that can be worked with."""
    free = natural_order(node.symbols)
    unknowns = wrt or _unknowns(free) or (NOBODY,)
    parameters = tuple(s for s in free if s not in unknowns)
    ranges = any(n.head in ("relation", "and", "element") and n.text != "=" for n in node.walk())
    ranges = ranges or any(n.head in ("interval", "union", "intersection") for n in node.walk())
    ranges = ranges and not any(n.head == "relation" and n.text == "=" for n in node.walk())
    scope = Scope(tuple(unknowns), frozenset(free) | set(unknowns), ranges)
    try:
        condition = stated(node, scope)
    except Unlike:
        return None
    return Sought(condition, scope, parameters)


def _unknowns(free: tuple[sp.Symbol, ...]) -> tuple[sp.Symbol, ...]:
    """Coordinates rather than letters for numbers, where both are there."""
    usual = tuple(s for s in free if s.name in COORDINATES)
    return usual if usual else free


def readings(asked: Sought, node: Notation) -> Iterator[Condition]:
    """What an answer may mean; a comma between x < 1 and x > 2 is an "or"."""
    told = stated(node, asked.scope)
    yield told
    if node.head not in ("tuple", "lines") or not isinstance(told, All) or not asked.one:
        return
    if not any(isinstance(a, Compare) and a.sign == "=" for a in atoms(told)):
        empty = along(told, Any(), asked.scope.unknowns[0])
        if empty.complete and empty.same:
            yield Any(told.parts)


def compared(asked: Sought, node: Notation) -> tuple[Met, Condition]:
    """How an answer's solutions differ from those asked for.

    Raises
    ------
    Unlike
        If the answer is no statement about the unknowns.
    """
    found: list[tuple[Met, Condition]] = []
    for told in readings(asked, node):
        told = without_parameters(told, asked.scope)
        if letters(told) - asked.scope.known:
            raise Unlike
        found.append((_met(asked, told, node), told))
    return next((pair for pair in found if not _differs(pair[0])), found[0])


def _met(asked: Sought, told: Condition, node: Notation) -> Met:
    """A formula with letters for quantities is solved for one of them: the others are general."""
    unknowns, parameters = asked.scope.unknowns, asked.parameters
    letter = node.parts[0].expr if node.head == "relation" and node.text == "=" else None
    everything = (*unknowns, *parameters)
    plain = isinstance(asked.condition, Compare) and asked.condition.sign == "="
    if (
        plain
        and isinstance(letter, sp.Symbol)
        and letter in everything
        and not {s.name for s in everything} <= COORDINATES
    ):
        others = tuple(s for s in everything if s != letter)
        if letter not in node.parts[1].symbols and others:
            found = met(asked.condition, told, (letter,), others)
            return found if letter.name in NUMBERS else replace(found, general=letter)
    return met(asked.condition, told, unknowns, parameters)


def _differs(found: Met) -> bool:
    return bool(found.lost or found.gained or not found.proof)
