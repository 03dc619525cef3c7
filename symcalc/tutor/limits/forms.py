"""Indeterminate forms: 0/0, ∞/∞, 0·∞, ∞ − ∞, 1^∞, 0^0 and ∞^0."""

from __future__ import annotations

from collections.abc import Callable

from symcalc import notation
from symcalc.checking.tendency import SAME
from symcalc.notation import Notation
from symcalc.tutor.limits.ask import Ask


def form(ask: Ask) -> str:
    """The indeterminate form of a formula, as it is written; empty if it has none."""
    body = ask.body
    while body.head == "negation":
        body = body.parts[0]
    test = FORMS.get(body.head)
    return test(ask, body) if test else ""


def _of_quotient(ask: Ask, body: Notation) -> str:
    top, bottom = (p.expr for p in body.parts)
    if ask.vanishes(bottom):
        return "0/0" if ask.vanishes(top) else ""
    return "∞/∞" if ask.large(top) and ask.large(bottom) else ""


def _of_product(ask: Ask, body: Notation) -> str:
    found = [ask.tends(p.expr) for p in body.parts]
    zero = any(t.kind == "finite" and abs(t.value) <= SAME for t in found)
    return "0·∞" if zero and any(ask.large(p.expr) for p in body.parts) else ""


def _of_sum(ask: Ask, body: Notation) -> str:
    found = [ask.tends(t.expr) for t in notation.signed_terms(body)]
    signs = {t.value for t in found if t.kind == "infinite"}
    mixed = any(t.kind == "varies" for t in found) and ask.tends(body.expr).kind == "finite"
    return "∞ − ∞" if len(signs) > 1 or mixed else ""


def _of_power(ask: Ask, body: Notation) -> str:
    base, exponent = (ask.tends(p.expr) for p in body.parts)
    if base.kind == "finite" and abs(base.value - 1) <= SAME and ask.large(body.parts[1].expr):
        return "1^∞"
    if exponent.kind != "finite" or abs(exponent.value) > SAME or not ask.moves(body.parts[1]):
        return ""
    if base.kind == "infinite":
        return "∞^0"
    return "0^0" if base.kind == "finite" and abs(base.value) <= SAME else ""


FORMS: dict[str, Callable[[Ask, Notation], str]] = {
    "quotient": _of_quotient,
    "product": _of_product,
    "sum": _of_sum,
    "difference": _of_sum,
    "power": _of_power,
}


def form_sentence(ask: Ask) -> str:
    """The form, said where there is one."""
    found = form(ask)
    return f"As {ask.approach}, this has the form {found}. " if found else ""
