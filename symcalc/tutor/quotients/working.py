"""What the working of a difference quotient is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation, add, divide, multiply, number, power, subtract
from symcalc.primitives import arrange, put

HIGHEST = 8  # degree of a polynomial that is multiplied out


class Line(NamedTuple):
    """A line of the working: the row of words it has, what it says, and what fills its words."""

    rule: str
    after: Notation
    fields: Mapping[str, str] = {}


@dataclass(frozen=True)
class Worked:
    """A difference quotient after its algebra.

    `limits` are the standard limits that the last step needs, as words; `answer` is what it gives.
    """

    lines: tuple[Line, ...]
    answer: Notation
    limits: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Shift:
    """The variable, and the letter of the small change."""

    x: Notation
    h: Notation

    def to(self, node: Notation) -> Notation:
        """f(x + h), as written."""
        return put(node, {self.x.expr: add(self.x, self.h)})

    def quotient(self, node: Notation) -> Notation:
        """(f(x + h) - f(x))/h, as written."""
        return notation.arithmetic("quotient", subtract(self.to(node), node), self.h)

    def degree(self, expr: sp.Expr) -> int:
        """The degree of a polynomial in x; -1 for what is none, or one that is too large."""
        if not expr.is_polynomial(self.x.expr):
            return -1
        powers = [p for p in expr.atoms(sp.Pow) if p.has(self.x.expr)]
        if any(p.exp > HIGHEST for p in powers):
            return -1
        poly = sp.Poly(expr, self.x.expr)
        degree = 0 if poly.is_zero else int(poly.degree())
        return degree if degree <= HIGHEST else -1

    def slope(self, u: Notation) -> sp.Expr | None:
        """The a of a linear formula ax + b, None for any other."""
        if self.degree(u.expr) != 1:
            return None
        return sp.Poly(u.expr, self.x.expr).LC()

    def scaled(self, a: sp.Expr) -> Notation:
        """ah."""
        return times(a, self.h)

    def monomials(self, expr: sp.Expr) -> Notation:
        """A polynomial multiplied out, by rising powers of h and falling powers of x."""
        poly = sp.Poly(expr, self.x.expr, self.h.expr)
        found = sorted(poly.terms(), key=lambda term: (term[0][1], -term[0][0]))
        return add(*(self._monomial(c, i, k) for (i, k), c in found))

    def _monomial(self, c: sp.Expr, i: int, k: int) -> Notation:
        if c.could_extract_minus_sign():
            return notation.negative(self._monomial(-c, i, k))
        letters = [power(b, number(n)) for b, n in ((self.x, i), (self.h, k)) if n]
        top, bottom = sp.fraction(c) if c.is_Rational else (c, sp.S.One)
        return divide(multiply(arrange(top), *letters), arrange(bottom))


def times(a: sp.Expr, node: Notation) -> Notation:
    """a·u, written as a person would: 3h, h/2, -h."""
    if a.could_extract_minus_sign():
        return notation.negative(times(-a, node))
    top, bottom = sp.fraction(a)
    factors = (arrange(top), node) if top.is_Rational or top.is_Symbol else (node, arrange(top))
    return divide(multiply(*factors), arrange(bottom))


def over(top: Notation, *bottom: Notation) -> Notation:
    """A fraction, with a minus sign of the whole numerator in front of it."""
    if top.head == "negation":
        return notation.negative(over(top.parts[0], *bottom))
    return divide(top, multiply(*bottom))
