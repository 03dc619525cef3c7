"""The steps that say where two curves meet, and which of them is on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step, Table
from symcalc.tutor.areas import letters
from symcalc.tutor.areas.boundary import Boundary
from symcalc.tutor.areas.meeting import Meeting
from symcalc.tutor.areas.parts import equal, step_of
from symcalc.tutor.extrema.numbers import said, shown, value_at
from symcalc.tutor.extrema.records import listed, place_said
from symcalc.tutor.words.areas import (
    ABOVE,
    FACTORED,
    FOUND,
    FOUND_IN,
    FOUND_NONE,
    FOUND_NONE_IN,
    FOUND_NUMERIC,
    MEET,
    POSITIVE,
    SIDES,
    ZERO,
)
from symcalc.writing.text import text

FACTORABLE = 40  # operations


def x_of(edge: Boundary) -> str:
    """The variable along the axis, as text."""
    return text(notation.name(edge.x))


def solved_step(curves: Sequence[Notation], edge: Boundary) -> list[Step]:
    """The curves as functions, where equations had to be solved."""
    if not edge.solved:
        return []
    y = notation.name(edge.y)
    lines = [equal(y, curve) for curve in edge.curves]
    given = [node for node in curves if edge.y in node.symbols]
    before = given[0] if len(given) == 1 else build("system", *given)
    fields = {"x": x_of(edge), "y": text(y)}
    return [step_of("solved-for", before, build("and", *lines), fields, "implies")]


def meeting_step(meeting: Meeting) -> Step:
    """Where the curves meet, and the equation that says it."""
    edge = meeting.edge
    f, g = edge.curves
    row = ZERO if g.expr == 0 else MEET
    equation = row.format(axis=x_of(edge))
    short = sp.factor(edge.gap) if sp.count_ops(edge.gap) <= FACTORABLE else edge.gap
    several = len(sp.Mul.make_args(short)) > 1 and short.is_polynomial(edge.x) and g.expr != 0
    told = FACTORED.format(factored=text(arrange(short))) if several else ""
    places = listed([place_said({edge.x: p}) for p in meeting.places])
    if not meeting.places:
        found = FOUND_NONE_IN if meeting.limited else FOUND_NONE
    else:
        found = FOUND_IN if meeting.limited else FOUND
        found = found if meeting.exact else FOUND_NUMERIC
    fields = {
        "equation": equation,
        "factored": told,
        "found": found.format(places=places, x=x_of(edge)) + _signs(meeting),
        "x": x_of(edge),
    }
    line = equal(f, g)
    return step_of("intersections", line, line, fields, "equivalent")


def _signs(meeting: Meeting) -> str:
    """Which letters are taken as positive."""
    said_of = [text(notation.name(s)) for s in natural_order(meeting.letters)]
    return POSITIVE.format(letters=listed([f"{s} > 0" for s in said_of])) if said_of else ""


def names_of(edge: Boundary) -> tuple[str, str, str]:
    """On top, upper and lower; for curves that give x, right and left."""
    return ABOVE["y"] if edge.y.name != "x" else SIDES


def top_step(meeting: Meeting) -> Step:
    """A table: in each piece the values of both curves at a place between."""
    edge = meeting.edge
    x, names = x_of(edge), names_of(edge)
    rows: list[tuple[str | Notation, ...]] = []
    for piece in meeting.pieces:
        ends = (text(shown(piece.low)), text(shown(piece.high)))
        told = [_height(meeting, c, piece.seen) for c in edge.curves]
        top = _called(edge, meeting.difference(piece)[0])
        rows.append((f"{ends[0]} < {x} < {ends[1]}", text(shown(piece.seen)), *told, top))
    head = ("between", x, *(_called(edge, curve) for curve in edge.curves), names[0])
    gap = arrange(edge.gap)
    step = step_of("on-top", gap, gap, {"above": names[0], "x": x}, "equivalent")
    return replace(step, table=Table(head, tuple(rows)))


def _height(meeting: Meeting, curve: Notation, place: sp.Expr) -> str:
    """The value of a curve; with letters as they are for positive ones."""
    here = {meeting.edge.x: place}
    if meeting.lettered:
        return text(arrange(letters.simplified(curve.expr.xreplace(here))))
    value = value_at(curve.expr, here)
    return "" if value is None else said(value)


def _called(edge: Boundary, curve: Notation) -> str:
    """The formula, and y = 0 for the axis."""
    return text(curve if curve.expr != 0 else equal(notation.name(edge.y), curve))
