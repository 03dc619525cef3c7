"""Slopes of curves: implicit, parametric, of the inverse; tangents, limits, Taylor polynomials."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.outcomes import Outcomes, Wrong, combined
from symcalc.grading.misconceptions.slopes import sloped
from symcalc.grading.misconceptions.strategies.derivatives import (
    at_point,
    differentiated,
    wholly,
)
from symcalc.grading.misconceptions.strategy import strategy
from symcalc.notation import Notation

HIGHEST = 4  # degree of a Taylor polynomial whose derivatives go wrong
RATE = sp.Dummy("rate")  # dy/dx while the equation is differentiated


@strategy("implicit")
def implicit(asked: Asked) -> Iterator[Wrong]:
    """Both sides differentiated with a slip, then solved rightly for dy/dx."""
    y, *by = asked.wrt
    if len(by) == 1 and asked.body.head == "relation" and len(asked.body.parts) == 2:
        x = by[0]
        sides = [sloped(side, x, {y: RATE}) for side in asked.body.parts]
        found = combined(lambda left, right: left - right, sides)
        yield from at_point(asked, _solved(found)).wrong
    yield from wholly(asked)


def _solved(found: Outcomes) -> Outcomes:
    """The slope, where what came out is linear in it."""
    wrong = []
    for one in found.wrong:
        factor = derived(one.value, RATE)
        rest = one.value.xreplace({RATE: sp.S.Zero})
        if factor == 0:
            wrong.append(Wrong(rest, one.slips))  # what is left is given for the slope
        elif not factor.has(RATE):
            wrong.append(Wrong(-rest / factor, one.slips))
    factor = derived(found.right, RATE)
    return Outcomes(-found.right.xreplace({RATE: sp.S.Zero}) / factor, tuple(wrong))


@strategy("parametric")
def parametric(asked: Asked) -> Iterator[Wrong]:
    """One of the two rates with a slip."""
    (x, y), t = asked.body.parts, asked.wrt[0]
    if len(asked.wrt) == 1:
        found = combined(lambda dy, dx: dy / dx, [sloped(y, t), sloped(x, t)])
        yield from at_point(asked, found).wrong
    yield from wholly(asked)


@strategy("tangent")
def tangent(asked: Asked) -> Iterator[Wrong]:
    """A tangent with a slip in the slope."""
    point = dict(asked.question.at)
    if len(point) == 1 and set(point) == asked.body.symbols:
        ((x, a),) = point.items()
        height = asked.body.expr.xreplace(point)
        slopes = at_point(asked, sloped(asked.body, x))
        yield from slopes.mapped(lambda m: sp.expand(m * (x - a) + height)).wrong
    yield from wholly(asked)


@strategy("inverse")
def inverse(asked: Asked) -> Iterator[Wrong]:
    """The derivative of an inverse as a whole."""
    yield from wholly(asked)


@strategy("taylor")
def taylor(asked: Asked) -> Iterator[Wrong]:
    """A polynomial with a slip in one of the derivatives, or the same in all."""
    point, degree = dict(asked.question.at), asked.question.degree or 0
    if len(point) == 1 and degree <= HIGHEST and len(asked.wrt) == 1:
        ((x, a),) = point.items()
        yield from _polynomial(asked.body, x, a, degree)
    yield from wholly(asked)


def _polynomial(body: Notation, x: sp.Symbol, a: sp.Expr, degree: int) -> Iterator[Wrong]:
    there = {x: a}
    powers = [(x - a) ** k / sp.factorial(k) for k in range(degree + 1)]
    right = [derived(body.expr, x, k).xreplace(there) for k in range(degree + 1)]
    whole = sp.Add(*(c * p for c, p in zip(right, powers, strict=True)))
    for k in range(1, min(degree, 2) + 1):
        for one in differentiated(body, (x,) * k).wrong:
            if len(one.slips) == 1:
                slip = one.value.xreplace(there) - right[k]
                yield Wrong(whole + slip * powers[k], one.slips)


@strategy("limit")
def limit(asked: Asked) -> Iterator[Wrong]:
    """A limit as a whole."""
    yield from wholly(asked)
