"""Logarithms of sums with exponentials, far out: ln(1 + e^x) = x + ln(1 + e^(−x))."""

from __future__ import annotations

import sympy as sp

from symcalc.primitives import arrange
from symcalc.tutor.limits.ask import Ask, Finder, Found
from symcalc.tutor.limits.dominant import leader
from symcalc.tutor.limits.factoring import small
from symcalc.tutor.limits.forms import form
from symcalc.tutor.limits.lines import rewritten
from symcalc.writing.text import text

SOFTPLUS = "softplus(u) is ln(1 + e^u). "


def leading_exponential(ask: Ask, finder: Finder) -> Found | None:
    """The term that grows fastest is taken out of a logarithm in a form ∞ − ∞."""
    if not ask.to.is_infinite or not small(ask.expr) or form(ask) != "∞ − ∞":
        return None
    leads = {part: _lead(part, ask) for part in ask.expr.atoms(sp.log)}
    known = {part: lead for part, lead in leads.items() if lead is not None}
    made = {part: _taken_out(part, lead, ask) for part, lead in known.items()}
    change = {part: new for part, new in made.items() if new is not None}
    if not change:
        return None
    soft = any(node.head == "softplus" for node in ask.body.walk())
    terms = sorted({text(arrange(known[part], like=ask.body)) for part in change})
    line = arrange(sp.expand(ask.expr.xreplace(change)), like=None if soft else ask.body)
    fields = {"meaning": SOFTPLUS if soft else "", "terms": " and ".join(terms)}
    return rewritten(ask, finder, "leading-exponential", line, **fields)


def _lead(part: sp.log, ask: Ask) -> sp.Expr | None:
    """The term of a sum inside a logarithm that grows fastest."""
    terms = sp.Add.make_args(part.args[0])
    return leader(terms, ask) if len(terms) > 1 and ask.moves(part) else None


def _taken_out(part: sp.log, lead: sp.Expr, ask: Ask) -> sp.Expr | None:
    """ln(L·(1 + …)) as ln L + ln(1 + …), where L is an exponential."""
    powers = [_exponent(factor, ask) for factor in sp.Mul.make_args(lead)]
    if None in powers:
        return None
    rest = sp.Add(*(sp.powsimp(term / lead) for term in sp.Add.make_args(part.args[0])))
    return sp.Add(*powers, sp.log(rest))


def _exponent(factor: sp.Expr, ask: Ask) -> sp.Expr | None:
    """The logarithm of a positive number, e^p or aᵖ."""
    if isinstance(factor, sp.exp):
        return factor.args[0]
    if factor.is_number and factor.is_positive:
        return sp.log(factor)
    power = factor.is_Pow and factor.base.is_positive and not ask.moves(factor.base)
    return factor.exp * sp.log(factor.base) if power else None
