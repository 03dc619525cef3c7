"""Functions whose second derivative is a multiple of themselves."""

from __future__ import annotations

import sympy as sp

from symcalc.tutor.integrate.forms import linear, slope


def growth(factor: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """The q of f'' = q f: a² for e^(ax), -b² for sin(bx)."""
    base, n = factor.as_base_exp()
    if not base.has(x) and n.has(x):
        a = linear(n, x)
        return None if a is None else (a * sp.log(base)) ** 2
    if n != 1 or not isinstance(factor, (sp.sin, sp.cos, sp.sinh, sp.cosh)):
        return None
    a = linear(factor.args[0], x)
    if a is None:
        return None
    return -(a**2) if isinstance(factor, (sp.sin, sp.cos)) else a**2


def oscillating(core: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """∫ f g = (f g' - f' g)/(q - p) where f'' = p f and g'' = q g: e^(ax) cos(bx)."""
    factors = core.args if core.is_Mul else ()
    if len(factors) != 2:
        return None
    g, f = sorted(factors, key=lambda e: (isinstance(e, sp.sin | sp.cos), sp.default_sort_key(e)))
    q, p = growth(g, x), growth(f, x)
    if p is None or q is None or sp.expand(p - q) == 0:
        return None
    product = f * slope(g, x) - slope(f, x) * g
    return sp.factor_terms(sp.factor_terms(product) / (q - p))
