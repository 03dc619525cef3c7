"""Integrands that are known to have no elementary antiderivative, and why.

Liouville's theorem, for e^q r with a polynomial q and a rational function r: an elementary
antiderivative is R e^q with a rational function R, so R' + q'R = r. Where r has a pole of order m
(2 or more), R has one of order m - 1, and nowhere else; that bounds its denominator and then its
degree, and what is left is a system of linear equations.

References
----------
M. Rosenlicht, Integration in finite terms, American Mathematical Monthly 79 (1972) 963-972.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp
from sympy.integrals.rationaltools import ratint_ratpart

from symcalc.primitives import arrange
from symcalc.tutor.integrate.forms import slope
from symcalc.tutor.integrate.special import exponential
from symcalc.tutor.words import integrals_honest as words
from symcalc.writing.text import text

DEGREE = 24  # of the numerator that is looked for
LARGEST = 60  # operations of an integrand
CUBIC, QUARTIC = 3, 4
WAVES = (sp.sin, sp.cos)
HYPERBOLIC = (sp.sinh, sp.cosh)


def reason(integrand: sp.Expr, x: sp.Symbol) -> str:
    """Why there is no elementary antiderivative; empty where that is not known.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> reason(sp.exp(x**2), x)[:47]
    'e^(x²) has no elementary antiderivative. By Lio'
    >>> reason(2 * x * sp.exp(x**2), x)
    ''
    """
    core = integrand.as_independent(x, as_Add=False)[1]
    if sp.count_ops(core) > LARGEST or core == 1:
        return ""
    return next((told for test in TESTS if (told := test(core, x))), "")


def rational_factor(r: sp.Expr, rate: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """The rational function R with R' + rate·R = r, for a polynomial rate; None if there is none.

    Raises
    ------
    ValueError
        If the degrees are larger than is worked with.

    >>> x = sp.Symbol("x")
    >>> rational_factor((x - 1) / x**2, sp.S.One, x)
    1/x
    >>> rational_factor(1 / x, sp.S.One, x) is None
    True
    """
    top, below = (sp.Poly(part, x) for part in sp.fraction(sp.cancel(r)))
    denominator = sp.Poly(1, x)
    for factor, order in below.sqf_list()[1]:
        if order == 1:
            return None  # a simple pole of r comes from no R
        denominator *= factor ** (order - 1)
    right = (top * denominator**2).quo(below)
    multiplier = sp.Poly(rate, x)
    degree = right.degree() - multiplier.degree() - denominator.degree()
    if degree < 0:
        return None
    if degree > DEGREE:
        raise ValueError("the degree is too large")
    unknown = sp.symbols(f"c:{degree + 1}", cls=sp.Dummy)
    numerator = sp.Poly(sum(c * x**k for k, c in enumerate(unknown)), x)
    left = numerator.diff(x) * denominator - numerator * denominator.diff(x)
    left += multiplier * numerator * denominator
    found = sp.linsolve((left - right).all_coeffs(), *unknown)
    if not found:
        return None
    values = dict(zip(unknown, next(iter(found)), strict=True))
    solved = numerator.as_expr().xreplace(values).xreplace(dict.fromkeys(unknown, sp.S.Zero))
    return sp.factor(solved / denominator.as_expr())


def _none(r: sp.Expr, rate: sp.Expr, x: sp.Symbol) -> bool:
    """Whether there is certainly no rational R with R' + rate·R = r."""
    try:
        return rational_factor(r, rate, x) is None
    except (ValueError, sp.PolynomialError):
        return False


def _exponential(core: sp.Expr, x: sp.Symbol) -> str:
    found = exponential(core, x)
    if found is None or not _fits(found.exponent, found.rest, x):
        return ""
    rate = slope(found.exponent, x)
    if not _none(found.rest, rate, x):
        return ""
    fields = {"exponential": _shown(core / found.rest), "equation": _equation(rate, found.rest)}
    return words.EXPONENTIAL.format(f=_shown(core), **fields)


def _wave(core: sp.Expr, x: sp.Symbol) -> str:
    calls = [f for f in sp.Mul.make_args(core) if isinstance(f, (*WAVES, *HYPERBOLIC))]
    if len(calls) != 1:
        return ""
    (call,) = calls
    rest, inside = core / call, call.args[0]
    if not _fits(inside, rest, x):
        return ""
    rate = slope(inside, x)
    if isinstance(call, HYPERBOLIC):
        if not (_none(rest, rate, x) or _none(rest, -rate, x)):
            return ""
        return words.HYPERBOLIC.format(f=_shown(core), equation=_equation(rate, rest))
    if not _none(rest, sp.I * rate, x):
        return ""
    return words.WAVE.format(f=_shown(core), equation=_equation(rate, rest, "i·"))


