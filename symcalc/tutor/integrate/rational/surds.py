"""Factors over the real numbers of what is irreducible over the rational ones."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from symcalc.tutor.integrate.letters import root, sign

QUARTIC = 4
LARGEST = 12  # exponent n of x^n - c


@dataclass(frozen=True)
class Split:
    """N/D as fractions over real factors of D.

    `terms` are pairs of numerator and factor, `unit` is the constant that the factors want, `near`
    is the difference of squares that shows where they come from, `positive` are expressions in
    letters of which the sign is assumed.
    """

    terms: tuple[tuple[sp.Expr, sp.Expr], ...]
    unit: sp.Expr
    near: sp.Expr | None = None
    positive: tuple[sp.Expr, ...] = ()

    @property
    def factored(self) -> sp.Expr:
        """The denominator as a product."""
        return sp.Mul(self.unit, *(factor for _, factor in self.terms))


def split(top: sp.Poly, p: sp.Poly) -> Split | None:
    """Partial fractions over the reals, where the factors are found by a formula."""
    return _split(top, p) or _scaled(top, p)


def _scaled(top: sp.Poly, p: sp.Poly) -> Split | None:
    """The same for polynomials in which a letter a makes all terms alike, by x = a·t."""
    (x,) = p.gens
    letters = p.free_symbols_in_domain
    if len(letters) != 1 or not top.free_symbols_in_domain <= letters:
        return None
    (a,) = letters
    whole, above = sp.Poly(p.as_expr(), x, a), sp.Poly(top.as_expr(), x, a)
    if not (whole.is_homogeneous and above.is_homogeneous):
        return None
    plain = _split(*(sp.Poly(q.as_expr().subs(a, 1), x) for q in (above, whole)))
    if plain is None:
        return None
    degree = above.total_degree() - whole.total_degree()
    terms = []
    for numerator, factor in plain.terms:
        size = sp.degree(factor, x)
        high = a ** (size + degree)
        shown = sp.Add(*(c * a ** (size - n) * x**n for (n,), c in sp.Poly(factor, x).terms()))
        terms.append((sp.expand(numerator.subs(x, x / a) * high), shown))
    return Split(tuple(terms), plain.unit, None, plain.positive)


def _split(top: sp.Poly, p: sp.Poly) -> Split | None:
    if len(p.terms()) == 2 and p.coeff_monomial(1) != 0:
        found = _biquadratic(top, p) if p.degree() == QUARTIC else None
        return found or _binomial(top, p)
    if p.degree() != QUARTIC:
        return None
    if p.coeff_monomial(p.gens[0]) == p.coeff_monomial(p.gens[0] ** 3) == 0:
        return _biquadratic(top, p)
    return _quartic(top, p)


def surd(expr: sp.Expr) -> sp.Expr:
    """A number with roots, as short as it gets."""
    if expr.free_symbols:
        return sp.factor(expr)
    return sp.radsimp(sp.sqrtdenest(sp.expand(expr)))


def _coefficients(top: sp.Poly) -> list[sp.Expr]:
    (x,) = top.gens
    return [top.coeff_monomial(x**k) for k in range(QUARTIC)]


def _biquadratic(top: sp.Poly, whole: sp.Poly) -> Split | None:
    """a(x⁴ + px² + r), by the difference of two squares that it is."""
    (x,) = whole.gens
    a = whole.LC()
    p, r = (sp.cancel(whole.coeff_monomial(m) / a) for m in (x**2, 1))
    delta = sp.factor(p**2 - 4 * r)
    known = sign(delta)
    if known is None or (known < 0 and sign(r) != 1):
        return None
    n0, n1, n2, n3 = (c / a for c in _coefficients(top))
    if known > 0:
        half = root(delta) / 2
        s = surd(-p / 2 + half), surd(-p / 2 - half)
        tops = [
            (surd((n3 * u + n1) / (u - v)) * x + surd((n2 * u + n0) / (u - v)), x**2 - u)
            for u, v in (s, s[::-1])
        ]
        near = (x**2 + p / 2) ** 2 - delta / 4
        return Split(tuple(tops), a, a * near if a == 1 else None)
    t = root(r)
    wide = 2 * t - p
    if sign(wide) != 1:
        t = -t
        wide = 2 * t - p
    if sign(wide) != 1:
        return None
    w = root(wide)
    even = surd((n0 / t - n2) / (2 * w)), surd(n0 / (2 * t))
    odd = surd(n3 / 2), surd((n3 * t - n1) / (2 * w))
    plus = (odd[0] + even[0]) * x + even[1] + odd[1], x**2 + w * x + t
    minus = (odd[0] - even[0]) * x + even[1] - odd[1], x**2 - w * x + t
    near = (x**2 + t) ** 2 - sp.Mul(wide, x**2) if a == 1 else None
    return Split((plus, minus), a, near)


def _binomial(top: sp.Poly, whole: sp.Poly) -> Split | None:
    """a(xⁿ - c), by the n-th roots of c."""
    (x,) = whole.gens
    n, a = whole.degree(), whole.LC()
    c = sp.cancel(-whole.coeff_monomial(1) / a)
    if n > LARGEST:
        return None
    known = sign(c)
    assumed: tuple[sp.Expr, ...] = ()
    if known is None or c.free_symbols:
        if n % 2 == 0 and known is None:
            return None
        known, assumed = -1, (sp.factor(-c),)
    radius = sp.Pow(sp.factor(known * c), sp.Rational(1, n))
    turns = [sp.Rational(k, n) for k in range(0 if known > 0 else 1, n + 1, 2)]
    terms = tuple(_at_angle(top, x, n, (a, c, radius), turn) for turn in turns)
    return Split(terms, a, None, assumed)


def _at_angle(
    top: sp.Poly, x: sp.Symbol, n: int, given: tuple[sp.Expr, sp.Expr, sp.Expr], turn: sp.Rational
) -> tuple[sp.Expr, sp.Expr]:
    """The fraction for the zeros with the angle ±π·turn."""
    a, c, radius = given
    terms = [(m, v) for (m,), v in top.terms()]
    if turn in (0, 1):
        zero = radius if turn == 0 else -radius
        value = sp.Add(*(v * zero ** (m + 1) for m, v in terms)) / (n * c * a)
        return surd(value), x - zero
    above = [
        (
            2 * v * radius ** (m + 1) / (n * c * a),
            sp.cos((m + 1) * turn * sp.pi),
            sp.cos(m * turn * sp.pi),
        )
        for m, v in terms
    ]
    slope = surd(sp.Add(*(f * one for f, one, _ in above)))
    start = surd(sp.Add(*(-f * radius * two for f, _, two in above)))
    middle = surd(2 * radius * sp.cos(turn * sp.pi))
    return slope * x + start, x**2 - middle * x + surd(radius**2)


def _quartic(top: sp.Poly, whole: sp.Poly) -> Split | None:
    """A quartic with rational coefficients, if a zero of its resolvent is rational."""
    (x,) = whole.gens
    if whole.free_symbols_in_domain or whole.domain.is_EX:
        return None
    a, shift = whole.LC(), whole.all_coeffs()[1] / (4 * whole.LC())
    y = sp.Dummy("y")
    moved = sp.Poly(whole.as_expr().subs(x, y - shift) / a, y)
    p, q, r = (moved.coeff_monomial(m) for m in (y**2, y, 1))
    resolvent = sp.Poly(y**3 + 2 * p * y**2 + (p**2 - 4 * r) * y - q**2, y)
    zeros = [z for z in sp.roots(resolvent, filter="Q", multiple=True) if z > 0]
    if not zeros:
        return None
    z = zeros[0]
    w = sp.sqrt(z)
    factors = []
    for e in (1, -1):
        quadratic = sp.Poly(y**2 + e * w * y + (p + z - e * q / w) / 2, y)
        moved_back = sp.Poly(quadratic.as_expr().subs(y, x + shift), x)
        factors.append([surd(v) for v in moved_back.all_coeffs()])
    tops = [_over(top, one, other, a) for one, other in (factors, factors[::-1])]
    shown = [b * x + c + x**2 for _, b, c in factors]
    return Split(tuple(zip(tops, shown, strict=True)), a)


def _over(top: sp.Poly, one: list[sp.Expr], other: list[sp.Expr], a: sp.Expr) -> sp.Expr:
    """The numerator over x² + bx + c of top/(a (x² + bx + c)·other)."""
    (x,) = top.gens
    _, b, c = one
    slope, start = _reduced(list(reversed(other)), b, c)
    norm = surd(start**2 - slope * start * b + slope**2 * c)
    above = _reduced(_coefficients(top), b, c)
    # 1/(slope x + start) = (start - slope (x + b)) / norm
    line = above[1] * (start - slope * b), above[0] * (start - slope * b) - above[1] * slope
    square = -above[0] * slope
    found = line[1] - square * b, line[0] - square * c
    return surd(found[0] / (norm * a)) * x + surd(found[1] / (norm * a))


def _reduced(rising: list[sp.Expr], b: sp.Expr, c: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """A polynomial modulo x² + bx + c: slope and constant."""
    slope: sp.Expr = sp.S.Zero
    start: sp.Expr = sp.S.Zero
    for value in reversed(rising):
        slope, start = surd(start - slope * b), surd(value - slope * c)
    return slope, start
