"""Numbers that are very large or very small, with a power of ten."""

from __future__ import annotations

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.tutor.extrema import numbers
from symcalc.writing.text import text

LONG = 15  # digits that are written out


def powered(value: sp.Expr) -> Notation | None:
    """A rational number with many zeros as 2·10^300; None where it has not, or is short.

    >>> text(powered(sp.Integer(2) * 10**300)), powered(sp.Integer(2000))
    ('2·10³⁰⁰', None)
    """
    if not value.is_Rational or max(len(str(abs(value.p))), len(str(value.q))) <= LONG:
        return None
    twos, fives = sp.multiplicity(2, value.q), sp.multiplicity(5, value.q)
    if value.q != 2**twos * 5**fives:
        return None
    places = max(twos, fives)
    whole = abs(value.p) * 10**places // value.q
    zeros = len(str(whole)) - len(str(whole).rstrip("0"))
    front, exponent = sp.Integer(whole // 10**zeros), zeros - places
    if len(str(front)) > LONG:
        return None
    ten = notation.power(notation.number(10), notation.rational(sp.Integer(exponent)))
    made = ten if front == 1 else notation.multiply(notation.rational(front), ten)
    return notation.negative(made) if value < 0 else made


def shown(value: sp.Expr, like: Notation | None = None) -> Notation:
    """A number as it is written."""
    return powered(value) or numbers.shown(value, like)


def said(value: sp.Expr, like: Notation | None = None) -> str:
    """The same in a sentence."""
    made = powered(value)
    return numbers.said(value, like) if made is None else text(made)
