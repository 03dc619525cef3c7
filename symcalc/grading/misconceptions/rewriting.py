"""Rewriting a formula with a slip of algebra at one place, or at two."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.misconceptions.outcomes import Outcomes, slipped
from symcalc.grading.misconceptions.sites import Rewriting
from symcalc.notation import ARITHMETIC, Notation
from symcalc.primitives import TABLE, arrange, build

LARGEST = 60  # nodes of a formula in which slips of algebra are looked for


def rewritten(node: Notation) -> Outcomes:
    """What a formula may become by rules of algebra that are none.

    >>> from symcalc.reading import read
    >>> found = rewritten(read("(x + 1)^2"))
    >>> sorted(str(one.value) for one in found.wrong if len(one.slips) == 1)
    ['x**2 + 1', 'x**2 + x + 1', 'x**2 - 2*x + 1']
    """
    if sum(1 for _ in node.walk()) > LARGEST:
        return Outcomes(node.expr)
    return _rewritten(node)


def _rewritten(node: Notation) -> Outcomes:
    if not node.parts or not isinstance(node.expr, sp.Expr) or node.expr.is_Matrix:
        return Outcomes(node.expr)
    parts = [_rewritten(part) for part in node.parts]

    def right(*values: sp.Expr) -> sp.Basic:
        if values == tuple(part.expr for part in node.parts):
            return node.expr
        if node.head in ARITHMETIC:
            return ARITHMETIC[node.head](*values)
        if node.head in TABLE:
            return TABLE[node.head].formula(*values)
        return build(node.head, *map(arrange, values), text=node.text).expr

    def site(*values: sp.Expr) -> Rewriting:
        return Rewriting(node, values, right(*values))

    return slipped(site, parts, right)
