"""The directional derivative, and what the two sides say where there is no gradient."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Equal
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question, over_reals
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.conditions import broken
from symcalc.tutor.diff import Points, differentiated, gathered, noted, partial
from symcalc.tutor.differentiate import checked, closing
from symcalc.tutor.evaluating import at_each, evaluated
from symcalc.tutor.kinks import kink_at, value_at
from symcalc.tutor.several.parts import counted, names, need_few
from symcalc.tutor.several.placed import Point
from symcalc.tutor.words.several import SEVERAL
from symcalc.writing.text import text

Symbols = Sequence[sp.Symbol]
ALONG = sp.Dummy("t", real=True)  # the distance from the point, in the direction


def directional(
    body: Notation, wrt: Symbols, direction: Sequence[sp.Expr], points: Points = ()
) -> Derivation:
    """The derivative of a formula in a direction, which is made a unit vector first.

    Parameters
    ----------
    body : Notation
        The formula as written.
    wrt : sequence of n symbols
        The variables.
    direction : sequence of n expressions
        One component for each variable; its length does not matter.
    points : sequence of mappings
        Where to evaluate it.

    Raises
    ------
    UnsupportedError
        If the direction has another number of components, or length 0.

    Examples
    --------
    >>> from symcalc.reading import read
    >>> x, y = sp.symbols("x y")
    >>> directional(read("x^2 y"), (x, y), (3, 4)).answer
    4*x**2/5 + 6*x*y/5
    """
    need_few(len(wrt), "the gradient", wrt)
    v = [sp.sympify(c, strict=True) for c in direction]
    unit = _unit(v, wrt, body)
    parts = [differentiated(body, x, "∂") for x in wrt]
    terms = [(arrange(c), part) for c, part in zip(unit, parts, strict=True)]
    asked = notation.add(*(notation.multiply(c, part.steps[0].before) for c, part in terms))
    filled = notation.add(*(notation.multiply(c, part.after) for c, part in terms))
    put_together = _product(asked, filled, unit)
    rest = closing(filled, filled)
    shown = f"[{', '.join(text(arrange(c)) for c in v)}]"
    told = Derivation(
        Question(
            "directional-derivative",
            body,
            tuple(wrt),
            f"directional derivative of {text(body)} in the direction {shown} "
            f"with respect to {names(wrt)}",
            given=tuple(zip(wrt, map(arrange, v), strict=True)),
        ),
        asked,
        (put_together, *rest)[-1].after,
        (
            *(partial(p, wrt) for p in parts),
            gathered(parts),
            _normalised(v, unit),
            put_together,
            *rest,
        ),
    )
    told = replace(told, claims=(_along(told, unit),))
    return _at(noted(told, parts), points, unit)


def _unit(v: Sequence[sp.Expr], wrt: Symbols, body: Notation) -> list[sp.Expr]:
    """The direction divided by its length."""
    if len(v) != len(wrt):
        raise UnsupportedError(
            f"the direction has {counted(len(v), 'component')}, and there are "
            f"{counted(len(wrt), 'variable')}: {names(wrt)}",
            where=text(body),
            hint="give one component for each variable: [3, 4]",
        )
    if any(c.is_finite is False or c is sp.nan for c in v):
        raise UnsupportedError(
            "a component of the direction is not a finite number",
            where=text(_vector(v)),
            hint="give a direction with finite components: [3, 4]",
        )
    length = _length(v)
    if length.is_zero:
        raise UnsupportedError(
            "the direction has length 0, so it points nowhere",
            where=text(_vector(v)),
            hint="give a direction with a component that is not 0: [1, 0]",
        )
    return [sp.radsimp(c / length) if length.is_number else c / length for c in v]


def _length(v: Sequence[sp.Expr]) -> sp.Expr:
    return sp.sqrt(sp.Add(*(c**2 for c in v)))


def _vector(v: Sequence[sp.Expr]) -> Notation:
    return build("vector", *map(arrange, v))


def _normalised(v: Sequence[sp.Expr], unit: Sequence[sp.Expr]) -> Step:
    """The unit vector, and that it is one."""
    already = _length(v) == 1
    words = SEVERAL["unit" if already else "direction"]
    squares = notation.add(
        *(notation.power(arrange(sp.Abs(c) if c.is_number else c), TWO) for c in v)
    )
    root, length = build("sqrt", squares), arrange(_length(v))
    told = text(root) if text(root) == text(length) else f"{text(root)} = {text(length)}"
    before, after = _vector(v), _vector(unit)
    return Step(
        "unit-vector",
        words.title,
        before,
        after,
        words.explanation.format(v=text(before), root=told),
        words.statement,
        relation="definition",
        hints=(words.hint,),
    )


TWO = notation.number(2)


def _product(asked: Notation, filled: Notation, unit: Sequence[sp.Expr]) -> Step:
    words = SEVERAL["directional"]
    return checked(
        Step(
            "directional",
            words.title,
            asked,
            filled,
            words.explanation.format(u=text(_vector(unit))),
            words.statement,
            hints=(words.hint,),
        )
    )


def _along(told: Derivation, unit: Sequence[sp.Expr]) -> Equal:
    """What it means: the slope of f along the line through the point."""
    t = sp.Dummy("t")
    line = {x: x + c * t for x, c in zip(told.question.wrt, unit, strict=True)}
    body, slope = told.question.body.expr, told.result.expr
    if any(c.free_symbols & line.keys() for c in unit):  # the direction is another one elsewhere
        return Equal(told.asked.expr, slope)
    return Equal(
        sp.Derivative(body.subs(line, simultaneous=True), t), slope.subs(line, simultaneous=True)
    )


def _at(told: Derivation, points: Points, unit: Sequence[sp.Expr]) -> Derivation:
    """Evaluate at points; where there is no gradient, look along the line."""

    def work(point: Point) -> Step:
        if broken(told.conditions, point):
            return _on_line(told, point, unit)
        return evaluated(told, point, ())

    return at_each(told, points, work)


def _on_line(told: Derivation, point: Point, unit: Sequence[sp.Expr]) -> Step:
    """The one-sided derivatives along the direction, where the gradient does not exist."""
    plain = evaluated(told, point, ())
    slopes = _slopes(told, point, unit)
    if slopes is None:
        return plain
    left, right = slopes
    words = SEVERAL["no-slope" if None in slopes else "agreeing" if left == right else "one-sided"]
    shown = {"right": _shown(right), "left": _shown(left), "back": _shown(left and -left)}
    after = arrange(right) if right is not None and left == right else arrange(sp.nan)
    return replace(plain, after=after, explanation=words.explanation.format(**shown))


def _shown(value: sp.Expr | None) -> str:
    return "no finite value" if value is None else text(arrange(value))


def _slopes(
    told: Derivation, point: Mapping[sp.Symbol, sp.Expr], unit: Sequence[sp.Expr]
) -> tuple[sp.Expr | None, sp.Expr | None] | None:
    """The derivatives from both sides; None where the rules do not tell."""
    wrt = told.question.wrt
    here = {x: point.get(x, x) + c * ALONG for x, c in zip(wrt, unit, strict=True)}
    other = {x: value for x, value in point.items() if x not in here}
    line = told.question.body.expr.subs({**other, **here}, simultaneous=True)
    if line.free_symbols - {ALONG} or value_at(line, ALONG, sp.S.Zero) is None:
        return None
    kink = kink_at(arrange(over_reals(sp.expand, line)), ALONG, sp.S.Zero)
    return (kink.left, kink.right) if kink.settled and not kink.jumps else None
