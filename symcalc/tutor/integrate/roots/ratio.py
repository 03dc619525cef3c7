"""Roots of two linear factors: with u = ⁿ√(v/w) they become rational together."""

from __future__ import annotations

from typing import NamedTuple

import sympy as sp

from symcalc.tutor.integrate.forms import slope as derivative
from symcalc.tutor.integrate.roots.form import radicals
from symcalc.tutor.integrate.roots.invert import Root, inverse

DEGREE = 40
FACTORS = 8  # degree of what is under a root


class Together(NamedTuple):
    """The root that becomes u, u, the integrand by u and x, and whether both roots grow."""

    root: Root
    value: sp.Expr
    integrand: sp.Expr
    growing: bool


def of_two(core: sp.Expr, u: sp.Symbol, x: sp.Symbol) -> Together | None:
    """Roots of two linear v and w, where each term has whole powers of them together.

    >>> u, x = sp.symbols("u x")
    >>> of_two(sp.sqrt(x) / (x + 1) ** sp.Rational(5, 2), u, x).integrand
    u/(x + 1)**2
    """
    powers = radicals(core, x)
    bases = sorted({p.base for p in powers}, key=sp.default_sort_key)
    if len(bases) != 2 or any(not b.is_polynomial(x) or sp.degree(b, x) != 1 for b in bases):
        return None
    n = int(sp.ilcm(1, *(p.exp.q for p in powers)))
    most = [max(p.exp for p in powers if p.base == b) for b in bases]
    v, w = bases if most[0] >= most[1] else bases[::-1]
    z = sp.Dummy("z")
    put = {p: ((u * z) if p.base == v else z) ** (n * p.exp) for p in powers}
    shown = core.xreplace(put)
    if not shown.is_rational_function(x, u, z):
        return None
    found = _whole(sp.cancel(sp.together(shown)), z, n, w)
    if found is None:
        return None
    root = Root(v / w, n, real=False)
    return Together(root, root.value, found, growing=min(most) > 0)


def _whole(expr: sp.Expr, z: sp.Symbol, n: int, w: sp.Expr) -> sp.Expr | None:
    """An expression in z, where only powers of zⁿ = w stand."""
    parts = [sp.Poly(part, z) for part in sp.fraction(expr)]
    if max(part.degree() for part in parts) > DEGREE:
        return None
    shift = [min(k for (k,) in part.monoms()) for part in parts]
    if any(
        (k - least) % n for part, least in zip(parts, shift, strict=True) for (k,) in part.monoms()
    ):
        return None
    if (shift[0] - shift[1]) % n:
        return None
    top, below = (
        sum(c * w ** ((k - least) // n) for (k,), c in part.terms())
        for part, least in zip(parts, shift, strict=True)
    )
    return top / below * w ** ((shift[0] - shift[1]) // n)


def of_product(core: sp.Expr, u: sp.Symbol, x: sp.Symbol) -> Together | None:
    """The root of a product of powers of two linear factors, of a degree that the root divides.

    >>> u, x = sp.symbols("u x")
    >>> of_product(((x - 1) ** 2 * (x + 1)) ** sp.Rational(-1, 3), u, x).integrand
    1/(u**2*(x + 1))
    """
    powers = radicals(core, x)
    bases = {p.base for p in powers}
    base = next(iter(bases)) if len(bases) == 1 else sp.S.Zero
    if not base.is_polynomial(x) or not 2 < sp.degree(base, x) <= FACTORS:
        return None
    constant, factors = sp.factor_list(base, x)
    if len(factors) != 2 or any(sp.degree(f, x) != 1 for f, _ in factors):
        return None
    ordered = sorted(factors, key=lambda row: (row[1], sp.default_sort_key(row[0])))
    (w, low), (v, high) = ordered
    n = int(sp.ilcm(1, *(p.exp.q for p in powers)))
    degrees = [(low + high) * p.exp for p in powers]
    odd = n % 2 == 1
    if not all(d.is_Integer and (odd or d % 2 == 0) for d in degrees):
        return None
    if not odd and (low % 2 == 0 or high % 2 == 0):
        return None  # the ratio may be negative
    put = {
        p: constant**p.exp * w**degree * u ** (high * n * p.exp)
        for p, degree in zip(powers, degrees, strict=True)
    }
    root = Root(v / w, n, real=odd)
    value = _by_powers(base, n, (v, high), (w, low)) or root.value
    return Together(root, value, core.xreplace(put), growing=False)


def _by_powers(
    base: sp.Expr, n: int, first: tuple[sp.Expr, int], second: tuple[sp.Expr, int]
) -> sp.Expr | None:
    """ⁿ√(v/w) = vⁱ wʲ Pᵏ with the root of P that is there: it needs no sign."""
    (v, high), (w, low) = first, second
    for k in (1, -1, 2, -2, 3, -3):
        i, j = sp.Rational(1 - high * k, n), sp.Rational(-1 - low * k, n)
        if i.is_Integer and j.is_Integer and (n % 2 or (i + j) % 2 == 0):
            return v**i * w**j * base ** sp.Rational(k, n)
    return None


def of_binomial(core: sp.Expr, u: sp.Symbol, x: sp.Symbol) -> Together | None:
    """An odd root of xᵏ(a + bxⁿ), of a degree that the root divides: u = ⁿ√(P/xᵏ⁺ⁿ)."""
    powers = radicals(core, x)
    bases = {p.base for p in powers}
    base = next(iter(bases)) if len(bases) == 1 else sp.S.Zero
    n = int(sp.ilcm(1, *(p.exp.q for p in powers)))
    if n % 2 == 0 or not base.is_polynomial(x) or not 2 < sp.degree(base, x) <= FACTORS:
        return None
    terms = sp.Poly(base, x).terms()
    if len(terms) != 2:
        return None
    degree = terms[0][0][0]
    wholes = [degree * p.exp for p in powers]
    if degree % n or terms[1][0][0] == 0 or not all(k.is_Integer for k in wholes):
        return None
    put = {p: x**k * u ** (n * p.exp) for p, k in zip(powers, wholes, strict=True)}
    v = sp.Add(*(c * x ** (k - degree) for (k,), c in terms))
    value = base ** sp.Rational(1, n) / x ** (degree // n)
    return Together(Root(sp.factor(v), n, real=True), value, core.xreplace(put), growing=False)


def placed(found: Together, u: sp.Symbol, x: sp.Symbol) -> tuple[sp.Expr, sp.Expr] | None:
    """The integrand by u alone, times dx/du, and what x is."""
    rows = inverse(found.root.v, u**found.root.n, x)
    if rows is None:
        return None
    place = rows[-1][2]
    return found.integrand.xreplace({x: place}) * derivative(place, u), place
