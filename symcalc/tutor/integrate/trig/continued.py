"""Antiderivatives in tan(x/2) or tan x, without the jumps and gaps where the tangent has no value.

arctan(p·t + q) with t = tan h grows by π over every period of h. Its derivative by h is
2p/(A + B sin 2h + C cos 2h) with A = 1 + p² + q², B = 2pq and C = 1 + q² - p². For p > 0 that is
also the derivative of h + arctan((B cos 2h - C sin 2h)/(A + 2p + B sin 2h + C cos 2h)), which has
no jumps: the denominator is positive, because A² - B² - C² = 4p².
"""

from __future__ import annotations

from typing import NamedTuple

import sympy as sp

T = sp.Dummy("t", real=True)


class Angle(NamedTuple):
    """The angle whose tangent is t, and its double."""

    h: sp.Expr

    @property
    def tangent(self) -> sp.Expr:
        """What jumps."""
        return sp.tan(self.h)

    @property
    def double(self) -> sp.Expr:
        """The angle of the period."""
        return sp.expand(2 * self.h)


def continued(expr: sp.Expr, angle: Angle, x: sp.Symbol) -> sp.Expr | None:
    """An antiderivative that goes on where the tangent has no value; None where it is not to.

    It differs from the one given by a constant between any two of those places.

    >>> x = sp.Symbol("x")
    >>> continued(sp.atan(2 * sp.tan(x)), Angle(x), x)
    x + atan(sin(2*x)/(3 - cos(2*x)))
    """
    body = sp.expand_log(expr.xreplace({angle.tangent: T}), force=False)
    if x in body.free_symbols or T not in body.free_symbols:
        return None
    arcs, logs, rest = [], [], sp.S.Zero
    for term in sp.Add.make_args(sp.expand(body)):
        weight, core = term.as_independent(T, as_Add=False)
        if isinstance(core, sp.atan):
            arcs.append((weight, core.args[0]))
        elif isinstance(core, sp.log):
            logs.append((weight, core.args[0]))
        elif core.is_rational_function(T):
            rest += term
        else:
            return None
    pieces = [_arc(weight, inner, angle) for weight, inner in arcs]
    ends = _logs(logs, angle), _fraction(rest, angle)
    if any(p is None for p in (*pieces, *ends)):
        return None
    return sp.Add(*pieces, *ends)


def _arc(weight: sp.Expr, inner: sp.Expr, angle: Angle) -> sp.Expr | None:
    """The continuous one for arctan(pt + q)."""
    if not inner.is_polynomial(T) or sp.degree(inner, T) != 1:
        return None
    p, q = sp.Poly(inner, T).all_coeffs()
    if not (p.is_number and q.is_number and p.is_real and q.is_real):
        return None
    if p.is_negative:
        weight, p, q = -weight, -p, -q
    turn = sp.radsimp((1 + q**2 - p**2) / (2 * p))
    level = sp.radsimp((1 + q**2 + p**2) / (2 * p)) + 1
    level, q, turn = _cleared([level, sp.radsimp(q), turn])
    sine, cosine = sp.sin(angle.double), sp.cos(angle.double)
    part = (q * cosine - turn * sine) / (level + q * sine + turn * cosine)
    return weight * (angle.h + sp.atan(part))


def _cleared(values: list[sp.Expr]) -> list[sp.Expr]:
    """Numbers multiplied so that none is a fraction, if there is one such number for all.

    >>> _cleared([1 + 1 / sp.sqrt(2), sp.S.Zero, 1 / sp.sqrt(2)])
    [1 + sqrt(2), 0, 1]
    """
    roots = sp.Tuple(*values).atoms(sp.Pow)
    square = [r for r in roots if r.exp == sp.S.Half and r.base.is_Rational]
    tried = [sp.S.One, *sorted(square, key=sp.default_sort_key)]
    forms = []
    for root in dict.fromkeys(tried):
        told = [sp.expand(sp.radsimp(root * v)) for v in values]
        scale = sp.ilcm(1, 1, *(c.q for v in told for c in _rationals(v)))
        told = [sp.expand(scale * v) for v in told]
        common = sp.igcd(0, 0, *(c.p for v in told for c in _rationals(v)))
        forms.append([sp.expand(v / common) if common else v for v in told])
    return min(forms, key=lambda form: sum(sp.count_ops(v) + len(str(v)) for v in form))


def _rationals(value: sp.Expr) -> list[sp.Rational]:
    return [t.as_coeff_Mul()[0] for t in sp.Add.make_args(value) if t.as_coeff_Mul()[0].is_Rational]


def _logs(logs: list[tuple[sp.Expr, sp.Expr]], angle: Angle) -> sp.Expr | None:
    """Logarithms by sine and cosine, where what is infinite at the ends cancels."""
    total, degree = sp.S.Zero, sp.S.Zero
    for weight, inner in logs:
        plain = inner.args[0] if isinstance(inner, sp.Abs) else inner
        if not plain.is_rational_function(T):
            return None
        top, bottom = sp.fraction(sp.together(plain))
        degree += weight * (sp.degree(top, T) - sp.degree(bottom, T))
        value = _homogeneous(top, angle) / _homogeneous(bottom, angle)
        positive = not isinstance(inner, sp.Abs)
        total += weight * sp.log(value if positive or value == 1 else sp.Abs(value))
    return total if sp.expand(degree) == 0 else None


def _homogeneous(poly: sp.Expr, angle: Angle) -> sp.Expr:
    """A polynomial in t, times the power of the cosine that takes the tangent away."""
    if T not in poly.free_symbols:
        return poly
    sine, cosine = sp.sin(angle.h), sp.cos(angle.h)
    terms = sp.Poly(poly, T).terms()
    top = terms[0][0][0]
    if sp.expand(poly - poly.subs(T, 0) * (1 + T**2)) == 0:
        return poly.subs(T, 0)
    return sp.Add(*(w * sine**n * cosine ** (top - n) for (n,), w in terms))


def _fraction(rest: sp.Expr, angle: Angle) -> sp.Expr | None:
    """A fraction that stays finite, by sine and cosine."""
    if T not in rest.free_symbols:
        return rest
    top, bottom = sp.fraction(sp.cancel(sp.together(rest)))
    lack = sp.degree(bottom, T) - sp.degree(top, T)
    if lack < 0:
        return None
    return sp.cos(angle.h) ** lack * _homogeneous(top, angle) / _homogeneous(bottom, angle)
