"""Inequalities that were multiplied by what may be negative: 1/x > 2 is not 1 > 2x."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sympy as sp

from symcalc.grading.working.equation_slips import gap
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.writing.text import text

BY = "Both sides were multiplied by {factor}, which may be negative: then the sign turns round."
DIVIDED = BY.replace("multiplied", "divided")
SMALL = 60  # operations of what is looked at
HALVES = sorted((sp.Rational(k, 2) for k in range(-21, 22)), key=lambda q: (q.q, abs(q), -q))


def multiplied(
    before: Notation | None, after: Notation, unknowns: Sequence[sp.Symbol]
) -> tuple[str, dict[sp.Symbol, sp.Expr]] | None:
    """What was done, and a point that solves the one and not the other; None if it was not."""
    if before is None or before.head != "relation" or after.head != "relation":
        return None
    if before.text != after.text or before.text in ("=", "≠", "!=") or len(unknowns) != 1:
        return None
    old, new, x = gap(before), gap(after), unknowns[0]
    plain = all(side.is_rational_function(x) and sp.count_ops(side) < SMALL for side in (old, new))
    if not plain or new == 0 or {*old.free_symbols, *new.free_symbols} != {x} & old.free_symbols:
        return None
    factor = sp.cancel(sp.together(new / old))
    if x not in factor.free_symbols:
        return None
    for value in _places(factor, x):
        first, second = (_holds(node, x, value) for node in (before, after))
        if first is not None and second is not None and first != second:
            top, bottom = sp.fraction(factor)
            said, by = (BY, factor) if x in top.free_symbols else (DIVIDED, bottom)
            return said.format(factor=text(arrange(sp.factor(by)))), {x: value}
    return None


def _places(factor: sp.Expr, x: sp.Symbol) -> Iterator[sp.Expr]:
    """Small numbers where the factor is negative."""
    for value in HALVES:
        sign = factor.subs(x, value)
        if sign.is_finite and sign.is_negative:
            yield value


def _holds(node: Notation, x: sp.Symbol, value: sp.Expr) -> bool | None:
    """Whether a comparison holds at a number; None where a side has no value."""
    sides = [part.expr.subs(x, value) for part in node.parts]
    if not all(side.is_real and side.is_finite for side in sides):
        return None
    found = node.expr.func(*sides)
    return bool(found) if found in (sp.true, sp.false) else None
