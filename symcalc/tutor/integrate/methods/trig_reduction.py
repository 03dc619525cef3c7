"""Reduction formulas for powers of one circular or hyperbolic function, with their working."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import sympy as sp

from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rule import integration_rule
from symcalc.tutor.integrate.trig.family import (
    HIGHEST,
    Function,
    Monomial,
    is_even,
    is_odd,
    monomial,
)
from symcalc.tutor.integrate.trig.telling import equation, line_step, said, square_of, substep
from symcalc.tutor.worded import worded
from symcalc.tutor.words.integrals_trig import AGAIN, REDUCTION_LAWS, WORDS

EXPANDED = 6  # the highest even power of sine and cosine that is written by double angles


class Parts(NamedTuple):
    """An integration by parts of fⁿ: u is fᵏ, v belongs to what is split off, v·du is c·fⁿ⁻²·g²."""

    u: sp.Expr
    split: sp.Expr
    v: sp.Expr
    rate: sp.Expr
    constant: sp.Expr
    other: Function


@integration_rule("trig-reduction", example="sec(x)^3", cost=3)
def reduction(question: Integral) -> Step | None:
    """Odd powers of the secant and high even ones of the sine, two less by parts."""
    factor, core = question.split
    found = monomial(core, question.x)
    if factor != 1 or found is None or len(found.powers) != 1:
        return None
    ((function, n),) = found.powers.items()
    parts = _parts(found, function, n)
    if parts is None or n > HIGHEST:
        return None
    below = list(_working(question, found, n, parts))
    line = below[-1].after.expr
    for k in range(int(n) - 2, 1, -2):
        smaller = sp.Integral(found.at(function) ** k, question.x)
        *_, last = _lines(question, found, sp.Integer(k))
        line = sp.expand(line.subs(smaller, last))
        told = {**question.fields, "n": k, "lower": equation(question, smaller, last)}
        lines = below[-1].after, question.written(line)
        below.append(worded(WORDS, "trig-again", *lines, told, "equal-up-to-constant"))
    told = {"n": said(question, n), "dv": said(question, parts.split)}
    told["more"] = AGAIN if n > 3 else ""
    step = line_step(question, found.family, "trig-reduction", line, **told)
    return replace(step, substeps=tuple(below), statement=REDUCTION_LAWS[function.__name__])


def _working(question: Integral, found: Monomial, n: sp.Expr, parts: Parts) -> Iterator[Step]:
    """By parts, an identity, and the integral that returns is brought to the left."""
    ((function, _),) = found.powers.items()
    square, value = square_of(found.family, parts.other, found.angle)
    lines = _lines(question, found, n)
    told = {"u": parts.u, "dv": parts.split, "du": parts.rate, "v": parts.v}
    names = {key: said(question, part) for key, part in told.items()}
    yield substep(question, "trig-by-parts", lines[0], lines[1], **names)
    identity = equation(question, square, value)
    one = said(question, found.at(function))
    yield substep(question, "trig-put-identity", lines[1], lines[2], identity=identity, one=one)
    again = -lines[2].coeff(lines[0])
    back = said(question, abs(again) * lines[0])
    sides = _equation(question, lines[0], lines[2]), _gathered(question, lines, again)
    rule = "trig-returns" if again > 0 else "trig-returns-less"
    yield worded(WORDS, rule, *sides, {**question.fields, "back": back}, "equivalent")
    times = {**question.fields, "times": said(question, 1 + again)}
    solved = question.written(lines[0]), question.written(lines[3])
    yield worded(WORDS, "trig-solved", *solved, times, "equal-up-to-constant")


def _equation(question: Integral, left: sp.Expr, right: sp.Expr) -> Notation:
    return build("relation", question.written(left), question.written(right), text="=")


def _gathered(question: Integral, lines: tuple[sp.Expr, ...], again: sp.Expr) -> Notation:
    """(1 + k) ∫ f = …, with the integral brought to the left."""
    return _equation(question, (1 + again) * lines[0], sp.expand(lines[2] + again * lines[0]))


def _lines(question: Integral, found: Monomial, n: sp.Expr) -> tuple[sp.Expr, ...]:
    """∫ fⁿ dx, by parts, with the identity put in, and solved for it."""
    ((function, _),) = found.powers.items()
    parts = _parts(found, function, n, least=2)
    assert parts is not None
    power, x = found.at(function), question.x
    square, value = square_of(found.family, parts.other, found.angle)
    inner = sp.expand(parts.constant * power ** (n - 2) * value)
    again = inner.coeff(power, n)
    lower = inner.coeff(power, n - 2) * sp.Integral(power ** (n - 2), x)
    product = parts.u * parts.v
    rest = parts.constant * sp.Integral(power ** (n - 2) * square, x)
    whole = sp.Integral(power**n, x)
    solved = product / (1 + again) - lower / (1 + again)
    return whole, product - rest, product - lower - again * whole, solved


def _parts(
    found: Monomial, function: Function, n: sp.Expr, least: int = EXPANDED + 2
) -> Parts | None:
    """What u and v are, where a reduction formula is the usual way."""
    family, a, sign = found.family, found.slope, found.family.sign
    f = found.at(function)
    pairs = {
        family.secant: (family.tangent, 1, sign),
        family.cosecant: (family.cotangent, -1, -1),
        family.sine: (family.cosine, -sign, 1),
        family.cosine: (family.sine, 1, -sign),
    }
    if function not in pairs:
        return None
    other, side, turn = pairs[function]
    g = found.at(other)
    if function in (family.secant, family.cosecant):
        if not (is_odd(n) and n > 1):
            return None
        k, split = n - 2, f**2
    else:
        if not (is_even(n) and n >= least):
            return None
        k, split = n - 1, f
    rate = turn * a * k * f ** (n - 2) * g
    return Parts(f**k, split, side * g / a, rate, side * turn * k, other)
