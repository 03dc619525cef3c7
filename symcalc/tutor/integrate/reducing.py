"""Which reduction formula is for an integrand, and what it comes to."""

from __future__ import annotations

from typing import NamedTuple

import sympy as sp

from symcalc.tutor.integrate.forms import linear, slope
from symcalc.tutor.integrate.growing import growth
from symcalc.tutor.integrate.returning import Choice

LOGARITHMS = range(4, 31)  # exponents from which on the formula is worth stating
POWERS = range(9, 31)
AGAIN = " In the new integral the same is done once more."


class Reduction(NamedTuple):
    """A formula for the integral of `general`, in which `letter` is the exponent.

    `values` are the integrals for one exponent after another, up to the one that is asked for;
    `rate` is what is divided by, `choice` the integration by parts that proves the formula.
    """

    letter: sp.Symbol
    exponent: int
    general: sp.Expr
    formula: sp.Expr
    choice: Choice
    values: list[tuple[int, sp.Expr]]
    last: sp.Expr
    rate: sp.Expr
    again: str = ""


def reduction_of(core: sp.Expr, x: sp.Symbol, n: sp.Symbol) -> Reduction | None:
    """The reduction formula for a power of a logarithm, or of x beside f with f'' = q f.

    >>> x, n = sp.symbols("x n")
    >>> reduction_of(sp.log(x) ** 4, x, n).formula
    -n*Integral(log(x)**(n - 1), x) + x*log(x)**n
    """
    powers = {f: f.as_base_exp() for f in sp.Mul.make_args(core) if f.has(x)}
    for factor, (base, k) in powers.items():
        rest = core / factor
        if isinstance(base, sp.log) and k in LOGARITHMS:
            return _logarithm(base, int(k), rest, x, n)
        if base == x and k in POWERS and len(powers) == 2 and growth(rest, x) is not None:
            return _power(int(k), rest, x, n)
    return None


def _logarithm(
    base: sp.Expr, k: int, rest: sp.Expr, x: sp.Symbol, n: sp.Symbol
) -> Reduction | None:
    """∫ xᵐ (ln ax)ⁿ dx = xᵐ⁺¹ (ln ax)ⁿ/(m + 1) - n/(m + 1) ∫ xᵐ (ln ax)ⁿ⁻¹ dx."""
    of_x, m = rest.as_base_exp() if rest != 1 else (x, sp.S.Zero)
    inside = base.args[0]
    if of_x != x or m.has(x) or m == -1 or linear(inside, x) is None or inside.subs(x, 0) != 0:
        return None
    v = x ** (m + 1) / (m + 1)
    coefficients, values = [sp.S.One], [(0, v)]
    for j in range(1, k + 1):
        coefficients = [-j * c / (m + 1) for c in coefficients] + [sp.S.One]
        total = sp.Add(*(c * base**i for i, c in enumerate(coefficients)))
        values.append((j, sp.factor_terms(v * total) if m.is_number else v * total))
    formula = v * base**n - n / (m + 1) * sp.Integral(rest * base ** (n - 1), x)
    choice = Choice(base**n, rest, v)
    return Reduction(n, k, rest * base**n, formula, choice, values, rest, m + 1)


def _power(k: int, f: sp.Expr, x: sp.Symbol, n: sp.Symbol) -> Reduction:
    """∫ xⁿ f dx for f' = a f, or by parts twice for f'' = q f."""
    q = growth(f, x)
    if isinstance(f, sp.Function) and not isinstance(f, sp.exp):
        return _wave(k, f, q, x, n)
    a = sp.cancel(slope(f, x) / f)
    part, values = 1 / a, [(0, f / a)]
    for j in range(1, k + 1):
        part = sp.expand((x**j - j * part) / a)
        values.append((j, sp.factor_terms(sp.together(part)) * f))
    formula = x**n * f / a - n / a * sp.Integral(x ** (n - 1) * f, x)
    return Reduction(n, k, x**n * f, formula, Choice(x**n, f, f / a), values, f, a)


def _wave(k: int, f: sp.Expr, q: sp.Expr, x: sp.Symbol, n: sp.Symbol) -> Reduction:
    """∫ xⁿ f dx = xⁿ f'/q - n xⁿ⁻¹ f/q + n (n - 1)/q ∫ xⁿ⁻² f dx."""
    v, w = slope(f, x) / q, f / q
    start = k % 2
    value = x * v - w if start else v
    values = [(start, value)]
    mate = slope(f, x).atoms(sp.Function)
    for j in range(start + 2, k + 1, 2):
        value = sp.expand(x**j * v - j * x ** (j - 1) * w + j * (j - 1) * value / q)
        found = sp.collect(value, [f, *mate], evaluate=False)
        values.append((j, sp.Add(*(sp.factor_terms(c) * g for g, c in found.items()))))
    formula = x**n * v - n * x ** (n - 1) * w + n * (n - 1) / q * sp.Integral(x ** (n - 2) * f, x)
    choice = Choice(x**n, f, v)
    return Reduction(n, k, x**n * f, formula, choice, values, x**start * f, q, AGAIN)
