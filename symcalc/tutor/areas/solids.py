"""Lengths of curves, and volumes of solids of revolution."""

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
from symcalc.formula import Question, over_reals
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.scope import need_value
from symcalc.steps import Step
from symcalc.tutor.areas.boundary import boundary
from symcalc.tutor.areas.meeting import Meeting, Piece, by_lines
from symcalc.tutor.areas.parts import (
    as_equation,
    checked,
    framed,
    integral,
    interval_of,
    is_exact,
    need_order,
    step_of,
)
from symcalc.tutor.diff import differentiated
from symcalc.tutor.extrema.numbers import shown, sign_at, sign_of
from symcalc.tutor.extrema.places import between, is_between, within
from symcalc.tutor.extrema.records import listed
from symcalc.tutor.extrema.roots import exact_roots
from symcalc.tutor.iterated.single import Single
from symcalc.tutor.tidy import tidy
from symcalc.tutor.words.areas import ASKS, AXIS_HINT, AXIS_INSIDE, PIECES
from symcalc.writing.text import text

SIMPLE = 60  # operations of a root that is simplified


class Solid(NamedTuple):
    """How a solid is cut: the rule, the factor in front, the integrands, and what fills words."""

    rule: str
    factor: sp.Expr
    bodies: list[Notation]
    fields: dict[str, str]


