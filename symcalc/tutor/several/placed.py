"""A matrix of derivatives at a point: entry by entry where not all of them exist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.formula import at_point
from symcalc.notation import Notation
from symcalc.primitives import arrange, put
from symcalc.steps import Step
from symcalc.tutor.conditions import broken
from symcalc.tutor.diff import Part, Points
from symcalc.tutor.evaluating import at_each, evaluated
from symcalc.tutor.kinks import kink_at, value_at
from symcalc.tutor.several.parts import components
from symcalc.tutor.tidy import written_out
from symcalc.tutor.words.several import SEVERAL
from symcalc.writing.text import text

Point = Mapping[sp.Symbol, sp.Expr]
Entries = Sequence[Sequence[tuple[Part, ...]]]  # the differentiations behind each entry


def at_points(told: Derivation, points: Points, entries: Entries) -> Derivation:
    """Evaluate a matrix at a point, or at each of several, as steps of their own."""
    return at_each(told, points, lambda point: _placed(told, point, entries))


def _placed(told: Derivation, point: Point, entries: Entries) -> Step:
    plain = evaluated(told, point, ())
    if not broken(told.conditions, point):
        return plain
    body = told.question.body
    formulas = components(body) if told.question.kind == "jacobian" else (body,) * len(entries)
    found = [
        [_entry(f, parts, point) for parts in row] for f, row in zip(formulas, entries, strict=True)
    ]
    after = arrange(sp.ImmutableMatrix([[entry.value for entry in row] for row in found]))
    return replace(plain, before=told.result, after=after, explanation=_said(after, found))


class Entry(NamedTuple):
    """The value of an entry; where it is nan, whether it is "missing" or "unknown"."""

    value: sp.Expr
    why: str = ""


def _entry(body: Notation, parts: Sequence[Part], point: Point) -> Entry:
    """The value of a derivative, or of a derivative of a derivative, as far as it exists."""
    entry = Entry(sp.nan, "unknown")
    for part in parts:
        entry = _slope(body, part, point)
        if entry.why == "missing":
            return entry
        body = part.after
    return entry


def _slope(body: Notation, part: Part, point: Point) -> Entry:
    """A partial derivative at a point; where its formula does not hold, along its own axis."""
    if not broken(part.conditions, point):
        return Entry(at_point(part.after.expr, point))
    fixed = {y: arrange(value) for y, value in point.items() if y != part.x}
    line = put(body, fixed)
    place = point.get(part.x)
    if place is None or line.symbols - {part.x} or value_at(line.expr, part.x, place) is None:
        return Entry(sp.nan, "unknown")
    kink = kink_at(written_out(line), part.x, place)
    if not kink.settled:
        return Entry(sp.nan, "unknown")
    return Entry(kink.left) if kink.exists and kink.left is not None else Entry(sp.nan, "missing")


def _said(after: Notation, found: Sequence[Sequence[Entry]]) -> str:
    """The matrix, and which of its entries have no value."""
    sentences = []
    for why in ("missing", "unknown"):
        places = [
            f"({i}, {j})"
            for i, row in enumerate(found, 1)
            for j, entry in enumerate(row, 1)
            if entry.why == why
        ]
        if places:
            noun, verb = ("entry", "does") if len(places) == 1 else ("entries", "do")
            which = f"{noun} {', '.join(places)}"
            which = which.capitalize() if why == "missing" else which
            sentences.append(SEVERAL[why].explanation.format(which=which, verb=verb))
    if not sentences:
        return SEVERAL["exists"].explanation.format(value=text(after))
    return " ".join([f"{text(after)}.", *sentences])
