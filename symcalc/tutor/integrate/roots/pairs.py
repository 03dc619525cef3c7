"""Two quadratics, one of them under the root: which substitution clears it."""

from __future__ import annotations

from typing import NamedTuple

import sympy as sp

from symcalc.tutor.integrate.roots.quadratic import Quadratic


class Ratio(NamedTuple):
    """The substitution w = (x - α)/√q, for an integrand M(x - β)/(g√q).

    `scale` is κ in dw = κ(x - β)/q^(3/2) dx, and g/q = constant + square·w². Where there is no α,
    w is √q, dw = κ(x - β)/√q dx, and g = constant + square·w².
    """

    alpha: sp.Expr | None
    beta: sp.Expr
    scale: sp.Expr
    constant: sp.Expr
    square: sp.Expr

    def value(self, q: Quadratic) -> sp.Expr:
        """What w is."""
        return q.root if self.alpha is None else (q.x - self.alpha) / q.root

    @property
    def integrand(self) -> tuple[sp.Expr, sp.Expr]:
        """What 1·(x - β)/(g√q) dx becomes: 1/(constant·κ + square·κ·w²) dw, as its two numbers."""
        pair = (self.constant * self.scale, self.square * self.scale)
        return sp.radsimp(sp.expand(pair[0])), sp.radsimp(sp.expand(pair[1]))


def ratios(g: Quadratic, q: Quadratic) -> tuple[Ratio, Ratio] | None:
    """The two substitutions, if they are real: for the numerators x - β and x - α.

    >>> x = sp.Symbol("x")
    >>> one, i = sp.S(1), sp.S(0)
    >>> [r.alpha for r in ratios(Quadratic(one, i, one, x), Quadratic(one, one, one, x))]
    [1, -1]
    """
    a, b, c = q.a, q.b, q.c
    p, r = sp.cancel(g.b / g.a), sp.cancel(g.c / g.a)
    cross = sp.cancel(b - a * p)
    if cross == 0:
        return _concentric(g, q)
    total = sp.cancel(2 * (a * r - c) / cross)
    product = sp.cancel(-r - p * total / 2)
    gap = sp.cancel(total**2 - 4 * product)
    if not (gap.is_Rational and gap > 0):
        return None
    first, second = ((total + sign * sp.sqrt(gap)) / 2 for sign in (1, -1))
    return _ratio(first, second, g, q), _ratio(second, first, g, q)


def _ratio(alpha: sp.Expr, beta: sp.Expr, g: Quadratic, q: Quadratic) -> Ratio:
    """From q = A(x - α)² + B(x - β)² and the same of g."""
    (a1, b1), (a2, b2) = (_weights(f, alpha, beta) for f in (q, g))
    numbers = (q.b / 2 + q.a * alpha, b2 / b1, (a2 * b1 - a1 * b2) / b1)
    return Ratio(alpha, beta, *(sp.radsimp(sp.expand(n)) for n in numbers))


def _weights(f: Quadratic, alpha: sp.Expr, beta: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    first = (-f.b / 2 - f.a * beta) / (alpha - beta)
    return sp.radsimp(first), sp.radsimp(f.a - first)


def _concentric(g: Quadratic, q: Quadratic) -> tuple[Ratio, Ratio]:
    """Both have the same centre h: √q for the numerator x - h, and (x - h)/√q for 1."""
    h = sp.cancel(-q.b / (2 * q.a))
    least, other = (sp.cancel(f.c - f.b**2 / (4 * f.a)) for f in (q, g))
    outer = Ratio(None, h, q.a, sp.cancel(other - g.a * least / q.a), sp.cancel(g.a / q.a))
    flat = sp.cancel(other / least)
    return outer, Ratio(h, sp.oo, least, flat, sp.cancel(g.a - q.a * flat))
