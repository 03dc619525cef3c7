"""The area between two curves, or between a curve and an axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim, Equal
from symcalc.checking.iterated import Iterated
from symcalc.checking.meeting import Meets
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.areas import letters
from symcalc.tutor.areas.boundary import boundary
from symcalc.tutor.areas.meeting import Meeting, Piece, by_lines
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
    summed,
)
from symcalc.tutor.areas.shown import meeting_step, names_of, solved_step, top_step, x_of
from symcalc.tutor.extrema.numbers import said, shown, sign_of
from symcalc.tutor.extrema.records import listed, place_said
from symcalc.tutor.iterated.single import Single
from symcalc.tutor.tidy import tidy
from symcalc.tutor.words.areas import (
    ASKS,
    ENDLESS,
    INFINITE,
    NEAREST,
    NOT_ENCLOSED,
    PIECES,
    SAME,
    UNSIGNED,
)
from symcalc.writing.text import text


class Region(NamedTuple):
    """What an area is asked of.

    Attributes
    ----------
    curves : sequence of Notation
        Formulas or equations: x² and x, or y = x² and x = 2, which ends the region.
    low, high : sympy.Expr, optional
        Between which limits; without them between the outermost places where the curves meet.
    wrt : sympy.Symbol, optional
        The variable along the axis.
    """

    curves: Sequence[Notation]
    low: sp.Expr | None = None
    high: sp.Expr | None = None
    wrt: sp.Symbol | None = None


def enclosed(region: Region) -> Derivation:
    """Work out the area between two curves, which is never negative.

    Raises
    ------
    UnsupportedError
        If these are not two curves.
    """
    curves, low, high, wrt = region
    edge = boundary(curves, wrt)
    remarks: list[str] = []
    if low is not None and high is not None:
        low, high = need_order(low, high, "the area")
    elif edge.lines:
        low, high, nearest = by_lines(edge)
        remarks = [
            NEAREST.format(x=x_of(edge), a=text(shown(a)), b=text(shown(b))) for a, b in nearest
        ]
    meeting = Meeting(edge, low, high)
    steps = solved_step(curves, edge)
    if sp.simplify(edge.gap) == 0:
        told = _told(curves, meeting, steps, sp.S.Zero, remarks, SAME)
        return replace(told, claims=(Equal(edge.curves[0].expr, edge.curves[1].expr),))
    if meeting.endless:
        first = listed([text(shown(p)) for p in meeting.places])
        why = ENDLESS.format(x=x_of(edge), places=first)
        told = _told(curves, meeting, steps, sp.nan, remarks, why)
        zero = tuple(Equal(edge.gap.xreplace({edge.x: p}), sp.S.Zero) for p in meeting.places)
        return replace(told, claims=zero)
    steps.append(meeting_step(meeting))
    if not meeting.limited and len(meeting.places) < 2:
        place = "".join(place_said({edge.x: p}) for p in meeting.places)
        why = NOT_ENCLOSED[len(meeting.places)].format(place=place, x=x_of(edge))
        return _told(curves, meeting, steps, sp.nan, remarks, why)
    steps.append(top_step(meeting))
    return _integrated(curves, meeting, steps, remarks)


def _difference(meeting: Meeting, piece: Piece) -> Notation:
    top, bottom = meeting.difference(piece)
    line = notation.subtract(top, bottom)
    rooted = any(p.exp.is_Rational and not p.exp.is_Integer for p in line.expr.atoms(sp.Pow))
    return arrange(line.expr, like=line) if rooted else tidy(line)


def _integrated(
    curves: Sequence[Notation], meeting: Meeting, steps: list[Step], remarks: list[str]
) -> Derivation:
    edge, pieces = meeting.edge, meeting.pieces
    if not pieces:
        raise UnsupportedError(
            "a curve has no end here, so the area has no bound that is found this way",
            where=text(arrange(edge.gap)),
            hint="`integrate` tells whether the integral between these limits converges",
        )
    parts = [integral(_difference(meeting, p), edge.x, p.low, p.high) for p in pieces]
    line = notation.add(*(part.whole for part in parts))
    whole = line if meeting.lettered else _whole(meeting)
    names = names_of(edge)
    fields = {
        "above": names[1],
        "below": names[2],
        "pieces": PIECES if len(parts) > 1 else "",
    }
    relation = "definition" if whole == line else "equal"
    steps.append(checked(step_of("area-integral", whole, line, fields, relation)))
    endless = next((part for part in parts if part.ending), None)
    if endless is not None:
        steps += endless.steps
        why = INFINITE.format(why=endless.ending[0].lower() + endless.ending[1:])
        told = _told(curves, meeting, steps, sp.oo, remarks, why)
        return replace(told, asked=whole, claims=endless.claims)
    steps += _piecewise(parts, pieces)
    total = steps[-1].after if len(parts) > 1 else parts[0].after
    value = total.expr
    if meeting.lettered and letters.simplified(value) != value:
        value = letters.simplified(value)
        steps.append(as_equation(step_of("positive-letters", total, arrange(value), {})))
    remarks += _unsigned(meeting, parts)
    return _told(curves, meeting, steps, value, remarks, "", whole)


def _whole(meeting: Meeting) -> Notation:
    """The integral of the distance between the curves."""
    size = build("abs", arrange(meeting.edge.gap))
    ends = arrange(meeting.pieces[0].low), arrange(meeting.pieces[-1].high)
    return build("integral", size, notation.name(meeting.edge.x), *ends)


def _piecewise(parts: Sequence[Single], pieces: Sequence[Piece]) -> list[Step]:
    """The integrals one after the other, and their sum."""
    if len(parts) == 1:
        return list(parts[0].steps)
    frames = [
        framed("piece-integral", part, a=text(shown(piece.low)), b=text(shown(piece.high)))
        for part, piece in zip(parts, pieces, strict=True)
    ]
    before = notation.add(*(part.after for part in parts))
    after = summed(before)
    relation = "equal" if is_exact(after.expr) else "implies"
    return [*frames, checked(step_of("add", before, after, {}, relation))]


def _unsigned(meeting: Meeting, parts: Sequence[Single]) -> list[str]:
    """Under an axis a curve has a negative integral, and an area all the same."""
    edge = meeting.edge
    below = [piece.top == 1 for piece in meeting.pieces]
    if edge.curves[1].expr != 0 or not any(below) or meeting.lettered:
        return []
    signs = [-1 if under else 1 for under in below]
    signed = sp.Add(*(s * part.after.expr for s, part in zip(signs, parts, strict=True)))
    return [UNSIGNED.format(signed=said(signed))]


def _told(
    curves: Sequence[Notation],
    meeting: Meeting,
    steps: Sequence[Step],
    value: sp.Expr,
    remarks: Sequence[str],
    ending: str,
    whole: Notation | None = None,
) -> Derivation:
    edge = meeting.edge
    last = steps[-1].after if whole is not None and steps else arrange(value)
    result = last if whole is not None and last.expr == value else arrange(value)
    exact = is_exact(value)
    if whole is not None and exact and not meeting.lettered and sign_of(value) == -1:
        raise AssertionError(f"the area {value} is negative")
    met = Meets(edge.gap, edge.x, tuple(meeting.places))
    claims: tuple[Claim, ...] = (met,)
    if whole is not None:
        sizes = {s: sp.Abs(s) for s in meeting.letters}  # they are positive
        claims = (Iterated(whole.expr.xreplace(sizes), value.xreplace(sizes)),)
    return Derivation(
        _question(curves, meeting),
        whole or arrange(edge.gap),
        result,
        tuple(steps),
        conditions=tuple(sp.Gt(s, 0) for s in natural_order(meeting.letters)),
        remarks=(*(r for c in curves for r in c.remarks), *remarks),
        claims=claims,
        told=None if whole is not None else value,
        ending=ending if exact else f"≈ {text(result)}",
    )


def _question(curves: Sequence[Notation], meeting: Meeting) -> Question:
    """The question in words that are read again."""
    edge = meeting.edge
    y = notation.name(edge.y)
    written = [text(c if c.head == "relation" else equal(y, c)) for c in curves]
    if len(curves) == 1 and not edge.solved:
        written.append(text(equal(y, notation.number(0))))
    low, high = (None, None) if edge.lines else (meeting.low, meeting.high)
    limits = (
        ""
        if low is None or high is None
        else (f" from {x_of(edge)} = {text(arrange(low))} to {x_of(edge)} = {text(arrange(high))}")
    )
    words = "enclosed by" if len(written) == 1 else "between"
    told = ASKS["area"].format(words=words, curves=listed(written), limits=limits)
    body = build("tuple", *curves)
    return Question("area", body, (edge.x,), told, subject_to=interval_of(low, high, edge.x))
