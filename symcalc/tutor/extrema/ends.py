"""What a function of one variable does towards the ends of its domain."""

from __future__ import annotations

from itertools import pairwise

import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.formula import measure, over_reals
from symcalc.tutor.extrema.numbers import decimals

SMALL = 60  # nodes of a formula whose limit is looked for
TAME = (sp.exp, sp.log, sp.atan, sp.tanh, sp.sinh, sp.cosh, sp.Abs, sp.asinh)
WAVES = (sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc)  # have no limit at infinity
FAR = (30, 60, 120)  # powers of two: how far, or how near, values bear a limit out
CLOSE = sp.Rational(1, 1000)


def tends_to(expr: sp.Expr, x: sp.Symbol, end: sp.Expr, side: str) -> sp.Expr | None:
    """The limit at an end, finite or not, borne out by values; None where it is not told.

    >>> x = sp.Symbol("x")
    >>> tends_to(x * sp.exp(-x), x, sp.oo, "-")
    0
    """
    functions = expr.atoms(sp.Function)
    tame = TAME if end.is_infinite else (*TAME, *WAVES)
    if measure(expr)[1] > SMALL or not all(isinstance(f, tame) for f in functions):
        return None
    if expr.free_symbols != {x} or expr.has(sp.Piecewise, sp.Max, sp.Min):
        return None
    try:
        found = over_reals(lambda e, s: sp.limit(e, s, end, side), expr, x)
    except (NotImplementedError, ValueError, TypeError, RecursionError):
        return None
    known = isinstance(found, sp.Expr) and (found.is_infinite or decimals(found) is not None)
    return found if known and _borne_out(expr, x, end, side, found) else None


def _borne_out(expr: sp.Expr, x: sp.Symbol, end: sp.Expr, side: str, limit: sp.Expr) -> bool:
    """Whether values come nearer and nearer to it, or grow."""
    gaps = []
    for k in FAR:
        if end.is_infinite:
            place = sp.sign(end) * sp.Integer(2) ** k
        else:
            place = (decimals(end) or 0) + (1 if side == "+" else -1) * sp.Rational(1, 2**k)
        try:
            value = Precise(60).at(expr, {x: place})
        except Undefined:
            continue  # e^(2^120) is too large to compute with
        if limit.is_infinite:
            gaps.append(-value if limit is sp.oo else value)
        else:
            gaps.append(abs(value - Precise(60).number(decimals(limit) or sp.S.Zero)))
    return all(b <= a for a, b in pairwise(gaps))
