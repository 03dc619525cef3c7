"""Binomial differentials xᵐ(a + bxⁿ)ᵖ: Chebyshev's three cases, and when there is no fourth."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.roots.form import radicals
from symcalc.tutor.integrate.roots.invert import SIZE, neat
from symcalc.tutor.integrate.roots.tidying import RootChange
from symcalc.tutor.integrate.rule import change_step, integration_rule
from symcalc.tutor.words.integrals_roots import WORDS
from symcalc.writing.text import text


class Binomial(NamedTuple):
    """The differential xᵐ(a + bxⁿ)ᵖ dx."""

    m: sp.Rational
    n: sp.Rational
    p: sp.Rational
    a: sp.Expr
    b: sp.Expr

    @property
    def case(self) -> int:
        """Which of Chebyshev's cases it is: 1, 2, 3, or 0 for none."""
        ratio = (self.m + 1) / self.n
        numbers = (self.p, ratio, ratio + self.p)
        return next((k for k, number in enumerate(numbers, 1) if number.is_Integer), 0)


def binomial(expr: sp.Expr, x: sp.Symbol) -> Binomial | None:
    """Read an integrand as xᵐ(a + bxⁿ)ᵖ, up to a constant factor.

    >>> x = sp.Symbol("x")
    >>> binomial(x**2 * sp.sqrt(1 + x**3), x)
    Binomial(m=2, n=3, p=1/2, a=1, b=1)
    """
    m, found = sp.S.Zero, []
    for part in sp.Mul.make_args(expr.as_independent(x, as_Add=False)[1]):
        base, power = part.as_base_exp()
        if not power.is_Rational:
            return None
        if base == x:
            m += power
        else:
            found.append((base, power))
    if len(found) != 1 or not found[0][0].is_Add:
        return None
    ((base, p),) = found
    terms = [t.as_independent(x, as_Add=False) for t in base.args]
    powers = [(c, *t.as_base_exp()) if t != 1 else (c, x, sp.S.Zero) for c, t in terms]
    if len(powers) != 2 or any(b != x or not k.is_Rational for _, b, k in powers):
        return None
    (a, _, low), (b, _, high) = sorted(powers, key=lambda row: row[2])
    return Binomial(m + low * p, high - low, p, a, b)


def chebyshev_fails(integrand: sp.Expr, x: sp.Symbol) -> Binomial | None:
    """The exponents of a binomial differential that has no elementary antiderivative.

    By Chebyshev's theorem xᵐ(a + bxⁿ)ᵖ with rational m, n, p has one only if p, (m + 1)/n or
    (m + 1)/n + p is a whole number. None where it has, or where the integrand is no such thing.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> chebyshev_fails(sp.sqrt(1 + x**3), x)
    Binomial(m=0, n=3, p=1/2, a=1, b=1)
    >>> chebyshev_fails(x**2 * sp.sqrt(1 + x**3), x) is None
    True
    """
    found = binomial(integrand, x)
    return found if found is not None and found.case == 0 else None


@integration_rule("binomial-third", example="1/(x^3 + 1)^(4/3)", cost=3.7)
def third_case(question: Integral) -> Step | None:
    """w = x/ⁿ√(a + bxⁿ), where that leads to a polynomial."""
    return _third(question, whole=True)


@integration_rule("binomial-third-fraction", example="1/(x^3 + 1)^(1/3)", cost=7.6)
def third_case_fraction(question: Integral) -> Step | None:
    """w = x/ⁿ√(a + bxⁿ), where that leads to a fraction."""
    return _third(question, whole=False)


def _third(question: Integral, *, whole: bool) -> Step | None:
    """For a rational function of xⁿ times xᵐ(a + bxⁿ)ᵖ, with whole (m + 1)/n + p."""
    factor, core = question.split
    x = question.x
    roots = radicals(core, x)
    if len({r.base for r in roots}) != 1 or sp.count_ops(core) > SIZE:
        return None
    v = roots[0].base
    n = sp.ilcm(1, *(r.exp.q for r in roots))
    found = binomial(v ** sp.Rational(1, n), x)
    if found is None or found.n != n or found.m != 0:
        return None
    w = question.letter("w")
    inner = _inner(core, found, w, x)
    if inner is None or inner.is_polynomial(w) != whole:
        return None
    c, moving = neat(inner, w).as_independent(w, as_Add=False)
    value = x / v ** sp.Rational(1, n)
    power, below = text(question.written(x**n)), found.b * w**n
    shown = text(question.written(found.a * w**n / (1 - below)))
    ended = text(question.written(found.a / (1 - below)))
    fields: dict[str, Any] = {
        "w": text(question.written(w)),
        "told": text(question.written(value)),
        "rate": text(question.written(found.a * v ** (-1 - sp.Rational(1, n)))),
        "relation": f"{power} = {shown} and {text(question.written(v))} = {ended}",
    }
    line = factor * c * sp.Integral(moving, w)
    step = RootChange.of(change_step(question, WORDS, "binomial-third", line, w, value, **fields))
    return step if whole else replace(step, rule="binomial-third-fraction")


def _inner(core: sp.Expr, form: Binomial, w: sp.Symbol, x: sp.Symbol) -> sp.Expr | None:
    """The integrand by w: x = w y and v = yⁿ, where yⁿ = a/(1 - b wⁿ) must come out whole."""
    y, n = sp.Dummy("y"), int(form.n)
    shown = core.xreplace({r: y ** (r.exp * n) for r in radicals(core, x)})
    if not shown.is_rational_function(x, y):
        return None
    whole = sp.cancel(sp.together((shown * y ** (n + 1) / form.a).xreplace({x: w * y})))
    parts = [sp.Poly(part, y) for part in sp.fraction(whole)]
    if max(part.degree() for part in parts) > 12 * n:
        return None
    shift = {k % n for part in parts for (k,) in part.monoms()}
    if len(shift) > 1:
        return None
    told = form.a / (1 - form.b * w**n)
    top, below = (
        sum(c * told ** ((k - min(shift)) // n) for (k,), c in part.terms()) for part in parts
    )
    return sp.cancel(sp.together(top / below))
