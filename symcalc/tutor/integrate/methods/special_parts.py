"""What brings an integral to those that define functions: fractions apart, and by parts."""

from __future__ import annotations

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import linear, slope
from symcalc.tutor.integrate.rule import integration_rule
from symcalc.tutor.integrate.special import DEFINED, pole, special_step
from symcalc.writing.text import text

WITH_POLES = (sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.log)
DEGREE = 6  # of a denominator that is factored


@integration_rule("fractions-apart", example="e^(2x)/((x - 1)(x - 2))", cost=6)
def apart(question: Integral) -> Step | None:
    """A rational factor with several linear factors below beside e^u, sin u, ln u: as a sum."""
    (factor, core), x = question.split, question.x
    rational, other = sp.S.One, sp.S.One
    for f in sp.Mul.make_args(core):
        if f.is_rational_function(x):
            rational *= f
        else:
            other *= f
    plain = other == 1 or rational.is_polynomial(x) or pole(rational, x) is not None
    if plain or not _of_linear(other, x):
        return None
    below = sp.fraction(sp.together(rational))[1]
    if not below.is_polynomial(x) or sp.degree(below, x) > DEGREE:
        return None
    terms = sp.Add.make_args(sp.apart(rational, x))
    if len(terms) == 1:
        return None
    pairs = [(term * other).as_independent(x, as_Add=False) for term in terms]
    line = sp.Add(*(factor * c * sp.Integral(moving, x) for c, moving in pairs))
    shown = {"rational": rational, "sum": sp.Add(*terms), "other": other}
    fields = {name: text(question.written(part)) for name, part in shown.items()}
    return special_step(question, "fractions-apart", line, **fields)


def _of_linear(other: sp.Expr, x: sp.Symbol) -> bool:
    """Whether this is one of the functions that poles beside it make hard, of something linear."""
    if isinstance(other, WITH_POLES):
        return linear(other.args[0], x) is not None
    base, n = other.as_base_exp()
    return x not in base.free_symbols and linear(n, x) is not None


@integration_rule("special-by-parts", example="x erf(x)", cost=5)
def by_parts(question: Integral) -> Step | None:
    """∫ xⁿ F(ax + b) dx, where the derivative of F is what it is defined by."""
    (factor, core), x = question.split, question.x
    calls = [f for f in sp.Mul.make_args(core) if isinstance(f, DEFINED)]
    if len(calls) != 1:
        return None
    (u,) = calls
    base, n = (core / u).as_base_exp()
    plain = core == u or (base == x and not question.moves(n) and n != -1)
    if not plain or linear(u.args[0], x) is None:
        return None
    power = sp.S.Zero if core == u else n
    v = x ** (power + 1) / (power + 1)
    rate = slope(u, x)
    c, moving = (v * rate).as_independent(x, as_Add=False)
    line = factor * u * v - factor * c * sp.Integral(moving, x)
    parts = {"u": u, "slope": rate, "dv": core / u, "v": v}
    fields = {name: text(question.written(part)) for name, part in parts.items()}
    fields["dv"] = "" if core == u else f"{fields['dv']} "
    return special_step(question, "special-by-parts", line, **fields)


@integration_rule("lower-the-pole", example="e^x/(x + 1)^2", cost=5)
def lower_pole(question: Integral) -> Step | None:
    """∫ T/wⁿ dx by parts for n > 1 and a linear w, where T is e^u, sin u … of a linear u."""
    (factor, core), x = question.split, question.x
    other = sp.Mul(*(f for f in sp.Mul.make_args(core) if not f.is_rational_function(x)))
    below = pole(core / other, x) if other != 1 and _of_linear(other, x) else None
    if below is None or below[1].power == 1:
        return None
    constant, one = below
    n, w = one.power, one.base(x)
    v = -1 / (one.slope * (n - 1) * w ** (n - 1))
    rate = slope(other, x)
    c, moving = (rate / w ** (n - 1)).as_independent(x, as_Add=False)
    line = v * other + c / (one.slope * (n - 1)) * sp.Integral(moving, x)
    parts = {"u": other, "dv": 1 / w**n, "v": v, "slope": rate}
    fields = {name: text(question.written(part)) for name, part in parts.items()}
    after = sp.Add(*(factor * constant * term for term in line.args))
    return special_step(question, "lower-the-pole", after, **fields)