def arc_length(body: Notation, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Derivation:
    """The length of the graph of a formula between two numbers.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> arc_length(arrange(2 * sp.sqrt(x) ** 3 / 3), x, sp.S.Zero, sp.Integer(3)).answer
    14/3
    """
    need_value(body)
    low, high = need_order(low, high, "the arc length")
    slope = differentiated(body, x, "d")
    name = text(notation.name(x))
    ends = arrange(low), arrange(high)
    fields = {"f": text(body), "x": name, "a": text(ends[0]), "b": text(ends[1])}
    frame = step_of(
        "slope-of-curve", slope.steps[0].before, slope.after, fields, substeps=slope.steps
    )
    square = notation.power(slope.after, notation.number(2))
    root = build("sqrt", notation.add(notation.number(1), square))
    whole = build("integral", root, notation.name(x), *ends)
    plain = _simple(root, x, (low, high))
    part = integral(plain, x, low, high)
    fields["slope"] = text(slope.after)
    step = checked(step_of("arc-length", whole, part.whole, fields))
    told = Question(
        "arc-length",
        body,
        (x,),
        ASKS["arc-length"].format(**fields),
        subject_to=interval_of(low, high, x),
    )
    return Derivation(
        told,
        whole,
        part.after,
        (frame, step, *part.steps),
        remarks=(*body.remarks, *part.remarks),
        claims=part.claims if part.ending else (Iterated(whole.expr, part.after.expr),),
        ending=part.ending or _near(part.after),
    )


def _simple(root: Notation, x: sp.Symbol, ends: tuple[sp.Expr, sp.Expr]) -> Notation:
    """√(1 + f′²), with identities used, and |u| as u where u does not change its sign."""
    if sp.count_ops(root.expr) > SIMPLE:
        return root
    inner = over_reals(sp.simplify, root.expr.args[0])
    middle = {x: (ends[0] + ends[1]) / 2}
    top, bottom = sp.fraction(sp.together(inner))
    if sign_at(bottom, middle) == -1:
        top, bottom = -top, -bottom
    plain = over_reals(lambda u, v: _root(u) / _root(v), sp.expand(top), sp.expand(bottom))
    forms = [plain, sp.sqrt(sp.expand(root.expr.args[0])), over_reals(sp.simplify, sp.sqrt(inner))]
    best = min(forms, key=sp.count_ops)
    for size in best.atoms(sp.Abs):
        roots = exact_roots(size.args[0], x)
        sign = sign_at(size.args[0], middle)
        if roots is not None and not within(roots, *ends) and sign:
            best = best.xreplace({size: sign * size.args[0]})
    return arrange(best, like=root)


def _root(square: sp.Expr) -> sp.Expr:
    """√u, with what is a square taken out of it."""
    return square if square == 1 else sp.sqrt(sp.factor(square))


def _near(value: Notation) -> str:
    return "" if is_exact(value.expr) else f"≈ {text(value)}"


def revolution(
    curves: Sequence[Notation],
    low: sp.Expr | None = None,
    high: sp.Expr | None = None,
    axis: str = "x",
) -> Derivation:
    """The volume of the solid that a region makes when it goes round an axis.

    Parameters
    ----------
    curves : sequence of Notation
        One curve, for the region between it and the axis of its variable, or two.
    low, high : sympy.Expr, optional
        The limits; may be left out where two curves meet.
    axis : str
        "x" or "y": the axis that the region goes round.

    Raises
    ------
    UnsupportedError
        If the axis goes through the region.

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
    if not meeting.limited and (meeting.endless or len(meeting.places) < 2):
        raise UnsupportedError(
            "it is not said between which limits",
            where=text(given[0]),
            hint="end it with: from 0 to 1",
        )
    make = _across if (axis == "y") == (edge.x.name == "y") else _round
    return _worked(given, meeting, axis, make(meeting))


def _across(meeting: Meeting) -> Solid:
    """Discs and rings: the axis is that of the variable."""
    edge = meeting.edge
    if edge.curves[1].expr == 0:
        body = tidy(notation.power(edge.curves[0], notation.number(2)))
        fields = {
            "radius": f"|{text(edge.curves[0])}|" if _below(meeting) else text(edge.curves[0])
        }
        return Solid("discs", sp.pi, [body] * len(meeting.pieces), fields)
    bodies = []
    outer = inner = ""
    for piece in meeting.pieces:
        far, close = _radii(meeting, piece)
        outer, inner = outer or text(far), inner or text(close)
        squares = (notation.power(r, notation.number(2)) for r in (far, close))
        bodies.append(tidy(notation.subtract(*squares)))
    return Solid("washers", sp.pi, bodies, {"outer": outer, "inner": inner})


def _below(meeting: Meeting) -> bool:
    return any(piece.top == 1 for piece in meeting.pieces)


def _radii(meeting: Meeting, piece: Piece) -> tuple[Notation, Notation]:
    """The curve that is farther from the axis, and the nearer one; both on one side of it."""
    top, bottom = meeting.difference(piece)
    for curve in (top, bottom):
        if _crosses(curve, meeting.edge.x, piece):
            raise UnsupportedError(AXIS_INSIDE, where=text(curve), hint=AXIS_HINT)
    signs = [sign_at(curve.expr, {meeting.edge.x: piece.seen}) for curve in (top, bottom)]
    if signs[0] != 1 and signs[1] != 1:
        return bottom, top
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


def _round(meeting: Meeting) -> Solid:
    """Shells: the region goes round the other axis."""
    x = notation.name(meeting.edge.x)
    low = meeting.pieces[0].low
    if low.is_infinite or sign_of(low) == -1:
        raise UnsupportedError(AXIS_INSIDE, where=text(meeting.edge.curves[0]), hint=AXIS_HINT)
    bodies, height = [], ""
    for piece in meeting.pieces:
        strip = tidy(notation.subtract(*meeting.difference(piece)))
        height = height or text(strip)
        bodies.append(tidy(notation.multiply(x, strip)))
    return Solid("shells", 2 * sp.pi, bodies, {"height": height})


def _worked(
    given: Sequence[Notation],
    meeting: Meeting,
    axis: str,
    solid: Solid,
) -> Derivation:
    rule, factor, bodies, fields = solid
    pieces: Sequence[Piece] = meeting.pieces
    x = meeting.edge.x
    joined = [Piece(pieces[0].low, pieces[-1].high, 0, pieces[0].seen)]
    if all(body == bodies[0] for body in bodies):
        pieces, bodies = joined, bodies[:1]
    parts = [integral(b, x, p.low, p.high) for b, p in zip(bodies, pieces, strict=True)]
    front = arrange(factor)
    line = notation.add(*(notation.multiply(front, part.whole) for part in parts))
    words = {
        **fields,
        "axis": axis,
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
        _question(given, meeting, axis),
        line,
        value,
        tuple(steps),
        remarks=tuple(r for node in given for r in node.remarks),
        claims=parts[0].claims if ending else (Iterated(line.expr, value.expr),),
        ending=ending or _near(value),
    )


def _frames(parts: Sequence[Single], pieces: Sequence[Piece]) -> list[Step]:
    """The integrals, each under a title."""
    if len(parts) == 1:
        return [framed("the-integral", parts[0])]
    return [
        framed("piece-integral", part, a=text(shown(p.low)), b=text(shown(p.high)))
        for part, p in zip(parts, pieces, strict=True)
    ]


def _question(given: Sequence[Notation], meeting: Meeting, axis: str) -> Question:
    x = text(notation.name(meeting.edge.x))
    low, high = (None, None) if meeting.edge.lines else (meeting.low, meeting.high)
    limits = (
        ""
        if low is None or high is None
        else (f" from {x} = {text(arrange(low))} to {x} = {text(arrange(high))}")
    )
    told = ASKS["revolution"].format(
        curves=listed([text(node) for node in given]), limits=limits, axis=axis
    )
    body = build("tuple", *given)
    made = Question("revolution", body, (meeting.edge.x,), told, method=axis)
    return replace(made, subject_to=interval_of(low, high, meeting.edge.x))
