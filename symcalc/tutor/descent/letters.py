"""The parts of a sentence about rates: numbers, points, names."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.reading import key, read
from symcalc.reading.arrays import pairs
from symcalc.reading.numbers import number
from symcalc.tutor.words.descent_rates import FAILS, HINTS


def named(word: str) -> Notation:
    """A letter of several letters, as rate: written without quotes."""
    return Notation("name", text=word, expr=sp.Symbol(word), declared=True)


def number_of(said: str) -> Notation | None:
    """A number as it is written; None where nothing is."""
    if not said:
        return None
    number(said)
    return read(said)


def names_of(said: str, among: Sequence[sp.Symbol]) -> tuple[sp.Symbol, ...]:
    """Variables by name, those of the formula where it has them."""
    own = {key(s.name): s for s in among}
    words = [word.strip() for word in said.split(",") if word.strip()]
    return tuple(own.get(key(word), sp.Symbol(word)) for word in words)


def place_of(said: str, wrt: Sequence[sp.Symbol]) -> dict[sp.Symbol, sp.Expr] | None:
    """x=1, y=2 for all of the variables.

    Raises
    ------
    ReadingError
        If a part is no name with a value.
    UnsupportedError
        If a variable has no value, or something else has one.
    """
    if not said:
        return None
    own = {key(s.name): s for s in wrt}
    hint = HINTS["start"].format(x=wrt[0].name)
    found = {own.get(key(word)): value for word, value in pairs(said, hint).items()}
    if set(found) != set(wrt):
        what = FAILS["start"].format(names=", ".join(s.name for s in wrt))
        raise UnsupportedError(what, where=said, hint=hint)
    return {x: number(found[x]) for x in wrt}
