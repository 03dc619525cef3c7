"""Expressions by the sine and cosine of one angle, and what becomes of them by a new variable."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, reduce
from typing import NamedTuple

import sympy as sp

from symcalc.tutor.integrate.forms import linear
from symcalc.tutor.integrate.trig.family import BY_FUNCTION, Family, reading

S, C = sp.Dummy("s"), sp.Dummy("c")
MULTIPLE = 8  # of an angle that is written out
DEGREE = 16  # of a fraction of sines and cosines that is worked with
# Points of the circle s² + c² = 1 and of the hyperbola c² - s² = 1.
CIRCLE = ((3, 4, 5), (5, 12, 13), (15, 8, 17), (7, 24, 25), (21, 20, 29))
LETTER_VALUES = (sp.Rational(13, 7), sp.Rational(11, 3), sp.Rational(5, 9), sp.Rational(17, 4))


def base_angle(angles: Sequence[sp.Expr], x: sp.Symbol) -> sp.Expr | None:
    """The angle of which all others are whole multiples.

    >>> x = sp.Symbol("x")
    >>> base_angle((2 * x, 3 * x / 2), x)
    x/2
    """
    if any(linear(angle, x) is None for angle in angles):
        return None
    ratios = [sp.cancel(angle / angles[0]) for angle in angles]
    if not all(ratio.is_Rational for ratio in ratios):
        return None
    unit = reduce(sp.gcd, ratios)
    if max(abs(ratio / unit) for ratio in ratios) > MULTIPLE:
        return None
    return sp.expand(angles[0] * unit)


def multiple(function: type[sp.Function], k: int, s: sp.Expr, c: sp.Expr) -> sp.Expr:
    """A function of k times an angle by the sine and cosine of that angle.

    >>> s, c = sp.symbols("s c")
    >>> multiple(sp.sin, 2, s, c), multiple(sp.cos, 3, s, c)
    (2*c*s, c*(4*c**2 - 3))
    """
    family = BY_FUNCTION[function]
    sine, cosine = _sine(k, s, c), _cosine(k, c)
    m, n = family.weights(function)
    return sine**m * cosine**n


def _sine(k: int, s: sp.Expr, c: sp.Expr) -> sp.Expr:
    return -_sine(-k, s, c) if k < 0 else s * _pulled(sp.chebyshevu(k - 1, c))


def _cosine(k: int, c: sp.Expr) -> sp.Expr:
    return _pulled(sp.chebyshevt(abs(k), c))


def _pulled(poly: sp.Expr) -> sp.Expr:
    return sp.factor_terms(sp.expand(poly))


def by_sine_and_cosine(
    core: sp.Expr, family: Family, base: sp.Expr
) -> tuple[sp.Expr, list[tuple[sp.Expr, sp.Expr]]]:
    """Functions of multiples of an angle by that angle, and the identities used."""
    sine, cosine = family.sine(base), family.cosine(base)
    used: dict[sp.Expr, sp.Expr] = {}
    for part in core.atoms(*family.functions):
        k = sp.cancel(part.args[0] / base)
        if k.is_Integer and abs(k) > 1:
            used[part] = multiple(type(part), int(k), sine, cosine)
    return core.xreplace(used), sorted(used.items(), key=lambda row: sp.default_sort_key(row[0]))


class Fraction(NamedTuple):
    """A rational function of sine and cosine of one angle."""

    family: Family
    angle: sp.Expr
    slope: sp.Expr
    by_pair: sp.Expr

    def at(self, s: sp.Expr, c: sp.Expr) -> sp.Expr:
        """The value for a sine and a cosine."""
        return self.by_pair.xreplace({S: s, C: c})


@lru_cache(maxsize=256)
def paired(expr: sp.Expr, x: sp.Symbol) -> Fraction | None:
    """An expression by sine and cosine of its one angle; None where x stands elsewhere too."""
    read = reading(expr, x)
    if read is None or len(read.angles) != 1:
        return None
    angle = read.angles[0]
    slope = linear(angle, x)
    pair = {f(angle): multiple(f, 1, S, C) for f in read.family.functions}
    by_pair = expr.xreplace(pair)
    if slope is None or x in by_pair.free_symbols:
        return None
    return Fraction(read.family, angle, slope, by_pair)


@lru_cache(maxsize=256)
def fraction(expr: sp.Expr, x: sp.Symbol) -> Fraction | None:
    """The same where it is rational, as one fraction without common factors.

    >>> x = sp.Symbol("x")
    >>> fraction(1 / (1 + sp.tan(x)), x).at(*sp.symbols("s c"))
    c/(c + s)
    """
    found = paired(expr, x)
    if found is None or not found.by_pair.is_rational_function(S, C):
        return None
    if sp.count_ops(found.by_pair) > 120 or _degree(found.by_pair) > DEGREE:
        return None
    return found._replace(by_pair=sp.cancel(found.by_pair))


def is_fraction(found: Fraction) -> bool:
    """Whether there is a denominator."""
    return bool(sp.fraction(found.by_pair)[1].has(S, C))


def _degree(expr: sp.Expr) -> int:
    """A bound for the degree of numerator and denominator."""
    if expr.is_Add:
        return (
            sum(map(_degree, expr.args))
            if expr.has(sp.Pow) and _divides(expr)
            else max(map(_degree, expr.args))
        )
    if expr.is_Mul:
        return sum(map(_degree, expr.args))
    if expr.is_Pow:
        return int(abs(expr.exp)) * _degree(expr.base)
    return 1 if expr in (S, C) else 0


def _divides(expr: sp.Expr) -> bool:
    return any(p.exp.is_negative for p in expr.atoms(sp.Pow))


def symmetry(found: Fraction, s: int, c: int) -> int:
    """1 where a fraction stays with the signs of sine and cosine changed, -1 where it turns.

    0 where it does neither. Exact values on the curve decide.
    """
    letters = sorted(found.by_pair.free_symbols - {S, C}, key=str)
    told = found.by_pair.xreplace(dict(zip(letters, LETTER_VALUES * 9, strict=False)))
    signs: set[int] = set()
    for a, b, h in CIRCLE:
        point = (sp.Rational(a, h), sp.Rational(b, h))
        if found.family.sign < 0:
            point = (sp.Rational(a, b), sp.Rational(h, b))
        before = told.xreplace({S: point[0], C: point[1]})
        after = told.xreplace({S: s * point[0], C: c * point[1]})
        if not (before.is_finite and after.is_finite) or before == 0:
            continue
        signs.add(1 if before == after else -1 if before == -after else 0)
    return signs.pop() if len(signs) == 1 else 0


def without(found: Fraction, which: sp.Symbol, u: sp.Symbol) -> sp.Expr:
    """The factor beside an odd sine, by the cosine u alone; or beside an odd cosine.

    `which` is S where the sine is split off, C for the cosine.
    """
    sign = found.family.sign
    other = C if which == S else S
    square = sign * (1 - other**2) if which == S else 1 - sign * other**2
    top, bottom = found.by_pair.as_numer_denom()
    (a0, a1), (b0, b1) = (_halves(part, which, square) for part in (top, bottom))
    value = (a1 * b0 - a0 * b1) / (b0**2 - b1**2 * square)
    return sp.factor_terms(sp.cancel(value.xreplace({other: u})))


def _halves(poly: sp.Expr, which: sp.Symbol, square: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """A polynomial as p + q·which, the square of that replaced."""
    parts = [sp.S.Zero, sp.S.Zero]
    for (n,), weight in sp.Poly(poly, which).terms():
        parts[n % 2] += weight * square ** (n // 2)
    return sp.expand(parts[0]), sp.expand(parts[1])


def by_tangent(found: Fraction, t: sp.Symbol) -> sp.Expr:
    """A fraction that stays with both signs changed, by the tangent, and dt instead of dx."""
    square = 1 + found.family.sign * t**2
    quotient = sp.cancel(found.at(t * C, C))
    top, bottom = (sp.Poly(p, C) for p in quotient.as_numer_denom())
    if top.monoms()[-1][0] % 2:
        top, bottom = top * sp.Poly(C, C), bottom * sp.Poly(C, C)
    values = [
        sp.Add(*(w * square ** (-sp.Rational(n, 2)) for (n,), w in p.terms()))
        for p in (top, bottom)
    ]
    return sp.factor_terms(sp.cancel(values[0] / values[1] / square))


def by_half_tangent(found: Fraction, t: sp.Symbol) -> sp.Expr:
    """Any fraction by the tangent of half the angle, and dt instead of dx."""
    square = 1 + found.family.sign * t**2
    value = found.at(2 * t / square, (2 - square) / square)
    return sp.factor_terms(sp.cancel(value * 2 / square))


def by_exponential(found: Fraction, u: sp.Symbol) -> sp.Expr:
    """A fraction of hyperbolic functions by u, the exponential of the angle, and du for dx."""
    value = found.at((u - 1 / u) / 2, (u + 1 / u) / 2)
    return sp.factor_terms(sp.cancel(value / u))
