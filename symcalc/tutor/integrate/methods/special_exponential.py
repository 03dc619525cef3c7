"""Exponentials over something linear, and 1/ln x: Ei and li, by their definitions."""

from __future__ import annotations

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import linear
from symcalc.tutor.integrate.rule import integration_rule
from symcalc.tutor.integrate.special import exponential, pole, special_step
from symcalc.writing.text import text

HYPERBOLIC = {sp.sinh: -1, sp.cosh: 1}  # the sign of e^(-u)


@integration_rule("exponential-integral", example="e^x/x", cost=8)
def over_linear(question: Integral) -> Step | None:
    """∫ e^(ax + b)/(cx + d) dx = e^(b - ad/c) Ei(a(x + d/c))/c."""
    (factor, core), x = question.split, question.x
    found = exponential(core, x)
    below = pole(found.rest, x) if found else None
    if found is None or below is None or below[1].power != 1:
        return None
    constant, (c, d, _) = below
    a = linear(found.exponent, x)
    if a is None:
        return _of_power(question, found.exponent, factor * constant / c) if d == 0 else None
    b = found.exponent.subs(x, 0)
    u = sp.factor_terms(a) * (x + d / c) if d else a * x
    after = factor * constant * sp.exp(sp.simplify(b - a * d / c)) * sp.Ei(u) / c
    return special_step(question, "exponential-integral", after, u=text(question.written(u)))


@integration_rule("exponential-of-exponential", example="e^(2e^x)", cost=8)
def of_exponential(question: Integral) -> Step | None:
    """∫ e^w dx = Ei(w)/k, where w = a e^(kx + b): its derivative is k w."""
    factor, core = question.split
    found = exponential(core, question.x)
    if found is None or found.rest != 1:
        return None
    w = found.exponent
    inner = exponential(w, question.x)
    k = linear(inner.exponent, question.x) if inner and not question.moves(inner.rest) else None
    if k is None:
        return None
    fields = {"u": text(question.written(w))}
    return special_step(question, "exponential-integral", factor * sp.Ei(w) / k, **fields)


def _of_power(question: Integral, exponent: sp.Expr, factor: sp.Expr) -> Step | None:
    """∫ e^(a xⁿ)/x dx = Ei(a xⁿ)/n."""
    _, power = exponent.as_independent(question.x, as_Add=False)
    base, n = power.as_base_exp()
    if base != question.x or question.moves(n):
        return None
    after = factor * sp.Ei(exponent) / n
    return special_step(question, "exponential-integral", after, u=text(question.written(exponent)))


@integration_rule("exponentials-for-hyperbolic", example="sinh(x)/x", cost=7)
def hyperbolic(question: Integral) -> Step | None:
    """Sinh u and cosh u over something linear: two exponentials."""
    factor, core = question.split
    calls = [f for f in sp.Mul.make_args(core) if isinstance(f, sp.sinh | sp.cosh)]
    if len(calls) != 1 or linear(calls[0].args[0], question.x) is None:
        return None
    (call,) = calls
    rest, u = core / call, call.args[0]
    if pole(rest, question.x) is None:
        return None
    sign = HYPERBOLIC[type(call)]
    line = sp.Integral(sp.exp(u) * rest, question.x) / 2
    line += sign * sp.Integral(sp.exp(-u) * rest, question.x) / 2
    return special_step(
        question,
        "exponentials-for-hyperbolic",
        sp.Add(*(factor * term for term in line.args)),
        function=text(question.written(call)),
        told=text(question.written((sp.exp(u) + sign * sp.exp(-u)) / 2)),
    )


@integration_rule("logarithmic-integral", example="1/ln(x)", cost=8)
def over_logarithm(question: Integral) -> Step | None:
    """∫ uⁿ/ln u dx = li(uⁿ⁺¹)/a for u = ax + b and n ≠ -1."""
    factor, core = question.split
    found = _logarithm(core, question.x)
    if found is None or found[2] != 1:
        return None
    u, n, _, slope, constant = found
    if n == -1:
        return None
    inner = u ** (n + 1)
    after = factor * constant * sp.li(inner) / slope
    return special_step(question, "logarithmic-integral", after, u=text(question.written(inner)))


@integration_rule("logarithm-below", example="x/ln(x)^2", cost=6)
def lowered(question: Integral) -> Step | None:
    """∫ uⁿ/lnᵐ u dx by parts, for m > 1: dv is 1/(u lnᵐ u)."""
    (factor, core), x = question.split, question.x
    found = _logarithm(core, x)
    if found is None or found[2] == 1:
        return None
    u, n, m, slope, constant = found
    if n == -1:
        return None
    v = -1 / (slope * (m - 1) * sp.log(u) ** (m - 1))
    line = u ** (n + 1) * v
    line += (n + 1) / (m - 1) * sp.Integral(u**n / sp.log(u) ** (m - 1), x)
    parts = {"u": u ** (n + 1), "dv": 1 / (u * sp.log(u) ** m), "v": v}
    fields = {name: text(question.written(part)) for name, part in parts.items()}
    after = sp.Add(*(factor * constant * term for term in line.args))
    return special_step(question, "logarithm-below", after, **fields)


Found = tuple[sp.Expr, sp.Expr, sp.Integer, sp.Expr, sp.Expr]


def _logarithm(core: sp.Expr, x: sp.Symbol) -> Found | None:
    """u, n, m, the slope of u and a constant, where core is that constant times uⁿ/lnᵐ u."""
    below = [f for f in sp.Mul.make_args(core) if isinstance(f.as_base_exp()[0], sp.log)]
    if len(below) != 1:
        return None
    base, power = below[0].as_base_exp()
    u = base.args[0]
    slope = linear(u, x)
    if slope is None or not power.is_Integer or power > -1:
        return None
    constant, moving = (core / below[0]).as_independent(x, as_Add=False)
    inner, n = (u, sp.S.Zero) if moving == 1 else moving.as_base_exp()
    if x in n.free_symbols:
        return None
    if inner == x and u.subs(x, 0) == 0:  # xⁿ/ln(ax)
        constant, inner = constant / slope**n, u
    return (u, n, -power, slope, constant) if inner == u else None
