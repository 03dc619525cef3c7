"""A rational function as numerator and powers of irreducible factors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import sympy as sp

from symcalc.tutor.integrate.ask import Integral

DEGREE = 40  # of numerator and denominator, at most
SIZE = 300  # operations of an integrand that is looked at
LETTERS = 6  # in the coefficients, at most

Powers = tuple[tuple[sp.Poly, int], ...]


@dataclass(frozen=True)
class Fraction:
    """top / (unit · p₁^k₁ · p₂^k₂ …), the p irreducible over the rational numbers and the letters.

    Attributes
    ----------
    x : sympy.Symbol
        The variable.
    top : sympy.Poly
        The numerator.
    unit : sympy.Expr
        A constant.
    powers : tuple of (sympy.Poly, int)
        The factors of the denominator with their exponents.
    written : tuple of (sympy.Poly, int)
        The factors as they are written in the integrand.
    below : sympy.Expr
        The denominator as it is written there.
    """

    x: sp.Symbol
    top: sp.Poly
    unit: sp.Expr
    powers: Powers
    written: Powers
    below: sp.Expr

    @cached_property
    def bottom(self) -> sp.Poly:
        """The denominator, multiplied out."""
        return product(self.powers, self.x) * self.unit

    @property
    def proper(self) -> bool:
        """Whether the numerator has the smaller degree."""
        return bool(self.top.degree() < sum(p.degree() * k for p, k in self.powers))

    @property
    def factored(self) -> sp.Expr:
        """The denominator as a product."""
        return self.unit * sp.Mul(*(p.as_expr() ** k for p, k in self.powers))

    @property
    def is_factored(self) -> bool:
        """Whether the denominator is written as that product."""
        return {_monic(p) for p, _ in self.written} == {_monic(p) for p, _ in self.powers}

    @property
    def numeric(self) -> bool:
        """Whether no coefficient has a letter in it."""
        polys = (self.top, *(p for p, _ in self.powers))
        return not any(p.free_symbols_in_domain for p in polys)


def _monic(p: sp.Poly) -> sp.Expr:
    return sp.cancel(p.monic().as_expr())


def product(powers: Powers, x: sp.Symbol) -> sp.Poly:
    """Powers of polynomials, multiplied out."""
    whole = sp.Poly(1, x)
    for p, k in powers:
        whole *= p**k
    return whole


def fraction(question: Integral) -> Fraction | None:
    """The integrand as a fraction with a denominator, where it is one of moderate size.

    Constant factors are taken out before, and sums term by term: both are not for these methods.
    """
    factor, core = question.split
    if factor != 1 or not (core.is_Mul or core.is_Pow):
        return None
    return _fraction(core, question.x)


@lru_cache(maxsize=1024)
def _fraction(core: sp.Expr, x: sp.Symbol) -> Fraction | None:
    parts = [f.as_base_exp() for f in sp.Mul.make_args(core)]
    if not all(n.is_Integer and abs(n) <= DEGREE for _, n in parts):
        return None
    if not all(b.is_polynomial(x) for b, _ in parts) or sp.count_ops(core) > SIZE:
        return None
    if len(core.free_symbols) > LETTERS:
        return None
    bases = [(polynomial(base, x), int(n)) for base, n in parts]
    below = [(p, -n) for p, n in bases if n < 0]
    above = [(p, n) for p, n in bases if n > 0]
    degrees = (sum(p.degree() * n for p, n in side) for side in (below, above))
    if not below or max(degrees) > DEGREE:
        return None
    unit, powers = factors(below)
    shown = sp.Mul(*(b**-n for b, n in parts if n < 0))
    return Fraction(x, product(tuple(above), x), unit, powers, tuple(below), shown)


def polynomial(expr: sp.Expr, x: sp.Symbol) -> sp.Poly:
    """A polynomial in x alone, the letters in its coefficients."""
    return sp.Poly(expr, x)


def factors(powers: list[tuple[sp.Poly, int]]) -> tuple[sp.Expr, Powers]:
    """The constant and the irreducible factors of a product."""
    unit: sp.Expr = sp.S.One
    found: dict[sp.Expr, int] = {}
    for p, k in powers:
        constant, irreducible = _factored(p)
        unit *= constant**k
        for part, n in irreducible:
            base = part.as_expr()  # the same polynomial over other letters is another Poly
            found[base] = found.get(base, 0) + n * k
    (x,) = powers[0][0].gens
    parts = [(polynomial(base, x), k) for base, k in found.items()]
    order = sorted(parts, key=lambda item: (item[0].degree(), len(item[0].terms())))
    return unit, tuple(order)


@lru_cache(maxsize=1024)
def _factored(p: sp.Poly) -> tuple[sp.Expr, Powers]:
    if p.degree() == 1 or p.domain.is_EX or not rational(p):
        return sp.S.One, ((p, 1),)
    whole, below = sp.fraction(sp.together(p.as_expr()))
    constant, parts = sp.factor_list(whole)
    constant /= below
    (x,) = p.gens
    found: list[tuple[sp.Poly, int]] = []
    for part, n in parts:
        if x not in part.free_symbols:
            constant *= part**n
            continue
        plain = polynomial(part, x)
        factor = signed(plain)
        found.append((factor, int(n)))
        constant *= (-1) ** n if factor != plain else 1
    return constant, tuple(found)


def signed(p: sp.Poly) -> sp.Poly:
    """The factor or its negative: the one whose leading coefficient has no minus sign."""
    return -p if p.LC().could_extract_minus_sign() else p


def rational(p: sp.Poly) -> bool:
    """Whether all numbers in the coefficients are rational, and the letters have whole powers."""
    return all(
        all(n.is_Rational for n in c.atoms(sp.Number))
        and all(power.exp.is_Integer for power in c.atoms(sp.Pow))
        and not c.atoms(sp.Function, sp.NumberSymbol)
        for c in p.all_coeffs()
    )
