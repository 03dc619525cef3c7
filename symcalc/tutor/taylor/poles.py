"""A place of an interval where a formula has no value: a zero of what it divides by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import sympy as sp
from sympy.core.relational import Relational

from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.notation import Notation
from symcalc.tutor.conditions import domain
from symcalc.tutor.taylor.centre import value_at
from symcalc.tutor.tidy import written_out

DIGITS = 40
PIECES = 64  # of an interval, in which a change of sign is looked for
HALVINGS = 60
NEAR = sp.Rational(1, 10**12)  # of a zero that was found by halving
BESIDE = (sp.Rational(1, 10**6), sp.Rational(1, 10**12))
GROWS = 10  # times as large nearer by, at least
SIMPLE = 8  # operations of a zero of a polynomial


class Gap(NamedTuple):
    """A place without a value, and whether the values beside it grow without bound."""

    place: sp.Expr
    grows: bool


def gap(body: Notation, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Gap | None:
    """The first place from low to high where a denominator of the formula is exactly 0, if found.

    >>> from symcalc.reading import read
    >>> gap(read("tan(x)"), sp.Symbol("x"), sp.S.Zero, sp.Integer(2))
    Gap(place=pi/2, grows=True)
    """
    if body.symbols - {x}:
        return None
    asked = [c.lhs - c.rhs for c in domain(written_out(body), x) if isinstance(c, Relational)]
    found = {z for e in asked for z in zeros(e, x, low, high)}
    found = {z for z in found if value_at(body.expr, {x: z}) is None}
    if not found:
        return None
    first = min(found, key=lambda z: sp.N(z, DIGITS))
    return Gap(first, grows(body.expr, x, first))


def zeros(expr: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Iterator[sp.Expr]:
    """Exact zeros from low to high: of a polynomial, or multiples of π/12 and rational numbers."""
    if expr.is_polynomial(x):
        poly = sp.Poly(expr, x)
        if poly.degree() > SIMPLE or not all(c.is_Rational for c in poly.coeffs()):
            return
        for zero in sp.real_roots(poly) if poly.degree() > 0 else ():
            if not zero.has(sp.CRootOf) and low <= zero <= high and sp.count_ops(zero) <= SIMPLE:
                yield zero
        return
    for near in crossings(expr, x, low, high):
        for unit in (sp.S.One, sp.pi):
            exact = unit * sp.nsimplify(near / sp.N(unit, DIGITS), rational=True, tolerance=NEAR)
            if sp.fraction(exact / unit)[1] <= PIECES and expr.subs(x, exact) == 0:
                yield exact
                break


def crossings(expr: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Iterator[sp.Expr]:
    """Where the sign changes, by halving, and the ends if it is 0 there."""
    arithmetic = Precise(DIGITS)

    def sign(place: sp.Expr) -> int | None:
        try:
            value = arithmetic.at(expr, {x: place})
        except Undefined:
            return None
        return 0 if abs(value) < NEAR**2 else 1 if value > 0 else -1

    ends = [sp.Rational(str(sp.N(end, DIGITS))) for end in (low, high)]
    places = [ends[0] + (ends[1] - ends[0]) * sp.Rational(k, PIECES) for k in range(PIECES + 1)]
    signs = [sign(place) for place in places]
    yield from (place for place, s in zip(places, signs, strict=True) if s == 0)
    for k in range(PIECES):
        left, right, start = places[k], places[k + 1], signs[k]
        if not (start and signs[k + 1] == -start):
            continue
        for _ in range(HALVINGS):
            middle = (left + right) / 2
            left, right = (middle, right) if sign(middle) == start else (left, middle)
        yield left


def grows(expr: sp.Expr, x: sp.Symbol, place: sp.Expr) -> bool:
    """Whether the values beside a place grow on the way to it."""
    arithmetic, here = Precise(DIGITS), sp.Rational(str(sp.N(place, DIGITS)))
    for side in (1, -1):
        try:
            far, near = (abs(arithmetic.at(expr, {x: here + side * h})) for h in BESIDE)
        except Undefined:
            continue
        if near > GROWS * max(1, far):
            return True
    return False
