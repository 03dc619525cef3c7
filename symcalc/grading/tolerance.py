"""How far a number may be off: 0.01, 1%, 3 figures, 2 places."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

import sympy as sp

from symcalc.errors import SymcalcError, UnsupportedError
from symcalc.reading.numbers import number

MOST = 40  # figures or places that may be asked for
DIGITS = re.compile(r"(\d+)\s*(figures?|sf|significant figures?|sig ?figs?|places?|dp|decimals?)")
HINT = "write it as one of these: 0.01, 1%, 3 figures, 2 places"


class Tolerance(NamedTuple):
    """What a number may be off by.

    `absolute` and `relative` are bounds; `figures` and `places` ask for a number that is rounded
    to so many significant figures, or decimal places, and written with them.
    """

    absolute: Decimal | None = None
    relative: Decimal | None = None
    figures: int | None = None
    places: int | None = None

    def allowed(self, wanted: Decimal) -> Decimal:
        """How far an answer may be from the right number."""
        if self.absolute is not None:
            return self.absolute
        if self.relative is not None:
            return self.relative * abs(wanted)
        place = -(self.places or 0)
        if self.figures is not None:
            place = wanted.adjusted() + 1 - self.figures if wanted else 0
        return Decimal(5).scaleb(place - 1)

    @property
    def digits(self) -> str:
        """What must be written, in words; "" where only the size of the error counts."""
        if self.figures is not None:
            return _counted(self.figures, "significant figure")
        return "" if self.places is None else _counted(self.places, "decimal place")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def tolerance_of(text: str) -> Tolerance:
    """Read a tolerance.

    Raises
    ------
    UnsupportedError
        If it is none.

    Examples
    --------
    >>> tolerance_of("1%").allowed(Decimal(200)), tolerance_of("2 places").digits
    (Decimal('2.00'), '2 decimal places')
    """
    said = " ".join(text.lower().split())
    counted = DIGITS.fullmatch(said)
    if counted:
        return _of_digits(int(counted[1]), counted[2][0])
    percent = said.endswith("%")
    try:
        size = number(said.rstrip("%"))
    except SymcalcError:
        size = sp.S.Zero
    if size <= 0:
        raise UnsupportedError(f"{text!r} is no tolerance", where=text, hint=HINT)
    size = _decimal(size)
    return Tolerance(relative=size / 100) if percent else Tolerance(absolute=size)


def _decimal(size: sp.Expr) -> Decimal:
    if size.is_Rational:
        return Decimal(int(size.p)) / int(size.q)
    return Decimal(str(sp.N(size, MOST)))


def _of_digits(count: int, unit: str) -> Tolerance:
    if count > MOST or (unit == "f" and not count):
        raise UnsupportedError(f"{count} digits cannot be asked for", hint=HINT)
    return Tolerance(places=count) if unit in "pd" else Tolerance(figures=count)
