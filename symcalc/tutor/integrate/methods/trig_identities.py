"""Identities that come before a method: 1 + tan² = sec², sums multiplied out, one angle for all."""

from __future__ import annotations

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rule import integration_rule
from symcalc.tutor.integrate.trig.family import BY_FUNCTION, Reading, reading
from symcalc.tutor.integrate.trig.rational import base_angle, by_sine_and_cosine
from symcalc.tutor.integrate.trig.telling import SQUARES, equation, line_step, said

LARGEST = 60  # operations of an integrand that is rewritten
POWER = 6  # of a sum that is multiplied out


@integration_rule("trig-pythagorean", example="1/(1 + tan(x)^2)", cost=1.2)
def pythagorean(question: Integral) -> Step | None:
    """1 + tan² = sec² wherever it stands; 1 - sin² = cos² and the like below a fraction or root."""
    factor, core = question.split
    read = reading(core, question.x)
    if read is None or not core.has(sp.Add):
        return None
    for part in sorted(core.atoms(sp.Add), key=sp.default_sort_key):
        found = _square(part, read, question.x)
        if found is None or not _worth(part, found, core):
            continue
        after = core.xreplace({part: found})
        line = factor * sp.Integral(after, question.x)
        told = equation(question, part, found)
        return line_step(question, read.family, "trig-pythagorean", line, identity=told)
    return None


def _square(part: sp.Expr, read: Reading, x: sp.Symbol) -> sp.Expr | None:
    """A sum of two terms as one square, if it is one."""
    if len(part.args) != 2 or not part.has(x):
        return None
    for angle in read.angles:
        sine, cosine = read.family.sine(angle), read.family.cosine(angle)
        laws = [law(read.family, angle) for law in SQUARES.values()]
        for square, value in (*laws, (sp.S.One, cosine**2 + read.family.sign * sine**2)):
            one, other = sp.Add.make_args(value)
            for u, v in (part.args, part.args[::-1]):
                ratio = u / one
                if not ratio.has(x) and v == ratio * other:
                    return ratio * square
    return None


def _worth(part: sp.Expr, found: sp.Expr, core: sp.Expr) -> bool:
    """Squares split off for a substitution are not put together again."""
    below = any(
        p.exp.is_negative or not p.exp.is_Integer for p in core.atoms(sp.Pow) if p.base.has(part)
    )
    functions = found.atoms(sp.Function)
    return below or part == core or not functions


@integration_rule("trig-multiply-out", example="(tan x - sec x)^2", cost=2.1)
def multiply_out(question: Integral) -> Step | None:
    """Products and whole powers of sums of circular or hyperbolic functions are multiplied out."""
    factor, core = question.split
    read = reading(core, question.x)
    if read is None or not (core.is_Mul or core.is_Pow) or sp.count_ops(core) > LARGEST:
        return None
    sums = [f.as_base_exp() for f in sp.Mul.make_args(core)]
    adds = [(b, n) for b, n in sums if b.is_Add and b.has(question.x)]
    if not adds or not all(n.is_Integer and 0 < n <= POWER for _, n in adds):
        return None
    if not all(_is_plain(term, question.x) for b, n in sums for term in sp.Add.make_args(b)):
        return None
    after = sp.expand(core)
    if after == core or not after.is_Add:
        return None
    return line_step(
        question, read.family, "trig-multiply-out", factor * sp.Integral(after, question.x)
    )


def _is_plain(term: sp.Expr, x: sp.Symbol) -> bool:
    """A product of powers of the six functions."""
    bases = (f.as_base_exp() for f in sp.Mul.make_args(term))
    return all(not b.has(x) or (type(b) in BY_FUNCTION and not n.has(x)) for b, n in bases)


@integration_rule("trig-multiple-angle", example="sin x/cos(2x)", cost=2.4)
def multiple_angle(question: Integral) -> Step | None:
    """Multiples of an angle are written with that angle alone."""
    factor, core = question.split
    read = reading(core, question.x)
    if read is None or len(read.angles) < 2 or sp.count_ops(core) > LARGEST:
        return None
    base = base_angle(read.angles, question.x)
    if base is None:
        return None
    after, used = by_sine_and_cosine(core, read.family, base)
    if after is None:
        return None
    identities = ", ".join(equation(question, left, right) for left, right in used)
    line = factor * sp.Integral(after, question.x)
    fields = {"angle": said(question, base), "identities": identities}
    return line_step(question, read.family, "trig-multiple-angle", line, **fields)
