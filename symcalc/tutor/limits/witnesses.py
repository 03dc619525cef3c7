"""Two sequences along which an oscillating formula goes to different places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import sympy as sp

from symcalc.checking.nearby import value_at
from symcalc.primitives import arrange, build
from symcalc.steps import Table
from symcalc.tutor.limits.ask import Ask, Finder, Found
from symcalc.tutor.limits.lines import becomes, fields_of, limit_step
from symcalc.tutor.limits.values import ROWS, column
from symcalc.writing.text import text

N = sp.Symbol("n")
UNSETTLED = ("varies", "unknown")
# Where sine and cosine of an angle have these values: the angle, sine, cosine.
ANGLES = (
    (2 * sp.pi * N, 0, 1),
    (2 * sp.pi * N + sp.pi / 2, 1, 0),
    (2 * sp.pi * N + sp.pi, 0, -1),
    (2 * sp.pi * N + sp.pi / 4, 1, 1),  # of tan only: the sine over the cosine
    (2 * sp.pi * N + 3 * sp.pi / 2, -1, 0),
)


class Along(NamedTuple):
    """A sequence of points in words, what the formula is there, and where that goes."""

    where: str
    at: sp.Expr | None
    body: sp.Expr
    value: sp.Expr


def oscillation(ask: Ask, finder: Finder) -> Found | None:
    """sin u with u that grows: along some points it is 1, along others −1 or 0."""
    if N in ask.body.symbols or ask.near.kind not in UNSETTLED:
        return None
    sides = [ask] if ask.side or ask.to.is_infinite else [replace(ask, side=s) for s in "+-"]
    near = next((side for side in sides if side.near.kind in UNSETTLED), None)
    found: list[Along] = []
    for where, at, body in _along(near) if near else ():
        value = _value(near, body, finder) if near else None
        if value is not None and all(value != other.value for other in found):
            found.append(Along(where, at, body, value))
        if len(found) == 2:
            return _told(ask, found)
    return None


def _value(ask: Ask, body: sp.Expr, finder: Finder) -> sp.Expr | None:
    """Where the formula goes along a sequence; None where it has no real value there."""
    if body.has(sp.zoo, sp.nan, sp.I):
        return None
    return finder.value(ask.of(body)) if ask.moves(body) else body


def _along(ask: Ask) -> Iterator[tuple[str, sp.Expr | None, sp.Expr]]:
    """Sequences of points, in words and as formulas, and what the formula is along them."""
    waves = [w for w in ask.expr.atoms(sp.sin, sp.cos, sp.tan) if ask.moves(w)]
    angles = {w.args[0] for w in waves if ask.grows(w.args[0])}
    if len(angles) == 1:
        yield from _waves(ask, angles.pop(), waves)
    floors = ask.expr.atoms(sp.floor)
    if ask.to == sp.oo and floors and all(f.args[0] == ask.x for f in floors):
        for offset in (sp.S.Zero, sp.S.Half):
            gap, at = dict.fromkeys(floors, ask.x - offset), N + offset
            yield f"{ask.x.name} = {text(arrange(at))}", at, ask.expr.xreplace(gap)


def _waves(
    ask: Ask, u: sp.Expr, waves: Sequence[sp.Expr]
) -> Iterator[tuple[str, sp.Expr | None, sp.Expr]]:
    """Where the angle u is a multiple of a quarter turn."""
    sign = int(ask.tends(u).value)
    tangent = any(isinstance(w, sp.tan) for w in waves)
    for angle, sine, cosine in ANGLES:
        if (tangent and not cosine) or (sine * cosine and not (tangent and len(waves) == 1)):
            continue
        value = sign * angle
        place = inverse(u, value, ask)
        equation = (ask.x, place) if place is not None else (u, value)
        values = {
            sp.sin(u): sp.Integer(sign * sine),
            sp.cos(u): sp.Integer(cosine),
            sp.tan(u): sp.Rational(sign * sine, cosine or 1),
        }
        where = " = ".join(text(arrange(side)) for side in equation)
        yield where, place, ask.expr.xreplace(values)


def inverse(u: sp.Expr, value: sp.Expr, ask: Ask) -> sp.Expr | None:
    """x where u has a value, written out; None where that is left as an equation.

    >>> x = sp.Symbol("x")
    >>> inverse(1 / x, 2 * sp.pi * N, Ask(arrange(x), x, sp.S.Zero, "+"))
    1/(2*pi*n)
    """
    start, moving = u.as_independent(ask.x, as_Add=True)
    factor, moving = moving.as_independent(ask.x, as_Add=False)
    value = sp.cancel((value - start) / factor)
    if moving == ask.x:
        return value
    if isinstance(moving, sp.log):
        return inverse(moving.args[0], sp.exp(value), ask)
    if isinstance(moving, sp.exp):
        return inverse(moving.args[0], sp.log(value), ask)
    if not (moving.is_Pow and moving.exp.is_Rational):
        return None
    side = -1 if ask.side == "-" or ask.to == -sp.oo else 1
    even = moving.exp.p % 2 == 0
    root = value ** (1 / moving.exp)
    return inverse(moving.base, side * root if even else root, ask)


def _told(ask: Ask, found: Sequence[Along]) -> Found:
    """The values of the two sequences, beside each other."""
    values = [arrange(one.value) for one in found]
    after = build("relation", *values, text="!=")
    first, second = (_sentence(ask, one) for one in found)
    fields = fields_of(ask, first=first, second=second)
    step = limit_step("two-sequences", ask.whole, after, fields, relation="implies")
    return Found((replace(step, table=_table(ask, found)),), sp.nan)


def _table(ask: Ask, found: Sequence[Along]) -> Table | None:
    """The two sequences beside each other, for n = 1, 2, 3, 4; None with other letters in them."""
    if any(one.at is None or (one.body.free_symbols - {ask.x}) for one in found):
        return None
    columns: list[list[str]] = []
    for one in found:
        places = [(one.at or sp.nan).subs(N, n) for n in range(1, ROWS + 1)]
        if any(not p.is_number for p in places):
            return None
        values = [one.body.subs(ask.x, p) for p in places]
        columns += [column([value_at(v, {}) for v in side]) for side in (places, values)]
    head = (ask.x.name, text(ask.body)) * len(found)
    return Table(head, tuple(zip(*columns, strict=True)))


def _sentence(ask: Ask, one: Along) -> str:
    """Along x = 1/(2πn) the values are 0."""
    where = f"Along the points with {one.where} the values"
    if not ask.moves(one.body):
        return f"{where} are {text(arrange(one.value))}"
    return f"{where} are {text(arrange(one.body))}, which {becomes(one.value)}"
