"""A quadratic beside the root of another: w = (x - α)/√q clears the root."""

from __future__ import annotations

from typing import Any

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.roots.form import radicals, rooted
from symcalc.tutor.integrate.roots.pairs import Ratio, ratios
from symcalc.tutor.integrate.roots.quadratic import Quadratic, content, quadratic
from symcalc.tutor.integrate.rule import change_step, integral_step, integration_rule
from symcalc.tutor.words.integrals_roots import WORDS
from symcalc.writing.text import text


@integration_rule("root-ratio", example="1/((x^2+4) sqrt(1-x^2))", cost=4.5)
def root_ratio(question: Integral) -> Step | None:
    """∫ (Mx + N)/(g√q) dx for two quadratics."""
    factor, core = question.split
    if not radicals(core, question.x):
        return None
    form = rooted(core, question.x)
    if form is None or form.plain != 0 or form.power != -1:
        return None
    top, below = sp.fraction(form.over)
    g = quadratic(below, question.x)
    if g is None or not top.is_polynomial(question.x) or sp.degree(top, question.x) > 1:
        return None
    found = ratios(g, form.q)
    if found is None:
        return None
    for ratio in found:
        weight = top if ratio.beta == sp.oo else sp.cancel(top / (question.x - ratio.beta))
        if question.x not in weight.free_symbols:
            return _changed(question, factor * weight, ratio, g, form.q)
    return _split(question, factor, top, found, g, form.q)


def _changed(question: Integral, factor: sp.Expr, ratio: Ratio, g: Quadratic, q: Quadratic) -> Step:
    w = question.letter("w")
    constant, square = ratio.integrand
    shared = content(ratio.integrand)
    below = (constant + square * w**2) / shared
    line = factor / shared * sp.Integral(1 / sp.expand(below), w)
    value = ratio.value(q)
    rate = ratio.scale * (1 if ratio.beta == sp.oo else q.x - ratio.beta)
    rate = rate / q.root if ratio.alpha is None else rate * q.expr ** sp.Rational(-3, 2)
    ended = sp.expand(ratio.constant + ratio.square * w**2)
    left = g.expr if ratio.alpha is None else g.expr / q.expr
    fields: dict[str, Any] = {
        "w": text(question.written(w)),
        "told": text(question.written(value)),
        "rate": text(question.written(rate)),
        "relation": f"{text(question.written(left))} = {text(question.written(ended))}",
    }
    return change_step(question, WORDS, "root-ratio", line, w, value, **fields)


def _split(
    question: Integral,
    factor: sp.Expr,
    top: sp.Expr,
    found: tuple[Ratio, Ratio],
    g: Quadratic,
    q: Quadratic,
) -> Step:
    """The numerator as a combination of the two for which there is a substitution."""
    x = question.x
    parts = [sp.S.One if r.beta == sp.oo else x - r.beta for r in found]
    letters = sp.symbols("m n", cls=sp.Dummy)
    gap = sp.Poly(top - letters[0] * parts[0] - letters[1] * parts[1], x)
    (weights,) = sp.linsolve(gap.coeffs(), letters)
    pairs = [(sp.cancel(w), part) for w, part in zip(weights, parts, strict=True)]
    line = sum(w * sp.Integral(part / (g.expr * q.root), x) for w, part in pairs)
    shown = [text(question.written(part)) for part in parts]
    split = sp.Add(*(sp.Mul(w, part, evaluate=False) for w, part in pairs))
    fields: dict[str, Any] = {
        "top": text(question.written(top)),
        "split": text(question.written(split)),
        "first": shown[0],
        "second": shown[1],
    }
    return integral_step(question, WORDS, "root-ratio-split", factor * line, **fields)
