"""Real zeros as data, and the factors that may be zero."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, reduce
from math import gcd

import sympy as sp

from symcalc.formula import measure, over_reals
from symcalc.tutor.extrema.numbers import decimals

LARGEST = 220  # nodes of a formula that is factored


Family = tuple[sp.Expr, sp.Expr]  # a zero, and the period at which it comes again


@dataclass(frozen=True)
class Roots:
    """Real zeros: those that stand alone, and those that come again with a period."""

    alone: tuple[sp.Expr, ...] = ()
    families: tuple[Family, ...] = ()
    everywhere: bool = False

    def joined(self, other: Roots) -> Roots:
        """The zeros of a product."""
        return Roots(
            tuple(dict.fromkeys((*self.alone, *other.alone))),
            tuple(dict.fromkeys((*self.families, *other.families))),
            self.everywhere or other.everywhere,
        )

    @property
    def period(self) -> sp.Expr | None:
        """After which all families come again; None without any."""
        return common_multiple([p for _, p in self.families]) if self.families else None

    def listed(self) -> list[sp.Expr]:
        """In order; of the families those from 0 to the period."""
        found, period = list(self.alone), self.period
        whole = None if period is None else decimals(period)
        for start, step in self.families if whole is not None else ():
            near, first = decimals(step), decimals(start)
            if near is None or first is None or whole is None:
                continue
            lowest = start - sp.floor(first / near) * step
            found += [sp.expand(lowest + k * step) for k in range(round(float(whole / near)))]
        return ordered(found)


def common_multiple(periods: list[sp.Expr]) -> sp.Expr | None:
    """The least common multiple of numbers with rational ratios."""
    first = periods[0]
    ratios = [sp.simplify(p / first) for p in periods]
    if not all(r.is_Rational for r in ratios):
        return None
    top = reduce(sp.ilcm, [int(r.p) for r in ratios])
    bottom = reduce(gcd, [int(r.q) for r in ratios])
    return sp.Rational(top, bottom) * first


def ordered(values: list[sp.Expr]) -> list[sp.Expr]:
    """Each value once, the smallest first."""
    kept: list[tuple[sp.Rational, sp.Expr]] = []
    for value in values:
        near = decimals(value)
        if near is not None and all(
            abs(near - other) > sp.Rational(1, 10**20) for other, _ in kept
        ):
            kept.append((near, value))
    return [value for _, value in sorted(kept, key=lambda pair: pair[0])]


@lru_cache(maxsize=2048)
def factors(expr: sp.Expr) -> tuple[sp.Expr, ...] | None:
    """The factors of the numerator, each once; None where the formula is too large."""
    if measure(expr)[1] > LARGEST:
        return None
    if expr.has(sp.CRootOf):
        return (expr,)  # SymPy would factor over the field of the root
    top = sp.fraction(sp.together(expr))[0]
    product = over_reals(sp.factor, top)
    found: dict[sp.Expr, None] = {}
    for factor in sp.Mul.make_args(product):
        base, exponent = factor.as_base_exp()
        if base == sp.E or not exponent.is_number:
            found[factor] = None
        elif exponent.is_positive:
            found[base] = None
    return tuple(found) or (sp.S.One,)


@lru_cache(maxsize=2048)
def never_zero(factor: sp.Expr) -> bool:
    """Whether it is known to have no real zero: e^x, x^x, x² + 1."""
    if factor.is_Pow and not factor.exp.is_number:
        return True
    symbols = {s: sp.Dummy(s.name, real=True) for s in factor.free_symbols}
    return bool(factor.xreplace(symbols).is_nonzero)
