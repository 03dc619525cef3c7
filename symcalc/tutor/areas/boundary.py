"""The curves around a region, each as one variable in terms of the other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.notation import Notation, name, number
from symcalc.primitives import arrange
from symcalc.scope import need_value
from symcalc.tutor.extrema.roots import exact_roots
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

    @property
    def letters(self) -> frozenset[sp.Symbol]:
        """Letters other than the variable: a, in y = a·x."""
        return frozenset(self.gap.free_symbols - {self.x})


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
    plain = [_formula(node) for node in given]
    for node in plain:
        for side in node.parts if _is_equation(node) else (node,):
            need_value(side)
    x, y = _axes(plain, wrt)
    pairs = ((x, y), (y, x)) if wrt is None else ((x, y),)
    ways = [found for pair in pairs if (found := _as_functions(plain, *pair))]
    if ways:
        return min(ways, key=lambda way: (way.solved, len(way.lines)))
    raise UnsupportedError(
        "these are not two curves around a region",
        where=", ".join(text(node) for node in given),
        hint=HINT,
    )


def _formula(node: Notation) -> Notation:
    """The formula of f(x) = x²."""
    return node.parts[1] if _is_equation(node) and node.parts[0].head == "apply" else node


def _is_equation(node: Notation) -> bool:
    return node.head == "relation" and node.text == "="


def _axes(given: Sequence[Notation], wrt: sp.Symbol | None) -> tuple[sp.Symbol, sp.Symbol]:
    """The variable along the axis, and the one that the curves give; the rest are letters."""
    written = frozenset[sp.Symbol]().union(*(node.symbols for node in given))
    plain = [node for node in given if not _is_equation(node)]
    inside = frozenset[sp.Symbol]().union(*(node.symbols for node in plain))
    named = {y for node in given if (y := _given_by(node)) is not None}
    if wrt is not None:
        others = written - {wrt} - inside
        return wrt, _only(others & named) or _only(others) or _other(wrt)
    known = {X, Y} & (inside or written)
    x = X if X in known else _only(known) or _only(inside)
    if inside and x is not None:
        return x, _other(x)
    if {X, Y} <= written or (known and not known & named) or written <= {X, Y}:
        return (x, _other(x)) if x is not None else (X, Y)
    x, y = _only(written - named), _only(named)
    if x is not None and y is not None:
        return x, y
    names = ", ".join(sorted(text(name(s)) for s in written))
    raise UnsupportedError(
        f"it is not clear which of the letters {names} is the variable",
        where=", ".join(text(node) for node in given),
        hint="call it x, as in: area between y = a x and y = x^2",
    )


def _given_by(node: Notation) -> sp.Symbol | None:
    """The y of y = x², but not the x of x = 3, which may be a line."""
    if not _is_equation(node):
        return None
    left, right = node.parts
    alone = left.head == "name" and left.expr not in right.symbols
    return left.expr if alone and right.symbols else None


def _only(letters: Collection[sp.Symbol]) -> sp.Symbol | None:
    return next(iter(letters)) if len(letters) == 1 else None


def _other(x: sp.Symbol) -> sp.Symbol:
    return Y if x != Y else X


def _as_functions(given: Sequence[Notation], x: sp.Symbol, y: sp.Symbol) -> Boundary | None:
    """Every curve as y in terms of x; None where one of them cannot be."""
    curves: list[tuple[Notation, ...]] = []
    lines: list[sp.Expr] = []
    solved = False
    for node in given:
        if not _is_equation(node):
            if y in node.symbols:
                return None
            curves.append((node,))
            continue
        left, right = node.parts
        if left.expr == y and y not in right.symbols:
            curves.append((right,))
        elif y not in node.symbols:
            roots = _solutions(left.expr - right.expr, x, y)
            if roots is None:
                return None
            lines += roots
        else:
            found = _solutions(left.expr - right.expr, y, x)
            if not found:
                return None
            curves.append(tuple(arrange(root) for root in found))
            solved = True
    if len(curves) == 1 and not solved:
        curves.append((number(0),))  # the axis
    pair = _pair(curves, x)
    if pair is None or len(lines) > CURVES:
        return None
    return Boundary(pair, x, y, tuple(lines), solved)


def _pair(curves: list[tuple[Notation, ...]], x: sp.Symbol) -> tuple[Notation, Notation] | None:
    """Two curves; of a curve with an upper and a lower half the one that meets the other twice."""
    if len(curves) == 1 and len(curves[0]) == CURVES:
        return curves[0][0], curves[0][1]
    if len(curves) != CURVES:
        return None
    pairs = [(f, g) for f in curves[0] for g in curves[1]]
    if len(pairs) > 1:
        pairs = [(f, g) for f, g in pairs if _encloses(f.expr - g.expr, x)]
    return pairs[0] if len(pairs) == 1 else None


def _encloses(gap: sp.Expr, x: sp.Symbol) -> bool:
    roots = exact_roots(gap, x) if gap.free_symbols == {x} else None
    return roots is not None and not roots.families and len(roots.alone) >= CURVES


def _solutions(gap: sp.Expr, y: sp.Symbol, x: sp.Symbol) -> list[sp.Expr] | None:
    """What y is where the gap is 0: of an equation of degree one or two."""
    if not gap.is_polynomial(y):
        return None
    poly = sp.Poly(gap, y)
    if poly.degree() not in (1, CURVES) or poly.LC().has(x):
        return None
    if poly.degree() == 1:
        a, b = poly.all_coeffs()
        return [sp.expand(-b / a)]
    a, b, c = poly.all_coeffs()
    if b.has(x):
        return None
    middle = sp.expand(-b / (2 * a))
    root = _root(sp.expand(middle**2 - c / a), x)
    return [middle + root, middle - root]


def _root(inside: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """√u, which is x^(3/2) for x³."""
    factor, power = inside.as_independent(x, as_Add=False)
    base, exponent = power.as_base_exp()
    if base == x and exponent.is_odd:
        return sp.sqrt(factor) * x ** (exponent / 2)
    return sp.sqrt(inside)
