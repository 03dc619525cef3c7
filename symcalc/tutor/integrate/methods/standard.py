"""Standard forms: functions whose antiderivatives are known, with a linear inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import linear
from symcalc.tutor.integrate.letters import nonzero
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.words.integrals import DIVIDED, WORDS
from symcalc.writing.text import text

U = sp.Dummy("u")

# The title, the function, its antiderivative.
FORMS: tuple[tuple[str, sp.Expr, sp.Expr], ...] = (
    ("Exponential", sp.exp(U), sp.exp(U)),
    ("Sine", sp.sin(U), -sp.cos(U)),
    ("Cosine", sp.cos(U), sp.sin(U)),
    ("Tangent", sp.tan(U), -sp.log(sp.Abs(sp.cos(U)))),
    ("Cotangent", sp.cot(U), sp.log(sp.Abs(sp.sin(U)))),
    ("Secant", sp.sec(U), sp.log(sp.Abs(sp.sec(U) + sp.tan(U)))),
    ("Cosecant", sp.csc(U), -sp.log(sp.Abs(sp.csc(U) + sp.cot(U)))),
    ("Square of the secant", sp.sec(U) ** 2, sp.tan(U)),
    ("Square of the secant", sp.cos(U) ** -2, sp.tan(U)),
    ("Square of the cosecant", sp.csc(U) ** 2, -sp.cot(U)),
    ("Square of the cosecant", sp.sin(U) ** -2, -sp.cot(U)),
    ("Secant", sp.sec(U) * sp.tan(U), sp.sec(U)),
    ("Cosecant", sp.csc(U) * sp.cot(U), -sp.csc(U)),
    ("Hyperbolic sine", sp.sinh(U), sp.cosh(U)),
    ("Hyperbolic cosine", sp.cosh(U), sp.sinh(U)),
    ("Hyperbolic tangent", sp.tanh(U), sp.log(sp.cosh(U))),
    ("Hyperbolic cotangent", sp.coth(U), sp.log(sp.Abs(sp.sinh(U)))),
    ("Square of the hyperbolic secant", sp.sech(U) ** 2, sp.tanh(U)),
    ("Square of the hyperbolic secant", sp.cosh(U) ** -2, sp.tanh(U)),
    ("Square of the hyperbolic cosecant", sp.csch(U) ** 2, -sp.coth(U)),
    ("Square of the hyperbolic cosecant", sp.sinh(U) ** -2, -sp.coth(U)),
    ("Hyperbolic secant", sp.sech(U) * sp.tanh(U), -sp.sech(U)),
    ("Hyperbolic cosecant", sp.csch(U) * sp.coth(U), -sp.csch(U)),
    ("Arctangent", 1 / (1 + U**2), sp.atan(U)),
    ("Arcsine", 1 / sp.sqrt(1 - U**2), sp.asin(U)),
    ("Inverse hyperbolic sine", 1 / sp.sqrt(1 + U**2), sp.asinh(U)),
)
KNOWN = {form: (title, told) for title, form, told in FORMS}


@integration_rule("standard", example="cos(3x)", cost=1)
def standard(question: Integral) -> Step | None:
    """∫ f(ax + b) dx = F(ax + b)/a for a known F."""
    factor, core = question.split
    for inside, slope in insides(core, question.x):
        found = KNOWN.get(
            core.subs(inside, U) if inside != question.x else core.xreplace({inside: U})
        )
        if found is not None:
            return _step(question, found, factor, inside, slope)
    return None


def insides(core: sp.Expr, x: sp.Symbol) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    """What may be the inside of a function: the variable, and whatever is linear in it."""
    yield x, sp.S.One
    parts = (arg for part in core.atoms(sp.Function, sp.exp) for arg in part.args)
    for inside in dict.fromkeys(part for part in parts if isinstance(part, sp.Expr)):
        slope = linear(inside, x)
        if slope is not None and inside != x:
            yield inside, slope


def _step(
    question: Integral, found: tuple[str, sp.Expr], factor: sp.Expr, inside: sp.Expr, slope: sp.Expr
) -> Step:
    title, told = found
    value = told.xreplace({U: inside})
    core, shown_value = text(question.written(question.split[1])), text(question.written(value))
    shown = {"u": text(question.written(inside)), "slope": text(question.written(slope))}
    known = f"{core} is the derivative of {shown_value}"
    if slope != 1:
        known = f"{title} of {shown['u']}, which is linear: that gives {shown_value}"
    divided = DIVIDED.format(**shown) if slope != 1 else ""
    after = factor * value / slope
    step = integral_step(
        question, WORDS, "standard", after, title=title, known=known, divided=divided, core=core
    )
    return replace(step, conditions=nonzero(slope))
