"""Steps: the floor and the ceiling of something linear beside a polynomial."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import linear
from symcalc.tutor.integrate.letters import nonzero
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.words.integrals_kinked import WORDS
from symcalc.writing.text import text

DEGREE = 4  # of the polynomial beside


@integration_rule("rounding", example="x floor(x)", cost=2)
def floors(question: Integral) -> Step | None:
    """∫ g ⌊u⌋ dx = n G(x) - Σ G(x_k) for k = 1 … n, where n = ⌊u⌋ and u(x_k) = k."""
    found = _rounded(question, sp.floor)
    if found is None:
        return None
    (factor, _), x = question.split, question.x
    call, beside, slope = found
    whole = sp.Poly(beside, x).integrate(x).as_expr()
    k, n = sp.Dummy("k", integer=True), sp.Dummy("n", integer=True)
    at_step = sp.expand(whole.subs(x, (k - call.args[0].subs(x, 0)) / slope))
    passed = sp.factor(sp.summation(at_step, (k, 1, n))).xreplace({n: call})
    after = factor * call * whole - factor * passed
    shown = {"n": text(question.written(call)), "whole": text(question.written(whole))}
    step = integral_step(question, WORDS, "rounding", after, **shown)
    return replace(step, conditions=nonzero(slope))


@integration_rule("round-up", example="ceil(x)", cost=2)
def ceilings(question: Integral) -> Step | None:
    """⌈u⌉ = -⌊-u⌋."""
    found = _rounded(question, sp.ceiling)
    if found is None:
        return None
    (factor, core), x = question.split, question.x
    call = found[0]
    form = sp.floor(-call.args[0])
    line = -factor * sp.Integral(core / call * form, x)
    shown = {"whole": text(question.written(call)), "form": text(question.written(-form))}
    return integral_step(question, WORDS, "round-up", line, **shown)


def _rounded(
    question: Integral, kind: type[sp.Function]
) -> tuple[sp.Expr, sp.Expr, sp.Expr] | None:
    """The rounded factor, the polynomial beside it, and the slope of what is inside."""
    core, x = question.split[1], question.x
    calls = [f for f in sp.Mul.make_args(core) if isinstance(f, kind)]
    if len(calls) != 1:
        return None
    beside, slope = core / calls[0], linear(calls[0].args[0], x)
    if slope is None or not beside.is_polynomial(x) or sp.degree(beside, x) > DEGREE:
        return None
    return calls[0], beside, slope
