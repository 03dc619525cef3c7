"""Derivatives by the table: what a wrong rule needs that is differentiated rightly."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.tutor.integrate.forms import slope


def derived(expr: sp.Basic, *wrt: sp.Symbol | int) -> sp.Expr:
    """The derivative by each symbol in turn; a number after one says how many times.

    Raises
    ------
    UnsupportedError
        If a part of the formula has no rule.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> derived(x**3 * y, x, 2, y), derived(sp.Abs(x), x)
    (6*x, x/Abs(x))
    """
    for x in _each(wrt):
        expr = slope(expr, x)
    return expr


def _each(wrt: tuple[sp.Symbol | int, ...]) -> Iterator[sp.Symbol]:
    """The symbols, those with a count as often as it says."""
    for k, x in enumerate(wrt):
        count = wrt[k + 1] if k + 1 < len(wrt) else 1
        if isinstance(x, sp.Symbol):
            yield from [x] * (1 if isinstance(count, sp.Symbol) else int(count))
