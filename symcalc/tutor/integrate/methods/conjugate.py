"""Roots are put together, pulled apart and cleared: √(u²) = |u|, √a√b = √(ab), conjugates."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.formula import over_reals
from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import linear
from symcalc.tutor.integrate.roots.form import radicals
from symcalc.tutor.integrate.roots.quadratic import sign_of
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.words.integrals_roots import WORDS
from symcalc.writing.text import text

HALF = sp.Rational(1, 2)
SIZE = 60  # operations
DEGREE = 8  # of what is under a root


@integration_rule("root-of-square", example="sqrt(x^2 + 2x + 1)", cost=1.2)
def root_of_square(question: Integral) -> Step | None:
    """√(u²v) = |u|√v."""
    x = question.x
    for power in radicals(question.integrand, x):
        found = _square_in(power, x)
        if found is None:
            continue
        line = sp.Integral(question.integrand.xreplace({power: found}), x)
        root = sp.sqrt(power.base)
        shown = _square_in(root, x)
        fields = {
            "roots": text(question.written(root)),
            "one": text(question.written(shown)),
        }
        return integral_step(question, WORDS, "root-of-square", line, **fields)
    return None


def _square_in(power: sp.Pow, x: sp.Symbol) -> sp.Expr | None:
    """A root without the squares under it."""
    base, n = power.as_base_exp()
    if n.q != 2 or not base.is_rational_function(x):
        return None
    if not base.is_polynomial(x):
        return _square_below(base, n, x)
    if sp.degree(base, x) > DEGREE:
        return None
    constant, factors = sp.factor_list(base, x)
    alone = all(k % 2 == 0 for _, k in factors)
    if all(k < 2 for _, k in factors) or (alone and sign_of(constant).value < 0):
        return None  # nothing to take out, or no real root
    outside = sp.Mul(*(u ** (k // 2) for u, k in factors))
    inside = constant * sp.Mul(*(u for u, k in factors if k % 2))
    return sp.Abs(outside) ** (2 * n) * (sp.expand(inside) ** n if inside != 1 else 1)


def _square_below(base: sp.Expr, n: sp.Rational, x: sp.Symbol) -> sp.Expr | None:
    """√(u/v²) = √u/|v|."""
    top, below = sp.fraction(sp.together(base))
    root = sp.sqrt(sp.factor(below)) if below.is_polynomial(x) else below
    outside = over_reals(sp.sqrt, sp.factor(below)) if root != below else root
    if radicals(outside, x) or (not outside.is_rational_function(x) and not outside.has(sp.Abs)):
        return None
    return None if outside == below else top**n / outside ** (2 * n)


@integration_rule("root-sign", example="sqrt(x^2+1)/abs(x)", cost=1.8)
def root_sign(question: Integral) -> Step | None:
    """1/|v| = sgn(v)/v, where the sign of v is constant on each side of its zero."""
    x = question.x
    for part in sp.Mul.make_args(question.split[1]):
        base, n = part.as_base_exp()
        if isinstance(base, sp.Abs) and n.is_Integer and n < 0 and linear(base.args[0], x):
            v = base.args[0]
            inner = question.integrand / part * v**n
            line = sp.sign(v) ** (n % 2) * sp.Integral(inner, x)
            fields = {"v": text(question.written(v)), "size": text(question.written(base))}
            return integral_step(question, WORDS, "root-sign", line, **fields)
    return None


@integration_rule("conjugate", example="1/(sqrt(x+1) + sqrt(x))", cost=2.5)
def conjugate(question: Integral) -> Iterator[Step]:
    """N/(√v ± w) = N(√v ∓ w)/(v - w²), where v - w² is simpler than what was there."""
    x = question.x
    factor, core = question.split
    for part in sp.Mul.make_args(core):
        below, n = part.as_base_exp()
        if n != -1 or not below.is_Add or len(below.args) > 4 or sp.count_ops(core) > SIZE:
            continue
        for other in _conjugates(below, x):
            norm = sp.expand(below * other)
            if radicals(norm, x) or norm == 0:
                continue
            inner = _smaller(core / part, other, norm, x)
            if inner is not None:
                yield _step(question, factor * inner, below, other, norm)


def _conjugates(below: sp.Expr, x: sp.Symbol) -> list[sp.Expr]:
    """The same sum with the sign of one root changed."""
    found = []
    for term in below.args:
        roots = radicals(term, x)
        if len(roots) == 1 and roots[0].exp == HALF:
            found.append(2 * term - below)
    return found


def _smaller(rest: sp.Expr, other: sp.Expr, norm: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """The integrand with the conjugate above, if the denominator is gone or is a power of x."""
    whole = sp.cancel(rest / norm)
    below = sp.fraction(whole)[1]
    base = below.as_independent(x, as_Add=False)[1].as_base_exp()[0]
    if x in below.free_symbols and base != x:
        return None
    terms = (sp.expand(whole * term) for term in other.args)
    return sp.Add(*terms)


def _step(
    question: Integral, after: sp.Expr, below: sp.Expr, other: sp.Expr, norm: sp.Expr
) -> Step:
    fields = {
        "conjugate": text(question.written(other)),
        "norm": text(question.written(norm)),
        "denominator": text(question.written(below)),
    }
    line = sp.Integral(sp.expand(after), question.x)
    return integral_step(question, WORDS, "conjugate", line, **fields)
