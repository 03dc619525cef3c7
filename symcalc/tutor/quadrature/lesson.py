"""What the lesson is about: an integrand, two limits, a rule, and how many panels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.checking.quadrature import MONTE_CARLO, RULES, TITLES, Rule
from symcalc.figures import decimal
from symcalc.notation import Notation
from symcalc.plotting.sampled import Array, Function, function
from symcalc.primitives import arrange, build
from symcalc.tutor.words.quadrature import QUESTION
from symcalc.writing.text import text

DIGITS = 40  # of a value that is shown
NOTHING = 1e-30  # a value of this size is zero: sin(π)
SIMPLE = 3  # operations of a node that is shown exactly
HEIGHTS = 101  # places at which its height is looked at
FINEST = 64  # its denominator


@dataclass(frozen=True)
class Lesson:
    """An integral between numbers, and a rule on n panels, or n random points."""

    body: Notation
    x: sp.Symbol
    low: Notation
    high: Notation
    name: str
    n: int
    seed: int = 0

    @property
    def rule(self) -> Rule:
        """The rule; there is none for random points."""
        return RULES[self.name]

    @property
    def random(self) -> bool:
        """Whether the nodes are drawn."""
        return self.name == MONTE_CARLO

    @property
    def title(self) -> str:
        """Simpson's rule."""
        return TITLES[self.name]

    @property
    def called(self) -> str:
        """The midpoint rule."""
        title = self.title
        return title if "'" in title else f"The {title[0].lower()}{title[1:]}"

    @cached_property
    def ends(self) -> tuple[float, float]:
        """The limits as doubles."""
        return float(self.low.expr), float(self.high.expr)

    @cached_property
    def width(self) -> sp.Expr:
        """b - a, exactly; negative where the limits are reversed."""
        return self.high.expr - self.low.expr

    @cached_property
    def whole(self) -> Notation:
        """The integral."""
        return build("integral", self.body, notation.name(self.x), self.low, self.high)

    @cached_property
    def f(self) -> Function:
        """The integrand in doubles, NaN where it has no value."""
        return function(self.body.expr, [self.x])

    @cached_property
    def said(self) -> str:
        """The question, in words that are read again."""
        by = "" if self.body.symbols else f" with respect to {self.x.name}"
        return QUESTION.format(
            **self.fields,
            title=self.title,
            by=by,
            seed=f", seed {self.seed}" if self.random else "",
        )

    @property
    def fields(self) -> dict[str, object]:
        """What most sentences name."""
        shown = {"f": self.body, "a": self.low, "b": self.high}
        return {**{k: text(v) for k, v in shown.items()}, "x": self.x.name, "n": self.n}

    def nodes(self, n: int) -> Array:
        """Where the rule takes values, in doubles."""
        return self.rule.nodes(n, *self.ends)

    def exactly(self, half: int) -> sp.Expr:
        """A node, so many half panels after a."""
        return self.low.expr + self.width * sp.Rational(half, 2 * self.n)

    def precisely(self, half: int) -> float:
        """The value at a node, rounded from many digits: sin(π) is 0."""
        try:
            value = float(Precise(DIGITS).at(self.body.expr, {self.x: self.exactly(half)}))
        except Undefined:
            value = float(self.f(np.array([float(self.exactly(half))]))[0])
        return 0.0 if abs(value) < NOTHING else value

    def estimate(self, n: int) -> float:
        """The rule's sum on n panels; NaN where a value is missing."""
        return self.rule.sum(self.f, n, *self.ends)

    @cached_property
    def height(self) -> float:
        """The largest size of a value that the rule takes."""
        values = np.abs(self.f(np.linspace(*self.ends, HEIGHTS)))
        return float(np.nanmax(values, initial=0.0))

    @cached_property
    def value(self) -> float:
        """The rule's sum on the panels asked for."""
        return self.estimate(self.n)


def node_of(place: sp.Expr) -> Notation:
    """A node as a person would write it: exactly where that is short."""
    if place.is_Rational and place.q <= FINEST:
        return notation.rational(place)
    coefficient = place / sp.pi
    if coefficient.is_Rational and coefficient.q <= FINEST:
        return arrange(place)
    if not place.is_Rational and sp.count_ops(place) <= SIMPLE:
        return arrange(place)
    return decimal(float(place), 8)
