"""The ways from a question to its answer: which stages there are, and what is compared at each.

A line of a working is at a stage: the function itself (0), its first derivative (1) … For a
definite integral the integrand is 0, an antiderivative 1 and the value 2; for a limit the formula
is 0 and the value 1. Two lines at one stage are compared as they are; one at a later stage with
what the earlier one leads to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.working import words
from symcalc.grading.working.labels import PLAIN
from symcalc.grading.working.letters import slope_of
from symcalc.grading.working.values import Seen, compared


@dataclass(frozen=True)
class Place:
    """A formula of a working without its own letters, and its stage."""

    expr: sp.Basic
    stage: int


@dataclass(frozen=True)
class Track:
    """One stage: every line is equal to the one before."""

    asked: Asked
    start: Place
    last: int = 0

    @property
    def x(self) -> sp.Symbol | None:
        """The variable of the question, if it has one."""
        named = self.asked.question.wrt
        if named:
            return named[0]
        free = sorted(self.asked.body.symbols, key=str)
        return free[0] if len(free) == 1 else None

    @property
    def on(self) -> sp.Basic | None:
        """What must have a value where lines are compared."""
        return None

    def stages(self, expr: sp.Basic, order: int | None, before: int) -> tuple[int, ...]:
        """The stages that a line may be at, those tried first in front; the last is the usual."""
        del expr, order, before
        return (0,)

    def usual(self, expr: sp.Basic, order: int | None, before: int) -> int:
        """The stage of a line that fits nowhere."""
        return self.stages(expr, order, before)[-1]

    def compare(self, before: Place, after: Place) -> Seen:
        """A line beside the one before it."""
        return compared(before.expr, after.expr, on=self.on)

    def relation(self, before: Place, after: Place, seen: Seen) -> str:
        """What the one is to the other, where they fit."""
        del before, after
        return "equal" if seen.status == "equal" else "equal-up-to-constant"


@dataclass(frozen=True)
class Derivatives(Track):
    """The function, its derivatives one after another, and the value at a point."""

    @property
    def wrt(self) -> tuple[sp.Symbol, ...]:
        """The variables, one an order."""
        return self.asked.wrt

    @property
    def on(self) -> sp.Basic:
        """A derivative lives where the function does."""
        return self.asked.body.expr

    def stages(self, expr: sp.Basic, order: int | None, before: int) -> tuple[int, ...]:
        """Derivatives come after the function; a value has no variable any more."""
        top = len(self.wrt)
        if order is not None and 0 <= order <= top:
            return (order,)
        at_point = (self.last,) if self.last > top and not self._moves(expr) else ()
        return (*at_point, *range(top, min(before, top) - 1, -1))

    def usual(self, expr: sp.Basic, order: int | None, before: int) -> int:
        """What follows the function is its derivative."""
        if order == PLAIN and before == 0:
            return 0
        if order is not None and 0 <= order <= len(self.wrt):
            return order
        if self.last > len(self.wrt) and not self._moves(expr):
            return self.last
        return min(before + 1, len(self.wrt)) if before < len(self.wrt) else len(self.wrt)

    def _moves(self, expr: sp.Basic) -> bool:
        return bool(expr.free_symbols & {x for x, _ in self.asked.question.at})

    def compare(self, before: Place, after: Place) -> Seen:
        """Differentiate the earlier line as often as it takes."""
        point = dict(self.asked.question.at)
        top = len(self.wrt)
        expr, stage = before.expr, before.stage
        while stage < min(after.stage, top):
            expr, stage = slope_of(expr, self.wrt[stage]), stage + 1
        if after.stage > top:
            return compared(expr.subs(point), after.expr.subs(point))
        return compared(expr, after.expr, on=self.on)

    def relation(self, before: Place, after: Place, seen: Seen) -> str:
        """One derivative further, or the same."""
        del seen
        further = min(after.stage, len(self.wrt)) > before.stage
        return "differentiated" if further else "equal"


@dataclass(frozen=True)
class AtPoint(Track):
    """A gradient in general (0), and at the point that is asked for (1)."""

    def _moves(self, expr: sp.Basic) -> bool:
        return bool(expr.free_symbols & {x for x, _ in self.asked.question.at})

    def stages(self, expr: sp.Basic, order: int | None, before: int) -> tuple[int, ...]:
        """A value has no variable any more."""
        del order
        return (0,) if self._moves(expr) else (1,) if before else (0, 1)

    def compare(self, before: Place, after: Place) -> Seen:
        """Put the point into what is general yet."""
        if before.stage == after.stage:
            return compared(before.expr, after.expr, on=self.on)
        point = dict(self.asked.question.at)
        first, second = (p.expr if p.stage else p.expr.subs(point) for p in (before, after))
        return compared(first, second)


@dataclass(frozen=True)
class Antiderivatives(Track):
    """The integrand (0), an antiderivative (1), and the value between bounds (2)."""

    bounds: tuple[sp.Expr, ...] = ()

    def stages(self, expr: sp.Basic, order: int | None, before: int) -> tuple[int, ...]:
        """A value has no variable any more."""
        if order is not None:
            return (1,) if order else (0, 1)
        if self.bounds and self.x not in expr.free_symbols:
            return (2,)
        return (1,) if before >= 1 else (1, 0)

    def usual(self, expr: sp.Basic, order: int | None, before: int) -> int:
        """What follows the integrand is an antiderivative."""
        return self.stages(expr, order, before)[0]

    @property
    def on(self) -> sp.Basic:
        """Where the integrand has a value."""
        return self.start.expr

    def compare(self, before: Place, after: Place) -> Seen:
        """Slopes are compared where there is no value yet."""
        if after.stage == 2:
            return compared(self._value(before), after.expr)
        if before.stage == after.stage:
            return compared(before.expr, after.expr, self.x if after.stage else None, self.on)
        first, second = (
            p.expr if p.stage == 0 else slope_of(p.expr, self.x) for p in (before, after)
        )
        return replace(compared(first, second, on=self.on), what=words.DERIVATIVE)

    def _value(self, place: Place) -> sp.Basic:
        if place.stage == 2:
            return place.expr
        x, (low, high) = self.x, self.bounds
        if place.stage == 0 or place.expr.has(sp.Integral):
            slope = place.expr if place.stage == 0 else slope_of(place.expr, x)
            return sp.Integral(slope, (x, low, high))
        ends = [self._end(place.expr, end, side) for end, side in ((low, "+"), (high, "-"))]
        return ends[1] - ends[0]

    def _end(self, expr: sp.Expr, end: sp.Expr, side: str) -> sp.Expr:
        """The value at a bound; the limit there where it has none."""
        value = expr.subs(self.x, end) if end.is_finite else sp.nan
        wanting = value.has(sp.nan, sp.zoo, sp.oo, -sp.oo)
        side = "-" if end == sp.oo else "+" if end == -sp.oo else side
        return sp.Limit(expr, self.x, end, dir=side) if wanting else value

    def relation(self, before: Place, after: Place, seen: Seen) -> str:
        """From the integrand to an antiderivative, unless the sign ∫ still stands in it."""
        if before.stage == 0 and after.stage == 1 and not after.expr.has(sp.Integral):
            return "integrated"
        done = not after.expr.has(sp.Integral)
        up_to = seen.status == "constant" and before.stage == after.stage and done
        return "equal-up-to-constant" if up_to else "equal"


@dataclass(frozen=True)
class Limits(Track):
    """The formula (0) and the value of its limit (1)."""

    def stages(self, expr: sp.Basic, order: int | None, before: int) -> tuple[int, ...]:
        """A value has no variable any more."""
        del order, before
        return (0,) if self.x in expr.free_symbols else (1,)

    def compare(self, before: Place, after: Place) -> Seen:
        """Formulas may be equal, or only have one limit."""
        if before.stage == after.stage == 0:
            seen = compared(before.expr, after.expr)
            if seen or seen.status == "undecided":
                return seen
        return compared(self._value(before), self._value(after))

    def _value(self, place: Place) -> sp.Basic:
        limit = self.asked.body.expr
        return place.expr if place.stage else sp.Limit(place.expr, *limit.args[1:])


def track_of(asked: Asked) -> Track:
    """The way to the answer of a question.

    Raises
    ------
    SymcalcError
        If it cannot be worked out and lines have nothing to be compared with.
    """
    body, wrt = asked.body.expr, asked.question.wrt
    if asked.kind == "derivative" and asked.wrt:
        return Derivatives(asked, Place(body, 0), len(asked.wrt) + bool(asked.question.at))
    if asked.kind == "integral" and isinstance(body, sp.Integral) and len(body.limits) == 1:
        ends = tuple(body.limits[0][1:])
        return Antiderivatives(asked, Place(body.function, 0), 1 + bool(ends), ends)
    if asked.kind == "limit" and isinstance(body, sp.Limit) and len(wrt) == 1:
        return Limits(asked, Place(body.args[0], 0), 1)
    told = asked.derivation
    if asked.kind in ("gradient", "hessian", "jacobian") and asked.question.at and told is not None:
        return AtPoint(asked, Place(told.result.expr, 0), 1)
    return Track(asked, Place(asked.right.expr, 0))
