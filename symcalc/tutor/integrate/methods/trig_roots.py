"""Roots of 1 ± sin x and 1 ± cos x, roots of a tangent, and other functions of one of the six."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import linear
from symcalc.tutor.integrate.rule import Change, change_step, integration_rule
from symcalc.tutor.integrate.trig.family import CIRCULAR, HYPERBOLIC, Family, Function, reading
from symcalc.tutor.integrate.trig.rational import C, S, paired
from symcalc.tutor.integrate.trig.telling import (
    equation,
    lawful,
    line_step,
    said,
    substep,
    tangent_named,
)
from symcalc.tutor.words.integrals_trig import WORDS

HALF = sp.Rational(1, 2)
ORDER = 4  # of a root of a tangent
LARGEST = 80  # operations


class Root(NamedTuple):
    """(p + q·f(θ))^(k/2) with p = ±q, which is a power of |inner| times a constant."""

    power: sp.Expr
    level: sp.Expr
    ratio: sp.Expr
    function: Function
    angle: sp.Expr
    square: sp.Expr
    inner: sp.Expr

    @property
    def times(self) -> sp.Expr:
        """How often the root stands: 3 for the power 3/2."""
        return 2 * self.power.exp


@integration_rule("trig-root-of-square", example="sqrt(1 + cos x)", cost=3.2)
def root_of_square(question: Integral) -> Step | None:
    """√(1 + cos x) = √2 |cos(x/2)|: the sign stands in front, between the zeros of the cosine."""
    factor, core = question.split
    found = next((r for p in sp.Mul.make_args(core) if (r := _root(p, question.x))), None)
    if found is None or not (core / found.power).is_polynomial(question.x):
        return None
    rest, times = core / found.power, found.times
    size = sp.sqrt(found.square) ** times
    sign = sp.S.One if isinstance(found.inner, sp.cosh) else sp.sign(found.inner)
    line = factor * size * sign * sp.Integral(found.inner**times * rest, question.x)
    fields: dict[str, Any] = {
        "radicand": said(question, found.power.base),
        "square": said(question, found.square * found.inner**2),
        "root": said(question, sp.sqrt(found.power.base)),
        "size": said(question, sp.sqrt(found.square) * sp.Abs(found.inner)),
        "inner": said(question, found.inner),
    }
    family = HYPERBOLIC if found.function == sp.cosh else CIRCULAR
    step = line_step(question, family, "trig-root-of-square", line, **fields)
    if sign != 1:
        step = replace(step, conditions=(question.written(sp.Ne(found.inner, 0)),))
    if times != 1 or rest != 1 or sign == 1:
        return step
    return _closed(question, step, found, line)


def _closed(question: Integral, step: Step, found: Root, line: sp.Expr) -> Step:
    """The root itself, not a power of it: the answer has the root below."""
    k = linear(found.angle, question.x)
    size = sp.sqrt(found.square) * question.split[0]
    inner = found.inner
    raised = {sp.cos: sp.sin, sp.sin: sp.cos, sp.sinh: sp.cosh}[type(inner)](*inner.args)
    other = (-2 if type(inner) is sp.sin else 2) * raised / k
    open_value = size * sp.sign(inner) * other
    family = HYPERBOLIC if found.function == sp.cosh else CIRCULAR
    sine, cosine = family.sine(found.angle), family.cosine(found.angle)
    turned = -cosine if found.function == sp.sin else sine
    root = sp.sqrt(found.power.base)
    closed = 2 * question.split[0] * found.level * found.ratio * turned / (k * root)
    product = equation(question, size**2 * inner * other, question.split[0] * closed * root)
    inside = {"inner": said(question, inner), "other": said(question, other)}
    below = (
        replace(step, conditions=()),
        substep(question, "trig-root-inside", line, open_value, **inside),
        substep(question, "trig-root-back", open_value, closed, product=product),
    )
    radicand = said(question, found.power.base)
    whole = line_step(question, family, f"{step.rule}-closed", closed, radicand=radicand)
    return replace(whole, substeps=below, conditions=step.conditions)


def _root(power: sp.Expr, x: sp.Symbol) -> Root | None:
    """A power of a sum as the power of an absolute value."""
    if not (power.is_Pow and power.exp.is_Rational and power.exp.q == 2 and power.base.is_Add):
        return None
    level, moving = power.base.as_independent(x, as_Add=True)
    q, f = moving.as_independent(x, as_Add=False)
    if type(f) not in (sp.sin, sp.cos, sp.cosh) or linear(f.args[0], x) is None or level == 0:
        return None
    ratio = sp.cancel(q / level)
    if ratio not in (1, -1) or not level.is_number:
        return None
    half = f.args[0] / 2
    inner = {
        (sp.cos, 1): sp.cos(half),
        (sp.cos, -1): sp.sin(half),
        (sp.sin, 1): sp.cos(half - sp.pi / 4),
        (sp.sin, -1): sp.cos(half + sp.pi / 4),
        (sp.cosh, 1): sp.cosh(half),
        (sp.cosh, -1): sp.sinh(half),
    }[type(f), int(ratio)]
    square = -2 * level if isinstance(inner, sp.sinh) else 2 * level
    if not square.is_positive:
        return None
    return Root(power, level, ratio, type(f), f.args[0], square, inner)


@integration_rule("trig-root-of-tangent", example="sqrt(tan x)", cost=4)
def root_of_tangent(question: Integral) -> Change | None:
    """A root of the tangent is the new variable."""
    factor, core = question.split
    read = reading(core, question.x)
    if read is None or len(read.angles) != 1 or not core.has(sp.Pow):
        return None
    family, angle = read.family, read.angles[0]
    k = linear(angle, question.x)
    for function, sign in ((family.tangent, 1), (family.cotangent, -family.sign)):
        part = function(angle)
        orders = [p.exp.q for p in core.atoms(sp.Pow) if p.base == part and p.exp.is_Rational]
        q = sp.ilcm(1, 1, *orders)
        if not 1 < q <= ORDER or k is None:
            continue
        u = question.letter("u", "v", "w")
        dummy = sp.Dummy(positive=True)
        put = core.xreplace({p: p.subs(part, dummy**q) for p in core.atoms(sp.Pow)})
        put = put.subs(part, dummy**q)
        if question.x in put.free_symbols:
            continue
        bottom = 1 + family.sign * dummy ** (2 * q)
        if sign < 0 and family == HYPERBOLIC:
            continue
        rest = sp.cancel(put * sign * q * dummy ** (q - 1) / bottom).xreplace({dummy: u})
        rate = sign * q * u ** (q - 1) / (k * (1 + family.sign * u ** (2 * q)))
        inner = part ** sp.Rational(1, q)
        front, moving = sp.factor_terms(rest).as_independent(u, as_Add=False)
        fields: dict[str, Any] = {
            "name": tangent_named(family, function),
            "u": said(question, u),
            "inner": said(question, inner),
            "function": said(question, part),
            "power": said(question, u**q),
            "dx": f"{said(question, rate)} d{said(question, u)}",
        }
        line = factor * front / k * sp.Integral(moving, u)
        return change_step(question, WORDS, "trig-root-of-tangent", line, u, inner, **fields)
    return None


@integration_rule("trig-function-of-one", example="sqrt(tan(x)^4 + 1) tan x", cost=4.5)
def function_of_one(question: Integral) -> Iterator[Step]:
    """Where all but the derivative is written with one of the six, that is the new variable."""
    factor, core = question.split
    found = paired(core, question.x)
    if found is None or found.by_pair.is_rational_function(S, C):
        return
    if sp.count_ops(core) > LARGEST:
        return
    family, angle = found.family, found.angle
    u = question.letter("u", "v", "w")
    for function, slope, put in _ways(core, family, angle, u):
        rest = sp.powsimp(put)
        if rest.has(question.x):
            continue
        front, moving = sp.factor_terms(rest).as_independent(u, as_Add=False)
        inner = function(angle)
        rate = f"{said(question, found.slope * slope)} d{said(question, question.x)}"
        fields: dict[str, Any] = {
            "u": said(question, u),
            "inner": said(question, inner),
            "rate": rate,
        }
        line = factor * front / found.slope * sp.Integral(moving, u)
        made = change_step(question, WORDS, "trig-function-of-one", line, u, inner, **fields)
        yield lawful(made, family)


def _ways(
    core: sp.Expr, family: Family, angle: sp.Expr, u: sp.Symbol
) -> Iterator[tuple[Function, sp.Expr, sp.Expr]]:
    """The integrand by cosine, sine and tangent, as far as that goes, and the derivatives."""
    e = family.sign
    sine, cosine, tangent, cotangent, secant, cosecant = (f(angle) for f in family.functions)
    one = sp.Dummy("w")
    by_cosine = core.xreplace(
        {tangent: one / u, cotangent: u / one, secant: 1 / u, cosecant: 1 / one}
    ).xreplace({sine: one, cosine: u})
    yield family.cosine, -e * sine, _even(-e * by_cosine / one, one, e * (1 - u**2), sine)
    by_sine = core.xreplace(
        {tangent: u / one, cotangent: one / u, secant: 1 / one, cosecant: 1 / u}
    ).xreplace({sine: u, cosine: one})
    yield family.sine, cosine, _even(by_sine / one, one, 1 - e * u**2, sine)
    square = 1 + e * u**2
    pairs = ((secant, square), (cosine, 1 / square), (sine, u**2 / square))
    by_tangent = core.xreplace({tangent: u, cotangent: 1 / u})
    for function, value in (*pairs, (cosecant, square / u**2)):
        by_tangent = by_tangent.subs(function**2, value)
    yield family.tangent, secant**2, by_tangent / square


def _even(expr: sp.Expr, one: sp.Symbol, square: sp.Expr, kept: sp.Expr) -> sp.Expr:
    """An expression with the square put in; where an odd power stays, what depends on x."""
    flat = sp.powsimp(sp.powdenest(expr))
    return flat.subs(one**2, square).xreplace({one: kept})
