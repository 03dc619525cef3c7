"""Products of sines and cosines as sums."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

import sympy as sp

from symcalc.tutor.integrate.trig.family import (
    BY_FUNCTION,
    Family,
    Function,
    factors,
    linearised,
)

HIGHEST = 8  # degree of a product that is written as a sum


class Term(NamedTuple):
    """A coefficient, and one of sine and cosine of an angle."""

    weight: sp.Expr
    function: Function
    angle: sp.Expr


def product(family: Family, u: Term, v: Term, x: sp.Symbol) -> list[Term]:
    """Two of them multiplied: sin A cos B = (sin(A + B) + sin(A - B))/2.

    >>> from symcalc.tutor.integrate.trig.family import CIRCULAR
    >>> x, one = sp.Symbol("x"), sp.S.One
    >>> terms = product(CIRCULAR, Term(one, sp.sin, 3 * x), Term(one, sp.cos, x), x)
    >>> valued(terms)
    sin(2*x)/2 + sin(4*x)/2
    """
    if u.function == family.cosine and v.function == family.sine:
        u, v = v, u
    more, less = (sp.collect(sp.expand(u.angle + k * v.angle), x) for k in (1, -1))
    weight = u.weight * v.weight / 2
    if u.function != v.function:
        return [Term(weight, family.sine, more), Term(weight, family.sine, less)]
    if u.function == family.cosine:
        return [Term(weight, family.cosine, more), Term(weight, family.cosine, less)]
    turned = family.sign * weight
    return [Term(turned, family.cosine, less), Term(-turned, family.cosine, more)]


def valued(terms: Sequence[Term]) -> sp.Expr:
    """The sum of the terms."""
    return sp.Add(*(t.weight * t.function(t.angle) for t in terms))


class Product(NamedTuple):
    """Powers of sines and cosines, as they are multiplied."""

    family: Family
    powers: tuple[tuple[Function, sp.Expr, int], ...]

    @property
    def degree(self) -> int:
        """How many factors there are."""
        return sum(n for _, _, n in self.powers)

    @property
    def angles(self) -> set[sp.Expr]:
        """The angles, each once."""
        return {angle for _, angle, _ in self.powers}


def product_of(expr: sp.Expr, x: sp.Symbol) -> Product | None:
    """An expression as a product of powers of sines and cosines, if it is one."""
    powers, family = [], None
    for base, n in factors(expr):
        family = BY_FUNCTION.get(type(base))
        if family is None or type(base) not in family.functions[:2]:
            return None
        if not (n.is_Integer and n > 0) or not base.args[0].has(x):
            return None
        if not base.args[0].is_polynomial(x) or sp.degree(base.args[0], x) != 1:
            return None
        powers.append((type(base), base.args[0], int(n)))
    if family is None or len({BY_FUNCTION[f].name for f, _, _ in powers}) > 1:
        return None
    return Product(family, tuple(powers))


def stages(found: Product, x: sp.Symbol) -> list[sp.Expr]:
    """The product, its powers written as sums, and then one factor after the other multiplied in.

    >>> x = sp.Symbol("x")
    >>> stages(product_of(sp.sin(x) * sp.sin(2 * x), x), x)[-1]
    cos(x)/2 - cos(3*x)/2
    """
    family = found.family
    sums = [_power(family, f, angle, n) for f, angle, n in found.powers]
    lines = [sp.Mul(*map(_value, sums))] if any(n > 1 for _, _, n in found.powers) else []
    for k in range(2, len(sums) + 1):
        done = reduce(lambda u, v: _multiplied(family, u, v, x), sums[:k])
        rest = sp.Mul(*map(_value, sums[k:]))
        lines.append(_value(done) * rest)
    return lines


Sum = tuple[sp.Expr, list[Term]]


def _power(family: Family, function: Function, angle: sp.Expr, n: int) -> Sum:
    m, k = (n, 0) if function == family.sine else (0, n)
    constant, terms = sp.S.Zero, []
    for term in sp.Add.make_args(linearised(family, m, k, angle)):
        weight, core = term.as_independent(*term.atoms(sp.Function), as_Add=False)
        if core == 1:
            constant += weight
        else:
            terms.append(Term(weight, type(core), core.args[0]))
    return constant, terms


def _value(pair: Sum) -> sp.Expr:
    return pair[0] + valued(pair[1])


def _multiplied(family: Family, u: Sum, v: Sum, x: sp.Symbol) -> Sum:
    terms = [Term(u[0] * t.weight, t.function, t.angle) for t in v[1]]
    terms += [Term(v[0] * t.weight, t.function, t.angle) for t in u[1]]
    for one in u[1]:
        for other in v[1]:
            terms += product(family, one, other, x)
    constant, rest = u[0] * v[0], []
    for term in sp.Add.make_args(valued([t for t in terms if t.weight != 0])):
        weight, core = term.as_independent(x, as_Add=False)
        if core == 1:
            constant += weight
        else:
            rest.append(Term(weight, type(core), core.args[0]))
    return constant, rest
