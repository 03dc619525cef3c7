"""Definite integrals with a proof: python-flint's integration over complex balls (Arb).

The result is a ball that contains the integral for certain. It rests on bounds of the integrand in
the complex plane about the interval, so a formula must be analytic there, or in pieces.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import flint
import sympy as sp

from symcalc.checking.balls import Balls
from symcalc.checking.evaluate import Number, Undefined, evaluate
from symcalc.formula import unevaluated

DIGITS = 30
GOAL = 1e-20  # of the radius, relative
EVALUATIONS = 4000  # of the integrand, at most
USEFUL = 1e-9  # a larger radius, relative to max(1, |value|), proves too little
REALS = Balls(DIGITS)


class Enclosure(NamedTuple):
    """The integral is within `radius` of `middle`, both in decimal."""

    middle: sp.Float
    radius: float


class Planes:
    """Balls in the complex plane, for `evaluate`.

    `analytic` asks that a value is given only where the formula is analytic on the whole ball.
    """

    def __init__(self, *, analytic: bool) -> None:
        self.analytic = analytic

    def number(self, value: sp.Expr) -> Number:
        """A rational, or a constant."""
        return flint.acb(REALS.number(value))

    def power(self, base: Number, exponent: Number, exact: sp.Expr) -> Number:
        """The principal value."""
        if exact.is_Integer:
            return base ** int(exact)
        if exact == sp.S.Half:
            return base.sqrt(analytic=self.analytic)
        return base.pow(exponent, analytic=self.analytic)

    def call(self, kind: type, args: list[Number]) -> Number:
        """A function by its SymPy class."""
        if kind in CUT:
            return CUT[kind](args[0], analytic=self.analytic)
        if kind in BRANCHED and self.analytic and BRANCHED[kind](args[0]):
            raise Undefined("not analytic")
        function = NAMED.get(kind) or getattr(flint.acb, kind.__name__, None)
        if function is None or kind.__name__ not in KNOWN:
            raise Undefined(kind.__name__)
        return function(*args)

    def less(self, left: Number, right: Number) -> bool:
        """left < right, if the balls tell, of numbers that are real on the real line."""
        return REALS.less(left.real, right.real)

    def checked(self, value: Number) -> Number:
        """The value itself if it is finite."""
        if not value.is_finite():
            raise Undefined("not finite")
        return value


def _beyond_one(u: Number) -> bool:
    """Whether a ball touches the real line left of -1 or right of 1."""
    return bool(u.imag.contains(0)) and not (u.real > -1 and u.real < 1)


def _beyond_i(u: Number) -> bool:
    """Whether a ball touches the imaginary line beyond i or -i."""
    return bool(u.real.contains(0)) and not (u.imag > -1 and u.imag < 1)


def _below_one(u: Number) -> bool:
    """Whether a ball touches the real line left of 1."""
    return bool(u.imag.contains(0)) and not u.real > 1


# Functions that check themselves that a ball does not touch their cut.
CUT: dict[type, Callable[..., Number]] = {
    sp.log: flint.acb.log,
    sp.Abs: flint.acb.real_abs,
    sp.sign: flint.acb.real_sgn,
    sp.floor: flint.acb.real_floor,
    sp.ceiling: flint.acb.real_ceil,
}
BRANCHED: dict[type, Callable[[Number], bool]] = {
    **dict.fromkeys((sp.asin, sp.acos, sp.atanh), _beyond_one),
    **dict.fromkeys((sp.atan, sp.asinh), _beyond_i),
    sp.acosh: _below_one,
}
NAMED: dict[type, Callable[..., Number]] = {sp.Si: flint.acb.si, sp.Shi: flint.acb.shi}
# Analytic wherever they have a value, and those of BRANCHED.
KNOWN = (
    *("exp", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech"),
    *("csch", "erf", "erfc", "erfi", "gamma", "Si", "Shi"),
    *("asin", "acos", "atan", "asinh", "acosh", "atanh"),
)


def enclosed(expr: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Enclosure | None:
    """A ball that is proved to contain the integral; None where that cannot be had.

    Parameters
    ----------
    expr : sympy.Expr
        In x only.
    x : sympy.Symbol
        The variable.
    low, high : sympy.Expr
        Real numbers.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> area = enclosed(sp.exp(-x**2), x, sp.S.Zero, sp.S.One)
    >>> area.middle.round(15), area.radius < 1e-20
    (0.746824132812427, True)
    >>> enclosed(1 / x, x, -sp.S.One, sp.S.One) is None
    True
    """
    if unevaluated(expr) or expr.free_symbols - {x}:
        return None

    def integrand(place: Number, analytic: bool) -> Number:  # noqa: FBT001 - flint calls it so
        try:
            return evaluate(expr, {x: place}, Planes(analytic=analytic))
        except (Undefined, ValueError):
            return flint.acb("nan")

    before = flint.ctx.dps
    flint.ctx.dps = DIGITS
    try:
        ends = [evaluate(end, {}, Planes(analytic=False)) for end in (low, high)]
        found = flint.acb.integral(integrand, *ends, rel_tol=GOAL, eval_limit=EVALUATIONS)
        return _useful(found)
    except Undefined:
        return None
    finally:
        flint.ctx.dps = before


def _useful(found: Number) -> Enclosure | None:
    """A real ball that is small enough to say something."""
    if not (found.is_finite() and found.imag.contains(0)):
        return None
    middle, radius = found.real.mid(), float(found.real.rad())
    if radius > USEFUL * max(1.0, abs(float(middle))):
        return None
    rounding = 10.0 ** (1 - DIGITS) * abs(float(middle))
    shown = sp.Float(middle.str(DIGITS, radius=False), DIGITS)
    return Enclosure(shown, (radius + rounding) * (1 + 2.0**-40))
