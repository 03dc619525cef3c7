"""Parametric curves and inverse functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim, Equal
from symcalc.checking.curves import Slopes
from symcalc.checking.touching import Touches
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.figures import decimal
from symcalc.formula import Question, at_point
from symcalc.notation import Notation
from symcalc.primitives import arrange, build, put
from symcalc.scope import need_slope
from symcalc.steps import Step
from symcalc.tutor.conditions import simplified, solved
from symcalc.tutor.diff import Part, Points, at_points, differentiated
from symcalc.tutor.differentiate import checked
from symcalc.tutor.equations import relation, shortened
from symcalc.tutor.preimages import other_branch, preimages
from symcalc.tutor.quotients import over
from symcalc.tutor.vertical import of_parameter
from symcalc.tutor.worded import worded
from symcalc.tutor.words.curves import DECIMALS, FLAT, NEARLY, SEVERAL, WORDS
from symcalc.writing.text import text

step_of = partial(worded, WORDS)


def placed(point: Mapping[sp.Symbol, sp.Expr]) -> str:
    """x = 3, y = 4."""
    return ", ".join(f"{s.name} = {text(arrange(v))}" for s, v in point.items())


def slope_step(
    rule: str,
    part: Part,
    value: Notation,
    place: Mapping[sp.Symbol, sp.Expr],
    fields: Mapping[str, str],
) -> Step:
    """The value of a derivative at a point, with the numbers put in; checked."""
    before = put(part.after, {s: arrange(v) for s, v in place.items()})
    checked(step_of(rule, before, value, fields))
    after = value if before == value else relation(before, value)
    return step_of(rule, part.after, after, fields, "implies")


def parametric(
    x: Notation, y: Notation, t: sp.Symbol, points: Points = (), order: int = 1
) -> Derivation:
    """The slope dy/dx of the curve x = x(t), y = y(t), or d²y/dx².

    Raises
    ------
    UnsupportedError
        If x does not change with t.

    Examples
    --------
    >>> t = sp.Symbol("t")
    >>> parametric(arrange(sp.cos(t)), arrange(sp.sin(t)), t).answer
    -cos(t)/sin(t)
    """
    parts = [differentiated(side, t, "d") for side in (x, y)]
    if parts[0].after.expr == 0:
        raise UnsupportedError(
            f"x = {text(x)} does not change with {t.name}, so the curve is a vertical line",
            where=text(x),
            hint="there is no slope dy/dx",
        )
    names = {"x": "x", "y": "y", "t": t.name}
    steps, claims = _slopes(parts, t, order, names)
    dx, dy = (notation.name(sp.Symbol(letter)) for letter in "xy")
    speed = parts[0].after.expr
    found = [c for part in parts for c in part.conditions]
    told = Derivation(
        Question("parametric", build("tuple", x, y), (t,) * order, _asking(x, y, t, order)),
        notation.derivative(dy, *([dx] * order)),
        steps[-1].after,
        tuple(steps),
        simplified([*found, *solved(sp.Ne(speed, 0))] if speed.free_symbols else found),
        (*x.remarks, *y.remarks, *of_parameter([part.after.expr for part in parts], t, names)),
        claims=tuple(claims),
    )
    return at_points(told, points)


def _slopes(
    parts: list[Part], t: sp.Symbol, order: int, names: Mapping[str, str]
) -> tuple[list[Step], list[Claim]]:
    """Both speeds and their quotient; for the second derivative, the same of the quotient."""
    speeds = (f"d{name}/d{t.name}" for name in "xy")
    steps = [_speed(part, name, names) for part, name in zip(parts, speeds, strict=True)]
    below, above = parts
    claims: list[Claim] = []
    for rule in ("ratio", "second-ratio")[:order]:
        if rule == "second-ratio":
            above = differentiated(steps[-1].after, t, "d")
            steps.append(_speed(above, f"d/d{t.name} of the slope", names))
        asked = notation.divide(above.steps[0].before, below.steps[0].before)
        steps += _ratio(rule, asked, over(above.after, below.after), names)
        claims.append(Equal(asked.expr, steps[-1].after.expr))
    return steps, claims


def _asking(x: Notation, y: Notation, t: sp.Symbol, order: int) -> str:
    """The question in words that are read again; t goes without saying, and an only letter too."""
    head = "dy/dx" if order == 1 else "d²y/dx²"
    clear = t.name == "t" or x.symbols | y.symbols == {t}
    by = "" if clear else f" with parameter {text(notation.name(t))}"
    return f"{head} where x = {text(x)}, y = {text(y)}{by}"


def _speed(part: Part, name: str, names: Mapping[str, str]) -> Step:
    """How fast one of the coordinates changes, under a title of its own."""
    before = part.steps[0].before
    fields = {**names, "name": name}
    step = step_of("by-parameter", before, part.after, fields, substeps=part.steps)
    return checked(step)


def _ratio(rule: str, asked: Notation, quotient: Notation, names: Mapping[str, str]) -> list[Step]:
    """The quotient of two derivatives, and its tidy form; both are checked."""
    steps = [checked(step_of(rule, asked, quotient, names))]
    short = shortened(quotient)
    if short != quotient:
        steps.append(checked(step_of("tidy", quotient, short, names)))
    return steps


def inverse(f: Notation, x: sp.Symbol, b: sp.Expr) -> Derivation:
    """The derivative of the inverse function at b: 1/f′(a), where f(a) = b.

    Raises
    ------
    UnsupportedError
        If no place is found where f is b.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> inverse(arrange(x**3 + x), x, sp.Integer(2)).answer
    1/4
    """
    need_slope(f, {x})
    places, exact = preimages(f, x, b)
    if not places:
        raise UnsupportedError(
            f"no place was found where {text(f)} is {text(arrange(b))}",
            where=text(f),
            hint="the inverse is asked for at a value that f takes",
        )
    a = places[0]
    first, fields = _going_back(f, x, a, b, exact=exact)
    part = differentiated(f, x, "d")
    frame = step_of("derivative", part.steps[0].before, part.after, fields, substeps=part.steps)
    slope = at_point(part.after.expr, {x: a})
    known = arrange(slope) if exact else decimal(slope)
    steps: tuple[Step, ...] = (first, frame, _slope_there(part, slope, {x: a}, fields, exact=exact))
    told = Derivation(
        _inverting(f, x, b),
        build("apply", arrange(b), text="(f⁻¹)′"),
        arrange(sp.nan),
        steps,
        remarks=(*f.remarks, *_said(places, x, fields, exact=exact)),
        claims=(Touches(f.expr, b, {x: a}),),
        ending=FLAT.format(**fields),
    )
    if slope.is_zero or not slope.is_finite:
        return told
    answer = arrange(1 / slope) if exact else decimal(1 / slope)
    remarks = (*told.remarks, *other_branch(f, x, b, places, slope))
    last = step_of("inverse", over(notation.number(1), known), answer, fields)
    y = sp.Dummy("y")
    gap = f.expr.xreplace({x: y}) - x
    claim = Slopes(gap, x, y, (answer.expr,), ({x: b, y: a},))
    ending = "" if exact else NEARLY.format(**fields, answer=text(answer))
    steps = (*steps, last)
    return replace(
        told, result=answer, steps=steps, remarks=remarks, claims=(claim,), ending=ending
    )


def _going_back(
    f: Notation, x: sp.Symbol, a: sp.Expr, b: sp.Expr, *, exact: bool
) -> tuple[Step, dict[str, str]]:
    """Where f takes the value, a number of many digits rounded; and what fills the words."""
    sign, here = ("=", arrange(a)) if exact else ("≈", decimal(a))
    place = f"{x.name} {sign} {text(here)}"
    fields = {"b": text(arrange(b)), "a": text(here), "place": place, "f": text(f)}
    value = put(f, {x: here})
    checked(step_of("preimage", put(f, {x: arrange(a)}), arrange(b), fields))
    equation = sp.Eq(value.expr, b, evaluate=False)
    line = Notation("relation", (value, arrange(b)), sign, equation)
    first = step_of("preimage", f, line, fields, "implies")
    return replace(first, status="proved" if exact else "numeric"), fields


def _slope_there(
    part: Part,
    slope: sp.Expr,
    place: Mapping[sp.Symbol, sp.Expr],
    fields: Mapping[str, str],
    *,
    exact: bool,
) -> Step:
    """The slope of f at the place; a number of many digits is shown rounded."""
    step = slope_step("slope", part, arrange(slope), place, fields)
    if exact:
        return step
    line = (put(part.after, {s: decimal(v) for s, v in place.items()}), decimal(slope))
    return replace(step, after=Notation("relation", line, "≈", step.after.expr))


def _inverting(f: Notation, x: sp.Symbol, b: sp.Expr) -> Question:
    """The question in words that are read again."""
    by = "" if f.symbols == {x} else f" with respect to {text(notation.name(x))}"
    asked = f"derivative of the inverse of {text(f)}{by} at {text(arrange(b))}"
    return Question("inverse", f, (x,), asked, at=((x, b),))


def _said(
    places: list[sp.Expr], x: sp.Symbol, fields: Mapping[str, str], *, exact: bool
) -> Iterator[str]:
    """What is to be said of the place, and of others like it."""
    if len(places) > 1:
        sign, show = ("=", arrange) if exact else ("≈", decimal)
        others = " and ".join(f"{x.name} {sign} {text(show(place))}" for place in places)
        yield SEVERAL.format(**fields, places=others)
    if not exact:
        yield DECIMALS
