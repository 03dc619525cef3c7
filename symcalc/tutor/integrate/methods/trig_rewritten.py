"""Quotients of circular or hyperbolic functions, written so that a rule is for them."""

from __future__ import annotations

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rule import integration_rule
from symcalc.tutor.integrate.trig.family import (
    HYPERBOLIC,
    Function,
    Monomial,
    is_even,
    is_odd,
    monomial,
)
from symcalc.tutor.integrate.trig.telling import line_step, said

Powers = dict[Function, sp.Expr]


@integration_rule("trig-rewritten", example="1/cos x", cost=1.5)
def rewritten(question: Integral) -> Step | None:
    """1/cos x is sec x, sin²x/cos⁴x is tan²x sec²x."""
    factor, core = question.split
    found = monomial(core, question.x)
    if found is None or _usable(found):
        return None
    powers = _target(found)
    if powers is None or powers == found.powers:
        return None
    after = sp.Mul(*(found.at(f) ** k for f, k in powers.items()))
    return line_step(
        question,
        found.family,
        "trig-rewritten",
        factor * sp.Integral(after, question.x),
        before=said(question, core),
        instead=said(question, after),
    )


def _usable(found: Monomial) -> bool:
    """Whether a rule is for the functions as they are written."""
    family, used = found.family, found.used
    if used <= {family.sine, family.cosine}:
        m, n = found.exponents
        return (
            m == n == -2
            or is_odd(m)
            or is_odd(n)
            or ((m == 0 or is_even(m)) and (n == 0 or is_even(n)))
        )
    for tangent, secant in (
        (family.tangent, family.secant),
        (family.cotangent, family.cosecant),
    ):
        if used <= {tangent, secant}:
            n, k = found.exponent(tangent), found.exponent(secant)
            if is_even(k) or (is_odd(n) and k != 0):
                return True
            return (k == 0 and n.is_positive is not False) or (is_odd(k) and (n == 0 or is_even(n)))
    return False


def _target(found: Monomial) -> Powers | None:
    """The functions by which a quotient is integrated."""
    family = found.family
    m, n = found.exponents
    whole = (m + n).is_Integer and (m + n) < 0 and (m + n) % 2 == 0
    if not (m.is_Integer and n.is_Integer):
        return _powers((family.tangent, m), (family.secant, -m - n)) if whole else None
    if m < 0 <= n:
        below, above = (family.sine, m), (family.cosine, n)
        names = family.cotangent, family.cosecant
    else:
        below, above = (family.cosine, n), (family.sine, m)
        names = family.tangent, family.secant
    if m < 0 and n < 0:
        straight = _powers((family.tangent, m), (family.secant, -m - n))
        return straight if whole else _powers(above, below)
    if above[1] == 0 and below[1] < 0:
        return {names[1]: -below[1]}
    if below[1] == -above[1] or (whole and is_even(above[1])):
        return _powers((names[0], above[1]), (names[1], -m - n))
    return _powers(above, below)


def _powers(*pairs: tuple[Function, sp.Expr]) -> Powers:
    return {function: k for function, k in pairs if k != 0}


@integration_rule("trig-one", example="1/(sin x cos(x)^2)", cost=2)
def one(question: Integral) -> Step | None:
    """1 = sin² + cos² in the numerator, where all exponents are negative."""
    factor, core = question.split
    found = monomial(core, question.x)
    if found is None or found.used != set(found.family.functions[:2]):
        return None
    m, n = found.exponents
    if not (m.is_Integer and n.is_Integer and m < 0 and n < 0 and ((m + n) % 2 or m == n == -2)):
        return None
    family = found.family
    sine, cosine = found.at(family.sine), found.at(family.cosine)
    squares = cosine**2 + family.sign * sine**2
    line = factor * sp.Integral(sp.expand(core * squares), question.x)
    return line_step(question, family, "trig-one", line, one=said(question, squares))


@integration_rule("hyperbolic-secant", example="sech x", cost=2)
def hyperbolic_secant(question: Integral) -> Step | None:
    """∫ sech x dx by u = sinh x, ∫ csch x dx by u = tanh(x/2)."""
    factor, core = question.split
    found = monomial(core, question.x)
    if found is None or found.family != HYPERBOLIC or len(found.powers) != 1:
        return None
    ((function, n),) = found.powers.items()
    angle = found.angle
    if n != 1 or function not in (sp.sech, sp.csch):
        return None
    if function == sp.sech:
        after, other = sp.cosh(angle) / (1 + sp.sinh(angle) ** 2), sp.sinh(angle)
        one = sp.cosh(angle)
    else:
        after = sp.sech(angle / 2) ** 2 / (2 * sp.tanh(angle / 2))
        one, other = sp.sech(angle / 2) ** 2 / 2, sp.tanh(angle / 2)
    rate = found.slope * one
    fields = {"before": core, "instead": after, "one": one, "other": other, "rate": rate}
    told = {key: said(question, part) for key, part in fields.items()}
    line = factor * sp.Integral(after, question.x)
    return line_step(question, HYPERBOLIC, "trig-secant-once", line, **told)
