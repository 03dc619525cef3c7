"""The steps of the lesson: panels, the sum with the numbers put in, the error, its convergence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.figures import decimal, in_figures
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.steps import Step, Table
from symcalc.tutor.numeric.figures import order, size
from symcalc.tutor.quadrature.lesson import Lesson, node_of
from symcalc.tutor.quadrature.reference import Estimate, Reference
from symcalc.tutor.taylor.remainder import bounding
from symcalc.tutor.words.quadrature import (
    CERTIFIED,
    CONVERGENCE,
    ERROR,
    METHODS,
    OWN,
    REFERENCE,
    VALUES,
    WORDS,
)
from symcalc.writing.text import text

ALL = 13  # values that a table shows, all of them
ENDS = 4, 2  # of more, so many at its beginning and its end
WRITTEN = 9  # values that the sum is written out with
SHORT = 10  # of one in a table
BRIEF = 6  # digits of a value in the sum
DIGITS = 16  # of the result
EPSILON = 2.0**-52
NEAR = 0.2  # of an order that is observed
NOISE = 8  # roundings that an error may come from
DOUBLINGS = 4  # rows of the table of convergence


def titled(rule: str, fields: Mapping[str, object], before: Notation, after: Notation) -> Step:
    """A step in words; a line that only says the same again is not printed."""
    words = WORDS[rule]
    return Step(
        rule,
        words.title.format(**fields),
        before,
        after,
        words.explanation.format(**fields).strip(),
        words.statement,
        "equal" if before == after else "definition",
        status="numeric",
        hints=(words.hint.format(**fields),),
    )


def with_table(step: Step, head: Sequence[str], rows: Sequence[Sequence[str | Notation]]) -> Step:
    """A step with a table."""
    return Step(**{**vars(step), "table": Table(tuple(head), tuple(map(tuple, rows)))})


def relation(left: Notation, right: Notation, sign: str = "≈") -> Notation:
    """S_4 ≈ 0.7469."""
    return Notation("relation", (left, right), sign, right.expr)


def approximately(lesson: Lesson) -> Notation:
    """S_4."""
    return notation.name(sp.Symbol(f"{lesson.rule.letter}_{lesson.n}"))


def panels(lesson: Lesson) -> Step:
    """The width, and the table of nodes and values."""
    halves = [int(half) for half in lesson.rule.halves(lesson.n)]
    count = len(halves)
    listed = list(range(count))
    if count > ALL:
        listed = [*range(ENDS[0]), *range(count - ENDS[1], count)]
    weights = lesson.rule.weights(lesson.n)
    rows: list[list[str | Notation]] = []
    for k, after in zip(listed, [*listed[1:], None], strict=True):
        index = str(halves[k] // 2) if halves[k] % 2 == 0 else f"{halves[k] // 2}½"
        value = decimal(lesson.precisely(halves[k]), SHORT)
        rows.append([index, node_of(lesson.exactly(halves[k])), value, f"{weights[k]:g}"])
        if after is not None and after > k + 1:
            rows.append(["…"] * 4)
    many = VALUES["all" if count <= ALL else "some"].format(count=count)
    fields = {**lesson.fields, "values": many}
    h = notation.name(sp.Symbol("h"))
    step = titled("panels", fields, lesson.body, relation(h, node_of(lesson.width / lesson.n), "="))
    x = lesson.x.name
    return with_table(step, ("k", f"{x}_k", f"f({x}_k)", "weight"), rows)


def formula(lesson: Lesson) -> Step:
    """The rule with the numbers put in."""
    line = relation(approximately(lesson), put_in(lesson))
    return titled(lesson.name, lesson.fields, lesson.whole, line)


def put_in(lesson: Lesson) -> Notation:
    """(h/3)·(1 + 4·0.939413 + …); of many values, the sums of those that count alike."""
    front = node_of(lesson.width / lesson.n / lesson.rule.front)
    count = len(lesson.rule.halves(lesson.n))
    pairs = each(lesson) if count <= WRITTEN else alike(lesson)
    terms = [term(weight, value) for weight, value in pairs]
    whole = notation.arithmetic("sum", *terms) if len(terms) > 1 else terms[0]
    if notation.is_number(front, 1):
        return whole
    return notation.arithmetic("product", front, whole)


def each(lesson: Lesson) -> list[tuple[float, float]]:
    """Every value and its weight."""
    halves = map(int, lesson.rule.halves(lesson.n))
    weights = map(float, lesson.rule.weights(lesson.n))
    return list(zip(weights, map(lesson.precisely, halves), strict=True))


def alike(lesson: Lesson) -> list[tuple[float, float]]:
    """The sums of the values with the same weight, between those at the ends."""
    halves, weights = lesson.rule.halves(lesson.n), lesson.rule.weights(lesson.n)
    found = lesson.f(lesson.nodes(lesson.n))
    closed = slice(1, -1) if lesson.rule.front > 1 else slice(None)
    kinds = sorted({float(w) for w in weights[closed]}, reverse=True)
    inner = [(kind, math.fsum(found[closed][weights[closed] == kind].tolist())) for kind in kinds]
    if lesson.rule.front == 1:
        return inner
    first, last = (lesson.precisely(int(half)) for half in (halves[0], halves[-1]))
    return [(1.0, first), *inner, (1.0, last)]


def term(weight: float, value: float) -> Notation:
    """4·0.939413; a value of 0 stands, too."""
    shown_value = decimal(value, BRIEF)
    if weight == 1:
        return shown_value
    if value < 0:
        return notation.negative(term(weight, -value))
    return notation.arithmetic("product", notation.number(int(weight)), shown_value)


def summed(lesson: Lesson) -> Step:
    """What the sum comes to."""
    line = relation(approximately(lesson), decimal(lesson.value, DIGITS))
    return titled("sum", lesson.fields, put_in(lesson), line)


def compared(lesson: Lesson, found: Reference) -> Step:
    """The integral by other methods."""
    best = found.best
    if best is None:
        fields = {"told": REFERENCE["none"]}
        return titled("reference", fields, lesson.body, lesson.body)
    key = "proved" if found.proved is not None else "estimated"
    how = METHODS[best.how]
    told = REFERENCE[key].format(value=digits(best), radius=size(best.radius), how=how)
    line = relation(lesson.whole, decimal(best.value, DIGITS))
    step = titled("reference", {"told": told}, lesson.body, line)
    rows = [(METHODS[e.how], digits(e), own(e)) for e in every(found)]
    return with_table(step, ("method", "value", "uncertainty"), rows)


def every(found: Reference) -> list[Estimate]:
    """The proved value first, then the others."""
    proved = [found.best] if found.proved is not None and found.best else []
    return [*proved, *found.estimates]


def digits(one: Estimate) -> str:
    """A reference value with the digits of a double."""
    return in_figures(one.value, DIGITS)


def own(one: Estimate) -> str:
    """Certified, or its own word only."""
    said = CERTIFIED if one.how == "balls" else OWN
    return said.format(radius=size(one.radius))


def observed(lesson: Lesson, error: float, bound: sp.Rational | None) -> Step:
    """How far the sum is from the integral."""
    told = ERROR["alone"]
    if error <= noise(lesson):
        told = ERROR["rounding"]
    elif bound is not None:
        told = ERROR["below"].format(bound=text(bounding(bound)))
    gap = notation.subtract(approximately(lesson), notation.name(sp.Symbol("I")))
    line = relation(build("abs", gap), small(error))
    return titled("observed-error", {"told": told}, lesson.whole, line)


def small(value: float) -> Notation:
    """An error with three digits as a formula."""
    return decimal(float(f"{value:.2e}"), 3)


def noise(lesson: Lesson) -> float:
    """By how much rounding may change a sum."""
    largest = abs(lesson.ends[1] - lesson.ends[0]) * lesson.height
    return NOISE * EPSILON * max(largest, abs(lesson.value))


class Row(NamedTuple):
    """One n: the sum, its error, and the order observed from the row before."""

    n: int
    value: float
    error: float
    order: float


def rows(lesson: Lesson, found: Reference) -> list[Row]:
    """The rule on n, 2n, 4n and 8n panels."""
    counts = [lesson.n * 2**k for k in range(DOUBLINGS)]
    values = [lesson.estimate(n) for n in counts]
    errors = [found.error(value) for value in values]
    orders = [math.nan, *(order_of(lesson, *pair) for pair in pairwise(errors))]
    return [Row(*row) for row in zip(counts, values, errors, orders, strict=True)]


def order_of(lesson: Lesson, before: float, after: float) -> float:
    """log₂ of the factor by which an error falls; NaN where it is rounding."""
    if not (noise(lesson) < after < math.inf and 0 < before < math.inf):
        return math.nan
    return math.log2(before / after)


def convergence(lesson: Lesson, table: Sequence[Row]) -> Step:
    """The table of n, 2n, 4n, 8n."""
    what, fields = in_words(lesson, table)
    told = CONVERGENCE[what].format(**fields)
    step = titled("convergence", {"told": told}, lesson.body, lesson.body)
    cells = [
        (
            str(row.n),
            node_of(lesson.width / row.n),
            in_figures(row.value, DIGITS),
            size(row.error),
            order(row.order),
        )
        for row in table
    ]
    return with_table(step, ("n", "h", f"{lesson.rule.letter}_n", "error", "order"), cells)


def in_words(lesson: Lesson, table: Sequence[Row]) -> tuple[str, dict[str, object]]:
    """What the errors do: a row of CONVERGENCE, and its fields."""
    errors = [row.error for row in table]
    if any(math.isnan(e) for e in errors):
        return "none", {}
    if all(e <= noise(lesson) for e in errors):
        return "exact", {}
    orders = [row.order for row in table if math.isfinite(row.order)]
    if not orders:
        return "rounding", {}
    last = orders[-1]
    if len(orders) > 1 and abs(orders[-1] - orders[-2]) > 2 * NEAR:
        return "irregular", {}
    usual = abs(last - lesson.rule.order) <= NEAR
    a, b = lesson.f(np.array(lesson.ends))
    factor = f"{2**last:.0f}" if usual else f"{2**last:.3g}"
    fields = {"factor": factor, "observed": order(last), "usual": lesson.rule.order}
    if lesson.rule.order == 1 and not usual and abs(a - b) <= noise(lesson):
        return "ends", {**fields, "f": text(lesson.body)}
    return "falls" if usual else "unusual", fields
