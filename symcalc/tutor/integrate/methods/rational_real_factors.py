"""Denominators that are irreducible over the rational numbers, but not over the reals."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rational.fraction import Fraction, fraction
from symcalc.tutor.integrate.rational.parts import primitive
from symcalc.tutor.integrate.rational.surds import QUARTIC, Split, split
from symcalc.tutor.integrate.rule import integral_step, integration_rule
from symcalc.tutor.words.integrals_rational import NEAR, WORDS
from symcalc.writing.text import text

CUBIC = 3


@integration_rule("real-factors", example="1/(x^4 + 1)", cost=4)
def real_factors(question: Integral) -> Step | None:
    """N/D as a sum of fractions over linear and quadratic factors with real coefficients."""
    f = fraction(question)
    if f is None or not f.proper or any(k > 1 for _, k in f.powers):
        return None
    if len(f.powers) > 1:
        return _by_roots(question, f)
    ((p, _),) = f.powers
    found = split(f.top, p) if p.degree() >= CUBIC else None
    return _step(question, f, p, found, "real-factors") if found is not None else None


def _by_roots(question: Integral, f: Fraction) -> Step | None:
    """xⁿ - 1 and the like, whose rational factors cannot be split one by one."""
    bottom = f.bottom
    whole = len(bottom.terms()) == 2 and bottom.coeff_monomial(1) != 0
    if not whole or f.powers[-1][0].degree() <= QUARTIC:
        return None
    plain = replace(f, unit=sp.S.One)
    found = split(f.top, bottom)
    return _step(question, plain, bottom, found, "real-factors-roots") if found else None


def _step(question: Integral, f: Fraction, p: sp.Poly, found: Split, rule: str) -> Step:
    pairs = []
    for top, factor in found.terms:
        content, rest = primitive(sp.Poly(top, f.x))
        if content != 0:
            pairs.append((sp.radsimp(content / f.unit), rest / factor))
    line = sp.Add(*(c * sp.Integral(body, f.x) for c, body in pairs))
    bottom = text(arrange(p.as_expr()))
    why = ""
    if found.near is not None:
        why = NEAR.format(bottom=bottom, near=text(arrange(found.near)))
    fields = {"bottom": bottom, "factored": text(arrange(found.factored)), "why": why}
    step = integral_step(question, WORDS, rule, line, **fields)
    return replace(step, conditions=tuple(arrange(sp.Gt(e, 0)) for e in found.positive))
