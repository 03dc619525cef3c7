"""Antiderivatives for the right steps around a wrong one, remembered, with little effort each."""

from __future__ import annotations

from functools import lru_cache

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.grading.misconceptions.effort import spent
from symcalc.primitives import arrange
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.parts import told_antiderivative
from symcalc.tutor.integrate.rule import all_rules
from symcalc.tutor.integrate.search import Search

KEPT = 4096
LARGE = 40  # operations of what is integrated
SHORT = 8
SECONDS = 0.15
MOST = 40  # integrals that are looked at on the way
STRANGE = (sp.nan, sp.zoo, sp.oo, -sp.oo, sp.I, sp.Piecewise, sp.floor, sp.ceiling)
UNKNOWN = (sp.Integral, sp.erf, sp.erfi, sp.Ei, sp.Si, sp.Ci, sp.li, sp.fresnels, sp.fresnelc)


def primitive_of(f: sp.Expr, x: sp.Symbol, searched: int = SHORT) -> sp.Expr | None:
    """An elementary antiderivative, if one is quickly found.

    It is searched for only where `f` has no more operations than `searched`.

    >>> x = sp.Symbol("x")
    >>> primitive_of(x * sp.log(x), x)
    x**2*log(x)/2 - x**2/4
    """
    if x not in f.free_symbols:
        return f * x
    if sp.count_ops(f) > LARGE or f.has(*STRANGE):
        return None
    try:
        told = _told(f, x)
        if told is not None or sp.count_ops(f) > searched or spent():
            return told
        return _searched(f, x)
    except (SymcalcError, sp.PolynomialError):
        return None


@lru_cache(maxsize=KEPT)
def _told(f: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    return told_antiderivative(f, x)


@lru_cache(maxsize=KEPT)
def _searched(f: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    found = Search(all_rules(), most=MOST, seconds=SECONDS).find(Integral(arrange(f), x))
    if found is None or found.antiderivative.has(*UNKNOWN):
        return None
    return found.antiderivative
