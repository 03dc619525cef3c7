"""What methods ask of an expression: is it linear, quadratic, rational, and its derivative."""

from __future__ import annotations

from functools import lru_cache

import sympy as sp

from symcalc.primitives import view


def linear(expr: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """The slope a of ax + b, where it is that and a is not 0.

    >>> x, a = sp.symbols("x a")
    >>> linear(a * x + 3, x)
    a
    """
    found = coefficients(expr, x, 1)
    return found[0] if found else None


def coefficients(expr: sp.Expr, x: sp.Symbol, degree: int) -> list[sp.Expr] | None:
    """The coefficients of a polynomial in x of just this degree, the leading one first.

    >>> x = sp.Symbol("x")
    >>> coefficients(3 * x**2 - 1, x, 2)
    [3, 0, -1]
    """
    if x not in expr.free_symbols or not expr.is_polynomial(x):
        return None
    poly = sp.Poly(expr, x)
    return poly.all_coeffs() if poly.degree() == degree else None


@lru_cache(maxsize=4096)
def slope(expr: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """The derivative by the table's partials, over the reals: ln|u| has u'/u.

    >>> x = sp.Symbol("x")
    >>> slope(sp.log(sp.Abs(x)), x)
    1/x
    """
    if x not in expr.free_symbols:
        return sp.S.Zero
    if expr == x:
        return sp.S.One
    if isinstance(expr, sp.log) and isinstance(expr.args[0], sp.Abs):
        expr = sp.log(expr.args[0].args[0])
    row, args = view(expr, frozenset())
    moving = [k for k, arg in enumerate(args) if x in arg.free_symbols]
    partials = row.partials(*args)
    return sp.Add(*(partials[k] * slope(args[k], x) for k in moving))
