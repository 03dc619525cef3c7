"""Descent on a bowl at a rate: what each direction does, and how many steps are needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from symcalc import notation
from symcalc.figures import decimal, in_figures
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.descent.bowl import Bowl, directions_said
from symcalc.tutor.descent.sizes import powered, said, shown
from symcalc.tutor.descent.spectrum import Direction, momentum_size, steps_needed
from symcalc.tutor.extrema.numbers import decimals, is_exact, sign_of, tidied
from symcalc.tutor.words.descent_rates import SAYS
from symcalc.writing.text import text

WIDE = 20  # characters of an exact number in a sentence
MANY = 10**300  # what a double can hold
ROUND = 1e-12  # by which numbers that are rounded may miss 1


@dataclass(frozen=True)
class Rates:
    """Descent on a bowl: the rate, the momentum, the start and the tolerance, as they are said."""

    bowl: Bowl
    rate: Notation | None = None
    beta: Notation | None = None
    start: Mapping[sp.Symbol, sp.Expr] | None = None
    tolerance: Notation | None = None

    @cached_property
    def names(self) -> list[str]:
        """What the directions are called: x and y, or (1, 1) and (1, −1)."""
        ways = self.bowl.spectrum.directions
        told = directions_said([d.vector for d in ways])
        return [
            text(notation.name(d.axis)) if d.axis else v for d, v in zip(ways, told, strict=True)
        ]

    def written(self, value: sp.Expr) -> Notation:
        """A number in decimals where the rate is."""
        if value.free_symbols or value.is_Rational:
            return powered(value) or self._rational(value)
        near = decimals(value)
        if self.rate is not None and "." in self.rate.text and near is not None:
            return decimal(sp.Float(near))
        if not is_exact(value):
            return shown(value)
        return arrange(value, like=self.rate)

    def _rational(self, value: sp.Expr) -> Notation:
        """With a power of ten where decimals would be written as 2.6E-7."""
        made = arrange(value, like=self.rate)
        return decimal(float(value)) if "E" in made.text else made

    def told(self, value: sp.Expr) -> str:
        """The same in a sentence."""
        if value.free_symbols or value.is_Rational:
            exact = text(self.written(value))
            long = len(exact) > WIDE and 0 < abs(value) < MANY
            return f"≈ {in_figures(float(value))}" if long else exact
        return said(value) if self.rate is None else f"≈ {text(self.written(value))}"

    @property
    def momentum(self) -> sp.Expr:
        """β, 0 of plain descent."""
        return sp.S.Zero if self.beta is None else self.beta.expr

    @cached_property
    def flat(self) -> list[str]:
        """The directions whose curvature is 0."""
        ways = self.bowl.spectrum.directions
        return [n for n, d in zip(self.names, ways, strict=True) if d.sign == 0]

    @property
    def is_singular(self) -> bool:
        """Whether a direction is not decided by the Hessian: flat, and f no quadratic."""
        return bool(self.flat) and not self.bowl.is_quadratic

    @cached_property
    def bound(self) -> sp.Expr:
        """The rate from which on it does not converge."""
        return self.bowl.spectrum.bound(self.momentum)

    @cached_property
    def speed(self) -> Notation | None:
        """The rate that is said; of a start without one, the best."""
        if self.rate is not None or self.start is None or self.beta is not None:
            return self.rate
        return self.written(self.bowl.spectrum.best_rate)

    @cached_property
    def multipliers(self) -> tuple[sp.Expr, ...]:
        """Of a step, in every direction; with momentum the sizes of the larger roots."""
        if self.speed is None:
            return ()
        rate = self.speed.expr
        if self.beta is None:
            return self.bowl.spectrum.multipliers(rate)
        return tuple(_size(d, rate, self.momentum) for d in self.bowl.spectrum.directions)

    @cached_property
    def behaviours(self) -> tuple[str, ...]:
        """What the distance does in every direction."""
        ways = self.bowl.spectrum.directions
        pairs = zip(ways, self.multipliers, strict=False)
        return tuple(self._behaviour(d, m) for d, m in pairs)

    def _behaviour(self, way: Direction, multiplier: sp.Expr) -> str:
        assert self.speed is not None
        size = self.told(abs(multiplier))
        against = _against_one(multiplier)
        swings = self.beta is not None and _swings(way, self.speed.expr, self.momentum)
        exact = self.bowl.is_quadratic
        if multiplier == 0:
            row = "zero" if exact else "zero-near"
        elif way.sign == 0:
            row = "stays" if exact else "undecided"
        elif swings:
            row = {-1: "swings", 0: "swings-on", 1: "swings-grows"}[against]
        elif sign_of(multiplier) == 1:
            row = {-1: "shrinks", 0: "stays", 1: "grows"}[against]
        else:
            even = "flips" if exact else "flips-near"
            row = {-1: "flips-shrinks", 0: even, 1: "flips-grows"}[against]
        return SAYS[row].format(size=size)

    @cached_property
    def worst(self) -> int:
        """The direction that is slowest, or grows most."""
        moving = [k for k, d in enumerate(self.bowl.spectrum.directions) if d.sign]
        return max(moving, key=lambda k: abs(float(self.multipliers[k])))

    @cached_property
    def verdict(self) -> str:
        """Converges, limit or diverges."""
        if self.speed is None or not self.bowl.spectrum.has_minimum:
            return ""
        return {-1: "converges", 0: "limit", 1: "diverges"}[
            _against_one(self.multipliers[self.worst])
        ]

    @cached_property
    def needed(self) -> int | None:
        """Steps until the gradient is below the tolerance; of a quadratic."""
        if (
            not self.bowl.is_quadratic
            or self.start is None
            or self.tolerance is None
            or self.beta is not None
        ):
            return None
        assert self.speed is not None
        assert self.bowl.centre is not None
        offset = {x: v - self.bowl.centre[x] for x, v in self.start.items()}
        wrt = self.bowl.named.wrt
        smallest = float(self.tolerance.expr)
        return steps_needed(self.bowl.spectrum, self.speed.expr, offset, wrt, smallest)


def _against_one(multiplier: sp.Expr) -> int:
    """-1, 0 or 1: the size against 1."""
    if multiplier.has(sp.Float, sp.CRootOf):
        gap = abs(float(multiplier)) - 1
        return 0 if abs(gap) < ROUND else 1 if gap > 0 else -1
    return sign_of(abs(multiplier) - 1) or 0


def _size(way: Direction, rate: sp.Expr, beta: sp.Expr) -> sp.Expr:
    """√β where the roots are complex; else by the formula for roots."""
    middle = 1 + beta - rate * way.curvature
    inside = tidied(sp.expand(middle**2 - 4 * beta))
    if (sign_of(inside) or 0) < 0:
        return tidied(sp.sqrt(beta))
    found = tidied((abs(middle) + sp.sqrt(inside)) / 2)
    assert abs(float(found) - momentum_size(float(rate * way.curvature), float(beta))) < 1e-6
    return found


def _swings(way: Direction, rate: sp.Expr, beta: sp.Expr) -> bool:
    inside = (1 + beta - rate * way.curvature) ** 2 - 4 * beta
    return (sign_of(sp.expand(inside)) or 0) < 0
