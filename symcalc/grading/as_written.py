"""Where a formula has a value as it is written: SymPy makes 2x of 2·√x²."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sympy as sp

from symcalc.checking.sampling import DIGITS, Point, value
from symcalc.checking.stations import holds
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.conditions import domain_of_values, simplified
from symcalc.writing.text import text

ORDERED = (sp.Gt, sp.Ge, sp.Lt, sp.Le)
# Points that no formula expects, of both signs.
NUMBERS = [sp.Rational(*p) for p in ((11, 7), (-9, 7), (43, 13), (-37, 11), (150, 7), (-2, 9))]
LEAST = 2  # points at which a formula as written has no value


def unwritten(
    told: Notation, others: Sequence[Notation], given: Sequence[sp.Basic] = ()
) -> tuple[Point, str] | None:
    """A point where SymPy's formula has a value and the written one has none, and where it has.

    Only points count at which the other formulas have a value as they are written, and at which the
    `given` conditions hold. A hole, as in x²/x, is left out.
    """
    mine = [c for c in dict.fromkeys(_asked(told)) if isinstance(c, ORDERED)]
    theirs = [*(c for other in others for c in _asked(other)), *given]
    mine = [c for c in mine if c not in theirs]
    if not mine:
        return None
    free = natural_order(set().union(*(n.expr.free_symbols for n in (told, *others))))
    missing = [p for p in _points(free) if _only(mine, theirs, others, p)]
    if len(missing) < LEAST:
        return None
    return missing[0], ", ".join(_said(c) for c in simplified(mine))


def _said(condition: sp.Basic) -> str:
    return text(arrange(condition))


def _points(free: Sequence[sp.Symbol]) -> Iterator[dict[sp.Symbol, sp.Rational]]:
    for k in range(len(NUMBERS)):
        yield {s: NUMBERS[(k + j * (k + 1)) % len(NUMBERS)] for j, s in enumerate(free)}


def _only(
    mine: Sequence[sp.Basic], theirs: Sequence[sp.Basic], others: Sequence[Notation], point: Point
) -> bool:
    here = dict(point)
    if all(holds(c, here) for c in mine):
        return False
    return all(holds(c, here) for c in theirs) and all(
        value(other.expr, point, DIGITS) is not None for other in others
    )


def _asked(body: Notation) -> list[sp.Basic]:
    """What the functions in a formula ask of its letters, for their values."""
    return [condition for condition in domain_of_values(body) if condition.free_symbols]
