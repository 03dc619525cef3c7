"""Hyperbolic substitution: x = a sinh t and a cosh t, the other way to clear √(x² ± a²)."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.methods.trig_substitution import asked
from symcalc.tutor.integrate.roots.quadratic import letters_positive, positive, root_of, sign_of
from symcalc.tutor.integrate.rule import change_step, integration_rule
from symcalc.tutor.words.integrals_roots import WORDS
from symcalc.writing.text import text


@integration_rule("hyperbolic-substitution", example="sqrt(x^2 + 9)", cost=7.5)
def hyperbolic_substitution(question: Integral) -> Step | None:
    """√(x² + a²) = a cosh t with x = a sinh t, √(x² - a²) = a sinh t with x = a cosh t."""
    form = asked(question)
    if form is None or sign_of(form.q.a).value < 0:
        return None
    q, x, t = form.q, question.x, question.letter("t")
    least = sign_of(q.c).value
    scale, slope = root_of(least * q.c), root_of(q.a)
    size = scale / slope
    rule = f"hyperbolic-substitution-{'sine' if least > 0 else 'cosine'}"
    of, cleared = (sp.sinh, sp.cosh) if least > 0 else (sp.cosh, sp.sinh)
    place = size * of(t)
    inner = form.rational.subs(x, place) * (scale * cleared(t)) ** form.power
    constant, moving = (inner * size * cleared(t)).as_independent(t, as_Add=False)
    line = question.split[0] * constant * sp.Integral(moving, t)
    ratio, other = x / size, q.root / scale
    told = sp.log(sp.Abs(slope * x + q.root))
    back = (
        *(
            (sp.sinh(2 * t), 2 * ratio * other),
            (sp.cosh(2 * t), 1 + 2 * _squared(of, ratio, other)),
        ),
        *((of(t), ratio), (cleared(t), other)),
        *((sp.tanh(t), ratio / other if least > 0 else other / ratio), (t, told)),
    )
    fields = {
        "t": text(question.written(t)),
        "told": text(question.written(place)),
        "rate": text(question.written(size * cleared(t))),
        "root": text(question.written(q.root)),
        "clear": text(question.written(scale * cleared(t))),
    }
    value = (sp.asinh if least > 0 else sp.acosh)(ratio)
    shown = [text(question.written(e)) for e in (of(t), ratio, cleared(t), other, told, t)]
    returning = f"{shown[0]} = {shown[1]}, {shown[2]} = {shown[3]}, and {shown[5]} = {shown[4]}"
    returning += "." if scale == 1 else ", up to a constant."
    step = change_step(question, WORDS, rule, line, t, value, back, returning, **fields)
    told = (*positive(q.a), *positive(q.c), *letters_positive(q.a, least * q.c))
    return replace(step, conditions=tuple(dict.fromkeys(told)))


def _squared(of: type[sp.Function], ratio: sp.Expr, other: sp.Expr) -> sp.Expr:
    """The square of sinh t."""
    return ratio**2 if of is sp.sinh else other**2
