"""Units of information behind a number: 1 bit is ln 2 nats."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.figures import in_figures
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, right, wrong
from symcalc.grading.kinds.rounded import enough
from symcalc.grading.points.numbers import EXACT, OTHER, agreement
from symcalc.notation import Notation
from symcalc.reading import read_strictly
from symcalc.tutor.lessons import is_lesson

NATS = {"nat": sp.S.One, "bit": sp.log(2), "shannon": sp.log(2), "hartley": sp.log(10)}
UNIT = re.compile(
    r"(?<=[\w)}\d])(?:\s|\\[,;: ]|~)*(?:\\(?:text|mathrm)\s*\{\s*)?"
    rf"(?<![A-Za-z])({'|'.join(NATS)})s?\s*\}}?\s*\.?\s*$",
    re.IGNORECASE,
)
LEAD = re.compile(r"^[^=≈]*[=≈]\s*")
OTHER_UNIT = "That is the {noun} in {said}s; the question asks for {unit}s."


def in_own_unit(asked: Asked, typed: str) -> str:
    """The number without the unit, where it is the one of the question."""
    found, unit = UNIT.search(typed), unit_of(asked)
    own = found is not None and unit and NATS[found[1].lower()] == NATS[unit]
    return typed[: found.start()] if found is not None and own else typed


def in_another_unit(asked: Asked, typed: str) -> Finding | None:
    """A number with another unit than the question's, or one that is right in another one."""
    unit, found = unit_of(asked), UNIT.search(typed)
    if not unit:
        return None
    node = _read(LEAD.sub("", typed[: found.start()] if found else typed))
    wanted = asked.right.expr
    if node is None or not isinstance(wanted, sp.Expr) or wanted.free_symbols:
        return None
    if found is not None:
        return _agreeing(asked, node, wanted, found[1].lower())
    if agreement(wanted, node) != OTHER or wanted == 0:
        return None
    for name in ("bit", "nat"):
        if agreement(_in(wanted, unit, name), node) != OTHER:
            return wrong(OTHER_UNIT.format(noun=asked.noun, said=name, unit=unit))
    return None


def unit_of(asked: Asked) -> str:
    """In which unit the answer is; "" of a question that is not about information."""
    try:
        told = asked.derivation if is_lesson(asked.kind) else None
    except SymcalcError:
        return ""
    found = re.search(rf"\b({'|'.join(NATS)})s?\b", told.ending if told else "")
    return found[1] if found else ""


def _in(wanted: sp.Expr, unit: str, other: str) -> sp.Expr:
    return wanted * NATS[unit] / NATS[other]


def _agreeing(asked: Asked, node: Notation, wanted: sp.Expr, said: str) -> Finding | None:
    there = _in(wanted, unit_of(asked), said)
    found = agreement(there, node)
    if found == OTHER:
        return wrong(f"In {said}s it is {in_figures(there, 6)}.", proof="certified")
    return right(proof="exact") if found == EXACT else enough([(there, node)])


def _read(typed: str) -> Notation | None:
    try:
        node = read_strictly(typed)
    except SymcalcError:
        return None
    plain = isinstance(node.expr, sp.Expr) and not node.expr.is_Matrix
    return node if plain and not node.expr.free_symbols else None
