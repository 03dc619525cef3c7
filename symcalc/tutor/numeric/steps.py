"""The steps of the lesson: three quotients, two errors, and the digits that cancel."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise, takewhile
from statistics import median

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step, Table
from symcalc.tutor.numeric.figures import digits, order, power, short_decimal, size
from symcalc.tutor.numeric.lesson import METHODS, Lesson, Method, Row
from symcalc.tutor.words import Words
from symcalc.tutor.words.numeric import BEST, NO_EXACT, ORDER, ROUNDING, SHAPES, WORDS
from symcalc.writing.text import text

EPSILON = 2.0**-52  # the distance from 1 to the next double
CANCELS = 1e-12  # the h at which cancellation is shown
NEAR = 0.2  # of an order that is observed


def exactly(lesson: Lesson) -> Step:
    """What the numbers are compared with."""
    words, steps = WORDS["exact"], lesson.part.steps
    said = NO_EXACT if math.isnan(lesson.exact) else words.explanation
    return Step(
        "order",
        words.title,
        steps[0].before,
        steps[-1].after,
        said.format(place=lesson.place, exact=digits(lesson.exact)),
        substeps=steps,
        hints=(words.hint,),
    )


def difference(lesson: Lesson, method: Method, rows: Sequence[Row]) -> Step:
    """A difference quotient and its table."""
    words = WORDS[method.name]
    exists = math.isfinite(lesson.exact)
    head = ("h", "quotient", *(("error", "order") if exists else ()))
    cells = tuple(
        (
            power(row.h),
            digits(row.quotient),
            *((size(row.error), order(row.order)) if exists else ()),
        )
        for row in rows
    )
    said = observed(rows, method) if exists else ""
    return Step(
        method.name,
        words.title,
        notation.derivative(lesson.body, notation.name(lesson.x)),
        quotient(lesson, method),
        words.explanation.format(x=text(arrange(lesson.point[lesson.x])), order=said).strip(),
        words.statement,
        "definition",
        status="numeric",
        hints=(words.hint,),
        table=Table(head, cells),
    )


def quotient(lesson: Lesson, method: Method) -> Notation:
    """f′(1) ≈ (f(1 + h) − f(1))/h."""
    a, h = arrange(lesson.point[lesson.x]), small()
    right = notation.add(a, h) if method.right else a
    left = notation.subtract(a, h) if method.left else a
    f = [build("apply", place, text="f") for place in (right, left)]
    span = notation.multiply(notation.number(method.right + method.left), h)
    over = notation.divide(notation.arithmetic("difference", *f), span)
    slope = Notation("apply", (a,), "f'", over.expr)
    return Notation("relation", (slope, over), "≈", over.expr)


def observed(rows: Sequence[Row], method: Method) -> str:
    """What the errors of a table do, in words."""
    best = min(rows, key=lambda row: row.error)
    h = power(best.h)
    if best.error == 0:
        return ORDER["exact"].format(h=h)
    orders = [row.order for row in rows[: rows.index(best) + 1] if math.isfinite(row.order)]
    if not orders:
        return ORDER["no-truncation"]
    middle = median(orders)
    steady = sum(abs(found - middle) <= NEAR for found in orders) > len(orders) / 2
    if not steady or middle < NEAR:
        return ORDER["irregular"].format(h=h)
    near = takewhile(lambda row: not abs(row.order - middle) > NEAR, rows)  # the first has none
    h = power(list(near)[-1].h)
    usual = abs(middle - method.order) <= NEAR
    factor = f"{10**middle:.0f}" if usual else f"{10**middle:.2g}"
    fields = {"h": h, "factor": factor, "observed": order(middle), "usual": method.order}
    return ORDER["falls" if usual else "unusual"].format(**fields)


def errors(lesson: Lesson, method: Method, rows: Sequence[Row]) -> list[Step]:
    """The V: truncation against rounding, with the numbers of this table.

    Nothing, where the next derivative does not exist, or is 0 and those after it decide.
    """
    factor = lesson.slope(method.order + 1) / (6 if method.order == 2 else 2)
    noise = noise_of(lesson)
    exact = lesson.is_polynomial(method.order)
    moves = lesson.x in lesson.body.symbols
    if not (moves and math.isfinite(factor)) or (factor == 0 and not exact) or factor == noise == 0:
        return []
    words: Words = WORDS["v-central" if method.order == 2 else "v-one-sided"]
    truncation = notation.power(small(), notation.number(method.order))
    truncation = notation.multiply(short_decimal(factor), truncation)
    right = notation.add(truncation, over_h(noise))
    told = words.explanation.format(
        truncation=text(truncation),
        rounding=rounding(noise, method),
        best=best(factor, noise, method, rows),
    )
    return [
        Step(
            "truncation-and-rounding",
            words.title,
            notation.derivative(lesson.body, notation.name(lesson.x)),
            Notation("relation", (build("apply", small(), text="E"), right), "≈", right.expr),
            told,
            words.statement,
            "definition",
            status="numeric",
            hints=(words.hint,),
        )
    ]


def over_h(noise: float) -> Notation:
    """δ/h, nothing where nothing is rounded."""
    return notation.divide(short_decimal(noise), small()) if noise else notation.number(0)


def rounding(noise: float, method: Method) -> str:
    """What rounding does, in words."""
    kind = "none" if noise == 0 else "some" if method.order == 1 else "again"
    return ROUNDING[kind].format(noise=size(noise))


def best(factor: float, noise: float, method: Method, rows: Sequence[Row]) -> str:
    """Which h is the best, by the two errors and by the table."""
    lowest = min(rows, key=lambda row: row.error)
    fields = {
        "h": power(lowest.h),
        "error": size(lowest.error),
        "thumb": "√ε" if method.order == 1 else "∛ε",
        "rule": size(EPSILON ** (1 / (method.order + 1))),
    }
    if factor and noise:
        balance = (noise / (method.order * factor)) ** (1 / (method.order + 1))
        told = BEST["balanced"].format(**fields, balance=size(balance))
        return f"{told} {shape(rows, rows.index(lowest))}".strip()
    return BEST["rounding" if noise else "truncation"].format(**fields)


def shape(rows: Sequence[Row], lowest: int) -> str:
    """Whether the errors fall all the way to the lowest, and rise all the way after it."""
    falls = all(a.error >= b.error for a, b in pairwise(rows[: lowest + 1]))
    rises = all(a.error <= b.error for a, b in pairwise(rows[lowest:]))
    if not falls or lowest in (0, len(rows) - 1):
        return ""
    return SHAPES["v" if rises else "unsteady"]


def small() -> Notation:
    """The letter h."""
    return notation.name(sp.Symbol("h"))


def noise_of(lesson: Lesson) -> float:
    """By how much rounding changes f and x + h, as far as f feels it."""
    value = abs(lesson.values([lesson.at])[0])
    return EPSILON * (value + abs(lesson.at * lesson.exact))


def cancellation(lesson: Lesson) -> list[Step]:
    """The digits that two values near each other have in common."""
    here, there = lesson.values([lesson.at, lesson.at + CANCELS])
    apart = abs(there - here)
    if not (math.isfinite(there) and here != 0 and 0 < apart < abs(here) / 100):
        return []
    same = min(16, max(0, round(math.log10(abs(here) / apart))))
    words = WORDS["cancellation"]
    a = arrange(lesson.point[lesson.x])
    places = (notation.add(a, short_decimal(CANCELS)), a)
    rows = [(f"f({text(p)})", digits(v)) for p, v in zip(places, (there, here), strict=True)]
    rows.append(("difference", digits(there - here)))
    step = Step(
        "cancellation",
        words.title,
        lesson.body,
        quotient(lesson, METHODS[0]),
        words.explanation.format(
            h=power(CANCELS), same=same, left=16 - same, noise=size(EPSILON * abs(here) / CANCELS)
        ),
        relation="definition",
        status="numeric",
        hints=(words.hint,),
        table=Table(("", "in doubles"), tuple(rows)),
    )
    return [step]
