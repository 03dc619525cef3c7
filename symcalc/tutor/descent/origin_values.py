"""An update, or a schedule, with numbers put in: one value, or a table of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.figures import decimal
from symcalc.formula import at_point
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import key
from symcalc.reading.arrays import numbers, pairs
from symcalc.reading.numbers import exact
from symcalc.steps import Step, Table
from symcalc.tutor.descent.methods import unquoted
from symcalc.tutor.extrema.numbers import decimals, tidied
from symcalc.tutor.words.descent_origins import WORDS
from symcalc.tutor.words.descent_updates import FAILS
from symcalc.writing.text import text

Place = Mapping[sp.Symbol, Any]


def substituted(
    result: Notation, point: str, name: str, settings: Mapping[str, float]
) -> tuple[list[Step], Any]:
    """The step that puts numbers in, and the value: a tuple where a letter has a list.

    Raises
    ------
    UnsupportedError
        If letters are missing or strange, or two have lists.
    """
    if not point:
        return [], None
    given = {name: numbers(value) for name, value in pairs(point).items()}
    own = {key(s.name): s for s in result.expr.free_symbols}
    usual = {own[key(k)]: exact(v) for k, v in settings.items() if key(k) in own}
    place = {**usual, **{own[key(k)]: v for k, v in given.items() if key(k) in own}}
    if set(place) != set(own.values()) or any(key(k) not in own for k in given):
        raise _refused(name, own, given)
    lists = [s for s, v in place.items() if isinstance(v, list)]
    if len(lists) > 1 or any(isinstance(v, list) for s in lists for v in place[s]):
        raise UnsupportedError(FAILS["values"].format(count=len(lists)), where=point)
    return _table(result, place, lists[0]) if lists else _value(result, place, point)


def _value(result: Notation, place: Place, said: str) -> tuple[list[Step], Any]:
    """One value; a vector stays as it is."""
    found = at_point(result.expr, place)
    value = found if result.expr.is_Matrix else tidied(found)
    title = WORDS["values"].title
    step = Step("evaluate", title, result, arrange(value), said, relation="definition")
    return [step], value


def _table(result: Notation, place: Place, letter: sp.Symbol) -> tuple[list[Step], Any]:
    """A row for each number of a list."""
    found = tuple(tidied(at_point(result.expr, {**place, letter: v})) for v in place[letter])
    rows = tuple((_shown(v), _shown(f)) for v, f in zip(place[letter], found, strict=True))
    words = WORDS["values"]
    said = ", ".join(
        f"{text(unquoted(arrange(s)))} = {text(_shown(v))}" for s, v in place.items() if s != letter
    )
    step = Step(
        "values",
        words.title,
        result,
        result,
        f"With {said}." if said else "",
        relation="definition",
        hints=(words.hint,),
        table=Table((letter.name, text(result)), rows),
    )
    return [step], found


def _shown(value: sp.Expr) -> Notation:
    """Exact where that is whole, else in decimals."""
    near = decimals(value)
    return arrange(value) if value.is_Integer or near is None else decimal(sp.Float(near), 10)


def _refused(name: str, own: Mapping[str, sp.Symbol], given: Mapping[str, Any]) -> UnsupportedError:
    letters = ", ".join(sorted(s.name for s in own.values()))
    told = FAILS["letters"].format(name=name, letters=letters, given=", ".join(given) or "none")
    return UnsupportedError(told)
