"""Difference quotients in doubles, beside the derivative by the rules."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.diff import Part, Points, differentiated
from symcalc.tutor.words.numeric import FAILS
from symcalc.writing.text import text

STEPS = tuple(float(f"1e-{k}") for k in range(1, 16))
DIGITS = 40
NOTHING = 1e-25  # a derivative of this size is zero


class Method(NamedTuple):
    """A difference quotient: (f(x + right·h) - f(x - left·h)) / ((right + left)·h), its order."""

    name: str
    right: int
    left: int
    order: int


METHODS = (
    Method("forward", 1, 0, 1),
    Method("backward", 0, 1, 1),
    Method("central", 1, 1, 2),
)


class Row(NamedTuple):
    """One h: the quotient, its error, and the order observed from the row before."""

    h: float
    quotient: float
    error: float
    order: float


@dataclass(frozen=True)
class Lesson:
    """A formula, its variable and a point in doubles, and its derivative there by the rules."""

    body: Notation
    x: sp.Symbol
    point: Mapping[sp.Symbol, sp.Expr]
    part: Part

    @cached_property
    def doubles(self) -> dict[sp.Symbol, sp.Rational]:
        """The point as doubles have it."""
        return {s: sp.Rational(float(value)) for s, value in self.point.items()}

    @property
    def place(self) -> str:
        """x = 1, a = 2."""
        return ", ".join(f"{text(arrange(s))} = {text(arrange(v))}" for s, v in self.point.items())

    @cached_property
    def exact(self) -> float:
        """The derivative by the rules; NaN where there is none."""
        kink = next((k for k in self.part.kinks if k.at == self.point[self.x]), None)
        if kink is not None:
            return float(kink.left) if kink.exists else math.nan  # type: ignore[arg-type]
        return self.precisely(self.part.after.expr)

    def precisely(self, expr: sp.Expr) -> float:
        """A value in high precision, rounded to a double."""
        try:
            return float(Precise(DIGITS).at(expr, self.doubles))
        except Undefined:
            return math.nan

    def slope(self, order: int) -> float:
        """|f″| or |f‴| at the point."""
        try:
            found = Precise(DIGITS).slope(self.body.expr, (self.x,) * order, self.doubles)
        except Undefined:
            return math.nan
        return 0.0 if abs(found) < NOTHING else abs(float(found))

    def is_polynomial(self, degree: int) -> bool:
        """Whether the formula is a polynomial of at most this degree."""
        expr = self.body.expr
        return bool(expr.is_polynomial(self.x)) and sp.degree(expr, self.x) <= degree

    def values(self, places: Sequence[float]) -> list[float]:
        """The formula at places, in doubles, as a program computes it."""
        others = [s for s in self.point if s != self.x]
        program = lower([self.body.expr], [self.x, *others])
        inputs = [np.array(places), *(np.float64(float(self.point[s])) for s in others)]
        return [float(v) for v in np.broadcast_to(evaluate(program, inputs)[0], (len(places),))]

    @property
    def at(self) -> float:
        """Where x is, as a double."""
        return float(self.point[self.x])

    def rows(self, method: Method) -> list[Row]:
        """The table of a method."""
        right = self.values([self.at + method.right * h for h in STEPS])
        left = self.values([self.at - method.left * h for h in STEPS])
        spans = [(method.right + method.left) * h for h in STEPS]
        quotients = [(a - b) / span for a, b, span in zip(right, left, spans, strict=True)]
        errors = [abs(q - self.exact) for q in quotients]
        orders = [math.nan, *(order_of(*pair) for pair in pairwise(errors))]
        return [Row(*row) for row in zip(STEPS, quotients, errors, orders, strict=True)]


def order_of(before: float, after: float) -> float:
    """log₁₀ of the factor by which an error falls when h falls by ten."""
    if not (0 < before < math.inf and 0 < after < math.inf):
        return math.nan
    return math.log10(before) - math.log10(after)


def prepared(body: Notation, wrt: Sequence[sp.Symbol], points: Points) -> Lesson:
    """The lesson, once it is clear where the formula is differentiated."""
    written, x = text(body), wrt[0]
    if len(wrt) > 1:
        raise UnsupportedError(FAILS["order"], where=written, hint="ask for one variable, once")
    if len(points) != 1:
        fails = FAILS["one-point" if points else "no-point"]
        hint = f'say where: at={{"{x.name}": 1}}, or on the command line --at {x.name}=1'
        raise UnsupportedError(fails, where=written, hint=hint)
    point = points[0]
    missing = [s.name for s in sorted(body.symbols | {x}, key=str) if s not in point]
    if missing:
        raise UnsupportedError(
            FAILS["letters"].format(names=" and ".join(missing)),
            where=written,
            hint="give every letter a value in at",
        )
    lesson = Lesson(body, x, point, differentiated(body, x, "d"))
    if not math.isfinite(lesson.values([lesson.at])[0]):
        exact = sp.N(body.expr.xreplace(point))
        row = "beyond" if exact.is_real and exact.is_finite else "no-value"
        raise UnsupportedError(
            FAILS[row].format(f=written, place=lesson.place),
            where=written,
            hint="choose a point where the formula has a value",
        )
    return lesson
