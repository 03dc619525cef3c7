"""Implicit differentiation: the slope of a curve that is given by an equation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.curves import Slopes
from symcalc.checking.relations import check_equal
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange, build, put, replace_nodes
from symcalc.steps import Step
from symcalc.tutor.conditions import domain, simplified, solved
from symcalc.tutor.diff import Points, at_points, ordinal
from symcalc.tutor.differentiate import checked, derive
from symcalc.tutor.equations import (
    Curve,
    equation_step,
    need_on_curve,
    refuse,
    relation,
    shortened,
    step_of,
)
from symcalc.tutor.quotients import over
from symcalc.tutor.tidy import tidy
from symcalc.tutor.vertical import of_equation
from symcalc.tutor.words.implicit import METHOD, QUESTION, SECOND, WORDS
from symcalc.writing.text import text

HIGHEST = 2  # order of a derivative
DEGREE = 8  # of a curve whose equation is used to shorten a second derivative


def implicit(
    equation: Notation, y: sp.Symbol, x: sp.Symbol, points: Points = (), order: int = 1
) -> Derivation:
    """Find dy/dx, or d²y/dx², where an equation ties y to x.

    Parameters
    ----------
    equation : Notation
        A relation with an equals sign.
    y, x : sympy.Symbol
        The function and the variable.
    points : sequence of mappings
        Points of the curve where the slope is wanted.
    order : int
        1 or 2.

    Raises
    ------
    UnsupportedError
        If y does not occur, cancels, or a point does not lie on the curve.
    """
    curve = Curve(equation, notation.name(x), notation.name(y))
    refuse(curve)
    for point in points:
        need_on_curve(curve, point)
    steps, slope = first(curve)
    found, asking = slope, QUESTION
    told: tuple[sp.Expr, ...] = (slope.expr,)
    if order == 2:
        more, found = second(curve, slope)
        steps, told, asking = (_frame(curve, steps, slope), more), (slope.expr, found.expr), SECOND
    asked = notation.derivative(curve.y, *([curve.x] * order))
    said = relation(curve.y, equation.parts[1]) == equation and y not in equation.parts[1].symbols
    if said:
        asking = asking.replace(" where", f"{METHOD} where")
    fields = curve.fields(equation=text(equation))
    derivation = Derivation(
        Question("implicit", equation, (y, *[x] * order), asking.format(**fields)),
        replace(asked, expr=curve.slope.expr),
        found,
        steps,
        conditions(curve, found),
        (*equation.remarks, *of_equation(curve, slope)),
        claims=(Slopes(curve.gap, x, y, told),),
    )
    return at_points(derivation, points)


def asked_implicitly(question: Question, points: Points) -> Derivation:
    """Answer "dy/dx where x² + y² = 25".

    Raises
    ------
    UnsupportedError
        If a derivative beyond the second is asked for, or one by several variables.
    """
    y, *by = question.wrt
    if len(set(by)) > 1 or len(by) > HIGHEST:
        raise UnsupportedError(
            "of an equation the first and the second derivative are worked out",
            where=question.text,
            hint="ask for dy/dx or d²y/dx²",
        )
    told = implicit(question.body, y, by[0], points, len(by))
    return replace(told, question=replace(question, text=told.question.text))


def first(curve: Curve) -> tuple[tuple[Step, ...], Notation]:
    """The steps from the equation to dy/dx, and what it is."""
    setting = curve.setting
    opened = build("relation", *(setting.d(side) for side in curve.equation.parts), text="=")
    opening = step_of("both-sides", curve.equation, opened, curve.fields(), "implies")
    frames = [_side(curve, k) for k in range(2)]
    slopes = build("relation", *(frame.after for frame in frames), text="=")
    steps = [opening, *(f for f in frames if f.substeps), _new_equation(curve, opened, slopes)]
    steps += _solved(curve, slopes)
    return tuple(steps), steps[-1].after.parts[1]


def _side(curve: Curve, k: int) -> Step:
    """One side, differentiated term by term; a constant needs no steps."""
    side, setting = curve.equation.parts[k], curve.setting
    below = derive(side, setting)
    words = WORDS["side"]
    return Step(
        "side",
        words.title.format(which=("Left", "Right")[k]),
        setting.d(side),
        below[-1].after,
        substeps=below if setting.contains(side) else (),
        hints=(words.hint.format(f=text(side)),) if setting.contains(side) else (),
    )


def _new_equation(curve: Curve, before: Notation, after: Notation) -> Step:
    return equation_step("new-equation", before, after, curve.fields())


def _solved(curve: Curve, equation: Notation) -> list[Step]:
    """Collect y′, take it out, divide."""
    steps: list[Step] = []
    fields = curve.fields()

    def go(rule: str, after: Notation, factor: sp.Expr = sp.S.One, **more: str) -> None:
        before = steps[-1].after if steps else equation
        if after != before:
            steps.append(equation_step(rule, before, after, {**fields, **more}, factor))

    go("multiply-out", _apart(curve, equation))
    now = steps[-1].after if steps else equation
    p = curve.slope.expr
    left, right = (notation.signed_terms(side) for side in now.parts)
    with_p = [t for t in left if p in t.symbols]
    with_p += [notation.negative(t) for t in right if p in t.symbols]
    rest = [t for t in right if p not in t.symbols]
    rest += [notation.negative(t) for t in left if p not in t.symbols]
    factor = tidy(notation.add(*(_without(t, curve.slope) for t in with_p)))
    if factor.expr == 0:
        what = f"{fields['slope']} drops out of the equation, so it says nothing of the slope"
        hint = f"is {fields['y']} really tied to {fields['x']} here?"
        raise UnsupportedError(what, where=text(curve.equation), hint=hint)
    other = tidy(notation.add(*rest))
    go("collect", relation(notation.add(*with_p), notation.add(*rest)))
    go("take-out", relation(notation.multiply(factor, curve.slope), other))
    answer = over(other, factor)
    go("solve", relation(curve.slope, answer), factor.expr, by=text(factor))
    go("tidy", relation(curve.slope, _without_fractions_below(shortened(answer))))
    return steps


def _without_fractions_below(answer: Notation) -> Notation:
    """A quotient of sums, no fraction in its denominator: 1/(1/y - x) is y/(1 - xy)."""
    bottom = sp.fraction(answer.expr)[1]
    nested = any(sp.fraction(t)[1] != 1 for s in bottom.atoms(sp.Add) for t in s.args)
    return shortened(arrange(sp.together(answer.expr), like=answer)) if nested else answer


def _apart(curve: Curve, equation: Notation) -> Notation:
    """Multiplied out where y′ stands in a bracket with other terms."""
    sides = []
    for side in equation.parts:
        terms = notation.signed_terms(side)
        sides.append(notation.add(*(_term_apart(t, curve) for t in terms)))
    return relation(*sides)


def _term_apart(term: Notation, curve: Curve) -> Notation:
    p = curve.slope.expr
    if p not in term.symbols or term.expr.subs(p, 0) == 0:
        return term
    whole, part = term.expr.subs(p, 0), sp.Mul(p, term.expr.diff(p))
    return notation.add(arrange(whole, like=term), arrange(part, like=term))


def _without(term: Notation, factor: Notation) -> Notation:
    """A term without one of its factors."""
    one = notation.number(1)
    return replace_nodes(term, lambda node: one if node == factor else None)


def second(curve: Curve, slope: Notation) -> tuple[Step, Notation]:
    """The steps from dy/dx to d²y/dx², under a title of their own."""
    fields = curve.fields(f=text(slope))
    setting = curve.setting
    below = list(derive(slope, setting))
    now = below[-1].after
    put_in = put(now, {curve.slope.expr: slope})
    if put_in != now:
        below.append(step_with(curve, slope, "put-slope", now, put_in, fields))
        tidied = shortened(arrange(sp.together(put_in.expr), like=put_in))
        if tidied != put_in:
            below.append(checked(step_of("tidy", put_in, tidied, fields)))
    final = below[-1].after
    shorter = _by_equation(curve, final)
    if shorter is not None:
        more = curve.fields(left=text(curve.left), right=text(curve.right))
        below.append(step_of("use-equation", final, shorter, more, "definition"))
    twice = notation.derivative(curve.y, curve.x, curve.x)
    words = WORDS["differentiate-again"]
    frame = Step(
        "order",
        f"{ordinal(2)} derivative",
        twice,
        below[-1].after,
        words.explanation.format(**fields),
        relation="definition",
        substeps=tuple(below),
        hints=(words.hint.format(**fields),),
    )
    return frame, below[-1].after


def step_with(
    curve: Curve,
    slope: Notation,
    rule: str,
    before: Notation,
    after: Notation,
    fields: Mapping[str, str],
) -> Step:
    """A step that holds where y′ is the slope."""
    known = put(before, {curve.slope.expr: slope})
    assert check_equal(known.expr, after.expr).status != "disagrees"
    return step_of(rule, before, after, fields, "definition")


def _by_equation(curve: Curve, found: Notation) -> Notation | None:
    """A shorter form that the equation of the curve gives: x² + y² is 25 on the circle."""
    letters = (curve.y.expr, curve.x.expr)
    top, bottom = sp.fraction(sp.together(found.expr))
    if not (curve.gap.is_polynomial(*letters) and top.is_polynomial(*letters)):
        return None
    polys = [sp.Poly(e, *letters) for e in (top, curve.gap)]
    if any(poly.total_degree() > DEGREE for poly in polys):
        return None
    _, rest = sp.reduced(sp.expand(top), [sp.expand(curve.gap)], *letters)
    shorter = sp.factor(rest) / bottom
    if sp.count_ops(shorter) >= sp.count_ops(found.expr):
        return None
    return shortened(arrange(shorter, like=found))


def _frame(curve: Curve, steps: Sequence[Step], slope: Notation) -> Step:
    before = notation.derivative(curve.y, curve.x)
    return Step(
        "order",
        f"{ordinal(1)} derivative",
        before,
        slope,
        relation="definition",
        substeps=tuple(steps),
    )


def conditions(curve: Curve, found: Notation) -> tuple[sp.Basic, ...]:
    """Where the answer holds: what both sides ask of x and y, and the denominator."""
    asked = [
        c
        for side in curve.equation.parts
        for letter in (curve.x, curve.y)
        for c in domain(side, letter.expr)
    ]
    bottom = sp.fraction(sp.together(found.expr))[1]
    return simplified([*asked, *solved(sp.Ne(bottom, 0))] if bottom.free_symbols else asked)
