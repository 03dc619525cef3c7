"""The tangent of half the angle: fractions of sine and cosine, and 1/(a + b cos x) with letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rule import Change, change_step, integration_rule
from symcalc.tutor.integrate.trig.change import TangentChange, in_front, returning
from symcalc.tutor.integrate.trig.family import CIRCULAR, HYPERBOLIC, monomial
from symcalc.tutor.integrate.trig.linear import Linear, power_of_linear
from symcalc.tutor.integrate.trig.rational import Fraction, by_half_tangent, fraction, is_fraction
from symcalc.tutor.integrate.trig.telling import equation, line_step, said, substep
from symcalc.tutor.words.integrals_trig import WORDS
from symcalc.writing.text import text


@integration_rule("trig-weierstrass", example="1/(5 + 4 sin x)", cost=7)
def weierstrass(question: Integral) -> Change | None:
    """The tangent of half the angle makes any fraction of sine and cosine one of polynomials."""
    found = fraction(question.split[1], question.x)
    if found is None or not is_fraction(found) or found.family == HYPERBOLIC:
        return None
    if monomial(question.split[1], question.x):
        return None  # a product of powers has shorter ways
    t = question.letter("t", "u", "v")
    rest = by_half_tangent(found, t) / found.slope
    half = found.angle / 2
    inner = sp.tan(half)
    told: dict[str, Any] = _fields(question, found, t)
    made = change_step(
        question,
        WORDS,
        "trig-weierstrass",
        in_front(question, rest, t),
        t,
        inner,
        returning=returning(question, t, inner),
        **told,
    )
    return TangentChange.of(made, half)


def _fields(question: Integral, found: Fraction, t: sp.Symbol) -> dict[str, str]:
    square = 1 + t**2
    return {
        "sine": said(question, sp.sin(found.angle)),
        "cosine": said(question, sp.cos(found.angle)),
        "t": said(question, t),
        "inner": said(question, sp.tan(found.angle / 2)),
        "s": said(question, 2 * t / square),
        "c": said(question, (1 - t**2) / square),
        "dx": f"{said(question, 2 / (found.slope * square))} d{said(question, t)}",
    }


@integration_rule("trig-letters", example="1/(a + b cos x)", cost=6)
def letters(question: Integral) -> Iterator[Step]:
    """1/(a + b cos x + c sin x) with letters: without jumps for a > 0 and a < 0, or a logarithm.

    Which it is depends on the sign of a² - b² - c².
    """
    found = fraction(question.split[1], question.x)
    told = power_of_linear(found) if found and found.family == CIRCULAR else None
    if found is None or told is None:
        return
    top, den, n = told
    radicand = sp.expand(den.c**2 - den.a**2 - den.b**2)
    if n != 1 or not radicand.free_symbols:
        return
    front = question.split[0] * top / found.slope
    for sign in (1, -1):
        positive = sp.Gt(sign * den.c, 0)
        if positive != sp.false:
            turned = Linear(*(sign * k for k in den))
            yield _arctangent(question, found, turned, sign * front, positive)
    yield _logarithm(question, found, den, front)


def _arctangent(
    question: Integral, found: Fraction, den: Linear, front: sp.Expr, positive: sp.Basic
) -> Step:
    """What has no jumps, for a > 0."""
    radicand = sp.expand(den.c**2 - den.a**2 - den.b**2)
    root, t = sp.sqrt(radicand), question.letter("t", "u", "v")
    sine, cosine = sp.sin(found.angle), sp.cos(found.angle)
    part = (den.a * cosine - den.b * sine) / sp.Add(den.c, root, den.a * sine, den.b * cosine)
    closed = front * (found.angle / root + 2 / root * sp.atan(part))
    rational, quadratic = _in_t(den, front, t)
    slope = den.c - den.b
    arc = 2 * front / root * sp.atan((slope * t + den.a) / root)
    square = slope * quadratic, (slope * t + den.a) ** 2 + radicand
    lines = question.whole.expr, rational, arc, closed
    below = (
        substep(question, "trig-in-t", *lines[:2], "implies", **_fields(question, found, t)),
        substep(
            question, "trig-arctangent", *lines[1:3], "implies", square=equation(question, *square)
        ),
        substep(
            question,
            "trig-no-jumps",
            *lines[2:],
            "implies",
            inner=said(question, sp.tan(found.angle / 2)),
        ),
    )
    conditions = [c for c in (positive, sp.Gt(radicand, 0)) if c != sp.true]
    where = " and ".join(text(question.written(c)) for c in conditions)
    step = line_step(question, found.family, "trig-letters", closed, where=where)
    return replace(step, substeps=below, conditions=tuple(map(question.written, conditions)))


def _logarithm(question: Integral, found: Fraction, den: Linear, front: sp.Expr) -> Step:
    """The other sign below the root."""
    radicand = sp.expand(den.a**2 + den.b**2 - den.c**2)
    root, t = sp.sqrt(radicand), question.letter("t", "u", "v")
    slope, half = den.c - den.b, found.angle / 2
    sine, cosine = sp.sin(half), sp.cos(half)
    up, down = (slope * sine + (den.a + k * root) * cosine for k in (-1, 1))
    closed = front / root * sp.log(sp.Abs(up / down))
    rational, quadratic = _in_t(den, front, t)
    square = slope * quadratic, (slope * t + den.a) ** 2 - radicand
    fields = _fields(question, found, t)
    below = (
        substep(question, "trig-in-t", question.whole.expr, rational, "implies", **fields),
        substep(
            question,
            "trig-logarithm",
            rational,
            closed,
            "implies",
            square=equation(question, *square),
            factor=said(question, cosine),
        ),
    )
    conditions = sp.Gt(radicand, 0), sp.Ne(den.c, den.b)
    kept = [question.written(c) for c in conditions if c != sp.true]
    where = " and ".join(map(text, kept))
    step = line_step(question, found.family, "trig-letters", closed, where=where)
    return replace(step, substeps=below, conditions=tuple(kept))


def _in_t(den: Linear, front: sp.Expr, t: sp.Symbol) -> tuple[sp.Expr, sp.Expr]:
    """The integral in t, and its denominator."""
    quadratic = (den.c - den.b) * t**2 + 2 * den.a * t + den.b + den.c
    return sp.Integral(2 * front / quadratic, t), quadratic
