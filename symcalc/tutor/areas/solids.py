"""Volumes of solids of revolution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import sympy as sp

from symcalc import notation
from symcalc.checking.iterated import Iterated
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.areas.boundary import boundary
from symcalc.tutor.areas.meeting import Meeting, Piece, by_lines
from symcalc.tutor.areas.parts import (
    as_equation,
    checked,
    equal,
    framed,
    integral,
    interval_of,
    near_value,
    need_order,
    step_of,
    steps_in,
)
from symcalc.tutor.extrema.numbers import shown, sign_at, sign_of
from symcalc.tutor.extrema.places import between, is_between, within
from symcalc.tutor.extrema.records import listed
from symcalc.tutor.extrema.roots import exact_roots
from symcalc.tutor.iterated.single import Single
from symcalc.tutor.tidy import tidy
from symcalc.tutor.words.areas import ASKS, AXIS_HINT, AXIS_INSIDE, HALVED, PIECES
from symcalc.writing.text import text

ENOUGH = 2  # ends of a region


class Line(NamedTuple):
    """What the region goes round: "x" and 4 for y = 4, a line along the x-axis."""

    axis: str
    at: sp.Expr

    @property
    def across(self) -> sp.Symbol:
        """The letter that has the same value on all of the line."""
        return sp.Symbol("y" if self.axis == "x" else "x")

    @property
    def said(self) -> str:
        """The x-axis, or the line y = 4."""
        shown = equal(notation.name(self.across), arrange(self.at))
        return f"the {self.axis}-axis" if self.at == 0 else f"the line {text(shown)}"

    @property
    def given(self) -> tuple[tuple[sp.Symbol, Notation], ...]:
        """The same for a question; nothing for an axis."""
        return () if self.at == 0 else ((self.across, arrange(self.at)),)


class Solid(NamedTuple):
    """How a solid is cut: the rule, the factor in front, an integrand a piece, and the words."""

    rule: str
    factor: sp.Expr
    bodies: list[Notation]
    pieces: list[Piece]
    fields: dict[str, str]
    remarks: tuple[str, ...] = ()


def revolution(
    curves: Sequence[Notation],
    low: sp.Expr | None = None,
    high: sp.Expr | None = None,
    axis: str = "x",
    at: sp.Expr = sp.S.Zero,
) -> Derivation:
    """The volume of the solid that a region makes when it goes round an axis.

    Parameters
    ----------
    curves : sequence of Notation
        One curve, for the region between it and the axis of its variable, or two.
    low, high : sympy.Expr, optional
        The limits; may be left out where two curves meet.
    axis : str
        "x" or "y": the direction of the line that the region goes round.
    at : sympy.Expr
        Where that line is: y = 4 has the direction "x".

    Raises
    ------
    UnsupportedError
        If the axis goes through the region, which is not the same on both sides.

    Examples
    --------
    >>> from symcalc.reading import read
    >>> revolution([read("x^2")], sp.S.Zero, sp.S.One).answer
    pi/5
    """
    given = list(curves)
    edge = boundary(given)
    if low is None and edge.lines:
        low, high, _ = by_lines(edge)
    if low is not None and high is not None:
        low, high = need_order(low, high, "the volume")
    meeting = Meeting(edge, low, high)
    if meeting.lettered or at.free_symbols:
        raise UnsupportedError(
            "a volume of revolution is worked out for numbers only",
            where=", ".join(text(node) for node in given),
            hint="put a number for each letter but the variable",
        )
    if not meeting.limited and (meeting.endless or len(meeting.places) < ENOUGH):
        raise UnsupportedError(
            "it is not said between which limits",
            where=text(given[0]),
            hint="end it with: from 0 to 1",
        )
    line = Line(axis, at)
    make = _across if (axis == "y") == (edge.x.name == "y") else _round
    return _worked(given, meeting, line, make(meeting, line))


def _across(meeting: Meeting, line: Line) -> Solid:
    """Discs and rings: the axis runs along the variable."""
    x, curves = meeting.edge.x, meeting.edge.curves
    shifted = [_less(curve, line.at) for curve in curves]
    mirrored = sp.expand(shifted[0].expr + shifted[1].expr) == 0
    bodies, told = [], dict.fromkeys(("radius", "outer", "inner"), "")
    remarks = (HALVED.format(line=line.said),) if mirrored else ()
    for piece in meeting.pieces:
        pair = shifted[piece.top], shifted[1 - piece.top]
        far, close = (pair[0], notation.number(0)) if mirrored else _radii(*pair, x, piece)
        if close.expr == 0:
            below = sign_at(far.expr, {x: piece.seen}) == -1
            told["radius"] = told["radius"] or (f"|{text(far)}|" if below else text(far))
            bodies.append(tidy(notation.power(far, notation.number(2))))
            continue
        told["outer"], told["inner"] = told["outer"] or text(far), told["inner"] or text(close)
        squares = (notation.power(r, notation.number(2)) for r in (far, close))
        bodies.append(tidy(notation.subtract(*squares)))
    rule = "washers" if told["outer"] else "discs"
    return Solid(rule, sp.pi, bodies, meeting.pieces, told, remarks)


def _less(curve: Notation, at: sp.Expr) -> Notation:
    """How far a curve is from the line y = c."""
    return curve if at == 0 else tidy(notation.subtract(curve, arrange(at)))


def _radii(
    top: Notation, bottom: Notation, x: sp.Symbol, piece: Piece
) -> tuple[Notation, Notation]:
    """The curve that is farther from the axis, and the nearer one; both on one side of it."""
    if bottom.expr == 0 or top.expr == 0:
        return (top, bottom) if bottom.expr == 0 else (bottom, top)
    for curve in (top, bottom):
        if _crosses(curve, x, piece):
            raise UnsupportedError(AXIS_INSIDE, where=text(curve), hint=AXIS_HINT)
    signs = [sign_at(curve.expr, {x: piece.seen}) for curve in (top, bottom)]
    if signs[0] != 1 and signs[1] != 1:
        return tuple(tidy(notation.negative(r)) for r in (bottom, top))  # type: ignore[return-value]
    if -1 in signs:
        raise UnsupportedError(AXIS_INSIDE, where=text(bottom), hint=AXIS_HINT)
    return top, bottom


def _crosses(curve: Notation, x: sp.Symbol, piece: Piece) -> bool:
    """Whether a curve has both signs on a piece, or nobody knows."""
    roots = exact_roots(curve.expr, x)
    if roots is None:
        return True
    inside = [p for p in within(roots, piece.low, piece.high) if is_between(p, *piece.ends)]
    cuts = [piece.low, *inside, piece.high]
    signs = {sign_at(curve.expr, {x: between(a, b)}) for a, b in pairwise(cuts)}
    return {1, -1} <= signs


def _round(meeting: Meeting, line: Line) -> Solid:
    """Shells: the region goes round a line across its variable."""
    edge, at = meeting.edge, line.at
    x = notation.name(edge.x)
    low, high = meeting.pieces[0].low, meeting.pieces[-1].high
    remarks: tuple[str, ...] = ()
    if is_between(at, low, high):
        even = sp.expand(edge.gap.xreplace({edge.x: 2 * at - edge.x}) - edge.gap)
        if sp.expand(low + high - 2 * at) != 0 or sp.simplify(even) != 0:
            raise UnsupportedError(AXIS_INSIDE, where=text(edge.curves[0]), hint=AXIS_HINT)
        meeting, remarks = Meeting(edge, at, high), (HALVED.format(line=line.said),)
        low = at
    right = low.is_finite and sign_of(low - at) != -1
    ends = (x, arrange(at)) if right else (arrange(at), x)
    radius = x if at == 0 and right else tidy(notation.subtract(*ends))
    bodies, height = [], ""
    for piece in meeting.pieces:
        strip = tidy(notation.subtract(*meeting.difference(piece)))
        height = height or text(strip)
        bodies.append(tidy(notation.multiply(radius, strip)))
    around = text(notation.multiply(arrange(2 * sp.pi), radius))
    fields = {"height": height, "radius": text(radius), "around": around}
    return Solid("shells", 2 * sp.pi, bodies, meeting.pieces, fields, remarks)


def _worked(given: Sequence[Notation], meeting: Meeting, turned: Line, solid: Solid) -> Derivation:
    rule, factor, bodies, pieces, fields, remarks = solid
    x = meeting.edge.x
    if all(body == bodies[0] for body in bodies):
        pieces = [Piece(pieces[0].low, pieces[-1].high, 0, pieces[0].seen)]
        bodies = bodies[:1]
    parts = [integral(b, x, p.low, p.high) for b, p in zip(bodies, pieces, strict=True)]
    by_steps = len(parts) == 1 and steps_in(bodies[0])
    front = arrange(factor)
    line = notation.add(*(notation.multiply(front, part.whole) for part in parts))
    words = {
        **fields,
        "line": turned.said,
        "x": text(notation.name(x)),
        "pieces": PIECES if len(parts) > 1 else "",
    }
    ending = next((part.ending for part in parts if part.ending), "")
    steps = [step_of(rule, line, line, words, "definition"), *_frames(parts, pieces)]
    total = notation.add(*(part.after for part in parts))
    before = notation.multiply(front, total)
    value = arrange(factor * total.expr, like=before)
    if not ending and total.expr != 1:
        steps.append(as_equation(checked(step_of("factor-back", before, value, {}))))
    return Derivation(
        _question(given, meeting, turned),
        line,
        value,
        tuple(steps),
        remarks=(*(r for node in given for r in node.remarks), *remarks),
        claims=parts[0].claims if ending or by_steps else (Iterated(line.expr, value.expr),),
        ending=ending or near_value(value),
    )


def _frames(parts: Sequence[Single], pieces: Sequence[Piece]) -> list[Step]:
    """The integrals, each under a title."""
    if len(parts) == 1:
        return [framed("the-integral", parts[0])]
    return [
        framed("piece-integral", part, a=text(shown(p.low)), b=text(shown(p.high)))
        for part, p in zip(parts, pieces, strict=True)
    ]


def _question(given: Sequence[Notation], meeting: Meeting, line: Line) -> Question:
    x = text(notation.name(meeting.edge.x))
    low, high = (None, None) if meeting.edge.lines else (meeting.low, meeting.high)
    limits = (
        ""
        if low is None or high is None
        else (f" from {x} = {text(arrange(low))} to {x} = {text(arrange(high))}")
    )
    told = ASKS["revolution"].format(
        curves=listed([text(node) for node in given]), limits=limits, line=line.said
    )
    body = build("tuple", *given)
    made = Question("revolution", body, (meeting.edge.x,), told, method=line.axis, given=line.given)
    return replace(made, subject_to=interval_of(low, high, meeting.edge.x))
