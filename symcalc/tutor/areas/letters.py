"""Letters in the curves, y = a·x: each is taken as positive, and that is said."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cmp_to_key

import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.primitives import arrange
from symcalc.tutor.extrema.numbers import sign_of
from symcalc.writing.text import text

DEGREE = 2  # of a factor whose zeros are written with letters
SIZE = 60  # operations of a formula that is simplified


def positive(
    expr: sp.Expr, x: sp.Symbol | None = None
) -> tuple[sp.Expr, dict[sp.Symbol, sp.Dummy]]:
    """The formula with positive letters but for x, which is real; and what stands for what."""
    named = {
        s: sp.Dummy(s.name, real=True) if s == x else sp.Dummy(s.name, positive=True)
        for s in sorted(expr.free_symbols, key=str)
    }
    return expr.xreplace(named), named


def simplified(expr: sp.Expr, x: sp.Symbol | None = None) -> sp.Expr:
    """A formula as it is for positive letters.

    >>> a = sp.Symbol("a")
    >>> simplified(sp.sqrt(a**2) + sp.Abs(a))
    2*a
    """
    found, named = positive(expr, x)
    plain = sp.simplify(found) if sp.count_ops(found) <= SIZE else found
    return plain.xreplace({dummy: s for s, dummy in named.items()})


def sign(expr: sp.Expr) -> int | None:
    """-1, 0 or 1 for positive letters; None where that depends on them.

    >>> a, b = sp.symbols("a b")
    >>> sign(a**2 / 4 - a**2 / 2), sign(a - b)
    (-1, None)
    """
    if not expr.free_symbols:
        return sign_of(expr)
    found = sp.factor(positive(expr)[0])
    if found.is_zero:
        return 0
    if found.is_positive:
        return 1
    return -1 if found.is_negative else None


def ordered(values: Iterable[sp.Expr]) -> list[sp.Expr] | None:
    """Each value once, the smallest first; None where that depends on the letters."""
    kept = list(dict.fromkeys(simplified(v) for v in values))
    signs = {(u, v): sign(u - v) for u in kept for v in kept}
    if None in signs.values():
        return None
    distinct = [u for k, u in enumerate(kept) if all(signs[u, v] for v in kept[:k])]
    return sorted(distinct, key=cmp_to_key(lambda u, v: signs[u, v] or 0))


def places(gap: sp.Expr, x: sp.Symbol) -> list[sp.Expr]:
    """Where the formula is zero, in order, for positive letters.

    Raises
    ------
    UnsupportedError
        If that depends on the letters, or is not found.

    Examples
    --------
    >>> a, x = sp.symbols("a x")
    >>> places(a * x - x**2, x)
    [0, a]
    """
    plain, named = positive(gap, x)
    back = {dummy: s for s, dummy in named.items()}
    top = sp.fraction(sp.together(plain))[0]
    found: list[sp.Expr] = []
    for factor in sp.Mul.make_args(sp.factor(top)):
        roots = _zeros(factor.as_base_exp()[0], named[x])
        if roots is None:
            raise undecided(gap)
        found += roots
    in_order = ordered([root.xreplace(back) for root in found])
    if in_order is None:
        raise undecided(gap)
    return in_order


def undecided(gap: sp.Expr) -> UnsupportedError:
    """The error where the answer depends on the letters."""
    return UnsupportedError(
        "where the curves meet depends on the letters",
        where=text(arrange(gap)),
        hint="put a number for each letter but the variable",
    )


def _zeros(factor: sp.Expr, x: sp.Dummy) -> list[sp.Expr] | None:
    """The real zeros of a factor of degree one or two; None where that is not decided."""
    if not factor.has(x):
        return []
    if not factor.is_polynomial(x) or sp.degree(factor, x) > DEGREE:
        return None
    poly = sp.Poly(factor, x)
    if poly.degree() == 1:
        a, b = poly.all_coeffs()
        return [sp.simplify(-b / a)]
    a, b, c = poly.all_coeffs()
    inside = sp.factor(b**2 - 4 * a * c)
    if inside.is_negative:
        return []
    if not inside.is_nonnegative:
        return None
    return [sp.simplify((-b + s * sp.sqrt(inside)) / (2 * a)) for s in (-1, 1)]
