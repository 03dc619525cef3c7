"""Fractions of sine and cosine: Bioche's rules, and exponentials."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rule import Change, change_step, integration_rule
from symcalc.tutor.integrate.trig.change import TangentChange, in_front, returning
from symcalc.tutor.integrate.trig.family import HYPERBOLIC
from symcalc.tutor.integrate.trig.rational import (
    C,
    Fraction,
    S,
    by_exponential,
    by_tangent,
    fraction,
    is_fraction,
    symmetry,
    without,
)
from symcalc.tutor.integrate.trig.telling import equation, lawful, said
from symcalc.tutor.words.integrals_trig_rational import HYPERBOLIC_REASONS, REASONS, WORDS


@integration_rule("trig-tangent", example="1/(1 + tan x)^2", cost=2.9)
def tangent(question: Integral) -> Step | None:
    """A fraction of the tangent by u = tan x, before anything else is tried."""
    core = question.split[1]
    if not core.has(sp.tan, sp.cot, sp.tanh, sp.coth):
        return None
    found = fraction(core, question.x)
    if found is None or not is_fraction(found) or symmetry(found, -1, -1) != 1:
        return None
    u = question.letter("u", "v", "w")
    return _changed(question, found, "tangent", u, by_tangent(found, u))


@integration_rule("trig-bioche", example="sin(x)/(2 + cos(x)^2 + cos x)", cost=4)
def bioche(question: Integral) -> Iterator[Step]:
    """A fraction of sine and cosine by one of cos, sin and tan, whichever the signs allow."""
    found = fraction(question.split[1], question.x)
    if found is None or not is_fraction(found):
        return
    u = question.letter("u", "v", "w")
    ways: list[tuple[int, int, str, sp.Expr]] = []
    for name, signs, wanted in (
        ("cosine", (-1, 1), -1),
        ("sine", (1, -1), -1),
        ("tangent", (-1, -1), 1),
    ):
        if symmetry(found, *signs) == wanted:
            rest = _rest(found, name, u)
            ways.append((sp.count_ops(rest), len(ways), name, rest))
    for _, _, name, rest in sorted(ways):
        yield _changed(question, found, name, u, rest)


def _rest(found: Fraction, name: str, u: sp.Symbol) -> sp.Expr:
    """The integrand by the new variable."""
    if name == "tangent":
        return by_tangent(found, u)
    if name == "sine":
        return without(found, C, u)
    return -found.family.sign * without(found, S, u)


def _changed(question: Integral, found: Fraction, name: str, u: sp.Symbol, rest: sp.Expr) -> Change:
    family, x = found.family, question.x
    sine, cosine = family.sine(found.angle), family.cosine(found.angle)
    secant = family.secant(found.angle)
    inner = getattr(family, name)(found.angle)
    rate = {"cosine": -family.sign * sine, "sine": cosine, "tangent": secant**2}[name]
    square = {"cosine": sine**2, "sine": cosine**2, "tangent": secant**2}[name]
    value = {
        "cosine": family.sign * (1 - cosine**2),
        "sine": 1 - family.sign * sine**2,
        "tangent": 1 + family.sign * inner**2,
    }[name]
    reasons = HYPERBOLIC_REASONS if family == HYPERBOLIC else REASONS
    told = {
        "a": said(question, found.angle),
        "f": said(question, question.split[1]),
        "inner": said(question, inner),
        "split": said(question, sine if name == "cosine" else cosine),
        "square": equation(question, square, value),
        "sine": said(question, sine),
        "cosine": said(question, cosine),
    }
    fields: dict[str, Any] = {
        "reason": reasons[name].format(**told),
        "u": said(question, u),
        "inner": told["inner"],
        "du": f"d{said(question, u)} = {said(question, found.slope * rate)} d{said(question, x)}",
        "solved": "",
    }
    if name == "tangent":
        both = equation(question, cosine**2, 1 / (1 + family.sign * u**2))
        fields["solved"] = f", and {both}"
    line = in_front(question, rest / found.slope, u)
    rule = "hyperbolic-bioche" if family == HYPERBOLIC else "trig-bioche"
    back = returning(question, u, inner) if name == "tangent" else ""
    made = change_step(question, WORDS, rule, line, u, inner, returning=back, **fields)
    whole = name == "tangent" and family != HYPERBOLIC
    return TangentChange.of(made, found.angle) if whole else made


@integration_rule("hyperbolic-exponential", example="1/(2 + sinh x)", cost=5)
def hyperbolic_exponential(question: Integral) -> Step | None:
    """A fraction of hyperbolic functions by the exponential function."""
    found = fraction(question.split[1], question.x)
    if found is None or found.family != HYPERBOLIC or not is_fraction(found):
        return None
    u = question.letter("u", "v", "w")
    angle, inner = found.angle, sp.exp(found.angle)
    identities = (
        equation(question, sp.sinh(angle), (u - 1 / u) / 2),
        equation(question, sp.cosh(angle), (u + 1 / u) / 2),
    )
    fields: dict[str, Any] = {
        "u": said(question, u),
        "inner": said(question, inner),
        "identities": ", ".join(identities),
        "dx": f"{said(question, 1 / (found.slope * u))} d{said(question, u)}",
    }
    line = in_front(question, by_exponential(found, u) / found.slope, u)
    made = change_step(question, WORDS, "hyperbolic-exponential", line, u, inner, **fields)
    return lawful(made, found.family)
