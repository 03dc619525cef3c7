"""Integrals over a geometric series, and forms that an identity brings within reach."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sympy as sp

from symcalc.primitives import arrange
from symcalc.tutor.conditions import solved
from symcalc.tutor.definite.ask import Definite, Finder, Found, listed
from symcalc.tutor.definite.first import reversed_limits
from symcalc.tutor.definite.known import says, sign_of
from symcalc.tutor.definite.values import exact
from symcalc.writing.text import text

SQUARES = ((sp.sin, sp.cos), (sp.cos, sp.sin))  # 1 − sin² is cos²
HALF = sp.Rational(1, 2)
K = sp.Symbol("k")


def over_exponential(ask: Definite, _finder: Finder) -> Found | None:
    """∫₀^∞ x^(s−1)/(e^(ax) ∓ 1) dx, by the geometric series in e^(−ax)."""
    x = ask.x
    top, bottom = sp.fraction(sp.cancel(ask.integrand))
    c, power = top.as_independent(x, as_Add=False)
    unit, wave = bottom.as_independent(x, as_Add=True)
    base, n = power.as_base_exp()
    if ask.ends != (sp.S.Zero, sp.oo) or not isinstance(wave, sp.exp) or abs(unit) != 1:
        return None
    a, s = sp.cancel(wave.args[0] / x), sp.expand(n + 1)
    if base != x or n.has(x) or a.has(x) or not s.is_number:
        return None
    given = sign_of(a)
    if given is None or not s.is_real or not (s > 1 if unit == -1 else s > 0) or s == 1:
        return None
    plain = unit == -1
    total = sp.zeta(s) if plain else (1 - 2 ** (1 - s)) * sp.zeta(s)
    if total.has(sp.zeta):  # there is no shorter form
        return None
    factor = c * sp.gamma(s) / a**s
    value = exact(factor * total)
    sign = "+" if plain else "−"
    first, second = (text(arrange(sp.exp(-k * a * x))) for k in (1, 2))
    rate, falling = (text(arrange(e)) for e in (K * a, sp.exp(-K * a * x)))
    fields: dict[str, Any] = {
        "wave": first,
        "growth": text(arrange(wave)),
        "below": text(ask.written(bottom)),
        "series": f"{first} {sign} {second} {sign if plain else '+'} …",
        "s": text(arrange(s)),
        "rate": rate if a == 1 else f"({rate})",
        "falling": falling,
        "factor": text(arrange(factor)),
        "sum": f"1 {sign} 1/2^s + 1/3^s {sign} …",
        "value": text(arrange(exact(total))),
    }
    series = replace(says(ask, "geometric-series", ask.whole, **fields), relation="implies")
    return Found(
        (series, says(ask, "terms-by-gamma", value, **fields)),
        value,
        conditions=tuple(part for g in given for part in solved(g)),
    )


def by_tangent(ask: Definite, finder: Finder) -> Found | None:
    """∫ ln(1 + x)/(1 + x²) dx with x = tan θ."""
    x = ask.x
    rest = sp.cancel(ask.integrand * (1 + x**2))
    ready = ask.numeric and rest.has(sp.log) and ask.integrand.has(1 + x**2)
    if not ready or (1 / rest).has(1 + x**2):
        return None
    angle = ask.letter("θ", "u")
    low, high = (sp.atan(end) for end in ask.ends)
    moved = ask.of(arrange(rest.subs(x, sp.tan(angle)), like=ask.body), angle).between(low, high)
    found = finder.find(moved, without=(reversed_limits,))
    if found is None or not found.converges or found.value.has(sp.Float):
        return None
    fields = {"u": angle.name, "at_low": text(moved.low), "at_high": text(moved.high)}
    return found.after(says(ask, "tangent-substitution", moved.whole, **fields))


def squares_under_roots(ask: Definite, finder: Finder) -> Found | None:
    """√(1 − sin² x) is |cos x|."""
    told: dict[sp.Expr, sp.Expr] = {}
    for root in ask.integrand.atoms(sp.Pow):
        square = _square(root.base) if root.exp in (HALF, -HALF) else None
        if square is not None and ask.x in root.free_symbols:
            told[root] = sp.Abs(square) ** (2 * root.exp)
    if not told:
        return None
    then = ask.of(ask.integrand.xreplace(told))
    found = finder.find(then)
    roots = sorted(told, key=sp.default_sort_key)
    shown = listed(f"{text(ask.written(r))} = {text(ask.written(told[r]))}" for r in roots)
    return found and found.after(says(ask, "root-of-square", then.whole, identities=shown))


def _square(base: sp.Expr) -> sp.Expr | None:
    """cos x for 1 − sin² x, with a factor that is a square number."""
    c, inner = sp.factor_terms(base).as_coeff_Mul()
    root = sp.sqrt(c)
    for one, other in SQUARES:
        for wave in inner.atoms(one):
            if sp.expand(inner - 1 + wave**2) == 0 and root.is_Rational:
                return root * other(wave.args[0])
    return None
