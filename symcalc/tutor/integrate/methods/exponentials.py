"""Exponentials of any base, and integrands that laws of exponents make one."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import linear
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.words.integrals_rewriting import WORDS
from symcalc.writing.text import text

HYPERBOLIC = (sp.sinh, sp.cosh, sp.tanh, sp.coth, sp.sech, sp.csch)


@integration_rule("exponential-base", example="2^(3x+1)", cost=1)
def exponential_base(question: Integral) -> Step | None:
    """∫ aᵘ dx = aᵘ/(u' ln a) for linear u, and the same for products of such powers."""
    factor, core = question.split
    x = question.x
    factors = sp.Mul.make_args(core)
    powers = [f.as_base_exp() for f in factors]
    if any(b.has(x) for b, _ in powers) or all(b == sp.E for b, _ in powers):
        return None
    slopes = [slope for _, n in powers if (slope := linear(n, x)) is not None]
    if len(slopes) < len(powers):
        return None
    rate = sp.Add(*(slope * sp.log(b) for (b, _), slope in zip(powers, slopes, strict=True)))
    if rate == 0:
        return None
    step = integral_step(
        question,
        WORDS,
        "exponential-base",
        factor * core / rate,
        core=text(question.written(core)),
        rate=text(question.written(rate)),
    )
    holds = [sp.Gt(b, 0) for b, _ in powers if b.free_symbols]
    unequal = [sp.Ne(rate, 0)] if rate.free_symbols else []
    if len(powers) == 1 and holds:
        unequal = [sp.Ne(powers[0][0], 1), *(sp.Ne(s, 0) for s in slopes if s.free_symbols)]
    return replace(step, conditions=tuple(question.written(c) for c in (*holds, *unequal)))


@integration_rule("exponent-laws", example="sqrt(e^x)", cost=1.5)
def exponent_laws(question: Integral) -> Step | None:
    """Powers of exponentials as exponentials."""
    body = question.integrand
    nested = [
        n for n in body.atoms(sp.Pow) if n.base != sp.E and n.base.has(sp.exp) and n.has(question.x)
    ]
    changed = {}
    for node in nested:
        base, n = node.base, node.exp
        factors = sp.Mul.make_args(base)
        if all(isinstance(f, sp.exp) or (f.is_number and f.is_positive) for f in factors):
            changed[node] = sp.Mul(
                *(sp.exp(f.exp * n) if isinstance(f, sp.exp) else f**n for f in factors)
            )
    if not changed:
        return None
    return integral_step(
        question, WORDS, "exponent-laws", sp.Integral(body.xreplace(changed), question.x)
    )


@integration_rule("as-exponentials", example="e^x sinh(x)", cost=2.6)
def as_exponentials(question: Integral) -> Step | None:
    """Hyperbolic functions beside an exponential, as exponentials."""
    body, x = question.integrand, question.x
    if not body.has(*HYPERBOLIC) or not body.has(sp.exp):
        return None
    found = [n for n in body.atoms(*HYPERBOLIC) if n.has(x)]
    if not found or any(linear(n.args[0], x) is None for n in found):
        return None
    changed = {n: n.rewrite(sp.exp) for n in found}
    first = min(found, key=sp.default_sort_key)
    told = f"{text(question.written(first))} is {text(question.written(changed[first]))}"
    put = body.xreplace(changed)
    top, bottom = sp.fraction(sp.together(put))
    expanded = sp.powsimp(sp.expand(top)) / sp.powsimp(sp.expand(bottom))
    return integral_step(question, WORDS, "as-exponentials", sp.Integral(expanded, x), told=told)
