"""Quadratics: their squares completed, their signs, and what they look like between bars."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import sympy as sp

from symcalc.tutor.integrate.forms import coefficients
from symcalc.tutor.integrate.letters import sign

QUADRATIC = 2


@dataclass(frozen=True)
class Square:
    """k·u² + m, where u is linear in x with the slope `slope`, and k, m are constants."""

    k: sp.Expr
    u: sp.Expr
    m: sp.Expr
    slope: sp.Expr

    @property
    def expr(self) -> sp.Expr:
        """The formula."""
        return self.k * self.u**2 + self.m


def as_square(expr: sp.Expr, x: sp.Symbol) -> Square | None:
    """The parts of k·u² + m, as it is written: 4x² - 9, (x + 1)² + 4.

    >>> x = sp.Symbol("x")
    >>> as_square(3 * (x + 1) ** 2 - 5, x)
    Square(k=3, u=x + 1, m=-5, slope=1)
    """
    if not expr.is_Add:
        return None
    constant, moving = expr.as_independent(x, as_Add=True)
    if constant == 0:
        return None
    if moving.is_Add:  # b·x² + c·x²
        found = coefficients(expr, x, QUADRATIC)
        return Square(found[0], x, found[2], sp.S.One) if found and found[1] == 0 else None
    k, power = moving.as_independent(x, as_Add=False)
    base, n = power.as_base_exp()
    if n != QUADRATIC:
        return None
    found = coefficients(base, x, 1)
    return Square(k, base, constant, found[0]) if found else None


def completed(a: sp.Expr, b: sp.Expr, c: sp.Expr, x: sp.Symbol) -> Square:
    """ax² + bx + c as k·u² + m, with whole numbers in u where that is possible.

    >>> x = sp.Symbol("x")
    >>> completed(sp.Integer(4), sp.Integer(-4), sp.Integer(3), x).expr
    (2*x - 1)**2 + 2
    """
    slope = sp.sqrt(a) if a.is_Integer and a > 0 else sp.S.One
    rest = sp.cancel(c - b**2 / (4 * a))
    if slope.is_Integer and slope != 1 and (b / (2 * slope)).is_Integer:
        return Square(sp.S.One, slope * x + b / (2 * slope), rest, slope)
    shift = sp.radsimp(b / (2 * a))
    return Square(a, x + shift, sp.factor(rest) if rest.free_symbols else rest, sp.S.One)


def discriminant(a: sp.Expr, b: sp.Expr, c: sp.Expr) -> sp.Expr:
    """b² - 4ac."""
    return sp.expand(b**2 - 4 * a * c)


@lru_cache(maxsize=1024)
def is_positive(expr: sp.Expr, x: sp.Symbol) -> bool:
    """Whether a quadratic in x, or a sum of squares, is never below 0."""
    if not expr.is_Add:
        return False
    found = coefficients(expr, x, QUADRATIC)
    if found and sign(found[0]) == 1 and sign(discriminant(*found)) == -1:
        return True
    real = sp.Dummy(real=True)
    others = {s: sp.Dummy(real=True) for s in expr.free_symbols - {x}}
    return bool(expr.xreplace({x: real, **others}).is_nonnegative)


def size(expr: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """The absolute value, without bars around what is never negative.

    >>> x = sp.Symbol("x")
    >>> size(x**2 - x + 1, x), size(x - 1, x)
    (x**2 - x + 1, Abs(x - 1))
    """
    return expr if is_positive(expr, x) else sp.Abs(expr)
