"""The integral of a derivative: what the function itself changes by."""

from __future__ import annotations

import sympy as sp

from symcalc import notation
from symcalc.checking.antiderivatives import Antiderivative
from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.scope import need_slope
from symcalc.steps import Step
from symcalc.tutor.definite.ask import Definite, Found
from symcalc.tutor.definite.improper import singularities
from symcalc.tutor.definite.parts import valued
from symcalc.tutor.definite.theorem import discontinuities
from symcalc.tutor.definite.values import value_there
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import slope
from symcalc.tutor.integrate.worked import constant_of
from symcalc.tutor.worded import worded
from symcalc.tutor.words.definite import WORDS
from symcalc.writing.text import text


def differentiated_by(body: Notation, x: sp.Symbol) -> Notation | None:
    """What stands under d/dx, where that is the whole integrand."""
    if body.head != "derivative" or len(body.parts) != 2 or body.parts[1].expr != x:
        return None
    return body.parts[0]


def worked_out(primitive: Notation, ask: Definite) -> Definite:
    """The integral with the derivative worked out."""
    return ask.of(slope(primitive.expr, ask.x))


def by_change(primitive: Notation, whole: Notation, plain: Definite) -> Found | None:
    """∫_a^b F′ = F(b) − F(a), where F is continuous and F′ bounded between the limits."""
    if any(e.is_infinite for e in plain.ends) or singularities(plain):
        return None
    if discontinuities(plain, primitive) != ():
        return None
    if None in [value_there(primitive.expr, plain.x, end) for end in plain.ends]:
        return None
    line = build("evaluated", primitive, notation.name(plain.x), plain.low, plain.high)
    first = plain.step("derivative-inside", line, whole, "implies", F=text(primitive))
    return valued(plain, primitive, plain, (first,), line)


def opening(whole: Notation, plain: Definite) -> Step:
    """The derivative is worked out first."""
    return plain.step("derivative-first", plain.whole, whole, "implies")


def undone(whole: Notation, primitive: Notation, x: sp.Symbol) -> Derivation:
    """∫ F′ dx = F + C: the integral undoes the derivative."""
    need_slope(primitive, {x})
    constant = constant_of(Integral(primitive, x))
    result = notation.add(primitive, notation.name(constant))
    fields = {"F": text(primitive), "x": x.name}
    step = worded(WORDS, "derivative-undone", whole, result, fields, "equal-up-to-constant")
    body = slope(primitive.expr, x)
    return Derivation(
        Question("integral", whole, (x,), text(whole)),
        whole,
        result,
        (step,),
        remarks=whole.remarks,
        claims=(Antiderivative(body, x, result.expr, text(whole.parts[0]), (), ""),),
    )
