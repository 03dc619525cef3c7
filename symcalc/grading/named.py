"""Wrong answers that have a name of their own: another letter, the question itself …"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp

from symcalc.checking.sampling import compare
from symcalc.errors import SymcalcError
from symcalc.grading.asked import Asked
from symcalc.grading.shapes import is_transposed, paired
from symcalc.notation import Notation
from symcalc.tutor.differentiate import differentiate


@dataclass(frozen=True)
class Named:
    """A wrong answer that has a name, and what is said of it: {noun} is what was asked for."""

    note: str
    says: str
    applies: Callable[[Asked, Notation], bool]


def named(asked: Asked, told: Notation) -> tuple[str, str]:
    """The name of a wrong answer, and its cause in words; "different" where it has none."""
    found = ((d.note, d.says.format(noun=asked.noun)) for d in NAMED if d.applies(asked, told))
    return next(found, ("different", ""))


def _unknown(asked: Asked, told: Notation) -> bool:
    return bool(told.symbols - asked.letters - asked.right.symbols)


def _echoed(asked: Asked, told: Notation) -> bool:
    return asked.given is not None and same(asked.given.expr, told.expr)


def _integrated(asked: Asked, told: Notation) -> bool:
    if asked.given is None or len(asked.wrt) != 1:
        return False
    try:
        slope = differentiate(told, asked.wrt[0])[-1].after
    except SymcalcError:
        return False
    return same(asked.given.expr, slope.expr)


def same(left: sp.Basic, right: sp.Basic) -> bool:
    """Whether two formulas are equal, part by part, as far as numbers tell."""
    pairs = paired(left, right)
    return pairs is not None and all(compare(a, b).status == "equal" for a, b in pairs)


def _transposed(asked: Asked, told: Notation) -> bool:
    if not is_transposed(asked.right.expr, told.expr):
        return False
    return same(asked.right.expr, told.expr.T)


NAMED = (
    Named(
        "unknown-variable",
        "The answer contains a letter that the question does not have.",
        _unknown,
    ),
    Named(
        "transposed",
        "Rows and columns are exchanged: a row belongs to a formula, a column to a variable.",
        _transposed,
    ),
    Named(
        "question-echoed",
        "This is the given formula itself; the question asks for its {noun}.",
        _echoed,
    ),
    Named(
        "integrated-instead",
        "This is an antiderivative of the given formula; the question asks for its {noun}.",
        _integrated,
    ),
)
