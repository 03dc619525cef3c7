"""The places where the difference of two curves is zero, piece by piece where it has kinks."""

from __future__ import annotations

from itertools import pairwise

import sympy as sp

from symcalc.checking.breaks import breaks
from symcalc.checking.zeros import rough, zeros_between
from symcalc.primitives import arrange
from symcalc.tutor.definite.ask import Definite
from symcalc.tutor.definite.kinks import branch
from symcalc.tutor.extrema.numbers import decimals, near_at
from symcalc.tutor.extrema.numeric import scan
from symcalc.tutor.extrema.places import finite, within
from symcalc.tutor.extrema.roots import exact_roots
from symcalc.tutor.extrema.zeros import Roots, ordered

DIGITS = 9  # of a place that numbers tell
MOST = 30  # pieces with a formula each
NEAR = sp.Rational(1, 1000)  # to both sides of a place that numbers found
KINKED = (sp.Abs, sp.Max, sp.Min, sp.sign, sp.floor, sp.ceiling, sp.Piecewise, sp.Heaviside)


def crossings(gap: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Roots | None:
    """All zeros, exactly; None where they are not worked out.

    >>> x = sp.Symbol("x")
    >>> crossings(sp.Abs(x) - x**2 + 2, x, -sp.oo, sp.oo).alone
    (-2, 2)
    """
    return _of_branches(gap, x, low, high) if gap.has(*KINKED) else exact_roots(sp.expand(gap), x)


def _of_branches(gap: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Roots | None:
    """Between kinks and jumps the difference is one formula with zeros of its own."""
    places = [p for p in breaks(gap, x, low, high) if low < p < high]
    if len(places) >= MOST or any(rough(p) for p in places):
        return None
    found = [p for p in places if near_at(gap, {x: p}) == 0]
    ask = Definite(arrange(gap), x, arrange(low), arrange(high))
    for a, b in pairwise([low, *places, high]):
        part = branch(ask, a, b)
        if part is None:
            continue  # no values there
        roots = exact_roots(sp.expand(part.expr), x)
        if roots is None or (roots.families and not (a.is_finite and b.is_finite)):
            return None
        if not roots.everywhere:
            found += [r for r in within(roots, a, b) if _inside(r, a, b)]
    return Roots(tuple(ordered(found)))


def _inside(root: sp.Expr, a: sp.Expr, b: sp.Expr) -> bool:
    near = decimals(root)
    below = a.is_infinite or (near is not None and near > (decimals(a) or 0))
    return bool(below and (b.is_infinite or (near is not None and near < (decimals(b) or 0))))


def seen(gap: sp.Expr, x: sp.Symbol, low: sp.Expr | None, high: sp.Expr | None) -> list[sp.Expr]:
    """The zeros that numbers tell: exact where they are recognised, else rounded."""
    limits = [] if low is None or high is None else [finite(low), finite(high)]
    return ordered([_recognised(gap, x, root) for root in scan(gap, x, *limits).roots])


def _recognised(gap: sp.Expr, x: sp.Symbol, root: sp.Expr) -> sp.Expr:
    near = decimals(root)
    around = () if near is None else zeros_between(gap, x, near - NEAR, near + NEAR)
    exact = [zero for zero in around if not rough(zero)]
    return exact[0] if len(exact) == 1 else sp.Float(f"{float(root):.{DIGITS}g}")
