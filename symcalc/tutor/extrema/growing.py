"""Functions that grow without bound in every direction: they have a least value."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symcalc.tutor.extrema.hessians import Form
from symcalc.tutor.extrema.numbers import sign_of


def grows(expr: sp.Expr, wrt: Sequence[sp.Symbol]) -> bool:
    """Whether a polynomial is proved to go to infinity far out, whatever the direction.

    Every letter has an even power with a positive factor; every other term is of lower
    order, or is outweighed by these powers: |x^a y^b| ≤ (a/m) x^m + (b/n) y^n for a/m + b/n = 1.

    >>> x, y = sp.symbols("x y")
    >>> grows(x**2 + y**4 - 9 * y**2, (x, y)), grows(x**4 + y**4 - 4 * x**2 * y**2, (x, y))
    (True, False)
    """
    if expr.free_symbols - set(wrt) or not expr.is_polynomial(*wrt):
        return False
    poly = sp.Poly(expr, *wrt)
    if poly.total_degree() == 2:
        return Form(sp.hessian(expr, list(wrt))).kind == "positive"
    degrees = [poly.degree(x) for x in wrt]
    if any(d == 0 or d % 2 for d in degrees):
        return False
    weights = [_pure(poly, k, d) for k, d in enumerate(degrees)]
    for powers, factor in poly.terms():
        shares = [sp.Rational(p, d) for p, d in zip(powers, degrees, strict=True)]
        if sum(1 for s in shares if s) < 2 or sum(shares) < 1:
            continue
        harmless = all(p % 2 == 0 for p in powers) and sign_of(factor) == 1
        if harmless:
            continue
        if sum(shares) > 1:
            return False
        weights = [w - abs(factor) * s for w, s in zip(weights, shares, strict=True)]
    return all(sign_of(w) == 1 for w in weights)


def _pure(poly: sp.Poly, k: int, degree: int) -> sp.Expr:
    """The factor of the highest power of a letter alone."""
    powers = tuple(degree if i == k else 0 for i in range(len(poly.gens)))
    return poly.coeff_monomial(powers)
