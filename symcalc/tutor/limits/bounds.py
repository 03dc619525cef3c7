"""Numbers between which a formula stays, whatever its variable does."""

from __future__ import annotations

import sympy as sp

# The least and the largest value of a function, whatever its argument.
BOUNDS = {
    sp.sin: (-1, 1),
    sp.cos: (-1, 1),
    sp.atan: (-sp.pi / 2, sp.pi / 2),
    sp.tanh: (-1, 1),
    sp.erf: (-1, 1),
}


def bounds(expr: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
    """Numbers between which an expression stays; None where none are known.

    >>> x = sp.Symbol("x")
    >>> bounds(2 + sp.sin(x) ** 2)
    (2, 3)
    """
    if expr.is_number:
        return expr, expr
    if type(expr) in BOUNDS:
        low, high = BOUNDS[type(expr)]
        return sp.sympify(low, strict=True), sp.sympify(high, strict=True)
    if expr.is_Add or expr.is_Mul:
        parts = [bounds(a) for a in expr.args]
        known = [p for p in parts if p is not None]
        if len(known) < len(parts):
            return None
        return _summed(known) if expr.is_Add else _multiplied(known)
    if expr.is_Pow and expr.exp.is_Integer and expr.exp > 0:
        inner = bounds(expr.base)
        return None if inner is None else _raised(*inner, int(expr.exp))
    return None


def _summed(parts: list[tuple[sp.Expr, sp.Expr]]) -> tuple[sp.Expr, sp.Expr]:
    return sp.Add(*(low for low, _ in parts)), sp.Add(*(high for _, high in parts))


def _multiplied(parts: list[tuple[sp.Expr, sp.Expr]]) -> tuple[sp.Expr, sp.Expr]:
    low, high = parts[0]
    for other in parts[1:]:
        corners = [a * b for a in (low, high) for b in other]
        low, high = sp.Min(*corners), sp.Max(*corners)
    return low, high


def _raised(low: sp.Expr, high: sp.Expr, n: int) -> tuple[sp.Expr, sp.Expr]:
    if n % 2 == 0 and low < 0 < high:
        return sp.S.Zero, sp.Max(low**n, high**n)
    return sp.Min(low**n, high**n), sp.Max(low**n, high**n)
