"""Points of a value as people write them: "x = 1, y = 2", "x = −1, 0, 1", "(1, 2)", "0 and 1"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from symcalc.errors import ReadingError, SymcalcError, UnsupportedError
from symcalc.formula import natural_order
from symcalc.reading import read
from symcalc.reading.arrays import array, outside, pairs
from symcalc.reading.numbers import number
from symcalc.tutor.words.linear_fails import FAILS, HINTS

AND = re.compile(r"\s*,?\s+and\s+(?:at\s+)?")
NAMES = re.compile(r"\s*\(([\w\s,]+)\)\s*=\s*(.+)", re.DOTALL)
NAMED = re.compile(r"\s*([^\W\d_][\w\s]*?|\\[a-z]+(?:_\w+)?)\s*=(?!=)\s*(.+)", re.DOTALL)

Place = dict[str, Any]


def named(point: Any) -> Place:
    """Values as exact numbers, or as nested lists of them."""
    if not isinstance(point, Mapping):
        raise UnsupportedError(FAILS["point"].format(part=point), hint=HINTS["point"])
    return {str(name): _value(str(name), value) for name, value in point.items()}


def _value(name: str, value: Any) -> Any:
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [_value(name, part) for part in value]
    if isinstance(value, str):
        value = array(value)
        if isinstance(value, list):
            return [_value(name, part) for part in value]
    return number(value, FAILS["value"], HINTS["point"], name=name)


def placed(formula: str, point: str) -> list[Place]:
    """The points, several between semicolons or as a list of values of the only letter.

    Raises
    ------
    ReadingError
        If it is not clear which letter has which value.

    Examples
    --------
    >>> placed("x y", "x = 1, y = 2"), placed("x^2", "x = -1, 0")
    ([{'x': 1, 'y': 2}], [{'x': -1}, {'x': 0}])
    >>> placed("x y", "(1, 2), (3, 4)")
    [{'x': 1, 'y': 2}, {'x': 3, 'y': 4}]
    """
    groups = outside(AND.sub(", ", point), ";")
    return [place for group in groups for place in _group(formula, group)]


def _group(formula: str, group: str) -> list[Place]:
    """The points of one group: one with names, or values of the letters in their order."""
    tuples = NAMES.fullmatch(group)
    parts = outside(group)
    first = NAMED.fullmatch(parts[0])
    if tuples is not None:
        return [_of([name.strip() for name in tuples[1].split(",")], tuples[2], group)]
    if first is None:
        return [place for part in _values(formula, parts) for place in [_of(*part, group)]]
    if all(NAMED.fullmatch(part) for part in parts):
        found = pairs(group, HINTS["point"], FAILS["point"])
        return [{name: array(value) for name, value in found.items()}]
    if any(NAMED.fullmatch(part) for part in parts[1:]):
        raise _unclear(next(part for part in parts if not NAMED.fullmatch(part)))
    name = first[1].strip()
    return [{name: array(value.strip())} for value in (first[2], *parts[1:])]


def _values(formula: str, parts: list[str]) -> list[tuple[list[str], str]]:
    """(1, 2) and (3, 4) of two letters; 0 and 1 of one."""
    try:
        letters = [x.name for x in natural_order(read(formula).symbols)]
    except SymcalcError:
        letters = []
    if not letters:
        raise _unclear(parts[0])
    return [(letters, part) for part in parts]


def _of(names: list[str], values: str, group: str) -> Place:
    """Each name with its value."""
    found = array(values.strip())
    entries = found if isinstance(found, list) else [found]
    if len(entries) != len(names):
        raise _unclear(group)
    return dict(zip(names, entries, strict=True))


def _unclear(part: str) -> ReadingError:
    return ReadingError(FAILS["point"].format(part=part.strip()), where=part, hint=HINTS["point"])