def _logarithm(core: sp.Expr, x: sp.Symbol) -> str:
    """XⁿR(ln x) with x = e^u is e^((n + 1)u) R(u)."""
    u = sp.Symbol("u" if x.name != "u" else "v")
    if not core.has(sp.log(x)):
        return ""
    below, beside = sp.S.One, sp.S.One
    for factor in sp.Mul.make_args(core):
        if factor.xreplace({sp.log(x): u}).has(x):
            beside *= factor
        else:
            below *= factor.xreplace({sp.log(x): u})
    base, n = beside.as_base_exp()
    n = sp.S.Zero if beside == 1 else n
    if base not in (x, 1) or not n.is_Rational or n == -1 or not below.is_rational_function(u):
        return ""
    if not _none(below, n + 1, u):
        return ""
    power = sp.exp((n + 1) * u)
    return words.LOGARITHM.format(
        f=_shown(core), x=x.name, u=u.name, turned=_shown(power * below), exponential=_shown(power)
    )


def _dilogarithm(core: sp.Expr, x: sp.Symbol) -> str:
    """R·ln v is elementary just where r = c·v'/v + g' with a rational function g."""
    calls = [f for f in sp.Mul.make_args(core) if isinstance(f, sp.log)]
    if len(calls) != 1:
        return ""
    v, r = calls[0].args[0], core / calls[0]
    if not (v.is_rational_function(x) and r.is_rational_function(x)) or r.is_polynomial(x):
        return ""
    top, below = (sp.Poly(part, x) for part in sp.fraction(sp.cancel(r)))
    rest = ratint_ratpart(top.rem(below), below, x)[1]
    if rest == 0 or not sp.cancel(rest * v / slope(v, x)).has(x):
        return ""
    return words.DILOGARITHM.format(f=_shown(core), rational=_shown(r), logarithm=_shown(calls[0]))


def _binomial(core: sp.Expr, x: sp.Symbol) -> str:
    """Chebyshev: x^m (a + b x^n)^p."""
    m, found = sp.S.Zero, None
    for factor in sp.Mul.make_args(core):
        base, power = factor.as_base_exp()
        if base == x:
            m += power
        elif found is None and base.is_Add and len(base.args) == 2:
            found = base, power
        else:
            return ""
    if found is None:
        return ""
    (base, p), (start, moving) = found, found[0].as_independent(x, as_Add=True)
    inner, n = moving.as_independent(x, as_Add=False)[1].as_base_exp()
    if start == 0 or inner != x or not (m.is_Rational and n.is_Rational and p.is_Rational):
        return ""
    first = (m + 1) / n
    second = first + p
    if any(value.is_Integer for value in (p, first, second)):
        return ""
    shown = {"p": p, "first": first, "second": second}
    values = {name: _shown(value) for name, value in shown.items()}
    return words.BINOMIAL.format(f=_shown(core), x=x.name, **values)


def _elliptic(core: sp.Expr, x: sp.Symbol) -> str:
    """1/√P for a cubic or quartic P without repeated roots, and √P for a cubic one."""
    base, power = core.as_base_exp()
    if abs(power) != sp.Rational(1, 2) or not base.is_polynomial(x):
        return ""
    poly = sp.Poly(base, x)
    degrees = (CUBIC, QUARTIC) if power < 0 else (CUBIC,)
    if poly.degree() not in degrees or not poly.is_sqf:
        return ""
    return words.ELLIPTIC.format(f=_shown(core), degree=poly.degree())


def _fits(exponent: sp.Expr, rest: sp.Expr, x: sp.Symbol) -> bool:
    polynomial = exponent.is_polynomial(x) and x in exponent.free_symbols
    return polynomial and rest.is_rational_function(x)


def _equation(rate: sp.Expr, rational: sp.Expr, unit: str = "") -> str:
    """R′ + rate·R = rational."""
    sign = "+"
    if rate.could_extract_minus_sign():
        sign, rate = "−", -rate
    shown = f"({_shown(rate)})" if rate.is_Add else _shown(rate)
    term = f"{unit}R" if rate == 1 else f"{unit}{shown}·R"
    return f"R′ {sign} {term} = {_shown(rational)}"


def _shown(expr: sp.Expr) -> str:
    return text(arrange(expr))


TESTS: tuple[Callable[[sp.Expr, sp.Symbol], str], ...] = (
    _exponential,
    _wave,
    _logarithm,
    _dilogarithm,
    _binomial,
    _elliptic,
)
