"""Is an integrand what the product or quotient rule leaves? Unknown coefficients are compared."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product
from math import prod
from typing import NamedTuple

import sympy as sp

from symcalc.tutor.integrate.comparing import Exponents, compared, solved
from symcalc.tutor.integrate.forms import slope
from symcalc.tutor.integrate.substitution import rates

LARGEST = 60  # operations of an integrand that is looked at
UNKNOWNS = 40
GENERATORS = 3
DEGREE = 6
TERMS = 4  # of a sum that may be f and f' together
WAVES = (sp.sin, sp.cos, sp.sinh, sp.cosh)
QUOTIENTS = (sp.tan, sp.cot, sp.sec, sp.csc, sp.tanh, sp.coth, sp.sech, sp.csch)
INVERSE = (sp.asin, sp.acos, sp.atan, sp.asinh, sp.acosh, sp.atanh, sp.erf)


def in_waves(node: sp.Expr) -> sp.Expr:
    """The tangent and its relatives by sine and cosine, or by sinh and cosh."""
    (w,) = node.args
    circular = isinstance(node, QUOTIENTS[:4])
    s, c = (sp.sin(w), sp.cos(w)) if circular else (sp.sinh(w), sp.cosh(w))
    told: sp.Expr = (s / c, c / s, 1 / c, 1 / s)[QUOTIENTS.index(node.func) % 4]
    return told


class Shape(NamedTuple):
    """An integrand outer · top · Π qᵉ, where outer is an exponential."""

    outer: sp.Expr
    top: sp.Expr
    powers: tuple[tuple[sp.Expr, sp.Expr], ...]

    @property
    def below(self) -> sp.Expr:
        """What stands in the denominator, or under a root."""
        return sp.Mul(*(q**-e for q, e in self.powers))


def shape_of(f: sp.Expr, x: sp.Symbol) -> Shape | None:
    """The parts of an integrand, if it is of that kind.

    >>> x = sp.Symbol("x")
    >>> shape_of(sp.exp(x) * x / (x + 1) ** 2, x)
    Shape(outer=exp(x), top=x, powers=((x + 1, -2),))
    """
    if sp.count_ops(f) > LARGEST:
        return None
    plain = f.replace(lambda n: isinstance(n, QUOTIENTS), in_waves) if f.has(*QUOTIENTS) else f
    plain = sp.expand_trig(plain) if plain.has(*WAVES) else plain
    sums = [g for g in sp.Mul.make_args(plain) if g.is_Add]
    nested = any(n.is_Pow and n.exp.is_negative for g in sums for n in g.atoms(sp.Pow))
    whole = sp.together(plain) if plain.is_Add or nested else plain
    outer, top, powers = sp.S.One, sp.S.One, []
    for factor in sp.Mul.make_args(sp.factor_terms(whole)):
        base, e = factor.as_base_exp()
        if isinstance(factor, sp.exp) and factor.has(x):
            outer *= factor
        elif base.has(x) and not e.has(x) and e.is_Rational and (e < 0 or not e.is_Integer):
            powers.append((base, e))
        else:
            top *= factor
    if (
        len(powers) > 2
        or f.has(*INVERSE, sp.Abs)
        or any(n.has(x) for q, _ in powers for n in q.atoms(sp.exp))
    ):
        return None
    return Shape(outer, sp.expand(top), tuple(powers))


def recognised(shape: Shape, x: sp.Symbol) -> sp.Expr | None:
    """A function outer · P · Π qᵉ⁺¹ whose derivative is the integrand, P to be found.

    >>> x = sp.Symbol("x")
    >>> recognised(shape_of((x * sp.cos(x) - sp.sin(x)) / x**2, x), x)
    sin(x)/x
    """
    generators = _generators(shape, x)
    monomials = _monomials(shape, generators, x) if generators else None
    if generators is None or monomials is None:
        return None
    waves = any(q.has(*WAVES) for q, _ in shape.powers)
    for shift in (1, 0) if waves else (1,):
        rows = compared(shape, generators, monomials, shift, x)
        solution = solved(rows) if rows else None
        if solution is not None:
            frame = shape.outer * sp.Mul(*(q ** (e + shift) for q, e in shape.powers))
            products = (
                c * m for c, m in zip(solution, _products(generators, monomials), strict=True)
            )
            return sp.factor_terms(sp.Add(*products)) * frame
    return None


def _products(generators: Sequence[sp.Expr], monomials: Sequence[Exponents]) -> list[sp.Expr]:
    return [
        sp.Mul(*(g**n for g, n in zip(generators, exponents, strict=True)))
        for exponents in monomials
    ]


def _generators(shape: Shape, x: sp.Symbol) -> list[sp.Expr] | None:
    """The functions that the numerator may be made of, the variable first."""
    parts = (shape.top, shape.outer, *(q for q, _ in shape.powers))
    found: dict[sp.Expr, None] = {}
    for node in (n for part in parts[:1] + parts[2:] for n in part.atoms(sp.Function)):
        if not node.has(x) or not isinstance(node, (*WAVES, sp.log)):
            if node.has(x):
                return None
            continue
        found[node] = None
        mate = {sp.sin: sp.cos, sp.cos: sp.sin, sp.sinh: sp.cosh, sp.cosh: sp.sinh}.get(node.func)
        if mate is not None:
            found[mate(*node.args)] = None
    if any(n.is_Pow and n.has(x) and not n.exp.is_Integer for n in shape.top.atoms(sp.Pow)):
        return None
    return [x, *sorted(found, key=sp.default_sort_key)] if len(found) <= GENERATORS else None


def _monomials(shape: Shape, generators: Sequence[sp.Expr], x: sp.Symbol) -> list[Exponents] | None:
    """The exponents of the products that the numerator may consist of."""
    if not shape.top.is_polynomial(*generators):
        return None
    poly = sp.Poly(shape.top, *generators)
    degrees = [poly.degree(g) + (2 if g == x else 0) for g in generators]
    if shape.outer == 1 and not shape.powers:
        degrees = [d + (g != x) for d, g in zip(degrees, generators, strict=True)]
    waving = [int(sp.ceiling(-e)) - 2 for q, e in shape.powers if q.has(*WAVES)]
    if waving:
        least = max(1, *waving)
        degrees = [
            max(d, least) if isinstance(g, WAVES) else d
            for d, g in zip(degrees, generators, strict=True)
        ]
    once = [isinstance(g, sp.sin | sp.sinh) for g in generators]
    ranges = [range(min(d, 1) + 1 if o else d + 1) for d, o in zip(degrees, once, strict=True)]
    if max(degrees) > DEGREE or prod(map(len, ranges)) > UNKNOWNS:
        return None
    return list(product(*ranges))


def with_slope(core: sp.Expr, x: sp.Symbol) -> tuple[sp.Expr, sp.Expr] | None:
    """The f of eᵍ (g' f + f'), and eᵍ, where terms of the sum are g' f and the others f'.

    >>> x = sp.Symbol("x")
    >>> with_slope(sp.exp(x) * (sp.sin(x) + sp.cos(x)), x)
    (sin(x), exp(x))
    """
    factors = [g for g in sp.Mul.make_args(core) if g.has(x)]
    outer = [g for g in factors if isinstance(g, sp.exp)]
    sums = [g for g in factors if g.is_Add]
    if len(outer) != 1 or len(sums) != 1 or len(factors) != 2 or len(sums[0].args) > TERMS:
        return None
    rate, terms = slope(outer[0].exp, x), sums[0].args
    if not rate.has(x) and sums[0].is_polynomial(x):
        return None
    for count in range(1, len(terms)):
        for chosen in combinations(terms, count):
            f = sp.Add(*chosen) / rate
            others = sums[0] - sp.Add(*chosen)
            if any(sp.expand(others - r) == 0 for r in rates(slope(f, x), core)):
                return f, outer[0]
    return None
