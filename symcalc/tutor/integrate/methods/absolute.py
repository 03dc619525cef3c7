"""|u|, sign(u), max(0, u) and steps of a linear u beside a polynomial: in one formula."""

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

DEGREE = 6  # of the polynomial beside


@integration_rule("absolute-value", example="x |x - 1|", cost=2)
def absolute(question: Integral) -> Step | None:
    """∫ g |u| dx = |u| (H - H(p))/u with H = ∫ g u dx and u(p) = 0; for sign(u) with H = ∫ g dx."""
    (factor, core), x = question.split, question.x
    part, beside, slope = _kinked(core, x, (sp.Abs, sp.sign))
    if part is None:
        return None
    u = part.args[0]
    inner = beside * u if isinstance(part, sp.Abs) else beside
    at = sp.cancel(-u.subs(x, 0) / slope)
    quotient = _quotient(inner, u, at, x, 1)
    after = factor * sp.Abs(u) * quotient
    above = u if isinstance(part, sp.Abs) else sp.S.One
    fields = {"u": u, "part": part, "above": above, "inner": inner, "at": at}
    fields["whole"] = quotient * u
    return _told(question, "absolute-value", after, slope, fields)


@integration_rule("power-of-absolute-value", example="sqrt(abs(x))", cost=2)
def power(question: Integral) -> Step | None:
    """∫ |u|ⁿ dx = u |u|ⁿ/(a(n + 1)) for u = ax + b and n ≠ -1."""
    factor, core = question.split
    base, n = core.as_base_exp()
    slope = linear(base.args[0], question.x) if isinstance(base, sp.Abs) else None
    if slope is None or n in (1, -1) or question.moves(n):
        return None
    u = base.args[0]
    at = sp.cancel(-u.subs(question.x, 0) / slope)
    after = factor * u * base**n / (slope * (n + 1))
    shown = {"at": at, "product": u * base**n, "rate": slope * (n + 1) * base**n}
    step = _told(question, "power-of-absolute-value", after, slope, shown)
    return replace(step, conditions=(*step.conditions, *nonzero(n + 1)))


@integration_rule("positive-part", example="x max(0, x)", cost=2)
def positive_part(question: Integral) -> Step | None:
    """∫ g max(0, u) dx = max(0, u)² (H - H(p))/u² with H = ∫ g u dx.

    For a step in the place of max(0, u) it is max(0, u) (G - G(p))/u.
    """
    (factor, core), x = question.split, question.x
    part, beside, slope = _kinked(core, x, (sp.Max, sp.Heaviside))
    if part is None:
        return None
    ramp = isinstance(part, sp.Max)
    u = next(a for a in part.args if x in a.free_symbols)
    inner = beside * u if ramp else beside
    at = sp.cancel(-u.subs(x, 0) / slope)
    order = 2 if ramp else 1
    quotient = _quotient(inner, u, at, x, order)
    after = factor * sp.Max(0, u) ** order * quotient
    return _told(question, "positive-part", after, slope, {"u": u, "inner": inner, "at": at})


@integration_rule("sign-in-front", example="abs(sin(x))", cost=6)
def sign_in_front(question: Integral) -> Step | None:
    """∫ g |w| dx = sign(w) ∫ g w dx, between the zeros of w."""
    (factor, core), x = question.split, question.x
    calls = [f for f in sp.Mul.make_args(core) if isinstance(f, sp.Abs) and x in f.free_symbols]
    if len(calls) != 1 or calls[0].args[0].is_polynomial(x):
        return None
    w = calls[0].args[0]
    line = factor * sp.sign(w) * sp.Integral(core / calls[0] * w, x)
    return integral_step(question, WORDS, "sign-in-front", line, u=text(question.written(w)))


Kinked = tuple[sp.Basic | None, sp.Expr, sp.Expr]


def _kinked(core: sp.Expr, x: sp.Symbol, kinds: tuple[type[sp.Basic], ...]) -> Kinked:
    """The kinked factor, the polynomial beside it, and the slope of what is inside."""
    nothing = None, sp.S.Zero, sp.S.Zero
    calls = [f for f in sp.Mul.make_args(core) if isinstance(f, kinds)]
    if len(calls) != 1:
        return nothing
    (call,) = calls
    beside = core / call
    if isinstance(call, sp.Max) and (len(call.args) != 2 or 0 not in call.args):
        return nothing
    inside = [a for a in call.args if x in a.free_symbols]
    slope = linear(inside[0], x) if len(inside) == 1 else None
    if slope is None or not beside.is_polynomial(x) or sp.degree(beside, x) > DEGREE:
        return nothing
    return call, beside, slope


def _quotient(inner: sp.Expr, u: sp.Expr, at: sp.Expr, x: sp.Symbol, order: int) -> sp.Expr:
    """(H - H(p))/uᵏ for the antiderivative H of a polynomial."""
    whole = sp.Poly(inner, x).integrate(x).as_expr()
    return sp.factor(sp.cancel((whole - whole.subs(x, at)) / u**order))


def _told(
    question: Integral,
    rule: str,
    after: sp.Expr,
    slope: sp.Expr,
    parts: dict[str, sp.Expr],
    **fields: object,
) -> Step:
    shown = {name: text(question.written(part)) for name, part in parts.items()}
    step = integral_step(question, WORDS, rule, after, **shown, **fields)
    return replace(step, conditions=nonzero(slope))
