"""Powers whose base and exponent both move."""

from __future__ import annotations

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.tutor.limits.ask import Ask, Finder, Found
from symcalc.tutor.limits.forms import form
from symcalc.tutor.limits.lines import composed, ends, fields_of, limit_step, rewritten
from symcalc.tutor.words.limits import WORDS
from symcalc.writing.text import text


def powers(ask: Ask, finder: Finder) -> Found | None:
    """f^g is e^(g ln f), and the exponential function is continuous."""
    if ask.body.head != "power" or not all(ask.moves(p) for p in ask.body.parts):
        return None
    base, exponent = ask.body.parts
    if form(ask) == "1^∞":
        found = _euler(ask, finder)
        if found is not None:
            return found
    inside = notation.multiply(exponent, build("log", base, text="ln"))
    if exponent.head == "quotient" and exponent.parts[0].expr == 1:
        inside = notation.divide(build("log", base, text="ln"), exponent.parts[1])
    found = finder.find(ask.of(inside))
    if found is None or not found.exists:
        return None
    if found.value.is_infinite:
        as_exponential = build("exp", inside, text="e")
        return rewritten(ask, finder, "exponent-grows", as_exponential, u=text(inside))
    return _raised(ask, "exponent", inside, found)


def _euler(ask: Ask, finder: Finder) -> Found | None:
    """(1 + u)^g with one small term u: the exponent is u·g."""
    base, exponent = (p.expr for p in ask.body.parts)
    u = sp.expand(base - 1)
    if u.is_Add or not ask.vanishes(u):
        return None
    inside = arrange(
        sp.cancel(u * exponent) if (u * exponent).is_rational_function() else u * exponent
    )
    found = finder.find(ask.of(inside)) if ask.moves(inside) else Found((), inside.expr)
    if found is None or not found.exists:
        return None
    fields = {"u": text(arrange(u, like=ask.body)), "exponent": text(inside)}
    if inside.expr == 1:
        return ends(ask, "euler-itself", sp.E, fields)
    if not ask.moves(inside):
        return ends(ask, "euler", sp.exp(inside.expr), fields)
    return _raised(ask, "euler", inside, found, **fields)


def _raised(ask: Ask, rule: str, inside: Notation, found: Found, **fields: str) -> Found:
    """e to the limit of the exponent."""
    if found.value.is_infinite:
        value = sp.exp(found.value)
        return ends(ask, f"{rule}-grows", value, fields, [(inside, found)])
    line = build("exp", ask.limit(inside), text="e")
    raised = composed(ask, rule, line, {ask.limit(inside): found}, **fields)
    first, back, *rest = raised.steps
    words = WORDS["exponent-back"]
    said = fields_of(ask, limit=text(arrange(found.value)))
    told = limit_step("exponent-back", back.before, back.after, said, words=words)
    return Found((first, told, *rest), raised.value)
