"""Numeric differentiation as a lesson: difference quotients, their errors, and the best h."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Equal
from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.diff import Points
from symcalc.tutor.numeric.figures import digits, power, size
from symcalc.tutor.numeric.lesson import METHODS, Lesson, Method, Row, prepared
from symcalc.tutor.numeric.steps import cancellation, difference, errors, exactly
from symcalc.tutor.words.numeric import ENDINGS
from symcalc.writing.text import text

__all__ = ["numeric"]


def numeric(body: Notation, wrt: Sequence[sp.Symbol], points: Points = ()) -> Derivation:
    """Differentiate numerically at a point, as a lesson: three quotients, fifteen values of h.

    Raises
    ------
    UnsupportedError
        If there is no point or several, or the formula has no value there.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> d = numeric(arrange(sp.sin(x)), [x], [{x: sp.S.One}])
    >>> abs(d.value - sp.cos(1)) < 1e-10
    True
    """
    lesson = prepared(body, wrt, points)
    tables = {method: lesson.rows(method) for method in METHODS}
    asked = notation.derivative(body, notation.name(lesson.x))
    steps = [exactly(lesson)]
    if lesson.x not in body.symbols:
        tables = {}
    steps += [difference(lesson, method, rows) for method, rows in tables.items()]
    told = ending(lesson, tables)
    value: sp.Expr = sp.nan
    if not tables:
        value = sp.S.Zero
    elif math.isfinite(lesson.exact):
        steps += [
            *errors(lesson, METHODS[0], tables[METHODS[0]]),
            *errors(lesson, METHODS[2], tables[METHODS[2]]),
            *cancellation(lesson),
        ]
        value = sp.Float(best_of(tables)[1].quotient, 17)
    return Derivation(
        question(lesson),
        asked,
        arrange(value),
        tuple(steps),
        remarks=tuple(dict.fromkeys((*body.remarks, *lesson.part.remarks))),
        value=value,
        claims=(Equal(asked.expr, lesson.part.after.expr),),
        told=value,
        ending=told,
    )


def question(lesson: Lesson) -> Question:
    """What is asked, in words that are read again."""
    body, x = lesson.body, lesson.x
    by = "" if body.symbols == {x} else f" with respect to {text(notation.name(x))}"
    told = f"numeric derivative of {text(body)}{by} at {lesson.place}"
    at = tuple(lesson.point.items())
    return Question("derivative", body, (x,), told, at=at, method="numeric")


def best_of(tables: Mapping[Method, Sequence[Row]]) -> tuple[Method, Row]:
    """The method and the row with the smallest error; of equal ones the largest h."""
    pairs = [(m, row) for m, rows in tables.items() for row in rows if math.isfinite(row.error)]
    return min(pairs, key=lambda pair: (pair[1].error, -pair[1].h))


def ending(lesson: Lesson, tables: Mapping[Method, Sequence[Row]]) -> str:
    """The sentence that stands for the answer."""
    if not tables:
        x = text(notation.name(lesson.x))
        return ENDINGS["constant"].format(f=text(lesson.body), x=x)
    if math.isfinite(lesson.exact):
        method, row = best_of(tables)
        fields = {"value": digits(row.quotient), "method": method.name, "h": power(row.h)}
        return ENDINGS["best"].format(**fields, error=size(row.error))
    kink = next((k for k in lesson.part.kinks if k.at == lesson.point[lesson.x]), None)
    if kink is None or None in (kink.left, kink.right) or kink.jumps:
        return ENDINGS["infinite"].format(place=lesson.place)
    left, right = (text(arrange(side)) for side in (kink.left, kink.right))
    return ENDINGS["none"].format(place=lesson.place, left=left, right=right)
