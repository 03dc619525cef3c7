"""Solutions of a system, and the cases on the way to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import sympy as sp

from symcalc.tutor.extrema.numbers import decimals, tidied

RESIDUAL = sp.Float("1e-30", 60)


Equations = tuple[sp.Expr, ...]


class Stuck(Exception):
    """No textbook way leads on: the system is left to numbers."""


@dataclass(frozen=True)
class Solution:
    """What the unknowns are; on a curve of solutions some are left free.

    `path` says case by case how it was found, `periods` after what an unknown comes again.
    """

    values: dict[sp.Symbol, sp.Expr]
    path: tuple[str, ...] = ()
    periods: dict[sp.Symbol, sp.Expr] = field(default_factory=dict)

    @property
    def free(self) -> frozenset[sp.Symbol]:
        """The unknowns that may take any value."""
        return frozenset(s for v in self.values.values() for s in v.free_symbols)


@dataclass(frozen=True)
class Branch:
    """A case: the equations that are left, and what is known so far."""

    equations: Equations
    known: tuple[tuple[sp.Symbol, sp.Expr], ...] = ()
    path: tuple[str, ...] = ()
    periods: tuple[tuple[sp.Symbol, sp.Expr], ...] = ()

    def with_value(self, x: sp.Symbol, value: sp.Expr, line: str) -> Branch:
        """The branch in which an unknown has a value."""
        line = line if line not in self.path else ""
        equations = tuple(e.subs(x, value) for e in self.equations)
        known = tuple((s, v.subs(x, value)) for s, v in self.known)
        return Branch(equations, (*known, (x, value)), (*self.path, line), self.periods)


def key_of(solution: Solution) -> list[tuple[sp.Symbol, sp.Expr]]:
    """What tells one solution from another: its values, rounded."""

    def near(value: sp.Expr) -> sp.Expr:
        close = None if value.free_symbols else decimals(value, 30)
        return value if close is None else sp.Rational(round(close * 10**18), 10**18)

    return sorted(((x, near(v)) for x, v in solution.values.items()), key=str)


def as_solution(branch: Branch, unknowns: Sequence[sp.Symbol]) -> Solution:
    """A case in which nothing is left to solve; what has no value is free."""
    values = {x: tidied(v) for x, v in branch.known}
    return Solution(
        {**values, **{x: x for x in unknowns if x not in values}}, branch.path, dict(branch.periods)
    )


def without_covered(solutions: list[Solution]) -> list[Solution]:
    """Points that lie on a curve of solutions are not listed besides."""
    curves = [s for s in solutions if s.free]
    points = [s for s in solutions if not s.free]
    kept = [p for p in points if not any(_lies_on(p, curve) for curve in curves)]
    return [*kept, *curves]


def _lies_on(point: Solution, curve: Solution) -> bool:
    here = {x: point.values[x] for x in curve.free}
    gaps = [sp.expand(v.subs(here) - point.values[x]) for x, v in curve.values.items()]
    return all(gap == 0 for gap in gaps)


def satisfies(equations: Sequence[sp.Expr], values: dict[sp.Symbol, sp.Expr]) -> bool:
    """Whether every equation holds; along a curve, at some of its points."""
    free = sorted({s for v in values.values() for s in v.free_symbols}, key=str)
    places = [{}] if not free else [{s: p + k for k, s in enumerate(free)} for p in TRIED]
    usable = 0
    for place in places:
        here = {x: v.subs(place) for x, v in values.items()}
        left = [decimals(e.subs({**place, **here}, simultaneous=True)) for e in equations]
        if None in left:
            continue
        usable += 1
        if any(abs(v) > RESIDUAL for v in left if v is not None):
            return False
    return usable > 0


def sorted_gens(equation: sp.Expr) -> tuple[sp.Symbol, ...]:
    """The unknowns in the order of a polynomial's exponents."""
    return tuple(sp.Poly(equation, *equation.free_symbols).gens)


def slope_of(equation: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """The factor before an unknown that stands in an equation once, to the first power."""
    if not (equation.has(x) and equation.is_polynomial(x)):
        return None
    poly = sp.Poly(equation, x)
    return poly.all_coeffs()[0] if poly.degree() == 1 else None


TRIED = [sp.Rational(*p) for p in ((1, 3), (-2, 7), (5, 4))]
