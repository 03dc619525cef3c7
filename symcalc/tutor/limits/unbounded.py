"""Quotients whose bottom tends to 0 and whose top does not."""

from __future__ import annotations

import sympy as sp

from symcalc import notation
from symcalc.primitives import build
from symcalc.tutor.limits.ask import Ask, Finder, Found
from symcalc.tutor.limits.lines import becomes, ends, rewritten, top_and_bottom
from symcalc.writing.text import text

# What has poles, as a quotient: the function above and the one below.
POLES = {"tan": ("sin", "cos"), "cot": ("cos", "sin"), "sec": ("", "cos"), "csc": ("", "sin")}
POLES |= {"coth": ("cosh", "sinh"), "csch": ("", "sinh")}


def small_denominator(ask: Ask, finder: Finder) -> Found | None:
    """A constant, or what grows, over what tends to 0 with one sign."""
    pair = top_and_bottom(ask.body)
    if pair is None or not ask.grows(ask.expr):
        return None
    top, bottom = pair
    if not ask.vanishes(bottom.expr) or ask.vanishes(top.expr):
        return None
    sign = ask.tends(1 / bottom.expr)
    above = finder.find(ask.of(top))
    if sign.kind != "infinite" or above is None or not above.exists:
        return None
    value = sp.Integer(ask.near.value) * sp.oo
    told = {
        "f": text(top),
        "g": text(bottom),
        "top": becomes(above.value) if ask.moves(top) else "stays as it is",
        "sign": "positive" if sign.value > 0 else "negative",
        "becomes": becomes(value),
    }
    return ends(ask, "infinite", value, told, [(top, above)])


def pole(ask: Ask, finder: Finder) -> Found | None:
    """tan u and the like, as the quotients that they are, where they grow."""
    names = POLES.get(ask.body.head)
    if names is None or not ask.grows(ask.expr):
        return None
    (u,) = ask.body.parts
    above, below = (build(name, u) if name else notation.number(1) for name in names)
    line = notation.divide(above, below)
    return rewritten(
        ask, finder, "rewrite-trigonometric", line, identity=f"{text(ask.body)} = {text(line)}"
    )
