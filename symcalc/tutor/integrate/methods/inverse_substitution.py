"""Substitutions in which the variable is solved for: linear, exponential, logarithm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import slope
from symcalc.tutor.integrate.inverse import (
    angle,
    exponential_rate,
    exponents,
    in_exponential,
    linear_bases,
    logarithms,
)
from symcalc.tutor.integrate.rule import change_step, integration_rule
from symcalc.tutor.integrate.substitution import beside, called
from symcalc.tutor.words.integrals_substitution import ALL, POWER, WORDS
from symcalc.writing.text import text


@integration_rule("linear-substitution", example="x (x+1)^7", cost=3.5)
def linear_substitution(question: Integral) -> Iterator[Step]:
    """u = ax + b, where a power of it or nothing but it stands in the integrand."""
    factor, core = question.split
    x, u = question.x, question.letter()
    for base, alone in linear_bases(core, x):
        a, rest = slope(base, x), base.subs(x, 0)
        value = (u - rest) / a
        moving = core.subs(base, u)
        moving = moving.subs(x, value) if moving.has(x) else moving
        constant, moving = sp.factor_terms(moving).as_independent(u, as_Add=False)
        line = factor * constant / a * sp.Integral(moving, u)
        shown = text(question.written(base))
        said = f"d{called(u)} = {beside(question, a, f'd{called(x)}')}"
        if not alone:
            rate = beside(question, 1 / a, f"d{called(u)}")
            said = f"{called(x)} = {text(question.written(value))} and d{called(x)} = {rate}"
        fields: dict[str, Any] = {
            "why": (ALL if alone else POWER).format(inner=shown, x=called(x)),
            "u": called(u),
            "inner": shown,
            "solved": said,
        }
        yield change_step(question, WORDS, "linear-substitution", line, u, base, **fields)


@integration_rule("exponential-substitution", example="e^x/(3e^(2x) + 2)", cost=3.5)
def exponential_substitution(question: Integral) -> Step | None:
    """u = e^(kx), where x stands in powers of it only."""
    factor, core = question.split
    x, u = question.x, question.letter()
    base = exponents(core, x)
    if base is None or (core.is_Pow and core.exp.has(x)):
        return None
    put = in_exponential(core, base, u, x)
    if put is None:
        return None
    rate = exponential_rate(base, x)
    constant, moving = put.as_independent(u, as_Add=False)
    line = factor * constant / rate * sp.Integral(moving, u)
    shown = text(question.written(base))
    differential = beside(question, rate * base, f"d{called(x)}")
    solved = f"d{called(x)} = {beside(question, 1 / (rate * u), f'd{called(u)}')}"
    exponent = rate * x
    return change_step(
        question,
        WORDS,
        "exponential-substitution",
        line,
        u,
        base,
        ((sp.log(sp.Abs(u)), exponent), (sp.log(u), exponent)),
        u=called(u),
        inner=shown,
        slope=differential,
        solved=solved,
    )


@integration_rule("logarithm-substitution", example="cos(ln x)", cost=4.5)
def logarithm_substitution(question: Integral) -> Step | None:
    """u = ln x, so x = e^u: for functions and broken powers of the logarithm."""
    factor, core = question.split
    x, u = question.x, question.letter()
    inner = logarithms(core, x)
    if inner is None:
        return None
    a = slope(inner.args[0], x)
    value = sp.exp(u) / a
    moving = core.subs(inner, u).subs(x, value) * sp.exp(u)
    moving = sp.powsimp(sp.powdenest(moving, force=True))
    constant, moving = moving.as_independent(u, as_Add=False)
    if moving.has(x):
        return None
    return change_step(
        question,
        WORDS,
        "logarithm-substitution",
        factor * constant / a * sp.Integral(moving, u),
        u,
        inner,
        ((sp.exp(u), a * x),),
        u=called(u),
        inner=text(question.written(inner)),
        told=text(question.written(value)),
        rate=beside(question, value, f"d{called(u)}"),
    )


@integration_rule("inverse-function-substitution", example="e^(arcsin(x))", cost=5.4)
def inverse_function_substitution(question: Integral) -> Step | None:
    """u = arcsin x, so x = sin u: where parts do not lead on."""
    factor, core = question.split
    x, u = question.x, question.letter()
    found = angle(core, x, u)
    if found is None:
        return None
    constant, moving = found.moving.as_independent(u, as_Add=False)
    return change_step(
        question,
        WORDS,
        "inverse-function-substitution",
        factor * constant * sp.Integral(moving, u),
        u,
        found.inner,
        found.back,
        u=called(u),
        inner=text(question.written(found.inner)),
        told=text(question.written(found.value)),
        rate=beside(question, found.rate, f"d{called(u)}"),
        also="",
    )
