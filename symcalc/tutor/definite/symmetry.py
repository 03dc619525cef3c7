"""Symmetry: odd and even integrands, full periods, and reflection of the interval."""

from __future__ import annotations

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.checking.definite import quadrature
from symcalc.checking.relations import check_equal
from symcalc.checking.zeros import spread, values_on
from symcalc.formula import over_reals
from symcalc.primitives import arrange
from symcalc.tutor.definite.ask import Definite, Finder, Found
from symcalc.tutor.definite.first import scaled
from symcalc.writing.text import text

LARGEST = 60  # operations of an integrand that is reflected
FINITE = " The integral of one half is finite, so this holds although the integral is improper."
SAME = 1e-9  # how much values of a constant may differ
WAVES = (sp.sin, sp.cos, sp.tan, sp.cot)


def mirrored(ask: Definite) -> int:
    """1 for an even integrand, −1 for an odd one, 0 otherwise, about 0."""
    low, high = ask.ends
    if sp.expand(low + high) != 0 and not (low == -sp.oo and high == sp.oo):
        return 0
    f, x = ask.integrand, ask.x
    back = over_reals(lambda e: e, f).xreplace({x: -x})
    for sign in (1, -1):
        if _same(back, sign * f):
            return sign
    return 0


def _same(one: sp.Expr, other: sp.Expr) -> bool:
    """Whether two integrands are equal: at once, or as numbers bear out."""
    if one == other or sp.expand(one - other) == 0:
        return True
    return check_equal(one, other).status == "agrees"


def odd(ask: Definite, _finder: Finder) -> Found | None:
    """∫_{-a}^{a} f = 0 for an odd f that has an integral."""
    f, x = ask.integrand, ask.x
    if not f.has(x) or mirrored(ask) != -1:
        return None
    if not ask.numeric and ask.breaks == () and any(e.is_infinite for e in ask.ends):
        return None
    half = quadrature(sp.Integral(f, (x, 0, ask.ends[1])), ask.sample)
    if half.kind in ("infinite", "varies") or (ask.numeric and half.kind != "finite"):
        return None
    proper = not ask.numeric or (all(e.is_finite for e in ask.ends) and not ask.breaks)
    return Found((ask.step("odd", sp.S.Zero, finite="" if proper else FINITE),), sp.S.Zero)


def even(ask: Definite, finder: Finder) -> Found | None:
    """∫_{-a}^{a} f = 2 ∫_0^a f, on the whole line and where |x| stands in f."""
    low, high = ask.ends
    wanted = low == -sp.oo or ask.integrand.has(sp.Abs)
    if not wanted or not ask.integrand.has(ask.x) or mirrored(ask) != 1:
        return None
    half = ask.between(sp.S.Zero, high)
    found = finder.find(half)
    if found is None or found.value.has(sp.Float):
        return None
    after = notation.multiply(notation.number(2), half.whole)
    return scaled(found, sp.Integer(2), ask).after(ask.step("even", after))


def full_periods(ask: Definite, _finder: Finder) -> Found | None:
    """∫ of sin(kx + c) or cos(kx + c) over whole periods is 0."""
    f, x = ask.integrand, ask.x
    if not ask.numeric or not all(e.is_finite for e in ask.ends):
        return None
    _, wave = f.as_independent(x, as_Add=False)
    if not isinstance(wave, sp.sin | sp.cos):
        return None
    inner = wave.args[0]
    rate = inner.diff(x)
    if rate.has(x) or rate == 0:
        return None
    count = sp.simplify((ask.ends[1] - ask.ends[0]) * sp.Abs(rate) / (2 * sp.pi))
    if not (count.is_Integer and count > 0):
        return None
    period = text(arrange(2 * sp.pi / sp.Abs(rate)))
    told = f"{count} periods" if count > 1 else "one period"
    step = ask.step(
        "full-periods", sp.S.Zero, period=period, count=told, wave=text(ask.written(wave))
    )
    return Found((step,), sp.S.Zero)


