"""A curve that an equation gives, points of it, and steps from one equation to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import sympy as sp

from symcalc import notation
from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.checking.relations import check_equal
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.scope import need_slope
from symcalc.steps import Step
from symcalc.tutor.setting import Setting
from symcalc.tutor.tidy import tidy
from symcalc.tutor.worded import worded
from symcalc.tutor.words.implicit import WORDS
from symcalc.writing.text import text

DIGITS = 30
NEAR = 1e-20  # a point lies on a curve if both sides agree so far


@dataclass(frozen=True)
class Curve:
    """An equation, its two variables, and the name of dy/dx."""

    equation: Notation
    x: Notation
    y: Notation

    @property
    def left(self) -> Notation:
        """The left side."""
        return self.equation.parts[0]

    @property
    def right(self) -> Notation:
        """The right side."""
        return self.equation.parts[1]

    @property
    def gap(self) -> sp.Expr:
        """Left side less right side: 0 on the curve."""
        return sp.Add(self.left.expr, sp.Mul(-1, self.right.expr))

    @property
    def slope(self) -> Notation:
        """y′."""
        return notation.name(sp.Symbol(self.y.text + "'"))

    @property
    def setting(self) -> Setting:
        """How its sides are differentiated: y is a function of x."""
        plain = Setting.of(self.equation, self.x.expr)
        return replace(plain, given={self.y: self.slope})

    def fields(self, **more: str) -> dict[str, str]:
        """What fills the words."""
        return {"x": text(self.x), "y": text(self.y), "slope": text(self.slope), **more}


def refuse(curve: Curve) -> None:
    """Refuse what is no equation in both variables."""
    for side in (curve.left, curve.right):
        need_slope(side, {curve.x.expr, curve.y.expr})
    for letter in (curve.y, curve.x):
        if letter.expr not in curve.equation.symbols:
            raise UnsupportedError(
                f"{text(letter)} does not occur in the equation",
                where=text(curve.equation),
                hint="name the two variables of the equation: y as a function of x",
            )


def need_on_curve(curve: Curve, point: Mapping[sp.Symbol, sp.Expr]) -> None:
    """Refuse a point that does not lie on the curve.

    Raises
    ------
    UnsupportedError
        With what the two sides are there.
    """
    written = text(curve.equation)
    missing = [s.name for s in (curve.x.expr, curve.y.expr) if s not in point]
    if missing:
        raise UnsupportedError(
            f"the point has no value for {missing[0]}",
            where=written,
            hint="a point of a curve has both coordinates, as in x=3,y=4",
        )
    sides = [side.expr.subs(point) for side in (curve.left, curve.right)]
    if any(side.free_symbols for side in sides):
        return  # a letter is left open: nobody can tell
    place = ", ".join(f"{s.name} = {text(arrange(v))}" for s, v in point.items())
    try:
        values = [Precise(DIGITS).at(side, {}) for side in sides]
    except Undefined:
        what = f"the equation has no value at {place}"
        raise UnsupportedError(what, where=written, hint="give a point of the curve") from None
    if abs(values[0] - values[1]) > NEAR * max(1, abs(values[1])):
        left, right = (text(arrange(side)) for side in sides)
        raise UnsupportedError(
            f"the point {place} does not lie on the curve",
            where=written,
            hint=f"there the left side is {left}, and the right side is {right}",
        )


def relation(left: Notation, right: Notation) -> Notation:
    """An equation."""
    return build("relation", left, right, text="=")


def shortened(answer: Notation) -> Notation:
    """A fraction as a teacher leaves it: without one minus sign too many."""
    found = tidy(answer)
    if text(found).count("−") < 2:
        return found
    top, bottom = sp.fraction(found.expr)
    both = [sp.Add(*(-t for t in sp.Add.make_args(part))) for part in (top, bottom)]
    turned = tidy(notation.divide(*(arrange(part, like=found) for part in both)))
    signs = [text(form).count("−") for form in (found, turned)]
    return turned if signs[1] < signs[0] else found


step_of = partial(worded, WORDS)


def equation_step(
    rule: str,
    before: Notation,
    after: Notation,
    fields: Mapping[str, str],
    factor: sp.Expr = sp.S.One,
) -> Step:
    """A step from one equation to another, `factor` times as small; checked."""
    gaps = [sp.Add(e.parts[0].expr, sp.Mul(-1, e.parts[1].expr)) for e in (before, after)]
    if check_equal(gaps[0], sp.Mul(factor, gaps[1])).status == "disagrees":
        raise AssertionError(f"the step {rule} is wrong: {text(before)} to {text(after)}")
    return step_of(rule, before, after, fields, "equivalent")
