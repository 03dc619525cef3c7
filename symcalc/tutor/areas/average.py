"""The average value of a function, and where it is taken."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.breaks import breaks
from symcalc.checking.iterated import Iterated
from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.scope import need_value
from symcalc.steps import Step
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
)
from symcalc.tutor.extrema.numbers import decimals, near_at
from symcalc.tutor.extrema.numeric import scan
from symcalc.tutor.extrema.places import is_between, within
from symcalc.tutor.extrema.records import listed, place_said
from symcalc.tutor.extrema.roots import exact_roots
from symcalc.tutor.extrema.zeros import ordered
from symcalc.tutor.words.areas import ASKS, NOT_TAKEN, TAKEN
from symcalc.writing.text import text

CLOSE = 1e-5  # of values beside a place; larger differences are a jump


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
    low, high = need_order(low, high, "the average value")
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
        remarks=body.remarks,
        claims=part.claims,
        ending=part.ending,
    )
    return told if part.ending else _divided(told, length, (low, high), fields)


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
    taken, remarks = _taken(body, x, value.expr, ends, fields)
    return replace(
        told,
        result=value,
        steps=(*steps, *taken),
        remarks=(*body.remarks, *remarks),
        claims=(Iterated(whole.expr, value.expr),),
        told=value.expr,
        ending="" if is_exact(value.expr) else f"≈ {text(value)}",
    )


def _taken(
    body: Notation,
    x: sp.Symbol,
    value: sp.Expr,
    ends: tuple[sp.Expr, sp.Expr],
    fields: dict[str, str],
) -> tuple[list[Step], list[str]]:
    """The mean value theorem: where the function takes its average value."""
    if body.symbols - {x} or x not in body.symbols:
        return [], []
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


def _places(gap: sp.Expr, x: sp.Symbol, ends: tuple[sp.Expr, sp.Expr]) -> list[sp.Expr]:
    roots = exact_roots(gap, x)
    if roots is not None and roots.everywhere:
        return []
    if roots is None:
        low, high = (float(decimals(end) or 0) for end in ends)
        found = list(scan(gap, x, low, high).roots)
    else:
        found = within(roots, *ends)
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
