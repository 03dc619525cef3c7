"""The set of a condition along a line, written as inequalities."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import sympy as sp

from symcalc.grading.solutions.conditions import All, Compare, Condition, holds, value_here
from symcalc.grading.solutions.line import placed, simplest
from symcalc.grading.solutions.places import changes
from symcalc.grading.solutions.saying import number
from symcalc.tutor.extrema.numbers import decimals

SHOWN = 3  # pieces that are told


def has_values(*formulas: sp.Expr) -> Condition:
    """All of these formulas have a value.

    >>> x = sp.Symbol("x")
    >>> written(has_values(sp.log(x), 1 / (x - 1)), x)
    '0 < x < 1 or x > 1'
    """
    return All(tuple(Compare(f, f, "=") for f in formulas))


@lru_cache(maxsize=512)
def written(condition: Condition, x: sp.Symbol) -> str:
    """Where a condition on x alone holds; "" where that is not known, or takes too many words."""
    roots = changes(condition, x)
    marks = placed(roots) if roots is not None and not roots.families else None
    if marks is None:
        return ""
    near = [decimals(mark) for mark in marks]
    if None in near:
        return ""
    exact = [n for n in near if n is not None]
    inner = [simplest(a, b) for a, b in pairwise(exact)]
    outer = [sp.floor(exact[0]) - 1, sp.ceiling(exact[-1]) + 1] if exact else [sp.S.Zero]
    open_ = [outer[0], *inner, *outer[1:]]
    between = [holds(condition, {x: p}) for p in open_]
    at = [holds(condition, {x: mark}) for mark in marks]
    if None in between or None in at:
        return ""
    return _said(marks, [bool(b) for b in between], [bool(a) for a in at], x.name)


def _said(marks: list[sp.Expr], between: list[bool], at: list[bool], x: str) -> str:
    if all(between):
        missing = [m for m, held in zip(marks, at, strict=True) if not held]
        if len(missing) > SHOWN:
            return ""
        listed = " and ".join(f"{x} ≠ {number(m)}" for m in missing)
        return listed or f"every {x}"
    pieces: list[str] = []
    k = 0
    while k < len(between):
        if not between[k]:
            alone = k < len(marks) and at[k] and not between[k + 1]
            pieces += [f"{x} = {number(marks[k])}"] if alone else []
            k += 1
            continue
        end = k
        while end < len(marks) and at[end] and between[end + 1]:
            end += 1
        pieces.append(_range(marks, at, k, end, x))
        k = end + 1
    return " or ".join(pieces) if len(pieces) <= SHOWN else ""


def _range(marks: list[sp.Expr], at: list[bool], first: int, last: int, x: str) -> str:
    """From the mark before the first stretch to the one after the last."""
    low = None if first == 0 else (number(marks[first - 1]), at[first - 1])
    high = None if last == len(marks) else (number(marks[last]), at[last])
    if low and high:
        signs = ["≤" if closed else "<" for _, closed in (low, high)]
        return f"{low[0]} {signs[0]} {x} {signs[1]} {high[0]}"
    if low:
        return f"{x} {'≥' if low[1] else '>'} {low[0]}"
    assert high is not None
    return f"{x} {'≤' if high[1] else '<'} {high[0]}"


@lru_cache(maxsize=512)
def borders(left: sp.Expr, right: sp.Expr, x: sp.Symbol) -> tuple[sp.Expr, ...]:
    """The places where a piece of one of two formulas begins."""
    edges = [
        relation.lhs - relation.rhs
        for side in (left, right)
        for cases in side.atoms(sp.Piecewise)
        for _, condition in cases.args
        for relation in condition.atoms(sp.core.relational.Relational)
    ]
    if any(edge.free_symbols - {x} for edge in edges):
        return ()
    roots = [changes(Compare(edge, sp.S.Zero, "="), x) for edge in dict.fromkeys(edges)]
    found = [mark for r in roots if r is not None for mark in placed(r) or ()]
    return tuple(dict.fromkeys(found))


def at_border(left: sp.Expr, right: sp.Expr, x: sp.Symbol) -> tuple[sp.Expr, str] | None:
    """A border where two formulas differ: "values", or "left" or "right" if one has none."""
    for place in borders(left, right, x):
        first, second = value_here(left, {x: place}), value_here(right, {x: place})
        if first is None and second is None:
            continue
        if first is None or second is None:
            return place, "right" if first is None else "left"
        near = decimals(first - second)
        if near is not None and abs(near) > sp.Rational(1, 10**25):
            return place, "values"
    return None
