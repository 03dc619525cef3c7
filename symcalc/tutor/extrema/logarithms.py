"""Sums of logarithms that are zero: a polynomial equation says the same where they are defined."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

MOST = 4  # the power of what stands in a logarithm


def without_logarithms(equation: sp.Expr, unknowns: Sequence[sp.Symbol]) -> sp.Expr | None:
    """u − e^c·v for ln u − ln v − c; None where the unknowns stand elsewhere too.

    Solutions have to be put in: the logarithms need not be defined at them.

    Examples
    --------
    >>> p, q = sp.symbols("p q")
    >>> without_logarithms(sp.log(p) - sp.log(q), (p, q))
    p - q
    """
    logs = [t for t in sp.Add.make_args(equation) if t.has(sp.log) and t.has(*unknowns)]
    rest = equation - sp.Add(*logs)
    if not logs or rest.has(*unknowns):
        return None
    pairs = [t.as_coeff_Mul() for t in logs]
    scale = abs(pairs[0][0])
    powers = [(c / scale, f) for c, f in pairs]
    if not all(isinstance(f, sp.log) and c.is_Integer and abs(c) <= MOST for c, f in powers):
        return None
    above = sp.Mul(*(f.args[0] ** c for c, f in powers if c > 0))
    below = sp.Mul(*(f.args[0] ** -c for c, f in powers if c < 0))
    return sp.expand(above - sp.exp(-rest / scale) * below)
