"""The form in which a teacher leaves a result."""

from __future__ import annotations

import sympy as sp

from symcalc.formula import lettered, over_reals
from symcalc.notation import Notation
from symcalc.primitives import arrange, opened, replace_nodes

SHORT = ("norm", "binomial")  # heads that stand for other formulas
LARGE = 80  # operations; longer fractions are left alone
DEGREE = 12  # of the polynomials in a fraction that is cancelled


def tidy(node: Notation) -> Notation:
    """Work a line out: numbers multiplied, like terms collected, in the learner's order."""
    (shown,), back = lettered(node.expr)
    worked = arrange(over_reals(regroup, shown).xreplace(back), like=node)
    return node if shape(worked) == shape(node) else worked


def written_out(node: Notation) -> Notation:
    """Norms as the roots, sums and maxima that they are, binomial coefficients as numbers.

    Functions of the user's own become their formulas.
    """

    def change(part: Notation) -> Notation | None:
        if part.head in SHORT:
            return arrange(part.expr, like=node)
        formula = opened(part)
        return None if formula is None else written_out(formula)

    return replace_nodes(node, change)


def shape(node: Notation) -> tuple[object, ...]:
    """A formula without the order of its terms."""
    parts = [shape(part) for part in node.parts]
    if node.head == "sum":
        parts.sort(key=repr)
    return node.head, node.text, tuple(parts)


def regroup(expr: sp.Expr) -> sp.Expr:
    """Fold pieces; multiply out, cancel or take out a common factor where that is shorter."""
    if expr.has(sp.Piecewise):
        expr = sp.piecewise_fold(expr)
    if not expr.is_Mul:
        return expr
    top, bottom = sp.fraction(expr, exact=True)
    if bottom == 1 or not top.has(sp.Add) or sp.count_ops(expr) > LARGE:
        return expr
    forms = [expr, sp.expand(top) / bottom, _factored(top) / bottom]
    if expr.is_rational_function(*expr.free_symbols) and _degree(expr) <= DEGREE:
        forms.append(_kept(sp.cancel(expr), bottom))
    return min(forms, key=sp.count_ops)


def _factored(top: sp.Expr) -> sp.Expr:
    """x²(3x cos x - 2 sin x) for 3x³ cos x - 2x² sin x."""
    return sp.factor_terms(sp.expand(top))


def _kept(cancelled: sp.Expr, bottom: sp.Expr) -> sp.Expr:
    """A cancelled fraction whose denominator is a power again, if it was one."""
    top, below = sp.fraction(cancelled)
    return top / sp.factor(below) if bottom.has(sp.Pow) else cancelled


def _degree(expr: sp.Expr) -> int:
    """The largest whole exponent in an expression."""
    return max((abs(int(p.exp)) for p in expr.atoms(sp.Pow) if p.exp.is_Integer), default=1)
