"""Where each piece of a function with kinks is stationary: points, and whole stretches of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import sympy as sp

from symcalc.checking.feasible import Array, values
from symcalc.primitives import arrange
from symcalc.tutor.extrema.branches import Stuck
from symcalc.tutor.extrema.composition import is_affine
from symcalc.tutor.extrema.constraints import SIZES
from symcalc.tutor.extrema.numbers import sign_at, sign_of, tidied
from symcalc.tutor.extrema.pieces import Piece, Side, pieces
from symcalc.tutor.extrema.records import equal, listed, place_said
from symcalc.tutor.extrema.solutions import solved
from symcalc.tutor.extrema.systems import solve_system
from symcalc.writing.text import text

TRIED = 3000

Point = Mapping[sp.Symbol, sp.Expr]


class Stretch(NamedTuple):
    """A point, or a curve of points of which only those on some sides of edges count.

    `where` tells which these are, `value` what the function is on a curve.
    """

    point: dict[sp.Symbol, sp.Expr]
    sides: tuple[Side, ...] = ()
    where: str = ""
    value: sp.Expr = sp.S.Zero

    @property
    def free(self) -> list[sp.Symbol]:
        """The letters that may vary."""
        return sorted({s for v in self.point.values() for s in v.free_symbols}, key=str)

    def holds(self, point: Point) -> bool:
        """Whether a point belongs to it, its ends included."""
        gaps = [v.subs(dict(point), simultaneous=True) - point[x] for x, v in self.point.items()]
        met = all(sign_of(sp.expand(g)) == 0 for g in gaps)
        return met and all(sign_at(e, point) in (0, side) for e, side in self.sides)


@dataclass(frozen=True)
class Case:
    """A piece, its stationary points that lie in it, and those that lie outside."""

    piece: Piece
    inside: tuple[Stretch, ...]
    outside: tuple[dict[sp.Symbol, sp.Expr], ...]
    exact: bool


def cases(expr: sp.Expr, wrt: Sequence[sp.Symbol]) -> list[Case]:
    """Every piece with its stationary points.

    Raises
    ------
    Stuck
        If the pieces are too many, or lie on kinks that are not worked out.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> found = cases((x - 3)**2 + 2 * sp.Abs(x) + y**2, (x, y))
    >>> [[s.point for s in c.inside] for c in found]
    [[{x: 2, y: 0}], [], [{x: 0, y: 0}]]
    """
    return [_case(piece, wrt) for piece in pieces(expr, wrt)]


def _case(piece: Piece, wrt: Sequence[sp.Symbol]) -> Case:
    inside: list[Stretch] = []
    outside: list[dict[sp.Symbol, sp.Expr]] = []
    found, exact = _stationary(piece, wrt)
    for point in found:
        stretch = _kept(piece, point)
        if stretch is not None:
            inside.append(stretch)
        elif not any(v.free_symbols for v in point.values()):
            outside.append(point)
    return Case(piece, tuple(inside), tuple(outside), exact)


def _stationary(
    piece: Piece, wrt: Sequence[sp.Symbol]
) -> tuple[list[dict[sp.Symbol, sp.Expr]], bool]:
    """Where the slopes of a piece along the kinks on which it lies are all 0."""
    if not all(is_affine(e, wrt) for e in piece.zero):
        return _on_curves(piece, wrt)
    lines = list(sp.linsolve(piece.zero, *wrt)) if piece.zero else [tuple(wrt)]
    if not lines:
        return [], True
    line = dict(zip(wrt, lines[0], strict=True))
    if piece.norms and not piece.zero:
        return _with_norms(piece, wrt)
    formula = sp.expand(piece.formula.subs(line, simultaneous=True))
    free = [x for x in wrt if any(v.has(x) for v in line.values())]
    slopes = [sp.expand(formula.diff(t)) for t in free]
    points, exact = _zeros(slopes, free)
    put = [{x: tidied(v.subs(p, simultaneous=True)) for x, v in line.items()} for p in points]
    return put, exact


def _zeros(
    slopes: Sequence[sp.Expr], free: Sequence[sp.Symbol]
) -> tuple[list[dict[sp.Symbol, sp.Expr]], bool]:
    if not free:
        return [{}], True
    if all(is_affine(s, free) for s in slopes):
        return [dict(zip(free, row, strict=True)) for row in sp.linsolve(slopes, *free)], True
    found = solved(slopes, free)
    periodic = any(s.periods for s in found.solutions)
    return [{x: s.values[x] for x in free} for s in found.solutions], found.exact and not periodic


def _with_norms(
    piece: Piece, wrt: Sequence[sp.Symbol]
) -> tuple[list[dict[sp.Symbol, sp.Expr]], bool]:
    """Every norm is an unknown of its own, r² = q, and the slopes are multiplied by r."""
    letters = {n: sp.Symbol(f"r_{k}", real=True) for k, n in enumerate(piece.norms)}
    formula = piece.formula.xreplace(letters)
    whole = sp.Mul(*letters.values())
    slopes = []
    for x in wrt:
        inner = [formula.diff(r) * n.base.diff(x) / (2 * r) for n, r in letters.items()]
        slopes.append(sp.expand(sp.cancel(whole * (formula.diff(x) + sp.Add(*inner)))))
    sizes = [sp.expand(r**2 - n.base) for n, r in letters.items()]
    found = solved([*slopes, *sizes], [*wrt, *letters.values()])
    points = [
        s.values
        for s in found.solutions
        if all(s.values[r].free_symbols or sign_of(s.values[r]) == 1 for r in letters.values())
    ]
    plain = [{x: p[x] for x in wrt} for p in points]
    lettered = {s for p in plain for v in p.values() for s in v.free_symbols} - set(wrt)
    return ([], False) if lettered else (plain, found.exact)


def _on_curves(
    piece: Piece, wrt: Sequence[sp.Symbol]
) -> tuple[list[dict[sp.Symbol, sp.Expr]], bool]:
    """On a curved kink by a multiplier; and where its own slopes are 0."""
    if len(piece.zero) >= len(wrt):
        found = solve_system(piece.zero, wrt)
        if any(s.free for s in found):
            raise Stuck
        return [{x: s.values[x] for x in wrt} for s in found], True
    if len(piece.zero) > 1:
        raise Stuck
    (edge,) = piece.zero
    factor = sp.Dummy("k")
    slopes = [sp.expand((piece.formula - factor * edge).diff(x)) for x in wrt]
    bare = [sp.expand(edge.diff(x)) for x in wrt]
    systems = (([*slopes, edge], [*wrt, factor]), ([*bare, edge], list(wrt)))
    answers = [solved(equations, unknowns) for equations, unknowns in systems]
    points = [{x: s.values[x] for x in wrt} for a in answers for s in a.solutions]
    plain = [p for p in points if factor not in {s for v in p.values() for s in v.free_symbols}]
    return list({str(p): p for p in plain}.values()), all(a.exact for a in answers)


def _kept(piece: Piece, point: dict[sp.Symbol, sp.Expr]) -> Stretch | None:
    """The part of a solution that lies in the piece; None where nothing of it does."""
    stretch = Stretch(point)
    if not stretch.free:
        inside = all(sign_at(e, point) == side for e, side in piece.sides)
        apart = all(sign_at(n.base, point) != 0 for n in piece.norms)
        return stretch if inside and apart else None
    here = [(tidied(e.subs(point, simultaneous=True)), side) for e, side in piece.sides]
    if any(not e.free_symbols and sign_of(e) != side for e, side in here):
        return None
    here = [(e, side) for e, side in dict.fromkeys(here) if e.free_symbols]
    if not _meets(here, stretch.free):
        return None
    value = tidied(sp.expand(piece.formula.subs(point, simultaneous=True)))
    return Stretch(point, piece.sides, _where(here, stretch.free), value)


def _meets(sides: Sequence[Side], free: Sequence[sp.Symbol]) -> bool:
    """Whether some of the points tried lie on all sides."""
    met = np.ones(len(_tried(len(free))), dtype=bool)
    for edge, side in sides:
        met &= values(edge, free, _tried(len(free))) * side > 0
    return bool(met.any())


def _tried(count: int) -> Array:
    draw = np.random.default_rng(4)
    return np.concatenate([draw.uniform(-s, s, (TRIED, count)) for s in SIZES])


def _where(sides: Sequence[Side], free: Sequence[sp.Symbol]) -> str:
    """1/2 ≤ y ≤ 1, or the conditions one by one."""
    if len(free) != 1 or not all(is_affine(e, free) for e, _ in sides):
        zero = arrange(sp.S.Zero)
        signs = {1: ">=", -1: "<="}
        return listed([text(equal(arrange(e), zero, signs[side])) for e, side in sides])
    (t,) = free
    low: list[sp.Expr] = []
    high: list[sp.Expr] = []
    for edge, side in sides:
        slope = edge.coeff(t)
        (low if sign_of(slope) == side else high).append(tidied(-edge.subs(t, 0) / slope))
    ends = ([max(low, key=float)] if low else [], [min(high, key=float)] if high else [])
    name = place_said({t: sp.S.Zero}).partition(" ")[0]
    left, right = ([text(arrange(v)) for v in some] for some in ends)
    if left and not right:
        return f"{name} ≥ {left[0]}"
    return " ≤ ".join([*left, name, *right]) if right else ""
