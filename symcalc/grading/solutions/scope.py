"""What a statement is about, and what a number says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import sympy as sp

from symcalc.grading.solutions.conditions import Any, Compare, Condition, Whole
from symcalc.structures import PLUS_OR_MINUS

COUNTERS = ("n", "k", "m", "j", "N", "K")
INDEXED = re.compile(r"([A-Za-z])_?\d+\Z")


class Unlike(Exception):
    """It says nothing of the letters."""


@dataclass(frozen=True)
class Scope:
    """What a statement is about.

    Attributes
    ----------
    unknowns : tuple of sympy.Symbol
        What is to be found, in the order of a point's coordinates.
    known : frozenset of sympy.Symbol
        All letters of the question.
    ranges : bool
        Whether [1, 2] and (1, 2) are meant as intervals.
    """

    unknowns: tuple[sp.Symbol, ...]
    known: frozenset[sp.Symbol]
    ranges: bool = False


def only(scope: Scope) -> sp.Symbol:
    """The one unknown."""
    if len(scope.unknowns) != 1:
        raise Unlike
    return scope.unknowns[0]


def signs(expr: sp.Expr) -> list[sp.Expr]:
    """±a as the two that it is."""
    if PLUS_OR_MINUS not in expr.free_symbols:
        return [expr]
    return [expr.subs(PLUS_OR_MINUS, 1), expr.subs(PLUS_OR_MINUS, -1)]


def any_of(parts: Iterable[Condition]) -> Condition:
    """One of these; without any doubling."""
    found = tuple(dict.fromkeys(parts))
    return found[0] if len(found) == 1 else Any(found)


def solved_by(x: sp.Symbol, value: sp.Expr, scope: Scope) -> Condition:
    """x is the value; a letter that only counts makes it many."""
    counters = [s for s in value.free_symbols - scope.known if s.name in COUNTERS]
    if len(counters) != 1:
        return Compare(x, value, "=")
    (k,) = counters
    if value.has(sp.Pow) and any(p.base == -1 and p.has(k) for p in value.atoms(sp.Pow)):
        twice = sp.Symbol(k.name, integer=True)
        halves = [value.subs(k, 2 * twice), value.subs(k, 2 * twice + 1)]
        return any_of(solved_by(x, sp.expand(h.subs(twice, k)), scope) for h in halves)
    if not value.is_polynomial(k) or sp.degree(value, k) != 1:
        raise Unlike
    step, start = sp.Poly(value, k).all_coeffs()
    return Whole((x - start) / step)


def unindexed(side: sp.Expr, scope: Scope) -> sp.Expr:
    """x₁ and x₂ are names that solutions for x are given."""
    table = {}
    for symbol in side.free_symbols - scope.known:
        found = INDEXED.match(symbol.name)
        plain = next((u for u in scope.unknowns if found and u.name == found[1]), None)
        if plain is not None:
            table[symbol] = plain
    return side.xreplace(table)
