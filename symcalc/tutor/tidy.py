"""The form in which a teacher leaves a result."""

from __future__ import annotations

import sympy as sp

from symcalc.formula import over_reals
from symcalc.notation import Notation
from symcalc.primitives import arrange

LARGE = 60  # operations; longer numerators are left alone


def tidy(node: Notation) -> Notation:
    """Work a line out: numbers multiplied, like terms collected, in the learner's order."""
    worked = arrange(over_reals(regroup, node.expr), like=node)
    return node if shape(worked) == shape(node) else worked


def shape(node: Notation) -> tuple[object, ...]:
    """A formula without the order of its terms."""
    parts = [shape(part) for part in node.parts]
    if node.head == "sum":
        parts.sort(key=repr)
    return node.head, node.text, tuple(parts)


def regroup(expr: sp.Expr) -> sp.Expr:
    """Fold pieces, and multiply a numerator out where that makes it shorter."""
    if expr.has(sp.Piecewise):
        expr = sp.piecewise_fold(expr)
    if not expr.is_Mul:
        return expr
    top, bottom = sp.fraction(expr, exact=True)
    if bottom == 1 or not top.has(sp.Add) or sp.count_ops(top) > LARGE:
        return expr
    shorter = sp.expand(top) / bottom
    return shorter if sp.count_ops(shorter) < sp.count_ops(expr) else expr
