"""Polynomials fitted to points: coefficients in decimals, and families that fit equally well."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.kinds.rounded import enough
from symcalc.grading.points.numbers import EXACT, OTHER, agreements
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told
from symcalc.notation import Notation

X = sp.Symbol("x")
ONE_OF_MANY = "It fits as well as any, and there are more that do: infinitely many."


@answer_kind("fitted", rank=5)
def fitted(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """1.5x − 0.333 for 3x/2 − 1/3; 2 + m (x − 1) for the family t x + 2 − t."""
    wanted, mine = asked.right.expr, told.expr
    if asked.kind != "fit" or policy.tolerance or not isinstance(mine, sp.Expr):
        return None
    if not mine.is_polynomial(X):
        return None
    if _letters(wanted):
        return _family(wanted, mine)
    return None if _letters(mine) else _rounded(wanted, mine, told.node)


def _rounded(wanted: sp.Expr, mine: sp.Expr, node: Notation) -> Finding | None:
    """Coefficient by coefficient, each with the digits that it is written with."""
    written = {part.expr: part for part in _numbers(node)}
    size = max(sp.degree(wanted, X), sp.degree(mine, X), 0) + 1
    pairs = [(wanted.expand().coeff(X, k), mine.expand().coeff(X, k)) for k in range(int(size))]
    apart = [pair for pair in pairs if pair[0] != pair[1]]
    if not apart or not all(abs(c) in written and v * c > 0 for v, c in apart):
        return None
    both = [(abs(v), written[abs(c)]) for v, c in apart]
    found = set(agreements(both))
    return None if OTHER in found or found == {EXACT} else enough(both)


def _numbers(node: Notation) -> Iterator[Notation]:
    return (part for part in node.walk() if part.head == "number")


def _family(wanted: sp.Expr, mine: sp.Expr) -> Finding | None:
    """Whether the learner's polynomials are among the right ones, and whether they are all."""
    size = int(max(sp.degree(wanted, X), sp.degree(mine, X), 0)) + 1
    right_, yours = (
        sp.Matrix([side.expand().coeff(X, k) for k in range(size)]) for side in (wanted, mine)
    )
    free, letters = _letters(wanted), _letters(mine)
    spanned = right_.jacobian(free)
    moved = yours.jacobian(letters) if letters else sp.zeros(size, 1)
    if spanned.free_symbols or moved.free_symbols:
        return None
    start = yours.subs(dict.fromkeys(letters, 0)) - right_.subs(dict.fromkeys(free, 0))
    if spanned.row_join(start).row_join(moved).rank() > spanned.rank():
        return None
    if moved.rank() < spanned.rank():
        return partly("incomplete", ONE_OF_MANY, proof="exact")
    return right(proof="exact")


def _letters(side: sp.Expr) -> list[sp.Symbol]:
    return sorted(side.free_symbols - {X}, key=str)
