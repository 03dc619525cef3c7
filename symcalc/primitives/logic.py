"""Rows of the table: comparisons, conditions, and the choice between two values.

They have no derivative of their own; the values that they choose have.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from symcalc.primitives.row import Primitive
from symcalc.primitives.selection import ONE, ZERO, where


def joined(word: str) -> Callable[[int], str]:
    """Spell n arguments with an operator between them: a and b and c."""
    return lambda count: word.join(f"{{{i}}}" for i in range(count))


def comparison(name: str, symbol: str, kind: type) -> Primitive:
    """A relation: true or false, so nothing to differentiate."""
    return Primitive(
        name=name,
        title="comparison",
        formula=kind,
        partials=lambda _u, _v: [ZERO, ZERO],
        says="A comparison is true or false; it has no derivative.",
        spelling=f"{{0}} {symbol} {{1}}",
        arity=2,
    )


ROWS = (
    comparison("less", "<", sp.StrictLessThan),
    comparison("less-equal", "<=", sp.LessThan),
    comparison("greater", ">", sp.StrictGreaterThan),
    comparison("greater-equal", ">=", sp.GreaterThan),
    comparison("equal", "==", sp.Equality),
    comparison("not-equal", "!=", sp.Unequality),
    Primitive(
        name="and",
        title="both conditions",
        formula=sp.And,
        partials=lambda *u: [ZERO] * len(u),
        says="A condition is true or false; it has no derivative.",
        spelling=joined(" and "),
        arity=None,
    ),
    Primitive(
        name="or",
        title="either condition",
        formula=sp.Or,
        partials=lambda *u: [ZERO] * len(u),
        says="A condition is true or false; it has no derivative.",
        spelling=joined(" or "),
        arity=None,
    ),
    Primitive(
        name="not",
        title="the opposite condition",
        formula=sp.Not,
        partials=lambda _u: [ZERO],
        says="A condition is true or false; it has no derivative.",
        spelling="not {0}",
    ),
    Primitive(
        name="select",
        title="one of two values",
        formula=lambda c, a, b: sp.Piecewise((a, c), (b, True)),
        partials=lambda c, _a, _b: [ZERO, where(c, ONE), where(sp.Not(c), ONE)],
        says="The value that the condition chooses is differentiated.",
        spelling="({1} if {0} else {2})",
        arity=3,
    ),
)
