"""Norms for square roots of sums of squares."""

from __future__ import annotations

import sympy as sp

from symcalc.matrix import algebra
from symcalc.matrix.term import ONE, Term, number
from symcalc.matrix.tidy.facts import Known


def root(term: Term, _known: Known) -> Term | None:
    """√(xᵀx) is ‖x‖."""
    base, power = algebra.based(term)
    if power.is_integer or not (2 * power).is_integer:
        return None
    inside = squared_in(base)
    return None if inside is None else algebra.times(raised_norm(_norm(inside), 2 * power))


def squared_in(term: Term) -> Term | None:
    """The x of xᵀx, or the X of the sum of the squares of its entries."""
    if term.op == "item" and term.args[0].op == "matmul":
        left, *right = term.args[0].args
        if len(right) == 1 and algebra.transpose(left) is right[0]:
            return right[0]
    if term.op == "total":
        base, power = algebra.based(term.args[0])
        return base if power == 2 else None
    return None


def _norm(term: Term) -> Term:
    return algebra.norm(term, "2" if term.is_column else "F")


def raised_norm(norm: Term, exponent: sp.Expr) -> Term:
    """‖x‖ to a power, which stays one."""
    if exponent == ONE:
        return norm
    return algebra.mapped("power", norm, number(exponent))
