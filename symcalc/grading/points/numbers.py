"""Numbers of an answer: exactly right, right to the digits that are written, or wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import sympy as sp

from symcalc.notation import Notation
from symcalc.tutor.extrema.numbers import decimals, sign_of

FIGURES = 2  # that a rounded number has at least
ENOUGH, ENOUGH_OF_SHORT = 3, 4  # of one that will do, and where the fraction is as short
PLAIN = 100  # denominators of fractions that are no longer than their decimals
NEAR = sp.Rational(1, 10**9)  # of a number that the tutor only knows in decimals
TEN = 10
DOUBLE, ULPS = 15, sp.Rational(1, 2**50)  # figures of a double, and what may be lost in computing
EXACT, ROUNDED, OTHER = "exact", "rounded", "other"
# What is said of a number that is rounded.
TO_DIGITS = "It is right to the digits that are written."
INEXACT = "It is right to the digits that are written; the exact value is wanted."
INEXACT_VALUES = "It is right to the digits that are written; exact values are wanted."
SHORT = "It is right to the digits that are written; more of them are wanted."


class Digits(NamedTuple):
    """What the last digit of a decimal is worth, and how many of its digits count."""

    unit: sp.Rational
    figures: int


def agreement(wanted: sp.Expr, told: Notation, least: int = FIGURES) -> str:
    """How a number of an answer agrees with the right one.

    >>> from symcalc.reading import read
    >>> agreement(sp.Rational(1, 3), read("0.333")), agreement(sp.Rational(1, 3), read("1/3"))
    ('rounded', 'exact')
    >>> agreement(sp.sqrt(2), read("1.4142135623730951")), agreement(sp.sqrt(2), read("1.42"))
    ('rounded', 'other')
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
    return ROUNDED if abs(right - mine) <= slack(told, right, least) else OTHER


def agreements(pairs: Sequence[tuple[sp.Expr, Notation]]) -> list[str]:
    """The same of numbers that stand together; beside a rounded one, 0.09 may have one figure.

    >>> from symcalc.reading import read
    >>> third = sp.Rational(1, 3)
    >>> agreements([(third, read("0.33")), (third, read("0.3")), (third, read("0.4"))])
    ['rounded', 'rounded', 'other']
    """
    found = [agreement(*pair) for pair in pairs]
    if ROUNDED not in found:
        return found
    return [
        agreement(*pair, least=0) if how == OTHER else how
        for how, pair in zip(found, pairs, strict=True)
    ]


def is_enough(wanted: sp.Expr, told: Notation) -> bool:
    """Whether a rounded number will do where numbers are what a lesson is about.

    Three figures will; four are wanted of 1/3, which is no longer than its decimals.

    >>> from symcalc.reading import read
    >>> [is_enough(sp.sqrt(30), read(told)) for told in ("5.48", "5.5")]
    [True, False]
    >>> [is_enough(sp.Rational(5, 3), read(told)) for told in ("1.667", "1.67")]
    [True, False]
    """
    digits = digits_of(told)
    least = ENOUGH_OF_SHORT if is_short(wanted) else ENOUGH
    return digits is not None and digits.figures >= least


def is_short(wanted: sp.Expr) -> bool:
    """Whether it is a fraction that is no longer than its decimals: 1/3, but not 617/1000."""
    return bool(wanted.is_Rational and wanted.q <= PLAIN)


def slack(told: Notation, right: sp.Rational, least: int = FIGURES) -> sp.Rational:
    """How far a number that is rounded as it is written may be off; 0 of one that is not.

    Half of the last digit, and a little more where a computer has printed all of a double.
    """
    digits = digits_of(told)
    if digits is None or digits.figures < least:
        return sp.S.Zero
    half = digits.unit / 2
    return max(half, ULPS * abs(right)) if digits.figures >= DOUBLE else half


def digits_of(told: Notation) -> Digits | None:
    """The digits of a decimal: 0.333, 1.43e-5, 1.43·10⁻⁵, 33.3% or 1 - 0.667; else None.

    >>> from symcalc.reading import read
    >>> digits_of(read("-1.43*10^-5")), digits_of(read("12"))
    (Digits(unit=1/10000000, figures=3), None)
    """
    if told.head in ("negation", "plus-minus") and len(told.parts) == 1:
        return digits_of(told.parts[0])
    if told.head == "percent":
        return _scaled(_hundredths(told.parts[0]), sp.Rational(1, 100))
    if told.head in ("sum", "difference"):
        return _added(told)
    if told.head == "product" and len(told.parts) == 2:
        first, second = told.parts
        tens = second.head == "power" and second.parts[0].expr == TEN
        plain = first.head == "number" and second.expr.is_Rational
        return _scaled(_typed(first.text), second.expr) if tens and plain else None
    rounded = told.head == "number" and ("." in told.text or "e" in told.text.lower())
    return _typed(told.text) if rounded else None


def _hundredths(told: Notation) -> Digits | None:
    """The digits of 33 in 33%; of 60 both, and of 100 two: zeros at the end may count for none."""
    if told.head != "number" or not told.text.isdecimal():
        return digits_of(told)
    figures = told.text.lstrip("0")
    return Digits(sp.S.One, max(len(figures.rstrip("0")), min(FIGURES, len(figures))))


def _added(told: Notation) -> Digits | None:
    """1 - 0.3828 is 0.6172, with as many places: the digits of what it comes to."""
    found = [digits_of(part) for part in told.parts]
    known = [one for one in found if one is not None]
    whole = all(p.expr.is_Integer for p, one in zip(told.parts, found, strict=True) if one is None)
    if not known or not whole or not told.expr.is_Rational:
        return None
    unit = min(one.unit for one in known)
    return Digits(unit, len(str(abs(told.expr) // unit).lstrip("0")))


def _scaled(digits: Digits | None, by: sp.Rational) -> Digits | None:
    return None if digits is None else Digits(digits.unit * by, digits.figures)


def _typed(number: str) -> Digits | None:
    """The digits of 0.333 or 3.33e-1."""
    mantissa, _, power = number.lower().partition("e")
    whole, _, after = mantissa.partition(".")
    if not (whole + after).isdecimal() or not (power or "0").lstrip("+-").isdecimal():
        return None
    unit = sp.Rational(TEN) ** (int(power or 0) - len(after))
    return Digits(unit, len((whole + after).lstrip("0")))
