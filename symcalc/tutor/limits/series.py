"""Series: how top and bottom begin decides. The last resort."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from symcalc import notation
from symcalc.primitives import arrange
from symcalc.tutor.limits.ask import Ask, Finder, Found
from symcalc.tutor.limits.forms import form
from symcalc.tutor.limits.lines import rewritten, top_and_bottom
from symcalc.writing.text import text

ORDER = 9  # terms that are computed
LARGE = 80
HIGH = 4  # order from which series come before L'Hôpital's rule

Terms = list[sp.Expr]


def high_order(ask: Ask, finder: Finder) -> Found | None:
    """Where L'Hôpital's rule would be needed four times or more, series are shorter."""
    return series(ask, finder, HIGH)


def series(ask: Ask, finder: Finder, least: int = 0) -> Found | None:
    """Top and bottom, each as the first term of its series that is not 0."""
    pair = top_and_bottom(ask.body)
    if pair is None or ask.to.is_infinite or sp.count_ops(ask.expr) > LARGE:
        return None
    if form(ask.of(notation.divide(*pair))) != "0/0":
        return None
    begun = [b for p in pair if (b := _begins(p.expr, ask)) is not None]
    if len(begun) < len(pair) or max(k for _, k in begun) < least:
        return None
    gap = ask.x - ask.to
    leads = [sp.expand(c) * gap**k for c, k in begun]
    told = [
        f"{text(p)} = {text(arrange(lead))} + …"
        for p, lead in zip(pair, leads, strict=True)
        if sp.expand(p.expr - lead) != 0
    ]
    if not told:
        return None
    line = notation.divide(*(arrange(lead) for lead in leads))
    return rewritten(ask, finder, "series", line, expansions=" and ".join(told))


def _begins(expr: sp.Expr, ask: Ask) -> tuple[sp.Expr, int] | None:
    """The first term of the series that is not 0, and its order."""
    try:
        terms = expand(expr.xreplace({ask.x: ask.to + ask.x}) if ask.to else expr, ask.x)
    except ArithmeticError:
        return None
    for k, c in enumerate(terms):
        if sp.expand(c) != 0 and sp.simplify(c) != 0:
            return c, k
    return None


def expand(expr: sp.Expr, x: sp.Symbol, order: int = ORDER) -> list[sp.Expr]:
    """The coefficients of the Taylor series at 0.

    Raises
    ------
    ArithmeticError
        If the formula has no such series, or has a function that is not known here.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> expand(sp.sin(x) - x, x, 4)
    [0, 0, 0, -1/6]
    """
    if x not in expr.free_symbols:
        return [expr, *[sp.S.Zero] * (order - 1)]
    if expr == x:
        return [sp.S.Zero, sp.S.One, *[sp.S.Zero] * (order - 2)][:order]
    if expr.is_Add:
        parts = [expand(a, x, order) for a in expr.args]
        return [sp.Add(*cs) for cs in zip(*parts, strict=True)]
    if expr.is_Mul:
        result = expand(expr.args[0], x, order)
        for factor in expr.args[1:]:
            result = times(result, expand(factor, x, order))
        return result
    if expr.is_Pow and x not in expr.exp.free_symbols:
        return raised(expand(expr.base, x, order), expr.exp)
    if expr.is_Pow and x not in expr.base.free_symbols:
        return expand(sp.exp(expr.exp * sp.log(expr.base), evaluate=False), x, order)
    outer = OUTER.get(expr.func)
    if outer is None:
        raise ArithmeticError(str(expr.func))
    return outer(expand(expr.args[0], x, order))


def times(u: Terms, v: Terms) -> Terms:
    """The product of two series."""
    return [sp.Add(*(u[i] * v[k - i] for i in range(k + 1))) for k in range(len(u))]


def raised(u: Terms, power: sp.Expr) -> Terms:
    """uᵖ, by u·(uᵖ)′ = p·u′·uᵖ."""
    if u[0] == 0:
        if not (power.is_Integer and power > 0):
            raise ArithmeticError("no series")
        result = u
        for _ in range(int(power) - 1):
            result = times(result, u)
        return result
    found = [u[0] ** power]
    for k in range(1, len(u)):
        total = sp.Add(*((power * i - (k - i)) * u[i] * found[k - i] for i in range(1, k + 1)))
        found.append(total / (k * u[0]))
    return found


def slope(u: Terms) -> Terms:
    """The derivative; its last term is not known, and 0 here."""
    return [*((k + 1) * u[k + 1] for k in range(len(u) - 1)), sp.S.Zero]


def sums(start: sp.Expr, u: Terms) -> Terms:
    """The antiderivative with a value at 0."""
    return [start, *(u[k] / (k + 1) for k in range(len(u) - 1))]


def _exp(u: Terms) -> Terms:
    found = [sp.exp(u[0])]
    for k in range(1, len(u)):
        found.append(sp.Add(*(i * u[i] * found[k - i] for i in range(1, k + 1))) / k)
    return found


def _wave(u: Terms, sign: int, first: sp.Expr, second: sp.Expr) -> tuple[Terms, Terms]:
    """Sine and cosine together, or the hyperbolic ones: s′ = c·u′, c′ = ∓s·u′."""
    s, c = [first], [second]
    for k in range(1, len(u)):
        s.append(sp.Add(*(i * u[i] * c[k - i] for i in range(1, k + 1))) / k)
        c.append(sign * sp.Add(*(i * u[i] * s[k - i] for i in range(1, k + 1))) / k)
    return s, c


def _circular(u: Terms) -> tuple[Terms, Terms]:
    return _wave(u, -1, sp.sin(u[0]), sp.cos(u[0]))


def _hyperbolic(u: Terms) -> tuple[Terms, Terms]:
    return _wave(u, 1, sp.sinh(u[0]), sp.cosh(u[0]))


def _over(pair: tuple[Terms, Terms]) -> Terms:
    return times(pair[0], raised(pair[1], sp.S.NegativeOne))


def _one_plus(u: Terms, sign: int) -> Terms:
    """1 ± u²."""
    square = times(u, u)
    return [1 + sign * square[0], *(sign * c for c in square[1:])]


def _inverse(
    value: Callable[[sp.Expr], sp.Expr], sign: int, power: sp.Expr
) -> Callable[[Terms], Terms]:
    """A function whose derivative is (1 ± u²)ᵖ."""

    def of(u: Terms) -> Terms:
        return sums(value(u[0]), times(slope(u), raised(_one_plus(u, sign), power)))

    return of


OUTER: dict[type, Callable[[Terms], Terms]] = {
    sp.exp: _exp,
    sp.log: lambda u: sums(sp.log(u[0]), times(slope(u), raised(u, sp.S.NegativeOne))),
    sp.sin: lambda u: _circular(u)[0],
    sp.cos: lambda u: _circular(u)[1],
    sp.tan: lambda u: _over(_circular(u)),
    sp.sinh: lambda u: _hyperbolic(u)[0],
    sp.cosh: lambda u: _hyperbolic(u)[1],
    sp.tanh: lambda u: _over(_hyperbolic(u)),
    sp.atan: _inverse(sp.atan, 1, sp.S.NegativeOne),
    sp.asin: _inverse(sp.asin, -1, -sp.S.Half),
    sp.asinh: _inverse(sp.asinh, 1, -sp.S.Half),
    sp.atanh: _inverse(sp.atanh, -1, sp.S.NegativeOne),
}
