"""Letters in the limits: for which of their values the interval holds no singular place."""

from __future__ import annotations

import sympy as sp

from symcalc.checking.breaks import breaks, edges
from symcalc.checking.tendency import tendency
from symcalc.checking.zeros import rough
from symcalc.tutor.conditions import simplified, solved
from symcalc.tutor.definite.ask import Definite
from symcalc.tutor.integrate.forms import coefficients

MOST = 6  # singular places that conditions are written for


def conditions_of(ask: Definite) -> tuple[sp.Basic, ...]:
    """What keeps the letters away from the places where the integrand has no value.

    >>> from symcalc.primitives import arrange
    >>> x, t = sp.symbols("x t")
    >>> conditions_of(Definite(arrange(1 / (1 - x)), x, arrange(sp.S.Zero), arrange(t)))
    (t < 1,)
    """
    if ask.numeric:
        return ()
    return simplified(_moving(ask) if ask.body.symbols - {ask.x} else _still(ask))


def _still(ask: Definite) -> list[sp.Basic]:
    """The singular places are numbers, the limits are not."""
    f, x = ask.integrand, ask.x
    bad = [
        p
        for p in breaks(f, x, -sp.oo, sp.oo)
        if not rough(p)
        and any(tendency(f, x, p, s, {}).kind in ("infinite", "undefined") for s in "-+")
    ]
    low, high = ask.ends
    fixed = [e for e in ask.ends if e.is_number]
    if len(bad) > MOST or not f.has(x):
        return []
    if not fixed:
        return [sp.Gt((low - p) * (high - p), 0) for p in bad]
    (c,), (t,) = fixed, [e for e in ask.ends if not e.is_number]
    found: list[sp.Basic] = []
    left, right = [p for p in bad if p < c], [p for p in bad if p > c]
    if left:
        found.append(_beyond(f, x, left[-1], t, "+"))
    if right:
        found.append(_beyond(f, x, right[0], t, "-"))
    if c in bad:
        side = "+" if tendency(f, x, c, "+", {}).kind != "undefined" else "-"
        found.append(sp.Ge(t, c) if side == "+" else sp.Le(t, c))
    return [part for condition in found for part in solved(condition)]


def _beyond(f: sp.Expr, x: sp.Symbol, p: sp.Expr, t: sp.Expr, side: str) -> sp.Basic:
    """t stays on one side of a place; it may reach one where the integrand has a value."""
    reached = tendency(f, x, p, side, {}).kind == "finite"
    if side == "+":
        return sp.Ge(t, p) if reached else sp.Gt(t, p)
    return sp.Le(t, p) if reached else sp.Lt(t, p)


def _moving(ask: Definite) -> list[sp.Basic]:
    """The integrand has letters: the zeros of what is linear in x lie outside."""
    low, high = ask.ends
    found: list[sp.Basic] = []
    for edge in dict.fromkeys(edges(ask.integrand, ask.x)):
        parts = coefficients(edge, ask.x, 1)
        if parts is None:
            continue
        root = sp.simplify(-parts[1] / parts[0])
        if root in (low, high):
            continue
        if not root.free_symbols - low.free_symbols - high.free_symbols and ask.ordered:
            continue
        if low.is_finite is not False and high.is_finite is not False:
            found.append(sp.Gt(sp.factor((low - root) * (high - root)), 0))
        elif high == sp.oo:
            found.append(sp.Gt(low - root, 0))
        elif low == -sp.oo:
            found.append(sp.Lt(high - root, 0))
    return [part for condition in found for part in solved(condition)]
