"""Recognition: f'/f, fⁿ f', and what the product and the quotient rule leave."""

from __future__ import annotations

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import linear, slope
from symcalc.tutor.integrate.recognising import recognised, shape_of, with_slope
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.integrate.substitution import cancelled, rates, short
from symcalc.tutor.words.integrals_recognition import WORDS
from symcalc.writing.text import text


@integration_rule("logarithmic-derivative", example="(2x + 3)/(x^2 + 3x + 5)", cost=2.9)
def logarithmic_derivative(question: Integral) -> Step | None:
    """∫ f'/f dx = ln|f|."""
    factor, core = question.split
    top, bottom = sp.fraction(core)
    x = question.x
    if bottom.is_Pow or not bottom.has(x) or not top.has(x) or linear(bottom, x) is not None:
        return None
    if not bottom.has(sp.Add):
        return None
    for rate in rates(slope(bottom, x), core):
        k = cancelled(top / rate, x)
        if not k.has(x):
            times = "" if k == 1 else f"{short(question, k)} times "
            return integral_step(
                question,
                WORDS,
                "logarithmic-derivative",
                factor * k * sp.log(sp.Abs(bottom)),
                below=text(question.written(bottom)),
                slope=text(question.written(rate)),
                times=times,
            )
    return None


@integration_rule("power-derivative", example="sin(x)^3 cos(x)", cost=3.1)
def power_derivative(question: Integral) -> Step | None:
    """∫ fⁿ f' dx = fⁿ⁺¹/(n + 1)."""
    factor, core = question.split
    x = question.x
    for part in sp.Mul.make_args(core):
        base, n = part.as_base_exp()
        if n.has(x) or n == -1 or base == x or linear(base, x) is not None or base.is_Pow:
            continue
        if isinstance(part, sp.exp) or not base.has(x):
            continue
        for rate in rates(slope(base, x), core):
            k = cancelled(core / part / rate, x)
            if not k.has(x):
                return integral_step(
                    question,
                    WORDS,
                    "power-derivative",
                    factor * k * base ** (n + 1) / (n + 1),
                    inner=text(question.written(base)),
                    slope=text(question.written(rate)),
                    n=text(question.written(n)),
                    times="" if k == 1 else f", up to the factor {short(question, k)},",
                )
    return None


@integration_rule("function-and-slope", example="e^x (sin(x) + cos(x))", cost=1.8)
def function_and_slope(question: Integral) -> Step | None:
    """∫ eˣ (f + f') dx = eˣ f."""
    factor, core = question.split
    found = with_slope(core, question.x) if core.has(sp.exp) else None
    if found is None:
        return None
    f, outer = found
    x = question.x
    rate = slope(outer.exp, x)
    return integral_step(
        question,
        WORDS,
        "function-and-slope",
        factor * outer * f,
        inner=text(question.written(f)),
        outer=text(question.written(outer)),
        slope=text(question.written(rates(slope(f, x), core)[0])),
        times="" if rate == 1 else f" {text(question.written(rate))} times",
    )


@integration_rule("exponential-recognition", example="x e^x/(x + 1)^2", cost=5)
def exponential_recognition(question: Integral) -> Step | None:
    """∫ eᵍ (h' + g' h) dx = eᵍ h, with h to be found."""
    if not question.integrand.has(sp.exp):
        return None
    return _recognition(question, "exponential-recognition", exponential=True)


@integration_rule("quotient-recognition", example="(x cos(x) - sin(x))/x^2", cost=7)
def quotient_recognition(question: Integral) -> Step | None:
    """∫ (u' v - u v')/v² dx = u/v, with u to be found."""
    return _recognition(question, "quotient-recognition", exponential=False)


def insides_of(expr: sp.Expr) -> list[sp.Expr]:
    """What stands inside the sines of an expression."""
    return [n.args[0] for n in expr.atoms(sp.sin)]


def _recognition(question: Integral, rule: str, *, exponential: bool) -> Step | None:
    x = question.x
    shape = shape_of(question.split[1], x)
    if shape is None or exponential == (shape.outer == 1):
        return None
    mixed = any(q.is_Add and q.has(sp.Function) for q, _ in shape.powers)
    if not exponential and not shape.top.is_Add and not mixed:
        return None
    if not shape.powers and (not exponential or not shape.top.has(x)):
        return None
    found = recognised(shape, x)
    if found is None:
        return None
    if question.integrand.has(sp.tan):
        found = found.subs({sp.sin(w) / sp.cos(w): sp.tan(w) for w in insides_of(found)})
    return integral_step(
        question,
        WORDS,
        rule,
        question.split[0] * found,
        told=text(question.written(found)),
        core=text(question.written(question.split[1])),
        below=text(question.written(shape.below)),
        outer=text(question.written(shape.outer)),
    )
