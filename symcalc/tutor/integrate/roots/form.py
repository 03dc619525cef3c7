"""The root of a quadratic in an integrand: f = A + B/√q with rational A and B."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import sympy as sp

from symcalc.tutor.integrate.forms import coefficients
from symcalc.tutor.integrate.roots.quadratic import Quadratic, quadratic

LARGEST = 160  # operations of an integrand
LETTERED = 80  # the same where there are parameters
DEGREE = 24  # of the polynomials


@dataclass(frozen=True)
class Rooted:
    """An integrand with the root of one quadratic in it.

    Attributes
    ----------
    q : Quadratic
        What is under the root.
    given : sympy.Expr
        The same as it was written.
    plain, over : sympy.Expr
        The integrand is plain + over/√q; both are rational.
    power : int or None
        The integrand is a rational function times q^(power/2), as it stands; else None.
    rational : sympy.Expr
        That rational function.
    """

    q: Quadratic
    given: sp.Expr
    plain: sp.Expr
    over: sp.Expr
    power: int | None
    rational: sp.Expr

    @property
    def root(self) -> sp.Expr:
        """The root, as it was written."""
        return sp.sqrt(self.given)


def radicals(expr: sp.Expr, x: sp.Symbol) -> list[sp.Pow]:
    """The powers with a broken exponent whose base depends on x.

    >>> x = sp.Symbol("x")
    >>> radicals(x / sp.sqrt(x + 1), x)
    [1/sqrt(x + 1)]
    """
    found = [
        p
        for p in expr.atoms(sp.Pow)
        if p.exp.is_Rational and not p.exp.is_Integer and x in p.base.free_symbols
    ]
    return sorted(found, key=sp.default_sort_key)


@lru_cache(maxsize=1024)
def rooted(expr: sp.Expr, x: sp.Symbol, degree: int = 2) -> Rooted | None:
    """The root of a quadratic in an expression, where all else is rational.

    With degree 1, of a linear polynomial.

    >>> x = sp.Symbol("x")
    >>> rooted(1 / (x + sp.sqrt(x**2 + 1)), x).over
    x**2 + 1
    """
    roots = radicals(expr, x)
    bases = {p.base for p in roots}
    if len(bases) != 1 or any(p.exp.q != 2 for p in roots):
        return None
    given = next(iter(bases))
    q = quadratic(given, x) if degree == 2 else _linear_one(given, x)
    size = sp.count_ops(expr)
    if q is None or size > (LETTERED if expr.free_symbols - {x} else LARGEST):
        return None
    y = sp.Dummy("y")
    shown = expr.xreplace({p: y ** (2 * p.exp) for p in roots})
    if not shown.is_rational_function(x, y):
        return None
    found = _single(shown, q, y) or _mixed(shown, q, y)
    return replace(found, given=given) if found else None


def _linear_one(given: sp.Expr, x: sp.Symbol) -> Quadratic | None:
    found = coefficients(given, x, 1)
    return Quadratic(sp.S.Zero, found[0], found[1], x) if found else None


def _single(shown: sp.Expr, q: Quadratic, y: sp.Symbol) -> Rooted | None:
    """A rational function of x times a power of the root."""
    rest, root = shown.as_independent(y, as_Add=False)
    base, power = root.as_base_exp()
    if base != y or not power.is_Integer:
        return None
    over = sp.cancel(rest * q.expr ** ((power + 1) // 2))
    if max(map(abs, _degrees(over, q.x))) > DEGREE:
        return None
    return Rooted(q, q.expr, sp.S.Zero, over, int(power), rest)


def _mixed(shown: sp.Expr, q: Quadratic, y: sp.Symbol) -> Rooted | None:
    """Numerator and denominator are linear in the root; the denominator's is removed."""
    top, below = sp.fraction(sp.together(shown))
    halves = [_linear(part, q, y) for part in (top, below)]
    if max(_degrees(part, q.x)[0] for pair in halves for part in pair) > DEGREE:
        return None
    (n0, n1), (d0, d1) = halves
    norm = sp.expand(d0**2 - d1**2 * q.expr)
    if norm == 0:
        return None
    plain = sp.cancel(sp.expand(n0 * d0 - n1 * d1 * q.expr) / norm)
    over = sp.cancel(sp.expand((n1 * d0 - n0 * d1) * q.expr) / norm)
    return Rooted(q, q.expr, plain, over, None, shown) if over != 0 else None


def _linear(part: sp.Expr, q: Quadratic, y: sp.Symbol) -> tuple[sp.Expr, sp.Expr]:
    """The coefficients of 1 and y in a polynomial, where y² = q."""
    even, odd = sp.S.Zero, sp.S.Zero
    for (k,), c in sp.Poly(part, y).terms():
        if k % 2:
            odd += c * q.expr ** (k // 2)
        else:
            even += c * q.expr ** (k // 2)
    return sp.expand(even), sp.expand(odd)


def _degrees(expr: sp.Expr, x: sp.Symbol) -> tuple[int, ...]:
    return tuple(int(sp.degree(part, x)) if part.has(x) else 0 for part in sp.fraction(expr))
