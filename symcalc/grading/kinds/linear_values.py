"""Angles in degrees or radians, and tables of values."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.errors import ReadingError, SymcalcError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.kinds.rounded import enough
from symcalc.grading.points.numbers import INEXACT, ROUNDED, agreement
from symcalc.grading.policy import Policy
from symcalc.grading.spoken import in_words
from symcalc.grading.told import Told
from symcalc.grading.unread import unread
from symcalc.notation import Notation
from symcalc.reading import read_strictly
from symcalc.reading.arrays import outside
from symcalc.reading.sentences import parts_of
from symcalc.tutor.linear.angles import UNITS
from symcalc.tutor.linear.numbers import is_zero, rounded
from symcalc.writing.text import text

LABEL = re.compile(r"\s*(?:θ|theta|\\theta|the angle)\s*(?:=|≈|is)\s*", re.IGNORECASE)
UNIT = re.compile(
    r"\s*(?:(?P<degrees>°|\^\s*\{?\s*\\circ\s*\}?|\\degree|degrees?\b|deg\b)"
    r"|(?P<radians>radians?\b|rad\b))\s*\.?\s*$",
    re.IGNORECASE,
)
AND = re.compile(r"\s*,?\s+and\s+")
INVERSES = (sp.acos, sp.asin, sp.atan)  # whose values are in radians
OTHER = "The angle is {angle}."
OTHER_UNIT = "That is the angle in {said}; the question asks for {unit}."
LENGTH = "The table has {count} values; yours has {mine}."
NO_LIST = "I can compare lists of numbers only, and a value of this list is none."
NO_VALUE = "not there: it does not exist"
CELL = "Value {place} of the table is {value}."


@answer_kind("angle", rank=1)
def angle(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """An angle, in the unit that the answer says, or that is asked for."""
    del policy
    if asked.kind != "angle" or asked.derivation is None:
        return None
    value = asked.derivation.answer
    if not isinstance(value, sp.Expr) or value.free_symbols:
        return None
    unit = parts_of("angle", asked.question.text).get("unit", "radians")
    spelled = LABEL.sub("", told.typed, count=1)
    said = UNIT.search(spelled)
    try:
        node = read_strictly(UNIT.sub("", spelled))
    except SymcalcError as error:
        return unread(asked, told.typed, error) if isinstance(error, ReadingError) else None
    if not isinstance(node.expr, sp.Expr) or node.expr.free_symbols:
        return None
    radians = value * UNITS[unit]
    found = _compared(node, radians / UNITS[(said.lastgroup if said else None) or unit])
    other = next(name for name in UNITS if name != unit)
    if found is None and said is None:
        meant = _compared(node, radians / UNITS[other])
        is_said = other == "radians" and node.expr.has(sp.pi, *INVERSES)
        strange = wrong(OTHER_UNIT.format(said=other, unit=unit), proof="exact")
        found = meant if meant is None or is_said else strange
    if found is not None:
        return found
    shown = rounded(value) if value.has(sp.acos) else asked.right
    sign = "°" if unit == "degrees" else ""
    return wrong(OTHER.format(angle=f"{text(shown)}{sign}"), proof="exact")


def _compared(node: Notation, value: sp.Expr) -> Finding | None:
    """Exact, or rounded; None where it is neither."""
    if is_zero(node.expr - value):
        return right(proof="exact")
    return enough([(value, node)]) if agreement(value, node) == ROUNDED else None


@answer_kind("table-of-values", rank=1)
def table(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """The values of a table, in its order."""
    del policy
    values = _values(asked)
    if not isinstance(values, tuple):
        return None
    if not all(value is sp.nan or _is_number(value) for value in values):
        return undecided(NO_LIST, "unsupported")
    try:
        mine = [_read(cell) for cell in _cells(told.typed)]
    except SymcalcError as error:
        return unread(asked, told.typed, error) if isinstance(error, ReadingError) else None
    if len(mine) != len(values):
        return wrong(LENGTH.format(count=len(values), mine=len(mine)), proof="exact")
    short = False
    for place, (node, value) in enumerate(zip(mine, values, strict=True), 1):
        if _is_cell(node, sp.S(value)):
            continue
        if not _is_near(node, sp.S(value)):
            said = CELL.format(place=place, value=_spelled(asked, place))
            return wrong(said, proof="exact")
        short = True
    return partly("rounded", INEXACT, proof="exact") if short else right(proof="exact")


def _spelled(asked: Asked, place: int) -> str:
    """A value of the table as text."""
    part = asked.right.parts[place - 1]
    return NO_VALUE if part.expr is sp.nan else text(part)


def _is_number(value: object) -> bool:
    if not isinstance(value, sp.Expr) or isinstance(value, sp.MatrixBase):
        return False
    return value.is_finite is not False


def _read(cell: str) -> Notation:
    """A number, f'(2) = 3 as 3, or words that there is none."""
    spelled = cell.rpartition("=")[2]
    return in_words(cell) or read_strictly(spelled)


def _values(asked: Asked) -> object:
    """The values of a table; of a derivative at several points, those at the points."""
    if asked.derivation is None:
        return None
    if asked.kind == "value":
        return asked.derivation.told
    return asked.derivation.value if asked.question.more else None


def _cells(typed: str) -> list[str]:
    """(0, 0, 5), [0,0,5], 0; 0; 5 or 0 0 5."""
    typed = AND.sub(", ", typed)
    bare = typed.strip().strip("[](){} ") if typed.strip()[:1] in "([{" else typed
    for mark in (";", ","):
        if len(outside(bare, mark)) > 1:
            return outside(bare, mark)
    return bare.split()


def _is_cell(node: Notation, value: sp.Expr) -> bool:
    """The value, or a decimal that is rounded from it."""
    if not isinstance(node.expr, sp.Expr) or node.expr.free_symbols:
        return False
    if sp.nan in (node.expr, value):
        return node.expr is value
    if is_zero(node.expr - value):
        return True
    return _is_near(node, value) and enough([(value, node)]).status == "correct"


def _is_near(node: Notation, value: sp.Expr) -> bool:
    """A decimal that is rounded from it."""
    if not isinstance(node.expr, sp.Expr) or node.expr.free_symbols or value is sp.nan:
        return False
    return agreement(value, node) == ROUNDED
