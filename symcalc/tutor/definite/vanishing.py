"""Terms that vanish far out, or at 0, where the letters in their exponents have the right sign."""

from __future__ import annotations

import sympy as sp

from symcalc.tutor.conditions import solved

BOUNDED = (sp.sin, sp.cos)


def vanishing(expr: sp.Expr, b: sp.Symbol, to: sp.Expr) -> tuple[sp.Expr, tuple[sp.Basic, ...]]:
    """What is left without such terms, and what that asks of the letters.

    Examples
    --------
    >>> a, b, p = sp.symbols("a b p")
    >>> vanishing(1 / a - b * sp.exp(-a * b) / a, b, sp.oo)
    (1/a, (a > 0,))
    >>> vanishing(b ** (1 - p) / (1 - p) + 1 / (p - 1), b, sp.oo)
    (1/(p - 1), (p > 1,))
    """
    kept: list[sp.Expr] = []
    asked: dict[sp.Basic, None] = {}
    for term in sp.Add.make_args(sp.expand(expr, power_base=False, power_exp=False)):
        condition = _asked(term, b, to) if b in term.free_symbols else None
        if condition is None:
            kept.append(term)
        else:
            asked |= dict.fromkeys(condition)
    return sp.Add(*kept), tuple(asked)


def _asked(term: sp.Expr, b: sp.Symbol, to: sp.Expr) -> list[sp.Basic] | None:
    """For which letters a term vanishes; None where it is not of this kind."""
    rest = [f for f in sp.Mul.make_args(sp.powsimp(term)) if b in f.free_symbols]
    decaying = [f for f in rest if _rate(f, b, to) is not None]
    if len(decaying) != 1:
        return None
    (one,) = decaying
    others = [f for f in rest if f is not one]
    rate = _rate(one, b, to)
    if rate is None or not all(_tame(f, b, one) for f in others):
        return None
    return solved(sp.Gt(rate, 0))


def _rate(factor: sp.Expr, b: sp.Symbol, to: sp.Expr) -> sp.Expr | None:
    """How fast a power or an exponential falls: positive where it vanishes."""
    sign = {sp.oo: -1, -sp.oo: 1}.get(to)
    if isinstance(factor, sp.exp) and sign is not None:
        exponent = factor.args[0]
        if not exponent.is_polynomial(b):
            return None
        degree = sp.degree(exponent, b)
        k = sp.Poly(exponent, b).LC()
        turned = sign if degree % 2 else -1
        return sp.expand(k * turned) if k.free_symbols and degree > 0 else None
    if (
        factor.is_Pow
        and factor.base == b
        and factor.exp.free_symbols
        and b not in factor.exp.free_symbols
    ):
        return sp.expand(-factor.exp if to == sp.oo else factor.exp) if to != -sp.oo else None
    return None


def _tame(factor: sp.Expr, b: sp.Symbol, one: sp.Expr) -> bool:
    """What does not keep the product from vanishing."""
    if isinstance(factor, BOUNDED):
        return True
    if isinstance(one, sp.exp):
        return factor.is_polynomial(b) or (factor.is_Pow and not factor.exp.has(b))
    base, n = factor.as_base_exp()
    return isinstance(base, sp.log) and base.args[0] == b and not n.free_symbols
