"""The points of an answer beside those that were found: which is meant, and does it fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import sympy as sp

from symcalc.grading.points.claims import INFLECTION, MAXIMUM, MINIMUM, Claim
from symcalc.grading.points.numbers import EXACT, OTHER, ROUNDED, agreement
from symcalc.notation import Notation
from symcalc.tutor.extrema.numbers import sign_of
from symcalc.writing.text import text

Row = tuple[dict[sp.Symbol, sp.Expr], sp.Expr, str]

CRITICAL = re.compile(r"critical|stationary", re.IGNORECASE)
BEST = (MINIMUM, MAXIMUM)


class Met(NamedTuple):
    """The point that a claim means, and what is wrong with it; `flat` if it may be one more."""

    row: Row | None
    cause: str = ""
    rounded: bool = False
    flat: bool = False


def outermost(rows: list[Row]) -> list[Row]:
    """Of several maxima the greatest, of several minima the least, where values are numbers."""
    kept: list[Row] = []
    for kind, pick in ((MINIMUM, min), (MAXIMUM, max)):
        own = [row for row in rows if row[2] == kind]
        if own and all(row[1].is_number for row in own):
            best = pick(float(row[1]) for row in own)
            kept += [row for row in own if abs(float(row[1]) - best) < 1e-9]
        else:
            kept += own
    return kept


def level(one: Row, other: Row) -> bool:
    """Whether two points are of one kind, with the same value."""
    return one[2] == other[2] and sign_of(one[1] - other[1]) == 0


def height(claim: Claim, met: Met, rows: Sequence[Row]) -> Row | None:
    """The point of "min 4", or of 4 alone, where 4 is the value, and no place."""
    if not met.cause or claim.alone is None:
        return None
    own = [row for row in rows if row[2] == claim.kind or (not claim.kind and row[2] in BEST)]
    return next((row for row in own if agreement(row[1], claim.alone) == EXACT), None)


def fits(told: str, kind: str, question: str) -> bool:
    """Whether a point is what it is said to be; without a word, what the question asks for."""
    if told:
        return told == kind
    said = question.lower()
    if kind in (MINIMUM, MAXIMUM) and "local" in said and not CRITICAL.search(said):
        least, most = "minim" in said, "maxim" in said
        return least == most or least == (kind == MINIMUM)
    return kind != INFLECTION or "inflection" in said or CRITICAL.search(said) is not None


def agrees_at(row: Row, place: dict[sp.Symbol, Notation]) -> str:
    """How a place agrees with a point; a letter that is free there may be anything."""
    if not place or not set(place) <= set(row[0]):
        return OTHER
    found = {EXACT}
    for x, told in place.items():
        wanted = row[0][x]
        found.add(EXACT if wanted == x else agreement(wanted, told))
    return OTHER if OTHER in found else ROUNDED if ROUNDED in found else EXACT


def place_said(place: dict[sp.Symbol, Notation]) -> str:
    """x = 2, or (1, 2)."""
    if len(place) == 1:
        ((x, value),) = place.items()
        return f"{x.name} = {text(value)}"
    return f"({', '.join(text(value) for value in place.values())})"
