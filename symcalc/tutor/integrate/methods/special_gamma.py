"""Powers that are not whole beside an exponential: the incomplete gamma function."""

from __future__ import annotations

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rule import integration_rule
from symcalc.tutor.integrate.special import exponential, positive, sized, special_step
from symcalc.writing.text import text


@integration_rule("incomplete-gamma", example="x^n e^(-x)", cost=8)
def power_beside(question: Integral) -> Step | None:
    """∫ xᵖ e^(-c xᵏ) dx = -Γ(s, c xᵏ)/(k cˢ) with s = (p + 1)/k, for x > 0."""
    (factor, core), x = question.split, question.x
    found = exponential(core, x)
    if found is None:
        return None
    constant, moving = found.rest.as_independent(x, as_Add=False)
    base, p = moving.as_base_exp()
    size, rest = found.exponent.as_independent(x, as_Add=False)
    inner, k = rest.as_base_exp()
    usable = base == inner == x and not question.moves(p) and not question.moves(k)
    if not usable or p.is_Integer or ((2 * p).is_Integer and k == 1):
        return None
    c, falls = sized(size)
    if not falls:
        return None
    s, u = sp.cancel((p + 1) / k), c * x**k
    after = -factor * constant * sp.uppergamma(s, u) / (k * c**s)
    fields = {"s": text(question.written(s)), "u": text(question.written(u))}
    return special_step(question, "incomplete-gamma", after, positive([c]), **fields)
