"""∫ B/√q dx = S √q + λ ∫ dx/√q + …: the coefficients by comparing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sympy as sp

from symcalc.tutor.integrate.forms import slope as derivative
from symcalc.tutor.integrate.roots.quadratic import Quadratic

UNKNOWNS = 14


@dataclass(frozen=True)
class Reduction:
    """What an integral over a root is made up of, first with letters, then with their values.

    Attributes
    ----------
    rational : sympy.Expr
        The factor S of the root, with letters.
    over : tuple of sympy.Expr
        What is left over the root: λ, and fractions with the simple factors.
    left, right : sympy.Expr
        The polynomials that are compared, and `cleared`, by which both were multiplied.
    values : dict
        What the letters are.
    """

    rational: sp.Expr
    over: tuple[sp.Expr, ...]
    left: sp.Expr
    right: sp.Expr
    cleared: sp.Expr
    values: dict[sp.Symbol, sp.Expr]

    @property
    def outside(self) -> sp.Expr:
        """The factor S."""
        return sp.factor(self.rational.xreplace(self.values))

    @property
    def inside(self) -> list[sp.Expr]:
        """What is still to be integrated, over the root."""
        parts = [sp.factor_terms(sp.cancel(part.xreplace(self.values))) for part in self.over]
        return [part for part in parts if part != 0]


def reduction(over: sp.Expr, q: Quadratic, pool: list[sp.Symbol]) -> Reduction | None:
    """Take the root times a rational function out of ∫ over/√q dx.

    >>> x = sp.Symbol("x")
    >>> q = Quadratic(sp.S(1), sp.S(0), sp.S(1), x)
    >>> found = reduction(x**2, q, list(sp.symbols("A B D")))
    >>> found.outside, found.inside
    (x/2, [-1/2])
    """
    x = q.x
    top, below = sp.fraction(sp.cancel(over))
    factors = sp.factor_list(below, x)[1] if x in below.free_symbols else []
    outside, simple = sp.S.One, []
    for factor, k in factors:
        if sp.degree(sp.gcd(factor, q.expr, x), x) > 0:
            outside *= factor**k
        else:
            outside *= factor ** (k - 1)
            simple.append(factor)
    letters = iter(pool)
    growth = int(sp.degree(top, x)) - int(sp.degree(below, x)) if top.has(x) else -1
    size = max(growth - 1, -1) + int(sp.degree(outside, x) if outside != 1 else 0)
    wanted = size + 2 + sum(int(sp.degree(h, x)) for h in simple)
    if wanted > min(UNKNOWNS, len(pool)):
        return None
    numerator = _polynomial(letters, size, x)
    rest = (next(letters),) if growth >= 0 or size >= 0 else ()
    rest += tuple(_polynomial(letters, int(sp.degree(h, x)) - 1, x) / h for h in simple)
    return _solved(over, q, numerator / outside, rest, pool)


def _polynomial(letters: Iterator[sp.Symbol], degree: int, x: sp.Symbol) -> sp.Expr:
    return sum((next(letters) * x**k for k in range(degree, -1, -1)), sp.S.Zero)


def _solved(
    over: sp.Expr, q: Quadratic, s: sp.Expr, rest: tuple[sp.Expr, ...], pool: list[sp.Symbol]
) -> Reduction | None:
    x = q.x
    slope = derivative(s, x) * q.expr + s * derivative(q.expr, x) / 2 + sum(rest)
    cleared = sp.fraction(sp.cancel(over))[1]
    for part in (s, *rest):
        cleared = sp.lcm(cleared, sp.fraction(part)[1])
    left, right = (sp.expand(sp.cancel(side * cleared)) for side in (over, slope))
    if not (left.is_polynomial(x) and right.is_polynomial(x)):
        return None
    used = [letter for letter in pool if letter in right.free_symbols]
    found = sp.linsolve(sp.Poly(right - left, x).coeffs(), used)
    if not found:
        return None
    values = dict(zip(used, next(iter(found)), strict=True))
    free = dict.fromkeys(used, sp.S.Zero)
    values = {letter: sp.cancel(value.xreplace(free)) for letter, value in values.items()}
    return Reduction(s, rest, left, sp.collect(right, x), cleared, values)
