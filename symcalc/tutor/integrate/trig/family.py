"""The circular and the hyperbolic functions: two families with the same laws but for a sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import sympy as sp

from symcalc.tutor.integrate.forms import linear

Function = type[sp.Function]
HIGHEST = 25  # exponent that is worked with


@dataclass(frozen=True)
class Family:
    """Six functions, with sine² = sign·(1 - cosine²).

    Attributes
    ----------
    name : str
        "trig" or "hyperbolic": what the names of its rules begin with.
    functions : tuple
        Sine, cosine, tangent, cotangent, secant, cosecant.
    sign : int
        1 for the circle, -1 for the hyperbola.
    """

    name: str
    functions: tuple[Function, ...]
    sign: int

    @property
    def sine(self) -> Function:
        """Sin or sinh."""
        return self.functions[0]

    @property
    def cosine(self) -> Function:
        """Cos or cosh."""
        return self.functions[1]

    @property
    def tangent(self) -> Function:
        """Tan or tanh."""
        return self.functions[2]

    @property
    def cotangent(self) -> Function:
        """Cot or coth."""
        return self.functions[3]

    @property
    def secant(self) -> Function:
        """Sec or sech."""
        return self.functions[4]

    @property
    def cosecant(self) -> Function:
        """Csc or csch."""
        return self.functions[5]

    def weights(self, function: Function) -> tuple[int, int]:
        """The exponents of sine and cosine in one of the six."""
        return WEIGHTS[self.functions.index(function)]


WEIGHTS = ((1, 0), (0, 1), (1, -1), (-1, 1), (0, -1), (-1, 0))
CIRCULAR = Family("trig", (sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc), 1)
HYPERBOLIC = Family("hyperbolic", (sp.sinh, sp.cosh, sp.tanh, sp.coth, sp.sech, sp.csch), -1)
FAMILIES = (CIRCULAR, HYPERBOLIC)
BY_FUNCTION = {function: family for family in FAMILIES for function in family.functions}


class Reading(NamedTuple):
    """The one family that stands in an expression, and its angles that depend on x."""

    family: Family
    angles: tuple[sp.Expr, ...]


@lru_cache(maxsize=512)
def reading(expr: sp.Expr, x: sp.Symbol) -> Reading | None:
    """What family an expression is made of; None where there is none or both.

    >>> x = sp.Symbol("x")
    >>> found = reading(sp.sin(2 * x) * x, x)
    >>> found.family.name, found.angles
    ('trig', (2*x,))
    """
    found = [f for f in expr.atoms(sp.Function) if type(f) in BY_FUNCTION and x in f.free_symbols]
    families = {BY_FUNCTION[type(f)].name for f in found}
    if len(families) != 1:
        return None
    angles = sorted({f.args[0] for f in found}, key=sp.default_sort_key)
    return Reading(BY_FUNCTION[type(found[0])], tuple(angles))


@dataclass(frozen=True)
class Monomial:
    """A product of powers of functions of one angle that is linear in the variable."""

    family: Family
    angle: sp.Expr
    slope: sp.Expr
    powers: dict[Function, sp.Expr]

    @property
    def used(self) -> frozenset[Function]:
        """The functions that stand in it."""
        return frozenset(self.powers)

    @property
    def exponents(self) -> tuple[sp.Expr, sp.Expr]:
        """The exponents of sine and cosine, all written by these two."""
        pairs = [(self.family.weights(f), k) for f, k in self.powers.items()]
        sine, cosine = ([w[i] * k for w, k in pairs] for i in (0, 1))
        return sp.Add(*sine), sp.Add(*cosine)

    def exponent(self, function: Function) -> sp.Expr:
        """The exponent of a function, 0 where it does not stand."""
        return self.powers.get(function, sp.S.Zero)

    def at(self, function: Function) -> sp.Expr:
        """A function of the angle."""
        return function(self.angle)


def factors(expr: sp.Expr) -> Iterator[tuple[sp.Expr, sp.Expr]]:
    """Bases and exponents of the factors of a product."""
    for factor in sp.Mul.make_args(expr):
        yield factor.as_base_exp()


@lru_cache(maxsize=512)
def monomial(expr: sp.Expr, x: sp.Symbol) -> Monomial | None:
    """An expression as a product of powers, if it is one.

    >>> x = sp.Symbol("x")
    >>> monomial(sp.tan(x) ** 2 * sp.cos(x), x).exponents
    (2, -1)
    """
    read = reading(expr, x)
    if read is None or len(read.angles) != 1:
        return None
    angle = read.angles[0]
    slope = linear(angle, x)
    powers: dict[Function, sp.Expr] = {}
    for base, exponent in factors(expr):
        kind = type(base)
        if kind not in BY_FUNCTION or x in exponent.free_symbols:
            return None
        powers[kind] = powers.get(kind, sp.S.Zero) + exponent
    return None if slope is None else Monomial(read.family, angle, slope, powers)


def pair(family: Family, angle: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Sine and cosine of an angle."""
    return family.sine(angle), family.cosine(angle)


def is_odd(exponent: sp.Expr) -> bool:
    """Whether an exponent is 1, 3, 5 …"""
    return bool(exponent.is_Integer and exponent > 0 and exponent % 2)


def is_even(exponent: sp.Expr) -> bool:
    """Whether an exponent is 2, 4, 6 …"""
    return bool(exponent.is_Integer and exponent > 0 and exponent % 2 == 0)


def linearised(family: Family, m: int, n: int, angle: sp.Expr) -> sp.Expr:
    """Sine to the m times cosine to the n as a sum of functions of multiples of the angle.

    >>> linearised(CIRCULAR, 2, 0, sp.Symbol("x"))
    1/2 - cos(2*x)/2
    """
    z = sp.Dummy("z")
    poly = sp.Poly((z**2 - 1) ** m * (z**2 + 1) ** n, z)  # z = e^(ix), times z^(m + n)
    total, terms = m + n, []
    for k in range(total % 2, total + 1, 2):
        weight = poly.coeff_monomial(z ** (total + k)) * sp.Rational(2 if k else 1, 2**total)
        value = family.sine(k * angle) if m % 2 else family.cosine(k * angle)
        terms.append(weight * value)
    return (-family.sign) ** (m // 2) * sp.Add(*terms)
