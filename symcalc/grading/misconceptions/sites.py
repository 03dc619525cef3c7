"""Where a wrong rule can be applied: what a row of the table gets to see.

A strategy makes the sites while it works the question out. `node` is the formula that is worked on
there, as written; `right` is what should come out.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.notation import Notation


@dataclass(frozen=True)
class Slope:
    """A formula as written that is differentiated by x; the slopes of its parts are known."""

    node: Notation
    x: sp.Symbol
    slopes: tuple[sp.Expr, ...]
    right: sp.Expr

    @property
    def parts(self) -> tuple[sp.Expr, ...]:
        """What its parts mean: the factors of a product, the argument of a function."""
        return tuple(part.expr for part in self.node.parts)

    def moves(self, k: int) -> bool:
        """Whether a part depends on the variable."""
        return self.x in self.node.parts[k].symbols


@dataclass(frozen=True)
class Rewriting:
    """A formula as written that is simplified, expanded, or just copied."""

    node: Notation
    parts: tuple[sp.Expr, ...]
    right: sp.Expr


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
