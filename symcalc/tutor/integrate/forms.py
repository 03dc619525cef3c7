"""What methods ask of an expression: is it linear, quadratic, rational, and its derivative."""

from __future__ import annotations

import sympy as sp

from symcalc.formula import over_reals


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


def slope(expr: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """The derivative over the reals: ln|u| has u'/u, |u| has u·u'/|u|.

    >>> x = sp.Symbol("x")
    >>> slope(sp.log(sp.Abs(x)), x)
    1/x
    """
    size = sp.Wild("size")
    plain = expr.replace(sp.log(sp.Abs(size)), lambda size: sp.log(size))

    def compute(real: sp.Expr, t: sp.Symbol) -> sp.Expr:
        return sp.diff(real, t).replace(sp.sign, lambda u: u / sp.Abs(u))

    return over_reals(compute, plain, x)
