"""What is asked of a multiple integral: the integrand, and where each variable runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import sympy as sp

from symcalc import notation
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.writing.text import text

MOST = 3  # variables


@dataclass(frozen=True)
class Range:
    """A variable of integration and its limits; none for an indefinite integral."""

    x: sp.Symbol
    low: Notation | None = None
    high: Notation | None = None

    @property
    def name(self) -> str:
        """The variable as it is written."""
        return text(notation.name(self.x))

    @property
    def limits(self) -> tuple[Notation, ...]:
        """The lower and the upper limit, or nothing."""
        return () if self.low is None or self.high is None else (self.low, self.high)

    @property
    def ends(self) -> tuple[sp.Expr, sp.Expr]:
        """What the limits mean."""
        assert self.low is not None
        assert self.high is not None
        return self.low.expr, self.high.expr

    @property
    def moving(self) -> frozenset[sp.Symbol]:
        """The letters in the limits."""
        return frozenset(s for limit in self.limits for s in limit.symbols)

    def over(self, body: Notation) -> Notation:
        """The integral of something over this range."""
        return build("integral", body, notation.name(self.x), *self.limits)

    def said(self) -> str:
        """From 0 to x."""
        return " to ".join(text(limit) for limit in self.limits)

    def inequality(self) -> str:
        """0 ≤ y ≤ x, −∞ < y < ∞."""
        low, high = self.limits
        signs = ["<" if limit.expr.is_infinite else "≤" for limit in (low, high)]
        return f"{text(low)} {signs[0]} {self.name} {signs[1]} {text(high)}"


@dataclass(frozen=True)
class Multiple:
    """Integrals inside one another; the first range is that of the innermost."""

    body: Notation
    ranges: tuple[Range, ...]

    @classmethod
    def of(cls, whole: Notation) -> Multiple:
        """Take an integral as written apart.

        >>> x, y = sp.symbols("x y")
        >>> whole = arrange(sp.Integral(x * y, (y, 0, x), (x, 0, 1)))
        >>> [(r.x, r.ends) for r in Multiple.of(whole).ranges]
        [(y, (0, x)), (x, (0, 1))]
        """
        ranges: list[Range] = []
        while whole.head == "integral":
            whole, x, *limits = whole.parts
            ranges.insert(0, Range(x.expr, *limits))
            whole = inwards(whole)
        return cls(whole, tuple(ranges))

    @cached_property
    def whole(self) -> Notation:
        """The integral as a formula."""
        node = self.body
        for part in self.ranges:
            node = part.over(node)
        return node

    @property
    def variables(self) -> tuple[sp.Symbol, ...]:
        """The variables of integration, innermost first."""
        return tuple(part.x for part in self.ranges)

    @property
    def definite(self) -> bool:
        """Whether every integral has limits."""
        return all(part.limits for part in self.ranges)

    @property
    def boxed(self) -> bool:
        """Whether all limits are constant."""
        return self.definite and not any(r.moving & set(self.variables) for r in self.ranges)

    @property
    def letters(self) -> tuple[sp.Symbol, ...]:
        """The letters that stand for numbers."""
        return natural_order(self.whole.symbols - set(self.variables))

    @property
    def twice(self) -> bool:
        """Whether this is a double integral between limits, by two variables."""
        return self.definite and len(self.ranges) == 2 == len(set(self.variables))

    def between(self, body: Notation | sp.Expr, ranges: Sequence[Range]) -> Multiple:
        """The integral of something else over other ranges."""
        node = body if isinstance(body, Notation) else arrange(body, like=self.body)
        return replace(self, body=node, ranges=tuple(ranges))


def inwards(body: Notation) -> Notation:
    """x ∫ y dy as ∫ x y dy: factors that do not depend on y go into an integral behind them."""
    inner = [part for part in body.parts if part.head == "integral"]
    if body.head != "product" or len(inner) != 1:
        return body
    integrand, x, *limits = inner[0].parts
    rest = [part for part in body.parts if part is not inner[0]]
    if any(x.expr in part.symbols for part in rest):
        return body
    factors = [*rest, *(integrand.parts if integrand.head == "product" else (integrand,))]
    kept = [part for part in factors if part.expr != 1] or factors[:1]
    return build("integral", notation.multiply(*kept), x, *limits)


def listed(words: Sequence[str], last: str = "and") -> str:
    """a, b and c."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), "".join(words[-1:]))))
