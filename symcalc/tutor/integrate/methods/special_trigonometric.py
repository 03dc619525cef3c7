"""Sines and cosines over something linear, and of squares: Si, Ci and Fresnel's functions."""

from __future__ import annotations

import sympy as sp
from sympy.simplify.fu import TR8

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import linear
from symcalc.tutor.integrate.rule import integration_rule
from symcalc.tutor.integrate.special import (
    pole,
    positive,
    said_square,
    sized,
    special_step,
    square,
)
from symcalc.tutor.words.integrals_special import COSINE, SHIFTED, SINE
from symcalc.writing.text import text

LARGEST = 40  # operations of a product of sines and cosines that is written as a sum


@integration_rule("sine-integral", example="sin(x)/x", cost=8)
def over_linear(question: Integral) -> Step | None:
    """∫ sin(ax + b)/(cx + d) dx: with t = a(x + d/c), sin(t + φ)/t is taken apart."""
    (factor, core), x = question.split, question.x
    waves = [f for f in sp.Mul.make_args(core) if isinstance(f, sp.sin | sp.cos)]
    below = pole(core / waves[0], x) if len(waves) == 1 else None
    a = linear(waves[0].args[0], x) if below else None
    if below is None or a is None or below[1].power != 1:
        return None
    constant, (c, d, _) = below
    t = a * (x + d / c) if d else a * x
    phase = sp.simplify(waves[0].args[0].subs(x, 0) - a * d / c)
    sine, cosine = sp.Si(t), sp.Ci(_size(t))
    if isinstance(waves[0], sp.sin):
        value = sp.cos(phase) * sine + sp.sin(phase) * cosine
    else:
        value = sp.cos(phase) * cosine - sp.sin(phase) * sine
    function = ("Sine integral", SINE) if value.has(sp.Si) else ("Cosine integral", COSINE)
    if value.has(sp.Si) and value.has(sp.Ci):
        function = ("Sine and cosine integral", SHIFTED)
    shown = text(question.written(t))
    told = function[1].format(t=shown, f=question.fields["f"])
    after = factor * constant * value / c
    if cosine in value.atoms(sp.Ci) and not value.has(sp.Si):
        shown = text(question.written(_size(t)))
    return special_step(question, "sine-integral", after, title=function[0], told=told, u=shown)


def _size(t: sp.Expr) -> sp.Expr:
    """|t|, a number in front of the bars."""
    number, rest = t.as_coeff_Mul()
    return abs(number) * sp.Abs(rest)


@integration_rule("multiple-angles", example="sin(x)^2/x", cost=7)
def product(question: Integral) -> Step | None:
    """A product of sines and cosines over a power of something linear, as a sum."""
    (factor, core), x = question.split, question.x
    waves, rest = sp.S.One, sp.S.One
    for f in sp.Mul.make_args(core):
        base, n = f.as_base_exp()
        wave = isinstance(base, sp.sin | sp.cos) and linear(base.args[0], x) is not None
        if wave and n.is_Integer and 0 < n <= 8:
            waves *= f
        else:
            rest *= f
    single = isinstance(waves, sp.sin | sp.cos) or waves == 1
    if single or pole(rest, x) is None or sp.count_ops(waves) > LARGEST:
        return None
    whole = sp.expand(TR8(waves))
    if not whole.is_Add:
        return None
    parts = [term.as_independent(x, as_Add=False) for term in whole.args]
    line = sp.Add(*(factor * c * sp.Integral(moving * rest, x) for c, moving in parts))
    shown = {"product": waves, "sum": whole}
    fields = {name: text(question.written(part)) for name, part in shown.items()}
    return special_step(question, "multiple-angles", line, **fields)


@integration_rule("fresnel-integral", example="sin(x^2)", cost=8)
def of_square(question: Integral) -> Step | None:
    """∫ sin(a(x + s)² + r) dx, by the addition formula and Fresnel's functions."""
    factor, core = question.split
    if not isinstance(core, sp.sin | sp.cos):
        return None
    completed = square(core.args[0], question.x)
    if completed is None:
        return None
    k, falls = sized(completed.a)
    u = sp.sqrt(2 * k / sp.pi) * (question.x + completed.shift)
    sine = (-1 if falls else 1) * sp.fresnels(u)
    cosine, r = sp.fresnelc(u), completed.rest
    if isinstance(core, sp.sin):
        value = sp.cos(r) * sine + sp.sin(r) * cosine
    else:
        value = sp.cos(r) * cosine - sp.sin(r) * sine
    return special_step(
        question,
        "fresnel-integral",
        sp.expand(factor * sp.sqrt(sp.pi / (2 * k)) * value),
        positive([k]),
        square=said_square(question, core.args[0], completed),
        u=text(question.written(u)),
    )


@integration_rule("lower-the-power", example="x^2 sin(x^2)", cost=6)
def moment(question: Integral) -> Step | None:
    """∫ xᵐ sin(ax² + c) dx for an even m > 1: by parts, x sin(ax² + c) is integrated."""
    (factor, core), x = question.split, question.x
    waves = [f for f in sp.Mul.make_args(core) if isinstance(f, sp.sin | sp.cos)]
    if len(waves) != 1:
        return None
    (wave,) = waves
    base, m = (core / wave).as_base_exp()
    completed = square(wave.args[0], x)
    if completed is None or completed.shift != 0 or base != x or not m.is_even or m < 2:
        return None
    other, sign = (sp.cos, -1) if isinstance(wave, sp.sin) else (sp.sin, 1)
    v = sign * other(wave.args[0]) / (2 * completed.a)
    c, moving = ((m - 1) * x ** (m - 2) * v).as_independent(x, as_Add=False)
    line = factor * x ** (m - 1) * v - factor * c * sp.Integral(moving, x)
    parts = {"u": x ** (m - 1), "dv": x * wave, "v": v}
    fields = {name: text(question.written(part)) for name, part in parts.items()}
    return special_step(question, "lower-the-power", line, **fields)
