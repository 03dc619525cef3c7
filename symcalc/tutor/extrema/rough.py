"""Where a function of several variables has no gradient: kinks may be extrema too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.primitives import arrange
from symcalc.tutor.differentiate import differentiate
from symcalc.tutor.extrema.branches import Solution, Stuck
from symcalc.tutor.extrema.numbers import near_at, value_at
from symcalc.tutor.extrema.places import boundaries
from symcalc.tutor.extrema.records import Function, listed, place_said
from symcalc.tutor.extrema.roots import exact_roots
from symcalc.tutor.extrema.solutions import Solved
from symcalc.tutor.extrema.systems import solve_system
from symcalc.tutor.kinks import crossings
from symcalc.tutor.tidy import written_out
from symcalc.tutor.words.kinked import SAYS
from symcalc.writing.text import text

MOST = 6  # edges that are looked at
Point = Mapping[sp.Symbol, sp.Expr]
SOMEWHERE = sp.Rational(3, 7)


class Rough(NamedTuple):
    """Points without a gradient that may be extrema, and the edges on which they lie.

    `kinks` are the edges at which values go on: not all choices of them are looked at.
    """

    points: tuple[Point, ...] = ()
    edges: tuple[sp.Expr, ...] = ()
    kinks: tuple[sp.Expr, ...] = ()


def rough_places(named: Function, gradient: Sequence[sp.Expr]) -> Rough:
    """Corners of edges, and where a function is stationary along an edge.

    Examples
    --------
    >>> from symcalc.reading import read
    >>> x, y = sp.symbols("x y")
    >>> named = Function.of(read("|x| + |y|"), (x, y))
    >>> rough_places(named, []).points
    ({x: 0, y: 0},)
    """
    plain = written_out(named.body)
    zeros = [c.zero for x in named.wrt for c in crossings(plain, x)]
    kinks = tuple(dict.fromkeys(zeros))
    zeros += [e for x in named.wrt for e in boundaries(plain, x)]
    edges = list(dict.fromkeys(zeros))[:MOST]
    found: dict[str, Point] = {}
    touched: dict[sp.Expr, None] = {}
    for size in range(1, min(len(edges), len(named.wrt)) + 1):
        for chosen in combinations(edges, size):
            for point in _along(named, chosen):
                smooth = gradient and all(near_at(g, point) is not None for g in gradient)
                if value_at(named.expr, point) is not None and not smooth:
                    found.setdefault(place_said(point), point)
            if size == 1 and _defined_on(named, chosen[0]):
                touched[chosen[0]] = None
    return Rough(tuple(found.values()), tuple(touched), kinks)


def missed_said(named: Function, critical: Solved, rough: Rough) -> str:
    """That there may be more points, where kinks are left or nothing was found by numbers."""
    if rough.kinks:
        edges = listed([f"{text(arrange(e))} = 0" for e in rough.kinks])
        return SAYS["kinks-open"].format(f=named.name, edges=edges)
    settled = critical.exact or critical.solutions or critical.lettered
    return "" if settled else SAYS["open-system"]


def _along(named: Function, edges: Sequence[sp.Expr]) -> list[Point]:
    """The corners, and the stationary points of the function along curves."""
    points: list[Point] = []
    for solution in _solutions(named, edges):
        if not solution.free:
            points.append({x: solution.values[x] for x in named.wrt})
        elif len(solution.free) == 1:
            points += _stationary(named, solution)
    return points


def _solutions(named: Function, edges: Sequence[sp.Expr]) -> list[Solution]:
    try:
        return solve_system(edges, named.wrt)
    except Stuck:
        return []


def _stationary(named: Function, curve: Solution) -> list[Point]:
    """Along a curve with one free letter: where the slope of the function is zero."""
    (t,) = curve.free
    restricted = named.expr.subs(curve.values, simultaneous=True)
    if restricted.has(sp.nan, sp.zoo):
        return []
    if not restricted.has(t):  # the same value all along the curve
        return [{x: curve.values[x] for x in named.wrt}]
    body = arrange(restricted)
    zeros = [c.zero for c in crossings(body, t)]
    try:
        slopes = [differentiate(body, t)[-1].after.expr, *zeros]
    except UnsupportedError:  # 0^y, along the edge of x^y
        return []
    roots = [r for e in slopes if (r := exact_roots(e, t)) is not None and not r.everywhere]
    places = [p for r in roots for p in r.listed()]
    return [{x: curve.values[x].subs(t, p) for x in named.wrt} for p in dict.fromkeys(places)]


def _defined_on(named: Function, edge: sp.Expr) -> bool:
    """Whether the function has values along an edge, and not only beside it."""
    for solution in _solutions(named, [edge]):
        here = {
            x: v.subs(dict.fromkeys(solution.free, SOMEWHERE)) for x, v in solution.values.items()
        }
        if solution.free and near_at(named.expr, here) is not None:
            return True
    return False
