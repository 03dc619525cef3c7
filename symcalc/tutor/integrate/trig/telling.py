"""Steps about circular and hyperbolic functions, in the words of the family."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import sympy as sp

from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rule import integral_step
from symcalc.tutor.integrate.trig.family import HYPERBOLIC, Family
from symcalc.tutor.worded import worded
from symcalc.tutor.words.integrals_trig import HYPERBOLIC_LAWS, WORDS
from symcalc.writing.text import text

Replacement = tuple[sp.Expr, sp.Expr]
Told = TypeVar("Told", bound=Step)


def said(question: Integral, expr: sp.Expr | int) -> str:
    """An expression in a sentence."""
    return text(question.written(sp.sympify(expr, strict=True)))


def equation(question: Integral, left: sp.Expr, right: sp.Expr | int) -> str:
    """Two sides in a sentence."""
    return f"{said(question, left)} = {said(question, right)}"


def line_step(
    question: Integral, family: Family, rule: str, after: Notation | sp.Expr, **fields: object
) -> Step:
    """A step from the whole integral, its law that of the family."""
    return lawful(integral_step(question, WORDS, rule, after, **fields), family)


def lawful(step: Told, family: Family) -> Told:
    """A step with the law of its own family."""
    law = HYPERBOLIC_LAWS.get(step.rule) if family == HYPERBOLIC else None
    return step if law is None else replace(step, statement=law)


def substep(
    question: Integral,
    rule: str,
    before: sp.Expr,
    after: sp.Expr,
    relation: str = "equal-up-to-constant",
    **fields: object,
) -> Step:
    """A step below another, from a line to the next."""
    lines = question.written(before), question.written(after)
    return worded(WORDS, rule, *lines, {**question.fields, **fields}, relation)


def derivatives(
    family: Family, function: type[sp.Function], angle: sp.Expr
) -> tuple[Replacement, ...]:
    """The derivative of one of the six, in the ways it is written, and its sign.

    >>> from symcalc.tutor.integrate.trig.family import CIRCULAR
    >>> derivatives(CIRCULAR, sp.cos, sp.Symbol("x"))
    ((sin(x), -1),)
    """
    sine, cosine, tangent, cotangent, secant, cosecant = (f(angle) for f in family.functions)
    rows = {
        family.sine: ((cosine, 1),),
        family.cosine: ((sine, -family.sign),),
        family.tangent: ((secant**2, 1), (cosine**-2, 1)),
        family.cotangent: ((cosecant**2, -1), (sine**-2, -1)),
        family.secant: ((secant * tangent, family.sign),),
        family.cosecant: ((cosecant * cotangent, -1),),
    }
    return rows[function]


def square_of_sine(family: Family, angle: sp.Expr) -> Replacement:
    """Sine² is 1 - cosine², or cosine² - 1."""
    sine, cosine = family.sine(angle), family.cosine(angle)
    return sine**2, family.sign * (1 - cosine**2)


def square_of_cosine(family: Family, angle: sp.Expr) -> Replacement:
    """Cosine² is 1 - sine², or 1 + sine²."""
    sine, cosine = family.sine(angle), family.cosine(angle)
    return cosine**2, 1 - family.sign * sine**2


def square_of_tangent(family: Family, angle: sp.Expr) -> Replacement:
    """Tangent² is secant² - 1, or 1 - secant²."""
    tangent, secant = family.tangent(angle), family.secant(angle)
    return tangent**2, family.sign * (secant**2 - 1)


def square_of_cotangent(family: Family, angle: sp.Expr) -> Replacement:
    """Cotangent² is cosecant² - 1, or cosecant² + 1."""
    cotangent, cosecant = family.cotangent(angle), family.cosecant(angle)
    return cotangent**2, cosecant**2 - family.sign


def square_of_secant(family: Family, angle: sp.Expr) -> Replacement:
    """Secant² is 1 + tangent², or 1 - tangent²."""
    tangent, secant = family.tangent(angle), family.secant(angle)
    return secant**2, 1 + family.sign * tangent**2


def square_of_cosecant(family: Family, angle: sp.Expr) -> Replacement:
    """Cosecant² is cotangent² + 1, or cotangent² - 1."""
    cotangent, cosecant = family.cotangent(angle), family.cosecant(angle)
    return cosecant**2, cotangent**2 + family.sign


def tangent_named(family: Family, function: type[sp.Function]) -> str:
    """Tangent or cotangent, hyperbolic or not, in words."""
    told = "tangent" if function == family.tangent else "cotangent"
    return told if family != HYPERBOLIC else f"hyperbolic {told}"


SQUARES = {
    0: square_of_sine,
    1: square_of_cosine,
    2: square_of_tangent,
    3: square_of_cotangent,
    4: square_of_secant,
    5: square_of_cosecant,
}


def square_of(family: Family, function: type[sp.Function], angle: sp.Expr) -> Replacement:
    """The square of one of the six, by the function it is paired with.

    >>> from symcalc.tutor.integrate.trig.family import HYPERBOLIC
    >>> square_of(HYPERBOLIC, sp.tanh, sp.Symbol("x"))
    (tanh(x)**2, 1 - sech(x)**2)
    """
    return SQUARES[family.functions.index(function)](family, angle)
