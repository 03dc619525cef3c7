"""Euler's substitutions: any rational function of x and the root of a quadratic."""

from __future__ import annotations

from typing import Any, NamedTuple

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import slope as derivative
from symcalc.tutor.integrate.roots.form import radicals, rooted
from symcalc.tutor.integrate.roots.invert import neat
from symcalc.tutor.integrate.roots.quadratic import Quadratic
from symcalc.tutor.integrate.rule import change_step, integration_rule
from symcalc.tutor.words.integrals_roots import WORDS
from symcalc.writing.text import text

LARGEST = 60  # operations of an integrand


class Euler(NamedTuple):
    """One of the three: √q = `root` and x = `place`, by t; `side` is what its equation names."""

    rule: str
    place: sp.Expr
    root: sp.Expr
    value: sp.Expr
    side: sp.Expr
    zero: sp.Expr = sp.S.Zero


def substitutions(q: Quadratic, t: sp.Symbol) -> list[Euler]:
    """Those that are possible with rational numbers, else the first that is possible at all."""
    a, b, c, x = q
    found = []
    lead, least, gap = (sp.sqrt(value) for value in (a, c, q.discriminant))
    if a.is_positive:
        place = sp.cancel((t**2 - c) / (2 * lead * t + b))
        found.append(Euler("euler-first", place, t - lead * place, q.root + lead * x, lead * x))
    if c.is_positive:
        place = sp.cancel((2 * least * t - b) / (a - t**2))
        value = (q.root - least) / x
        found.append(Euler("euler-second", place, place * t + least, value, least))
    if q.discriminant.is_positive:
        first, second = ((-b + sign * gap) / (2 * a) for sign in (1, -1))
        place = sp.cancel((a * second - first * t**2) / (a - t**2))
        value = q.root / (x - first)
        told = Euler("euler-third", place, sp.cancel((place - first) * t), value, x - first, first)
        found.append(told)
    plain = [f for f in found if not f.place.atoms(sp.Pow) & _surds(f.place)]
    return plain or found[:1]


def _surds(expr: sp.Expr) -> set[sp.Pow]:
    return {p for p in expr.atoms(sp.Pow) if p.is_number and not p.is_Rational}


@integration_rule("euler", example="1/(x + sqrt(x^2 + x + 1))", cost=8)
def euler(question: Integral) -> list[Step] | None:
    """√q = t - √a x, x t + √c or (x - r)t."""
    factor, core = question.split
    x = question.x
    if not radicals(core, x) or sp.count_ops(core) > LARGEST:
        return None
    form = rooted(core, x)
    if form is None or form.q.expr.free_symbols - {x}:
        return None
    t = question.letter("t")
    return [_step(question, factor, core, form.q, how, t) for how in substitutions(form.q, t)]


def _step(
    question: Integral, factor: sp.Expr, core: sp.Expr, q: Quadratic, how: Euler, t: sp.Symbol
) -> Step:
    x = question.x
    put = {p: how.root ** (2 * p.exp) for p in radicals(core, x)}
    rate = sp.factor(sp.cancel(derivative(how.place, t)))
    inner = neat(core.xreplace(put).xreplace({x: how.place}) * rate, t)
    constant, moving = inner.as_independent(t, as_Add=False)
    line = factor * constant * sp.Integral(moving, t)
    old, new = text(question.written(x)), text(question.written(t))
    fields: dict[str, Any] = {
        "q": text(question.written(q.expr)),
        "root": text(question.written(q.root)),
        "t": text(question.written(t)),
        "x": text(question.written(x)),
        "side": text(question.written(how.side)),
        "zero": text(question.written(how.zero)),
        "solved": f"{text(question.written(x))} = {text(question.written(how.place))}",
        "rates": f"d{old} = {text(question.written(rate))} d{new}",
    }
    return change_step(question, WORDS, how.rule, line, t, how.value, **fields)
