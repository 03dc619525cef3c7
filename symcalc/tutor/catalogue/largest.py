"""The largest slope of an entry, for the catalogue's line and for whoever needs the number."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.tutor.catalogue.entry import Entry
from symcalc.tutor.catalogue.reading import formula
from symcalc.tutor.catalogue.slopes import is_short, steepest, written
from symcalc.tutor.words.catalogue import ABOUT, NEAR, PLACE
from symcalc.writing.text import text


@dataclass(frozen=True)
class Largest:
    """What is known of the largest absolute value of a slope.

    Attributes
    ----------
    kind : str
        The line that says it: "slope-at", "slope", "slope-limit" or "slope-none".
    bound : SymPy expression or None
        No slope is larger; None where there is no bound.
    value, at : str
        It as it is written, and where it is taken.
    provided : str
        For which parameters.
    """

    kind: str
    bound: sp.Expr | None
    value: str
    at: str
    provided: str = ""


def largest(entry: Entry) -> Largest:
    """The largest slope of an entry in one variable.

    Examples
    --------
    >>> from symcalc.tutor.catalogue.listed import entry_of
    >>> found = largest(entry_of("silu"))
    >>> found.value, found.at
    ('about 1.0998', 'x ≈ 2.3994')
    """
    slope = entry.slope
    assert slope is not None
    if slope.searched:
        (x,) = (formula(entry, letter).expr for letter in entry.by)
        return searched(formula(entry, entry.derivative), x)
    if not slope.bound:
        return Largest("slope-none", None, "", slope.where)
    kind = "slope" if slope.attained else "slope-limit"
    bound = formula(entry, slope.bound)
    return Largest(kind, bound.expr, text(bound), slope.where, slope.provided)


def searched(slope: Notation, x: sp.Symbol) -> Largest:
    """The largest slope at a zero of the second derivative."""
    value, places = steepest(slope, x)
    return Largest("slope-at", value, amount(value), " and ".join(place(x, p) for p in places))


def amount(value: sp.Expr) -> str:
    """A number, said to be rounded if it is."""
    told = text(written(value))
    return told if is_short(value) else ABOUT.format(value=told)


def place(x: sp.Symbol, at: sp.Expr) -> str:
    """x = √2, or x ≈ 2.3994."""
    said = PLACE if is_short(at) else NEAR
    return said.format(x=text(notation.name(x)), at=text(written(at)))
