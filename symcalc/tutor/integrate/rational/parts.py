"""Partial fractions: the ansatz, its letters, and their values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from symcalc.tutor.integrate.rational.fraction import Fraction, Powers, product

LETTERS = "ABDFGHKLMQSUVW"  # not C, the constant of integration, nor D, N, P, R, T of laws


@dataclass(frozen=True)
class Part:
    """One fraction of a decomposition: top/base^power, and the letters of its ansatz."""

    base: sp.Poly
    power: int
    top: sp.Poly
    letters: tuple[sp.Symbol, ...]
    covered: bool = False

    @property
    def ansatz(self) -> sp.Expr:
        """The fraction with letters: (Ax + B)/(x² + 1)."""
        return self.numerator.as_expr() / self.base.as_expr() ** self.power

    @property
    def numerator(self) -> sp.Poly:
        """Its numerator with letters."""
        return sp.Poly(list(self.letters), *self.base.gens)

    @property
    def values(self) -> dict[sp.Symbol, sp.Expr]:
        """What the letters are."""
        coefficients = [self.top.coeff_monomial(m) for m in self._monomials]
        return {a: sp.factor(v) for a, v in zip(self.letters, coefficients, strict=True)}

    @property
    def _monomials(self) -> list[sp.Expr]:
        (x,) = self.base.gens
        return [x**k for k in range(len(self.letters) - 1, -1, -1)]

    @property
    def term(self) -> tuple[sp.Expr, sp.Expr]:
        """The constant in front, and the fraction that is left: 3, 1/(x - 1)."""
        content, top = primitive(self.top)
        return content, top / self.base.as_expr() ** self.power


def primitive(p: sp.Poly) -> tuple[sp.Expr, sp.Expr]:
    """A polynomial as a constant and what is left, with whole coefficients and a positive first.

    >>> x = sp.Symbol("x")
    >>> primitive(sp.Poly(-x / 2 + 3, x))
    (-1/2, x - 6)
    """
    (x,) = p.gens
    content, rest = sp.factor_terms(sp.together(p.as_expr())).as_independent(x, as_Add=False)
    if rest.is_Add:
        more, rest = sp.Poly(rest, x).primitive()
        content, rest = content * more, rest.as_expr()
    lead = sp.Poly(rest, x).LC()
    if lead.could_extract_minus_sign():
        content, rest = -content, (-sp.Poly(rest, x)).as_expr()
    return sp.factor(content) if content.free_symbols else content, rest


@dataclass(frozen=True)
class Decomposition:
    """A proper fraction as a sum of parts."""

    of: Fraction
    parts: tuple[Part, ...]

    @cached_property
    def values(self) -> dict[sp.Symbol, sp.Expr]:
        """What all the letters are."""
        return {a: v for part in self.parts for a, v in part.values.items()}

    @property
    def letters(self) -> tuple[sp.Symbol, ...]:
        """The letters, in their order."""
        return tuple(a for part in self.parts for a in part.letters)

    @property
    def covered(self) -> tuple[Part, ...]:
        """The parts whose letter the cover-up method tells."""
        return tuple(part for part in self.parts if part.covered)

    @cached_property
    def equations(self) -> tuple[tuple[sp.Expr, sp.Expr, sp.Expr], ...]:
        """A power of x, and both sides of the equation for it, as many as there are open letters.

        The letters that the cover-up method tells have their values in them.
        """
        told = {a: v for part in self.covered for a, v in part.values.items()}
        open_letters = [a for a in self.letters if a not in told]
        if not open_letters:
            return ()
        right = sp.Poly(0, self.of.x)
        for part in self.parts:
            right += part.numerator * self._cofactor(part)
        found: list[tuple[sp.Expr, sp.Expr, sp.Expr]] = []
        rows: list[list[sp.Expr]] = []
        x, top = self.of.x, self.of.top
        for degree in range(right.degree(), -1, -1):
            side = sp.expand(right.coeff_monomial(x**degree))
            row = [side.coeff(a) for a in open_letters]
            if rank([*rows, row]) > len(rows):
                rows.append(row)
                found.append((x**degree, side.subs(told), top.coeff_monomial(x**degree)))
        return tuple(found)

    def _cofactor(self, part: Part) -> sp.Poly:
        others: Powers = tuple(
            (p, k - part.power if p == part.base else k) for p, k in self.of.powers
        )
        return product(others, self.of.x) * self.of.unit


PRIMES = (2, 3, 5, 7, 11, 13, 17, 19)


def rank(rows: Sequence[Sequence[sp.Expr]]) -> int:
    """The rank of a matrix, its letters being numbers without relations."""
    letters = sorted({s for row in rows for v in row for s in v.free_symbols}, key=str)
    numbers = {a: sp.Rational(97, p) for a, p in zip(letters, PRIMES, strict=False)}
    return int(sp.Matrix([[v.subs(numbers) for v in row] for row in rows]).rank())


def decomposed(f: Fraction) -> Decomposition:
    """Partial fractions of a proper fraction without common factors.

    The parts of p^k come from the numerator modulo p^k, written in powers of p.
    """
    free = iter(names(f, sum(p.degree() * k for p, k in f.powers)))
    parts: list[Part] = []
    for p, k in f.powers:
        for power, top in enumerate(tops(f, p, k), start=1):
            letters = tuple(sp.Symbol(next(free)) for _ in range(p.degree()))
            parts.append(Part(p, power, top, letters, p.degree() == 1 and power == k))
    return Decomposition(f, tuple(parts))


def names(f: Fraction, count: int) -> list[str]:
    """Letters for coefficients: A, B, D … as far as they mean nothing yet."""
    taken = {s.name for s in f.bottom.free_symbols | f.top.free_symbols}
    found = (n for n in (*LETTERS, *(f"A_{k}" for k in range(1, 100))) if n not in taken)
    return [name for name, _ in zip(found, range(count), strict=False)]


def tops(f: Fraction, p: sp.Poly, k: int) -> list[sp.Poly]:
    """The numerators over p, p², …, p^k."""
    others = tuple((q, n) for q, n in f.powers if q != p)
    cofactor = (product(others, f.x) * f.unit).to_field()
    modulus = (p**k).to_field()
    inverse, _, common = cofactor.rem(modulus).gcdex(modulus)
    rest = (f.top.to_field() * inverse).rem(modulus).quo(common)
    return digits(rest, p, k)


def digits(top: sp.Poly, p: sp.Poly, k: int) -> list[sp.Poly]:
    """The numerators over p, p², …, p^k of top/p^k."""
    found = []
    for _ in range(k):
        top, rest = top.to_field().div(p.to_field())
        found.append(rest)
    return found[::-1]
