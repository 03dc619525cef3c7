"""Are two formulas of a working equal, wherever both have a value, or up to a constant?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import isfinite, isnan
from typing import Any

import sympy as sp

from symcalc.checking.relations import check_equal
from symcalc.checking.report import Worst
from symcalc.checking.sampling import compare
from symcalc.errors import SymcalcError
from symcalc.figures import in_figures
from symcalc.grading.shapes import paired
from symcalc.grading.verdict import Witness
from symcalc.grading.witness import coordinate, rounded, witness
from symcalc.grading.working import words
from symcalc.grading.working.letters import slope_of

ENDLESS = (sp.oo, -sp.oo, sp.nan, sp.zoo)
WORKED = (sp.Integral, sp.Limit, sp.Sum, sp.Product)  # what values are found for by numbers
ISOLATED = 1  # points where only one side has a value, before the domains are said to differ


@dataclass(frozen=True)
class Seen:
    """What comparing a line with the one before found.

    `status` is "equal", "constant" (up to one), "different" or "undecided". A difference has the
    point, and both values, in words and as a witness. `elsewhere` is a point where only one of the
    two has a value, if they are not defined alike. `what` says what has these
    values, if not the lines themselves.
    """

    status: str
    place: str = ""
    before: str = ""
    after: str = ""
    witness: Witness | None = None
    elsewhere: str = ""
    what: str = ""

    def __bool__(self) -> bool:
        return self.status in ("equal", "constant")


EQUAL, CONSTANT = Seen("equal"), Seen("constant")
UNDECIDED, OTHER = Seen("undecided"), Seen("different")


def compared(
    before: sp.Basic, after: sp.Basic, x: sp.Symbol | None = None, on: sp.Basic | None = None
) -> Seen:
    """Compare two formulas, or vectors part by part.

    Parameters
    ----------
    before, after : sympy.Basic
        What is expected, and what a line says; an indefinite integral stands for any of its values.
    x : sympy.Symbol, optional
        Where given, formulas that differ by a constant are "constant"; it is what that does not
        depend on.
    on : sympy.Basic, optional
        Only points where this has a value count.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> compared(sp.Integral(x, x), x**2 / 2 + 3, x).status
    'constant'
    """
    if before == after:
        return EQUAL
    pairs = paired(before, after)
    if pairs is None:
        return OTHER
    alone = on if isinstance(on, sp.Expr) and not on.is_Matrix else None
    found = [_compared(left, right, x, alone) for left, right in pairs]
    for status in ("different", "undecided", "constant"):
        first = next((one for one in found if one.status == status), None)
        if first is not None:
            return first
    return next((one for one in found if one.elsewhere), EQUAL)


def _compared(before: sp.Expr, after: sp.Expr, x: sp.Symbol | None, on: sp.Expr | None) -> Seen:
    if before == after:
        return EQUAL
    if x is not None and (_is_open(before) or _is_open(after)):
        slopes = _plainly(slope_of(before, x), slope_of(after, x), on)
        return CONSTANT if slopes.status == "equal" else replace(slopes, what=words.DERIVATIVE)
    plain = _plainly(before, after, on)
    if plain.status != "different" or x is None:
        return plain
    slopes = _plainly(slope_of(before, x), slope_of(after, x), on)
    return CONSTANT if slopes.status == "equal" else plain


def _is_open(expr: sp.Expr) -> bool:
    """Whether an indefinite integral stands in it."""
    return any(len(limit) == 1 for one in expr.atoms(sp.Integral) for limit in one.limits)


def _plainly(before: sp.Expr, after: sp.Expr, on: sp.Expr | None) -> Seen:
    worked = any(side.has(*WORKED) for side in (before, after))
    if not worked and any(side in ENDLESS or side.has(*ENDLESS) for side in (before, after)):
        return OTHER  # one is infinite, or says that there is none
    try:
        return _by_checking(before, after) if worked else _by_sampling(before, after, on)
    except SymcalcError:
        return UNDECIDED


def _by_sampling(before: sp.Expr, after: sp.Expr, on: sp.Expr | None) -> Seen:
    found = compare(before, after, on)
    if found.status == "different":
        assert found.witness is not None
        point, wanted, got = found.witness
        place = ", ".join(coordinate(s.name, v) for s, v in point.items())
        return Seen("different", place, *_apart(wanted, got), witness(point, wanted, got))
    only = next((p for p in (found.left_only, found.right_only) if len(p) > ISOLATED), ())
    where = ", ".join(coordinate(s.name, v) for s, v in only[0].items()) if only else ""
    return Seen(found.status, elsewhere=where)


def _apart(wanted: Any, got: Any) -> tuple[str, str]:
    """Two values in as few digits as tell them apart."""
    pairs = (
        (rounded(wanted, digits), rounded(got, digits))
        for digits in (4, 5, 6, 8, 10, 12, 14, 17, 40, 400)
    )
    shown = [pair for pair in pairs if pair[0] != pair[1]]
    return shown[0] if shown else (rounded(wanted, 4), rounded(got, 4))


def _by_checking(before: sp.Expr, after: sp.Expr) -> Seen:
    """By numbers: integrals by quadrature, limits by values near their points."""
    report = check_equal(before, after)
    if report.status == "agrees":
        return EQUAL
    if report.status == "undecided":
        return UNDECIDED
    return OTHER if report.worst is None else of_worst(report.worst)


def of_worst(worst: Worst) -> Seen:
    """A difference from a report of a check."""
    point: Mapping[str, float] = worst.point
    place = ", ".join(f"{name} = {in_figures(value)}" for name, value in point.items())
    places = {name: Fraction(value) for name, value in point.items() if isfinite(value)}
    seen = Witness(places, worst.expected, worst.got)
    sides = (worst.expected, worst.got)
    wanted, got = (words.NONE if isnan(side) else in_figures(side) for side in sides)
    return Seen("different", place, wanted, got, seen)
