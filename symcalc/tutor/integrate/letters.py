"""What is asked of the letters in an integral, besides its variable."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import sympy as sp

from symcalc.formula import over_reals
from symcalc.notation import Notation
from symcalc.primitives import arrange


def nonzero(*exprs: sp.Expr) -> tuple[Notation, ...]:
    """The conditions that these are not 0, without those that always hold.

    >>> a, b = sp.symbols("a b")
    >>> [str(c.expr) for c in nonzero(a**2 * (a - b), 7, a**2 + 1)]
    ['Ne(a, 0)', 'Ne(a, b)']
    """
    return tuple(arrange(c) for e in exprs for c in unequal(sp.sympify(e, strict=True)))


@lru_cache(maxsize=512)
def unequal(expr: sp.Expr) -> tuple[sp.Basic, ...]:
    """The same as relations of SymPy."""
    if not expr.free_symbols:
        return ()
    found = []
    for factor in sp.Mul.make_args(sp.factor(expr)):
        base, _ = factor.as_base_exp()
        base = base.args[0] if isinstance(base, sp.Abs) else base
        if base.free_symbols and not over_reals(_never_zero, base):
            found.append(_apart(base))
    return tuple(dict.fromkeys(found))


def _never_zero(expr: sp.Expr) -> bool:
    return bool(expr.is_nonzero)


def _apart(base: sp.Expr) -> sp.Basic:
    """a ≠ b for a - b, n ≠ -1 for n + 1, and otherwise that it is not 0."""
    terms = sorted(base.free_symbols, key=str)
    for a in terms:
        if base.is_polynomial(a) and sp.degree(base, a) == 1:
            slope, start = sp.Poly(base, a).all_coeffs()
            value = -start / slope
            if slope.is_Rational and (value.is_Rational or value.is_Symbol):
                return sp.Ne(a, value)
    return sp.Ne(-base if base.could_extract_minus_sign() else base, 0)


@lru_cache(maxsize=1024)
def sign(expr: sp.Expr) -> int | None:
    """1 or -1 where a number or an expression in letters has that sign, if it is not 0.

    >>> a, b = sp.symbols("a b")
    >>> sign(a**2 * b**2), sign(-sp.sqrt(2)), sign(a * b)
    (1, -1, None)
    """
    if expr.is_number:
        return None if expr == 0 else 1 if expr > 0 else -1
    found: int | None = over_reals(_sign, expr)
    return found


def _sign(expr: sp.Expr) -> int | None:
    signs = [_sign_of(f) for f in sp.Mul.make_args(sp.factor(expr))]
    return int(sp.prod(signs)) or None


def _sign_of(factor: sp.Expr) -> int:
    """The sign of a factor, a root being what it is where it is real; 0 for an unknown one."""
    if factor.is_Pow and factor.exp.is_Rational and not factor.exp.is_Integer:
        return 1
    return 1 if factor.is_nonnegative else -1 if factor.is_nonpositive else 0


def root(expr: sp.Expr) -> sp.Expr:
    """The square root of something positive, without bars: a for a², to be used as ±.

    >>> a, b = sp.symbols("a b")
    >>> root(4 * a**2), root(a * b), root(2 + sp.sqrt(3))
    (2*a, sqrt(a*b), sqrt(2)/2 + sqrt(6)/2)
    """
    if expr.is_number:
        found = sp.sqrtdenest(sp.sqrt(sp.expand(expr)))
        return _under(sp.expand(expr)) if nested(found) else found
    whole = sp.factor(expr)
    outside, inside = sp.S.One, sp.S.One
    for factor in sp.Mul.make_args(whole):
        base, n = factor.as_base_exp()
        even = n.is_Integer and n % 2 == 0
        if even:
            outside *= base ** (n / 2)
        elif n.is_Integer and factor.free_symbols:
            outside, inside = outside * base ** ((n - 1) / 2), inside * base
        elif factor.is_Rational:
            outside, inside = outside * sp.sqrt(abs(factor)), inside * sp.sign(factor)
        else:
            inside *= factor
    return outside * sp.sqrt(inside)


def nested(expr: sp.Expr) -> bool:
    """Whether a root stands under a root."""
    roots = [p for p in expr.atoms(sp.Pow) if not p.exp.is_Integer]
    return any(p.base.is_Add for p in roots)


def _under(expr: sp.Expr) -> sp.Expr:
    """The root of a sum of roots, with whole numbers below it: √(10 + 2√5)/4."""
    content, rest = expr.as_content_primitive()
    outside = sp.sqrt(content * content.q**2)
    whole, left = outside.as_coeff_Mul()
    return whole / content.q * sp.sqrt(sp.expand(left**2 * rest))


def only_letters(conditions: Iterable[Notation], letters: Iterable[sp.Symbol]) -> list[sp.Basic]:
    """The conditions that are about letters of the question alone."""
    known = set(letters)
    return [c.expr for c in conditions if c.symbols and c.symbols <= known]
