"""An interval of many periods: one of them, as often as it fits, and what is left."""

from __future__ import annotations

from functools import reduce

import sympy as sp

from symcalc import notation
from symcalc.checking.relations import check_equal
from symcalc.primitives import arrange
from symcalc.tutor.definite.ask import Definite, Finder, Found
from symcalc.tutor.definite.values import closed
from symcalc.writing.text import text

LEAST = 4  # full periods that are not taken one by one
WAVES = (sp.sin, sp.cos, sp.tan)


def many_periods(ask: Definite, finder: Finder) -> Found | None:
    """∫_a^b f = n ∫_a^{a+T} f + ∫_{a+nT}^b f, where f has the period T and n is large."""
    low, high = ask.ends
    if not (ask.numeric and ask.ordered and low.is_finite and high.is_finite):
        return None
    period = period_of(ask.integrand, ask.x)
    if period is None:
        return None
    count = sp.floor((high - low) / period)
    if count < LEAST:
        return None
    rest = sp.expand(high - low - count * period)
    one = ask.between(low, sp.expand(low + period))
    left = None if rest == 0 else ask.between(low, rest + low)
    parts = [(count, one), *([(sp.S.One, left)] if left is not None else ())]
    found = [finder.find(part) for _, part in parts]
    known = [f for f in found if f is not None and f.converges and not f.value.has(sp.Float)]
    if len(known) < len(parts):
        return None
    split = notation.add(*(_often(n, part.whole) for n, part in parts))
    told = {"period": text(arrange(period)), "count": count, "left": _left(left)}
    first = ask.step("many-periods", split, **told)
    below = tuple(
        part.step("piece", part.written(f.value), substeps=f.steps)
        for (_, part), f in zip(parts, known, strict=True)
    )
    shown = [_often(n, part.written(f.value)) for (n, part), f in zip(parts, known, strict=True)]
    filled = notation.add(*shown)
    together = ask.step("together", filled, split)
    ends = closed(filled, ask)
    return Found((first, *below, together, *ends), (*ends, together)[0].after.expr)


def period_of(f: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """The period of a formula in which x stands inside sines, cosines and tangents only.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> period_of(sp.Abs(sp.sin(x)), x), period_of(sp.cos(2 * x) + sp.sin(3 * x), x)
    (pi, 2*pi)
    """
    waves = [w for w in f.atoms(*WAVES) if x in w.free_symbols]
    if not waves or f.xreplace({w: sp.Dummy() for w in waves}).has(x):
        return None
    if not all(w.args[0].is_polynomial(x) and sp.degree(w.args[0], x) == 1 for w in waves):
        return None
    rates = [sp.Poly(w.args[0], x).LC() for w in waves]
    shares = [rate / rates[0] for rate in rates]
    if not all(share.is_Rational for share in shares):
        return None
    rate = sp.Abs(rates[0]) * reduce(sp.gcd, shares)
    half = sp.pi / rate
    same = check_equal(f.xreplace({x: x + half}), f).status == "agrees"
    return half if same else 2 * half


def _often(count: sp.Expr, line: notation.Notation) -> notation.Notation:
    """n times a line."""
    return line if count == 1 else notation.multiply(arrange(count), line)


def _left(left: Definite | None) -> str:
    """What is said of the part beyond the last full period."""
    if left is None:
        return "and nothing is left"
    low, high = text(left.low), text(left.high)
    return f"and what is left is as long, and gives as much, as the part from {low} to {high}"
