"""What a formula and its derivatives are at the centre, and whether they are anything there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.errors import UnsupportedError
from symcalc.formula import at_point
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.kinks import crossings, one_side
from symcalc.tutor.taylor.orders import Order, successive
from symcalc.tutor.taylor.ordinals import ordinal
from symcalc.tutor.tidy import written_out
from symcalc.tutor.words.taylor import FAILS, HINTS
from symcalc.writing.text import text

Point = Mapping[sp.Symbol, sp.Expr]
BESIDE = sp.Rational(1, 10**20)
DIGITS = 40
TINY = 1e-25


def value_at(expr: sp.Expr, point: Point) -> sp.Expr | None:
    """The exact value at a point, None where it is not a finite real number.

    >>> x = sp.Symbol("x")
    >>> value_at(sp.cos(x), {x: sp.pi}), value_at(sp.log(x), {x: sp.S.Zero})
    (-1, None)
    """
    try:
        value = at_point(expr, point)
    except (TypeError, ValueError):  # SymPy's Max and relations refuse what is not real
        return None
    if value.has(sp.nan, sp.zoo, sp.oo, -sp.oo):
        return None
    if not value.is_number or value.is_Rational:
        return value
    try:
        Precise(DIGITS).at(value, {})  # SymPy does not know that tan(sin e) is a real number
    except Undefined:
        return None
    return sp.simplify(value) if abs(sp.N(value, DIGITS)) < TINY else value


class Values(NamedTuple):
    """f(a), f'(a) and so on, and the derivatives that they are values of."""

    orders: list[Order]
    found: list[sp.Expr]


def values(body: Notation, more: Iterator[Order], degree: int, x: sp.Symbol, at: sp.Expr) -> Values:
    """The derivatives up to a degree, and what they are at the centre.

    Raises
    ------
    UnsupportedError
        If one of them does not exist.
    """
    fields = {"f": text(body), "place": place_of({x: at})}
    here = value_at(body.expr, {x: at})
    if here is None:
        raise refused("no-value", "centre", fields)
    need_both_sides(body, {x: at}, fields)
    if kinked(body, x, at):
        found = from_sides(written_out(body), degree, x, at, fields)
        return Values(list(islice(more, degree)), found)
    together = Values([], [here])
    for order in islice(more, degree):
        value = value_at(order.after.expr, {x: at})
        if value is None:
            shown = {"ordinal": ordinal(order.number).lower(), "d": text(order.after)}
            hint = "degree" if order.number > 1 else "centre"
            raise refused("no-derivative", hint, {**fields, **shown}, order.number - 1)
        together.orders.append(order)
        together.found.append(value)
    return together


def kinked(body: Notation, x: sp.Symbol, at: sp.Expr) -> bool:
    """Whether the formulas to the left and to the right of the centre may differ.

    >>> x = sp.Symbol("x")
    >>> kinked(arrange(sp.Abs(x)), x, sp.S.Zero), kinked(arrange(sp.Abs(x)), x, sp.S.One)
    (True, False)
    """
    return any(value_at(c.zero, {x: at}) == 0 for c in crossings(written_out(body), x))


def from_sides(
    body: Notation, degree: int, x: sp.Symbol, at: sp.Expr, fields: Mapping[str, str]
) -> list[sp.Expr]:
    """The same at a kink: what the formulas of the two sides have there, if they agree."""
    sides = [one_sided(one_side(body, x, at, side), degree, x, at) for side in (-1, 1)]
    for number, (left, right) in enumerate(zip(*sides, strict=True)):
        if left != right or left is None:
            if number == 0:
                raise refused("jump", "centre", fields)
            shown = {"ordinal": ordinal(number).lower(), "left": told(left), "right": told(right)}
            hint = "degree" if number > 1 else "centre"
            raise refused("kink", hint, {**fields, **shown}, number - 1)
    if sides[0][0] != value_at(body.expr, {x: at}):
        raise refused("jump", "centre", fields)
    return [value for value in sides[0] if value is not None]


def one_sided(branch: Notation, degree: int, x: sp.Symbol, at: sp.Expr) -> list[sp.Expr | None]:
    """Values and derivatives of the formula of one side."""
    found = [value_at(branch.expr, {x: at})]
    for _, order in zip(range(degree), successive(branch, x), strict=False):
        found.append(value_at(order.after.expr, {x: at}))
    return found


def told(value: sp.Expr | None) -> str:
    """A one-sided value in words."""
    return "no finite value" if value is None else text(arrange(value))


def need_both_sides(body: Notation, centre: Point, fields: Mapping[str, str]) -> None:
    """Refuse the end of a domain: x^(3/2) at 0."""
    if body.symbols - centre.keys():
        return
    for x in centre:
        for side in (-1, 1):
            try:
                Precise(DIGITS).at(body.expr, {**centre, x: centre[x] + side * BESIDE})
            except Undefined:
                raise refused("one-sided", "centre", fields) from None


def refused(what: str, hint: str, fields: Mapping[str, str], lower: int = 0) -> UnsupportedError:
    """The error for a centre where something does not exist."""
    message = FAILS[what].format(**fields)
    advice = HINTS[hint].format(lower=lower, place=fields["place"])
    return UnsupportedError(message, where=fields["f"], hint=advice)


def place_of(point: Point) -> str:
    """x = 0, y = 1."""
    return ", ".join(f"{text(arrange(x))} = {text(arrange(v))}" for x, v in point.items())
