"""A function, constraints that hold with equality, and their Lagrangian."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.tutor.diff import Part, differentiated
from symcalc.tutor.differentiate import differentiate
from symcalc.tutor.extrema.branches import Stuck
from symcalc.tutor.extrema.constraints import Constraint
from symcalc.tutor.extrema.hessians import Form, restricted
from symcalc.tutor.extrema.numbers import value_at
from symcalc.tutor.extrema.records import Function
from symcalc.tutor.extrema.solutions import Solved, solved
from symcalc.tutor.extrema.systems import solve_system

MINORS = 20  # equations for dependent gradients, at most


@dataclass(frozen=True)
class Multipliers:
    """A function, constraints that hold with equality, and their Lagrangian."""

    named: Function
    constraints: tuple[Constraint, ...]
    letters: tuple[sp.Symbol, ...]

    @cached_property
    def formula(self) -> Notation:
        """L = f − λg + μh: an equation g = 0 with −, an inequality h ≤ 0 with +."""
        terms = [
            notation.multiply(notation.name(letter), c.gap)
            for letter, c in zip(self.letters, self.constraints, strict=True)
        ]
        signed = [
            notation.negative(t) if c.equality else t
            for t, c in zip(terms, self.constraints, strict=True)
        ]
        return notation.add(self.named.body, *signed)

    @cached_property
    def partials(self) -> list[Part]:
        """∂L/∂x for each variable."""
        return [differentiated(self.formula, x, "∂") for x in self.named.wrt]

    @property
    def equations(self) -> list[Notation]:
        """∂L/∂x = 0 for each variable, and every constraint."""
        return [*(p.after for p in self.partials), *(c.gap for c in self.constraints)]

    @cached_property
    def solved(self) -> Solved:
        """All solutions, with their multipliers."""
        unknowns = (*self.named.wrt, *self.letters)
        return solved([e.expr for e in self.equations], unknowns)

    @cached_property
    def normals(self) -> sp.Matrix:
        """The gradients of the constraints, row by row."""
        wrt = self.named.wrt
        rows = [[differentiate(c.gap, x)[-1].after.expr for x in wrt] for c in self.constraints]
        return sp.Matrix(len(rows), len(wrt), [e for row in rows for e in row])

    @cached_property
    def curvature(self) -> sp.Matrix:
        """The second derivatives of L by the variables."""
        wrt = self.named.wrt
        rows = [[differentiate(p.after, y)[-1].after.expr for y in wrt] for p in self.partials]
        return sp.Matrix(rows)

    def along(self, values: Mapping[sp.Symbol, sp.Expr]) -> Form | None:
        """How L curves along the constraints at a point."""
        n = len(self.named.wrt)
        entries = [value_at(e, values) for e in self.curvature]
        normals = [value_at(e, values) for e in self.normals]
        if None in entries or None in normals:
            return None
        if any(e is not None and e.free_symbols for e in entries):
            return None
        if any(
            e is not None and e.free_symbols for e in normals
        ):  # definite everywhere, so along them too
            whole = Form(sp.Matrix(n, n, entries))
            return whole if whole.kind in ("positive", "negative") else None
        rows = len(self.constraints)
        return restricted(sp.Matrix(n, n, entries), sp.Matrix(rows, n, normals))

    def exceptional(self) -> list[dict[sp.Symbol, sp.Expr]] | None:
        """Where on the constraints their gradients are dependent; None if not worked out."""
        rows, n = self.normals.rows, len(self.named.wrt)
        if rows > n:
            return []
        if self.normals.free_symbols - set(self.named.wrt):
            return None
        columns = list(combinations(range(n), rows))[:MINORS]
        minors = [self.normals.extract(list(range(rows)), list(c)).det() for c in columns]
        try:
            found = solve_system([*(c.expr for c in self.constraints), *minors], self.named.wrt)
        except Stuck:
            return None
        return [s.values for s in found if not s.free]

    def lagrangian_at(self, values: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
        """L with the multipliers of a point in it."""
        return self.formula.expr.subs({letter: values[letter] for letter in self.letters})


def letters(named: Function, count: int, word: str) -> tuple[sp.Symbol, ...]:
    """λ, or λ₁, λ₂ … of several constraints."""
    taken = {s.name for s in named.body.symbols}
    word = word if word not in taken else f"{word}_0"
    if count == 1:
        return (sp.Symbol(word),)
    return tuple(sp.Symbol(f"{word}_{k + 1}") for k in range(count))
