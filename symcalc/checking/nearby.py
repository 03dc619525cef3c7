"""The value of a formula close to a point, to some twenty digits whatever is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import mpmath
import sympy as sp

from symcalc.checking.balls import HUGE, Balls
from symcalc.checking.evaluate import Number, Undefined
from symcalc.checking.precise import Precise
from symcalc.checking.sampling import Point

DIGITS = (60, 300, 900)  # tried in turn, until a value is known well enough
SMALL = 1e-200  # what is below it, and unknown to 900 digits, is shown as 0
MOST = 13_000  # e to that is still a number
NOWHERE: Point = {}


class Nowhere(Undefined):
    """There is no real value, for certain."""


class Beyond(Undefined):
    """There is a value, but it is too large to compute with."""


class Near(Balls):
    """Balls that tell values that are too large from those that are not there."""

    def checked(self, value: Number) -> Number:
        """The value itself if it is finite and not huge."""
        if value.is_finite() and not abs(value) < HUGE:
            raise Beyond("too large to compute with")
        return super().checked(value)

    def power(self, base: Number, exponent: Number, exact: sp.Expr) -> Number:
        """base^exponent, if it is not huge."""
        if base < 0 and not exact.is_Integer:
            raise Nowhere("a power of a negative number")
        if base > 0 and exponent * base.log() > MOST:
            raise Beyond("too large to compute with")
        return super().power(base, exponent, exact)

    def call(self, kind: type, args: list[Number]) -> Number:
        """A function, if its value is not huge."""
        steep = kind in (sp.exp, sp.gamma, sp.factorial, sp.sinh, sp.cosh)
        if steep and args[0] > MOST:
            raise Beyond("too large to compute with")
        return super().call(kind, args)


def value_beside(
    expr: sp.Expr, x: sp.Symbol, to: sp.Expr, h: sp.Rational, point: Point = NOWHERE
) -> Number | None:
    """The value at to + h, or at 1/h where `to` is infinite; None where there is none.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> print(mpmath.nstr(value_beside(sp.sin(x), x, sp.pi, sp.Rational(1, 10)), 6))
    -0.0998334
    """
    return value_at(*beside(expr, x, to, h, point))


def beside(
    expr: sp.Expr, x: sp.Symbol, to: sp.Expr, h: sp.Rational, point: Point
) -> tuple[sp.Expr, Point]:
    """A formula and the rational point at which it is to be evaluated."""
    if to.is_infinite:
        return expr, {**point, x: 1 / h}
    here = to.xreplace(dict(point))
    if here.is_Rational:
        return expr, {**point, x: here + h}
    return _shifted(expr, x, here), {**point, x: h}  # balls want rational points


@lru_cache(maxsize=512)
def _shifted(expr: sp.Expr, x: sp.Symbol, here: sp.Expr) -> sp.Expr:
    """The formula with the point at zero."""
    return expr.xreplace({x: here + x})


def value_at(expr: sp.Expr, place: Mapping[sp.Symbol, sp.Expr]) -> Number | None:
    """The value at a point to some twenty digits, None where it has none.

    One that is too small for its digits to be known is 0: ln(1 + e^x) − x far out.
    """
    told = tiny = False
    for digits in DIGITS:
        try:
            ball = Near(digits).at(expr, place)
        except (Beyond, Nowhere):
            return None  # mpmath might take ages over it
        except Undefined:
            if not told and _by_mpmath(expr, place) is None:
                return None
            told = True
            continue
        size = abs(ball).upper()
        if ball.rad() <= size * 1e-18:
            return _mpf(ball)
        tiny = size < SMALL
    return mpmath.mpf(0) if tiny else _by_mpmath(expr, place)


def _mpf(ball: Number) -> Number:
    man, exp = ball.mid().man_exp()
    return mpmath.ldexp(mpmath.mpf(int(man)), int(exp))


def _by_mpmath(expr: sp.Expr, place: Mapping[sp.Symbol, sp.Expr]) -> Number | None:
    """For functions that have no balls, and for values where two branches meet."""
    try:
        return mpmath.mpf(Precise(DIGITS[1]).at(expr, place))
    except Undefined:
        return None
