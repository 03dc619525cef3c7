"""What is asked of the letters in an integral, besides its variable."""

from __future__ import annotations

from collections.abc import Collection, Iterable
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


def divisors(expr: sp.Expr, letters: Collection[sp.Symbol]) -> tuple[sp.Basic, ...]:
    """What letters must not be for a formula to have a value, as far as they stand below.

    >>> x, a, b = sp.symbols("x a b")
    >>> divisors(x / (a * b**2) + 1 / (x - a), {a, b})
    (Ne(a, 0), Ne(b, 0))
    """
    known = set(letters)
    below = [p.base for p in expr.atoms(sp.Pow) if p.exp.is_Rational and p.exp < 0]
    plain = [b for b in below if b.free_symbols and b.free_symbols <= known]
    found = [c for b in plain if b.is_polynomial(*b.free_symbols) for c in unequal(b)]
    return tuple(sorted(dict.fromkeys(found), key=str))


def implied(conditions: Iterable[sp.Basic]) -> set[sp.Basic]:
    """What is not 0 because of a sign: a ≠ 0 by ab > 0."""
    signs = [c for c in conditions if isinstance(c, sp.StrictGreaterThan | sp.StrictLessThan)]
    return {one for c in signs for one in unequal(c.lhs - c.rhs)}


def upright(relation: sp.Basic) -> sp.Basic:
    """A < 0 for -a > 0.

    >>> a, b = sp.symbols("a b")
    >>> upright(-a > 0), upright(a - b > 0)
    (a < 0, a - b > 0)
    """
    if not isinstance(relation, sp.Rel) or relation.rhs != 0 or relation.lhs.is_Add:
        return relation
    turned = relation.lhs.could_extract_minus_sign() and not isinstance(relation, sp.Eq | sp.Ne)
    return relation.reversed.func(-relation.lhs, 0) if turned else relation


def follows(condition: sp.Basic, given: Iterable[sp.Basic], x: sp.Symbol) -> bool:
    """Whether a formula in x is not 0 because of letters: a² + x² ≠ 0 where a ≠ 0.

    >>> x, a = sp.symbols("x a")
    >>> follows(sp.Ne(a**2 + x**2, 0), [sp.Ne(a, 0)], x), follows(sp.Ne(x, a), [sp.Ne(a, 0)], x)
    (True, False)
    """
    letters = condition.free_symbols - {x}
    if not isinstance(condition, sp.Ne) or not letters or x not in condition.free_symbols:
        return False
    known = list(given)
    told = {c.lhs for c in (*known, *implied(known)) if isinstance(c, sp.Ne) and c.rhs == 0}
    real = {s: sp.Dummy(real=True, nonzero=True if s in told else None) for s in letters}
    gap = (condition.lhs - condition.rhs).xreplace({**real, x: sp.Dummy(real=True)})
    return bool(gap.is_nonzero)


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
