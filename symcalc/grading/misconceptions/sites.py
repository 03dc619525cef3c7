"""Where a wrong rule can be applied: what a row of the table gets to see.

A strategy makes the sites while it works the question out. `node` is the formula that is worked on
there, as written; `right` is what should come out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.notation import Notation


@dataclass(frozen=True)
class Slope:
    """A formula as written that is differentiated by x; the slopes of its parts are known.

    `rule` is what is applied: the name of a primitive, "constant" where x does not occur.
    `partials` are the slopes of the rule by its arguments, right or wrong.
    """

    node: Notation
    x: sp.Symbol
    slopes: tuple[sp.Expr, ...]
    right: sp.Expr
    rule: str = ""
    partials: tuple[sp.Expr, ...] = ()
    parts: tuple[sp.Expr, ...] = ()  # what they mean: the factors of a product, an argument
    moving: tuple[int, ...] = ()  # which of the parts depend on x

    def moves(self, k: int) -> bool:
        """Whether a part depends on the variable."""
        return k in self.moving


@dataclass(frozen=True)
class Partial:
    """The derivative of a function by one of its arguments: cos u of sin u."""

    node: Notation
    rule: str
    k: int
    parts: tuple[sp.Expr, ...]
    right: sp.Expr
    x: sp.Symbol

    @property
    def u(self) -> sp.Expr:
        """The argument."""
        return self.parts[self.k]


@dataclass(frozen=True)
class Rewriting:
    """A formula as written that is simplified, expanded, or just copied."""

    node: Notation
    parts: tuple[sp.Expr, ...]
    right: sp.Expr

    @property
    def rule(self) -> str:
        """How the formula is made."""
        return self.node.head


@dataclass(frozen=True)
class Whole:
    """The question as a whole, its right answer at hand."""

    asked: Asked

    @property
    def node(self) -> Notation:
        """What the question is about."""
        return self.asked.body

    @property
    def right(self) -> sp.Basic:
        """The right answer."""
        return self.asked.right.expr

    @property
    def rule(self) -> str:
        """The kind of the question."""
        return self.asked.kind

    def there(self, expr: sp.Basic) -> sp.Basic:
        """At the point that is asked for, if there is one."""
        return expr.xreplace(dict(self.asked.question.at))


@dataclass(frozen=True)
class Integrand:
    """A term as written that is integrated by x; `right` is an antiderivative of it."""

    node: Notation
    x: sp.Symbol
    right: sp.Expr

    @property
    def f(self) -> sp.Expr:
        """What the term means."""
        return self.node.expr

    @cached_property
    def split(self) -> tuple[sp.Expr, sp.Expr]:
        """Its constant factors, and what is left."""
        constant, core = self.f.as_independent(self.x, as_Add=False)
        return constant, core

    @property
    def plain(self) -> bool:
        """Whether it has no constant factor, and depends on x at all."""
        return bool(self.split[0] == 1 and self.split[1] != 1)


@dataclass(frozen=True)
class ByParts:
    """A product u·v′ as written that is integrated by parts; `rest` is ∫ v u′."""

    node: Notation
    x: sp.Symbol
    u: sp.Expr
    dv: sp.Expr
    v: sp.Expr
    rest: sp.Expr
    right: sp.Expr


@dataclass(frozen=True)
class Substitution:
    """A term as written that becomes `inner` in the letter u = `value`; `primitive` is in u."""

    node: Notation
    x: sp.Symbol
    u: sp.Symbol
    value: sp.Expr
    inner: sp.Expr
    primitive: sp.Expr
    right: sp.Expr


@dataclass(frozen=True)
class Fractions:
    """A quotient as written that is split into partial fractions, which are its `terms`."""

    node: Notation
    x: sp.Symbol
    terms: tuple[sp.Expr, ...]
    right: sp.Expr


@dataclass(frozen=True)
class Bounds:
    """An antiderivative between two limits; `f` is the integrand."""

    node: Notation
    x: sp.Symbol
    f: sp.Expr
    primitive: sp.Expr
    lower: sp.Expr
    upper: sp.Expr
    right: sp.Expr

    def at(self, place: sp.Expr) -> sp.Expr:
        """The antiderivative at a place."""
        return self.primitive.subs(self.x, place)

    @property
    def proper(self) -> bool:
        """Whether no limit is infinite."""
        return bool(self.lower.is_finite is not False and self.upper.is_finite is not False)


@dataclass(frozen=True)
class ChangedBounds:
    """Bounds of x for an antiderivative in the letter u = `value`."""

    node: Notation
    x: sp.Symbol
    u: sp.Symbol
    value: sp.Expr
    primitive: sp.Expr
    lower: sp.Expr
    upper: sp.Expr
    right: sp.Expr


@dataclass(frozen=True)
class Region:
    """An area between curves: `gap` is upper minus lower as it would be integrated in one go."""

    node: Notation
    x: sp.Symbol
    gap: sp.Expr
    lower: sp.Expr
    upper: sp.Expr
    right: sp.Expr


@dataclass(frozen=True)
class Nested:
    """An iterated integral as written: the integrand and its ranges, innermost first."""

    node: Notation
    f: sp.Expr
    ranges: tuple[tuple[sp.Symbol, sp.Expr, sp.Expr], ...]
    right: sp.Expr


@dataclass(frozen=True)
class VariableBound:
    """An integral of f(t) by t with limits that depend on x, differentiated by x."""

    node: Notation
    f: sp.Expr
    t: sp.Symbol
    x: sp.Symbol
    lower: sp.Expr
    upper: sp.Expr
    right: sp.Expr


@dataclass(frozen=True)
class Antiderivative:
    """An integrand as written, and a whole antiderivative of it, a constant apart."""

    node: Notation
    x: sp.Symbol
    primitive: sp.Expr
    right: sp.Expr


@dataclass(frozen=True)
class Equation:
    """A linear equation in x as written, with both sides; `right` is its solution."""

    node: Notation
    x: sp.Symbol
    sides: tuple[sp.Expr, sp.Expr]
    right: sp.Expr
