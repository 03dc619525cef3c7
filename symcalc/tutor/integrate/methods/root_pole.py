"""A linear factor beside the root of a quadratic, in the denominator: u = 1/(x - p)."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import slope as derivative
from symcalc.tutor.integrate.roots.form import Rooted, radicals, rooted
from symcalc.tutor.integrate.roots.quadratic import (
    Quadratic,
    content,
    letters_positive,
    positive,
    root_of,
    sign_of,
)
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.words.integrals_roots import WORDS
from symcalc.writing.text import text


@integration_rule("root-pole", example="1/(x sqrt(x^2+x+1))", cost=3.7)
def root_pole(question: Integral) -> Step | None:
    """∫ dx/((x - p)√q) = -∫ du/√(q(p)u² + q'(p)u + a), with u = 1/(x - p) > 0."""
    factor, core = question.split
    if not radicals(core, question.x):
        return None
    form = rooted(core, question.x)
    if form is None or form.plain != 0 or form.power != -1:
        return None
    x = question.x
    top, below = sp.fraction(form.over)
    if top.has(x) or not below.has(x) or sp.degree(below, x) != 1:
        return None
    rate, start = sp.Poly(below, x).all_coeffs()
    place = sp.cancel(-start / rate)
    return _step(question, factor * top / rate, form, place)


def _step(question: Integral, factor: sp.Expr, form: Rooted, place: sp.Expr) -> Step:
    q, x = form.q, question.x
    u = question.letter()
    inner = Quadratic(q.at(place), sp.expand(derivative(q.expr, x).subs(x, place)), q.a, u)
    moved = -factor * sp.Integral(1 / sp.sqrt(inner.expr), u)
    middle = question.written(moved)
    shift = x - place
    shown = text(question.written(shift))
    told = inner.over_root() if inner.a != 0 else 2 * sp.sqrt(inner.expr) / inner.b
    becomes = f" For {shown} > 0 the integral becomes {text(middle)}."
    known = text(question.written(told))
    fields = {
        "below": f"({shown})" if shift.is_Add else shown,
        "shown": shown,
        "u": text(question.written(u)),
        "back": text(question.written(place + 1 / u)),
        "q": text(question.written(form.given)),
        "inner": text(question.written(inner.expr)),
        "becomes": becomes,
        "known": known,
    }
    step = integral_step(
        question,
        WORDS,
        "root-pole",
        (factor * antiderivative(q, place, inner)).xreplace({q.root: form.root}),
        **fields,
    )
    if inner.a == 0:
        return step
    told = positive(inner.a)
    if sign_of(inner.a).value < 0:
        told = (*told, *letters_positive(-inner.a, q.discriminant))
    return replace(step, conditions=tuple(dict.fromkeys(told)))


def antiderivative(q: Quadratic, place: sp.Expr, inner: Quadratic) -> sp.Expr:
    """∫ dx/((x - p)√q), valid on both sides of p."""
    x = q.x
    shift = x - place
    if inner.a == 0:
        return sp.Mul(-2 / inner.b, q.root, 1 / shift)
    top = sp.expand(2 * inner.a + inner.b * shift)
    scaled = sp.fraction(place)[1] if place.is_Rational else sp.S.One
    shift = sp.expand(scaled * shift)  # 2x - 1 for x - 1/2
    if sign_of(inner.a).value < 0:
        shared, rest = sp.factor_terms(top).as_coeff_Mul()
        number, letters = root_of(q.discriminant).as_coeff_Mul()
        below = number / abs(shared) / scaled * letters * sp.Abs(shift)
        return sp.sign(shared) * sp.asin(sp.expand(rest) / below) / root_of(-inner.a)
    scale = root_of(inner.a)
    if inner.b == 0:
        inside = (scale + q.root) / shift
    elif scale.is_Rational:
        shared = content([*sp.Poly(top, x).all_coeffs(), 2 * scale])
        inside = (sp.expand(top / shared) + 2 * scale / shared * q.root) / shift
    else:
        inside = (top + 2 * scale * q.root) / shift
    return -sp.log(sp.Abs(inside)) / scale
