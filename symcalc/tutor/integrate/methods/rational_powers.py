"""Rational functions of a power of the variable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import gcd

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.letters import nonzero
from symcalc.tutor.integrate.rational.fraction import Fraction, fraction
from symcalc.tutor.integrate.rule import change_step, integral_step, integration_rule
from symcalc.tutor.words.integrals_rational import WORDS
from symcalc.writing.text import text

CUBE = 3


@integration_rule("power-substitution", example="x^7/(x^12 + 1)", cost=3)
def power_substitution(question: Integral) -> Step | None:
    """∫ xⁿ⁻¹ f(xⁿ) dx = 1/n ∫ f(u) du."""
    f = fraction(question)
    step = common_step(f) if f is not None else 1
    if f is None or step <= 1:
        return None
    x, offset = f.x, _offset(f)
    u = question.letter()
    parts = [(_lowered(p, step, u), k) for p, k in f.written]
    start = (offset + 1) // step - 1
    top = _lowered(f.top, step, u)
    body = top * u**start / sp.Mul(*(p**k for p, k in parts))
    inner = x**step
    fields = {
        "u": u.name,
        "inner": text(question.written(inner)),
        "slope": text(question.written(step * x ** (step - 1))),
        "beside": text(question.written(x ** (step - 1))),
    }
    line = sp.Integral(body, u) / step
    logarithm = sp.log(sp.Abs(u)), step * sp.log(sp.Abs(x))
    back = (logarithm,)
    return change_step(question, WORDS, "power-substitution", line, u, inner, back, **fields)


def common_step(f: Fraction) -> int:
    """The largest n for which the fraction is xⁿ⁻¹ times a function of xⁿ."""
    if all(p.degree() == 1 for p, _ in f.written):
        return 1
    if len(f.written) == 1 and f.written[0][0].is_monomial:
        return 1
    polys = (f.top, *(p for p, _ in f.written))
    return gcd(_offset(f) + 1, *(g for p in polys for g in _gaps(n for (n,) in p.monoms())))


def _offset(f: Fraction) -> int:
    """The power of x in front, the rest being 1 + … above and below."""
    low = sum(p.monoms()[-1][0] * k for p, k in f.written)
    return int(f.top.monoms()[-1][0] - low)


def _gaps(exponents: Iterable[int]) -> list[int]:
    found = sorted(exponents)
    return [n - found[0] for n in found[1:]]


def _lowered(p: sp.Poly, step: int, u: sp.Symbol) -> sp.Expr:
    """A polynomial in x^step without its lowest power of x, as one in u."""
    low = p.monoms()[-1][0]
    return sp.Add(*(c * u ** ((n - low) // step) for (n,), c in p.terms()))


@integration_rule("take-apart", example="1/(x (x^5 + 1))", cost=2)
def take_apart(question: Integral) -> Step | None:
    """a/(x (a + b xⁿ)) = 1/x - b xⁿ⁻¹/(a + b xⁿ), for a number n ≥ 3 or a letter."""
    factor, core = question.split
    x = question.x
    rest = sp.cancel(1 / (core * x)) if core.is_Mul and x**-1 in core.args else None
    if factor != 1 or rest is None or not rest.is_Add or len(rest.args) != 2:
        return None
    a, moving = rest.as_independent(x, as_Add=True)
    b, power = moving.as_independent(x, as_Add=False)
    base, n = power.as_base_exp()
    if a == 0 or base != x or n.has(x) or (n.is_number and not (n.is_Integer and n >= CUBE)):
        return None
    line = (sp.Integral(1 / x, x) - b * sp.Integral(x ** (n - 1) / rest, x)) / a
    line = sp.expand(line)
    fields = {
        "constant": text(question.written(a)),
        "q": text(question.written(rest)),
        "power": text(question.written(moving)),
    }
    step = integral_step(question, WORDS, "take-apart", line, **fields)
    return replace(step, conditions=nonzero(a))


@integration_rule("power-of-letter", example="x^(n - 1)/(x^n + 1)", cost=1.2)
def power_of_letter(question: Integral) -> Step | None:
    """∫ q'/q dx = ln|q| for q = a + b xⁿ with a letter n."""
    factor, core = question.split
    x = question.x
    below = next((f.base for f in sp.Mul.make_args(core) if f.is_Pow and f.exp == -1), None)
    if factor != 1 or below is None or not below.is_Add:
        return None
    a, moving = below.as_independent(x, as_Add=True)
    b, power = moving.as_independent(x, as_Add=False)
    base, n = power.as_base_exp()
    if a == 0 or base != x or n.has(x) or n.is_number:
        return None
    slope = b * n * x ** (n - 1)
    multiple = sp.powsimp(core * below / slope)
    if multiple.has(x):
        return None
    fields = {
        "q": text(question.written(below)),
        "slope": text(question.written(slope)),
        "times": f"{text(question.written(multiple))} times " if multiple != 1 else "",
    }
    after = multiple * sp.log(sp.Abs(below))
    step = integral_step(question, WORDS, "numerator-derivative", after, **fields)
    return replace(step, conditions=nonzero(b * n))
