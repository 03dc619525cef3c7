"""Rewriting a product as a sum: multiplied out, or a fraction split term by term."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import linear, slope
from symcalc.tutor.integrate.parts import INVERSE
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.words.integrals_rewriting import WORDS
from symcalc.writing.text import text

TERMS = 12  # that a product is multiplied out to
POWER = 6  # of a sum that is multiplied out


@integration_rule("expand", example="x (x^2 + 1)", cost=2)
def expand(question: Integral) -> Step | None:
    """∫ (a + b) c dx = ∫ (ac + bc) dx, where no derivative of an inside stands beside it."""
    body, x = question.integrand, question.x
    sums = [f for f in sp.Mul.make_args(body) if _is_sum(f, x)]
    if not sums or _terms(sums) > TERMS or _better_put(body, sums, x):
        return None
    if any(f.has(x) and f.is_Pow and f.base == x and f.exp.is_negative for f in body.args):
        return None  # that is told as splitting the fraction
    others = [f for f in sp.Mul.make_args(body) if f not in sums and f.has(x)]
    if any(f.as_base_exp()[0].is_Add and not f.as_base_exp()[1].has(x) for f in others):
        return None  # a fraction, or a root of a sum: not multiplied out but split
    if _rather_whole(sums, others, x):
        return None
    split = body.is_Add and any(_is_fraction(t, x) for t in body.args)
    return _expanded(question, "expand-fraction" if split else "expand")


@integration_rule("expand-exponential", example="e^x (x + 1/x)", cost=5.1)
def expand_exponential(question: Integral) -> Step | None:
    """The same for what might have been the derivative of a product with an exponential."""
    body, x = question.integrand, question.x
    sums = [f for f in sp.Mul.make_args(body) if _is_sum(f, x)]
    others = [f for f in sp.Mul.make_args(body) if f not in sums and f.has(x)]
    if not sums or _terms(sums) > TERMS or not _rather_whole(sums, others, x):
        return None
    return _expanded(question, "expand-exponential")


def _expanded(question: Integral, rule: str) -> Step | None:
    body, x = question.integrand, question.x
    factors = (sp.expand(f, deep=False) if _is_sum(f, x) else f for f in sp.Mul.make_args(body))
    found = sp.Add(*(sp.powsimp(t) for t in sp.Add.make_args(sp.expand_mul(sp.Mul(*factors)))))
    if not found.is_Add or found == body or len(found.args) > TERMS:
        return None
    step = integral_step(question, WORDS, rule, sp.Integral(found, x))
    return replace(step, rule=rule.removesuffix("-fraction"))


def _rather_whole(sums: list[sp.Expr], others: list[sp.Expr], x: sp.Symbol) -> bool:
    """Whether an exponential times a sum looks like what the product rule leaves."""
    powers = [f for f in others if isinstance(f, sp.exp)]
    if not powers:
        return False
    if any(linear(f.exp, x) is None for f in powers):
        return True
    for term in (t for f in sums for t in sp.Add.make_args(f)):
        if term.has(sp.log, sp.tan, sp.cot, sp.sec, sp.csc) or sp.fraction(term)[1].has(x):
            return True
    waves = {type(n) for f in sums for n in f.atoms(sp.sin, sp.cos)}
    return len(waves) == 2 and all(t.has(sp.sin, sp.cos) for f in sums for t in f.args)


def _is_sum(factor: sp.Expr, x: sp.Symbol) -> bool:
    base, n = factor.as_base_exp()
    return bool(base.is_Add and base.has(x) and n.is_Integer and 0 < n <= POWER)


def _is_fraction(term: sp.Expr, x: sp.Symbol) -> bool:
    """Whether a sum stands above a denominator."""
    top, bottom = sp.fraction(term)
    return bool(bottom.has(x) and any(_is_sum(f, x) for f in sp.Mul.make_args(top)))


def _terms(sums: list[sp.Expr]) -> int:
    """How many terms there will be, as many as there can be."""
    count = 1
    for factor in sums:
        base, n = factor.as_base_exp()
        count *= int(sp.binomial(len(base.args) + n - 1, n))
    return count


def _better_put(body: sp.Expr, sums: list[sp.Expr], x: sp.Symbol) -> bool:
    """Whether a power of a sum asks for a substitution: x (x² - 1)⁹, (3x + 1)⁴."""
    for factor in sums:
        base, n = factor.as_base_exp()
        if linear(base, x) is not None and n > 3:
            return True
        if n > 1 and base.is_polynomial(x):
            rest = sp.cancel(body / factor / slope(base, x))
            if not rest.has(x):
                return True
    return False


@integration_rule("split-numerator", example="(x^2 + 1)/x", cost=2)
def split_numerator(question: Integral) -> Step | None:
    """∫ (a + b)/c dx = ∫ (a/c + b/c) dx for a denominator without a sum."""
    return _split(question, plain=True)


@integration_rule("split-fraction", example="(1 - x)/sqrt(1 - x^2)", cost=3.4)
def split_fraction(question: Integral) -> Step | None:
    """The same over any denominator."""
    return _split(question, plain=False)


def _split(question: Integral, *, plain: bool) -> Step | None:
    body, x = question.integrand, question.x
    top, bottom = sp.fraction(body)
    if not bottom.has(x) or not any(_is_sum(f, x) for f in sp.Mul.make_args(top)):
        return None
    if plain == bottom.has(sp.Add):
        return None
    if not plain and body.is_rational_function(x):
        return None
    sums = [f for f in sp.Mul.make_args(top) if _is_sum(f, x)]
    if _terms(sums) > TERMS:
        return None
    terms = [
        sp.powsimp(t / bottom) for t in sp.Add.make_args(sp.expand_mul(sp.expand(top, deep=False)))
    ]
    found = sp.Add(*terms)
    if not found.is_Add or len(found.args) > TERMS:
        return None
    below = text(question.written(bottom))
    out = plain and (len(sums) > 1 or any(f.is_Pow for f in sums))
    rule = "split-numerator-power" if out else "split-numerator" if plain else "split-fraction"
    step = integral_step(question, WORDS, rule, sp.Integral(found, x), below=below)
    return replace(step, rule=rule.removesuffix("-power"))


@integration_rule("divide-factor", example="x^2 arctan(x)/(x^2 + 1)", cost=3.3)
def divide_factor(question: Integral) -> Step | None:
    """A rational factor that is not proper beside a logarithm or an inverse function, divided."""
    factor, core = question.split
    x = question.x
    rational = sp.Mul(*(f for f in sp.Mul.make_args(core) if f.is_rational_function(x)))
    rest = core / rational
    top, bottom = sp.fraction(rational)
    if not rest.has(sp.log, *INVERSE) or not bottom.has(x) or not bottom.has(sp.Add):
        return None
    if not (top.is_polynomial(x) and bottom.is_polynomial(x)):
        return None
    if not 0 <= sp.degree(top, x) - sp.degree(bottom, x) <= 4:
        return None
    quotient, remainder = sp.div(top, bottom, x)
    terms = [t * rest for t in sp.Add.make_args(quotient)] + [remainder / bottom * rest]
    return integral_step(
        question,
        WORDS,
        "divide-factor",
        factor * sp.Integral(sp.Add(*terms), x) if factor != 1 else sp.Integral(sp.Add(*terms), x),
        rational=text(question.written(rational)),
        divided=text(question.written(quotient + remainder / bottom)),
    )
