"""Sums a·sine + b·cosine + c, and fractions of them."""

from __future__ import annotations

from typing import NamedTuple

import sympy as sp

from symcalc.tutor.integrate.trig.rational import C, Fraction, S

BOTH = 2


class Linear(NamedTuple):
    """The coefficients of sine, of cosine, and what stands alone."""

    a: sp.Expr
    b: sp.Expr
    c: sp.Expr

    def at(self, s: sp.Expr, c: sp.Expr) -> sp.Expr:
        """The sum for a sine and a cosine."""
        return self.a * s + self.b * c + self.c


def linear_in_pair(expr: sp.Expr) -> Linear | None:
    """The coefficients, where an expression is linear in sine and cosine.

    >>> linear_in_pair(3 * S - C + 5)
    Linear(a=3, b=-1, c=5)
    """
    if not expr.is_polynomial(S, C):
        return None
    poly = sp.Poly(expr, S, C)
    if poly.total_degree() > 1:
        return None
    a, b, c = (poly.coeff_monomial(m) for m in (S, C, 1))
    return Linear(a, b, c)


def linear_fraction(found: Fraction) -> tuple[Linear, Linear] | None:
    """Numerator and denominator, where both are linear."""
    top, bottom = sp.fraction(found.by_pair)
    pair = linear_in_pair(sp.expand(top)), linear_in_pair(sp.expand(bottom))
    if pair[0] is None or pair[1] is None or (pair[1].a == 0 and pair[1].b == 0):
        return None
    return pair[0], pair[1]


def power_of_linear(found: Fraction) -> tuple[sp.Expr, Linear, int] | None:
    """c/(a·sine + b·cosine + d)ⁿ: the constant, the sum and n."""
    top, bottom = sp.fraction(sp.factor(found.by_pair))
    if top.has(S, C):
        return None
    front, rest = bottom.as_independent(S, C, as_Add=False)
    base, n = rest.as_base_exp()
    told = linear_in_pair(base)
    if told is None or not n.is_Integer or n < 1 or (told.a == 0 and told.b == 0):
        return None
    return top / front, told, int(n)
