"""The tangent of a graph, of a curve that an equation gives, of a surface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.checking.touching import Sides, Touches, jumps, one_sided, settled
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.figures import in_figures
from symcalc.formula import Question, at_point
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.scope import need_slope
from symcalc.tutor.curves import placed, slope_step, step_of
from symcalc.tutor.diff import Points, differentiated
from symcalc.tutor.equations import relation
from symcalc.tutor.kinks import Kink
from symcalc.tutor.planes import asking, letter, level, same, surface, value_step
from symcalc.tutor.tidy import tidy
from symcalc.tutor.words.curves import (
    CUSP,
    END,
    NO_SLOPE,
    NONE_JUMP,
    NONE_KINK,
    NORMAL,
    TANGENT,
    VERTICAL,
)
from symcalc.writing.text import text

Place = Mapping[sp.Symbol, sp.Expr]

DIGITS = 30
NEAR = 1e-6  # of a slope and a difference quotient over a tiny step


def tangent(f: Notation, wrt: Sequence[sp.Symbol], place: Place) -> Derivation:
    """The tangent line of a graph or a curve, or the tangent plane of a surface, at a point.

    Parameters
    ----------
    f : Notation
        A formula in one variable or several, or an equation.
    wrt : sequence of sympy.Symbol
        The variables.
    place : mapping
        A value for each.

    Raises
    ------
    UnsupportedError
        If the formula has no value there, or the point does not lie on the curve.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> tangent(arrange(x**2), [x], {x: sp.Integer(3)}).answer
    Eq(y, 6*x - 9)
    """
    if f.head == "relation" and f.text == "=":
        return level(f, place)
    need_slope(f, set(wrt))
    height = value_there(f, place)
    if len(wrt) == 1:
        return of_graph(f, wrt[0], place[wrt[0]], height)
    return surface(f, letter(f, wrt), place, height)


def touching(question: Question, points: Points) -> Derivation:
    """The answer to a question about a tangent, whose point may have a height.

    Raises
    ------
    UnsupportedError
        If the height is not the value of the formula.
    """
    body, wrt, point = question.body, question.wrt, dict(points[0])
    place = {x: point.get(x, value) for x, value in question.at if x in wrt}
    told = tangent(body, wrt, place)
    for x, height in question.at:
        if x not in wrt and abs(sp.N(value_there(body, place) - height)) > NEAR:
            there = placed(dict(question.at))
            what, hint = f"the point {there} does not lie on the graph", f"ask for {placed(place)}"
            raise UnsupportedError(what, where=question.text, hint=hint)
    return told


def value_there(f: Notation, place: Place) -> sp.Expr:
    """The value at the point.

    Raises
    ------
    UnsupportedError
        If it has none.
    """
    try:
        Precise(DIGITS).at(settled(f.expr, place), place)
    except Undefined:
        raise UnsupportedError(
            f"{text(f)} has no value at {placed(place)}",
            where=text(f),
            hint="give a point where the formula has a value",
        ) from None
    return at_point(f.expr, place)


def of_graph(f: Notation, x: sp.Symbol, a: sp.Expr, height: sp.Expr) -> Derivation:
    """The tangent line of y = f(x) at x = a."""
    place = {x: a}
    fields = {"place": placed(place), "value": text(arrange(height)), "f": text(f)}
    first = value_step(f, place, height, fields)
    part = differentiated(f, x, "d")
    frame = step_of("derivative", part.steps[0].before, part.after, fields, substeps=part.steps)
    slope = at_point(part.after.expr, place)
    kink = next((k for k in part.kinks if k.known and k.at == a), None)
    nothing = Touches(f.expr, f.expr, place)
    told = Derivation(
        asking(f, place, "tangent line"),
        f,
        part.after,
        (first, frame),
        remarks=f.remarks,
        claims=(nothing,),
    )
    if kink is not None and kink.exists and kink.left is not None:
        slope = kink.left
    elif kink is not None or not smooth(f, x, a, slope):
        return _unusual(told, f, x, place, kink)
    steps = told.steps
    if kink is None:
        steps = (*steps, slope_step("slope", part, arrange(slope), place, fields))
    remarks = (*told.remarks, *(part.remarks if kink is not None else ()))
    line = _with_line(replace(told, steps=steps, remarks=remarks), place, slope, fields)
    seen = sides_of(f, x, a)
    if None not in seen:
        return line
    ends = END.format(place=fields["place"])
    told_sides = tuple(None if side is None else slope for side in seen)
    claims = (Sides(f.expr, x, a, told_sides),)
    return replace(line, remarks=(*line.remarks, ends), claims=claims)


def _with_line(
    told: Derivation, place: Place, slope: sp.Expr, fields: Mapping[str, str]
) -> Derivation:
    """The line through the point with this slope, and the normal."""
    f = told.question.body
    ((x, a),) = place.items()
    height = at_point(f.expr, place)
    y = letter(f, (x,))
    run = notation.subtract(notation.name(x), arrange(a))
    line = notation.add(arrange(height), notation.multiply(arrange(slope), run))
    law = relation(y, line)
    steps = [*told.steps, step_of("tangent-line", f, law, fields, "definition")]
    short = tidy(arrange(sp.expand(line.expr), like=line))
    if short != line:
        steps.append(same(law, relation(y, short), fields))
    answer = steps[-1].after
    normal = NORMAL.format(line=text(_normal(y, x, a, height, slope)))
    return replace(
        told,
        result=answer,
        steps=tuple(steps),
        remarks=(*told.remarks, normal),
        value=slope,
        claims=(Touches(f.expr, short.expr, place),),
        ending=TANGENT.format(line=text(answer)),
    )


def _normal(y: Notation, x: sp.Symbol, a: sp.Expr, height: sp.Expr, slope: sp.Expr) -> Notation:
    """The line perpendicular to the tangent."""
    if slope == 0:
        return relation(notation.name(x), arrange(a))
    return relation(y, tidy(arrange(sp.expand(height - (x - a) / slope))))


def smooth(f: Notation, x: sp.Symbol, a: sp.Expr, slope: sp.Expr) -> bool:
    """Whether both sides have the slope that the rules give: floor(x) has not, at 1."""
    if not slope.free_symbols and not (slope.is_finite and slope.is_extended_real):
        return False
    seen = [side for side in sides_of(f, x, a) if side is not None]
    slope = settled(slope, ())
    return bool(seen) and all(abs(side - slope) <= NEAR * max(1, abs(slope)) for side in seen)


def sides_of(f: Notation, x: sp.Symbol, a: sp.Expr) -> tuple[sp.Expr | None, ...]:
    """The slopes that numbers show to the left and to the right."""
    return tuple(one_sided(f.expr, x, a, side) for side in (-1, 1))


def _unusual(
    told: Derivation, f: Notation, x: sp.Symbol, place: Place, kink: Kink | None
) -> Derivation:
    """Where the rules give no slope: a kink, a jump, or a vertical tangent."""
    there = placed(place)
    value = at_point(told.result.expr, place)
    said = "" if value.is_finite else NO_SLOPE.format(place=there)
    *before, frame = told.steps
    told = replace(told, steps=(*before, replace(frame, explanation=said)))
    if jumps(f.expr, x, place[x]):
        return replace(told, result=arrange(sp.nan), ending=NONE_JUMP.format(place=there))
    seen = sides_of(f, x, place[x])
    known = [slope for slope in seen if slope is not None]
    claim = Sides(f.expr, x, place[x], seen)
    if known and all(slope.is_infinite for slope in known):
        line = relation(notation.name(x), arrange(place[x]))
        more = (
            [END.format(place=there)] if len(known) == 1 else [CUSP] if len(set(known)) > 1 else []
        )
        signs = {(False, True): "⁺", (True, False): "⁻"}
        sign = signs.get((seen[0] is not None, seen[1] is not None), "")
        goal = f"{text(notation.name(x))} → {text(arrange(place[x]))}{sign}"
        ending = VERTICAL.format(goal=goal, line=text(line))
        remarks = (*told.remarks, *more)
        return replace(told, result=line, remarks=remarks, claims=(claim,), ending=ending)
    exact = (kink.left, kink.right) if kink is not None else (None, None)
    left, right = map(_side, exact, seen)
    ending = NONE_KINK.format(place=there, left=left, right=right)
    return replace(told, result=arrange(sp.nan), claims=(claim,), ending=ending)


def _side(exact: sp.Expr | None, seen: sp.Expr | None) -> str:
    """A one-sided slope in words."""
    if exact is not None:
        return text(arrange(exact))
    if seen is None:
        return "there is none"
    return "without bound" if seen.is_infinite else f"about {in_figures(seen)}"
