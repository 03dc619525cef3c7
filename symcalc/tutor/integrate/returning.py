"""Parts twice, where the integral returns: the lines, and what it is solved to."""

from __future__ import annotations

from typing import NamedTuple

import sympy as sp

from symcalc.tutor.integrate.forms import linear, slope
from symcalc.tutor.integrate.growing import growth, oscillating


class Choice(NamedTuple):
    """What is u in an integration by parts, what dv/dx, and v."""

    u: sp.Expr
    dv: sp.Expr
    v: sp.Expr


class Twice(NamedTuple):
    """Parts twice: the choices, the lines after each, times · ∫ = right, and what ∫ is so."""

    choices: tuple[Choice, Choice]
    lines: tuple[sp.Expr, sp.Expr]
    times: sp.Expr
    right: sp.Expr
    value: sp.Expr


def twice(core: sp.Expr, x: sp.Symbol) -> Twice | None:
    """Parts twice for a product u f with u'' = q u and f'' = p f, or a sine of a logarithm.

    >>> x = sp.Symbol("x")
    >>> twice(sp.exp(x) * sp.cos(x), x).value
    (sin(x) + cos(x))*exp(x)/2
    """
    if not core.is_Mul:
        return _of_logarithm(core, x)
    found = _factors(core, x)
    if found is None:
        return None
    u, f, p, q = found
    v, du = slope(f, x) / p, slope(u, x)
    (a, v_moving), (b, du_moving) = (e.as_independent(x, as_Add=False) for e in (v, du))
    choices = Choice(u, f, v), Choice(du_moving, v_moving, f / (p * a))
    return _lines(core, choices, a * b, q / p, oscillating(core, x), x)


def _of_logarithm(core: sp.Expr, x: sp.Symbol) -> Twice | None:
    """Parts twice for sin(a ln(bx) + c) or the cosine of that."""
    if not isinstance(core, sp.sin | sp.cos):
        return None
    inner = core.args[0]
    rate = sp.cancel(slope(inner, x) * x)
    logs = inner.atoms(sp.log)
    if rate.has(x) or len(logs) != 1 or linear(next(iter(logs)).args[0], x) is None:
        return None
    constant, mate = (slope(core, x) * x).as_independent(x, as_Add=False)
    choices = Choice(core, sp.S.One, x), Choice(mate, sp.S.One, x)
    value = x * sp.factor_terms(core - constant * mate) / (1 + rate**2)
    return _lines(core, choices, constant, -(rate**2), value, x)


def _lines(
    core: sp.Expr,
    choices: tuple[Choice, Choice],
    k: sp.Expr,
    back: sp.Expr,
    value: sp.Expr | None,
    x: sp.Symbol,
) -> Twice | None:
    """The lines uv - k ∫ …, and after the second step: … + back · ∫ u dv."""
    one, two = choices
    if value is None:
        return None
    first = one.u * one.v - k * sp.Integral(two.u * two.dv, x)
    right = one.u * one.v - k * two.u * two.v
    line = right + back * sp.Integral(core, x)
    return Twice(choices, (first, line), 1 - back, right, value)


def _factors(core: sp.Expr, x: sp.Symbol) -> tuple[sp.Expr, sp.Expr, sp.Expr, sp.Expr] | None:
    """The factor u, the sine or cosine if there is one, the other factor f, and p and q."""
    moving = [g for g in core.args if g.has(x)]
    if len(moving) != 2:
        return None
    f, u = sorted(moving, key=lambda g: (isinstance(g, sp.sin | sp.cos), sp.default_sort_key(g)))
    p, q = growth(f, x), growth(u, x)
    waves = [isinstance(g, sp.sin | sp.cos) for g in moving]
    if p is None or q is None or sum(waves) != 1:  # two waves, or none, are rewritten as a sum
        return None
    return u, f, p, q
