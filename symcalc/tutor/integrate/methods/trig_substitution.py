"""Trigonometric substitution: x = a sin θ, a tan θ, a sec θ, and the triangle that leads back."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import sympy as sp

from symcalc.steps import Step, Table
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.letters import nonzero
from symcalc.tutor.integrate.roots.angles import reduced, triangle
from symcalc.tutor.integrate.roots.form import Rooted, radicals, rooted
from symcalc.tutor.integrate.roots.quadratic import (
    Quadratic,
    letters_positive,
    positive,
    root_of,
    sign_of,
    size_of,
)
from symcalc.tutor.integrate.roots.tidying import RootChange
from symcalc.tutor.integrate.rule import Change, change_step, integration_rule
from symcalc.tutor.words.integrals_roots import DOUBLED, TRIANGLE, WORDS
from symcalc.writing.text import text

SINE, TANGENT, SECANT = (f"trig-substitution-{of}" for of in ("sine", "tangent", "secant"))


class Angle(NamedTuple):
    """The substitution for one quadratic without a linear term.

    x = size·`of`(θ) and √q = scale·`cleared`(θ); `sine` and `cosine` are told by the triangle, and
    θ = `told`, which `value` agrees with where it has a value.
    """

    rule: str
    size: sp.Expr
    scale: sp.Expr
    of: sp.Expr
    cleared: sp.Expr
    rate: sp.Expr
    sine: sp.Expr
    cosine: sp.Expr
    told: sp.Expr
    value: sp.Expr


def angle(q: Quadratic, t: sp.Symbol) -> Angle | None:
    """Which of the three it is: a² - x², a² + x², x² - a²."""
    x, rate, least = q.x, sign_of(q.a).value, sign_of(q.c).value
    if q.b != 0 or rate + least == -2:
        return None
    scale, slope = root_of(least * q.c), root_of(rate * q.a)
    size = scale / slope
    ratio = x / size
    sin, cos, tan, sec = sp.sin(t), sp.cos(t), sp.tan(t), sp.sec(t)
    if rate < 0:
        scale = size_of(least * q.c)
        size, ratio = scale / slope, x * slope / scale
        shape, back = (sin, cos, cos, ratio, q.root / scale), sp.asin(ratio)
        return Angle(SINE, size, scale, *shape, back, back)
    if least > 0:
        sides, back = (slope * x / q.root, scale / q.root), sp.atan(ratio)
        return Angle(TANGENT, size, scale, tan, sec, sec**2, *sides, back, back)
    sides = q.root / (slope * x), size / x
    value = sp.atan(sp.sqrt(x - size) * sp.sqrt(x + size) / size)  # where x > 0
    back = sp.atan(q.root / scale)
    return Angle(SECANT, size, scale, sec, tan, sec * tan, *sides, back, value)


@integration_rule("trig-substitution", example="sqrt(9 - x^2)/x^2", cost=4)
def trig_substitution(question: Integral) -> Step | None:
    """x = a sin θ, a tan θ or a sec θ, where a root of a quadratic is alone with powers of x."""
    form = asked(question)
    if form is None:
        return None
    base, m = form.rational.as_independent(question.x, as_Add=False)[1].as_base_exp()
    m = sp.S.Zero if base == 1 else m
    if base not in (1, question.x) or not m.is_Integer:
        return None
    return _monomial(question, form, int(m), hard=False)


@integration_rule("trig-substitution-long", example="sqrt(x^2 + 4)", cost=7)
def trig_substitution_long(question: Integral) -> Step | None:
    """The same where an odd power of the secant comes out, or where other terms stand beside."""
    form = asked(question)
    if form is None:
        return None
    base, m = form.rational.as_independent(question.x, as_Add=False)[1].as_base_exp()
    m = sp.S.Zero if base == 1 else m
    if base in (1, question.x) and m.is_Integer:
        step = _monomial(question, form, int(m), hard=True)
    else:
        step = _any(question, form)
    return step and replace(step, rule=step.rule.replace("substitution", "substitution-long"))


def asked(question: Integral) -> Rooted | None:
    """The integrand as a rational function times a power of a root without linear term."""
    if not radicals(question.integrand, question.x):
        return None
    form = rooted(question.split[1], question.x)
    return None if form is None or form.q.b != 0 or form.power is None else form


def _monomial(question: Integral, form: Rooted, m: int, *, hard: bool) -> Step | None:
    """xᵐ times a power of the root."""
    t = question.letter("theta")
    how = angle(form.q, t)
    if how is None:
        return None
    k = form.power or 0
    powers = {
        SINE: (m, k + 1),
        TANGENT: (m, -m - k - 2),
        SECANT: (k + 1, -m - k - 2),
    }[how.rule]
    odd = how.rule != SINE and powers[1] < 0 and powers[1] % 2 and powers[0] >= 0
    if bool(odd) != hard:
        return None
    line = how.size ** (m + 1) * how.scale**k * sp.Integral(reduced(*powers, t), t)
    doubled = _doubled(*powers) if how.rule == SINE else ""
    line = question.split[0] * line * _constant(form)
    return _changed(question, how, form.q, t, line, doubled)


def _doubled(sine: int, cosine: int) -> str:
    """Which multiples of the angle the antiderivative of sinᵖθ cosᵠθ has, in words."""
    if min(sine, cosine) < 0 or sine % 2 or cosine % 2:
        return ""
    return DOUBLED.get(8 if sine == cosine == 2 else sine + cosine, "")


def _constant(form: Rooted) -> sp.Expr:
    return form.rational.as_independent(form.q.x, as_Add=False)[0]


def _any(question: Integral, form: Rooted) -> Step | None:
    """Any rational function of x."""
    t = question.letter("theta")
    how = angle(form.q, t)
    if how is None:
        return None
    place = how.size * how.of
    inner = form.rational.subs(question.x, place) * (how.scale * how.cleared) ** form.power
    inner = sp.factor_terms(inner * how.size * how.rate)
    constant, moving = inner.as_independent(t, as_Add=False)
    line = question.split[0] * constant * sp.Integral(moving, t)
    return _changed(question, how, form.q, t, line)


def _changed(
    question: Integral,
    how: Angle,
    q: Quadratic,
    t: sp.Symbol,
    line: sp.Expr,
    doubled: str = "",
) -> Change:
    def shown(expr: sp.Expr) -> str:
        return text(question.written(expr))

    place = how.size * how.of
    slope = root_of(sign_of(q.a).value * q.a)
    fields = {
        "q": shown(q.expr),
        "t": text(question.written(t)),
        "told": shown(place),
        "rate": shown(how.size * how.rate),
        "root": shown(q.root),
        "clear": shown(how.scale * how.cleared),
        "size": shown(how.scale),
        "u": shown(slope * q.x),
        "ratio": shown(how.told.args[0]),
    }
    back = (*triangle(t, how.sine, how.cosine), (t, how.told))
    returning = (TRIANGLE[how.rule] + doubled).format(**fields)
    made = change_step(question, WORDS, how.rule, line, t, how.value, back, returning, **fields)
    tangent = sp.cancel(how.sine / how.cosine)
    head = tuple(f(t) for f in (sp.sin, sp.cos, sp.tan))
    table = Table(
        tuple(question.written(f) for f in head),
        (tuple(question.written(f) for f in (how.sine, how.cosine, tangent)),),
    )
    if how.rule == SINE:  # of an odd function the sign of the slope does not matter
        told = nonzero(slope)
    else:
        told = letters_positive(sign_of(q.c).value * q.c, sign_of(q.a).value * q.a)
    signs = (*positive(q.a), *positive(q.c))
    made = RootChange.of(made)
    return replace(made, bindings={}, table=table, conditions=tuple(dict.fromkeys(signs + told)))
