"""Powers of the variable and of what is linear in it."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import linear
from symcalc.tutor.integrate.letters import nonzero
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.words.integrals import DIVIDED, SLOPE_ONE, SLOPED, WORDS
from symcalc.writing.text import text


@integration_rule("power", example="x^3", cost=1)
def power(question: Integral) -> Step | None:
    """∫ uⁿ dx = uⁿ⁺¹/(a(n + 1)) for u = ax + b and n ≠ -1, and ln|u|/a for n = -1."""
    factor, core = question.split
    base, n = core.as_base_exp()
    slope = linear(base, question.x)
    if slope is None or question.moves(n):
        return None
    u, x = text(question.written(base)), question.x
    fields = {"u": u, "n": text(question.written(n)), "slope": text(question.written(slope))}
    if n == -1:
        after = factor * sp.log(sp.Abs(base)) / slope
        divided = DIVIDED.format(**fields) if slope != 1 else ""
        below = f"({u})" if base.is_Add else u
        step = integral_step(
            question, WORDS, "logarithm", after, **fields, below=below, divided=divided
        )
        return replace(step, conditions=nonzero(slope))
    after = factor * base ** (n + 1) / (slope * (n + 1))
    rule = "power" if base == x else "power-of-linear"
    fields |= SLOPE_ONE if slope == 1 else {k: t.format(**fields) for k, t in SLOPED.items()}
    step = integral_step(question, WORDS, rule, after, **fields)
    return replace(step, conditions=nonzero(n + 1, slope))
