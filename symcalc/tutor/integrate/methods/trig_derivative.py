"""Substitution of one of the circular or hyperbolic functions whose derivative stands beside it."""

from __future__ import annotations

from typing import Any

import sympy as sp

from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import linear
from symcalc.tutor.integrate.rule import Change, change_step, integration_rule
from symcalc.tutor.integrate.trig.family import HIGHEST, reading
from symcalc.tutor.integrate.trig.telling import derivatives, lawful, said
from symcalc.tutor.words.integrals_trig import WORDS

MOST = 14  # terms of the integrand by the new variable


@integration_rule("trig-derivative", example="sin(x) (1 - cos(x)^2)", cost=2.5)
def trig_derivative(question: Integral) -> Change | None:
    """∫ p(cos x) sin x dx = -∫ p(u) du, for sums p of powers, and the others likewise."""
    factor, core = question.split
    x = question.x
    read = reading(core, x) if core.is_Mul else None
    if read is None or len(read.angles) != 1:
        return None
    angle = read.angles[0]
    a = linear(angle, x)
    if a is None:
        return None
    u = question.letter("u", "v", "w")
    for function in read.family.functions:
        for split, sign in derivatives(read.family, function, angle):
            rest = _rest(core / split, function(angle), u, x) if _stands(split, core) else None
            if rest is None:
                continue
            front, moving = sp.expand(rest / sign).as_independent(u, as_Add=False)
            rate = said(question, sign * a * split)
            fields: dict[str, Any] = {
                "u": said(question, u),
                "inner": said(question, function(angle)),
                "slope": rate,
                "split": said(question, split),
                "rate": f"{rate} d{said(question, x)}",
            }
            line = factor / a * front * sp.Integral(moving, u)
            inner = function(angle)
            made = change_step(question, WORDS, "trig-derivative", line, u, inner, **fields)
            return lawful(made, read.family)
    return None


def _stands(split: sp.Expr, core: sp.Expr) -> bool:
    """Whether the functions of the derivative are among the factors."""
    return _kinds(split) <= _kinds(core)


def _kinds(expr: sp.Expr) -> set[type]:
    return {type(factor.as_base_exp()[0]) for factor in sp.Mul.make_args(expr)}


def _rest(quotient: sp.Expr, inner: sp.Expr, u: sp.Symbol, x: sp.Symbol) -> sp.Expr | None:
    """The integrand by u, multiplied out, where it is a sum of powers."""
    put = quotient.xreplace({inner: u})
    if x in put.free_symbols:
        return None
    if any(p.base.is_Add and not _is_short(p.exp) for p in put.atoms(sp.Pow)):
        return None
    dummy = sp.Dummy(positive=True)
    terms = sp.expand(put.xreplace({u: dummy}))
    for term in sp.Add.make_args(terms):
        _, power = term.as_independent(dummy, as_Add=False)
        base, n = power.as_base_exp()
        if power != 1 and (base != dummy or n.has(dummy)):
            return None
    return terms.xreplace({dummy: u}) if len(sp.Add.make_args(terms)) <= MOST else None


def _is_short(n: sp.Expr) -> bool:
    return bool(n.is_Integer and 0 < n <= HIGHEST)
