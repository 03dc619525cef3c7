"""The square of a quadratic under a root is completed, and what is squared becomes the variable."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.roots.form import radicals, rooted
from symcalc.tutor.integrate.roots.quadratic import letters_positive, root_of, sign_of
from symcalc.tutor.integrate.rule import change_step, integration_rule
from symcalc.tutor.words.integrals_roots import WORDS
from symcalc.writing.text import text


@integration_rule("root-shift", example="sqrt(2x - x^2)", cost=3.2)
def root_shift(question: Integral) -> Step | None:
    """u = x + b/2a, for a polynomial times a power of √(ax² + bx + c)."""
    factor, core = question.split
    x = question.x
    if not radicals(core, x):
        return None
    form = rooted(core, x)
    if form is None or form.q.b == 0 or form.power in (None, -1):
        return None
    if not form.rational.is_polynomial(x) or sp.degree(form.rational, x) > 2:
        return None
    q, u = form.q, question.letter()
    scale = root_of(sign_of(q.a).value * q.a)
    scale = scale if scale.is_Rational else sp.S.One
    value = sp.expand(scale * (x + q.b / (2 * q.a)))
    place = (u - value.subs(x, 0)) / scale
    under = sp.expand(sp.cancel(q.expr.subs(x, place)))
    inner = sp.expand(form.rational.subs(x, place)) * under ** sp.Rational(form.power, 2) / scale
    constant, moving = inner.as_independent(u, as_Add=False)
    line = factor * constant * sp.Integral(moving, u)
    fields = {
        "q": text(question.written(q.expr)),
        "completed": text(question.written(q.completed)),
        "u": text(question.written(u)),
        "told": text(question.written(value)),
        "rate": f"{text(question.written(1 / scale))} d{text(question.written(u))}".removeprefix(
            "1 "
        ),
    }
    back = ((under, q.expr),)
    step = change_step(question, WORDS, "root-shift", line, u, value, back, **fields)
    told = letters_positive(sign_of(q.a).value * q.a) if scale != 1 else ()
    return replace(step, conditions=told)
