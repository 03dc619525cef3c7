"""Numbers of an answer: exactly right, right to the digits that are written, or wrong."""

from __future__ import annotations

import sympy as sp

from symcalc.notation import Notation
from symcalc.tutor.extrema.numbers import decimals, sign_of

FIGURES = 2  # that a rounded number has at least
NEAR = sp.Rational(1, 10**9)  # of a number that the tutor only knows in decimals
EXACT, ROUNDED, OTHER = "exact", "rounded", "other"


def agreement(wanted: sp.Expr, told: Notation) -> str:
    """How a number of an answer agrees with the right one.

    >>> from symcalc.reading import read
    >>> agreement(sp.Rational(1, 3), read("0.333")), agreement(sp.Rational(1, 3), read("1/3"))
    ('rounded', 'exact')
    """
    value = told.expr
    if value == wanted:
        return EXACT
    if value.free_symbols or wanted.free_symbols:
        return EXACT if sp.expand(value - wanted) == 0 else OTHER
    known = wanted.has(sp.Float)
    sign = sign_of(value - wanted)
    if sign is None:
        return OTHER
    if sign == 0 and not known:
        return EXACT
    right, mine = decimals(wanted), decimals(value)
    if right is None or mine is None:
        return OTHER
    if known and abs(right - mine) <= NEAR * max(1, abs(right)):
        return EXACT
    places = places_of(told)
    if places is None:
        return OTHER
    return ROUNDED if 2 * abs(right - mine) <= sp.Rational(1, 10**places) else OTHER


def places_of(told: Notation) -> int | None:
    """How many decimals are written; None of a number without a point, or with too few figures."""
    node = told.parts[0] if told.head in ("negation", "plus-minus") else told
    if node.head != "number" or "." not in node.text or "e" in node.text.lower():
        return None
    whole, _, after = node.text.partition(".")
    return len(after) if len((whole + after).lstrip("0")) >= FIGURES else None
