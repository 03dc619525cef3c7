"""High-precision arithmetic for `evaluate`: mpmath's floating point."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import mpmath
import sympy as sp

from symcalc.checking.evaluate import Number, Undefined, evaluate, mpmath_name

SMOOTH = 1e-6  # how much slopes to the two sides may differ, relative to max(1, |slope|)


class Precise:
    """mpmath numbers with a fixed number of decimal digits.

    >>> x = sp.Symbol("x")
    >>> print(mpmath.nstr(Precise(30).at(sp.sqrt(x), {x: sp.Integer(2)}), 20))
    1.4142135623730950488
    """

    def __init__(self, digits: int) -> None:
        self.context = _context(digits)

    def at(self, expr: sp.Basic, point: Mapping[sp.Symbol, sp.Rational]) -> Number:
        """The value at a rational point; a Derivative is taken numerically."""
        here = {s: self.number(v) for s, v in point.items()}
        for d in expr.atoms(sp.Derivative):
            here[d] = self.slope(d.expr, d.variables, point)
        return evaluate(expr, here, self)

    def slope(
        self, expr: sp.Expr, wrt: tuple[sp.Symbol, ...], point: Mapping[sp.Symbol, sp.Rational]
    ) -> Number:
        """A derivative by central differences, one order after another.

        With d digits the step 10^(-d/4) leaves about d/2 correct digits for the first order.

        Raises
        ------
        Undefined
            Where the slopes of the two sides differ: at a kink or a jump.
        """
        if not wrt:
            return self.at(expr, point)
        x, *rest = wrt
        if x not in point:
            raise Undefined(f"no value for {x}")
        h = sp.Rational(1, 10 ** (self.context.dps // 4))
        sides = (h, -h, h / 16)
        here = self.slope(expr, tuple(rest), point)
        ends = [self.slope(expr, tuple(rest), {**point, x: point[x] + side}) for side in sides]
        slopes = [(end - here) / self.number(side) for end, side in zip(ends, sides, strict=True)]
        slope = (slopes[0] + slopes[1]) / 2
        if max(slopes) - min(slopes) > SMOOTH * max(1, abs(slope)):
            raise Undefined("the slopes of the two sides differ, or the values jump")
        return slope

    def number(self, value: sp.Expr) -> Number:
        """A rational or a constant."""
        if value.is_Rational:
            return self.context.mpf(value.p) / value.q
        if not value.is_number or not value.is_extended_real:
            raise Undefined(str(value))
        return self.context.mpf(value._to_mpmath(self.context.prec))

    def power(self, base: Number, exponent: Number, exact: sp.Expr) -> Number:
        """base^exponent over the reals."""
        try:
            return base ** int(exact) if exact.is_Integer else self.context.power(base, exponent)
        except (ZeroDivisionError, OverflowError, ValueError) as error:
            raise Undefined(str(error)) from error

    def call(self, kind: type, args: list[Number]) -> Number:
        """A function by its SymPy class."""
        function = getattr(self.context, mpmath_name(kind), None)
        if function is None:
            raise Undefined(kind.__name__)
        try:
            return function(*args)
        except (ZeroDivisionError, OverflowError, ValueError, mpmath.libmp.NoConvergence) as error:
            raise Undefined(str(error)) from error

    def less(self, left: Number, right: Number) -> bool:
        """left < right."""
        return bool(left < right)

    def checked(self, value: Number) -> Number:
        """The value itself if it is real and finite."""
        if isinstance(value, self.context.mpc) or not self.context.isfinite(value):
            raise Undefined(str(value))
        return value


@cache
def _context(digits: int) -> mpmath.MPContext:
    context = mpmath.MPContext()
    context.dps = digits
    return context