def halved(ask: Definite, finder: Finder) -> Found | None:
    """∫_a^b f = 2 ∫_a^m f, where f is the same on both sides of the middle m."""
    f, x = ask.integrand, ask.x
    low, high = ask.ends
    if not (ask.numeric and low.is_finite and high.is_finite) or low == -high:
        return None
    total = sp.expand(low + high)
    back = f.subs(x, total - x)
    if back != f and sp.expand(back - f, trig=True) != 0:
        return None
    half = ask.between(low, total / 2)
    found = finder.find(half)
    if found is None or not found.converges or found.value.has(sp.Float):
        return None
    after = notation.multiply(notation.number(2), half.whole)
    step = ask.step("halves", after, sum=text(arrange(total)), middle=text(half.high))
    return scaled(found, sp.Integer(2), ask).after(step)


def reflection(ask: Definite, finder: Finder) -> Found | None:
    """∫_a^b f(x) dx = ∫_a^b f(a + b − x) dx, where the sum of both is simpler."""
    f, x = ask.integrand, ask.x
    low, high = ask.ends
    if not (low.is_finite and high.is_finite) or not _worth(f, x) or sp.count_ops(f) > LARGEST:
        return None
    total = sp.expand(low + high)
    both = _constant(ask, total) or _sum(f, f.subs(x, total - x))
    if both is None or not _simpler(both, f, x):
        return None
    if not _same(both, f + f.subs(x, total - x)):
        return None
    inner = ask.of(both)
    found = finder.find(inner)
    if found is None or not found.converges:
        return None
    c, moving = both.as_independent(x, as_Add=False)
    line = sp.Rational(1, 2) * c
    shown = ask.of(moving) if c != 1 and both.has(x) else inner
    found = finder.find(shown) if shown is not inner else found
    if found is None:
        return None
    factor = line if shown is not inner else sp.Rational(1, 2)
    after = notation.multiply(ask.written(factor), shown.whole)
    step = ask.step("reflection", after, sum=text(arrange(total)), both=text(ask.written(both)))
    return scaled(found, factor, ask).after(step)


def _worth(f: sp.Expr, x: sp.Symbol) -> bool:
    """Whether the integrand is of the kind that this is for: a fraction, or ln(1 + tan x)."""
    if f.is_rational_function(x) or not f.has(sp.sin, sp.cos, sp.tan, sp.exp, sp.Pow):
        return False
    below = [p.base for p in f.atoms(sp.Pow) if p.exp.could_extract_minus_sign()]
    fraction = any(b.has(x) and not b.is_polynomial(x) for b in below)
    return bool(fraction or (f.has(sp.log) and f.has(sp.tan)))


def _constant(ask: Definite, total: sp.Expr) -> sp.Expr | None:
    """f(x) + f(a + b − x), where that is one number: twice the value in the middle."""
    f, x = ask.integrand, ask.x
    both = f + f.subs(x, total - x)
    heights = values_on(both, x, spread(*ask.ends)) if ask.numeric else None
    if heights is None or not np.allclose(heights, heights[0], atol=SAME):
        return None
    value = over_reals(sp.simplify, 2 * f.subs(x, total / 2))
    real = value.is_number and value.is_real
    return value if real and check_equal(both, value).status == "agrees" else None


def inversion(ask: Definite, _finder: Finder) -> Found | None:
    """∫₀^∞ f = 0, where x → 1/x turns f(x) dx into −f(x) dx."""
    f, x = ask.integrand, ask.x
    if ask.ends != (sp.S.Zero, sp.oo) or not f.has(sp.log) or sp.count_ops(f) > LARGEST:
        return None
    back = over_reals(lambda e, t: sp.expand_log(e.subs(t, 1 / t), force=True) / t**2, f, x)
    if sp.simplify(back + f) != 0 or quadrature(ask.whole.expr, {}).kind != "finite":
        return None
    return Found((ask.step("inversion", sp.S.Zero),), sp.S.Zero)


def _simpler(both: sp.Expr, f: sp.Expr, x: sp.Symbol) -> bool:
    """Whether the sum has less in it, or no x outside of its functions any more."""
    bare = [
        e.replace(lambda u: isinstance(u, WAVES), lambda _u: sp.S.One).has(x) for e in (both, f)
    ]
    return sp.count_ops(both) < sp.count_ops(f) or bare == [False, True]


def _sum(f: sp.Expr, back: sp.Expr) -> sp.Expr | None:
    """f(x) + f(a + b − x), as short as it gets."""
    whole = over_reals(lambda e: sp.simplify(sp.together(e)), f + back)
    if whole.has(sp.I, sp.nan, sp.zoo):
        return None
    plain = sp.factor(f + back)
    return min((plain, sp.factor(whole), whole), key=sp.count_ops)
