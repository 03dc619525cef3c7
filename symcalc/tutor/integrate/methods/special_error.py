"""∫ e^(ax² + bx + c): the error function, by its definition."""

from __future__ import annotations

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rule import integration_rule
from symcalc.tutor.integrate.special import (
    exponential,
    positive,
    said_square,
    sized,
    special_step,
    square,
)
from symcalc.writing.text import text


@integration_rule("error-function", example="e^(-x^2)", cost=8)
def gaussian(question: Integral) -> Step | None:
    """∫ e^(-k(x + s)² + r) dx = e^r √π/(2√k) erf(√k (x + s)), and with erfi for +k."""
    factor, core = question.split
    found = exponential(core, question.x)
    if found is None or found.rest != 1:
        return None
    completed = square(found.exponent, question.x)
    if completed is None:
        return None
    k, falls = sized(completed.a)
    u = sp.sqrt(k) * (question.x + completed.shift)
    function = sp.erf if falls else sp.erfi
    after = factor * sp.exp(completed.rest) * sp.sqrt(sp.pi) / (2 * sp.sqrt(k)) * function(u)
    return special_step(
        question,
        "error-function" if falls else "error-function-imaginary",
        after,
        positive([k]),
        square=said_square(question, found.exponent, completed),
        u=text(question.written(u)),
    )


@integration_rule("derivative-of-the-exponent", example="x e^(x - x^2)", cost=6)
def moment(question: Integral) -> Step | None:
    """∫ xᵐ e^q dx, q = ax² + bx + c: x is (q' - b)/2a, and the part with q' can be integrated."""
    (factor, core), x = question.split, question.x
    found = exponential(core, x)
    completed = square(found.exponent, x) if found else None
    if found is None or completed is None or completed.shift == 0:
        return None
    base, m = found.rest.as_base_exp()
    if base != x or not m.is_Integer or m < 1:
        return None
    a, power = completed.a, core / found.rest
    b = sp.expand(2 * a * completed.shift)
    terms = [x ** (m - 1) * power, -b * sp.Integral(x ** (m - 1) * power, x)]
    if m > 1:
        terms.append(-(m - 1) * sp.Integral(x ** (m - 2) * power, x))
    return special_step(
        question,
        "derivative-of-the-exponent",
        sp.Add(*(factor * term / (2 * a) for term in terms)),
        rate=text(question.written(2 * a * x + b)),
        exponent=text(question.written(found.exponent)),
        twice=text(question.written(2 * a * x)),
        b=text(question.written(b)),
        how=" by parts" if m > 1 else "",
    )
