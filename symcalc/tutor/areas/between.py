"""The area between two curves, or between a curve and an axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim, Equal
from symcalc.checking.iterated import Iterated
from symcalc.checking.meeting import Meets
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step, Table
from symcalc.tutor.areas.boundary import Boundary, boundary
from symcalc.tutor.areas.meeting import Meeting, Piece, by_lines
from symcalc.tutor.areas.parts import (
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
from symcalc.tutor.extrema.numbers import said, shown, sign_of, value_at
from symcalc.tutor.extrema.records import listed, place_said
from symcalc.tutor.iterated.single import Single
from symcalc.tutor.tidy import tidy
from symcalc.tutor.words.areas import (
    ABOVE,
    ASKS,
    ENDLESS,
    FACTORED,
    FOUND,
    FOUND_IN,
    FOUND_NONE,
    FOUND_NONE_IN,
    FOUND_NUMERIC,
    INFINITE,
    MEET,
    NEAREST,
    NOT_ENCLOSED,
    PIECES,
    SAME,
    SIDES,
    UNSIGNED,
    ZERO,
)
from symcalc.writing.text import text

FACTORABLE = 40  # operations


def area(
    curves: Sequence[Notation],
    low: sp.Expr | None = None,
    high: sp.Expr | None = None,
    wrt: sp.Symbol | None = None,
) -> Derivation:
    """Work out the area between two curves, which is never negative.

    Parameters
    ----------
    curves : sequence of Notation
        Formulas or equations: x² and x, or y = x² and x = 2, which ends the region.
    low, high : sympy.Expr, optional
        Between which limits; without them between the outermost places where the curves meet.
    wrt : sympy.Symbol, optional
        The variable along the axis.

    Raises
    ------
    UnsupportedError
        If these are not two curves.

    Examples
    --------
    >>> from symcalc.reading import read
    >>> area([read("x^2"), read("x")]).answer
    1/6
    """
    edge = boundary(curves, wrt)
    remarks: list[str] = []
    if low is not None and high is not None:
        low, high = need_order(low, high, "the area")
    elif edge.lines:
        low, high, nearest = by_lines(edge)
        remarks = [
            NEAREST.format(x=_x(edge), a=text(shown(a)), b=text(shown(b))) for a, b in nearest
        ]
    meeting = Meeting(edge, low, high)
    steps = _solved(curves, edge)
    if sp.simplify(edge.gap) == 0:
        told = _told(curves, meeting, steps, sp.S.Zero, remarks, SAME)
        return replace(told, claims=(Equal(edge.curves[0].expr, edge.curves[1].expr),))
    if meeting.endless:
        first = listed([text(shown(p)) for p in meeting.places])
        why = ENDLESS.format(x=_x(edge), places=first)
        told = _told(curves, meeting, steps, sp.nan, remarks, why)
        zero = tuple(Equal(edge.gap.xreplace({edge.x: p}), sp.S.Zero) for p in meeting.places)
        return replace(told, claims=zero)
    steps.append(_meeting_step(meeting))
    if not meeting.limited and len(meeting.places) < 2:
        place = "".join(place_said({edge.x: p}) for p in meeting.places)
        why = NOT_ENCLOSED[len(meeting.places)].format(place=place, x=_x(edge))
        return _told(curves, meeting, steps, sp.nan, remarks, why)
    steps.append(_top_step(meeting))
    return _integrated(curves, meeting, steps, remarks)


def _x(edge: Boundary) -> str:
    return text(notation.name(edge.x))


def _solved(curves: Sequence[Notation], edge: Boundary) -> list[Step]:
    """The curves as functions, where equations had to be solved."""
    if not edge.solved:
        return []
    y = notation.name(edge.y)
    lines = [equal(y, curve) for curve in edge.curves]
    given = [node for node in curves if edge.y in node.symbols]
    before = given[0] if len(given) == 1 else build("system", *given)
    fields = {"x": _x(edge), "y": text(y)}
    return [step_of("solved-for", before, build("and", *lines), fields, "implies")]


def _meeting_step(meeting: Meeting) -> Step:
    edge = meeting.edge
    f, g = edge.curves
    row = ZERO if g.expr == 0 else MEET
    equation = row.format(axis=_x(edge))
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
        "found": found.format(places=places, x=_x(edge)),
        "x": _x(edge),
    }
    line = equal(f, g)
    return step_of("intersections", line, line, fields, "equivalent")


def _names(edge: Boundary) -> tuple[str, str, str]:
    return ABOVE["y"] if edge.y.name != "x" else SIDES


def _top_step(meeting: Meeting) -> Step:
    """A table: in each piece the values of both curves at a place between."""
    edge = meeting.edge
    x, names = _x(edge), _names(edge)
    rows: list[tuple[str | Notation, ...]] = []
    for piece in meeting.pieces:
        ends = (text(shown(piece.low)), text(shown(piece.high)))
        values = [value_at(c.expr, {edge.x: piece.seen}) for c in edge.curves]
        told = [said(v) if v is not None else "" for v in values]
        top = _called(edge, meeting.difference(piece)[0])
        rows.append((f"{ends[0]} < {x} < {ends[1]}", text(shown(piece.seen)), *told, top))
    head = ("between", x, *(_called(edge, curve) for curve in edge.curves), names[0])
    gap = arrange(edge.gap)
    step = step_of("on-top", gap, gap, {"above": names[0], "x": x}, "equivalent")
    return replace(step, table=Table(head, tuple(rows)))


def _called(edge: Boundary, curve: Notation) -> str:
    """The formula, and y = 0 for the axis."""
    return text(curve if curve.expr != 0 else equal(notation.name(edge.y), curve))


def _difference(meeting: Meeting, piece: Piece) -> Notation:
    top, bottom = meeting.difference(piece)
    return tidy(notation.subtract(top, bottom))


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
    size = build("abs", arrange(edge.gap))
    ends = arrange(pieces[0].low), arrange(pieces[-1].high)
    whole = build("integral", size, notation.name(edge.x), *ends)
    line = notation.add(*(part.whole for part in parts))
    names = _names(edge)
    fields = {
        "above": names[1],
        "below": names[2],
        "pieces": PIECES if len(parts) > 1 else "",
    }
    steps.append(checked(step_of("area-integral", whole, line, fields)))
    endless = next((part for part in parts if part.ending), None)
    if endless is not None:
        steps += endless.steps
        why = INFINITE.format(why=endless.ending[0].lower() + endless.ending[1:])
        told = _told(curves, meeting, steps, sp.oo, remarks, why)
        return replace(told, asked=whole, claims=endless.claims)
    steps += _piecewise(parts, pieces)
    value = steps[-1].after.expr if len(parts) > 1 else parts[0].after.expr
    remarks += _unsigned(meeting, parts)
    return _told(curves, meeting, steps, value, remarks, "", whole)


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
    if edge.curves[1].expr != 0 or not any(below):
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
    if whole is not None and exact and sign_of(value) == -1:
        raise AssertionError(f"the area {value} is negative")
    met = Meets(edge.gap, edge.x, tuple(meeting.places))
    claims: tuple[Claim, ...] = (met,) if whole is None else (Iterated(whole.expr, value),)
    return Derivation(
        _question(curves, meeting),
        whole or arrange(edge.gap),
        result,
        tuple(steps),
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
        else (f" from {_x(edge)} = {text(arrange(low))} to {_x(edge)} = {text(arrange(high))}")
    )
    words = "enclosed by" if len(written) == 1 else "between"
    told = ASKS["area"].format(words=words, curves=listed(written), limits=limits)
    body = build("tuple", *curves)
    return Question("area", body, (edge.x,), told, subject_to=interval_of(low, high, edge.x))
