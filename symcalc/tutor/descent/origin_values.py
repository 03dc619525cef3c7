"""An update, or a schedule, with numbers put in: one value, or a table of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from symcalc.tutor.descent.figures import with_numbers
from symcalc.tutor.descent.methods import Line, Method, T, X, unquoted
from symcalc.tutor.extrema.numbers import decimals, tidied
from symcalc.tutor.words.descent import HEADS
from symcalc.tutor.words.descent_origins import WORDS
from symcalc.tutor.words.descent_updates import FAILS
from symcalc.writing.text import text

LONG, DIGITS = 10**12, 15  # the denominator of a value that is told exactly; digits of others
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
    given = _given(point)
    own = {key(s.name): s for s in result.expr.free_symbols}
    usual = {own[key(k)]: exact(v) for k, v in settings.items() if key(k) in own}
    place = {**usual, **{own[key(k)]: v for k, v in given.items() if key(k) in own}}
    if set(place) != set(own.values()) or any(key(k) not in own for k in given):
        raise _refused(name, own, given)
    lists = [s for s, v in place.items() if isinstance(v, list)]
    if len(lists) > 1 or any(isinstance(v, list) for s in lists for v in place[s]):
        raise UnsupportedError(FAILS["values"].format(count=len(lists)), where=point)
    return _table(result, place, lists[0]) if lists else _value(result, place, point)


def _given(point: str) -> dict[str, Any]:
    return {name: numbers(value) for name, value in pairs(point).items()}


def worked_step(method: Method, point: str) -> tuple[list[Step], Any]:
    """One step of a method from what it keeps, line by line: v is what it was before the step.

    What is not said of the settings is as usual; what the method keeps starts at 0.

    Raises
    ------
    UnsupportedError
        If letters are missing or strange, or two have lists.
    """
    if not point:
        return [], None
    given = _given(point)
    lines = _needed(method, {key(name) for name in given})
    targets = {line.letter for line in lines if line.letter.name not in method.state}
    used = {s for line in lines for s in line.formula.expr.free_symbols} - (targets - {X})
    own = {key(s.name): s for s in sorted(used, key=str)}
    if any(key(k) not in own for k in given):
        raise _refused(method.name, own, given)
    said = {own[key(k)]: v for k, v in given.items()}
    started = any(s.name in method.state for s in said)
    usual = {**method.settings, **method.state} | ({} if started else {T.name: 1})
    place = said | {
        s: exact(usual[s.name]) for s in own.values() if s.name in usual and s not in said
    }
    if set(place) != used:
        raise _refused(method.name, own, given)
    lists = [s for s, v in place.items() if isinstance(v, list)]
    if len(lists) > 1 or any(isinstance(v, list) for s in lists for v in place[s]):
        raise UnsupportedError(FAILS["values"].format(count=len(lists)), where=point)
    if lists:
        return _table(composed(lines), place, lists[0])
    return _lines(lines, place)


def _needed(method: Method, given: set[str]) -> list[Line]:
    """The lines that lead to x; none for what is given and not kept from step to step."""
    *before, last = method.lines
    wanted, found = set(last.formula.expr.free_symbols), [last]
    for line in reversed(before):
        told = key(line.letter.name) in given and line.letter.name not in method.state
        if line.letter in wanted and not told:
            wanted |= line.formula.expr.free_symbols
            found.append(line)
    return found[::-1]


def composed(lines: Sequence[Line]) -> Notation:
    """The new x in one formula, by the letters as they were before the step."""
    known: dict[sp.Symbol, sp.Expr] = {}
    for line in lines:
        known[line.letter] = line.formula.expr.xreplace(known)
    return unquoted(arrange(known[X])) if len(lines) > 1 else lines[0].formula


def _lines(lines: Sequence[Line], place: Place) -> tuple[list[Step], Any]:
    """Every line with its numbers; the value is exact."""
    known, rows = dict(place), []
    for line in lines:
        value = tidied(at_point(line.formula.expr, known))
        near = {s: float(v) for s, v in known.items() if s in line.formula.expr.free_symbols}
        rows.append((line.whole, with_numbers(line.formula, near, float(value))))
        known[line.letter] = value
    words = WORDS["values-step"]
    told = words.explanation.format(given=_said(place))
    value = known[X]
    value = value if value.is_Rational and value.q < LONG else sp.Float(value.n(DIGITS), DIGITS)
    result = arrange(value) if value.is_Rational else decimal(float(value), DIGITS)
    heads = (HEADS["formula"], HEADS["numbers"])
    step = Step(
        "values",
        words.title,
        lines[-1].formula,
        result,
        told,
        relation="definition",
        hints=(words.hint,),
        table=Table(heads, tuple(rows)),
    )
    return [step], value


def _said(place: Place) -> str:
    return ", ".join(f"{text(unquoted(arrange(s)))} = {text(_shown(v))}" for s, v in place.items())


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
    said = _said({s: v for s, v in place.items() if s != letter})
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
