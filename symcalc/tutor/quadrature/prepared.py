"""From a question to a lesson, once all that could go wrong is ruled out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import sympy as sp

from symcalc.checking.quadrature import MONTE_CARLO, NAMES
from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.figures import in_figures
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading.numbers import exact, is_real
from symcalc.scope import need_value
from symcalc.tutor.quadrature.lesson import Lesson, node_of
from symcalc.tutor.taylor.poles import Gap, gap
from symcalc.tutor.tidy import written_out
from symcalc.tutor.words.quadrature import FAILS, HINTS
from symcalc.writing.text import text

MOST = 200_000  # panels, or random points
USUAL, MANY = 8, 1000  # where it is not said how many
BESIDE = 1e-9  # of a hole
LOOKED = 401  # places between the limits where a value is looked for


class Prepared(NamedTuple):
    """A lesson, what was said of the question when it was read, and a hole that no node is in."""

    lesson: Lesson
    said: tuple[str, ...]
    hole: Gap | None


def prepared(question: Question) -> Prepared:
    """The lesson that a question asks for.

    Raises
    ------
    UnsupportedError
        If there is no such rule, a limit is missing or no number, the number of panels does not
        fit, or the integrand has no value where the rule needs one.
    TooLargeError
        If there are more panels than can be added up.
    """
    body, x, *limits = question.body.parts
    name = question.method or "simpson"
    if name not in NAMES:
        raise failed("rule", hint={"rules": ", ".join(NAMES)}, rule=name)
    if body.head == "integral" and len(body.parts) > 1:
        raise failed("several", question.body)
    if len(limits) != 2:
        raise failed("no-limits", body, hint={"f": text(body), "x": x.text})
    if body.expr.is_Matrix:
        raise failed("vector", body)
    body = written_out(body)
    need_value(body)
    letters = [s.name for s in natural_order(body.symbols) if s != x.expr]
    if letters:
        raise failed("letters", body, names=" and ".join(letters))
    low, high = (finite(end, limits) for end in limits)
    seed = dict(question.given).get(sp.Symbol("seed"))
    n = counted(name, question.degree)
    lesson = Lesson(body, x.expr, low, high, name, n, int(seed.expr) if seed else 0)
    hole = looked_over(lesson) if lesson.width != 0 else None
    return Prepared(lesson, question.body.remarks, hole)


def failed(
    what: str,
    where: Notation | None = None,
    hint: Mapping[str, object] | None = None,
    **said: object,
) -> UnsupportedError:
    """The error for a row of the table."""
    written = text(where) if where is not None else None
    return UnsupportedError(
        FAILS[what].format(**said), where=written, hint=HINTS[what].format(**(hint or {}))
    )


def finite(end: Notation, limits: list[Notation]) -> Notation:
    """A limit that is a number."""
    expr = end.expr
    if expr.has(sp.oo, -sp.oo, sp.zoo):
        raise failed("infinite", a=text(limits[0]), b=text(limits[1]))
    if not is_real(expr):
        raise failed("limit", limit=text(end))
    return arrange(exact(expr)) if expr.has(sp.Float) else end


def counted(name: str, n: int | None) -> int:
    """How many panels there are, or random points."""
    random = name == MONTE_CARLO
    if n is None:
        return MANY if random else USUAL
    whole = isinstance(n, int)
    if not (whole and (2 if random else 1) <= n <= MOST):
        most, told = f"{MOST:,}".replace(",", " "), str(n).replace("-", "−")
        said = FAILS["points" if random else "whole"].format(n=told, most=most)
        raise TooLargeError(said) if whole and n > MOST else UnsupportedError(said)
    if name == "simpson" and n % 2:
        raise failed("odd", hint={"below": n - 1 or 2, "above": n + 1}, n=n)
    return n


def looked_over(lesson: Lesson) -> Gap | None:
    """A hole that no node falls on; what is worse is refused."""
    low, high = sorted((lesson.low.expr, lesson.high.expr), key=float)
    hole = gap(lesson.body, lesson.x, low, high)
    if hole is not None:
        place = text(arrange(hole.place))
        if hole.grows:
            spot = "an end of the interval" if hole.place in (low, high) else "between the limits"
            raise at_place(lesson, "pole", place, spot=f", {spot}")
        if not lesson.random and on_node(lesson, hole.place):
            raise at_place(lesson, "node", place)
    for half, at in without_value(lesson):
        if hole is not None and abs(float(hole.place) - at) < BESIDE:
            continue
        if half is None:
            raise at_place(lesson, "no-value", in_figures(at, 4), spot=", between the limits")
        node = text(node_of(lesson.exactly(half)))
        raise at_place(lesson, "no-value", node, spot=", a node of this rule")
    return hole


def at_place(lesson: Lesson, what: str, place: str, **said: str) -> UnsupportedError:
    """The error about a place."""
    told = {"f": text(lesson.body), "x": lesson.x.name, "place": place, **said}
    return failed(what, lesson.body, None, **told)


def on_node(lesson: Lesson, place: sp.Expr) -> bool:
    """Whether a place is a node of the rule."""
    half = sp.nsimplify((place - lesson.low.expr) * 2 * lesson.n / lesson.width)
    return bool(half.is_Integer) and int(half) in lesson.rule.halves(lesson.n).astype(int)


def without_value(lesson: Lesson) -> Iterator[tuple[int | None, float]]:
    """Places where the integrand has no value: nodes, by their number, then any between."""
    if not lesson.random:
        nodes, halves = lesson.nodes(lesson.n), lesson.rule.halves(lesson.n)
        for k in np.flatnonzero(np.isnan(lesson.f(nodes))):
            yield int(halves[k]), float(nodes[k])
    a, b = lesson.ends
    between = np.linspace(a, b, LOOKED)[1:-1]
    for place in between[np.isnan(lesson.f(between))]:
        yield None, float(place)
