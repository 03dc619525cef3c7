"""The curves around a region, each as one variable in terms of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.notation import Notation, number
from symcalc.primitives import arrange
from symcalc.scope import need_value
from symcalc.writing.text import text

X, Y = sp.symbols("x y")
CURVES = 2  # curves between which an area lies
HINT = "name two curves, and limits where they are needed: area between y = x^2 and y = x"


@dataclass(frozen=True)
class Boundary:
    """Two curves as functions of x, and vertical lines; `solved` where equations were solved."""

    curves: tuple[Notation, Notation]
    x: sp.Symbol
    y: sp.Symbol
    lines: tuple[sp.Expr, ...] = ()
    solved: bool = False

    @property
    def gap(self) -> sp.Expr:
        """The first curve less the second."""
        return self.curves[0].expr - self.curves[1].expr


def boundary(given: Sequence[Notation], wrt: sp.Symbol | None = None) -> Boundary:
    """Two curves, from equations and formulas; equations x = 3 are lines that end the region.

    Raises
    ------
    UnsupportedError
        If there are not two curves, or no variable that all of them can be solved for.

    Examples
    --------
    >>> from symcalc.reading import read
    >>> found = boundary([read("y = x^2"), read("y = x"), read("x = 2")])
    >>> [curve.expr for curve in found.curves], found.lines
    ([x**2, x], (2,))
    """
    for node in given:
        for side in node.parts if _is_equation(node) else (node,):
            need_value(side)
    x, y = _axes(given, wrt)
    pairs = ((x, y), (y, x)) if wrt is None else ((x, y),)
    ways = [found for pair in pairs if (found := _as_functions(given, *pair))]
    if ways:
        return min(ways, key=lambda way: (way.solved, len(way.lines)))
    raise UnsupportedError(
        "these are not two curves around a region",
        where=", ".join(text(node) for node in given),
        hint=HINT,
    )


def _is_equation(node: Notation) -> bool:
    return node.head == "relation" and node.text == "="


def _axes(given: Sequence[Notation], wrt: sp.Symbol | None) -> tuple[sp.Symbol, sp.Symbol]:
    """The variable along the axis, and the one that the curves give."""
    plain = [node for node in given if not _is_equation(node)]
    written = set().union(*(node.symbols for node in given))
    inside = set().union(*(node.symbols for node in plain)) if plain else set()
    if len(inside) == 1 and wrt is None:
        (x,) = inside
        return x, Y if x != Y else X
    if wrt is not None:
        others = sorted(written - {wrt}, key=str)
        return wrt, others[0] if len(others) == 1 and len(plain) < len(given) else Y
    if len(written) > 2 or (len(written) == 2 and not {X, Y} & written):
        names = ", ".join(sorted(s.name for s in written))
        raise UnsupportedError(
            f"the curves have too many letters: {names}",
            where=", ".join(text(node) for node in given),
            hint="an area is worked out in two variables, such as x and y",
        )
    return X, Y


def _as_functions(given: Sequence[Notation], x: sp.Symbol, y: sp.Symbol) -> Boundary | None:
    """Every curve as y in terms of x; None where one of them cannot be."""
    curves: list[Notation] = []
    lines: list[sp.Expr] = []
    solved = False
    for node in given:
        if not _is_equation(node):
            if node.symbols - {x}:
                return None
            curves.append(node)
            continue
        left, right = node.parts
        if (
            left.head in ("name", "apply")
            and left.expr in (y, left.expr)
            and not (right.symbols - {x})
            and left.expr != x
        ):
            curves.append(right)
        elif y not in node.symbols:
            roots = _solutions(left.expr - right.expr, x)
            if roots is None or any(root.free_symbols for root in roots):
                return None
            lines += roots
        else:
            found = _solutions(left.expr - right.expr, y)
            if not found:
                return None
            curves += [arrange(root) for root in found]
            solved = True
    if len(curves) == 1 and not solved:
        curves.append(number(0))  # the axis
    if len(curves) != CURVES or len(lines) > CURVES:
        return None
    return Boundary((curves[0], curves[1]), x, y, tuple(lines), solved)


def _solutions(gap: sp.Expr, y: sp.Symbol) -> list[sp.Expr] | None:
    """What y is where the gap is 0: of a linear equation, or one in y² alone."""
    if not gap.is_polynomial(y):
        return None
    poly = sp.Poly(gap, y)
    if poly.degree() == 1:
        a, b = poly.all_coeffs()
        return [sp.expand(-b / a)] if a.is_number else None
    if poly.degree() != CURVES:
        return None
    a, b, c = poly.all_coeffs()
    if not a.is_number or b != 0:
        return None
    root = sp.sqrt(sp.expand(-c / a))
    return [root, -root]
