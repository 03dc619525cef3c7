"""Membership of a set, as a condition."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.solutions.conditions import (
    ALWAYS,
    NEVER,
    All,
    Any,
    Compare,
    Condition,
    Not,
    Whole,
)
from symcalc.grading.solutions.scope import Unlike, any_of


def member(x: sp.Basic, collection: sp.Basic) -> Condition:
    """x ∈ S, for the sets that are written with numbers."""
    if collection in (sp.S.Reals, sp.S.UniversalSet):
        return ALWAYS
    if collection == sp.S.EmptySet:
        return NEVER
    if isinstance(collection, sp.FiniteSet):
        return any_of(Compare(x, value, "=") for value in collection.args)
    if isinstance(collection, sp.Interval):
        return between(x, collection)
    if isinstance(collection, sp.Union):
        return Any(tuple(member(x, part) for part in collection.args))
    if isinstance(collection, sp.Intersection):
        return All(tuple(member(x, part) for part in collection.args))
    if isinstance(collection, sp.Complement):
        whole, without = collection.args
        return All((member(x, whole), Not(member(x, without))))
    if collection == sp.S.Integers:
        return Whole(x)
    raise Unlike


def between(x: sp.Basic, interval: sp.Interval) -> Condition:
    """x lies in an interval; an end at infinity asks nothing."""
    low, high, left_open, right_open = interval.args
    parts = []
    if low != -sp.oo:
        parts.append(Compare(x, low, ">" if left_open else ">="))
    if high != sp.oo:
        parts.append(Compare(x, high, "<" if right_open else "<="))
    return All(tuple(parts))
