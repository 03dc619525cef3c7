"""A logarithm over something linear: the dilogarithm, by its definition."""

from __future__ import annotations

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import linear
from symcalc.tutor.integrate.rule import integration_rule
from symcalc.tutor.integrate.special import pole, positive, sized, special_step
from symcalc.writing.text import text


@integration_rule("dilogarithm", example="ln(1 + x)/x", cost=8)
def over_linear(question: Integral) -> Step | None:
    """∫ ln v/(s v + r) dv with v = αx + β, by the sign of r/s.

    For r/s > 0 it is (ln v ln(1 + sv/r) + Li₂(-sv/r))/s; else the denominator is 0 at p = -r/s,
    and it is (ln p ln|v - p| - Li₂(1 - v/p))/s.
    """
    (factor, core), x = question.split, question.x
    logs = [f for f in sp.Mul.make_args(core) if isinstance(f, sp.log)]
    if len(logs) != 1:
        return None
    v = logs[0].args[0]
    alpha, below = linear(v, x), pole(core / logs[0], x)
    if below is None or below[1].power != 1:
        return None
    constant, (c, d, _) = below
    if alpha is None:
        return _of_power(question, v, factor * constant / c) if d == 0 else None
    beta = v.subs(x, 0)
    s, r = c / alpha, sp.simplify(d - c * beta / alpha)
    if r == 0:
        return None
    ratio, turned = sized(sp.simplify(r / s))
    outer = factor * constant / (alpha * s)
    if turned:
        u = sp.expand(sp.cancel(1 - v / ratio))
        value = sp.log(ratio) * sp.log(sp.Abs(v - ratio)) - sp.polylog(2, u)
    else:
        u = -v / ratio
        value = sp.log(v) * sp.log(1 + v / ratio) + sp.polylog(2, u)
    parts = sp.Add(*(outer * term for term in sp.Add.make_args(value)))
    conditions = positive([ratio])
    return special_step(question, "dilogarithm", parts, conditions, u=text(question.written(u)))


def _of_power(question: Integral, v: sp.Expr, factor: sp.Expr) -> Step | None:
    """∫ ln(1 + c xⁿ)/x dx = -Li₂(-c xⁿ)/n."""
    if not v.is_Add or v.subs(question.x, 0) != 1:
        return None
    _, power = (v - 1).as_independent(question.x, as_Add=False)
    base, n = power.as_base_exp()
    if base != question.x or not n.is_Integer or n < 1:
        return None
    u = sp.expand(1 - v)
    after = -factor * sp.polylog(2, u) / n
    return special_step(question, "dilogarithm", after, u=text(question.written(u)))
