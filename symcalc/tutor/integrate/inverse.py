"""What substitutions ask in which the variable is solved for: of what one thing is this made?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import NamedTuple

import sympy as sp

from symcalc.tutor.integrate.forms import linear
from symcalc.tutor.integrate.substitution import combined, positive

SMALL = 3  # a power that is rather multiplied out
WHOLE = 12  # powers of the exponential, at most


def linear_bases(core: sp.Expr, x: sp.Symbol) -> Iterator[tuple[sp.Expr, bool]]:
    """Parts ax + b to replace, and whether no other x stands in the integrand.

    >>> x = sp.Symbol("x")
    >>> list(linear_bases(x * (x + 1) ** 7, x))
    [(x + 1, False)]
    """
    found = {
        a
        for n in core.atoms(sp.Pow, sp.Function, sp.exp)
        for a in n.args
        if linear(a, x) is not None
    } - {x}
    for base in sorted(found, key=sp.default_sort_key):
        left = core.subs(base, sp.Dummy())
        if not left.has(x):
            yield base, True
        elif _worth(core, base, x):
            yield base, False


def _worth(core: sp.Expr, base: sp.Expr, x: sp.Symbol) -> bool:
    """Whether the rest is a polynomial, and the base has a power that is not multiplied out."""
    rest, power = sp.S.One, None
    for factor in sp.Mul.make_args(core):
        inner, n = factor.as_base_exp()
        if inner == base:
            power = n
        else:
            rest *= factor
    if power is None or not rest.is_polynomial(x) or not sp.degree(rest, x) <= SMALL:
        return False
    return not (power.is_Integer and 0 < power <= SMALL)


def exponents(core: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """The power e^(kx) or a^(kx) of which all that depends on x is made.

    >>> x = sp.Symbol("x")
    >>> exponents(sp.exp(x) / (sp.exp(2 * x) + sp.exp(x / 2)), x)
    exp(x/2)
    """
    powers = {n for n in core.atoms(sp.Pow, sp.exp) if n.exp.has(x) and not n.base.has(x)}
    if not powers or core.xreplace({n: sp.Dummy() for n in powers}).has(x):
        return None
    told = [power_of(n) for n in powers]
    bases = {base for base, _ in told}
    slopes = [linear(n, x) for _, n in told]
    if len(bases) != 1 or any(slope is None for slope in slopes):
        return None
    (base,), first = bases, abs_of(slopes[0])
    ratios = [sp.cancel(slope / first) for slope in slopes]
    if not all(ratio.is_Rational for ratio in ratios):
        return None
    step = reduce(sp.gcd, ratios)
    if any(abs(ratio / step) > WHOLE for ratio in ratios):
        return None
    found: sp.Expr = sp.Pow(base, step * first * x)
    return found


def power_of(node: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Base and exponent, those of 4ˣ as of 2²ˣ."""
    base, n = node.base, node.exp
    found = sp.perfect_power(base) if base.is_Integer and base > 1 else None
    return (sp.Integer(found[0]), found[1] * n) if isinstance(found, tuple) else (base, n)


def abs_of(slope: sp.Expr) -> sp.Expr:
    """A slope without the minus sign in front of it."""
    return -slope if slope.could_extract_minus_sign() else slope


def in_exponential(core: sp.Expr, base: sp.Expr, u: sp.Symbol, x: sp.Symbol) -> sp.Expr | None:
    """What stands under the integral in terms of u = base, the 1/u of d x with it."""
    a = linear(power_of(base)[1], x)
    known = {}
    for node in core.atoms(sp.Pow, sp.exp):
        if node.exp.has(x) and not node.base.has(x):
            of, exponent = power_of(node)
            start = exponent.subs(x, 0)
            known[node] = sp.Pow(of, start) * u ** sp.cancel((exponent - start) / (a * x))
    put = positive(core.xreplace(known) / u, u)
    return None if put.has(x) else combined(put, u)


def exponential_rate(base: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """The constant that differentiation of e^(kx) or a^(kx) brings out."""
    return linear(base.exp, x) * sp.log(base.base)


def logarithms(core: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """The logarithm ln(ax) that stands inside a function or has a power that is no positive number.

    >>> x = sp.Symbol("x")
    >>> logarithms(sp.sin(sp.log(x)), x)
    log(x)
    """
    found = [n for n in core.atoms(sp.log) if linear(n.args[0], x) and n.args[0].subs(x, 0) == 0]
    if len(found) != 1:
        return None
    (inner,) = found
    outer = [f for f in sp.Mul.make_args(core) if f.has(inner)]
    powers = [f.as_base_exp() for f in outer]
    if all(base == inner and n.is_Integer and n.is_positive for base, n in powers):
        return None
    rest = core.xreplace({inner: sp.Dummy()})
    plain = all(f.as_base_exp()[0] == x for f in sp.Mul.make_args(rest) if f.has(x))
    return inner if plain else None


class Angle(NamedTuple):
    """An inverse function as the new variable: x in terms of u, d x/d u, and the way back."""

    inner: sp.Expr
    value: sp.Expr
    rate: sp.Expr
    moving: sp.Expr
    back: tuple[tuple[sp.Expr, sp.Expr], ...]


def angle(core: sp.Expr, x: sp.Symbol, u: sp.Symbol) -> Angle | None:
    """The integrand by u = arcsin x, arccos x or arctan x, if that leaves no root and no x.

    >>> x, u = sp.symbols("x u")
    >>> angle(sp.exp(sp.asin(x)), x, u).moving
    exp(u)*cos(u)
    """
    found = core.atoms(sp.asin, sp.acos, sp.atan)
    if len(found) != 1:
        return None
    (inner,) = found
    if inner.args[0] != x:
        return None
    sine, cosine, tangent = sp.sin(u), sp.cos(u), sp.tan(u)
    if isinstance(inner, sp.atan):
        value, square, side = tangent, 1 + x**2, 1 / cosine
        rate = cosine**-2
        back = [(tangent, x), (sine, x / sp.sqrt(square)), (cosine, 1 / sp.sqrt(square))]
    else:
        of_sine = isinstance(inner, sp.asin)
        value, side = (sine, cosine) if of_sine else (cosine, sine)
        square, rate = 1 - x**2, cosine if of_sine else -sine
        back = [(value, x), (side, sp.sqrt(square))]
    put = core.xreplace({inner: u})
    put = put.replace(
        lambda n: n.is_Pow and n.base in (square, sp.expand(-square)) and n.exp.is_Rational,
        lambda n: side ** (2 * n.exp) if n.base == square else (-(side**2)) ** n.exp,
    )
    moving = put.subs(x, value) * rate
    if moving.has(x) or any(n.exp.is_Rational and n.exp.q > 1 for n in moving.atoms(sp.Pow)):
        return None
    if isinstance(inner, sp.atan):
        moving = moving.subs(tangent, sine / cosine)
    doubles = [
        (f(k * u), sp.expand_trig(f(k * u)).subs(back)) for k in (2, 3, 4) for f in (sp.sin, sp.cos)
    ]
    return Angle(inner, value, rate, moving, (*doubles, *back))
