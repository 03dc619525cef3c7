"""High-precision arithmetic for `evaluate`: mpmath's floating point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from math import comb

import mpmath
import sympy as sp

from symcalc.checking.evaluate import Enormous, Number, Undefined, evaluate, mpmath_name
from symcalc.primitives.holding import stop_gradient

STEP = 12  # of numeric differentiation: 10⁻¹²
HUGE = 20_000  # bits before the binary point
LARGEST = 400  # digits of a value that is differentiated
FEW = 12  # digits of a slope that is only compared
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
        """A derivative of any order by central differences.

        The step is 10⁻¹² over the size of the value, so about twenty digits are right; rounding is
        met by more digits.

        Raises
        ------
        Undefined
            Where two steps, or the slopes to the two sides, differ: at a kink or a jump.
        """
        if any(x not in point for x in wrt):
            raise Undefined("no value for a variable")
        expr, point = self._held(expr, point)
        digits = STEP + self._size(expr, point)  # so that the values, too, change only a little
        finer = Precise(self.context.dps + 2 * digits * len(wrt))
        h = sp.Rational(1, 10**digits)
        orders = tuple(Counter(wrt).items())
        slopes = [finer._stencil(expr, orders, point, step) for step in (h, h / 16)]
        # Waves that these step across show at a far smaller step, roughly.
        rough = Precise((3 * digits + FEW) * len(wrt))
        slopes.append(rough._stencil(expr, orders, point, h**3))
        if len(wrt) == 1:
            slopes += finer._one_sided(expr, wrt[0], point, h)
        if max(slopes) - min(slopes) > SMOOTH * max(1, abs(slopes[0])):
            raise Undefined("the slopes of the two sides differ, or the values jump")
        return self.context.mpf(slopes[1])

    def _held(
        self, expr: sp.Expr, point: Mapping[sp.Symbol, sp.Rational]
    ) -> tuple[sp.Expr, Mapping[sp.Symbol, sp.Rational]]:
        """Letters for what counts as a constant, and the values that they have at the point."""
        letters = {part: sp.Dummy() for part in expr.atoms(stop_gradient)}
        values = {letter: exactly(self.at(part, point)) for part, letter in letters.items()}
        return expr.xreplace(letters), {**point, **values}

    def _size(self, expr: sp.Expr, point: Mapping[sp.Symbol, sp.Rational]) -> int:
        """The number of digits before the decimal point of a value."""
        value = abs(self.at(expr, point))
        size = 0 if value < 1 else int(self.context.log10(value)) + 1
        if size > LARGEST:
            raise Undefined("too large to differentiate numerically")
        return size

    def _stencil(
        self,
        expr: sp.Expr,
        orders: tuple[tuple[sp.Symbol, int], ...],
        point: Mapping[sp.Symbol, sp.Rational],
        h: sp.Rational,
    ) -> Number:
        """Σ (-1)ᵏ C(n, k) f(x + (n/2 - k)h) / hⁿ, for each variable in turn."""
        if not orders:
            return self.at(expr, point)
        (x, n), *others = orders
        total = self.context.mpf(0)
        for k in range(n + 1):
            there = {**point, x: point[x] + (sp.Rational(n, 2) - k) * h}
            weight = (-1) ** k * comb(n, k)
            total += weight * self._stencil(expr, tuple(others), there, h)
        return total / self.number(h) ** n

    def _one_sided(
        self,
        expr: sp.Expr,
        x: sp.Symbol,
        point: Mapping[sp.Symbol, sp.Rational],
        h: sp.Rational,
    ) -> list[Number]:
        """The slopes to the right and to the left."""
        here = self.at(expr, point)
        ends = [(self.at(expr, {**point, x: point[x] + side}), side) for side in (h, -h)]
        return [(end - here) / self.number(side) for end, side in ends]

    def number(self, value: sp.Expr) -> Number:
        """A rational or a constant."""
        if value.is_Rational:
            return self.context.mpf(value.p) / value.q
        if not value.is_number or not value.is_extended_real:
            raise Undefined(str(value))
        return self.context.mpf(value._to_mpmath(self.context.prec))

    def power(self, base: Number, exponent: Number, exact: sp.Expr) -> Number:
        """base^exponent over the reals, where that is no number of thousands of digits."""
        if base and abs(exponent * self.context.log(abs(base))) > HUGE:
            raise Enormous("too large to compute with")
        try:
            return base ** int(exact) if exact.is_Integer else self.context.power(base, exponent)
        except (ZeroDivisionError, OverflowError, ValueError) as error:
            raise Undefined(str(error)) from error

    def call(self, kind: type, args: list[Number]) -> Number:
        """A function by its SymPy class."""
        function = getattr(self.context, mpmath_name(kind), None)
        if function is None:
            raise Undefined(kind.__name__)
        if kind is sp.exp and abs(args[0]) > HUGE:  # mpmath would take ages
            raise Enormous("too large to compute with")
        try:
            return function(*args)
        except (ZeroDivisionError, OverflowError, ValueError, mpmath.libmp.NoConvergence) as error:
            raise Undefined(str(error)) from error

    def less(self, left: Number, right: Number) -> bool:
        """left < right."""
        return bool(left < right)

    def checked(self, value: Number) -> Number:
        """The value itself if it is real, finite and not huge: sin(e^(e^1000)) would take ages."""
        if isinstance(value, self.context.mpc) or not self.context.isfinite(value):
            raise Undefined("not a finite real number")
        _sign, _man, exponent, bits = value._mpf_
        if exponent + bits > HUGE:
            raise Enormous("too large to compute with")
        return value


def exactly(value: Number) -> sp.Rational:
    """The rational number that an mpmath number is."""
    sign, man, exponent, _bits = value._mpf_
    return (-1) ** sign * sp.Integer(int(man)) * sp.Rational(2) ** exponent


@cache
def _context(digits: int) -> mpmath.MPContext:
    context = mpmath.MPContext()
    context.dps = digits
    return context
