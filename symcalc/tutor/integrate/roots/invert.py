"""Solving u = ⁿ√v(x) for x, and putting it into an integrand."""

from __future__ import annotations

from functools import reduce
from typing import NamedTuple

import sympy as sp

from symcalc.tutor.integrate.forms import slope as derivative
from symcalc.tutor.integrate.roots.form import radicals

SIZE = 120  # operations of what is made rational
DEGREE = 60


class Root(NamedTuple):
    """A root that may become the new variable: v^(1/n), or the real root of odd n."""

    v: sp.Expr
    n: int
    real: bool

    @property
    def value(self) -> sp.Expr:
        """The root."""
        power = sp.Rational(1, self.n)
        return sp.sign(self.v) * sp.Abs(self.v) ** power if self.real else self.v**power


def roots_of(expr: sp.Expr, x: sp.Symbol) -> list[Root]:
    """The roots in an expression, those that contain others first.

    >>> x = sp.Symbol("x")
    >>> roots_of(1 / (sp.sqrt(x) + x ** sp.Rational(1, 3)), x)
    [Root(v=x, n=6, real=False)]
    """
    found: dict[tuple[sp.Expr, bool], int] = {}
    for power in radicals(expr, x):
        real = isinstance(power.base, sp.Abs)
        v = power.base.args[0] if real else power.base
        found[v, real] = int(sp.ilcm(found.get((v, real), 1), power.exp.q))
    roots = [Root(v, n, real) for (v, real), n in found.items() if n % 2 or not real]
    return sorted(roots, key=lambda r: (-sp.count_ops(r.v), sp.default_sort_key(r.v)))


def inverse(v: sp.Expr, w: sp.Expr, x: sp.Symbol) -> list[tuple[sp.Expr, int, sp.Expr]] | None:
    """What the parts of v are in terms of its value w, the last of them x.

    Each row is a base, the root of it that is told, and what that root is.

    >>> x, w = sp.symbols("x w")
    >>> inverse(1 + sp.sqrt(x), w, x)
    [(x, 2, w - 1), (x, 1, (w - 1)**2)]
    """
    if v == x:
        return [(x, 1, w)]
    found = _fractional(v, w, x)
    if found is not None:
        return [(x, 1, found)]
    fixed, rest = v.as_independent(x, as_Add=v.is_Add)
    if rest != v and rest.has(x):
        return inverse(rest, w - fixed if v.is_Add else w / fixed, x)
    if isinstance(v, sp.exp):
        return inverse(v.args[0], sp.log(w), x)
    if v.is_Add:
        return _with_root(v, w, x)
    base, power = v.as_base_exp()
    if v.is_Pow and power.is_Rational and power.p == 1:
        inner = inverse(base, w**power.q, x)
        return None if inner is None else [(base, int(power.q), w), *inner]
    return None


def _with_root(v: sp.Expr, w: sp.Expr, x: sp.Symbol) -> list[tuple[sp.Expr, int, sp.Expr]] | None:
    """From x + √(x² + k) = w: the root is w - x, so x = (w² - k)/(2w)."""
    for root in v.args:
        base, power = root.as_base_exp()
        rest = v - root
        if power == sp.S.Half and rest in (x, -x):
            k = sp.expand(base - x**2)
            if x not in k.free_symbols:
                place = (w**2 - k) / (2 * w) * (1 if rest == x else -1)
                return [(base, 2, (w**2 + k) / (2 * w)), (x, 1, place)]
    return None


