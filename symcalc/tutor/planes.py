"""The tangent plane of a surface, and the tangent of what an equation gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.touching import Touches
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question, at_point
from symcalc.notation import Notation
from symcalc.primitives import arrange, put
from symcalc.scope import need_slope
from symcalc.steps import Step
from symcalc.tutor.curves import placed, slope_step, step_of
from symcalc.tutor.diff import Part, differentiated, partial
from symcalc.tutor.differentiate import checked
from symcalc.tutor.equations import Curve, need_on_curve, relation
from symcalc.tutor.tidy import tidy
from symcalc.tutor.words.curves import NONE_PLANE, PLANE, SINGULAR, TANGENT
from symcalc.writing.text import text

Place = Mapping[sp.Symbol, sp.Expr]

HEIGHTS = ("y", "z", "w", "v")  # names for the value of a function, as far as they are free


def asking(f: Notation, place: Place, noun: str) -> Question:
    """The question for a tangent, in words that are read again; f is a height or an equation."""
    graph = f if f.head == "relation" else relation(letter(f, place), f)
    asked = f"{noun} to {text(graph)} at {placed(place)}"
    return Question("tangent", f, tuple(place), asked, at=tuple(place.items()))


def letter(f: Notation, wrt: Iterable[sp.Symbol]) -> Notation:
    """A name for the value: y of a function of x, z of a function of x and y."""
    taken = {s.name for s in (*f.symbols, *wrt)}
    return notation.name(sp.Symbol(next((n for n in HEIGHTS if n not in taken), "y_1")))


def value_step(f: Notation, place: Place, height: sp.Expr, fields: Mapping[str, str]) -> Step:
    """The point that the tangent goes through."""
    there = put(f, {s: arrange(v) for s, v in place.items()})
    checked(step_of("point", there, arrange(height), fields))
    return step_of("point", f, relation(there, arrange(height)), fields, "implies")


def same(before: Notation, after: Notation, fields: Mapping[str, str]) -> Step:
    """The right side of an equation, tidied; checked."""
    checked(step_of("tidy", before.parts[1], after.parts[1], fields))
    return step_of("tidy", before, after, fields, "equivalent")


def surface(f: Notation, z: Notation, place: Place, height: sp.Expr) -> Derivation:
    """The tangent plane of z = f(x, y), in any number of variables."""
    fields = {"place": placed(place), "value": text(arrange(height)), "f": text(f)}
    wrt = tuple(place)
    parts = [differentiated(f, x, "∂") for x in wrt]
    steps = [value_step(f, place, height, fields)]
    slopes = []
    for part in parts:
        steps.append(partial(part, wrt))
        slopes.append(at_point(part.after.expr, place))
    told = Derivation(
        asking(f, place, "tangent plane"),
        f,
        arrange(sp.nan),
        tuple(steps),
        remarks=f.remarks,
        claims=(Touches(f.expr, f.expr, place),),
    )
    if not all(_is_known(slope) for slope in slopes):
        return replace(told, ending=NONE_PLANE.format(place=fields["place"]))
    steps += _slopes(parts, slopes, place, fields)
    line = notation.add(arrange(height), *_runs(slopes, place))
    law = relation(z, line)
    steps.append(step_of("tangent-plane", f, law, fields, "definition"))
    short = tidy(arrange(sp.expand(line.expr), like=line))
    if short != line:
        steps.append(same(law, relation(z, short), fields))
    answer = steps[-1].after
    return replace(
        told,
        result=answer,
        steps=tuple(steps),
        remarks=(*f.remarks, *(r for part in parts for r in part.remarks)),
        value=sp.Matrix(slopes),
        claims=(Touches(f.expr, line.expr, place),),
        ending=PLANE.format(line=text(answer)),
    )


def _is_known(slope: sp.Expr) -> bool:
    """Whether a slope is a number, or a formula in letters that are constant."""
    return bool(slope.free_symbols or (slope.is_finite and slope.is_extended_real))


def _slopes(
    parts: list[Part], slopes: list[sp.Expr], place: Place, fields: Mapping[str, str]
) -> list[Step]:
    """The partial derivatives at the point."""
    return [
        slope_step("slope-by", part, arrange(slope), place, {**fields, "x": part.x.name})
        for part, slope in zip(parts, slopes, strict=True)
    ]


def _runs(slopes: list[sp.Expr], place: Place) -> list[Notation]:
    """f_x·(x − a), for each variable."""
    return [
        notation.multiply(arrange(m), notation.subtract(notation.name(x), arrange(a)))
        for m, (x, a) in zip(slopes, place.items(), strict=True)
    ]


def level(equation: Notation, place: Place) -> Derivation:
    """The tangent of the curve, or of the surface, that an equation gives: by its gradient.

    Raises
    ------
    UnsupportedError
        If the point does not lie on it.
    """
    if len(place) < 2:
        raise UnsupportedError(
            "an equation in one variable is no curve", where=text(equation), hint="y = x^2 is one"
        )
    x, y = list(place)[:2]
    curve = Curve(equation, notation.name(x), notation.name(y))
    for side in equation.parts:
        need_slope(side, set(place))
    need_on_curve(curve, place)
    gap = notation.subtract(curve.left, curve.right)
    there = [put(side, {s: arrange(v) for s, v in place.items()}) for side in equation.parts]
    value = arrange(at_point(curve.right.expr, place))
    fields = {"place": placed(place), "value": text(value), "f": text(gap)}
    parts = [differentiated(gap, s, "∂") for s in place]
    slopes = [at_point(part.after.expr, place) for part in parts]
    steps = [step_of("on-curve", equation, relation(*there), fields, "implies")]
    steps += [partial(part, tuple(place)) for part in parts]
    noun = "tangent line" if len(place) == 2 else "tangent plane"
    told = Derivation(
        asking(equation, place, noun),
        equation,
        arrange(sp.nan),
        tuple(steps),
        remarks=equation.remarks,
        claims=(Touches(curve.gap, sp.S.Zero, place),),
    )
    if not all(_is_known(slope) for slope in slopes):
        return replace(told, ending=NONE_PLANE.format(place=fields["place"]))
    if not any(slopes):
        return replace(told, ending=SINGULAR.format(place=fields["place"]))
    steps += _slopes(parts, slopes, place, fields)
    return _perpendicular(replace(told, steps=tuple(steps)), slopes, place, fields)


def _perpendicular(
    told: Derivation, slopes: list[sp.Expr], place: Place, fields: Mapping[str, str]
) -> Derivation:
    """The line, or the plane, that the gradient is perpendicular to."""
    equation = told.question.body
    gradient = "(" + ", ".join(text(arrange(m)) for m in slopes) + ")"
    flat = relation(notation.add(*_runs(slopes, place)), notation.number(0))
    normal = step_of("normal", equation, flat, {**fields, "gradient": gradient}, "definition")
    answer = solved_for(flat.parts[0].expr, place)
    steps = [normal, step_of("tidy", flat, answer, fields, "equivalent")]
    shown = text(answer)
    poly = sp.Poly(flat.parts[0].expr, *place)
    if len(place) > 2 and all(c.is_Rational for c in poly.coeffs()):
        whole = with_whole_numbers(poly)
        solved = step_of(
            "solved", whole, answer, {**fields, "z": text(answer.parts[0])}, "equivalent"
        )
        steps = [normal, step_of("tidy", flat, whole, fields, "equivalent"), solved]
        shown = text(whole)
    gap = equation.parts[0].expr - equation.parts[1].expr
    template = TANGENT if len(place) == 2 else PLANE
    return replace(
        told,
        result=answer,
        steps=(*told.steps, *steps),
        claims=(Touches(gap, flat.parts[0].expr, place),),
        ending=template.format(line=shown),
    )


def solved_for(flat: sp.Expr, place: Place) -> Notation:
    """The equation of a line or a plane, solved for the last letter that occurs in it."""
    flat = sp.expand(flat)
    last = next(s for s in reversed(list(place)) if flat.coeff(s) != 0)
    slope = flat.coeff(last)
    rest = sp.expand(-(flat - slope * last) / slope)
    return relation(notation.name(last), tidy(arrange(rest)))


def with_whole_numbers(flat: sp.Poly) -> Notation:
    """A plane as x + 2y + 3z = 14: whole numbers without a common factor, the first one positive.

    >>> x, y, z = sp.symbols("x y z")
    >>> with_whole_numbers(sp.Poly(-x / 3 - y / 6 + 2, x, y, z)).expr
    Eq(2*x + y, 12)
    """
    _, primitive = flat.clear_denoms(convert=True)[1].primitive()
    lead = next(primitive.coeff_monomial(s) for s in flat.gens if primitive.coeff_monomial(s))
    primitive = -primitive if lead < 0 else primitive
    terms = [
        notation.multiply(arrange(primitive.coeff_monomial(s)), notation.name(s)) for s in flat.gens
    ]
    constant = -primitive.coeff_monomial(1)
    return relation(notation.add(*(t for t in terms if t.expr != 0)), arrange(constant))
