"""The average value of a function, and where it is taken."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import sympy as sp

from symcalc import notation
from symcalc.checking.breaks import breaks
from symcalc.checking.iterated import Iterated
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.scope import need_value
from symcalc.steps import Step
from symcalc.tutor.areas.crossings import crossings, seen
from symcalc.tutor.areas.parts import (
    as_equation,
    checked,
    equal,
    framed,
    integral,
    interval_of,
    is_exact,
    need_order,
    step_of,
    steps_in,
)
from symcalc.tutor.extrema.numbers import near_at
from symcalc.tutor.extrema.places import between, is_between, within
from symcalc.tutor.extrema.records import listed, place_said
from symcalc.tutor.extrema.zeros import ordered
from symcalc.tutor.words.areas import ASKS, NOT_TAKEN, TAKEN
from symcalc.writing.text import text

CLOSE = 1e-5  # of values beside a place; larger differences are a jump


class Mean(NamedTuple):
    """An average value, of what it is, between which ends, and the fields of its words."""

    body: Notation
    x: sp.Symbol
    value: sp.Expr
    ends: tuple[sp.Expr, sp.Expr]
    fields: dict[str, str]


def average(body: Notation, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Derivation:
    """The average value of a formula between two numbers, and where it is taken.

    Raises
    ------
    UnsupportedError
        If the limits are the same, or no numbers.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> average(arrange(x**2), x, sp.S.Zero, sp.Integer(3)).answer
    3
    """
    need_value(body)
    low, high = _ends(low, high)
    length = arrange(high - low)
    part = integral(body, x, low, high)
    factor = arrange(1 / length.expr) if length.expr != 1 else notation.number(1)
    whole = notation.multiply(factor, part.whole)
    fields = {
        "f": text(body),
        "x": text(notation.name(x)),
        "a": text(arrange(low)),
        "b": text(arrange(high)),
        "length": text(length),
    }
    first = step_of("average-value", whole, whole, fields, "definition")
    alone = length.expr == 1 and not part.ending
    steps = [first, *(part.steps if alone else (framed("the-integral", part),))]
    told = Derivation(
        Question(
            "average",
            body,
            (x,),
            ASKS["average"].format(**fields),
            subject_to=interval_of(low, high, x),
        ),
        whole,
        part.after,
        tuple(steps),
        conditions=part.conditions,
        remarks=body.remarks,
        claims=part.claims,
        ending=part.ending,
    )
    return told if part.ending else _divided(told, length, (low, high), fields)


def _ends(low: sp.Expr, high: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """The limits in order; with letters as they are given, which is the same average."""
    if low.is_infinite or high.is_infinite:
        raise UnsupportedError(
            "an infinite interval has no length, so there is no average value over it",
            hint="choose finite limits, as in: average value of e^(-x) on [0, 5]",
        )
    letters = (high - low).free_symbols
    return (low, high) if letters else need_order(low, high, "the average value")


def _divided(
    told: Derivation, length: Notation, ends: tuple[sp.Expr, sp.Expr], fields: dict[str, str]
) -> Derivation:
    """The integral divided by the length, and where that value is taken."""
    (x,), body, whole = told.question.wrt, told.question.body, told.asked
    value = arrange(told.result.expr / length.expr, like=told.result)
    steps = list(told.steps)
    if length.expr != 1:
        before = notation.divide(told.result, length)
        step = checked(step_of("divide", before, value, fields))
        steps += [] if before == value else [as_equation(step)]
    different = (sp.Ne(ends[0], ends[1]),) if length.symbols else ()
    taken, remarks = _taken(Mean(body, x, value.expr, ends, fields))
    return replace(
        told,
        result=value,
        steps=(*steps, *taken),
        remarks=(*body.remarks, *remarks),
        conditions=(*told.conditions, *different),
        claims=told.claims if steps_in(body) else (Iterated(whole.expr, value.expr),),
        told=value.expr,
        ending="" if is_exact(value.expr) else f"≈ {text(value)}",
    )


def _taken(mean: Mean) -> tuple[list[Step], list[str]]:
    """The mean value theorem: where the function takes its average value."""
    body, x, value, ends, fields = mean
    if x not in body.symbols or (body.expr - value).free_symbols - {x}:
        return [], []
    if ends[0].free_symbols or ends[1].free_symbols:
        return [], []
    if steps_in(body):
        return _on_steps(mean)
    places = _places(body.expr - value, x, ends)
    said = listed([place_said({x: p}) for p in places])
    if not places:
        told = [NOT_TAKEN.format(**fields)] if breaks(body.expr, x, *ends) else []
        return [], told
    if any(near_at(body.expr, {x: p}) is None for p in (*ends, *breaks(body.expr, x, *ends))):
        return [], [TAKEN.format(**fields, places=said)]
    jumps = [p for p in breaks(body.expr, x, *ends) if _jumps(body.expr, x, p)]
    if jumps:
        return [], [TAKEN.format(**fields, places=said)]
    line = equal(body, arrange(value))
    return [step_of("mean-value", line, line, {**fields, "places": said}, "implies")], []


def _on_steps(mean: Mean) -> tuple[list[Step], list[str]]:
    """A function with jumps: whether one of its levels is the average."""
    body, x, value, ends, fields = mean
    cuts = [ends[0], *(p for p in breaks(body.expr, x, *ends) if is_between(p, *ends)), ends[1]]
    tried = [p for a, b in pairwise(cuts) for p in (between(a, b), b)]
    gaps = [near_at(body.expr - value, {x: p}) for p in (ends[0], *tried)]
    signs = {0 if abs(gap) < CLOSE else 1 if gap > 0 else -1 for gap in gaps if gap is not None}
    level = all(_level(body.expr, x, a, b) for a, b in pairwise(cuts))
    told = level and None not in gaps and 0 not in signs
    return [], [NOT_TAKEN.format(**fields)] if told else []


def _level(expr: sp.Expr, x: sp.Symbol, a: sp.Expr, b: sp.Expr) -> bool:
    """Whether the function is the same at three places of a piece."""
    middle = between(a, b)
    values = {near_at(expr, {x: p}) for p in (between(a, middle), middle, between(middle, b))}
    return len(values) == 1


def _places(gap: sp.Expr, x: sp.Symbol, ends: tuple[sp.Expr, sp.Expr]) -> list[sp.Expr]:
    roots = crossings(gap, x, *ends)
    if roots is not None and roots.everywhere:
        return []
    found = seen(gap, x, *ends) if roots is None else within(roots, *ends)
    inside = [p for p in ordered(found) if is_between(p, *ends)]
    return [p for p in inside if near_at(gap, {x: p}) is not None]


def _jumps(expr: sp.Expr, x: sp.Symbol, place: sp.Expr) -> bool:
    """Whether the values to the two sides of a place are not close to the value there."""
    step = sp.Rational(1, 10**12)
    values = [near_at(expr, {x: place + k * step}) for k in (-1, 0, 1)]
    if None in values:
        return True
    left, here, right = (float(v) for v in values if v is not None)
    return max(abs(left - here), abs(right - here)) > CLOSE * max(1.0, abs(here))
