"""Linearity: constant factors in front, sums term by term."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.words.integrals import WORDS
from symcalc.writing.text import text

SHORT = {sp.S.One: "constant-one", sp.S.Zero: "constant-zero"}


@integration_rule("constant", example="7", cost=0)
def constant(question: Integral) -> Step | None:
    """∫ c dx = c x."""
    if question.moves(question.integrand):
        return None
    rule = SHORT.get(question.integrand, "constant")
    step = integral_step(question, WORDS, rule, question.integrand * question.x)
    return replace(step, rule="constant")


@integration_rule("constant-multiple", example="3 sin x", cost=0.5)
def constant_multiple(question: Integral) -> Step | None:
    """∫ c f dx = c ∫ f dx."""
    factor, rest = question.split
    if factor == 1 or not question.moves(rest):
        return None
    line = factor * sp.Integral(rest, question.x)
    c = text(question.written(factor))
    rule = "constant-sign" if factor == -1 else "constant-multiple"
    return replace(integral_step(question, WORDS, rule, line, c=c), rule="constant-multiple")


@integration_rule("sum", example="x^2 + sin x", cost=1)
def terms(question: Integral) -> Step | None:
    """∫ (f + g) dx = ∫ f dx + ∫ g dx, constant factors in front."""
    if not question.integrand.is_Add:
        return None
    pairs = [t.as_independent(question.x, as_Add=False) for t in question.terms]
    terms = [c * sp.Integral(rest, question.x) for c, rest in pairs]
    return integral_step(question, WORDS, "sum", question.in_order(terms))
