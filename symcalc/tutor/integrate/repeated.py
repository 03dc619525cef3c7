"""A function integrated again and again, for parts in a table."""

from __future__ import annotations

from typing import NamedTuple

import sympy as sp

from symcalc.tutor.integrate.forms import slope
from symcalc.tutor.integrate.growing import growth

MOST = 9  # the degree from which on a reduction formula is stated
SHORT = range(1, 5)  # degrees where the function is a product: e^(ax) cos(bx)


class Rows(NamedTuple):
    """Derivatives of a polynomial down to 0, and beside each of them, f integrated as often.

    The k-th integral is `outer` · (A u + B m)/`divided`ᵏ with (A, B) from `pairs`; u and m are a
    sine and a cosine, or sinh and cosh, or for an exponential 1 and 0.
    """

    derivatives: list[sp.Expr]
    outer: sp.Expr
    waves: tuple[sp.Expr, sp.Expr]
    pairs: list[tuple[sp.Expr, sp.Expr]]
    divided: sp.Expr

    @property
    def shown(self) -> list[sp.Expr]:
        """The integrals, as they stand in the table."""
        u, m = self.waves
        return [
            self.outer * sp.factor_terms(a * u + b * m) / self.divided**k
            for k, (a, b) in enumerate(self.pairs)
        ]


def polynomial_parts(core: sp.Expr, x: sp.Symbol, least: int = 2) -> tuple[sp.Expr, sp.Expr] | None:
    """The polynomial, of degree `least` or more, and the function; or beside a product of two.

    >>> x = sp.Symbol("x")
    >>> polynomial_parts(x**2 * sp.exp(3 * x), x)
    (x**2, exp(3*x))
    """
    factors = core.args if core.is_Mul else ()
    functions = [f for f in factors if growth(f, x) is not None]
    if len(functions) not in (1, 2) or len(functions) == len(factors):
        return None
    f = sp.Mul(*functions)
    p = core / f
    degrees = range(least, MOST) if len(functions) == 1 else SHORT
    if not p.is_polynomial(x) or sp.degree(p, x) not in degrees:
        return None
    waves = [g for g in functions if isinstance(g, sp.sin | sp.cos)]
    powers = [g for g in functions if not g.as_base_exp()[0].has(x)]
    return (p, f) if len(functions) == 1 or (waves and powers) else None


def rows_of(p: sp.Expr, f: sp.Expr, x: sp.Symbol) -> Rows:
    """The table for a polynomial and a function; its integrals are found by comparing.

    The derivative of e^(rx) (P u + Q m) with u' = c m and m' = d u is e^(rx) (A u + B m), where
    P = (r A - d B)/(r² - c d) and Q = (r B - c A)/(r² - c d).
    """
    factors = sp.Mul.make_args(f)
    outer = sp.Mul(*(g for g in factors if not g.as_base_exp()[0].has(x)))
    r = sp.cancel(slope(outer, x) / outer)
    derivatives = [p]
    while derivatives[-1] != 0:
        derivatives.append(sp.factor_terms(slope(derivatives[-1], x)))
    u = sp.Mul(*(g for g in factors if g.as_base_exp()[0].has(x)))
    if u == 1:
        pairs = [(sp.S.One, sp.S.Zero)] * len(derivatives)
        return Rows(derivatives, outer, (u, sp.S.Zero), pairs, r)
    c, m = slope(u, x).as_independent(x, as_Add=False)
    d = sp.cancel(slope(m, x) / u)
    if r == 0:
        return _plain(derivatives, (u, m), c, d)
    pairs = [(sp.S.One, sp.S.Zero)]
    for _ in derivatives[1:]:
        a, b = pairs[-1]
        pairs.append((sp.expand(r * a - d * b), sp.expand(r * b - c * a)))
    return Rows(derivatives, outer, (u, m), pairs, r**2 - c * d)


def _plain(
    derivatives: list[sp.Expr], waves: tuple[sp.Expr, sp.Expr], c: sp.Expr, d: sp.Expr
) -> Rows:
    """The same without an exponential: ∫ u = m/d and ∫ m = u/c, where c = ±d."""
    rate = c if not c.could_extract_minus_sign() else -c
    pairs = [(sp.S.One, sp.S.Zero)]
    for _ in derivatives[1:]:
        a, b = pairs[-1]
        pairs.append((b * rate / c, a * rate / d))
    return Rows(derivatives, sp.S.One, waves, pairs, rate)


def gathered(rows: Rows, x: sp.Symbol) -> sp.Expr:
    """The products along the diagonals: by functions, or with letters by powers of x."""
    total = [_sum(rows, side) for side in (0, 1)]
    top = len(rows.pairs) - 1
    if not rows.divided.free_symbols or rows.outer == 1 or rows.waves[0] == 1:
        whole = [sp.factor_terms(sp.together(t / rows.divided**top)) for t in total]
        inside = sp.Add(*(t * w for t, w in zip(whole, rows.waves, strict=True)))
        return sp.factor_terms(inside) * rows.outer if rows.outer != 1 else inside
    found = []
    for k in range(top):
        sides = [sp.factor(sp.expand(t).coeff(x, k)) for t in total]
        found.append(rows.outer * x**k * _over(sides, rows, top))
    return sp.Add(*found)


def _over(sides: list[sp.Expr], rows: Rows, top: int) -> sp.Expr:
    """Coefficients of both functions over the lowest power of what was divided by."""
    n = top
    while n:
        less = [sp.cancel(c / rows.divided) for c in sides]
        if any(not sp.fraction(c)[1].is_number for c in less):
            break
        sides, n = [sp.factor_terms(c) for c in less], n - 1
    return sp.Add(*(c * w for c, w in zip(sides, rows.waves, strict=True))) / rows.divided**n


def _sum(rows: Rows, side: int) -> sp.Expr:
    """Σ ± p⁽ᵏ⁾ A, over the highest power of what was divided by."""
    top = len(rows.pairs) - 1
    return sp.expand(
        sp.Add(
            *(
                (-1) ** k * u * rows.pairs[k + 1][side] * rows.divided ** (top - k - 1)
                for k, u in enumerate(rows.derivatives[:-1])
            )
        )
    )
