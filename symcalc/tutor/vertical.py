"""Where the slope of a curve is a fraction over 0: a vertical tangent, or 0/0, which is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sympy as sp

from symcalc.checking.curves import points_on
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.equations import Curve
from symcalc.tutor.words import curves, implicit
from symcalc.writing.text import text

DEGREE = 8  # of a polynomial whose real zeros are listed
SIMPLE = 8  # operations of a zero that is shown

Pair = tuple[sp.Expr, sp.Expr]


def of_equation(curve: Curve, slope: Notation) -> tuple[str, ...]:
    """What is to be said of real points of an equation, and of those with denominator 0."""
    nothing = unreal(curve)
    if nothing:
        return nothing
    found = next(points_on(curve.gap, curve.x.expr, curve.y.expr), None)
    return (*(() if found else (implicit.NONE_FOUND,)), *steep(curve, slope))


def steep(curve: Curve, slope: Notation) -> tuple[str, ...]:
    """What is to be said of points where the denominator of the slope is 0."""
    letters = {curve.x.expr, curve.y.expr}
    top, bottom = (part.as_coeff_Mul()[1] for part in sp.fraction(slope.expr))
    if not bottom.free_symbols & letters or real_zeros(bottom, *bottom.free_symbols) == []:
        return ()
    numerator = -top if top.could_extract_minus_sign() else top
    fields = {
        part: text(arrange(e, like=slope)) for part, e in (("by", bottom), ("top", numerator))
    }
    places = points_where(curve, bottom)
    if places is None:
        template = implicit.STEEP if top.free_symbols & letters else implicit.ALWAYS_STEEP
        return (template.format(**fields),)
    if not places:
        return (implicit.NEVER_STEEP.format(**fields),)
    put = [dict(zip((curve.x.expr, curve.y.expr), place, strict=True)) for place in places]
    opened = [place for place, at in zip(places, put, strict=True) if top.subs(at) == 0]
    vertical = [place for place in places if place not in opened]
    groups = ((implicit.VERTICAL, vertical), (implicit.OPEN, opened))
    return tuple(t.format(**fields, points=listed(found)) for t, found in groups if found)


def unreal(curve: Curve) -> tuple[str, ...]:
    """What is known of a sum of even powers: it has no real point, or one only."""
    x, y = curve.x.expr, curve.y.expr
    gap = sp.expand(curve.gap)
    if gap.is_polynomial(x, y) and gap.free_symbols == {x, y}:
        poly = sp.Poly(gap, x, y)
        terms = poly.terms()
        even = all(i % 2 == 0 and j % 2 == 0 for (i, j), _ in terms)
        if even and (all(c > 0 for _, c in terms) or all(c < 0 for _, c in terms)):
            shown = text(arrange(gap if terms[0][1] > 0 else -gap, like=curve.left))
            fields = {"gap": shown, "x": text(curve.x), "y": text(curve.y)}
            if poly.coeff_monomial(1) != 0:
                return (implicit.NO_POINT.format(**fields),)
            if all(any(k[n] == 0 for k, _ in terms) for n in (0, 1)):
                return (implicit.ONE_POINT.format(**fields),)
    return ()


def points_where(curve: Curve, bottom: sp.Expr) -> list[Pair] | None:
    """The points of a curve where a product of powers of x and y is 0; None if that is open."""
    x, y = curve.x.expr, curve.y.expr
    gap = curve.gap
    if not gap.is_polynomial(x, y) or gap.free_symbols != {x, y}:
        return None
    factors = {p.as_base_exp()[0] for p in sp.Mul.make_args(bottom) if not p.is_number}
    if not factors <= {x, y} or not bottom.is_polynomial(x, y):
        return None
    found: list[Pair] = []
    for letter, other in ((x, y), (y, x)):
        if letter in factors:
            zeros = real_zeros(gap.subs(letter, 0), other)
            if zeros is None:
                return None
            found += [(sp.S.Zero, z) if letter == x else (z, sp.S.Zero) for z in zeros]
    return list(dict.fromkeys(found))


def real_zeros(expr: sp.Expr, t: sp.Symbol, *others: sp.Symbol) -> list[sp.Expr] | None:
    """The real zeros of a polynomial with rational coefficients, if they can be written.

    None, if not, or where there are several letters.

    >>> real_zeros(sp.Symbol("t") ** 3 - sp.Symbol("t"), sp.Symbol("t"))
    [-1, 0, 1]
    """
    if others or not expr.is_polynomial(t) or expr.free_symbols - {t}:
        return None
    poly = sp.Poly(expr, t)
    if poly.is_zero or poly.degree() > DEGREE or not all(c.is_Rational for c in poly.coeffs()):
        return None
    zeros = list(dict.fromkeys(sp.real_roots(poly))) if poly.degree() else []
    simple = all(not z.has(sp.CRootOf) and sp.count_ops(z) <= SIMPLE for z in zeros)
    return zeros if simple else None


def of_parameter(speeds: Sequence[sp.Expr], t: sp.Symbol, names: dict[str, str]) -> tuple[str, ...]:
    """What is to be said of the places where dx/dt is 0."""
    across, up = speeds
    zeros = real_zeros(across, t) if up.is_polynomial(t) and not up.free_symbols - {t} else None
    if not across.free_symbols:
        return ()
    if zeros is None:
        return (curves.STEEP.format(**names),)
    return tuple(_at(zero, across, up, t, names) for zero in zeros)


def _at(zero: sp.Expr, across: sp.Expr, up: sp.Expr, t: sp.Symbol, names: dict[str, str]) -> str:
    """What is to be said of one place where dx/dt is 0."""
    fields = {**names, "place": text(arrange(zero))}
    if sp.expand(up.subs(t, zero)) != 0:
        return curves.VERTICAL_AT.format(**fields)
    top, bottom = sp.fraction(sp.cancel(up / across))
    below = sp.expand(bottom.subs(t, zero))
    if below == 0:
        return curves.OPEN_STEEP.format(**fields)
    limit = sp.radsimp(sp.expand(top.subs(t, zero)) / below)
    return curves.OPEN_AT.format(**fields, limit=text(arrange(limit)))


def listed(places: Iterable[Pair]) -> str:
    """(−5, 0) and (5, 0)."""
    shown = [f"({', '.join(text(arrange(v)) for v in place)})" for place in places]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
