"""A quadratic under a root: its coefficients, its completed square, the signs of its letters."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from typing import NamedTuple

import sympy as sp

from symcalc.formula import over_reals
from symcalc.notation import Notation
from symcalc.primitives import arrange


class Sign(NamedTuple):
    """The sign of a coefficient: 1 or -1, and whether letters had to be assumed for it."""

    value: int
    assumed: bool


def sign_of(expr: sp.Expr) -> Sign:
    """The sign over the reals, else for positive letters, else a positive one is assumed.

    >>> a, b = sp.symbols("a b")
    >>> sign_of(-(a**2)), sign_of(2 * b)
    (Sign(value=-1, assumed=False), Sign(value=1, assumed=True))
    """
    for known in ({"real": True, "nonzero": True}, {"positive": True}):
        told = expr.xreplace({s: sp.Dummy(s.name, **known) for s in expr.free_symbols})
        for form in (told, sp.factor_terms(sp.expand(told))):
            if form.is_positive or form.is_negative:
                return Sign(1 if form.is_positive else -1, "positive" in known)
    return Sign(1, assumed=True)


def root_of(expr: sp.Expr) -> sp.Expr:
    """The square root of a constant, over the reals, for a letter that is positive: a for a².

    >>> root_of(4 * sp.Symbol("a") ** 2)
    2*a
    """
    found = _root(expr)
    return found.xreplace({size: size.args[0] for size in _sizes(found)})


def _root(expr: sp.Expr) -> sp.Expr:
    if not expr.free_symbols:
        return sp.sqrt(expr)
    return over_reals(lambda e: sp.sqrt(sp.factor(e)), expr)


def size_of(expr: sp.Expr) -> sp.Expr:
    """The square root of a constant over the reals: |a| for a².

    >>> size_of(4 * sp.Symbol("a") ** 2)
    2*Abs(a)
    """
    return _root(expr)


def _sizes(root: sp.Expr) -> list[sp.Abs]:
    """The absolute values of letters."""
    found = [size for size in root.atoms(sp.Abs) if size.args[0].is_Symbol]
    return sorted(found, key=str)


def letters_positive(*squares: sp.Expr) -> tuple[Notation, ...]:
    """The conditions a > 0 under which `root_of` told the roots of these."""
    letters = dict.fromkeys(size.args[0] for square in squares for size in _sizes(_root(square)))
    return tuple(arrange(sp.Gt(letter, 0)) for letter in letters)


class Quadratic(NamedTuple):
    """The polynomial a x² + b x + c, with a ≠ 0.

    >>> x = sp.Symbol("x")
    >>> Quadratic(sp.S(1), sp.S(2), sp.S(5), x).completed
    (x + 1)**2 + 4
    """

    a: sp.Expr
    b: sp.Expr
    c: sp.Expr
    x: sp.Symbol

    @property
    def expr(self) -> sp.Expr:
        """The polynomial."""
        return self.a * self.x**2 + self.b * self.x + self.c

    @property
    def discriminant(self) -> sp.Expr:
        """The number b² - 4ac."""
        return sp.factor(self.b**2 - 4 * self.a * self.c)

    @property
    def completed(self) -> sp.Expr:
        """The polynomial with its square completed; with (2x + 1)² where that has no fractions."""
        sign = sign_of(self.a).value
        scale = root_of(sign * self.a)
        whole = scale.is_Rational
        if whole:
            inner = sign * (scale * self.x + sign * self.b / (2 * scale)) ** 2
        else:
            inner = self.a * (self.x + sp.cancel(self.b / (2 * self.a))) ** 2
        return sp.Add(inner, sp.cancel(self.c - self.b**2 / (4 * self.a)))

    @property
    def root(self) -> sp.Expr:
        """The square root of it."""
        return sp.sqrt(self.expr)

    def at(self, place: sp.Expr) -> sp.Expr:
        """The value."""
        return sp.expand(self.expr.subs(self.x, place))

    @property
    def conditions(self) -> tuple[Notation, ...]:
        """What is assumed of letters for the antiderivative of 1/√(ax² + bx + c)."""
        if sign_of(self.a).value > 0:
            return positive(self.a)
        told = (*positive(self.a), *letters_positive(-self.a, self.discriminant))
        return tuple(dict.fromkeys(told))

    def over_root(self) -> sp.Expr:
        """An antiderivative of 1/√(ax² + bx + c): an arcsine or a logarithm."""
        rate, sign = self.a, sign_of(self.a).value
        if sign < 0:
            inside = quotient(-2 * rate * self.x - self.b, root_of(self.discriminant))
            return sp.asin(inside) / root_of(-rate)
        scale = root_of(rate)
        inner = (2 * rate, self.b, 2 * scale)
        shared = content(inner) if scale.is_Rational else content(inner[:2]) / 2
        if self.b == 0:
            terms = scale * self.x + self.root
        elif scale.is_Rational:
            terms = (2 * rate * self.x + self.b + 2 * scale * self.root) / shared
        else:
            terms = rate * self.x + self.b / 2 + scale * self.root
        return sp.log(sp.Abs(sp.expand(terms))) / scale


def positive(expr: sp.Expr) -> tuple[Notation, ...]:
    """The condition that a coefficient has the sign which is taken for it, if it has letters."""
    sign = sign_of(expr)
    if not sign.assumed:
        return ()
    return (arrange(sp.Gt(expr, 0) if sign.value > 0 else sp.Lt(expr, 0)),)


def content(numbers: Sequence[sp.Expr]) -> sp.Rational:
    """The greatest common divisor of rational numbers; 1 where there are others.

    >>> content([sp.S(6), sp.S(0), sp.S(4)])
    2
    """
    if not all(n.is_Rational for n in numbers):
        return sp.S.One
    below = sp.ilcm(1, *(n.q for n in numbers))
    above = gcd(*(abs(int(n * below)) for n in numbers))
    return sp.Rational(above or 1, below)


def quotient(top: sp.Expr, below: sp.Expr) -> sp.Expr:
    """A linear polynomial divided by a constant, without common factors.

    >>> x, a = sp.symbols("x a")
    >>> quotient(4 * x - 2, 6 * a)
    (2*x - 1)/(3*a)
    """
    shared, rest = sp.factor_terms(top).as_coeff_Mul()
    number, letters = below.as_coeff_Mul()
    return sp.expand(rest) / (number / shared * letters)


def quadratic(expr: sp.Expr, x: sp.Symbol) -> Quadratic | None:
    """The coefficients of a polynomial of degree 2 that is no square.

    >>> x = sp.Symbol("x")
    >>> quadratic((x + 1) ** 2 + 4, x)
    Quadratic(a=1, b=2, c=5, x=x)
    """
    if x not in expr.free_symbols or not expr.is_polynomial(x):
        return None
    poly = sp.Poly(expr, x)
    if poly.degree() != 2:
        return None
    a, b, c = poly.all_coeffs()
    found = Quadratic(a, b, c, x)
    return None if found.discriminant == 0 else found
