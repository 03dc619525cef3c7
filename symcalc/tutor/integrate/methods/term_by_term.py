"""Sums of powers of the variable, integrated at once."""

from __future__ import annotations

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.words.integrals import WORDS


@integration_rule("powers", example="3x^2 - 2x + 5", cost=0.8)
def powers(question: Integral) -> Step | None:
    """∫ (a xᵐ + b xⁿ) dx = a xᵐ⁺¹/(m + 1) + b xⁿ⁺¹/(n + 1) for numbers m, n ≠ -1."""
    if not question.integrand.is_Add:
        return None
    terms = [_raised(term, question.x) for term in question.terms]
    if None in terms:
        return None
    return integral_step(question, WORDS, "powers", question.in_order(terms))


def _raised(term: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """The antiderivative of a constant times a power of the variable with a number on top."""
    factor, core = term.as_independent(x, as_Add=False)
    base, n = core.as_base_exp()
    if core == 1:
        return factor * x
    return factor * x ** (n + 1) / (n + 1) if base == x and n.is_Rational and n != -1 else None
