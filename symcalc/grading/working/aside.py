"""Statements beside the way that tell something of the slope: y′/y = ln x + 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import sympy as sp

from symcalc.grading.working.letters import Letters
from symcalc.notation import Notation

if TYPE_CHECKING:
    from symcalc.grading.working.formulas import FormulaWalk


SLOPES = ("m", "k")  # at a point
POLYNOMIALS = ("T", "P", "p", "t")


def claims_answer(walk: FormulaWalk, parts: Sequence[Notation]) -> bool:
    """H = [[…]], m = 4, T = 1 + x: letters of the learner's own for what is asked for."""
    first, asked, last = parts[0], walk.asked, walk.letters.opened(parts[-1].expr)
    if first.head != "name" or first.expr in asked.letters | walk.letters.introduced:
        return False
    if asked.kind in ("gradient", "hessian", "jacobian"):
        right = asked.right.expr
        alike = all(isinstance(side, sp.MatrixBase) for side in (right, last))
        here = [value for _, value in asked.question.at]
        return alike and right.shape == last.shape and list(last) != here
    if asked.kind == "derivative":
        return bool(asked.question.at) and first.text in SLOPES and not last.free_symbols
    named = first.text.split("_")[0] in POLYNOMIALS
    return asked.kind == "taylor" and named and not last.free_symbols - asked.letters


def told_slope(first: Notation, last: sp.Expr, letters: Letters) -> sp.Expr | None:
    """y′ as an equation such as y′/y = ln x + 1 has it; None where it is no such equation."""
    y, p = sp.Symbol("y"), sp.Dummy("p")
    if y not in letters.known or letters.x is None:
        return None
    slopes = (sp.Symbol("y'"), sp.Symbol("y′"), sp.Derivative(y, letters.x))
    marked = first.expr.xreplace(dict.fromkeys(slopes, p))
    if not marked.has(p):
        return None
    opened = sp.expand(letters.opened(marked))
    rate = opened.coeff(p, 1)
    rest = sp.expand(opened - rate * p)
    return None if rate == 0 or rest.has(p) or rate.has(p) else (last - rest) / rate
