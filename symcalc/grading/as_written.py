"""Where a formula has a value as it is written: SymPy makes 2x of 2·√x²."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symcalc.checking.sampling import DIGITS, Point, value
from symcalc.checking.stations import holds
from symcalc.formula import natural_order
from symcalc.grading.where_both import probes, where_of
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.conditions import domain_of_values, simplified
from symcalc.writing.text import text

ORDERED = (sp.Gt, sp.Ge, sp.Lt, sp.Le)
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
    letters = set().union(*(n.expr.free_symbols for n in (told, *others)))
    free = natural_order(letters.union(*(c.free_symbols for c in mine)))
    missing = [p for p in probes(free) if _only(mine, theirs, others, p)]
    if len(missing) < LEAST:
        return None
    holes = [c for c in dict.fromkeys(_asked(told)) if isinstance(c, sp.Ne) and c not in theirs]
    plainly = ", ".join(_said(c) for c in simplified([*mine, *holes]))
    return missing[0], where_of(told, *others, given=given) or plainly


def _said(condition: sp.Basic) -> str:
    return text(arrange(condition))


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