def _fractional(v: sp.Expr, w: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """The solution of (ax + b)/(cx + d) = w for x."""
    if not v.is_rational_function(x):
        return None
    parts = [sp.Poly(part, x) for part in sp.fraction(sp.cancel(v))]
    if max(part.degree() for part in parts) != 1:
        return None
    (a, b), (c, d) = ((p.coeff_monomial(x), p.coeff_monomial(1)) for p in parts)
    return (d * w - b) / (a - c * w)


def put_in(expr: sp.Expr, root: Root, u: sp.Symbol, x: sp.Symbol) -> sp.Expr:
    """The integrand with u for the root, where it stands."""
    s = sp.Dummy("s")

    def powers(base: sp.Expr, letter: sp.Expr) -> dict[sp.Expr, sp.Expr]:
        found = [p for p in expr.atoms(sp.Pow) if p.base == base and p.exp.is_Rational]
        return {p: letter ** (p.exp * root.n) for p in found if x in p.free_symbols}

    if not root.real:
        return expr.xreplace(powers(root.v, u))
    shown = expr.xreplace(powers(sp.Abs(root.v), s * u)).xreplace({sp.sign(root.v): s})
    shown = shown.xreplace({sp.Abs(root.v): s * u**root.n})
    if s not in shown.free_symbols or not shown.is_rational_function(s):
        return shown
    top, below = (_even(part, s) for part in sp.fraction(sp.together(shown)))
    return sp.cancel(top / below).subs(s, 1 if (top / below).has(s) is False else s)


def _even(part: sp.Expr, s: sp.Symbol) -> sp.Expr:
    """A polynomial in a sign s, with s² = 1."""
    terms = sp.Poly(part, s).terms()
    return reduce(sp.Add, (c * s ** (k % 2) for (k,), c in terms), sp.S.Zero)


def by_inverse(
    expr: sp.Expr, root: Root, u: sp.Symbol, x: sp.Symbol
) -> tuple[sp.Expr, sp.Expr] | None:
    """What is integrated by u, and x in terms of u, where u = ⁿ√v can be solved for x."""
    rows = inverse(root.v, u**root.n, x)
    if rows is None:
        return None
    shown = put_in(expr, root, u, x)
    for base, n, told in rows:
        if base == x and n == 1:
            shown = shown.xreplace({x: told})
        else:
            found = [p for p in shown.atoms(sp.Pow) if p.base == base and p.exp.is_Rational]
            shown = shown.xreplace({p: told ** (p.exp * n) for p in found})
    place = rows[-1][2]
    return shown * derivative(place, u), place


def by_power(
    expr: sp.Expr, root: Root, u: sp.Symbol, x: sp.Symbol
) -> tuple[sp.Expr, sp.Expr, sp.Expr] | None:
    """The same for v = a + b y, where y = xᵏ or eᵏˣ, and the rest is y'·R(y, u).

    Answers what is integrated by u, y, and y in terms of u.
    """
    fixed, rest = root.v.as_independent(x, as_Add=True)
    rate, kernel = rest.as_independent(x, as_Add=False)
    base, power = kernel.as_base_exp()
    plain = base == x and power.is_Integer and abs(power) > 1
    if not plain and not (
        isinstance(kernel, sp.exp) and derivative(derivative(kernel.args[0], x), x) == 0
    ):
        return None
    y = sp.Dummy("y")
    whole = put_in(expr, root, u, x) * root.n * u ** (root.n - 1) / derivative(root.v, x)
    shown = _in_power(whole, power, y, x) if plain else _in_exponential(whole, kernel, y, x)
    if shown is None or x in shown.free_symbols:
        return None
    told = (u**root.n - fixed) / rate
    return shown.xreplace({y: told}), kernel, told


def _in_power(expr: sp.Expr, power: sp.Integer, y: sp.Symbol, x: sp.Symbol) -> sp.Expr | None:
    """An expression that depends on x through y = x^power only."""
    if not expr.is_rational_function(x) or sp.count_ops(expr) > SIZE:
        return None
    parts = []
    for part in sp.fraction(sp.cancel(expr)):
        poly = sp.Poly(part, x)
        if poly.degree() > DEGREE or any(k % abs(power) for (k,) in poly.monoms()):
            return None
        parts.append(sum(c * y ** (k // power) for (k,), c in poly.terms()))
    return parts[0] / parts[1]


def _in_exponential(expr: sp.Expr, kernel: sp.Expr, y: sp.Symbol, x: sp.Symbol) -> sp.Expr | None:
    """An expression that depends on x through y = e^(kx + l) only."""
    put = {}
    for part in expr.atoms(sp.exp):
        ratio = sp.cancel(part.args[0] / kernel.args[0])
        if x in part.free_symbols and not ratio.is_Integer:
            return None
        put[part] = y**ratio
    return expr.xreplace(put)


def neat(expr: sp.Expr, u: sp.Symbol) -> sp.Expr:
    """A rational function as a person writes it: a polynomial, or a fraction with its factors."""
    if not expr.is_rational_function(u):
        return expr
    top, below = sp.fraction(sp.cancel(expr))
    if u not in below.free_symbols:
        return sp.Add(*(term / below for term in sp.Add.make_args(sp.expand(top))))
    return sp.factor_terms(top) / sp.factor(below)
