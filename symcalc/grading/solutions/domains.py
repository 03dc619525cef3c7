"""What has to have a value as it is written, where it cancels: the root of (√x)² = x."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.solutions.conditions import (
    LIMITS,
    All,
    Compare,
    Condition,
    Point,
    sign_here,
    value_here,
)
from symcalc.notation import Notation

# Functions that have no value somewhere.
PARTIAL = (*LIMITS, sp.tan, sp.cot, sp.sec, sp.csc)


def where_written(condition: Compare, node: Notation) -> Condition:
    """The comparison, where all that is written has a value, also what is worked away."""
    seen = {part for side in (condition.left, condition.right) for part in _parts(side)}
    lost = [part for part in dict.fromkeys(_written(node)) if part not in seen]
    if not lost:
        return condition
    return All((condition, *(Compare(part, part, "=") for part in lost)))


def without_value(node: Notation, point: Point) -> Notation | None:
    """The first part that has no value at a point as it is written, also where it cancels."""
    for inner in node.walk():
        expr = inner.expr
        if inner.head == "quotient" and sign_here(inner.parts[1].expr, point) == 0:
            return inner
        plain = isinstance(expr, sp.Expr) and not expr.is_Matrix and _is_partial(expr)
        if plain and expr.free_symbols <= set(point) and value_here(expr, point) is None:
            return inner
    return None


def _written(node: Notation) -> Iterator[sp.Expr]:
    """Logarithms, roots and the like, as they were typed."""
    for inner in node.walk():
        expr = inner.expr
        if isinstance(expr, sp.Expr) and expr.free_symbols and not expr.is_Matrix:
            yield from (part for part in _parts(expr) if _is_partial(part))


def _parts(expr: sp.Expr) -> Iterator[sp.Basic]:
    yield from sp.preorder_traversal(expr)


def _is_partial(part: sp.Basic) -> bool:
    if part.is_Pow:
        return bool(part.exp.is_Rational and part.exp.q % 2 == 0 and part.base.free_symbols)
    return isinstance(part, PARTIAL) and bool(part.free_symbols)
