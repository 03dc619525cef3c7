"""A domain that a plane cuts into two parts: the curvature in each of them."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.tutor.extrema.composition import is_smooth
from symcalc.tutor.extrema.records import equal
from symcalc.tutor.extrema.signs import semidefinite
from symcalc.writing.text import text


def cut(expr: sp.Expr, wrt: Sequence[sp.Symbol]) -> sp.Expr | None:
    """The linear formula that must not be 0, where that is all that limits the domain.

    >>> x, y = sp.symbols("x y")
    >>> cut(x / y, (x, y))
    y
    """
    below = {
        p.base
        for p in expr.atoms(sp.Pow)
        if p.exp.is_Integer and p.exp < 0 and p.base.has(*wrt) and not is_smooth(p, wrt)
    }
    if len(below) != 1:
        return None
    (inner,) = below
    linear = inner.is_polynomial(*wrt) and sp.Poly(inner, *wrt).total_degree() == 1
    letter = sp.Dummy("u")
    rest = expr.replace(lambda e: e.is_Pow and e.base == inner, lambda e: letter ** abs(e.exp))
    smooth = is_smooth(rest, (*wrt, letter))
    return inner if linear and smooth and not expr.free_symbols - set(wrt) else None


def kind_beside(matrix: sp.Matrix, plane: sp.Expr, wrt: Sequence[sp.Symbol], side: int) -> int:
    """1 where the Hessian is proved positive semidefinite on a side, -1 where negative; else 0.

    On the side the linear formula is ±e^d, with a letter d that may take any value.
    """
    x = next(x for x in wrt if plane.has(x))
    value = side * sp.exp(sp.Dummy("d"))
    solved = sp.expand(x + (value - plane) / plane.coeff(x))
    here = matrix.applyfunc(lambda e: sp.powsimp(sp.expand(e.subs(x, solved))))
    for sign in (1, -1):
        if semidefinite(sign * here) is not None:
            return sign
    return 0


def beside(plane: sp.Expr, side: int) -> str:
    """y > 0, y < 0."""
    relation: Notation = equal(arrange(plane), notation.number(0), ">" if side > 0 else "<")
    return text(relation)
