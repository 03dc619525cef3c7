"""Places at which an integrand may be singular, jump or have a kink."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations, islice

import sympy as sp

from symcalc.checking.zeros import zeros_between

DIGITS = 30
STEPS, SOME = 4000, 120  # steps of a floor: of a line, of another formula


def breaks(body: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> tuple[sp.Expr, ...]:
    """Places in an interval at which an integrand may be singular, jump or have a kink.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> breaks(1 / (x**2 - 1) + sp.Abs(x), x, -sp.oo, sp.oo)
    (-1, 0, 1)
    """
    found: dict[sp.Expr, None] = {}
    for edge in dict.fromkeys(edges(body, x)):
        found |= dict.fromkeys(zeros_between(edge, x, low, high))
    for step in body.atoms(sp.floor, sp.ceiling):
        found |= dict.fromkeys(whole_numbers(step.args[0], x, low, high))
    return tuple(sorted(found, key=lambda z: sp.N(z, DIGITS)))


def edges(body: sp.Expr, x: sp.Symbol) -> Iterator[sp.Expr]:
    """Expressions whose zeros may be such places."""
    for node in sp.preorder_traversal(body):
        if not isinstance(node, sp.Basic) or x not in node.free_symbols:
            continue
        if isinstance(node, sp.Pow):
            if not (node.exp.is_nonnegative and node.exp.is_Integer):
                yield node.base
        elif isinstance(node, AT_ZERO):
            yield node.args[0]
        elif isinstance(node, sp.Max | sp.Min):
            yield from (u - v for u, v in combinations(node.args, 2))
        elif isinstance(node, sp.core.relational.Relational):
            yield node.lhs - node.rhs
        elif type(node) in POLES:
            yield POLES[type(node)](node.args[0])


AT_ZERO: tuple[type[sp.Function], ...] = (
    sp.log,
    sp.Abs,
    sp.sign,
    sp.Heaviside,
    sp.acot,
    sp.coth,
    sp.csch,
    sp.asech,
    sp.Ei,
)
POLES = {
    sp.tan: sp.cos,
    sp.sec: sp.cos,
    sp.cot: sp.sin,
    sp.csc: sp.sin,
    **dict.fromkeys((sp.asin, sp.acos, sp.atanh, sp.acoth, sp.asec, sp.acsc), lambda u: u**2 - 1),
    sp.li: lambda u: u - 1,
}


def whole_numbers(u: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Iterator[sp.Expr]:
    """Where u is a whole number, for an interval on which it takes few of them."""
    if not (low.is_finite and high.is_finite) or u.free_symbols != {x}:
        return
    if u.is_polynomial(x) and sp.degree(u, x) == 1 and all(u.coeff(x, k).is_real for k in (0, 1)):
        first, last = sorted(float(u.xreplace({x: end})) for end in (low, high))
        inside = islice(range(math.ceil(first), math.floor(last) + 1), STEPS)
        yield from ((n - u.coeff(x, 0)) / u.coeff(x, 1) for n in inside)
        return
    values = [u.xreplace({x: low + (high - low) * sp.Rational(k, 64)}) for k in range(65)]
    known = [v for v in values if v.is_real and v.is_finite]
    if not known:
        return
    first, last = math.floor(min(map(float, known))), math.ceil(max(map(float, known)))
    for n in islice(range(first, last + 1), SOME):
        yield from zeros_between(u - n, x, low, high)
