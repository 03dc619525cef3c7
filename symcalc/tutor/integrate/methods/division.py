"""Fractions made proper: common factors cancelled, the numerator divided by the denominator."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.steps import Step, Table
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.letters import nonzero
from symcalc.tutor.integrate.rational.fraction import Fraction, fraction
from symcalc.tutor.integrate.rational.parts import primitive
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.words.integrals_rational import WORDS
from symcalc.writing.text import text

LONG = 40  # degree of a polynomial that is multiplied out
NESTED = 40  # operations of an integrand with fractions inside


@integration_rule("cancel-factors", example="(x^2 - 1)/(x^2 - 3x + 2)", cost=1)
def cancel_factors(question: Integral) -> Step | None:
    """What numerator and denominator have in common is cancelled."""
    f = fraction(question)
    if f is None:
        return None
    top, left, common = f.top.to_field(), dict(f.powers), sp.S.One
    for p, k in f.powers:
        for _ in range(k):
            quotient, rest = top.div(p.to_field())
            if not rest.is_zero:
                break
            top, common = quotient, common * p.as_expr()
            left[p] -= 1
    if common == 1:
        return None
    below = f.unit * sp.Mul(*(p.as_expr() ** k for p, k in left.items()))
    content, rest = primitive(top)
    line = content / below.as_independent(f.x, as_Add=False)[0]
    body = rest / below.as_independent(f.x, as_Add=False)[1]
    factor = text(question.written(common))
    return integral_step(
        question, WORDS, "cancel-factors", line * sp.Integral(body, f.x), factor=factor
    )


@integration_rule("long-division", example="(x^3 + x)/(x - 1)", cost=2)
def long_division(question: Integral) -> Step | None:
    """N/D = Q + R/D, where the degree of N is not below that of D."""
    f = fraction(question)
    if f is None or f.proper or _one_term(f):
        return None
    bottom = f.bottom.to_field()
    quotient, rest = f.top.to_field().div(bottom)
    shown = f.below
    content, left = primitive(rest) if not rest.is_zero else (sp.S.Zero, sp.S.One)
    line = sp.Add(_tidied(quotient), content * left / shown)
    fields = {
        "above": f.top.degree(),
        "below": bottom.degree(),
        "top": text(question.written(f.top.as_expr())),
        "bottom": text(question.written(bottom.as_expr())),
        "quotient": text(question.written(_tidied(quotient))),
        "remainder": text(question.written(_tidied(rest))),
    }
    step = integral_step(question, WORDS, "long-division", sp.Integral(line, f.x), **fields)
    return replace(step, table=_laid_out(question, f), conditions=nonzero(bottom.LC()))


def _one_term(f: Fraction) -> bool:
    return all(p.is_monomial for p, _ in f.powers)


def _tidied(p: sp.Poly) -> sp.Expr:
    (x,) = p.gens
    return sp.Add(*(sp.factor(c) * x**n for (n,), c in p.terms()))


def _laid_out(question: Integral, f: Fraction) -> Table:
    """The division: a term of the quotient, that times the denominator, and what is left."""
    left, bottom = f.top.to_field(), f.bottom.to_field()
    rows = []
    while left.degree() >= bottom.degree():
        term = sp.Poly(
            left.LC() / bottom.LC() * f.x ** (left.degree() - bottom.degree()), f.x
        ).to_field()
        left -= term * bottom
        row = (term, term * bottom, left)
        rows.append(tuple(question.written(_tidied(p)) for p in row))
    head = "term", "times the denominator", "what is left"
    return Table(head, tuple(rows))


@integration_rule("perfect-power", example="1/(x^2 + 2x + 1)", cost=1)
def perfect_power(question: Integral) -> Step | None:
    """A denominator that is a power of one factor, written as that."""
    f = fraction(question)
    if f is None or len(f.powers) != 1 or f.is_factored:
        return None
    ((p, k),) = f.powers
    if k == 1:
        return None
    fields = {
        "bottom": text(question.written(f.below)),
        "factored": text(question.written(f.factored)),
    }
    line = sp.Integral(f.top.as_expr() / p.as_expr() ** k, f.x) / f.unit
    return integral_step(question, WORDS, "perfect-power", line, **fields)


@integration_rule("multiply-out-all", example="(x - 1)(x^2 + 3x + 1)^5", cost=6)
def multiply_out_all(question: Integral) -> Step | None:
    """A polynomial of many terms, multiplied out because nothing shorter is known."""
    factor, core = question.split
    powers = [f.as_base_exp() for f in sp.Mul.make_args(core)]
    sums = [(b, n) for b, n in powers if b.is_Add]
    if factor != 1 or not sums or core.is_Add or not core.is_polynomial(question.x):
        return None
    if any(n > LONG for _, n in sums) or sp.degree(core, question.x) > LONG:
        return None
    if len(sums) == len(powers) == 1 and sp.degree(sums[0][0], question.x) == 1:
        return None  # (ax + b)ⁿ is a standard form
    whole = _tidied(sp.Poly(core, question.x))
    return integral_step(question, WORDS, "multiply-out-all", sp.Integral(whole, question.x))


@integration_rule("one-fraction", example="1/(x + 1/x)", cost=2)
def one_fraction(question: Integral) -> Step | None:
    """Fractions inside a fraction, written as one."""
    factor, core = question.split
    x = question.x
    if factor != 1 or core.is_Add or core.is_polynomial(x) or not core.is_rational_function(x):
        return None
    bases = [f.as_base_exp()[0] for f in sp.Mul.make_args(core)]
    if all(b.is_polynomial(x) for b in bases) or sp.count_ops(core) > NESTED:
        return None
    line = sp.Integral(sp.factor(sp.together(core)), x)
    return integral_step(question, WORDS, "one-fraction", line)
