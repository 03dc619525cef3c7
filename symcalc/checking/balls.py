"""Rigorous arithmetic for `evaluate`: python-flint's real balls (Arb).

A ball is a midpoint and a radius that bounds the error, so "this is not zero" is a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import flint
import sympy as sp

from symcalc.checking.evaluate import Number, Undefined, evaluate

HUGE = flint.arb(2) ** 20_000


class Balls:
    """Balls computed with a number of decimal digits.

    >>> x = sp.Symbol("x")
    >>> bool(Balls(30).at(sp.sin(x) ** 2 + sp.cos(x) ** 2 - 1, {x: sp.Integer(1)}).contains(0))
    True
    """

    def __init__(self, digits: int) -> None:
        self.digits = digits

    def at(self, expr: sp.Basic, point: Mapping[sp.Symbol, sp.Rational]) -> Number:
        """The ball of an expression at a rational point."""
        before = flint.ctx.dps
        flint.ctx.dps = self.digits
        try:
            return evaluate(expr, {s: self.number(v) for s, v in point.items()}, self)
        finally:
            flint.ctx.dps = before

    def number(self, value: sp.Expr) -> Number:
        """A rational, or π or e."""
        if value.is_Rational:
            return flint.arb(flint.fmpq(int(value.p), int(value.q)))
        constant = CONSTANTS.get(value)
        if constant is None:
            raise Undefined(str(value))
        return constant()

    def power(self, base: Number, exponent: Number, exact: sp.Expr) -> Number:
        """base^exponent over the reals; whole exponents take any base."""
        if exact.is_Integer:
            if base.contains(0) and exact < 0:
                raise Undefined("division by zero")
            if exact > 0 and base.contains(0) and not base.is_zero():  # no logarithm
                return flint.arb(0, (flint.arb(abs(base).upper()) ** int(exact)).upper())
            return base ** int(exact)
        if base == 0 and exponent > 0:
            return base
        if not base > 0:
            raise Undefined("a power of a number that is not positive")
        return base**exponent

    def call(self, kind: type, args: list[Number]) -> Number:
        """A function by its SymPy class."""
        function = FUNCTIONS.get(kind) or getattr(flint.arb, kind.__name__, None)
        if function is None:
            raise Undefined(kind.__name__)
        return function(*args)

    def less(self, left: Number, right: Number) -> bool:
        """left < right, if the balls tell."""
        if left < right:
            return True
        if left >= right:
            return False
        raise Undefined("too close to tell")

    def checked(self, value: Number) -> Number:
        """The value itself if it is finite."""
        if not (value.is_finite() and abs(value) < HUGE):
            raise Undefined("not finite, or too large to compute with")
        return value


def _positive(function: Callable[[Number], Number]) -> Callable[[Number], Number]:
    def call(u: Number) -> Number:
        if not u > 0:
            raise Undefined("not positive")
        return function(u)

    return call


def _real(value: flint.acb) -> Number:
    if not value.imag.contains(0):
        raise Undefined("not real")
    return value.real


CONSTANTS: dict[sp.Basic, Callable[[], Number]] = {
    sp.pi: flint.arb.pi,
    sp.E: flint.arb.const_e,
    sp.EulerGamma: flint.arb.const_euler,
    sp.Catalan: flint.arb.const_catalan,
    sp.GoldenRatio: lambda: (1 + flint.arb(5).sqrt()) / 2,
}

# Where Arb's name differs from SymPy's, or its domain does.
FUNCTIONS: dict[type, Callable[..., Number]] = {
    sp.Abs: abs,
    sp.sign: flint.arb.sgn,
    sp.ceiling: flint.arb.ceil,
    sp.acot: lambda u: flint.arb.pi() / 2 if u == 0 else (1 / u).atan(),
    sp.asec: lambda u: (1 / u).acos(),
    sp.acsc: lambda u: (1 / u).asin(),
    sp.acoth: lambda u: (1 / u).atanh(),
    sp.asech: lambda u: (1 / u).acosh(),
    sp.acsch: lambda u: (1 / u).asinh(),
    sp.atan2: flint.arb.atan2,
    sp.loggamma: _positive(flint.arb.lgamma),
    sp.factorial: lambda u: (u + 1).gamma(),
    sp.Ei: flint.arb.ei,
    sp.li: _positive(flint.arb.li),
    sp.Si: flint.arb.si,
    sp.Ci: _positive(flint.arb.ci),
    sp.fresnels: flint.arb.fresnel_s,
    sp.fresnelc: flint.arb.fresnel_c,
    sp.elliptic_f: lambda u, m: _real(flint.acb.elliptic_f(u, m)),
    sp.elliptic_e: lambda u, m: _real(flint.acb.elliptic_e_inc(u, m)),
    sp.polylog: lambda s, u: u.polylog(s),
    sp.uppergamma: lambda s, u: _positive(lambda x: x.gamma_upper(s))(u),
    sp.polygamma: lambda n, u: flint.acb(u).polygamma(flint.acb(n)).real,
}
