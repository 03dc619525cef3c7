"""The series that everybody knows, and where they converge."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build, put
from symcalc.reading import read
from symcalc.steps import Step
from symcalc.tutor.taylor.remainder import Setting, told
from symcalc.writing.text import text

U, K, ALPHA = sp.symbols("u k alpha")
EVERYWHERE = None


class Match(NamedTuple):
    """What stands for u in a known function, in front of it, and as its exponent."""

    inner: sp.Expr
    front: sp.Expr = sp.S.One
    exponent: sp.Expr | None = None


class Known(NamedTuple):
    """A known series, where it converges, and how its function is recognised.

    `ends` are those of u = -1 and u = 1 at which it converges, None where it does for every u.
    """

    function: str
    series: str
    ends: tuple[int, ...] | None
    fits: Callable[[sp.Expr, sp.Symbol], Match | None]


def _argument(kind: type) -> Callable[[sp.Expr, sp.Symbol], Match | None]:
    def fits(f: sp.Expr, _t: sp.Symbol) -> Match | None:
        return Match(f.args[0]) if f.func is kind else None

    return fits


def _logarithm(f: sp.Expr, _t: sp.Symbol) -> Match | None:
    return Match(f.args[0] - 1) if isinstance(f, sp.log) else None


def _power(f: sp.Expr, t: sp.Symbol) -> Match | None:
    """c(1 + u)^α for a power of a sum."""
    base, exponent = f.as_base_exp()
    if exponent.has(t) or base == sp.E or (exponent.is_Integer and exponent >= 0):
        return None
    start = base.subs(t, 0)
    if not start.is_positive:
        return None
    return Match(sp.expand(base / start) - 1, start**exponent, exponent)


def _geometric(f: sp.Expr, t: sp.Symbol) -> Match | None:
    found = _power(f, t)
    if found is None or found.exponent != -1:
        return None
    return found._replace(inner=-found.inner)


# In the order in which they are tried: 1/(1 - u) is a power too.
KNOWN: tuple[Known, ...] = (
    Known("e^u", "sum_(k=0)^oo u^k/k!", EVERYWHERE, _argument(sp.exp)),
    Known("sin u", "sum_(k=0)^oo (-1)^k u^(2k+1)/(2k+1)!", EVERYWHERE, _argument(sp.sin)),
    Known("cos u", "sum_(k=0)^oo (-1)^k u^(2k)/(2k)!", EVERYWHERE, _argument(sp.cos)),
    Known("sinh u", "sum_(k=0)^oo u^(2k+1)/(2k+1)!", EVERYWHERE, _argument(sp.sinh)),
    Known("cosh u", "sum_(k=0)^oo u^(2k)/(2k)!", EVERYWHERE, _argument(sp.cosh)),
    Known("arctan u", "sum_(k=0)^oo (-1)^k u^(2k+1)/(2k+1)", (-1, 1), _argument(sp.atan)),
    Known("artanh u", "sum_(k=0)^oo u^(2k+1)/(2k+1)", (), _argument(sp.atanh)),
    Known("ln(1+u)", "sum_(k=1)^oo (-1)^(k+1) u^k/k", (1,), _logarithm),
    Known("1/(1-u)", "sum_(k=0)^oo u^k", (), _geometric),
    Known("(1+u)^alpha", "sum_(k=0)^oo binomial(alpha, k) u^k", (), _power),
)


@cache
def written(formula: str) -> Notation:
    """A formula of the table."""
    return read(formula)


def known_series(setting: Setting) -> Step | None:
    """The series that the polynomial begins, if it is one that everybody knows."""
    if {s.name for s in setting.body.symbols} & {"u", "k"} or setting.polynomial.expr == 0:
        return None
    t = sp.Dummy("t")
    moved = sp.expand_power_exp(setting.body.expr.subs(setting.x, setting.at + t))
    front, core = moved.as_independent(t, as_Add=False)
    for row in KNOWN:
        match = row.fits(core, t)
        if match is None or not is_monomial(match.inner, t):
            continue
        match = match._replace(front=front * match.front)
        return shown(row, match, t, setting) if begins(row, match, t, setting) else None
    return None


def is_monomial(inner: sp.Expr, t: sp.Symbol) -> bool:
    """Whether it is c·tᵐ."""
    _, power = inner.as_independent(t, as_Add=False)
    base, exponent = power.as_base_exp()
    return bool(base == t and exponent.is_Integer and exponent > 0)


def begins(row: Known, match: Match, t: sp.Symbol, setting: Setting) -> bool:
    """Whether the polynomial is the beginning of the series: every coefficient is compared."""
    total = written(row.series).expr
    _, first, _ = total.limits[0]
    terms = total.function.subs(ALPHA, match.exponent) if match.exponent else total.function
    count = range(int(first), setting.degree + 2)
    start = sum((terms.subs({U: match.inner, K: k}) for k in count), sp.S.Zero)
    polynomial = setting.polynomial.expr.subs(setting.x, setting.at + t)
    apart = sp.Poly(sp.expand(match.front * start - polynomial), t)
    low = [apart.coeff_monomial(t**k) for k in range(setting.degree + 1)]
    return all(c == 0 or sp.simplify(sp.expand_func(c)) == 0 for c in low)


def shown(row: Known, match: Match, t: sp.Symbol, setting: Setting) -> Step:
    """The step that names the series."""
    inner = put(arrange(match.inner), {t: setting.distance})
    plain = inner == setting.distance
    fills: dict[sp.Basic, Notation] = {U: inner if plain else notation.name(U)}
    if row.function.endswith("alpha"):
        fills[ALPHA] = arrange(match.exponent)
    series = notation.multiply(arrange(match.front), put(written(row.series), fills))
    line = build("relation", setting.body, series, text="=")
    fields = {
        "f": text(setting.body),
        "inner": "" if plain else f", with u = {text(inner)}",
        "where": where(row, match, t, setting),
    }
    return told("series", setting, line, fields)


def where(row: Known, match: Match, t: sp.Symbol, setting: Setting) -> str:
    """For which x the series converges: from |u| = 1 to x itself."""
    if row.ends is None:
        return f"every {text(arrange(setting.x))}"
    factor, power = match.inner.as_independent(t, as_Add=False)
    exponent = power.as_base_exp()[1]
    if not factor.is_number:
        return f"|{text(put(arrange(match.inner), {t: setting.distance}))}| < 1"
    radius = abs(factor) ** (-1 / exponent)
    signs = [int(sp.sign(factor)) * side ** int(exponent) for side in (-1, 1)]
    left, right = ("≤" if sign in row.ends else "<" for sign in signs)
    low, high = (text(arrange(setting.at + side * radius)) for side in (-1, 1))
    return f"{low} {left} {text(arrange(setting.x))} {right} {high}"
