"""Differentiating a formula with a wrong rule at one place, or at two."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.misconceptions.outcomes import Outcomes, slipped
from symcalc.grading.misconceptions.sites import Slope
from symcalc.notation import Notation
from symcalc.primitives import TABLE


def sloped(node: Notation, x: sp.Symbol) -> Outcomes:
    """What the derivative of a formula by x may come out as.

    >>> from symcalc.reading import read
    >>> found = sloped(read("x^2 sin x"), sp.Symbol("x"))
    >>> found.right
    x**2*cos(x) + 2*x*sin(x)
    >>> sp.Symbol("x") * 2 * sp.cos("x") in [one.value for one in found.wrong]
    True
    """
    row = TABLE.get(node.head)
    if node.head == "name":
        own = sp.S.One if node.expr == x else sp.S.Zero
        return slipped(lambda: Slope(node, x, (), own), (), lambda: own)
    if row is None or not node.parts:
        return slipped(lambda: Slope(node, x, (), sp.S.Zero), (), lambda: sp.S.Zero)
    exprs = [part.expr for part in node.parts]
    partials = row.partials(*exprs)

    def right(*slopes: sp.Expr) -> sp.Expr:
        moving = ((p, s) for p, s in zip(partials, slopes, strict=True) if s != 0)
        return sp.Add(*(p * s for p, s in moving))

    def site(*slopes: sp.Expr) -> Slope:
        return Slope(node, x, slopes, right(*slopes))

    return slipped(site, [sloped(part, x) for part in node.parts], right)
