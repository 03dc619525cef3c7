"""The table: every row, and the ways to find one."""

from __future__ import annotations

from symcalc.primitives import (
    activations,
    arithmetic,
    elementary,
    hard,
    holding,
    hyperbolic,
    integral_functions,
    logic,
    selection,
    trigonometric,
)
from symcalc.primitives.row import Primitive

PRIMITIVES: tuple[Primitive, ...] = (
    *arithmetic.ROWS,
    *elementary.ROWS,
    *activations.ROWS,
    *hard.ROWS,
    *trigonometric.ROWS,
    *hyperbolic.ROWS,
    *integral_functions.ROWS,
    *selection.ROWS,
    *logic.ROWS,
    *holding.ROWS,
)

TABLE: dict[str, Primitive] = {row.name: row for row in PRIMITIVES}

# The name of the row for a SymPy class.
BY_TYPE: dict[type, str] = {
    kind: row.name
    for row in PRIMITIVES
    for kind in (row.formula, row.kind)
    if isinstance(kind, type)
}

# What is read as a function. `log` is the natural logarithm; with a base it is `log-base`.
SPELLINGS: dict[str, Primitive] = {
    spelling: row for row in reversed(PRIMITIVES) for spelling in row.names
}
