"""Logarithms without bars in antiderivatives: ln x for ln|x|, and what is one in disguise."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

# Inverse hyperbolic functions are logarithms of these, where the bars have been left out.
LOGARITHMS: dict[type, Callable[[sp.Expr], sp.Expr]] = {
    sp.atanh: lambda u: (1 + u) / (1 - u),
    sp.acoth: lambda u: (1 + u) / (1 - u),
    sp.acosh: lambda u: u + sp.sqrt(u**2 - 1),
    sp.asech: lambda u: (1 + sp.sqrt(1 - u**2)) / u,
}
HALVED = (sp.atanh, sp.acoth)


def barred(expr: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """The same with bars in every logarithm that depends on x.

    >>> x = sp.Symbol("x")
    >>> barred(sp.log(sp.sqrt(x - 1)), x)
    log(Abs(x - 1))/2
    """

    def change(part: sp.Basic) -> sp.Basic:
        made = LOGARITHMS.get(type(part))
        if made is None:
            return _spread(part.args[0])
        u = _spread(made(part.args[0]))
        return u / 2 if isinstance(part, HALVED) else u

    kinds = (sp.log, *LOGARITHMS)
    return expr.replace(lambda e: isinstance(e, kinds) and x in e.free_symbols, change)


def _spread(u: sp.Expr) -> sp.Expr:
    """ln|u|, of the factors of u."""
    if isinstance(u, sp.Abs):
        return _spread(u.args[0])
    if isinstance(u, sp.Mul):
        return sp.Add(*map(_spread, u.args))
    if isinstance(u, sp.Pow) and u.exp.is_Rational:
        return u.exp * _spread(u.base)
    if isinstance(u, sp.exp):
        return u.args[0]
    return sp.log(sp.Abs(u))


def bars(expr: sp.Basic, x: sp.Symbol) -> bool:
    """Whether a logarithm that depends on x has bars."""
    return any(log.args[0].has(sp.Abs) for log in expr.atoms(sp.log) if x in log.free_symbols)
