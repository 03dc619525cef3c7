"""Parametric curves and inverse functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim, Equal
from symcalc.checking.curves import Slopes, zeros
from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.checking.touching import Touches
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question, at_point
from symcalc.notation import Notation
from symcalc.primitives import arrange, build, put
from symcalc.scope import need_slope
from symcalc.steps import Step
from symcalc.tutor.conditions import simplified, solved
from symcalc.tutor.diff import Part, Points, at_points, differentiated
from symcalc.tutor.differentiate import checked
from symcalc.tutor.equations import relation, shortened
from symcalc.tutor.quotients import over
from symcalc.tutor.words.curves import DECIMALS, FLAT, SEVERAL, STEEP, WORDS
from symcalc.writing.text import text

TRIED = [sp.Rational(k, 2) for k in sorted(range(-40, 41), key=abs)]
TRIED += [
    sp.pi * sp.Rational(*f) for f in ((1, 6), (1, 4), (1, 3), (1, 2), (1, 1), (-1, 4), (-1, 6))
]
TRIED += [sp.E, 1 / sp.E, sp.E**2, sp.sqrt(2), sp.sqrt(3)]
DIGITS = 30
SAME = 1e-20
DEGREE = 6  # of a polynomial whose exact zeros are looked for


def step_of(
    rule: str,
    before: Notation,
    after: Notation,
    fields: Mapping[str, str],
    relation: str = "equal",
    substeps: tuple[Step, ...] = (),
) -> Step:
    """A step with its words filled in."""
    words = WORDS[rule]
    return Step(
        rule,
        words.title.format(**fields),
        before,
        after,
        words.explanation.format(**fields),
        words.statement,
        relation,
        substeps=substeps,
        hints=(words.hint.format(**fields),),
    )


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
        (*x.remarks, *y.remarks, *((STEEP.format(**names),) if speed.free_symbols else ())),
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
    fields = {"b": text(arrange(b)), "a": text(arrange(a)), "place": placed({x: a}), "f": text(f)}
    value = put(f, {x: arrange(a)})
    checked(step_of("preimage", value, arrange(b), fields))
    first = step_of("preimage", f, relation(value, arrange(b)), fields, "implies")
    first = replace(first, status="proved" if exact else "numeric")
    part = differentiated(f, x, "d")
    frame = step_of("derivative", part.steps[0].before, part.after, fields, substeps=part.steps)
    slope = at_point(part.after.expr, {x: a})
    known = arrange(slope)
    steps = (first, frame, slope_step("slope", part, known, {x: a}, fields))
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
    answer = arrange(1 / slope)
    last = step_of("inverse", over(notation.number(1), known), answer, fields)
    y = sp.Dummy("y")
    gap = f.expr.xreplace({x: y}) - x
    claim = Slopes(gap, x, y, (answer.expr,), ({x: b, y: a},))
    return replace(told, result=answer, steps=(*steps, last), claims=(claim,), ending="")


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
        others = " and ".join(placed({x: place}) for place in places)
        yield SEVERAL.format(**fields, places=others)
    if not exact:
        yield DECIMALS


def preimages(f: Notation, x: sp.Symbol, b: sp.Expr) -> tuple[list[sp.Expr], bool]:
    """Where f takes the value b, exactly if that is found, and whether it is exact."""
    gap = f.expr - b
    if gap.is_polynomial(x) and sp.degree(gap, x) <= DEGREE and not gap.free_symbols - {x}:
        roots = [r for r in sp.roots(gap, x, multiple=True) if r.is_real]
        rational = sorted(dict.fromkeys(roots), key=lambda r: (not r.is_Rational, abs(r), -r))
        if rational and len(str(rational[0])) < 40:
            return rational, True
    if gap.free_symbols - {x}:
        return [], False
    known = [v for v in TRIED if _vanishes(gap, {x: v})]
    return (known, True) if known else (zeros(gap, x), False)


def _vanishes(gap: sp.Expr, point: Mapping[sp.Symbol, sp.Expr]) -> bool:
    """Whether an expression is 0 at a point, as far as 30 digits tell."""
    try:
        return bool(abs(Precise(DIGITS).at(gap.subs(point), {})) < SAME)
    except Undefined:
        return False
