"""Verdicts whose note says already what was done: the row of the table that has it."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding
from symcalc.grading.misconceptions.ground import antiderivatives
from symcalc.grading.misconceptions.row import all_rows
from symcalc.grading.told import Told

NARROWER = "domain-differs"
BARLESS = "bars-left-out"


def noted(asked: Asked, told: Told, found: Finding) -> tuple[str, ...]:
    """The slug that belongs to the note of a verdict, if there is one."""
    if found.note in all_rows():
        return (found.note,)
    barless = found.note == NARROWER and antiderivatives(asked) and _without_bars(told.expr)
    return (BARLESS,) if barless else ()


def _without_bars(told: sp.Basic) -> bool:
    """Whether a logarithm of something that moves stands without bars."""
    insides = [u.args[0] for u in told.atoms(sp.log)]
    return any(u.free_symbols and not isinstance(u, sp.Abs) for u in insides)
